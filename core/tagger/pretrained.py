"""The pretrained models: they come with the program, trained on articles that were written and labelled for it.

One suggests, with the encoder, until a project has a model of its own; later their probabilities are averaged, with
weights that fall with every corrected article. ``python -m nhan.core.tagger.pretrained`` trains them again.
"""

import lzma
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from msgspec.structs import replace

from nhan.core.store.disk import Disk
from nhan.core.tagger.advice.opinion import AdviserOpinion
from nhan.core.tagger.crf.adapter import Crf, Field
from nhan.core.tagger.crf.further import FurtherOpinion, WidenedField, told_apart
from nhan.core.tagger.crf.mixture import Mixture, RenamedField
from nhan.core.tagger.decoding import Floor
from nhan.core.tagger.encoder.second_opinion import SecondOpinion
from nhan.core.tagger.further import train_further
from nhan.core.tagger.inline_spans import parse
from nhan.core.tagger.model import OWN_FLOOR, Level, Schedule, TaggerModel, load_tagger
from nhan.core.tagger.model_file import ModelFile, decode
from nhan.core.tagger.opinion import Opinion
from nhan.core.tagger.pretrained_choice import FURTHER, FURTHER_LABELS, KINDS, NEWS, PRETRAINED, PretrainedChoice
from nhan.core.tagger.training import TokenizedArticles, train_model
from nhan.core.tagger.training_example import CorrectedArticle

_LESSONS = {
    NEWS: (NEWS, "prose"),
    FURTHER: ("prose", FURTHER),
}  # the folders of a model's articles, where there are more than one
# Nobody waits for this training, so it may go on until it hardly moves: where a quick one stops is in part chance.
_SCHEDULES = {NEWS: Schedule(80, 1.0)}
_GENERAL = "MISC"  # the label that kinds of names are told apart from
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
    field = _widened(RenamedField(outer.crf, chosen.labels), chosen)
    opinions = _opinions(chosen, field.tags, 0) if with_encoder else []
    return TaggerModel(
        Level(outer.crf, outer.seen_strings, field, _FLOOR, opinions),
        Level(inner.crf, inner.seen_strings, RenamedField(inner.crf, chosen.labels), _FLOOR) if inner else None,
    )


def second_opinion(chosen: PretrainedChoice, tags: Sequence[str], weight: float) -> SecondOpinion | None:
    """The encoder's, which was taught the labels of the news. ``weight``: of it, 0..1."""
    return SecondOpinion(chosen.labels, tags, weight) if chosen.name == NEWS else None


def _opinions(chosen: PretrainedChoice, tags: Sequence[str], articles: int) -> list[Opinion]:
    """The encoder's, and that of the small model of further labels."""
    second = second_opinion(chosen, tags, encoder_weight(articles))
    found: list[Opinion] = [] if second is None else [second]
    if chosen.further:
        field, kinds = _further_field(chosen), [chosen.further[each] for each in KINDS if each in chosen.further]
        mixed = told_apart(field.tags, chosen.labels.get(_GENERAL), kinds)
        found.append(FurtherOpinion(field, mixed, tags, pretrained_weight(articles)))
    return found


def _further_field(chosen: PretrainedChoice) -> RenamedField:
    general = {_GENERAL: chosen.labels[_GENERAL]} if _GENERAL in chosen.labels else {}
    return RenamedField(_field(FURTHER), {**chosen.further, **general})


def _widened(field: Field, chosen: PretrainedChoice) -> Field:
    return WidenedField(field, _further_field(chosen).tags) if chosen.further else field


def mixed_tagger(own: TaggerModel, chosen: PretrainedChoice, articles: int) -> TaggerModel:
    """A project's own model, of so many corrected articles, mixed with a pretrained one. Only for child processes."""
    weight = pretrained_weight(articles)
    field = _widened(Mixture(pretrained_field(chosen), own.outer.crf, weight), chosen)
    floor = _FLOOR.mixed(OWN_FLOOR, weight)
    opinions = _opinions(chosen, field.tags, articles)
    if own.trust.articles:
        opinions.append(AdviserOpinion(field.tags, own.trust))
    return TaggerModel(Level(own.outer.crf, own.outer.seen_strings, field, floor, opinions), own.inner, own.trust)


def training_articles(name: str) -> list[CorrectedArticle]:
    """The articles that a pretrained model is made from, in a fixed order, with all spans that are for it.

    ValueError where the program is installed: the articles come with the source code only.
    """
    return [each for folder in _LESSONS.get(name, (name,)) for each in lessons(folder, further=name == FURTHER)]


def lessons(name: str, *, further: bool = False) -> list[CorrectedArticle]:
    """The articles in one folder, in the order of their names. ``further``: with the spans of further labels, and
    ``[MISC [EVENT SEA Games 33]]`` as the event that it is. ValueError as above."""
    folder = resources.files("nhan.resources") / "training" / name
    if not folder.is_dir():
        raise ValueError(f"{folder}: the training articles come with the source code only")
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".txt")), key=lambda each: each.name)
    found = (parse(each.name.removesuffix(".txt"), each.read_text(encoding="utf-8")) for each in files)
    return list(map(_told_apart if further else _without_further, found))


def _without_further(article: CorrectedArticle) -> CorrectedArticle:
    return replace(article, spans=[span for span in article.spans if span[2] not in FURTHER_LABELS])


def _told_apart(article: CorrectedArticle) -> CorrectedArticle:
    further = {span[:2] for span in article.spans if span[2] in FURTHER_LABELS}
    return replace(article, spans=[each for each in article.spans if each[2] != _GENERAL or each[:2] not in further])


def make(name: str) -> bytes:
    """The file of a pretrained model, from a training."""
    return lzma.compress(trained(name, training_articles(name)))


def trained(name: str, articles: Sequence[CorrectedArticle]) -> bytes:
    """What becomes of these articles by the training of that pretrained model."""
    tokenizer = TokenizedArticles(Disk(), None, encoder=0)
    if name == FURTHER:
        return train_further(articles, tokenizer)
    return train_model(articles, tokenizer, "", schedule=_SCHEDULES.get(name))


if __name__ == "__main__":
    for each in (*PRETRAINED, FURTHER):
        Path(str(resources.files("nhan.resources") / "learning" / _file(each))).write_bytes(make(each))
