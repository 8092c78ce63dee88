"""How long pages take in a grown office: p50, p95 and the longest of each. Run by `make bench-pages`.

python tests/bench/bench_pages.py [--devices 1000] [--rounds 40] [--times 20] [--state build/bench-pages]

The store is filled once and kept. Pages are asked one after another without a network, as somebody of the section
reads them, after one that compiles the templates. CPU time is the figure to trust on a machine that others use.
Nothing is asserted.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from fastapi.testclient import TestClient
from rich.console import Console
from rich.table import Table

from fill_store import fill
from grown_office import FIRST, QUARTER, Size, found, inventory, rounds
from netmaintd.config.load import Configuration
from netmaintd.config.profile_files import load_profiles
from netmaintd.config.secrets import Secrets
from netmaintd.config.settings import Settings
from netmaintd.daemon.lifecycle import settle
from netmaintd.model.plans import OfficeCalendar
from netmaintd.parsers.templates import columns_of
from netmaintd.profiles.mask import mask
from netmaintd.store.connect import Store, open_store
from netmaintd.usecases.clock import TrainingClock
from netmaintd.usecases.masked_config import MaskedTexts
from netmaintd.web.app import create_app
from netmaintd.web.site import Site
from netmaintd.web.visitor import COOKIE

KEY = b"k" * 32
OUT = Console()


def main() -> None:
    """Fill, ask, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--devices", type=int, default=1000)
    asked.add_argument("--rounds", type=int, default=40)
    asked.add_argument("--times", type=int, default=20)
    asked.add_argument("--only", default="", help="Pages whose address contains this.")
    asked.add_argument("--state", type=Path, default=Path("build/bench-pages"))
    given = asked.parse_args()
    size = Size(given.devices, given.rounds)
    with _filled(given.state / f"{size.devices}-{size.rounds}", size) as store:
        pages = tuple(page for page in _pages(size) if given.only in page(1))
        browser = _browser(store, size)
        settle()  # as the service does before it serves
        _measure(browser, pages, given.times)


def _filled(state: Path, size: Size) -> Store:
    """Return the store, filled before unless it is there and of this schema."""
    done = state / "filled"
    if not done.exists():
        began = time.monotonic()
        with open_store("", state, KEY, create=True) as store:
            fill(store, size)
        done.touch()
        OUT.print(f"filled {state} in {time.monotonic() - began:.0f} s")
    return open_store("", state, KEY, create=True)


def _browser(store: Store, size: Size) -> TestClient:
    now = FIRST + size.rounds * QUARTER
    settings, known, profiles = Settings(), inventory(size), load_profiles(None, columns_of)
    configuration = Configuration(settings, known, (), OfficeCalendar(), Secrets(settings, lambda _: None), "", now)
    site = Site(
        store,
        lambda: configuration,
        TrainingClock(now),
        lambda name, said: mask(profiles.get(name), said, KEY),
        MaskedTexts(store, profiles, KEY),
    )
    if store.accounts.get("kasi") is None:
        store.accounts.create("kasi", "tiga kata sandi", "administrator", now, must_change=False)
    client = TestClient(create_app(site), base_url="https://kantor.test", follow_redirects=False)
    client.cookies.set(COOKIE, store.logins.begin("kasi", now))
    return client


def _pages(size: Size) -> tuple[Callable[[int], str], ...]:
    """Return the addresses, each of the nth time that it is asked for."""
    last = f"triwulan-{FIRST + (size.rounds - 1) * QUARTER:%Y-%m-%d}"
    *_, newest = rounds(inventory(size), size)
    raised = [f"{one.device}/{one.check}" for one in found(newest, size.rounds - 1, last=True)]
    return (
        lambda _: "/",
        lambda _: "/putaran",
        lambda _: f"/putaran/{last}",
        lambda _: "/kunjungan",
        lambda n: f"/kunjungan/{last}/kel-{n % (size.devices // size.per_site):03}",
        lambda _: "/perangkat",
        lambda _: "/perangkat?cari=sw-09",
        lambda n: f"/perangkat/sw-{n * 37 % size.devices:04}",
        lambda n: f"/perangkat/sw-{n % 10:04}/konfigurasi",
        lambda n: f"/perangkat/sw-{n % 10:04}/konfigurasi/{n % 10 + 1}..{n % 10 + 1 + 20 * size.devices}",
        lambda _: "/lokasi",
        lambda n: f"/lokasi/kel-{n % (size.devices // size.per_site):03}",
        lambda _: "/temuan",
        lambda _: "/temuan?keadaan=semua&kata=persen&tingkat=critical",
        lambda n: f"/temuan?perangkat=sw-{n:04}",
        lambda n: f"/temuan/{raised[n]}",
        lambda _: "/rujukan",
        lambda n: f"/rujukan/{last}/{raised[3 * n]}",
        lambda _: "/dokumen",
        lambda _: "/dokumen?jenis=rencana-kerja",
        lambda n: f"/dokumen?tahun=2020&kata=kelurahan+{n}",
        lambda n: f"/rekapitulasi?tahun={2017 + n % (size.rounds // 4 + 1)}",
        lambda n: f"/cari?kata=sw-0{n % 10}",
        lambda _: "/cari?kata=a%25_",
        lambda _: "/cari?kata=kelurahan",
        lambda _: "/pejabat/kasi",
    )


def _measure(browser: TestClient, pages: tuple[Callable[[int], str], ...], times: int) -> None:
    shown = Table("page", "p50 ms", "p95 ms", "max ms", "CPU p50", "CPU p95", "kB", title="Pages")
    for page in pages:
        size = _ask(browser, page(0))[2]
        spent, busy, sizes = zip(*(_ask(browser, page(number)) for number in range(1, times + 1)), strict=True)
        figures = (*_cuts(spent), max(spent), *_cuts(busy))
        shown.add_row(page(times), *(f"{one:.1f}" for one in figures), f"{max(size, *sizes) / 1000:.0f}")
    OUT.print(shown)


def _ask(browser: TestClient, address: str) -> tuple[float, float, int]:
    """Return milliseconds by the clock, milliseconds of CPU, and bytes."""
    began, busy = time.perf_counter(), time.process_time()
    answer = browser.get(address)
    spent = (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    return *spent, len(answer.content)


def _cuts(values: tuple[float, ...]) -> tuple[float, float]:
    cuts = quantiles(values, n=20, method="inclusive")
    return cuts[9], cuts[18]


if __name__ == "__main__":
    main()
