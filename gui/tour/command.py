"""``nhan --tour OUT``: takes the pictures, and says in one sentence why it cannot."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from nhan.core.cli.language import language_of
from nhan.core.cli.parser import UsageError
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.window import window_arguments
from nhan.core.messages import Message, NhanError
from nhan.gui.app import Program
from nhan.gui.identity import Identity
from nhan.gui.jobs import Direct
from nhan.gui.settings import AUTO_SUGGEST, AUTO_TRAIN, SETTINGS, Settings
from nhan.gui.startup import make_application
from nhan.gui.tour.failing_disk import FailingDisk
from nhan.gui.tour.groups import ALL, CHOICES, chosen
from nhan.gui.tour.picture import Group
from nhan.gui.tour.scenes import LAN
from nhan.gui.tour.sizes import USUAL, Screens, variables
from nhan.gui.tour.tour import Tour

OWN = ("projects", "screens")  # folders in OUT that are made again


def main(argv: Sequence[str]) -> int:
    """Take the tour that ``argv`` names. Returns the exit code."""
    given = window_arguments(argv)
    if isinstance(given, int):
        return given
    if given.pictures not in CHOICES:
        fields = {"name": "--pictures", "value": given.pictures, "choices": ", ".join(CHOICES)}
        UsageError(Message("cli.usage.choice", fields), given.usage).tell(Terminal(language_of(argv)))
        return 2
    out = Path(given.tour)
    try:
        return _with_program(out, given.lang, Path(given.project) if given.project else None, given.pictures)
    except OSError as error:
        print(f"{out}: {error.strerror or error}", file=sys.stderr)
        return 1


def _with_program(out: Path, language: str, project: Path | None, pictures: str) -> int:
    out.mkdir(parents=True, exist_ok=True)
    for name in OWN:
        shutil.rmtree(out / name, ignore_errors=True)
    disk = FailingDisk()
    # The annotator's own settings are left alone.
    settings = Settings(out / "settings.ini")
    program = Program(_application(out), settings, language, Direct(), Identity(LAN), disk=lambda: disk)
    screens = Screens(out, language) if pictures == ALL else None
    try:
        tour = Tour(program, disk, out, project)
        for group in chosen(pictures).values():
            _take(tour, group)
        if screens is not None:
            tour.pictures += screens.collect()
    except NhanError as error:
        print(program.language.say(error.message), file=sys.stderr)
        return 1
    finally:
        if screens is not None:
            screens.stop()
        program.language.remove()
    return 0


def _application(out: Path) -> QApplication:
    """On a screen of the usual size; the variables that say so are gone when it has read them."""
    before = dict(os.environ)
    if before.get("QT_QPA_PLATFORM") == "offscreen":  # whose own screen is a small one
        os.environ.update(variables(USUAL, out))
    try:
        return make_application()
    finally:
        os.environ.clear()
        os.environ.update(before)


def _take(tour: Tour, group: Group) -> None:
    """Its pictures, whatever the others have chosen; the window is closed, whatever happens in it."""
    settings = tour.program.settings
    for each in SETTINGS:
        settings.set(each, each.default)
    for switch in (AUTO_SUGGEST, AUTO_TRAIN):
        settings.set(switch, group.suggests)
    try:
        group.begin(tour)
        for picture in group.pictures:
            picture.take(tour)
        group.end(tour)
    finally:
        tour.close()
