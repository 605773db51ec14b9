"""Articles on which all agree are done by one change over all of them, and one step of undo takes it back."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from nhan.core.adjudication.agreed import AgreedEverywhere, is_waiting, settle, settle_everywhere
from nhan.core.adjudication.gold import adjudication, gold_id
from nhan.core.adjudication.people_work import PeopleWork
from nhan.core.corpus_change import make_ready
from nhan.core.document import Document
from nhan.core.model import Article, ArticleStatus, Change, Decision, Rejected, Span, SpanStatus
from nhan.core.operations import add, finish, reject, set_flag, set_status
from nhan.core.project import Project
from nhan.core.readable import Unreadable
from nhan.core.report.standing import standing
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role
from nhan.core.suggestion import Labelled
from tests.core.building import LABELS, later_journal

TEXT, AT = "Ở Huế hôm qua.", "2026-11-28T00:00:00Z"
HUE: Labelled = (2, 5, "LOC")
AS_ORG: Labelled = (2, 5, "ORG")
BOTH = {"a": [HUE], "b": [HUE]}


def made(folder: Path, articles: Sequence[Mapping[str, Sequence[Labelled]]]) -> Project:
    """A project of such articles, of which each person has done theirs; "c" adjudicates."""
    project = Project.create(Disk(), folder, LABELS)
    project.add_articles([Article(f"a{n:02}", TEXT) for n in range(len(articles))])
    for person in sorted(set().union(*articles)):
        session = Session(project, person, name=person)
        for document, had in zip(map(session.document, project.ids), articles, strict=True):
            for place in had.get(person, ()):
                assert isinstance(session.commit(add(document, LABELS, *place)), Change)
            if person in had:
                assert isinstance(session.commit(finish(document)), Change)
        assert session.close() is None
    project.welcome("c", "c", Role.ADJUDICATOR)
    return project


def unreadable(folder: Path, person: str, article: str, line: str) -> None:
    """Damage a line of the person's record: that of its only "span", or of its "status"."""
    (record,) = (folder / "work" / person).rglob(f"{article}.json")
    begin = {"span": '     "label"', "status": '  "status"'}[line]
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, each in enumerate(lines) if each.startswith(begin))
    lines[at] = lines[at].replace('": "', '": "\x00', 1)
    record.write_text("".join(lines), encoding="utf-8")


def settled(session: Session) -> AgreedEverywhere:
    snapshot, decision = session.snapshot(), session.decision("adjudicate")
    work = PeopleWork(session.project, session.annotator, print)
    found = settle_everywhere(snapshot, snapshot.ids, work, decision.at, print)
    if found.worked_out is not None:
        assert isinstance(session.commit_ready(make_ready(found.worked_out, decision)), Change)
    return found


def gold(session: Session) -> list[tuple[list[Labelled], str]]:
    documents = map(session.document, session.project.ids)
    return [([each.place for each in document], document.state.status.value) for document in documents]


def test_only_what_all_agree_on_is_done_and_undone_in_one_step(tmp_path: Path) -> None:
    differ, alone = {"a": [HUE], "b": [AS_ORG]}, {"a": [HUE]}
    project = made(tmp_path / "p", [BOTH] * 20 + [differ, alone, {"a": [], "b": []}])
    assert (standing(project).agreed, [each.article for each in standing(project).open]) == (21, ["a20"])
    session = Session(project, "c", name="c")
    assert settled(session).count == 21
    done, new = ([HUE], "done"), (list[Labelled](), "new")
    assert gold(session) == [*[done] * 20, new, new, ([], "done")]
    assert {each.decision.by for each in session.document("a00") if each.decision} == {"agreed"}
    assert settled(session).count == 0
    assert session.close() is None
    stands = standing(project)
    assert (stands.adjudicated, stands.agreed, len(stands.open)) == (21, 0, 1)
    session = Session(project, "c", name="c")
    assert isinstance(session.undo(), Change) and gold(session) == [new] * 23
    assert settled(session).count == 21
    assert session.close() is None


def test_what_is_for_a_person_is_left(tmp_path: Path) -> None:
    project = made(tmp_path / "p", [BOTH] * 4)
    session = Session(project, "c", name="c")
    crossing, aside, removed = map(session.document, project.ids[:3])
    assert isinstance(session.commit(add(crossing, LABELS, 3, 8, "PER")), Change)
    assert isinstance(session.commit(set_status(aside, ArticleStatus.SKIPPED)), Change)
    found = settled(session)
    assert (found.count, found.left) == (2, ("a00",))
    assert isinstance(session.commit(reject(removed, next(iter(removed)).id)), Change)
    assert settled(session).count == 0 and [span.status for span in removed] == [SpanStatus.REJECTED]
    assert isinstance(session.commit(finish(crossing)), Change)  # as it is: that is the curator's decision
    assert settled(session) == AgreedEverywhere(None, ())
    assert session.close() is None


def test_what_all_have_by_now_comes_into_an_article_that_is_done() -> None:
    document = Document(Article("a0", TEXT))
    for spans, count in (({"a": [], "b": []}, 0), (BOTH, 1)):
        assert is_waiting(document, LABELS, adjudication(document, spans))
        change = settle(document, LABELS, spans, AT)
        assert isinstance(change, Change) and not change.machine
        document.apply(change.edits[0])
        assert len(document) == count and document.state.status is ArticleStatus.DONE
    assert settle(document, LABELS, BOTH, AT) == Rejected("verbs.already")


def test_a_suggestion_that_somebody_has_to_decide_on_holds_it_up() -> None:
    document = Document(Article("a0", TEXT))
    change = settle(document, LABELS, BOTH, AT)
    assert isinstance(change, Change)
    document = Document(document.article, [*change.edits[0].added, Span(id="s", start=6, end=9, label="PER")])
    assert settle(document, LABELS, BOTH, AT) == Rejected("verbs.unreviewed", {"count": 1})


def test_nothing_is_done_that_somebody_has_to_look_at(tmp_path: Path) -> None:
    project = made(tmp_path / "p", [BOTH] * 3)
    session = Session(project, "c", name="c")
    flagged, half_done = map(session.document, project.ids[:2])
    assert isinstance(session.commit(set_flag(flagged, True)), Change)
    assert isinstance(session.commit(add(half_done, LABELS, 6, 9, "PER")), Change)
    found = settled(session)
    assert (found.count, found.left) == (1, ("a00", "a01"))
    assert [status for _, status in gold(session)] == ["new", "in_progress", "done"]
    assert isinstance(session.commit(set_flag(flagged, False)), Change)
    assert settled(session).count == 1
    assert session.close() is None
    assert [(each.article, each.stops) for each in standing(project).open] == [("a01", 0)]


def test_what_is_opened_again_or_taken_back_stays_so(tmp_path: Path) -> None:
    project = made(tmp_path / "p", [BOTH] * 2)
    session = Session(project, "c", name="c")
    assert settled(session).count == 2
    document = session.document("a01")
    assert isinstance(session.commit(set_status(document, ArticleStatus.IN_PROGRESS)), Change)
    found = settled(session)
    assert (found.count, found.left, document.state.status) == (0, ("a01",), ArticleStatus.IN_PROGRESS)
    assert isinstance(session.commit(finish(document)), Change) and settled(session) == AgreedEverywhere(None, ())
    assert session.close() is None
    session = Session(project, "d", name="d")
    snapshot, work = session.snapshot(), PeopleWork(project, "d", print)
    found = settle_everywhere(snapshot, snapshot.ids, work, AT, taken_back={"a00"})
    assert (found.count, found.left) == (1, ("a00",))
    assert session.close() is None


@pytest.mark.parametrize("lost", ["span", "status", "all"])
def test_what_cannot_be_read_does_not_agree(tmp_path: Path, lost: str) -> None:
    folder = made(tmp_path / "p", [{**BOTH, "d": [AS_ORG]}, BOTH]).folder
    if lost == "all":
        later_journal(folder, "d")
    else:
        unreadable(folder, "d", "a00", lost)
    project, passed = Project.open(Disk(), folder), list[Unreadable]()
    found = standing(project, passed_over=passed.append)
    assert (found.agreed, [(each.article, each.stops) for each in found.open]) == (1, [("a00", 0)]) and passed
    session = Session(project, "c", name="c")
    assert (settled(session).left, gold(session)) == (("a00",), [([], "new"), ([HUE], "done")])
    assert settled(session).left == ("a00",)
    assert isinstance(session.commit(finish(session.document("a00"))), Change)
    assert settled(session).count == 0 and session.close() is None


def test_an_article_that_cannot_be_told_to_be_done_is_named(tmp_path: Path) -> None:
    folder, passed = made(tmp_path / "p", [BOTH]).folder, list[Unreadable]()
    unreadable(folder, "b", "a00", "status")
    work = PeopleWork(Project.open(Disk(), folder), "c", passed.append)
    assert not work.are_done("a00") and [each.article for each in passed] == ["a00"]


def test_what_the_gold_alone_has_or_is_asked_about_is_looked_at_first() -> None:
    votes = {"a": True, "b": True}
    hue = Span(id=gold_id("a0", HUE), start=2, end=5, label="LOC", status=SpanStatus.CONFIRMED, votes=votes)
    own = Span(id="s", start=6, end=9, label="PER", status=SpanStatus.CONFIRMED)
    same = replace(own, start=2, end=5, label="LOC")
    for spans in ([hue, own], [replace(hue, note="?", question=True)]):
        assert settle(Document(Article("a0", TEXT), spans), LABELS, BOTH, AT) == Rejected("verbs.agreed_look")
    for spans in ([hue], [replace(same, decision=Decision("add", "c", AT))]):
        assert isinstance(settle(Document(Article("a0", TEXT), spans), LABELS, BOTH, AT), Change)
