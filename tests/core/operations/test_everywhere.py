"""The same for all the same: every occurrence of the words, however they are written."""

import unicodedata

from nhan.core.document import Document
from nhan.core.model import Article, Change
from nhan.core.operations import add, propose_same, withdraw_same
from tests.core.building import LABELS

NAME = "Trần Thuỷ Hoà"
# With no-break spaces, two spaces, a line's end, apart, the other style, in capitals, hidden signs, another name.
VARIANTS = [
    "Trần\u00a0Thuỷ\u00a0Hoà",
    "Trần  Thuỷ  Hoà",
    "Trần\nThuỷ Hoà",
    unicodedata.normalize("NFD", NAME),
    "Trần Thủy Hòa",
    "TRẦN THUỶ HOÀ",
    "Trần\u200b Thuỷ Hoà",
    "\ufeffTrần Thuỷ H\u00adoà\u200e",
    "Trần\u202fThuỷ Hoà",
    "Trần Thuỷ Hoàng",
]
OTHERS = {5, 9}


def test_all_the_same_are_proposed_and_withdrawn_in_every_spelling() -> None:
    text = f"Bà {NAME} đến. " + "".join(f"Bà {each} đến. " for each in VARIANTS)
    document = Document(Article("a", text))
    added = add(document, LABELS, 3, 3 + len(NAME), "PER")
    assert isinstance(added, Change)
    document.apply(added.edits[0])
    change = propose_same(document, LABELS, added.focus)
    assert isinstance(change, Change)
    document.apply(change.edits[0])
    proposed = [text[span.start : span.end] for span in document][1:]
    assert proposed == [each.strip("\ufeff\u200e") for place, each in enumerate(VARIANTS) if place not in OTHERS]
    withdrawn = withdraw_same(document, list(document)[-1].id)
    assert isinstance(withdrawn, Change)
    assert len(withdrawn.edits[0].removed) == len(proposed)
