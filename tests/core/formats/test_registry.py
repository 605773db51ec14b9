"""The registry: Nhãn's own formats, and those of other packages."""

import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from nhan.core.formats.registry import find, formats, leads, names, recognised
from nhan.core.messages import LANGUAGES, NhanError, say

PLUGIN = """
from nhan.core.formats.format import Format
from nhan.core.messages import Message

TITLE = Message("formats.title.text")
SHOUT = Format("shout", TITLE, (".shout",), write=lambda records, options: (b"!" for _ in records))
TAKEN = Format("jsonl", TITLE, (".jsonl",))
WRONG = "no format"
"""
NAMES = (
    "jsonl json text doccano label-studio label-studio-min brat conll2003 iob vlsp2016 vlsp2018 vlsp2018-columns "
    "phoner spacy spacy-json prodigy webanno-tsv uima-xmi uima-json hf-jsonl hf-parquet gliner csv tsv html"
)
POINTS = "[nhan.formats]\nshout = nhan_test_plugin:SHOUT\njsonl = nhan_test_plugin:TAKEN\n"


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installed package that adds a format."""
    (tmp_path / "nhan_test_plugin.py").write_text(PLUGIN)
    about = tmp_path / "nhan_test_plugin-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: nhan-test-plugin\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(POINTS)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield about
    sys.modules.pop("nhan_test_plugin", None)


def test_the_formats_are_there_and_have_titles() -> None:
    assert " ".join(names()) == NAMES
    assert set(names()) - set(names(readable=True)) == {"html"}
    assert set(names()) - set(names(writable=True)) == {"text"}
    for each in formats():
        assert all(say(each.title, language) for language in LANGUAGES)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(NhanError, match=r"“tagtog”.*jsonl, json, text"):
        find("tagtog")


def test_another_package_adds_a_format_but_takes_no_name(plugin: Path) -> None:
    assert names() == (*NAMES.split(), "shout")
    assert find("shout").extensions == (".shout",)
    assert find("jsonl").read is not None
    assert [each.name for each in formats()] == [*NAMES.split(), "shout"]


@pytest.mark.parametrize("point", ["nhan_test_plugin:WRONG", "nhan_test_plugin:MISSING", "nhan_no_such_module:X"])
def test_a_broken_package_is_named(plugin: Path, point: str) -> None:
    (plugin / "entry_points.txt").write_text(f"[nhan.formats]\nshout = {point}\n")
    with pytest.raises(NhanError) as refused:
        find("shout")
    assert refused.value.message.key == "formats.broken"


def test_packages_are_looked_through_once(plugin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(**wanted: str) -> object:
        asked.append(wanted["group"])
        return entry_points(**wanted)

    monkeypatch.setattr("nhan.core.formats.registry.entry_points", counted)
    for name in ("a.jsonl", "b.txt", "c.ann"):
        leads(plugin / name, Path.exists)
        recognised(plugin / name, b'{"text": "a"}')
    assert find("shout") in formats() and asked == ["nhan.formats"]
