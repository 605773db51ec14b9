"""Work that was done elsewhere comes in under its maker's name, and overwrites nothing."""

import json
from pathlib import Path

import pytest

from nhan.core.model import Change, Rejected, SpanStatus
from nhan.core.operations import accept_rest, finish, set_note
from nhan.core.people.person import Person
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.lock import try_lock
from tests.core.cli.conftest import TEXT
from tests.core.cli.running import Nhan, tree

MINH = Person(id="minh-p3ra", name="Minh")


def record(**fields: object) -> dict[str, object]:
    return {"format": "nhan/article", "version": 1, "id": "b", "text": "Mưa ở Huế.", "status": "done"} | fields


def span(start: int, end: int, label: str, **fields: object) -> dict[str, object]:
    return {"id": f"s{start}", "start": start, "end": end, "label": label, "status": "confirmed"} | fields


def written(folder: Path, *articles: dict[str, object]) -> Path:
    path = folder / "của Minh.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in articles), encoding="utf-8")
    return path


def session_of(folder: Path, annotator: str) -> Session:
    return Session(Project.open(Disk(), folder), annotator)


def listed(folder: Path) -> list[dict[str, str]]:
    read: list[dict[str, str]] = json.loads((folder / "project.json").read_bytes())["annotators"]
    return read


def test_a_round_trip_between_two_folders(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    """Minh works in a copy of the folder, and sends an export."""
    mine = session_of(project, MINH.id)
    for verb in (
        lambda: set_note(mine.document("b"), "xem lại"),
        lambda: finish(mine.document("b")),
        lambda: accept_rest(mine.document("a"), mine.project.labels),
    ):
        assert isinstance(mine.commit(verb()), Change)
    expected = {name: (list(mine.document(name)), mine.document(name).state) for name in "ab"}
    mine.close()
    sent = tmp_path / "gửi.jsonl"
    nhan.done("export", project, "-o", sent, "--rejected", "--suggested", "--annotator", MINH.id)
    there = tmp_path / "kia"
    source = tmp_path / "bài.jsonl"
    articles = ({"id": "x0", "text": TEXT}, {"id": "x1", "text": "Mưa ở Huế."})
    source.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    nhan.done("new", there)
    nhan.done("import", there, source)

    said = nhan.done("import", there, sent, "--as", "work", "--annotator", "Minh").out
    ((entry),) = listed(there)
    assert entry["name"] == "Minh" and entry["id"].startswith("minh-") and entry["id"] in said
    taken = session_of(there, entry["id"])
    for here, name in (("x0", "a"), ("x1", "b")):  # other ids, the same texts
        assert (list(taken.document(here)), taken.document(here).state) == expected[name]
    assert isinstance(taken.undo(), Rejected)  # nothing that Minh did here
    taken.close()
    nhan.done("check", there)
    assert nhan.done("export", there, "-o", "-", "--annotator", "Minh").out.count('"status": "done"') == 2
    again = nhan("import", there, sent, "--as", "work", "--annotator", "minh")
    assert again.code == 1 and again.err.count("x0") == again.err.count("x1") == 1


def test_suggestions_that_were_here_give_way_to_the_work(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    source = written(tmp_path, record(id="a", text=TEXT, spans=[span(26, 28, "PER")], status="in_progress", note="ghi"))
    nhan.done("import", project, source, "--as", "work", "--annotator", MINH.id)
    document = session_of(project, MINH.id).document("a")
    assert [(s.start, s.end, s.status) for s in document] == [(26, 28, SpanStatus.CONFIRMED)]
    assert (document.state.status.value, document.state.note) == ("in_progress", "ghi")
    assert len(session_of(project, "an1").document("a")) == 4  # what it was, for everybody else


BAD = [
    (record(id="c", text="Nắng."), "c"),
    (record(id="b", text="Nắng."), "b"),
    (record(spans=[span(0, 3, "NGƯỜI")]), "NGƯỜI"),
    (record(spans=[span(0, 30, "LOC")]), "30"),
]


@pytest.mark.parametrize(("bad", "named"), BAD)
def test_nothing_comes_in_where_anything_is_wrong(
    nhan: Nhan, project: Path, tmp_path: Path, bad: dict[str, object], named: str
) -> None:
    good = record(id="a", text=TEXT, spans=[span(26, 28, "PER")])
    source = written(tmp_path, good, bad)
    before = tree(project)
    ran = nhan("import", project, source, "--as", "work", "--annotator", MINH.id)
    assert ran.code == 1 and named in ran.err and "dòng 2" in ran.err
    assert tree(project) == before
    nhan.done("import", project, source, "--as", "work", "--annotator", MINH.id, "--skip-bad")
    assert session_of(project, MINH.id).document("a").state.status.value == "done"


def test_what_is_there_is_never_overwritten(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    mine = session_of(project, MINH.id)
    assert isinstance(mine.commit(set_note(mine.document("b"), "của tôi")), Change)
    mine.close()
    source = written(tmp_path, record(note="khác"), record(id="a", text=TEXT), record(id="a", text=TEXT))
    ran = nhan("import", project, source, "--as", "work", "--annotator", MINH.id, "--skip-bad")
    assert ran.code == 0 and "“b”" in ran.err and "dòng 3" in ran.err
    assert session_of(project, MINH.id).document("b").state.note == "của tôi"


def test_replace_takes_the_files_work_in_its_place_and_undo_takes_it_back(
    nhan: Nhan, project: Path, tmp_path: Path
) -> None:
    mine = session_of(project, MINH.id)
    assert isinstance(mine.commit(set_note(mine.document("b"), "của tôi")), Change)
    mine.close()
    source = written(tmp_path, record(note="khác", spans=[span(0, 3, "LOC")]))
    nhan.done("import", project, source, "--as", "work", "--replace", "--annotator", MINH.id)
    session = session_of(project, MINH.id)
    assert session.document("b").state.note == "khác" and len(session.document("b")) == 1
    assert isinstance(session.undo(), Change)
    assert session.document("b").state.note == "của tôi" and not len(session.document("b"))
    assert isinstance(session.redo(), Change)
    session.close()
    said = nhan.done("import", project, source, "--as", "work", "--replace", "--annotator", MINH.id)
    assert "1" in said.err  # it was just so already
    ran = nhan("import", project, source, "--replace")
    assert ran.code == 2 and "--as work" in ran.err


def test_who_it_was_has_to_be_said_and_must_not_be_at_work(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    source = written(tmp_path, record())
    before = tree(project)
    ran = nhan("import", project, source, "--as", "work")
    assert ran.code == 2 and "--annotator" in ran.err
    lock = try_lock(project, MINH.id, "Minh")
    assert lock is not None
    ran = nhan("import", project, source, "--as", "work", "--annotator", MINH.id)
    assert ran.code == 1 and "Minh" in ran.err and ran.err.count("\n") == 1
    assert tree(project) == before
    lock.release()
    untouched = written(tmp_path, record(status="new"))
    ran = nhan("import", project, untouched, "--as", "work", "--annotator", MINH.id)
    assert ran.code == 1 and tree(project) == before


def test_what_of_the_work_cannot_come_in_is_named_and_written_down(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    sent = tmp_path / "doccano.jsonl"
    labels = [[6, 9, "LOC"], [50, 60, "LOC"]]
    sent.write_text(json.dumps({"id": 1, "text": "Mưa ở Huế.", "label": labels}) + "\n", "utf-8")
    report = tmp_path / "báo cáo.json"
    as_work = ("import", project, sent, "--as", "work", "--annotator", "Minh")
    ran = nhan.done(*as_work, "--report", report)
    assert "[50, 60)" in ran.err
    written_down = json.loads(report.read_bytes())
    assert [(each["start"], each["end"]) for each in written_down["lost"]] == [(50, 60)]
    assert (written_down["articles"], written_down["spans"]) == (1, 1)
    for option in ("--add-labels", "--skip-repeated"):
        ran = nhan(*as_work, option)
        assert ran.code == 2 and option in ran.err
