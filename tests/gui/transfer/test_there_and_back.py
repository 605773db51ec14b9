"""A file comes in, is opened in the window, corrected with keys, and goes out: it differs in the correction alone.

That is, byte for byte it is the file that the format's writer makes of the same articles with the right spans.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.cli import main as nhan
from nhan.core.document import Document
from nhan.core.formats.format import Format
from nhan.core.formats.registry import FORMATS
from nhan.core.model import Article, Span, SpanStatus
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record, record_of
from nhan.gui.app import Program
from nhan.gui.main_window import MainWindow
from tests.core.building import LABELS
from tests.core.formats.round_trips import write_out
from tests.core.formats.test_all_formats import need
from tests.gui.conftest import Typist, settle

BOTH_WAYS = [each for each in FORMATS if each.read and each.writable]
TEXTS = {"1": "Ông Lê Nam ở Huế .", "2": "Bà Mai về Vinh , rồi đi Lào .", "3": "Cô Tư thăm Đà Lạt ."}
GIVEN = {
    "1": [("Lê Nam", "PER"), ("Huế", "LOC")],
    "2": [("Mai", "PER"), ("Vinh", "LOC"), ("Lào", "LOC")],
    "3": [("Tư", "PER"), ("Đà Lạt", "LOC")],
}
CORRECTED = {**GIVEN, "1": [("Lê Nam", "PER"), ("Huế", "ORG")], "2": [("Mai", "PER"), ("Vinh", "LOC")]}
RECORD = rb', "decision": \{[^}]*\}|"annotator": "[^"]*"|"status": "(?:new|in_progress)"|"sha256": "[^"]*"'
# Who decided, and which articles are begun now: what of the files is so said in the formats that carry it.
SAID = {
    "jsonl": RECORD,
    "json": RECORD,
    "label-studio-min": rb'"annotator":"[^"]*"',
    "csv": rb"\b(?:new|in_progress)\b",
    "tsv": rb"\b(?:new|in_progress)\b",
}


def records(spans: dict[str, list[tuple[str, str]]]) -> Iterator[Record]:
    for name, text in TEXTS.items():
        found = [
            Span(
                id=f"s{text.index(words)}",
                start=text.index(words),
                end=text.index(words) + len(words),
                label=label,
                status=SpanStatus.CONFIRMED,
            )
            for words, label in spans[name]
        ]
        yield record_of(Document(Article(name, text, f"Bài {name}"), found))


def correct(window: MainWindow, qtbot: QtBot) -> None:
    """Another label in the first article, a span less in the second, the third only looked at."""
    settle(window, qtbot)
    annotator = Typist(window, qtbot)
    select(annotator, "Huế")
    annotator.press("3", "Ctrl+PageDown")
    select(annotator, "Lào")
    annotator.press("Delete", "Ctrl+PageDown", "Right", "Right")
    window.close()


def select(annotator: Typist, words: str) -> None:
    for _ in range(9):
        if annotator.active() == words:
            return
        annotator.press("Right")
    raise AssertionError(f"{words!r} cannot be reached with keys")


def files(folder: Path, said: bytes = b"(?!)") -> dict[str, bytes]:
    """The files of a folder, without what is ``said`` of decisions."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: re.sub(said, b"", path.read_bytes()) for name, path in found.items()}


@pytest.mark.parametrize("chosen", BOTH_WAYS, ids=lambda each: each.name)
def test_what_goes_out_is_what_came_in_but_for_the_correction(
    chosen: Format, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    need(chosen)
    source, wanted, project, out = (tmp_path / name for name in ("vào", "mong", "dự án", "ra"))
    for folder in (source, wanted, out):
        folder.mkdir()
    write_out(chosen, list(records(GIVEN)), source)
    write_out(chosen, list(records(CORRECTED)), wanted)
    Project.create(Disk(), project, LABELS)
    assert nhan(["import", str(project), str(source), "--format", chosen.name]) == 0

    correct(program.open(project), qtbot)

    target = out / "ra" if chosen.write_folder else out / f"bài{chosen.extensions[0]}"
    assert nhan(["export", str(project), "-o", str(target), "--format", chosen.name, "--status", "all"]) == 0
    said = SAID.get(chosen.name, b"(?!)")
    found, expected = files(target if chosen.write_folder else out, said), files(wanted, said)
    assert found == expected != files(source, said)
