"""Five models, each trained without a fifth of the articles, so that every article is read by one that never saw it."""

import hashlib
from collections.abc import Callable, Iterator, Sequence

from nhan.core.tagger.model import Level, PreparedExample, learn

FOLDS = 5


def cold_readings(
    examples: Sequence[PreparedExample], seen: Callable[[int], None] = lambda _: None
) -> Iterator[tuple[PreparedExample, Level]]:
    """Each example with the model that is to be asked about it: nothing of the article is in it.

    Which articles are asked together depends on their ids alone. ``seen`` is told how many of the models are trained.
    Of articles without a span nothing is learned, and nothing comes.
    """
    order = sorted(examples, key=lambda each: hashlib.sha256(each.example.article.encode()).digest())
    for number in range(FOLDS):
        seen(number)
        asked, others = order[number::FOLDS], [each for at, each in enumerate(order) if at % FOLDS != number]
        if asked and any(each.example.spans for each in others):
            level = learn(others).outer
            yield from ((each, level) for each in asked)
