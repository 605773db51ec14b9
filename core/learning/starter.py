"""What Nhãn knows before anything is corrected: a model of some sixty articles that were written and labelled for it.

It suggests until a project has a model of its own, and then has a say beside it that grows smaller with every corrected
article. ``python -m nhan.core.learning.starter`` makes it anew from ``resources/learning/lessons``.
"""

import lzma
import re
from functools import cache
from importlib import resources
from pathlib import Path

from nhan.core.learning.crf_door import Crf, Field, Rows
from nhan.core.learning.learned import Learned, Level
from nhan.core.learning.lesson import Corrected
from nhan.core.learning.model_file import ModelFile, decode

_FILE = "starter.nhanmodel.xz"
_WEIGHT = 8  # corrected articles that the starter's word is worth
_LEAST = 2  # times that a feature must come for the starter to know it: the rest takes room and says little

_TAG = re.compile(r"\[([A-Z]+) |\]")


def share(articles: int) -> float:
    """The weight of the starter's word, 0..1, beside a model of so many corrected articles."""
    return _WEIGHT / (_WEIGHT + articles)


@cache
def starter() -> ModelFile:
    """The model that comes with the program."""
    data = (resources.files("nhan.resources") / "learning" / _FILE).read_bytes()
    return decode(lzma.decompress(data), _FILE)


@cache
def _field() -> Crf:
    return Crf(starter().outer.field)


def seasoned(learned: Learned, articles: int) -> Learned:
    """A model of so many corrected articles with the starter's word beside its own. Only for child processes."""
    own = learned.outer
    return Learned(Level(own.crf, own.memory, Mixed(_field(), own.crf, share(articles))), learned.inner)


def lessons() -> list[Corrected]:
    """The articles, in the order of their numbers, with the spans of every level."""
    folder = resources.files("nhan.resources") / "learning" / "lessons"
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".txt")), key=lambda each: each.name)
    return [parse(each.name.removesuffix(".txt"), each.read_text(encoding="utf-8")) for each in files]


def parse(name: str, source: str) -> Corrected:
    """An article with its spans inline: ``[ORG Công an [LOC tỉnh Hà Nam]]``. ValueError where brackets do not match."""
    text, place = "", 0
    opened: list[tuple[int, str]] = []
    spans: list[tuple[int, int, str]] = []
    for match in _TAG.finditer(source):
        text += source[place : match.start()]
        place = match.end()
        if match[1]:
            opened.append((len(text), match[1]))
        elif opened:
            start, label = opened.pop()
            spans.append((start, len(text), label))
        else:
            raise ValueError(f"{name}: a bracket is closed that was never opened, after: {text[-40:]}")
    if opened:
        raise ValueError(f"{name}: a bracket is never closed, from: {text[opened[0][0] :][:40]}")
    return Corrected(name, text + source[place:], spans)


class Mixed:
    """Two fields that are asked together: each tag's probability is the mean of theirs, by weight."""

    def __init__(self, one: Field, other: Field, weight: float) -> None:
        """``weight``: of the first one's word, 0..1."""
        self.tags = sorted({*one.tags, *other.tags})
        self._parts = [(field, its, self._places(field)) for field, its in ((one, weight), (other, 1.0 - weight))]

    def _places(self, field: Field) -> list[tuple[int, int]]:
        place = {tag: at for at, tag in enumerate(self.tags)}
        return [(at, place[tag]) for at, tag in enumerate(field.tags)]

    def marginals(self, rows: Rows) -> list[list[float]]:
        """The probability of each of ``tags`` for every syllable of one sentence."""
        found = [[0.0] * len(self.tags) for _ in rows]
        for field, weight, places in self._parts:
            for mean, its in zip(found, field.marginals(rows), strict=True):
                for at, to in places:
                    mean[to] += weight * its[at]
        return found


def make() -> bytes:
    """The starter's file, made anew."""
    from nhan.core.learning.training import Readings, train_model
    from nhan.core.store.disk import Disk

    return lzma.compress(train_model(lessons(), Readings(Disk(), None), "", least=_LEAST))


if __name__ == "__main__":
    Path(str(resources.files("nhan.resources") / "learning" / _FILE)).write_bytes(make())
