"""Doubts over a set of corrected articles, the most doubtful first. Only child processes use it: it trains models.

A model is *cold*: it is told nothing of an article, also not what is decided above, since who errs all through an
article would convince it. Of spans inside spans it says nothing.
"""

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from nhan.core.doubts.by_model import ColdReader
from nhan.core.doubts.by_words import WordsElsewhere
from nhan.core.doubts.doubt import Doubt
from nhan.core.doubts.folds import FOLDS, cold_readings
from nhan.core.doubts.opinion import PlaceOpinion
from nhan.core.doubts.stops import in_order, stops
from nhan.core.suggestion import outermost
from nhan.core.tagger.model import prepare_cold
from nhan.core.tagger.pretrained_choice import PretrainedChoice
from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training_example import CorrectedArticle, TrainingExample, training_example

Seen = Callable[[int, int], None]  # done, of


def find_doubts(
    articles: Sequence[CorrectedArticle],
    tokenizer: Callable[[str], Tokenized],
    starter: PretrainedChoice | None = None,
    seen: Seen = lambda _, __: None,
    *,
    words_only: bool = False,
) -> list[Doubt]:
    """One for each name, label and article, and for each name that may be missing. The order of articles is nothing.

    ``starter``: a pretrained model that is asked beside those of the articles, where one knows the labels. Where none
    can be trained, words speak alone, as with ``words_only``. ``seen`` is told how far it is: one step an article to be
    read, and as many for all models as for all articles.
    """
    articles = sorted(articles, key=lambda each: each.article)
    total = len(articles) * (1 if words_only else 2)
    examples: list[TrainingExample] = []
    for number, article in enumerate(articles):
        seen(number, total)
        examples.append(replace(training_example(article, tokenizer(article.text)), inner=[]))
    words = WordsElsewhere(examples)
    spans = {article.article: outermost(article.spans) for article in articles}
    read: dict[str, list[Doubt]] = {}

    def told(example: TrainingExample, found: Iterator[PlaceOpinion]) -> None:
        read[example.article] = list(stops(example, spans[example.article], words, found))

    if not words_only:

        def trained(number: int) -> None:
            seen(len(articles) + len(articles) * number // FOLDS, total)

        for prepared, level in cold_readings([prepare_cold(each) for each in examples], trained):
            told(prepared.example, ColdReader.of(level, starter, len(examples)).opinions(prepared))
    for example in examples:
        if example.article not in read:
            told(example, words.opinions(example))
    seen(total, total)
    return in_order(doubt for its in read.values() for doubt in its)
