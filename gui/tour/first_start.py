"""Who has never used the program: the name is asked for, then there is something to work on."""

from PySide6.QtWidgets import QLineEdit, QWidget

from nhan.gui.questions.name_dialog import NameDialog
from nhan.gui.tour.picture import DialogPicture, Group, Picture, nothing
from nhan.gui.tour.scenes import LAN, empty
from nhan.gui.tour.tour import Tour, type_into


def ask_for_name(_: Tour) -> None:
    NameDialog("lan").exec()


def type_name(shown: QWidget) -> None:
    """Over what is proposed."""
    for field in shown.findChildren(QLineEdit):
        field.clear()
        type_into(field, LAN.name)


def open_empty(tour: Tour) -> None:
    """A project without an article."""
    tour.open(empty(tour.folder("empty")))


FIRST_START = Group(
    nothing,
    (
        DialogPicture("name", ask_for_name, fill=type_name),
        Picture("empty-project", open_empty),
    ),
)
