"""When to learn anew: often while it is cheap and every article counts, less often later."""

from nhan.core.labels import LabelSet
from nhan.core.learning.choice import starter_serves
from nhan.core.learning.rules import LABELS

WITH_RULES = 3  # articles before the learned model beats the rules, where they know the labels
_EVERY = ((60, 1), (90, 3), (160, 8))  # up to so many articles, train each time so many more are done
_LATER = 20


def first_due(labels: LabelSet) -> int:
    """After how many corrected articles the first model is trained: at once, unless the rules would be better."""
    without_starter = any(labels.meant(name) for name in LABELS) and not starter_serves(labels)
    return WITH_RULES if without_starter else 1


def step(articles: int) -> int:
    """How many more articles are worth a new model when so many are learned from."""
    return next((every for limit, every in _EVERY if articles < limit), _LATER)


def due(articles: int, first: int) -> bool:
    """Whether a model is trained right after so many corrected articles."""
    return articles >= first and (articles == first or articles % step(articles) == 0)
