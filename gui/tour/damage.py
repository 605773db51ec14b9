"""Work that is damaged, and a disk that fails: what is said, what is asked, and what is there afterwards."""

from functools import partial

from PySide6.QtWidgets import QDialog

from nhan.gui.tour.picture import DialogPicture, Group, Picture, dialog, trigger
from nhan.gui.tour.scenes import FIRST, SECOND, damage, record_of, worked
from nhan.gui.tour.tour import Tour

# -- a flipped bit ----------------------------------------------------------------------------------------------------


def begin(tour: Tour) -> None:
    """One bit of a record is turned round, and somebody wants that article, and leaves it as it is."""
    folder = worked(tour.folder("damaged"))
    damage(record_of(folder, SECOND))
    tour.open(folder, FIRST)
    tour.answer(lambda: tour.window.show_article(SECOND), QDialog.reject)


def recover(tour: Tour) -> None:
    """Agree by Enter."""
    tour.answer(partial(trigger("recover"), tour), QDialog.accept)
    tour.wait_until(lambda: not tour.notices())


DAMAGE = Group(
    begin,
    (
        Picture("damaged"),
        dialog("recover", "recovery"),
        Picture("recovered", recover, ("recover",)),
    ),
)

# -- a full disk ------------------------------------------------------------------------------------------------------


def begin_on_full_disk(tour: Tour) -> None:
    tour.open(worked(tour.folder("full")), FIRST)


def fill_disk(tour: Tour) -> None:
    """And go on working."""
    tour.disk.full = True
    tour.do("next_stop", "accept", "accept")


def make_room(tour: Tour) -> None:
    tour.disk.full = False
    tour.window.bridge.journal_again()


FULL_DISK = Group(
    begin_on_full_disk,
    (
        Picture("disk-full", fill_disk),
        DialogPicture("unsaved", lambda tour: tour.window.may_close(), ("quit",)),
        Picture("disk-again", make_room),
    ),
    end=make_room,
)
