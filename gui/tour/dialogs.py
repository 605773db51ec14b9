"""Every dialog that an action opens, over a project that is half done."""

from PySide6.QtWidgets import QLineEdit, QWidget

from nhan.gui.tour.picture import Group, dialog
from nhan.gui.tour.scenes import FIRST, worked
from nhan.gui.tour.tour import Tour, type_into


def begin(tour: Tour) -> None:
    tour.open(worked(tour.folder("dialogs")), FIRST)
    tour.window.actions_by_id["back_up"].trigger()
    tour.settle()


def type_name(shown: QWidget) -> None:
    """Another name for the label that is chosen."""
    for field in [each for each in shown.findChildren(QLineEdit) if each.isVisible() and each.isEnabled()][:1]:
        field.clear()
        type_into(field, "PERSON")


DIALOGS = Group(
    begin,
    (
        dialog("new_project"),
        dialog("import"),
        dialog("export"),
        dialog("project_page"),
        dialog("make_release"),
        dialog("comment"),
        dialog("article_info"),
        dialog("labels"),
        dialog("labels", "label-renamed", type_name),
        dialog("restore"),
        dialog("preferences"),
        dialog("shortcuts"),
        dialog("delete_articles"),
        dialog("key_sheet"),
        dialog("palette"),
        dialog("about"),
    ),
)
