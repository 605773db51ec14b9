"""Every dialog that an action opens, over a project that is half done."""

from PySide6.QtWidgets import QLineEdit, QWidget

from nhan.core.suggest.registry import CHAT
from nhan.gui.suggestions.chooser import SuggesterDialog
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


def name_a_server(shown: QWidget) -> None:
    """A language model on another machine."""
    assert isinstance(shown, SuggesterDialog)
    shown.name.setCurrentIndex(shown.name.findData(CHAT))
    type_into(shown.address, "https://goi-y.example:8080")


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
        dialog("choose_suggester"),
        dialog("choose_suggester", "suggester-elsewhere", name_a_server),
        dialog("restore"),
        dialog("preferences"),
        dialog("shortcuts"),
        dialog("rename_article"),
        dialog("delete_articles"),
        dialog("key_sheet"),
        dialog("palette"),
        dialog("report_problem"),
        dialog("about"),
    ),
)
