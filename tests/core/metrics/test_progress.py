"""What an annotator did to suggestions, counted from real sessions and their journals."""

import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.metrics.progress import ALL, ArticleResult, Decisions, Judged, curve, read_decisions, summed
from nhan.core.model import ArticleEdit, ArticleState, ArticleStatus, Change, Rejected, Source, Span, SpanStatus
from nhan.core.operations import (
    Edge,
    accept,
    accept_rest,
    add,
    batch,
    finish,
    merge,
    move_edge,
    propose_same,
    reject,
    relabel,
    set_status,
    split,
    withdraw_same,
)
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import LABELS, MACHINE, TEXT, document, span
from tests.core.operations.test_laws import any_verb
from tests.core.test_session import done, make

PLACE, PERSON, TOWN, WORD = (
    span(TEXT, "Bắc Ninh", "PER"),
    span(TEXT, "ông Nguyễn Văn A", "PER"),
    span(TEXT, "Hoà Bình", "LOC"),
    span(TEXT, "TP.HCM", "LOC"),
)


class Work:
    """A session whose changes are followed as they are made."""

    def __init__(self, folder: Path, *suggested: Span) -> None:
        ticks = count()
        self.session = Session(make(folder), clock=lambda: f"2026-01-01T00:00:{next(ticks):06.3f}Z")
        self.live = Decisions()
        self.made: list[Change] = []
        if suggested:
            self.session.offer("a0", suggested)

    @property
    def document(self) -> Document:
        return self.session.document("a0")

    def do(self, change: Change | Rejected) -> Change:
        return self.see(done(self.session.commit(change)))

    def see(self, change: Change) -> Change:
        self.made.append(change)
        self.live.add(change, f"2026-01-01T00:01:{len(self.made):06.3f}Z")
        return change

    def result(self) -> ArticleResult:
        (found,) = self.live.results()
        return found

    def corrections(self) -> dict[str, dict[str, int]]:
        """Finish the article, and what that makes of it; the journals on the disk say the same."""
        if self.document.state.status is not ArticleStatus.DONE:
            self.do(accept_rest(self.document, LABELS))
        self.session.close()
        journals = Project.open(Disk(), self.session.project.folder).journal("an1")
        (read,) = read_decisions(journals, journals.sessions()).results()
        found = self.result()
        assert (read.entities, read.corrections, read.judged) == (found.entities, found.corrections, found.judged)
        return {label: dict(kinds) for label, kinds in found.corrections.items()}


@pytest.fixture
def work(tmp_path: Path) -> Callable[..., Work]:
    return lambda *suggested: Work(tmp_path / "p", *suggested)


def test_what_is_accepted_is_no_correction(work: Callable[..., Work]) -> None:
    edits = work(PLACE, TOWN)
    edits.do(accept(edits.document, LABELS, PLACE.id))
    assert edits.corrections() == {}
    assert edits.result().entities == {"PER": 1, "LOC": 1}
    assert sorted(edits.result().judged, key=lambda each: each.label) == [
        Judged(MACHINE, "LOC", 1, 1),
        Judged(MACHINE, "PER", 1, 1),
    ]


def test_each_kind_counts_once_and_under_its_label(work: Callable[..., Work]) -> None:
    edits = work(PLACE, PERSON, TOWN, WORD)
    edits.do(relabel(edits.document, LABELS, PLACE.id, "LOC"))  # to LOC ...
    edits.do(move_edge(edits.document, LABELS, PLACE.id, Edge.START, PLACE.start - 5))  # ... and two steps of the edge
    edits.do(move_edge(edits.document, LABELS, PLACE.id, Edge.START, PLACE.start - 13))
    edits.do(reject(edits.document, PERSON.id))
    edits.do(relabel(edits.document, LABELS, TOWN.id, "LOC"))  # the label that it has: accepted
    edits.do(add(edits.document, LABELS, 0, 7, "ORG"))
    assert edits.corrections() == {"LOC": {"relabel": 1, "edge": 1}, "PER": {"delete": 1}, "ORG": {"insert": 1}}
    assert edits.result().entities == {"LOC": 3, "ORG": 1}
    assert {(each.label, each.suggested, each.right) for each in edits.result().judged} == {
        ("PER", 2, 0),
        ("LOC", 2, 2),
    }


def test_what_is_undone_was_never_done(work: Callable[..., Work]) -> None:
    edits = work(PLACE, PERSON, TOWN, WORD)
    edits.do(relabel(edits.document, LABELS, PLACE.id, "LOC"))
    edits.do(add(edits.document, LABELS, PERSON.start + 4, PERSON.end, "PER"))  # PERSON makes way
    edits.do(reject(edits.document, TOWN.id))
    for _ in range(3):
        edits.see(done(edits.session.undo()))
    assert edits.corrections() == {}
    assert edits.result().entities == {"PER": 2, "LOC": 2}


def test_redone_counts_again_and_undone_inserts_do_not(work: Callable[..., Work]) -> None:
    edits = work(PLACE)
    edits.do(reject(edits.document, PLACE.id))
    edits.see(done(edits.session.undo()))
    edits.see(done(edits.session.redo()))
    edits.do(add(edits.document, LABELS, 0, 7, "ORG"))
    edits.see(done(edits.session.undo()))
    assert edits.corrections() == {"PER": {"delete": 1}}


def test_a_suggestion_that_makes_way_is_wrong_but_no_second_correction(work: Callable[..., Work]) -> None:
    edits = work(PERSON)
    edits.do(add(edits.document, LABELS, PERSON.start - 1, PERSON.end - 2, "PER"))
    assert edits.corrections() == {"PER": {"insert": 1}}
    assert edits.result().judged == (Judged(MACHINE, "PER", 1, 0),)


def test_pieces(work: Callable[..., Work]) -> None:
    left, right = span(TEXT, "Công an", "ORG"), span(TEXT, "tỉnh Bắc Ninh", "ORG")
    edits = work(left, right, PERSON)
    edits.do(merge(edits.document, LABELS, left.id))
    edits.do(split(edits.document, LABELS, PERSON.id, PERSON.start + 3))
    assert edits.corrections() == {"ORG": {"edge": 1}, "PER": {"edge": 1}}
    assert edits.result().entities == {"ORG": 1, "PER": 2}
    assert {(each.label, each.suggested, each.right) for each in edits.result().judged} == {
        ("ORG", 2, 0),
        ("PER", 1, 0),
    }


def test_apply_to_all_costs_nothing_its_mistakes_do_and_all_of_them_withdrawn_are_one(
    work: Callable[..., Work],
) -> None:
    edits = work()
    first = edits.do(add(edits.document, LABELS, TOWN.start, TOWN.end, "LOC"))
    edits.do(propose_same(edits.document, LABELS, first.focus))
    proposed = [each for each in edits.document if each.status is SpanStatus.SUGGESTED]
    assert len(proposed) == 2
    edits.do(accept(edits.document, LABELS, proposed[0].id))
    edits.do(withdraw_same(edits.document, proposed[1].id))
    assert edits.corrections() == {"LOC": {"insert": 1, "delete": 1}}
    assert edits.result().judged == ()  # what a person proposed says nothing of a suggester


def test_rows_that_are_worked_on_together_are_one_correction_of_a_kind(work: Callable[..., Work]) -> None:
    edits = work(PLACE, PERSON, TOWN, WORD)
    rows = [(edits.document, partial(reject, span_id=each.id)) for each in (PLACE, PERSON)]
    edits.do(made(batch("reject_rows", rows)[0]))
    rows = [(edits.document, partial(relabel, labels=LABELS, span_id=each.id, label="ORG")) for each in (TOWN, WORD)]
    edits.do(made(batch("label_rows", rows)[0]))
    assert edits.corrections() == {"PER": {"delete": 1}, "ORG": {"relabel": 1}}


def made(answer: Change | Rejected) -> Change:
    assert isinstance(answer, Change), answer
    return answer


def test_what_came_confirmed_counts_only_where_it_is_corrected(work: Callable[..., Work]) -> None:
    source = Source("import", "gold")
    one, two = (replace(each, status=SpanStatus.CONFIRMED, source=source) for each in (PLACE, TOWN))
    edits = work(one, two)
    edits.do(reject(edits.document, one.id))
    edits.do(relabel(edits.document, LABELS, two.id, "ORG"))
    edits.see(done(edits.session.undo()))
    edits.see(done(edits.session.undo()))
    edits.see(done(edits.session.redo()))
    assert edits.corrections() == {"PER": {"delete": 1}}
    assert edits.result().judged == ()


def test_results_come_in_the_order_of_finishing_and_go_when_work_is_taken_up_again(tmp_path: Path) -> None:
    edits = Work(tmp_path / "p")
    for name in ("a2", "a0", "a1"):
        edits.do(add(edits.session.document(name), LABELS, 0, 7, "ORG"))
        edits.do(finish(edits.session.document(name)))
    edits.do(set_status(edits.session.document("a0"), ArticleStatus.IN_PROGRESS))
    assert [each.article for each in edits.live.results()] == ["a2", "a1"]
    edits.do(finish(edits.session.document("a0")))
    assert [each.article for each in edits.live.results()] == ["a2", "a1", "a0"]
    edits.see(done(edits.session.undo()))
    assert [each.article for each in edits.live.results()] == ["a2", "a1"]


@given(st.data())
def test_entities_are_what_is_confirmed_and_undoing_all_leaves_nothing(data: st.DataObject) -> None:
    doc, decisions, made = document(PLACE, PERSON, TOWN, WORD), Decisions(), list[Change]()
    for _ in range(data.draw(st.integers(0, 12))):
        answer = any_verb(data, doc, LABELS)
        if isinstance(answer, Change):
            made.append(answer)
            decisions.add(answer, "")
            for edit in answer.edits:
                doc.apply(edit)
    was, now = doc.state, ArticleState(ArticleStatus.DONE)
    decisions.add(Change("finish", (ArticleEdit(doc.id, was=was, now=now),)), "")
    (result,) = decisions.results()
    confirmed = [each.label for each in doc if each.status is SpanStatus.CONFIRMED]
    assert sum(result.entities.values()) == len(confirmed)
    for change in reversed(made):
        decisions.add(change.inverse(), "")
    decisions.add(Change("finish", (ArticleEdit(doc.id, was=was, now=now),)), "")
    (result,) = decisions.results()
    assert (result.entities, result.corrections, result.judged) == ({}, {}, ())


def result(
    article: int, entities: int, inserts: int, suggested: int = 0, right: int = 0, name: str = "m"
) -> ArticleResult:
    judged = (Judged(Source("machine", name, "1"), "PER", suggested, right),) if suggested else ()
    return ArticleResult(f"a{article}", "", {"PER": entities}, {"PER": {"insert": inserts}}, judged)


def test_the_curve_is_a_mean_over_the_window_weighted_by_entities() -> None:
    points = curve([result(0, 10, 10), result(1, 30, 0), result(2, 10, 5)], window=2)
    assert [(each.articles, each.insert, each.total) for each in points] == [
        (1, 1.0, 1.0),
        (2, 0.25, 0.25),
        (3, 0.125, 0.125),
    ]
    assert curve([result(0, 0, 0)]) == ()


def test_sums_by_label_and_by_suggester() -> None:
    progress = summed([result(0, 10, 4, 8, 6), result(1, 10, 2, 10, 8, name="rules"), result(2, 5, 5)])
    assert (progress.articles, progress.entities, progress.corrections["insert"]) == (3, 25, 11)
    assert set(progress.curves) == {ALL, "PER"}
    assert [(each.name, each.version, each.articles) for each in progress.suggesters] == [
        (ALL, ALL, 2),
        ("m", ALL, 1),
        ("rules", ALL, 1),
        ("m", "1", 1),
        ("rules", "1", 1),
    ]
    together, one = progress.suggesters[:2]
    assert (together.total.precision, together.total.recall) == (round(14 / 18, 4), 0.7)
    assert (one.by_label["PER"].precision, one.by_label["PER"].recall) == (0.75, 0.6)


def test_a_thousand_articles_in_a_second() -> None:
    """Forty spans each: following every decision, the results and the sums."""
    spans = [Span(id=f"s{n}", start=9 * n, end=9 * n + 3, label="LOC", source=MACHINE) for n in range(40)]
    accepted = [(each, replace(each, status=SpanStatus.CONFIRMED)) for each in spans]
    was, now = ArticleState(), ArticleState(ArticleStatus.DONE)
    changes = []
    for name in (f"a{number}" for number in range(1000)):
        changes += [Change("accept", (ArticleEdit(name, (old,), (new,)),)) for old, new in accepted]
        changes.append(Change("finish", (ArticleEdit(name, was=was, now=now),)))
    decisions = Decisions()
    began = time.process_time()
    for change in changes:
        decisions.add(change, "")
    assert summed(decisions.results()).entities == 40_000
    assert time.process_time() - began < 1.0
