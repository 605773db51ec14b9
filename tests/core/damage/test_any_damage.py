"""Bits flipped and files cut at drawn places: no command ends in a traceback, what is damaged is named, and no edit of
a sound line is lost."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhan.core.messages import Message
from nhan.core.operations import relabel
from nhan.core.project import Project
from nhan.core.readable import Opened, Unreadable
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.journal_reading import bad_lines, scan
from nhan.core.validation import check_folder
from tests.core.building import LABELS
from tests.core.cli.running import Nhan
from tests.core.crashing import die
from tests.core.damage.building import SUGGESTED, done, opened, picture, tree, worked

KINDS = {
    "project": "project.json",
    "texts": "texts/*.jsonl",
    "suggestions": "pre/*/0*.jsonl",
    "run": "pre/*/run.json",
    "record": "work/an1/*/*.json",
    "live": "journal/an1/*.jsonl",
    "sealed": "audit/an1/*.jsonl",
}


def with_live_journal(folder: Path) -> Path:
    """The project with a live journal over a and b."""
    session = opened(folder)
    for label in ("MISC", "ORG", "LOC"):
        done(session, relabel(session.document("a"), LABELS, SUGGESTED[0].id, label))
    done(session, relabel(session.document("b"), LABELS, SUGGESTED[1].id, "ORG"))
    die(session)
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_live_journal(worked(tmp_path_factory.mktemp("whole") / "p"))


@pytest.fixture
def nhan(capsys: pytest.CaptureFixture[str]) -> Nhan:
    return Nhan(capsys)


def harm(data: st.DataObject, path: Path) -> None:
    """Some bits, a block of zeros, or the end of the file."""
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1), "at")
    match data.draw(st.sampled_from(["bit", "zeros", "cut", "bits"]), "harm"):
        case "bit":
            bit = data.draw(st.integers(0, 7), "bit")
            new = whole[:at] + bytes([whole[at] ^ (1 << bit)]) + whole[at + 1 :]
        case "bits":
            places = data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=2, max_size=9), "places")
            new = bytes(sign ^ (85 if at in places else 0) for at, sign in enumerate(whole))
        case "zeros":
            end = min(len(whole), at + data.draw(st.integers(1, 4096), "size"))
            new = whole[:at] + bytes(end - at) + whole[end:]
        case _:
            new = whole[:at]
    path.write_bytes(new)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_harmed_is_named_and_costs_itself_alone(
    kind: str, data: st.DataObject, whole: Path, nhan: Nhan, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("harmed") / "p"
    shutil.copytree(whole, folder)
    path = data.draw(st.sampled_from(sorted(folder.glob(KINDS[kind]))), "file")
    before = path.read_bytes()
    harm(data, path)
    harmed = tree(folder)
    if is_damage(kind, path, before):
        named = [problem.file for problem in check_folder(Disk(), folder)]
        assert path.relative_to(folder).as_posix() in named, named
        assert nhan("check", folder).code == 1
    for name, *more in (("check",), ("status",), ("recover",), ("recover", "--json"), ("export", "-o", "-")):
        ran = nhan("--lang", "en", name, folder, *more)
        assert ran.code in (0, 1) and "Traceback" not in ran.err
        assert ran.code == 0 or ran.err or "--json" in more
    assert tree(folder) == harmed, "looking writes nothing"
    nhan("recover", folder, "--yes")
    others = {name: content for name, content in tree(folder).items() if name.partition("/")[0] not in WRITTEN}
    assert others == {name: content for name, content in harmed.items() if name.partition("/")[0] not in WRITTEN}
    if kind not in ("project", "texts"):
        assert_the_rest_is_there(whole, folder)


WRITTEN = ("work", "quarantine")


def is_damage(kind: str, path: Path, before: bytes) -> bool:
    """Whether it can be told: settings have no checksum, and the end of a journal may be one that a crash has left."""
    after = path.read_bytes()
    if kind in ("live", "sealed") and not bad_lines(after):
        path.write_bytes(before)
        entries = scan(Disk(), path).entries
        path.write_bytes(after)
        left = scan(Disk(), path).entries
        assert entries[: len(left)] == left
        return False
    return after != before and kind not in ("project", "run")


def assert_the_rest_is_there(whole: Path, folder: Path) -> None:
    """All that was decided, but for what a lost line of a journal has touched."""
    was, lost = picture(opened_to_look(whole)), lost_spans(whole, folder)
    session = opened_to_look(folder)
    for name, (spans, _) in was.items():
        match session.read(name):
            case Unreadable(_, message):  # edits on one that is lost: they stay where they are
                assert message.key == "store.edit_does_not_fit" and lost
            case Opened(document):
                found = {span.id: document.get(span.id) for span in spans if span.decision}
                kept = {span.id: span for span in spans if span.decision}
                assert {each for each in kept if found[each] != kept[each]} <= {each for at, each in lost if at == name}


def opened_to_look(folder: Path) -> Session:
    return Session(Project.open(Disk(), folder), read_only=Message("session.reading"))


def lost_spans(whole: Path, folder: Path) -> set[tuple[str, str]]:
    lost: set[tuple[str, str]] = set()
    for path in (*whole.glob(KINDS["live"]), *whole.glob(KINDS["sealed"])):
        there = {each.seq for each in scan(Disk(), folder / path.relative_to(whole)).entries}
        for entry in (each for each in scan(Disk(), path).entries if each.seq not in there):
            lost |= {(edit.article, span.id) for edit in entry.change.edits for span in (*edit.removed, *edit.added)}
    return lost
