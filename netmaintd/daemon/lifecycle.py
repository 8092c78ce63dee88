"""`netmaintd run` from beginning to end: one daemon per store, a clean start, a clean stop."""

from __future__ import annotations

import faulthandler
import gc
import logging
import signal
import threading
from typing import TYPE_CHECKING

from netmaintd.config.reload import LiveConfiguration, watch_files
from netmaintd.daemon.metrics import Metrics
from netmaintd.daemon.service import Service
from netmaintd.store.connect import lock_daemon
from netmaintd.usecases.clock import SystemClock
from netmaintd.usecases.masked_config import MaskedTexts
from netmaintd.web.server import WebServer
from netmaintd.web.site import Site

if TYPE_CHECKING:
    from netmaintd.daemon.wiring import Parts
    from netmaintd.store.connect import Store
    from netmaintd.usecases.clock import Clock

logger = logging.getLogger(__name__)


def serve(parts: Parts) -> None:
    """Run until SIGTERM.

    Raises:
        ConfigProblems: the files cannot be used; there is no last good configuration at the start.
        StoreLocked: another daemon holds the store.
    """
    # A watchdog kill (SIGABRT) then leaves the stacks of all threads in the journal.
    faulthandler.enable()
    clock = SystemClock()
    live = LiveConfiguration(parts.configuration, clock.now())
    paths = parts.settings.paths
    with lock_daemon(paths.state, parts.settings.store.url), parts.store(create=True) as store:
        report = store.audit.verify()
        metrics = Metrics()
        metrics.audit_ok.set(0 if report.troubles else 1)
        for trouble in report.troubles:
            logger.error("audit chain broken", extra={"trouble": trouble})
        service = Service(parts, live, store, clock, metrics)
        folders = tuple(filter(None, (paths.devices, paths.schedules, paths.compliance)))
        watch_files(folders, service.stop, service.reload)
        service.start()
        pages = (
            WebServer(site_for(parts, live, store, clock), parts.settings.web.listen)
            if parts.settings.web.serve
            else None
        )
        settle()
        try:
            service.wait()
        finally:
            if pages:
                pages.close()
            service.close()


def serve_pages(parts: Parts) -> None:
    """Serve the pages alone until SIGTERM: no schedule, no session with a device, no credential of one.

    Raises:
        ConfigProblems: the files cannot be used.
    """
    clock = SystemClock()
    live = LiveConfiguration(parts.configuration, clock.now())
    paths = parts.settings.paths
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with parts.store() as store:
        watch_files((paths.devices, paths.schedules), stop, lambda: live.reload(clock.now()))
        pages = WebServer(site_for(parts, live, store, clock), parts.settings.web.listen)
        settle()
        try:
            stop.wait()
        finally:
            pages.close()


def settle() -> None:
    """Tell the collector that what is loaded by now stays, and to look less often: its walks took 0.2 s of a page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def site_for(parts: Parts, live: LiveConfiguration, store: Store, clock: Clock) -> Site:
    """Return what the pages work with: the configuration that is at work now, whenever they ask."""
    configs = MaskedTexts(store, parts.profiles, parts.mask_key)
    return Site(store, lambda: live.current, clock, parts.masked, configs)
