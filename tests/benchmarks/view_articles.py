"""Articles to measure with: A as it was written, B to E put together from its words, with spans of eight labels."""

import random
import re
from functools import cache
from pathlib import Path

from nhan.core.labels import Label, LabelSet
from nhan.core.model import Article, Source, Span, SpanStatus

COLOURS = {
    "PER": ("#2f74d0", "1"),
    "ORG": ("#c9702b", "2"),
    "LOC": ("#23934f", "3"),
    "DATE": ("#7b3fc4", "4"),
    "TITLE": ("#158a96", "5"),
    "EVENT": ("#c22f6b", "6"),
    "LAW": ("#a4861a", "7"),
    "NUM": ("#6b7386", "8"),
}
LABELS = LabelSet(
    name="benchmark",
    title={"en": "Benchmark"},
    labels=tuple(Label(name=name, title={"en": name}, color=hue, key=key) for name, (hue, key) in COLOURS.items()),
)
SIZES = {"B": (100_000, 1_700), "C": (1_000_000, 17_000), "D": (1_000_000, 50_000), "E": (1_000_000, 17_000)}
NAMES = ("A", *SIZES)
_ROOT = Path(__file__).resolve().parent.parent.parent
_AS_LONG = 4  # bundled samples that are together as long as the shared article
_SPANS_IN_A = 120


@cache
def sample_text() -> str:
    """The shared article where one lies beside the checkout, else as much of the bundled samples."""
    shared = sorted(_ROOT.parent.glob("shared/articles/*.txt"))
    files = shared[:1] or sorted((_ROOT / "resources" / "samples").glob("*.txt"))[:_AS_LONG]
    return "\n\n".join(file.read_text(encoding="utf-8") for file in files)


@cache
def make(name: str) -> tuple[Article, list[Span]]:
    """The article and its spans: the same every time."""
    dice = random.Random(f"nhan {name}")
    if name == "A":
        text, count = sample_text(), _SPANS_IN_A
    else:
        length, count = SIZES[name]
        text = _put_together(dice, length, one_paragraph=name == "E")
    return Article(id=name, text=text, title=f"Article {name}"), labelled(dice, text, count)


def _put_together(dice: random.Random, length: int, one_paragraph: bool) -> str:
    words = sample_text().split()
    parts: list[str] = []
    size = paragraph = 0
    while size < length:
        start = dice.randrange(len(words) - 40)
        sentence = " ".join(words[start : start + dice.randint(8, 32)]).rstrip(".,:; ") + "."
        paragraph += len(sentence) + 1
        if not one_paragraph and paragraph > dice.randint(200, 900):
            sentence, paragraph = sentence + "\n\n", 0
        else:
            sentence += " "
        parts.append(sentence)
        size += len(sentence)
    return "".join(parts)[:length]


def labelled(dice: random.Random, text: str, count: int) -> list[Span]:
    """Spans of one to four words, evenly spread, one in ten with a second one inside."""
    words = [match.span() for match in re.finditer(r"[^\s.,:;]+", text)]
    each = len(words) / count
    names = list(COLOURS)
    spans: list[Span] = []
    while len(spans) < count:
        first = int(len(spans) * each)
        last = min(first + dice.randint(0, max(0, min(3, int(each) - 1))), len(words) - 1)
        spans.append(_span(dice, len(spans), words[first][0], words[last][1], dice.choice(names)))
        if last > first and len(spans) < count and dice.random() < 0.1:
            spans.append(_span(dice, len(spans), words[last][0], words[last][1], dice.choice(names)))
    return spans


def _span(dice: random.Random, number: int, start: int, end: int, label: str) -> Span:
    status = SpanStatus.CONFIRMED if dice.random() < 0.2 else SpanStatus.SUGGESTED
    source = Source("machine", "benchmark", "1")
    confidence = round(dice.random(), 3)
    return Span(id=f"m{number}", start=start, end=end, label=label, status=status, source=source, confidence=confidence)
