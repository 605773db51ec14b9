"""What core's verbs are called where the annotator reads of them."""

from PySide6.QtCore import QCoreApplication

from nhan.gui.i18n import QT_TRANSLATE_NOOP

VERBS = {
    "accept": QT_TRANSLATE_NOOP("verbs", "accepted"),
    "accept_rest": QT_TRANSLATE_NOOP("verbs", "accepted in bulk"),
    "accept_rows": QT_TRANSLATE_NOOP("verbs", "rows accepted"),
    "accept_same": QT_TRANSLATE_NOOP("verbs", "accepted for all the same"),
    "accept_sure": QT_TRANSLATE_NOOP("verbs", "sure ones accepted in bulk"),
    "adjudicate": QT_TRANSLATE_NOOP("verbs", "adjudicated"),
    "assign": QT_TRANSLATE_NOOP("verbs", "articles assigned"),
    "add": QT_TRANSLATE_NOOP("verbs", "added"),
    "add_label": QT_TRANSLATE_NOOP("verbs", "labels added"),
    "answer": QT_TRANSLATE_NOOP("verbs", "answers"),
    "comment": QT_TRANSLATE_NOOP("verbs", "comments"),
    "configure": QT_TRANSLATE_NOOP("verbs", "the project's settings"),
    "delete_articles": QT_TRANSLATE_NOOP("verbs", "articles deleted"),
    "delete_label": QT_TRANSLATE_NOOP("verbs", "rejected with a deleted label"),
    "describe_label": QT_TRANSLATE_NOOP("verbs", "labels described"),
    "finish": QT_TRANSLATE_NOOP("verbs", "done"),
    "keep": QT_TRANSLATE_NOOP("verbs", "kept, though doubted"),
    "label_rows": QT_TRANSLATE_NOOP("verbs", "rows labelled"),
    "merge": QT_TRANSLATE_NOOP("verbs", "merged"),
    "merge_labels": QT_TRANSLATE_NOOP("verbs", "labels merged"),
    "move_edge": QT_TRANSLATE_NOOP("verbs", "edges moved"),
    "move_label": QT_TRANSLATE_NOOP("verbs", "labels in another order"),
    "next_reading": QT_TRANSLATE_NOOP("verbs", "read otherwise"),
    "propose_same": QT_TRANSLATE_NOOP("verbs", "proposed for all the same"),
    "redo": QT_TRANSLATE_NOOP("verbs", "redone"),
    "reject": QT_TRANSLATE_NOOP("verbs", "rejected"),
    "reject_same": QT_TRANSLATE_NOOP("verbs", "rejected for all the same"),
    "relabel_same": QT_TRANSLATE_NOOP("verbs", "relabelled for all the same"),
    "reject_rows": QT_TRANSLATE_NOOP("verbs", "rows rejected"),
    "relabel": QT_TRANSLATE_NOOP("verbs", "relabelled"),
    "remove": QT_TRANSLATE_NOOP("verbs", "removed"),
    "rename_article": QT_TRANSLATE_NOOP("verbs", "articles renamed"),
    "rename_label": QT_TRANSLATE_NOOP("verbs", "labels renamed"),
    "restore_articles": QT_TRANSLATE_NOOP("verbs", "articles restored"),
    "set_flag": QT_TRANSLATE_NOOP("verbs", "flags"),
    "set_note": QT_TRANSLATE_NOOP("verbs", "notes"),
    "set_overlap": QT_TRANSLATE_NOOP("verbs", "the policy on overlapping spans"),
    "set_status": QT_TRANSLATE_NOOP("verbs", "put aside or taken up again"),
    "split": QT_TRANSLATE_NOOP("verbs", "split"),
    "take_alternative": QT_TRANSLATE_NOOP("verbs", "changed, as doubted"),
    "take_label_set": QT_TRANSLATE_NOOP("verbs", "a label set imported"),
    "trim": QT_TRANSLATE_NOOP("verbs", "trimmed"),
    "undo": QT_TRANSLATE_NOOP("verbs", "undone"),
    "withdraw_same": QT_TRANSLATE_NOOP("verbs", "rejected for all the same"),
}


def verb_title(verb: str) -> str:
    """The verb in the user's language; one that is not in the table by its own name."""
    return QCoreApplication.translate("verbs", VERBS[verb]) if verb in VERBS else verb
