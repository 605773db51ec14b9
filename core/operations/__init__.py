"""The verbs: functions that read a document and answer ``Change | Rejected``; none of them alters anything."""

from nhan.core.operations.answers import answer
from nhan.core.operations.articles import accept_rest, finish, set_flag, set_note, set_status
from nhan.core.operations.batch import Verb, batch
from nhan.core.operations.comments import comment
from nhan.core.operations.configuring import configure
from nhan.core.operations.decisions import accept, add, refuse, reject, relabel
from nhan.core.operations.deletion import delete_articles, restore_articles
from nhan.core.operations.edges import Edge, move_edge, trim
from nhan.core.operations.everywhere import (
    propose_everywhere,
    propose_same,
    withdraw_everywhere,
    withdraw_label,
    withdraw_same,
)
from nhan.core.operations.in_bulk import accept_sure, is_bulk
from nhan.core.operations.label_set import (
    add_label,
    add_labels,
    describe_label,
    move_label,
    plain_label_set,
    set_overlap,
    take_label_set,
)
from nhan.core.operations.labels import delete_label, merge_labels, rename_label
from nhan.core.operations.pieces import merge, split
from nhan.core.operations.readings import next_reading
from nhan.core.operations.renaming import rename_article
from nhan.core.operations.same import (
    accept_same,
    accept_words,
    reject_same,
    reject_words,
    relabel_same,
    relabel_words,
)
from nhan.core.operations.settling import settle
from nhan.core.operations.suggestions import compatible, in_labels, suggest

__all__ = [
    "Edge",
    "Verb",
    "accept",
    "accept_rest",
    "accept_same",
    "accept_sure",
    "accept_words",
    "add",
    "add_label",
    "add_labels",
    "answer",
    "batch",
    "comment",
    "compatible",
    "configure",
    "delete_articles",
    "delete_label",
    "describe_label",
    "finish",
    "in_labels",
    "is_bulk",
    "merge",
    "merge_labels",
    "move_edge",
    "move_label",
    "next_reading",
    "plain_label_set",
    "propose_everywhere",
    "propose_same",
    "refuse",
    "reject",
    "reject_same",
    "reject_words",
    "relabel",
    "relabel_same",
    "relabel_words",
    "rename_article",
    "rename_label",
    "restore_articles",
    "set_flag",
    "set_note",
    "set_overlap",
    "set_status",
    "settle",
    "split",
    "suggest",
    "take_label_set",
    "trim",
    "withdraw_everywhere",
    "withdraw_label",
    "withdraw_same",
]
