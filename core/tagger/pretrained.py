"""The pretrained models: they come with the program, trained on articles that were written and labelled for it.

One suggests, with the encoder, until a project has a model of its own; later their probabilities are averaged, with
weights that fall with every corrected article. ``python -m nhan.core.tagger.pretrained`` trains them again.
"""

import lzma
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from nhan.core.store.disk import Disk
from nhan.core.tagger.advice.opinion import AdviserOpinion
from nhan.core.tagger.crf.adapter import Crf
from nhan.core.tagger.crf.mixture import Mixture, RenamedField
from nhan.core.tagger.decoding import Floor
from nhan.core.tagger.encoder.second_opinion import SecondOpinion
from nhan.core.tagger.inline_spans import parse
from nhan.core.tagger.model import OWN_FLOOR, Level, Schedule, TaggerModel, load_tagger
from nhan.core.tagger.model_file import ModelFile, decode
from nhan.core.tagger.opinion import Opinion
from nhan.core.tagger.pretrained_choice import NEWS, PRETRAINED, PretrainedChoice
from nhan.core.tagger.training import TokenizedArticles, train_model
from nhan.core.tagger.training_example import CorrectedArticle

_LESSONS = {NEWS: (NEWS, "prose")}  # the folders of a model's articles, where there are more than one
# Nobody waits for this training, so it may go on until it hardly moves: where a quick one stops is in part chance.
_SCHEDULES = {NEWS: Schedule(80, 1.0)}
_WORTH = 8  # corrected articles that a pretrained model weighs as much as
_FLOOR = Floor(0.45, 0.04)  # while it speaks alone
_EQUAL = 0.5  # the encoder's weight beside a pretrained model alone
_LEAST = 0.25  # of its weight, however many there are: two that err in different places err less together


def pretrained_weight(articles: int) -> float:
    """The weight of a pretrained model, 0..1, beside one that was trained on so many corrected articles."""
    return _LEAST + (1.0 - _LEAST) * _WORTH / (_WORTH + articles)


def encoder_weight(articles: int) -> float:
    """The weight of the encoder's word, 0..1, likewise. It goes on as features of the project's own model."""
    return _EQUAL * _WORTH / (_WORTH + articles)


def _file(name: str) -> str:
    return f"starter-{name}.nhanmodel.xz"


@cache
def pretrained_model(name: str) -> ModelFile:
    """The file of a pretrained model, read once."""
    data = (resources.files("nhan.resources") / "learning" / _file(name)).read_bytes()
    return decode(lzma.decompress(data), _file(name))


@cache
def _field(name: str) -> Crf:
    return Crf(pretrained_model(name).outer.field)


def pretrained_field(chosen: PretrainedChoice) -> RenamedField:
    """The field of a pretrained model's outermost spans, under a project's names. Only for child processes."""
    return RenamedField(_field(chosen.name), chosen.labels)


def pretrained_tagger(chosen: PretrainedChoice) -> TaggerModel:
    """A pretrained model alone, under a project's names for its labels. Only for child processes."""
    return alone(load_tagger(pretrained_model(chosen.name)), chosen)


def alone(tagger: TaggerModel, chosen: PretrainedChoice, with_encoder: bool = True) -> TaggerModel:
    """A model of lessons as it suggests before a project has its own, under the project's names for its labels."""
    outer, inner = tagger.outer, tagger.inner
    field = RenamedField(outer.crf, chosen.labels)
    opinions = _encoder_opinion(chosen, field.tags, 0) if with_encoder else []
    return TaggerModel(
        Level(outer.crf, outer.seen_strings, field, _FLOOR, opinions),
        Level(inner.crf, inner.seen_strings, RenamedField(inner.crf, chosen.labels), _FLOOR) if inner else None,
    )


def second_opinion(chosen: PretrainedChoice, tags: Sequence[str], weight: float) -> SecondOpinion | None:
    """The encoder's, which was taught the labels of the news. ``weight``: of it, 0..1."""
    return SecondOpinion(chosen.labels, tags, weight) if chosen.name == NEWS else None


def _encoder_opinion(chosen: PretrainedChoice, tags: Sequence[str], articles: int) -> list[Opinion]:
    second = second_opinion(chosen, tags, encoder_weight(articles))
    return [] if second is None else [second]


def mixed_tagger(own: TaggerModel, chosen: PretrainedChoice, articles: int) -> TaggerModel:
    """A project's own model, of so many corrected articles, mixed with a pretrained one. Only for child processes."""
    weight = pretrained_weight(articles)
    mixture = Mixture(pretrained_field(chosen), own.outer.crf, weight)
    floor = _FLOOR.mixed(OWN_FLOOR, weight)
    opinions = _encoder_opinion(chosen, mixture.tags, articles)
    if own.trust.articles:
        opinions.append(AdviserOpinion(mixture.tags, own.trust))
    return TaggerModel(Level(own.outer.crf, own.outer.seen_strings, mixture, floor, opinions), own.inner, own.trust)


def training_articles(name: str) -> list[CorrectedArticle]:
    """The articles that a pretrained model is made from, in a fixed order, with all spans.

    ValueError where the program is installed: the articles come with the source code only.
    """
    return [article for folder in _LESSONS.get(name, (name,)) for article in lessons(folder)]


def lessons(name: str) -> list[CorrectedArticle]:
    """The articles in one folder, in the order of their names. ValueError as above."""
    folder = resources.files("nhan.resources") / "training" / name
    if not folder.is_dir():
        raise ValueError(f"{folder}: the training articles come with the source code only")
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".txt")), key=lambda each: each.name)
    return [parse(each.name.removesuffix(".txt"), each.read_text(encoding="utf-8")) for each in files]


def make(name: str) -> bytes:
    """The file of a pretrained model, from a training."""
    return lzma.compress(trained(name, training_articles(name)))


def trained(name: str, articles: Sequence[CorrectedArticle]) -> bytes:
    """What becomes of these articles by the training of that pretrained model."""
    return train_model(articles, TokenizedArticles(Disk(), None, encoder=0), "", schedule=_SCHEDULES.get(name))


if __name__ == "__main__":
    for each in PRETRAINED:
        Path(str(resources.files("nhan.resources") / "learning" / _file(each))).write_bytes(make(each))
