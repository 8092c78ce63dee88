"""The configuration at work: a reload that fails leaves the last good one where it is, and says so."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from watchfiles import watch

from netmaintd.config.load import Configuration
from netmaintd.errors import ConfigError, ConfigProblems

logger = logging.getLogger(__name__)


class LiveConfiguration:
    """Holds the last good configuration. `problems` are those of the newest try."""

    def __init__(self, read: Callable[[datetime], Configuration], at: datetime) -> None:
        """Read for the first time; ConfigProblems when there is nothing good to begin with."""
        self._read = read
        self.current = read(at)
        self.problems: tuple[str, ...] = ()
        self.last_reload_successful = True
        self.last_success_at = at

    def reload(self, at: datetime) -> bool:
        """Read again and return whether the new files are at work."""
        try:
            self.current = self._read(at)
        except ConfigProblems as error:
            self._keep(error.problems)
        except ConfigError as error:
            self._keep((str(error),))
        else:
            self.problems, self.last_reload_successful, self.last_success_at = (), True, at
            logger.info("configuration loaded", extra={"digest": self.current.digest})
        return self.last_reload_successful

    def _keep(self, problems: tuple[str, ...]) -> None:
        self.problems, self.last_reload_successful = problems, False
        logger.error("configuration kept; the files have problems", extra={"problems": len(problems)})
        for problem in problems:
            logger.error("file problem", extra={"problem": problem})


def watch_files(folders: tuple[Path, ...], stop: threading.Event, changed: Callable[[], object]) -> threading.Thread:
    """Call `changed` after files in the folders were written, until `stop` is set. Changes are collected for 1.6 s."""

    def follow() -> None:
        existing = [folder for folder in folders if folder.is_dir()]
        for changes in watch(*existing, stop_event=stop, raise_interrupt=False):
            logger.info("files changed", extra={"count": len(changes)})
            changed()

    thread = threading.Thread(target=follow, name="watch-files", daemon=True)
    thread.start()
    return thread
