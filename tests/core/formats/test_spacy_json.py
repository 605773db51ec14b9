"""spaCy's JSON: what of it is no span is named, and what else a document has is kept."""

import json
from pathlib import Path

import pytest

from nhan.core.formats.format import Incoming
from nhan.core.formats.registry import find
from tests.core.formats.round_trips import read_file

TOKENS = {"tokens": [{"orth": "Huế", "ner": "O"}]}
GOOD, BAD = [0, 3, "LOC"], [0, "ba", "LOC"]

GIVEN = [
    ({"paragraphs": [{"raw": "Huế", "sentences": [TOKENS], "spans": [GOOD, BAD]}]}, "paragraphs[0].spans[1]"),
    ({"paragraphs": [{"raw": "Huế", "sentences": [TOKENS], "entities": [BAD, GOOD]}]}, "paragraphs[0].entities[0]"),
    ({"text": "Huế", "ents": [{"start": 0, "end": 3, "label": "LOC"}, {"label": "PER"}]}, "ents[1]"),
    ({"text": "Huế", "ents": [], "spans": {"sc": [{"start": 0, "end": 3, "label": "LOC"}, 5]}}, "spans[1]"),
]


def read(folder: Path, document: object) -> Incoming:
    (folder / "tin.json").write_text(json.dumps([document]))
    (found,) = read_file(find("spacy-json"), folder / "tin.json")
    assert isinstance(found, Incoming)
    return found


@pytest.mark.parametrize(("document", "field"), GIVEN)
def test_what_is_no_span_is_named(tmp_path: Path, document: dict[str, object], field: str) -> None:
    found = read(tmp_path, document)
    assert [(each.start, each.end, each.label) for each in found.spans] == [(0, 3, "LOC")]
    assert [loss.reason.fields["field"] for loss in found.lost] == [field]


@pytest.mark.parametrize("document", [each for each, _ in GIVEN])
def test_what_else_a_document_has_is_kept(tmp_path: Path, document: dict[str, object]) -> None:
    found = read(tmp_path, {**document, "cats": {"TIN": 1.0}, "sents": [], "meta": {"url": "x"}, "title": "Tin"})
    assert (found.article.meta, found.article.title) == ({"cats": {"TIN": 1.0}, "url": "x"}, "Tin")


def test_a_text_with_its_entities_keeps_what_else_is_said_of_it(tmp_path: Path) -> None:
    found = read(tmp_path, ["Huế", {"entities": [GOOD, BAD], "cats": {"TIN": 1.0}}])
    assert (len(found.spans), len(found.lost)) == (1, 1)
    assert found.article.meta == {"cats": {"TIN": 1.0}}
