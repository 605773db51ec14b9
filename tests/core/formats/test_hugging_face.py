"""Rows for ``datasets``: their spans, or the tags of their tokens, and nothing of them is dropped unsaid."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from nhan.core.formats.format import Format, Incoming, WriteOptions
from nhan.core.formats.registry import find
from nhan.core.iob import Scheme
from nhan.core.labels import LabelSet
from nhan.core.messages import NhanError
from nhan.core.model import Article, Span
from nhan.core.store.record import Record
from tests.core.building import LABELS
from tests.core.formats.round_trips import read_file
from tests.core.formats.test_all_formats import need

ROW = {"text": "Ông Tư,  ở Huế.", "tokens": ["Ông", "Tư", ",", "ở", "Huế", "."]}
TAGS = ["O", "B-PER", "O", "O", "B-LOC", "O"]


def read(chosen: Format, folder: Path, row: Mapping[str, object]) -> Incoming | NhanError:
    path = folder / f"tin{chosen.extensions[0]}"
    if chosen.name == "hf-jsonl":
        path.write_text(json.dumps(row))
    else:
        pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        parquet.write_table(pyarrow.Table.from_pylist([row]), path)
    (found,) = read_file(chosen, path)
    return found


def words(found: Incoming | NhanError) -> list[tuple[str, str]]:
    assert isinstance(found, Incoming), str(found)
    return [(found.article.text[each.start : each.end], each.label) for each in found.spans]


@pytest.mark.parametrize("name", ["hf-jsonl", "hf-parquet"])
@pytest.mark.parametrize("more", [{}, {"spans": []}, {"spans": None}], ids=str)
def test_without_spans_the_tags_of_the_text_s_tokens_say_them(tmp_path: Path, name: str, more: dict[str, None]) -> None:
    need(find(name))
    found = read(find(name), tmp_path, {**ROW, "title": "Tin", "ner_tags": TAGS, **more})
    assert words(found) == [("Tư", "PER"), ("Huế", "LOC")]
    assert isinstance(found, Incoming)
    assert (found.article.text, found.article.title) == (ROW["text"], "Tin")


def test_words_joined_by_a_low_line_are_found_in_the_text(tmp_path: Path) -> None:
    row = {"text": "ở Hoà\nBình _", "tokens": ["ở", "Hoà_Bình", "_"], "ner_tags": ["O", "B-LOC", "O"]}
    assert words(read(find("hf-jsonl"), tmp_path, row)) == [("Hoà\nBình", "LOC")]


@pytest.mark.parametrize("tokens", [["Ông", "Sáu", ",", "ở", "Huế", "."], ["Tư", "Ông", ",", "ở", "Huế", "."]])
def test_tokens_of_another_text_are_named(tmp_path: Path, tokens: list[str]) -> None:
    found = read(find("hf-jsonl"), tmp_path, {**ROW, "tokens": tokens, "ner_tags": TAGS})
    assert isinstance(found, NhanError) and found.message.key == "store.span_text"
    assert str(found.message.fields["field"]).startswith("tokens[")


def test_spans_are_stronger_than_tags(tmp_path: Path) -> None:
    row = {**ROW, "ner_tags": TAGS, "spans": [{"start": 0, "end": 6, "label": "PER"}]}
    assert words(read(find("hf-jsonl"), tmp_path, row)) == [("Ông Tư", "PER")]


def test_tags_of_no_tokens_are_kept(tmp_path: Path) -> None:
    found = read(find("hf-jsonl"), tmp_path, {"text": "Huế", "tags": ["du lịch"], "spans": []})
    assert isinstance(found, Incoming) and found.article.meta == {"tags": ["du lịch"]}


def written(chosen: Format, scheme: Scheme | None = None, labels: LabelSet | None = None) -> bytes:
    places = [(0, 3, "PER"), (4, 6, "LOC"), (7, 8, "ORG"), (9, 12, "MISC")]
    spans = [Span(id=str(at), start=at, end=to, label=label) for at, to, label in places]
    record = Record(article=Article("1", "Ông Tư ở Huế Hai Ba", "T"), spans=(*spans, replace(spans[0], id="x", end=6)))
    assert chosen.write is not None
    return b"".join(chosen.write([record], WriteOptions(scheme=scheme, labels=labels)))


@pytest.mark.parametrize("labels", [LABELS, None], ids=["labels", "none"])
def test_the_tags_are_in_the_scheme_that_is_wanted(tmp_path: Path, labels: LabelSet | None) -> None:
    wanted = ["B-PER", "E-PER", "S-ORG", "S-MISC", "O", "O"]
    assert json.loads(written(find("hf-jsonl"), Scheme.BIOES, labels))["ner_tags"] == wanted
    parquet = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "tin.parquet").write_bytes(written(find("hf-parquet"), Scheme.BIOES, labels))
    table = parquet.read_table(tmp_path / "tin.parquet")
    features = json.loads(table.schema.metadata[b"huggingface"])["info"]["features"]
    names = features["ner_tags"]["feature"]["names"]
    assert [names[number] for number in table["ner_tags"][0].as_py()] == wanted


def test_labels_that_no_project_names_are_numbered_as_they_come(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "tin.parquet").write_bytes(written(find("hf-parquet")))
    features = json.loads(parquet.read_schema(tmp_path / "tin.parquet").metadata[b"huggingface"])["info"]["features"]
    assert features["spans"]["feature"]["label"]["names"] == ["PER", "LOC", "ORG", "MISC"]
    assert features["ner_tags"]["feature"]["names"][:3] == ["O", "B-PER", "I-PER"]
