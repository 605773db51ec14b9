"""What people have of a label, or of articles that are to be deleted: counted before anything is done."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import assert_never

import msgspec

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.loaded_article import Loaded
from nhan.core.messages import Message, NhanError, say
from nhan.core.people.whose import people, title, workers
from nhan.core.readable import Opened, Unreadable, or_unreadable
from nhan.core.session import Session
from nhan.core.snapshot import Snapshot
from nhan.core.store.project_file import Annotator
from nhan.core.withheld import withheld_from


class Usage(msgspec.Struct, frozen=True):
    """One person's spans that nobody has rejected. ``person`` None: those in articles that nobody has begun, as the one
    who asks sees them. No articles: the person's work cannot be read. ``withheld``: the one who asks is not to be told
    how many spans there are."""

    person: Annotator | None
    spans: int
    articles: int
    withheld: bool = False


class _Tally:
    """Counts by key, and the articles that they are in."""

    def __init__(self) -> None:
        self._spans: Counter[str] = Counter()
        self._articles: Counter[str] = Counter()

    def add(self, counts: Mapping[str, int]) -> None:
        self._spans.update(counts)
        self._articles.update(name for name, count in counts.items() if count)

    def usages(self, person: Annotator | None) -> Iterator[tuple[str, Usage]]:
        for name, articles in self._articles.items():
            yield name, Usage(person, self._spans[name], articles)


def label_usage(snapshot: Snapshot, seen: Callable[[], object] = lambda: None) -> dict[str, list[Usage]]:
    """By label, who has spans that bear it. ``seen`` hears of every article that was looked at; what cannot be read
    counts as nothing."""
    own, untouched = _Tally(), _Tally()
    for article_id in snapshot.ids:
        seen()
        loaded = or_unreadable(article_id, snapshot.loaded)
        if isinstance(loaded, Loaded):
            (own if loaded.touched else untouched).add(loaded.document.live())
    found: dict[str, list[Usage]] = {}
    me = next((each for each in people(snapshot.project) if each.id == snapshot.annotator), None)
    tallies: list[tuple[Annotator | None, _Tally | None]] = [
        (me or Annotator(snapshot.annotator), own),
        *_of_others(snapshot, seen),
        (None, untouched),
    ]
    labels = snapshot.project.labels
    for person, tally in tallies:
        for name, usage in tally.usages(person) if tally else _unknown(labels, person):
            found.setdefault(name, []).append(usage)
    return found


def _unknown(labels: LabelSet, person: Annotator | None) -> Iterator[tuple[str, Usage]]:
    return ((label.name, Usage(person, 0, 0)) for label in (*labels.labels, *labels.deleted))


def _of_others(snapshot: Snapshot, seen: Callable[[], object]) -> Iterator[tuple[Annotator, _Tally | None]]:
    for person, documents in _work_of_others(snapshot, None):
        tally = None if documents is None else _Tally()
        for document in documents or ():
            seen()
            assert tally is not None
            tally.add(document.live())
        yield person, tally


def article_usage(
    snapshot: Snapshot, article_ids: Collection[str], seen: Callable[[], object] = lambda: None
) -> list[Usage]:
    """Who has worked on these articles, with all of their spans there. NhanError: it cannot be told whether they are
    withheld."""
    found: list[Usage] = []
    withheld = withheld_from(snapshot.project, snapshot.annotator)
    mine = (or_unreadable(article_id, snapshot.loaded) for article_id in article_ids)
    own = [each.document for each in mine if isinstance(each, Loaded) and each.touched]
    me = next((each for each in people(snapshot.project) if each.id == snapshot.annotator), None)
    for person, documents in ((me or Annotator(snapshot.annotator), own), *_work_of_others(snapshot, article_ids)):
        counts: list[int] = []
        hidden = False
        for document in documents or ():
            seen()
            counts.append(document.live().total())
            hidden = hidden or (person.id != snapshot.annotator and withheld.hides(document.id))
        if counts or documents is None:
            found.append(Usage(person, 0 if hidden else sum(counts), len(counts), hidden))
    return found


def documents_of_all(snapshot: Snapshot) -> Iterator[tuple[Annotator | None, Document | None]]:
    """Every article as somebody has it: the one who asks, then the others; as person None those that nobody has begun,
    as the one who asks sees them. No document: the person's work cannot be read."""
    me = next((each for each in people(snapshot.project) if each.id == snapshot.annotator), None)
    for article_id in snapshot.ids:
        loaded = or_unreadable(article_id, snapshot.loaded)
        if isinstance(loaded, Loaded):
            yield (me or Annotator(snapshot.annotator)) if loaded.touched else None, loaded.document
    for person, documents in _work_of_others(snapshot, None):
        if documents is None:
            yield person, None
        for document in documents or ():
            yield person, document


def _work_of_others(
    snapshot: Snapshot, wanted: Collection[str] | None
) -> Iterator[tuple[Annotator, Iterable[Document] | None]]:
    for person in workers(snapshot.project):
        if person.id == snapshot.annotator:
            continue
        try:
            session = Session(snapshot.project, person.id, read_only=Message("session.reading"))
        except NhanError:  # a journal of a later version
            yield person, None
        else:
            yield person, _read(session, [name for name in session.begun if wanted is None or name in wanted])


def _read(session: Session, article_ids: Iterable[str]) -> Iterator[Document]:
    for article_id in article_ids:
        match session.read(article_id):
            case Opened(document):
                yield document
            case Unreadable():
                pass  # said where the article is shown
            case never:
                assert_never(never)


def in_words(usages: Sequence[Usage], language: str) -> str:
    """Who has how much, on one line; a word for nobody."""

    def words(usage: Usage) -> str:
        fields = {"spans": usage.spans, "articles": usage.articles}
        if usage.person is None:
            return say(Message("usage.untouched", fields), language)
        if not usage.articles:
            return say(Message("usage.unreadable", {"name": title(usage.person)}), language)
        if usage.withheld:
            return say(Message("usage.withheld", {"name": title(usage.person), "articles": usage.articles}), language)
        return say(Message("usage.person", {"name": title(usage.person), **fields}), language)

    return "; ".join(map(words, usages)) if usages else say(Message("usage.nobody"), language)
