"""The project to measure the window's pauses with: many short articles that share a name, one to type in, a large one.

The texts are put together from the sentences of the bundled samples: the same every time.
"""

import json
import random
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

from nhan.core.model import Article, Change, Source, Span, SpanStatus
from nhan.core.operations import accept
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.benchmarks.view_articles import LABELS, labelled

COMMON, RARE = "Đồng Tháp", "Mường Tè"  # neither is in the samples
TYPED, LARGE, ANCHOR = "typed", "large", "anchor"  # two articles, and a span of the first
LENGTH = 2_000  # code points of a short article
PER_SPAN = 20  # code points of the large article for each of its spans
MOST_TYPED = 3_000  # spans of the article to type in
RARE_EACH = 100  # one short article in so many has the rare name
INCOMING_EACH = 5  # one article is to be imported for so many that are there
MOST_WORKED_ON, SESSIONS = 300, 5  # short articles with records, and the journals that tell of them

_SAMPLES = Path(__file__).resolve().parent.parent.parent / "resources" / "samples"
_SENTENCE_END = regex.compile(r"(?<=[.!?”\"])\s+(?=\p{Lu})|\s*\n\s*")
_CAPITALISED = regex.compile(r"\p{Lu}\w*(?: \p{Lu}\w*)*")
_NAMES = ("PER", "ORG", "LOC")


Place = tuple[int, int, str]  # of a name: start, end, label


class Made(NamedTuple):
    """What was made. ``short``: ids in the order of import; ``incoming``: a file of articles to import."""

    folder: Path
    short: tuple[str, ...]
    incoming: Path
    incoming_ids: tuple[str, ...]
    rare: int  # articles with the rare name


class Sentence(NamedTuple):
    """A sentence and its names."""

    text: str
    names: tuple[Place, ...]


def make_project(folder: Path, articles: int, spans: int) -> Made:
    """A project with ``articles`` short articles and one of ``spans`` spans, and a file to import beside it."""
    dice = random.Random("nhan window")
    project = Project.create(Disk(), folder / "project", LABELS)
    short = [f"s{number:06d}" for number in range(articles)]
    suggested: dict[str, list[Span]] = {}
    typed, typed_spans = _typed(dice, min(MOST_TYPED, spans))
    large, large_spans = _large(dice, spans)

    def drawn() -> Iterator[Article]:
        yield typed
        for number, name in enumerate(short):
            text, suggested[name] = _short(dice, number, name == short[-1])
            yield Article(name, text, title=f"Bài {number}")
        yield large

    project.add_articles(drawn(), {TYPED: typed_spans, LARGE: large_spans})
    writer = project.new_run("benchmark", "1")
    writer.write(writer.next_pack, suggested)
    writer.finish()
    worked_on = min(MOST_WORKED_ON, articles // 5)
    _work_on(project.folder, short[:: max(1, articles // max(1, worked_on))][:worked_on])
    incoming = {f"n{number:06d}": prose(dice, LENGTH, [])[0] for number in range(articles // INCOMING_EACH)}
    lines = (json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in incoming.items())
    path = folder / "incoming.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Made(project.folder, tuple(short), path, tuple(incoming), len(range(0, articles, RARE_EACH)))


@cache
def sentences() -> tuple[Sentence, ...]:
    """The samples' sentences with their capitalised words as names."""
    files = sorted(_SAMPLES.glob("*.txt"))
    found = [part for file in files for part in _SENTENCE_END.split(file.read_text(encoding="utf-8")) if part]
    return tuple(Sentence(" ".join(part.split()), tuple(_names(" ".join(part.split())))) for part in found)


def _names(text: str) -> Iterator[Place]:
    for match in _CAPITALISED.finditer(text):
        yield *match.span(), _NAMES[len(match[0]) % len(_NAMES)]


def _about(name: str) -> Sentence:
    return Sentence(f"Sáng nay đoàn công tác đã đến {name} làm việc.", ())


def prose(dice: random.Random, length: int, head: Sequence[Sentence] = (), names: int = 0) -> tuple[str, list[Place]]:
    """Text of ``length`` code points and at least ``names`` names, with the places of its names."""
    parts: list[str] = []
    places: list[Place] = []
    size = 0
    for sentence in _endless(dice, head):
        if size >= length and len(places) >= names:
            break
        places += [(size + start, size + end, label) for start, end, label in sentence.names]
        parts.append(sentence.text + ("\n" if dice.random() < 0.25 else " "))
        size += len(parts[-1])
    if not names:
        size = length
    return "".join(parts)[:size], [place for place in places if place[1] <= size]


def _endless(dice: random.Random, head: Sequence[Sentence]) -> Iterator[Sentence]:
    yield from head
    while True:
        yield dice.choice(sentences())


def _short(dice: random.Random, number: int, doubtful: bool) -> tuple[str, list[Span]]:
    """A short article with its suggestions; of the doubtful one all are as unsure as can be."""
    head = [dice.choice(sentences()), _about(COMMON)]
    if number % RARE_EACH == 0:
        head.append(_about(RARE))
    text, places = prose(dice, LENGTH, head)
    return text, [_suggestion(place, 0.0 if doubtful else round(0.05 + 0.95 * dice.random(), 3)) for place in places]


def _suggestion(place: Place, confidence: float) -> Span:
    start, end, label = place
    source = Source("machine", "benchmark", "1")
    return Span(id=f"m{start}", start=start, end=end, label=label, source=source, confidence=confidence)


def _typed(dice: random.Random, count: int) -> tuple[Article, list[Span]]:
    """The article to type in. The common name stands at its head twice: once free, once confirmed.

    So "all the same" can be asked for without touching any suggestion that the keys step over.
    """
    head = [_about(COMMON), _about(COMMON)]
    text, places = prose(dice, 1, head, count)
    start = text.index(COMMON, text.index(COMMON) + 1)
    anchor = Span(id=ANCHOR, start=start, end=start + len(COMMON), label="LOC", status=SpanStatus.CONFIRMED)
    return Article(TYPED, text, title="Bài đang gán"), [anchor, *(_suggestion(place, 0.5) for place in places)]


def _large(dice: random.Random, count: int) -> tuple[Article, list[Span]]:
    text, _ = prose(dice, PER_SPAN * count, [])
    return Article(LARGE, text, title="Bài lớn"), labelled(dice, text, count)


def _work_on(folder: Path, names: Sequence[str]) -> None:
    """Accept every suggestion of these articles, one edit each, in several sessions."""
    for number in range(SESSIONS):
        session = Session(Project.open(Disk(), folder))
        for name in names[number::SESSIONS]:
            document = session.document(name)
            for span in list(document):
                outcome = session.commit(accept(document, LABELS, span.id))
                assert isinstance(outcome, Change)
        session.close()
