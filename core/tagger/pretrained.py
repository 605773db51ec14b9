"""The starters: what Nhãn knows before anything is corrected, models of articles written and labelled for it.

One suggests until a project has a model of its own, and then has a say beside it that grows smaller with every
corrected article. ``python -m nhan.core.tagger.pretrained`` makes them anew from ``resources/training``.
"""

import lzma
import re
from functools import cache
from importlib import resources
from pathlib import Path

from nhan.core.tagger.crf.adapter import Crf
from nhan.core.tagger.crf.mixture import Mixture, Named
from nhan.core.tagger.model import Level, TaggerModel, learned_of
from nhan.core.tagger.model_file import ModelFile, decode
from nhan.core.tagger.pretrained_choice import STARTERS, Chosen
from nhan.core.tagger.training_example import CorrectedArticle

_WEIGHT = 8  # corrected articles that the starter's word is worth at first
_STAYS = 0.25  # of its weight, however many there are: two that err in different places err less together

_TAG = re.compile(r"\[([A-Z_]+) |\]")


def share(articles: int) -> float:
    """The weight of the starter's word, 0..1, beside a model of so many corrected articles."""
    return _STAYS + (1.0 - _STAYS) * _WEIGHT / (_WEIGHT + articles)


def _file(name: str) -> str:
    return f"starter-{name}.nhanmodel.xz"


@cache
def starter(name: str) -> ModelFile:
    """A model that comes with the program."""
    data = (resources.files("nhan.resources") / "learning" / _file(name)).read_bytes()
    return decode(lzma.decompress(data), _file(name))


@cache
def _field(name: str) -> Crf:
    return Crf(starter(name).outer.field)


def alone(chosen: Chosen) -> TaggerModel:
    """A starter under a project's names, without a model beside it. Only for child processes."""
    learned = learned_of(starter(chosen.name))
    return TaggerModel(_named(learned.outer, chosen), _named(learned.inner, chosen) if learned.inner else None)


def _named(level: Level, chosen: Chosen) -> Level:
    return Level(level.crf, level.memory, Named(level.crf, chosen.labels))


def seasoned(learned: TaggerModel, chosen: Chosen, articles: int) -> TaggerModel:
    """A model of so many corrected articles with the starter's word beside its own. Only for child processes."""
    own = learned.outer
    mixed = Mixture(Named(_field(chosen.name), chosen.labels), own.crf, share(articles))
    return TaggerModel(Level(own.crf, own.memory, mixed), learned.inner)


def lessons(name: str) -> list[CorrectedArticle]:
    """The articles of a starter, in the order of their numbers, with the spans of every level.

    They lie in the checkout alone: ValueError where the program is installed.
    """
    folder = resources.files("nhan.resources") / "training" / name
    if not folder.is_dir():
        raise ValueError(f"{folder}: the articles that starters are made from come with the source code only")
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".txt")), key=lambda each: each.name)
    return [parse(each.name.removesuffix(".txt"), each.read_text(encoding="utf-8")) for each in files]


def parse(name: str, source: str) -> CorrectedArticle:
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
    return CorrectedArticle(name, text + source[place:], spans)


def make(name: str) -> bytes:
    """A starter's file, made anew."""
    from nhan.core.store.disk import Disk
    from nhan.core.tagger.training import TokenizedArticles, train_model

    return lzma.compress(train_model(lessons(name), TokenizedArticles(Disk(), None), ""))


if __name__ == "__main__":
    for each in STARTERS:
        Path(str(resources.files("nhan.resources") / "learning" / _file(each))).write_bytes(make(each))
