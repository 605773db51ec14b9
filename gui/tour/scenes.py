"""Projects that pictures are taken of, as people would have left them: made without a window, by the same verbs."""

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from nhan.core.adjudication.gold import decide
from nhan.core.adjudication.people_work import PeopleWork
from nhan.core.curation.dealing import Dealer
from nhan.core.document import Document
from nhan.core.doubts.doubt import Doubt, DoubtKind
from nhan.core.doubts.doubt_store import keep_doubts
from nhan.core.doubts.protocol import Doubts
from nhan.core.label_files import DEFAULT, load_label_set
from nhan.core.labels import Overlap
from nhan.core.model import Article, Change, Rejected, Span, SpanStatus
from nhan.core.operations import Edge, accept, comment, finish, move_edge, reject, relabel, set_note
from nhan.core.people.person import Person
from nhan.core.project import Project
from nhan.core.readable import document_of
from nhan.core.sample import sample_project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role
from nhan.core.suggestion import Suggestion, to_spans
from nhan.core.text.units import Unit, previous_end
from nhan.gui.tour.right_spans import corrected_articles

LABELS = load_label_set(DEFAULT)  # of the sample
LAN = Person(id="lan-7k2q", name="Nguyễn Thị Lan")
MINH = Person(id="minh-p3ra", name="Trần Quang Minh")
HOA = Person(id="hoa-m4td", name="Phạm Thu Hoa")
FIRST, SECOND = sorted(corrected_articles())[:2]
UNSURE = 4  # every so many-th suggestion is less sure than the others, and undecided where the first is worked on
Act = Callable[[Document], Change | Rejected]


def suggested(folder: Path) -> Path:
    """The sample, with the right spans suggested for its first articles."""
    sample_project(folder)
    project = Project.open(Disk(), folder)
    run = project.new_run("tour", "1")
    run.write(run.next_pack, {name: _suggestions(name) for name in corrected_articles()})
    run.finish()
    return folder


def _suggestions(article: str) -> tuple[Span, ...]:
    spans = sorted(corrected_articles()[article].spans)
    sure = [Suggestion(*span, 0.97 - 0.4 * (place % UNSURE == UNSURE - 1)) for place, span in enumerate(spans)]
    return to_spans(article, "tour", "1", sure)


def worked(folder: Path) -> Path:
    """Lan is through with the second article, and in the middle of the first."""
    suggested(folder)
    session = Session(Project.open(Disk(), folder), LAN.id, name=LAN.name)
    for article in (FIRST, SECOND):
        for place, span in enumerate(_suggestions(article)):
            if article == SECOND or place % UNSURE != UNSURE - 1:
                _do(session, article, _accepting(span))
    _do(session, SECOND, lambda document: set_note(document, "Hỏi lại: Long “cò” có tính là biệt danh?"))
    _do(session, SECOND, finish)
    _close(session)
    return folder


def of_two(folder: Path) -> Path:
    """The same, and Minh has begun the first article, too."""
    worked(folder)
    session = Session(Project.open(Disk(), folder), MINH.id, name=MINH.name)
    for span in _suggestions(FIRST)[:6]:
        _do(session, FIRST, _accepting(span))
    _close(session)
    return folder


def both_done(folder: Path) -> Path:
    """Lan and Minh are done with both articles, and have not decided the same everywhere."""
    suggested(folder)
    for person, every in ((LAN, 0), (MINH, UNSURE)):
        session = Session(Project.open(Disk(), folder), person.id, name=person.name)
        for article in (FIRST, SECOND):
            for place, span in enumerate(_suggestions(article)):
                differs = every and place % every == every - 1
                _do(session, article, _relabelling(span) if differs else _accepting(span))
            _do(session, article, finish)
        _close(session)
    return folder


def to_adjudicate(folder: Path) -> Path:
    """Minh and Hoa are done with the first article and differ in it; Lan is to decide."""
    suggested(folder)
    for person in (MINH, HOA):
        session = Session(Project.open(Disk(), folder), person.id, name=person.name)
        for place, span in enumerate(_suggestions(FIRST)):
            _do(session, FIRST, _accepting(span))
            if person is HOA and place % UNSURE == UNSURE - 1:
                other = "ORG" if span.label != "ORG" else "LOC"
                _do(session, FIRST, partial(relabel, labels=LABELS, span_id=span.id, label=other))
        _do(session, FIRST, finish)
        _close(session)
    Project.open(Disk(), folder).welcome(LAN.id, LAN.name, Role.ADJUDICATOR)
    return folder


def doubtful(folder: Path) -> Path:
    """Lan is done with both articles, and labels of the first have been found doubtful."""
    both_done(folder)
    kinds = (DoubtKind.LABEL, DoubtKind.SPURIOUS, DoubtKind.EDGE)
    found: list[Doubt] = []
    for place, (start, end, label) in enumerate(span.place for span in _alone(_suggestions(FIRST))[:9]):
        kind = kinds[place % len(kinds)]
        other = {
            DoubtKind.LABEL: (start, end, "ORG" if label != "ORG" else "LOC"),
            DoubtKind.SPURIOUS: None,
            DoubtKind.EDGE: (start, previous_end(corrected_articles()[FIRST].text, end, Unit.SYLLABLE, ()), label),
        }[kind]
        score = 3.0 - place / 4
        found.append(Doubt(FIRST, kind, label, ((start, end),), (other,), score, 0.04, 0.91, {label: 1, "ORG": 4}))
    keep_doubts(Disk(), folder, LAN.id, Doubts(found, 90))
    return folder


def given_out(folder: Path) -> Path:
    """All articles are given to Minh and Hoa, six of them to both; Lan adjudicates."""
    to_adjudicate(folder)
    session = Session(Project.open(Disk(), folder), LAN.id, name=LAN.name)
    session.commit(Dealer(session.project).deal((MINH.id, HOA.id), 6, 2).change)
    _close(session)
    return folder


def kept_apart(folder: Path) -> Path:
    """All articles are given to Lan and Minh, most of them to both."""
    of_two(folder)
    session = Session(Project.open(Disk(), folder), LAN.id, name=LAN.name)
    session.commit(Dealer(session.project).deal((LAN.id, MINH.id)).change)
    _close(session)
    return folder


def adjudicated(folder: Path) -> Path:
    """Lan and Minh are done with the first article; Hoa has decided for Minh wherever they differ, and asks Lan."""
    both_done(folder)
    project = Project.open(Disk(), folder)
    project.welcome(HOA.id, HOA.name, Role.ADJUDICATOR)
    session = Session(project, HOA.id, name=HOA.name)
    gold, work = document_of(session.read(FIRST)), PeopleWork(project, HOA.id, lambda _: None)
    while (state := work.adjudication(gold)) is not None and state.open:
        stop = state.open[0]
        taken = next(each.places for each in stop.versions if MINH.id in each.voters)
        assert isinstance(session.commit(decide(gold, LABELS, state, stop, taken)), Change)
    span = next(each for each in gold if each.status is SpanStatus.CONFIRMED and each.votes)
    assert isinstance(session.commit(comment(gold, span.id, "Xem hướng dẫn, mục 2: có đúng không?", True)), Change)
    _close(session)
    return folder


def nameless(folder: Path) -> Path:
    """Somebody without a name has begun the first article."""
    suggested(folder)
    session = Session(Project.open(Disk(), folder), "an1")
    _do(session, FIRST, _accepting(_suggestions(FIRST)[0]))
    _close(session)
    return folder


def in_conflict(folder: Path) -> Path:
    """Lan has labelled the first article on two machines, and a sync program has kept both of her files."""
    worked(folder)
    undecided = [span for place, span in enumerate(_suggestions(FIRST)) if place % UNSURE == UNSURE - 1]
    first, second, *_, last = _alone(undecided)
    there = folder.with_name(f"{folder.name}-elsewhere")
    shutil.copytree(folder, there)
    _work(folder, _accepting(first), _accepting(second), lambda document: _shorter(document, last.id))
    _work(
        there,
        lambda document: _shorter(document, first.id),
        lambda document: reject(document, second.id),
        _accepting(last),
    )
    record = record_of(folder)
    twin = record_of(there)
    record.with_name(f"{record.stem} (conflicted copy 2026-11-27){record.suffix}").write_bytes(twin.read_bytes())
    shutil.rmtree(there)
    return folder


def record_of(folder: Path, article: str = FIRST) -> Path:
    """The file of Lan's work on an article."""
    return Project.open(Disk(), folder).record_path(article, LAN.id)


def damage(path: Path) -> None:
    """Turn one bit round, in the middle of the file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def crossing(folder: Path) -> Path:
    """A project of one line in which spans may cross."""
    project = Project.create(Disk(), folder, replace(LABELS, overlap=Overlap.FREE))
    project.add_articles([Article("crossing", "Trường Đại học Sư phạm Thái Nguyên mở cửa.", "Cụm lồng và cụm chéo")])
    return folder


def empty(folder: Path) -> Path:
    Project.create(Disk(), folder, LABELS)
    return folder


def _accepting(span: Span) -> Act:
    return lambda document: accept(document, LABELS, span.id)


def _relabelling(span: Span) -> Act:
    other = "ORG" if span.label != "ORG" else "LOC"
    return lambda document: relabel(document, LABELS, span.id, other)


def _alone(spans: Sequence[Span]) -> list[Span]:
    """Those of several words that share their text with no span of the first article."""

    def is_alone(span: Span) -> bool:
        return [each for each in _suggestions(FIRST) if each.start < span.end and span.start < each.end] == [span]

    return [span for span in spans if is_alone(span) and " " in corrected_articles()[FIRST].text[span.start : span.end]]


def _shorter(document: Document, span_id: str) -> Change | Rejected:
    span = document.get(span_id)
    assert span is not None
    end = previous_end(document.text, span.end, Unit.SYLLABLE, ())
    return move_edge(document, LABELS, span_id, Edge.END, end)


def _work(folder: Path, *acts: Act) -> None:
    session = Session(Project.open(Disk(), folder), LAN.id, name=LAN.name)
    for act in acts:
        _do(session, FIRST, act)
    _close(session)


def _do(session: Session, article: str, act: Act) -> None:
    outcome = session.commit(act(document_of(session.read(article))))
    if not isinstance(outcome, Change):
        raise RuntimeError(f"{article}: {outcome}")


def _close(session: Session) -> None:
    failure = session.close()
    if failure is not None:
        raise RuntimeError(str(failure))
