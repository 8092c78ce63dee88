"""How long papers take and how much memory: a report of many rows, minutes with photos. Run by `make bench-documents`.

python tests/bench/bench_documents.py [--rows 10000] [--times 20]

Each figure comes from a process of its own, because memory is only ever counted upwards. A report is made once, cold;
minutes are made once cold and then warm. CPU time is the figure to trust on a machine that others use. Nothing is
asserted.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import os
import resource
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from PIL import Image
from rich.console import Console

from netmaintd.documents.contexts import context
from netmaintd.documents.make import make
from netmaintd.documents.sample import sample_dossier, sample_issue
from netmaintd.documents.sample.people import OFFICE
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier

OUT = Console(soft_wrap=True)
_PIXELS = (1600, 1200)
"""Of a photo as it is kept."""


def large(rows: int) -> Dossier:
    """Return the sample with so many devices at its first location that the report has so many rows of results."""
    dossier = sample_dossier()
    first, *others = dossier.round.work_plan.sites
    count = rows // len(first.devices[0].checks)
    likes = [first.devices[number % len(first.devices)] for number in range(count)]
    devices = tuple(replace(like, name=f"sw-gedung-{number:04}") for number, like in enumerate(likes))
    records = tuple(
        replace(record, device=one.name)
        for one, like in zip(devices, likes, strict=True)
        if (record := dossier.record(like.name))
    )
    plan = replace(dossier.round.work_plan, sites=(replace(first, devices=devices), *others))
    return replace(dossier, round=replace(dossier.round, work_plan=plan), devices=(*records, *dossier.devices))


def report(rows: int) -> None:
    issue, dossier = sample_issue(DocumentKind.LAPORAN_HASIL), large(rows)
    there = sum(len(one["rows"]) for one in context(issue, dossier, OFFICE)["results"])
    before, cpu = time.perf_counter(), sum(os.times()[:4])
    pdf = make(issue, dossier, OFFICE)
    told = f"{time.perf_counter() - before:.2f} s ({sum(os.times()[:4]) - cpu:.2f} s CPU)"
    OUT.print(
        f"laporan-hasil, {there} rows: {told}, peak {_peak_mb()} MB, {_kept_mb()} MB kept, "
        f"{len(pdf) / 1e6:.1f} MB of PDF"
    )


def minutes(times: int) -> None:
    dossier, issue = sample_dossier(), sample_issue(DocumentKind.BERITA_ACARA)
    pictures = {f"{number:064x}": _photo(number) for number in range(4)}
    record = dossier.visit_record("walikota")
    photos = tuple(replace(record.photos[0], sha256=sha256) for sha256 in pictures)
    dossier = replace(dossier, visits=(replace(record, photos=photos), *dossier.visits[1:]))
    took = []
    for number in range(times + 1):
        given = replace(issue, pictures=pictures, version=number + 1)
        before, cpu = time.perf_counter(), time.process_time()
        make(given, dossier, OFFICE)
        took.append((time.perf_counter() - before, time.process_time() - cpu))
    warm = (
        f"{median(wall for wall, _ in took[1:]) * 1000:.0f} ms ({median(cpu for _, cpu in took[1:]) * 1000:.0f} ms CPU)"
    )
    size = sum(map(len, pictures.values())) // 1000
    OUT.print(
        f"berita-acara, 4 photos of {size} kB: cold {took[0][0] * 1000:.0f} ms, warm {warm}, peak {_peak_mb()} MB"
    )


def _photo(number: int) -> bytes:
    coarse = Image.effect_noise((_PIXELS[0] // 16, _PIXELS[1] // 16), 60 + number).convert("RGB")
    kept = io.BytesIO()
    coarse.resize(_PIXELS, Image.Resampling.BICUBIC).save(kept, "JPEG", quality=85)
    return kept.getvalue()


def _peak_mb() -> int:
    """Return the most memory that this process held, or one that it started to make a large paper."""
    return (
        max(resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024
    )


def _kept_mb() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 2**20


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=20)
    asked = parser.parse_args()
    OUT.print(f"load before: {os.getloadavg()[0]:.1f}")
    start = multiprocessing.get_context("spawn").Process
    for work, much in ((minutes, asked.times), (report, asked.rows)):
        process = start(target=work, args=(much,))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
