"""Two programs of one name on one folder: nothing that was acknowledged is lost, whatever each does and when."""

import json
import random
import shutil
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from nhan.core.document import Document
from nhan.core.model import MERGE, Change, Rejected
from nhan.core.operations import Edge, accept, move_edge, relabel, set_note, settle
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import LABELS, TEXT
from tests.core.crashing import die
from tests.core.damaged import done
from tests.core.two_programs import Side, make_suggested, missing

INTERLEAVINGS = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_suggested(tmp_path / "p")


@pytest.fixture
def sides(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Side]:
    return [Side(folder, tmp_path / name, monkeypatch) for name in ("here", "there")]


@pytest.mark.parametrize("seed", range(INTERLEAVINGS))
def test_any_interleaving_of_edits_saves_closes_and_deaths(folder: Path, sides: list[Side], seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(40):
        side, other = chance.sample(sides, 2)
        side.disk.meanwhile = partial(other.act, chance) if chance.random() < 0.5 else None
        side.act(chance)
    for side in sides:
        side.disk.meanwhile = None
    for side in chance.sample(sides, 2):
        chance.choice((side.close, side.kill))()
    assert not missing(folder, [edit for side in sides for edit in side.acknowledged])
    for number, side in enumerate(sides):  # whoever edits next seals what the dead have left
        done(side.opened(), set_note(side.opened().document("a2"), f"lần {number}"))
        side.close()
    assert not missing(folder, [edit for side in sides for edit in side.acknowledged])
    assert not list((folder / "journal").rglob("*.jsonl"))


def record_of(session: Session, article: str) -> Path:
    return session.project.record_path(article, "an1")


def somebody_elses(folder: Path, article: str, act: Callable[[Document], Change | Rejected]) -> None:
    """The record as another clone's program has written it, brought by git or a sync program: without a journal."""
    elsewhere = folder.with_name("elsewhere")
    shutil.copytree(folder, elsewhere, ignore=shutil.ignore_patterns("journal"))
    session = Session(Project.open(Disk(), elsewhere))
    done(session, act(session.document(article)))
    assert session.close() is None
    record = record_of(session, article).relative_to(elsewhere)
    (folder / record).parent.mkdir(parents=True, exist_ok=True)
    (folder / record).write_bytes((elsewhere / record).read_bytes())
    shutil.rmtree(elsewhere)


def labels_of(session: Session, article: str = "a0") -> dict[str, str]:
    document = session.document(article)
    return {document.text[each.start : each.end]: f"{each.label} {each.status.value}" for each in document}


SUGGESTED = {"Bắc Ninh": "LOC suggested", "Hoà Bình": "LOC suggested", "TP.HCM": "LOC suggested"}


def id_of(session: Session, text: str, article: str = "a0") -> str:
    return next(each.id for each in session.document(article) if TEXT[each.start : each.end] == text)


def test_a_record_that_came_from_outside_is_merged_and_not_overwritten(folder: Path) -> None:
    session = Session(Project.open(Disk(), folder))
    done(session, relabel(session.document("a0"), LABELS, id_of(session, "Bắc Ninh"), "PER"))
    somebody_elses(folder, "a0", lambda document: relabel(document, LABELS, id_of(session, "TP.HCM"), "ORG"))
    both = SUGGESTED | {"Bắc Ninh": "PER confirmed", "TP.HCM": "ORG confirmed"}
    assert session.save_all() is None
    assert labels_of(session) == both and not session.document("a0").disputes
    assert session.close() is None
    assert labels_of(Session(Project.open(Disk(), folder))) == both


def test_it_is_seen_by_whoever_looks_and_told_to_the_views(folder: Path) -> None:
    session = Session(Project.open(Disk(), folder))
    document = session.document("a0")
    assert session.look() == []
    somebody_elses(folder, "a0", lambda other: set_note(other, "từ xa"))
    (change,) = session.look()
    assert (change.verb, change.machine, change.edits[0].article) == (MERGE, True, "a0")
    assert session.document("a0") is document and document.state.note == "từ xa"
    assert session.look() == [] and not session.unsaved
    assert session.close() is None and not (folder / "journal").exists()


def test_what_was_saved_before_is_no_dispute(folder: Path) -> None:
    """Whoever has changed the file has seen it."""
    session = Session(Project.open(Disk(), folder))
    done(session, relabel(session.document("a0"), LABELS, id_of(session, "Bắc Ninh"), "PER"))
    assert session.save_all() is None
    somebody_elses(folder, "a0", lambda document: relabel(document, LABELS, id_of(session, "Bắc Ninh"), "ORG"))
    session.look()
    assert labels_of(session)["Bắc Ninh"] == "ORG confirmed" and not session.document("a0").disputes


def test_what_both_have_changed_is_a_dispute_and_neither_is_lost(folder: Path) -> None:
    session = Session(Project.open(Disk(), folder))
    name = id_of(session, "Bắc Ninh")
    done(session, relabel(session.document("a0"), LABELS, name, "PER"))
    somebody_elses(folder, "a0", lambda document: relabel(document, LABELS, name, "ORG"))
    assert session.close() is None
    session = Session(Project.open(Disk(), folder))
    document = session.document("a0")
    (dispute,) = document.disputes
    assert dispute.other is not None and {document.get(name).label, dispute.other.label} == {"PER", "ORG"}
    other = dispute.other.label
    done(session, settle(document, LABELS, dispute, other=True))
    assert not document.disputes and document.get(name).label == other
    assert isinstance(session.undo(), Change) and document.disputes == (dispute,)
    assert isinstance(session.redo(), Change) and not document.disputes
    assert session.close() is None
    again = Session(Project.open(Disk(), folder)).document("a0")
    assert not again.disputes and again.get(name).label == other


def test_the_edits_of_another_running_program_are_seen(folder: Path, sides: list[Side]) -> None:
    here, there = (side.opened() for side in sides)
    assert labels_of(here) == SUGGESTED
    done(there, accept(there.document("a0"), LABELS, id_of(there, "TP.HCM")))
    assert len(here.look()) == 1
    assert labels_of(here) == SUGGESTED | {"TP.HCM": "LOC confirmed"}
    assert here.look() == []


def test_a_journal_of_a_running_program_is_read_and_left(folder: Path, sides: list[Side]) -> None:
    here = sides[0].opened()
    done(here, accept(here.document("a0"), LABELS, id_of(here, "TP.HCM")))
    (live,) = (folder / "journal" / "an1").iterdir()
    there = sides[1].opened()
    assert labels_of(there) == SUGGESTED | {"TP.HCM": "LOC confirmed"}
    assert isinstance(there.undo(), Rejected)  # it is not this program's to take back
    done(there, accept(there.document("a0"), LABELS, id_of(there, "Bắc Ninh")))
    sides[1].close()
    assert live.exists()
    sides[0].kill()
    sides[1].edit(random.Random(1))
    done(sides[1].opened(), set_note(sides[1].opened().document("a1"), "x"))
    sides[1].close()
    assert not live.exists() and (folder / "audit" / "an1" / live.name).exists()


def test_what_a_program_that_died_has_overwritten_comes_back(folder: Path, sides: list[Side]) -> None:
    """It had looked before the other one wrote, and the other one is sealed."""
    here, there = (side.opened() for side in sides)
    done(there, accept(there.document("a0"), LABELS, id_of(there, "Hoà Bình")))
    done(here, accept(here.document("a0"), LABELS, id_of(here, "TP.HCM")))
    written = record_of(here, "a0")
    assert there.save_all() is None
    alone = written.read_bytes()
    assert here.close() is None
    written.write_bytes(alone)
    sides[1].kill()
    found = labels_of(sides[1].opened())
    assert found == SUGGESTED | {"Hoà Bình": "LOC confirmed", "TP.HCM": "LOC confirmed"}


def test_a_journal_of_another_machine_is_never_sealed(folder: Path) -> None:
    session = Session(Project.open(Disk(), folder))
    done(session, accept(session.document("a0"), LABELS, id_of(session, "TP.HCM")))
    die(session)
    (live,) = (folder / "journal" / "an1").iterdir()
    first, rest = live.read_bytes().split(b"\n", 1)
    heading = json.loads(first)["journal"]
    heading["owner"]["machine"] = "another"
    body = json.dumps(heading, separators=(",", ":")).encode()
    live.write_bytes(b'{"crc32": "%08x", "journal": %s}\n' % (zlib.crc32(body), body) + rest)
    for note in ("một", "hai"):
        session = Session(Project.open(Disk(), folder))
        assert labels_of(session)["TP.HCM"] == "LOC confirmed"
        done(session, set_note(session.document("a0"), note))
        assert session.close() is None
    assert live.exists()
    assert {path.name for path in live.parent.iterdir()} == {live.name, f"{live.stem}.taken"}
    session = Session(Project.open(Disk(), folder))
    assert session.document("a0").state.note == "hai" and not session.document("a0").disputes


def test_who_has_done_nothing_writes_nothing_of_what_others_do(folder: Path, sides: list[Side]) -> None:
    """Without a journal of its own nobody would look for what it overwrites by chance."""
    here, there = (side.opened() for side in sides)
    done(there, accept(there.document("a0"), LABELS, id_of(there, "TP.HCM")))
    here.document("a0")
    assert here.look() and not here.unsaved
    sides[0].close()
    assert not record_of(there, "a0").exists() and len(list((folder / "journal" / "an1").iterdir())) == 1
    again = sides[0].opened()
    again.take_in(["a0"])
    assert again.unsaved == {"a0"} and len(list((folder / "journal" / "an1").iterdir())) == 2
    sides[0].close()
    assert labels_of(Session(Project.open(Disk(), folder))) == SUGGESTED | {"TP.HCM": "LOC confirmed"}


def test_taking_back_what_was_kept_brings_no_older_value(folder: Path) -> None:
    session = Session(Project.open(Disk(), folder))
    name = id_of(session, "Bắc Ninh")
    for label in ("MISC", "PER"):
        done(session, relabel(session.document("a0"), LABELS, name, label))
    somebody_elses(folder, "a0", lambda document: relabel(document, LABELS, name, "ORG"))
    session.look()
    document = session.document("a0")
    (dispute,), here = document.disputes, document.get(name)
    done(session, settle(document, LABELS, dispute, other=False))
    assert session.close() is None
    session = Session(Project.open(Disk(), folder))
    assert isinstance(session.undo(), Change)
    record_of(session, "a0").unlink()  # what the journals say alone
    assert session.close() is None
    again = Session(Project.open(Disk(), folder)).document("a0")
    assert (again.get(name), again.disputes) == (here, (dispute,))


def test_a_suggestion_that_a_span_was_moved_across_stays_to_be_decided(folder: Path) -> None:
    """The verb leaves it, and so does putting the article together again."""
    session = Session(Project.open(Disk(), folder))
    document = session.document("a0")
    names = sorted(document, key=lambda each: each.start)
    crossed, moved = names[1], names[0]
    done(session, move_edge(document, LABELS, moved.id, Edge.END, crossed.start + 2))
    assert document.get(crossed.id) == crossed
    die(session)
    somebody_elses(folder, "a0", lambda other: set_note(other, "từ xa"))
    session = Session(Project.open(Disk(), folder))
    assert session.document("a0").get(crossed.id) == crossed
    assert session.document("a0").state.note == "từ xa" and not session.document("a0").disputes
