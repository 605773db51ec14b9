"""Damaged files of other programs: one sentence, and the rest is read (``tests/bad`` has files of each kind)."""

import json
import zlib
from pathlib import Path

import msgspec
import pytest

from nhan.core.formats.format import Format, Incoming, InputFile, ReadOptions
from nhan.core.formats.registry import FORMATS, find
from nhan.core.messages import NhanError
from nhan.core.model import Article, Span
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record
from tests.core.formats.round_trips import read_file, write_out
from tests.core.formats.test_all_formats import need

DOCCANO = '{"text": "Ông Tư ở Huế", "label": [[9, 12, "LOC"]]}'


def test_a_docbin_is_never_unpickled_and_its_size_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.spacy"
    path.write_bytes(zlib.compress(msgspec.msgpack.encode({"attrs": [65], "tokens": b"abc"})))
    (error,) = read_file(find("spacy"), path)
    assert isinstance(error, NhanError) and error.message.key == "formats.not_this"
    monkeypatch.setattr("nhan.core.formats.spacy_docbin._MOST", 1000)
    path.write_bytes(zlib.compress(b"\0" * 1_000_000))
    (error,) = read_file(find("spacy"), path)
    assert isinstance(error, NhanError) and error.message.key == "formats.too_large"


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


def test_an_annotation_without_a_number_for_its_place_is_named(tmp_path: Path) -> None:
    need(find("uima-json"))
    record = Record(article=Article("1", "Huế", "T"), spans=(Span(id="s", start=0, end=3, label="LOC"),))
    write_out(find("uima-json"), [record], tmp_path)
    path = tmp_path / "1.json"
    whole = json.loads(path.read_bytes())
    for each in whole["%FEATURE_STRUCTURES"]:
        if each["%TYPE"].endswith("NamedEntity"):
            each["begin"] = "đầu"
    path.write_text(json.dumps(whole))
    (found,) = read_file(find("uima-json"), path)
    assert isinstance(found, Incoming) and found.spans == ()
    assert [loss.reason.key for loss in found.lost] == ["formats.lost.outside"]
