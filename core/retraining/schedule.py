"""When to learn anew: often while it is cheap and every article counts, less often later."""

_EVERY = ((100, 1), (160, 5))  # up to so many articles, train each time so many more are done
_LATER = 20


def step(articles: int) -> int:
    """How many more articles are worth a new model when so many are learned from."""
    return next((every for limit, every in _EVERY if articles < limit), _LATER)


def due(articles: int) -> bool:
    """Whether a model is trained right after so many corrected articles."""
    return articles > 0 and articles % step(articles) == 0
