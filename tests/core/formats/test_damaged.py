"""Damaged files of other programs' formats: one sentence with file, line and field, and the rest is read."""

import json
import random
import zlib
from pathlib import Path

import msgspec
import pytest

from nhan.core.formats.format import Format, Incoming, InputFile, ReadOptions
from nhan.core.formats.registry import FORMATS, find
from nhan.core.messages import LANGUAGES, NhanError, say
from nhan.core.model import Article, Span, SpanStatus
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record
from tests.core.formats.round_trips import read_file, write_out
from tests.core.formats.test_all_formats import BOTH_WAYS, need

DOCCANO = '{"text": "Ông Tư ở Huế", "label": [[9, 12, "LOC"]]}'
TASK = '{"data": {"text": "Huế"}, "annotations": []}'
DEEP = "[" * 100_000 + "]" * 100_000

BAD = [
    ("doccano", f'{DOCCANO}\n{{"label": []}}', "store.missing_field", 2, "text"),
    ("doccano", f'{DOCCANO}\n{{"text": "", "label": []}}', "formats.no_text", 2, "text"),
    ("doccano", f'{DOCCANO}\n{{"text": "a", "label": 5}}', "store.wrong_type", 2, "label"),
    ("doccano", f'{DOCCANO}\n{{"text": "a", "text": "b"}}', "store.duplicate_key", 2, "text"),
    ("doccano", f'{DOCCANO}\n{{"text": "\\ud800"}}', "store.surrogate", 2, ""),
    ("doccano", f'{DOCCANO}\n{{"text": "a"', "store.cut_short", 2, ""),
    ("doccano", f'{DOCCANO}\n{{"text": "a", "label": {DEEP}}}', "store.too_deep", 2, ""),
    ("label-studio", f'[{TASK},\n{{"text": "a"}}]', "store.missing_field", 2, "[1].data"),
    ("label-studio", f'[{TASK},\n{{"data": {{"a": "x", "b": "y"}}}}]', "store.missing_field", 2, "[1].data.text"),
    (
        "label-studio",
        f'[{TASK},\n{{"data": {{"text": "a"}}, "annotations": 3}}]',
        "store.wrong_type",
        2,
        "[1].annotations",
    ),
    ("label-studio-min", '[{"id": 1, "text": "a", "label": 7}]', "store.wrong_type", 1, "[0].label"),
    ("prodigy", '{"text": "a", "answer": "maybe"}', "store.not_among", None, "answer"),
    ("gliner", '[{"tokenized_text": ["a", 5]}]', "store.wrong_type", 1, "[0].tokenized_text[1]"),
    ("hf-jsonl", '{"tokens": ["a", "b"], "ner_tags": ["O"]}', "formats.tags_count", None, "ner_tags"),
    ("hf-jsonl", '{"tokens": ["a"], "ner_tags": [3]}', "formats.numbered_tags", None, "ner_tags[0]"),
    ("hf-jsonl", '{"text": "a", "spans": {"start": [1], "end": []}}', "formats.columns_uneven", None, "spans"),
    ("phoner", '{"words": ["a", "b"], "tags": ["O"]}', "formats.tags_count", None, "tags"),
    ("conll2003", "-DOCSTART- -X- O O\n\nHuế NN B-NP B-LOC\nmưa\n", "formats.columns_few", 4, ""),
    ("iob", "Huế\tB-LOC\n\tO\n", "formats.columns_few", 2, ""),
    ("vlsp2016", "", "store.empty_file", None, ""),
    ("vlsp2018", 'Ở <ENAMEX TYPE="LOC">Huế\nmưa', "formats.mark_unclosed", 1, ""),
    ("vlsp2018", "Ở Huế\nmưa</ENAMEX>", "formats.mark_unopened", 2, ""),
    ("vlsp2018", '<ENAMEX TYPE="LOC">' * 200, "store.too_deep", 1, ""),
    ("csv", "id,title\n1,x\n", "formats.csv_no_column", 1, ""),
    ("csv", "id,text\n1,x,y\n", "formats.columns_few", 2, ""),
    ("csv", 'id,text\n1,"x\n', "formats.csv", 2, ""),
    ("csv", "article,text,start,end,label,span\n1,Huế,0,3,LOC,Hue\n", "store.span_text", 2, "span"),
    ("csv", "article,text,start,end,label,span\n1,Huế,a,3,LOC,\n", "store.wrong_type", 2, "start"),
    ("csv", "article,text,span,meta\n1,Huế,,{\n", "store.wrong_type", 2, "meta"),
    ("csv", "article,text,span,meta\n1,Huế,,[]\n", "store.wrong_type", 2, "meta"),
    ("csv", "article,text,start,end,label,span,confidence\n1,Huế,0,3,LOC,,cao\n", "store.wrong_type", 2, "confidence"),
    ("csv", "article,text,start,end,label,span,confidence\n1,Huế,0,3,LOC,,nan\n", "store.not_among", 2, "confidence"),
    ("webanno-tsv", "không phải", "formats.not_this", 1, ""),
    ("webanno-tsv", "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=Huế\n1-1\t0-9\tHuế\t\n", "store.span_outside", 5, ""),
    ("spacy", "không phải", "formats.not_this", None, ""),
    ("spacy-json", '[{"paragraphs": [{"raw": "a", "sentences": 1}]}]', "store.wrong_type", 1, "[0].sentences"),
    ("uima-xmi", '<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>', "formats.xml_unsafe", None, ""),
    ("uima-xmi", "<xmi:XMI", "formats.not_this", None, ""),
    ("uima-json", "[]", "formats.not_this", None, ""),
    ("hf-parquet", "PAR1 không phải", "formats.not_this", None, ""),
]


@pytest.mark.parametrize(("name", "data", "key", "line", "field"), BAD)
def test_what_is_wrong_is_named(tmp_path: Path, name: str, data: str, key: str, line: int | None, field: str) -> None:
    chosen = find(name)
    need(chosen)
    path = tmp_path / f"tin{chosen.extensions[0]}"
    path.write_bytes(data.encode())
    (error,) = (each for each in read_file(chosen, path) if isinstance(each, NhanError))
    said = error.message
    assert (said.key, said.fields["line"], said.fields["field"]) == (key, line, field)
    for language in LANGUAGES:
        sentence = say(said, language)
        assert str(path) in sentence and "\n" not in sentence.strip()


def test_brat_without_its_text_or_with_a_line_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("T1\tPER 0\n")
    (error,) = read_file(find("brat"), tmp_path / "a.ann")
    assert isinstance(error, NhanError) and error.message.key == "formats.no_text_file"
    (tmp_path / "a.txt").write_text("Huế")
    (error,) = read_file(find("brat"), tmp_path / "a.ann")
    assert isinstance(error, NhanError)
    assert (error.message.key, error.message.fields["line"]) == ("formats.not_a_span", 1)


def test_a_docbin_is_never_unpickled_and_its_size_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.spacy"
    path.write_bytes(zlib.compress(msgspec.msgpack.encode({"attrs": [65], "tokens": b"abc"})))
    (error,) = read_file(find("spacy"), path)
    assert isinstance(error, NhanError) and error.message.key == "formats.not_this"
    monkeypatch.setattr("nhan.core.formats.spacy_docbin._MOST", 1000)
    path.write_bytes(zlib.compress(b"\0" * 1_000_000))
    (error,) = read_file(find("spacy"), path)
    assert isinstance(error, NhanError) and error.message.key == "formats.too_large"


@pytest.mark.parametrize("chosen", BOTH_WAYS, ids=lambda each: each.name)
def test_random_damage_is_read_or_named(chosen: Format, tmp_path: Path) -> None:
    """Bytes changed, cut out and doubled: a reader answers with articles whose spans are inside them, or sentences."""
    need(chosen)
    text = "Ông Tư 😀 ở Huế.\nBà Năm ở Đà Lạt."
    spans = tuple(
        Span(
            id=word, start=text.index(word), end=text.index(word) + len(word), label=label, status=SpanStatus.CONFIRMED
        )
        for word, label in (("Tư", "PER"), ("Huế", "LOC"), ("Đà Lạt", "LOC"))
    )
    write_out(chosen, [Record(article=Article("1", text, "T"), spans=spans)], tmp_path)
    (path,) = (each for each in tmp_path.iterdir() if each.suffix == chosen.extensions[0])
    whole = path.read_bytes()
    chance = random.Random(chosen.name)
    for _ in range(60 if chosen.extra else 250):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data) + 1)
            match chance.randrange(3):
                case 0 if at < len(data):
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randint(1, 9)]
                case _:
                    data[at:at] = whole[at : at + chance.randint(1, 20)]
        path.write_bytes(data)
        for found in read_file(chosen, path):
            if isinstance(found, Incoming):
                assert all(0 <= s.start < s.end <= len(found.article.text) for s in found.spans)
                found.article.text.encode()
            else:
                assert all(say(found.message, language) for language in LANGUAGES)


@pytest.mark.parametrize("chosen", [each for each in FORMATS if each.read], ids=lambda each: each.name)
def test_a_file_that_cannot_be_read_is_named(chosen: Format, tmp_path: Path) -> None:
    need(chosen)
    assert chosen.read is not None
    file = InputFile(Disk(), tmp_path / f"không có{chosen.extensions[0]}", "x")
    errors = [each for each in chosen.read(file, ReadOptions()) if isinstance(each, NhanError)]
    assert [error.message.key for error in errors] in (["formats.unreadable"], ["formats.no_text_file"])


def test_a_list_of_one_object_is_one_article(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(json.loads(DOCCANO), indent=2), encoding="utf-8")
    (found,) = read_file(find("doccano"), path)
    assert isinstance(found, Incoming) and len(found.spans) == 1
