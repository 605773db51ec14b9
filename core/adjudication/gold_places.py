"""The places of all golds of a project that concern one person."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial

from nhan.core.adjudication.otherwise import DecidedOtherwise, decided_otherwise
from nhan.core.document import Document
from nhan.core.messages import Message, NhanError
from nhan.core.operations.building import standing
from nhan.core.people.whose import workers
from nhan.core.readable import Opened, Unreadable
from nhan.core.session import Session
from nhan.core.snapshot import Snapshot
from nhan.core.store.project_file import Role
from nhan.core.suggestion import Labelled
from nhan.core.withheld import withheld_from


def places_for(
    snapshot: Snapshot,
    articles: Iterable[str],
    passed_over: Callable[[Unreadable], object],
    seen: Callable[[], object] = lambda: None,
) -> Iterator[DecidedOtherwise]:
    """What the adjudicators decided otherwise than the snapshot's annotator had it, and what they ask, article by
    article, as it stands now; nothing where others' work is withheld until their own is done. For any thread; a
    millisecond for an article that somebody has adjudicated. ``seen`` hears of each. NhanError: what is given out
    cannot be read."""
    project, wanted = snapshot.project, list(articles)
    withheld = withheld_from(project, snapshot.annotator)
    golds: list[tuple[Session, frozenset[str]]] = []
    for each in workers(project):
        if each.role is Role.ADJUDICATOR and each.id != snapshot.annotator:
            try:
                session = Session(project, each.id, read_only=Message("session.reading"))
            except NhanError as error:  # a journal of a later version
                passed_over(Unreadable(each.id, error.message))
            else:
                golds.append((session, frozenset(session.begun)))
    for name in wanted:
        seen()
        if not any(name in begun for _, begun in golds):
            continue
        own = snapshot.read(name)
        if not isinstance(own, Opened):  # said here: nobody can tell that it is done, so the places may be withheld
            passed_over(own)
            continue
        for session, begun in golds:
            reading = session.read(name) if name in begun and not withheld.hides(name) else None
            if isinstance(reading, Opened):
                yield from decided_otherwise(
                    reading.document, snapshot.annotator, partial(_own, own.document, project.labels.gone)
                )
            elif reading is not None:
                passed_over(reading)


def _own(document: Document, gone: Collection[str]) -> list[Labelled]:
    """What the annotator has there."""
    return [span.place for span in standing(document, gone)]
