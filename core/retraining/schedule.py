"""How much that is new is worth a training: little while it is cheap and every article counts, more later."""

from nhan.core.retraining.training_set import TrainingSet

FIRST = 1  # done articles that a first model is made from
MANY_EDITS = 60  # in done articles, after which a model is trained however many articles are new
OWN_ENOUGH = 50  # corrected articles that may replace a model from another project, at the latest

_EVERY = ((100, 1), (160, 5))  # up to so many articles, train each time so many more are done
_LATER = 20


def step(articles: int) -> int:
    """How many more articles are worth a new model when the last one was made from so many."""
    return next((every for limit, every in _EVERY if articles < limit), _LATER)


def due(articles: int) -> bool:
    """Whether a model is trained right after so many corrected articles."""
    return articles > 0 and articles % step(articles) == 0


def missing(given: TrainingSet) -> int:
    """How many more articles have to be done before the next model; 0 = enough are."""
    if not given.trained_on:
        return max(0, FIRST - len(given))
    if given.foreign:
        return max(0, min(OWN_ENOUGH, given.trained_on) - len(given))
    return max(0, step(given.trained_on) - len(given.unseen.new))


def worth_training(given: TrainingSet) -> bool:
    """Whether a model is worth its time at once, whatever the annotator does meanwhile."""
    enough = missing(given) == 0 and bool(given.unseen.new)
    return (enough or (given.unseen.edits >= MANY_EDITS and not given.foreign)) and given.any_span


def worth_a_pause(given: TrainingSet) -> bool:
    """Whether a model is worth its time in a pause: there is one of these articles, and it can be made better."""
    behind = bool(given.unseen.new or given.unseen.edited)
    return given.trained_on > 0 and not given.foreign and behind and given.any_span
