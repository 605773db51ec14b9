"""What nobody expected: exceptions in slots and threads, warnings of Qt, a crash below Python.

All of it is in a log in the user's state folder, without a word of any article: types, places in the code and keys of
messages, never values or free text. An exception is told, so that nobody works on beside it unknowing.
"""

import errno
import faulthandler
import logging
import re
import sys
import threading
import traceback
from collections import Counter
from contextlib import suppress
from importlib.metadata import version
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

import platformdirs
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    QUrl,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QDesktopServices

from nhan.core.messages import NhanError

LOG = logging.getLogger("nhan")
LARGEST, KEPT = 500_000, 3  # bytes of a log file; older ones

_ROOT = Path(__file__).resolve().parents[1]
# What Qt's own warnings begin with: the name of a class or function. The rest may quote anything, and a person's name
# may begin the same way: Quang, QUANG, Quảng.
_PLACE = re.compile(r"(Q[A-Z]+[a-z]\w*(::~?\w+)*)(?=[\s:(,.]|$)", re.ASCII)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_file() -> Path:
    """Where the log is."""
    return Path(platformdirs.user_state_dir("nhan", appauthor=False)) / "log" / "nhan.log"


def open_log() -> None:
    """Show the log with whatever the system shows texts with."""
    path = log_file()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class CrashWatch(QObject):
    """Listens from ``start`` to ``stop``. ``happened``: an exception that nobody caught, in whichever thread."""

    happened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._seen: Counter[str] = Counter()
        self._handler: logging.Handler | None = None
        self._fatal: IO[bytes] | None = None
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook

    def start(self) -> None:
        """Take the place of the hooks that were there, which still hear of everything."""
        self._open_files()
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        sys.unraisablehook = self._unraisable
        qInstallMessageHandler(self._qt_said)
        LOG.info("nhan %s, Python %s, Qt %s, %s", version("nhan"), sys.version.split()[0], qVersion(), sys.platform)

    def stop(self) -> None:
        """Put back what was there."""
        qInstallMessageHandler(None)
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        if self._handler is not None:
            LOG.removeHandler(self._handler)
            self._handler.close()
            self._handler = None
        if self._fatal is not None:
            faulthandler.disable()
            self._fatal.close()
            self._fatal = None

    def sentence(self) -> str:
        return self.tr("Something unexpected went wrong. What was saved is not lost.")

    def button(self) -> str:
        return self.tr("Open the log")

    def _open_files(self) -> None:
        """Where nothing can be written there is no log; the notice comes all the same."""
        path = log_file()
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
            self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            LOG.addHandler(self._handler)
            LOG.setLevel(logging.INFO)
            LOG.propagate = False
            if not faulthandler.is_enabled():
                self._fatal = path.with_name("fatal.log").open("ab", buffering=0)
                faulthandler.enable(self._fatal)

    # -- hooks ----------------------------------------------------------------------------------------------------

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            self._record(error, "uncaught")
        self._before[0](kind, error, trace)

    def _uncaught_in_thread(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None and not issubclass(hook.exc_type, SystemExit):
            self._record(hook.exc_value, "uncaught in a thread")
        self._before[1](hook)

    def _unraisable(self, hook: "sys.UnraisableHookArgs") -> None:
        if hook.exc_value is not None:
            self._record(hook.exc_value, "while an object went")
        self._before[2](hook)

    def _record(self, error: BaseException, how: str) -> None:
        self._log(logging.ERROR, f"{how}: {describe(error)}")
        with suppress(RuntimeError):  # at the very end there is nobody left to be told
            self.happened.emit()

    def _qt_said(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        place = _PLACE.match(message)
        words = f"Qt, {context.category or 'default'}: {place[1] if place else 'a message'}"
        self._log(_LEVELS.get(kind, logging.WARNING), words)
        if sys.stderr is not None:
            with suppress(OSError, ValueError):
                print(message, file=sys.stderr)

    def _log(self, level: int, words: str) -> None:
        """Once, twice, four times ...: what comes with every repaint must not push out how it began."""
        self._seen[words] += 1
        times = self._seen[words]
        if times & (times - 1) == 0:
            LOG.log(level, words if times == 1 else f"{words}\n  (for the {times}th time)")


def describe(error: BaseException) -> str:
    """An exception without a word of what it says: types, keys and numbers, and where in the code. The first one that
    was raised comes first."""
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in chain:
        chain.append(at)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "\n".join("\n".join((_name(each), *_frames(each))) for each in reversed(chain))


def _name(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, NhanError):
        return f"{name} {error.message.key}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} {errno.errorcode.get(error.errno, error.errno)}"
    return name


def _frames(error: BaseException) -> list[str]:
    return [
        f"  {_shown(frame.f_code.co_filename)}:{line} {frame.f_code.co_qualname}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]


def _shown(file: str) -> str:
    path = Path(file)
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else "/".join(path.parts[-2:])
