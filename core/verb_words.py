"""What changes are called where people read of them, by the verb that made them."""

from nhan.core.messages import Message

VERBS = {
    "accept": "verb.accept",
    "accept_rest": "verb.accept_rest",
    "accept_rows": "verb.accept_rows",
    "accept_same": "verb.accept_same",
    "accept_sure": "verb.accept_sure",
    "add": "verb.add",
    "add_label": "verb.add_label",
    "adjudicate": "verb.adjudicate",
    "answer": "verb.answer",
    "assign": "verb.assign",
    "comment": "verb.comment",
    "configure": "verb.configure",
    "delete_articles": "verb.delete_articles",
    "delete_label": "verb.delete_label",
    "describe_label": "verb.describe_label",
    "finish": "verb.finish",
    "keep": "verb.keep",
    "label_rows": "verb.label_rows",
    "merge": "verb.merge",
    "merge_labels": "verb.merge_labels",
    "move_edge": "verb.move_edge",
    "move_label": "verb.move_label",
    "next_reading": "verb.next_reading",
    "propose_same": "verb.propose_same",
    "redo": "verb.redo",
    "reject": "verb.reject",
    "reject_rows": "verb.reject_rows",
    "reject_same": "verb.reject_same",
    "relabel": "verb.relabel",
    "relabel_same": "verb.relabel_same",
    "remove": "verb.remove",
    "rename_article": "verb.rename_article",
    "rename_label": "verb.rename_label",
    "restore_articles": "verb.restore_articles",
    "set_flag": "verb.set_flag",
    "set_note": "verb.set_note",
    "set_overlap": "verb.set_overlap",
    "set_status": "verb.set_status",
    "split": "verb.split",
    "take_alternative": "verb.take_alternative",
    "take_label_set": "verb.take_label_set",
    "trim": "verb.trim",
    "undo": "verb.undo",
    "withdraw_same": "verb.withdraw_same",
}


def verb_words(verb: str) -> Message:
    """The verb as people call it; one that is not in the table by its own name."""
    return Message(VERBS[verb]) if verb in VERBS else Message("verb.other", {"verb": verb})
