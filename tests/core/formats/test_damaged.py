"""Damaged files of other programs: one sentence, and the rest is read (``tests/bad`` has files of each kind)."""

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
