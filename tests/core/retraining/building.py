"""What the tests of retraining are built from: projects of news articles, models that nobody trained, a clock."""

from pathlib import Path

from nhan.core.labels import Label, LabelSet
from nhan.core.model import Article, Change, Source, Span, SpanStatus
from nhan.core.operations import add, finish
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.tagger.model_file import VERSION, LevelFile, ModelFile, studied
from nhan.core.tagger.training_example import CorrectedArticle
from tests.core.news import article, articles

PORTS = LabelSet(
    name="ports",
    title={"vi": "Cảng", "en": "Ports"},
    labels=tuple(Label(name=name, title={"vi": name, "en": name}, color="#336699") for name in ("SHIP", "PER", "LOC")),
)
AT = "2026-01-02T03:04:05.000Z"


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def make(folder: Path, count: int, corrected: int = 0) -> Path:
    """A project of ``count`` news articles, the first ``corrected`` of them with their confirmed spans."""
    project = Project.create(Disk(), folder, PORTS)
    given = articles(count)
    project.add_articles(
        [Article(each.article, each.text) for each in given],
        {each.article: confirmed(each) for each in given[:corrected]},
    )
    return folder


def confirmed(each: CorrectedArticle) -> list[Span]:
    source = Source("import", "gold")
    return [
        Span(id=f"s{n}", start=start, end=end, label=label, status=SpanStatus.CONFIRMED, source=source)
        for n, (start, end, label) in enumerate(each.spans)
    ]


def label(session: Session, number: int) -> list[Change]:
    """Label an article as it should be, and finish it. Returns what was done."""
    each = article(number)
    document = session.document(each.article)
    made = [done(session, add(document, PORTS, start, end, name)) for start, end, name in each.spans]
    return [*made, done(session, finish(document))]


def done(session: Session, answer: object) -> Change:
    """Commit a verb's answer. Returns the change as it was applied."""
    assert isinstance(answer, Change), answer
    applied = session.commit(answer)
    assert isinstance(applied, Change), applied
    return applied


def without_first_span(each: CorrectedArticle) -> CorrectedArticle:
    return CorrectedArticle(each.article, each.text, each.spans[1:])


def model_of(given: list[CorrectedArticle]) -> ModelFile:
    """A model's file that says it was made from these."""
    return ModelFile("nhan/model", VERSION, [], studied(given), {}, LevelFile(b"", []), trained_at=AT)
