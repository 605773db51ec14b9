"""What there is to learn from and what the project's model does not know of it: whether a training is due."""

from collections.abc import Sequence

from nhan.core.retraining.schedule import step
from nhan.core.tagger.model_file import ModelFile, studied
from nhan.core.tagger.training_example import CorrectedArticle

FIRST = 1  # done articles that a first model is made from
MANY_EDITS = 60  # in done articles, after which a model is trained whatever the schedule says
OWN_ENOUGH = 50  # corrected articles that may replace a model from another project, at the latest


class TrainingPolicy:
    """The corrected articles, against those that a model was made from."""

    def __init__(self) -> None:
        self._lessons: dict[str, CorrectedArticle] = {}
        self._known: dict[tuple[str, str], int] = {}  # spans, by article and hash of its text
        self._own: set[str] = set()  # corrected articles among those
        self._touched: set[str] = set()  # articles that were put in or taken out since the model was read
        self.trained_on = 0  # articles of the model; 0 = there is none
        self.fresh: set[str] = set()  # articles that the model does not know
        self.edited: set[str] = set()  # articles that it knows otherwise
        self.edits = 0  # in corrected articles, since the model was made

    def __len__(self) -> int:
        return len(self._lessons)

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._lessons

    def know(self, model: ModelFile) -> None:
        """This is the project's model. Ask before the first ``put``."""
        self._known = {(each.article, each.text_sha256): each.spans for each in model.studied}
        self.trained_on = len(model.studied)

    def put(self, lesson: CorrectedArticle) -> bool:
        """Take in an article as it is corrected now. Whether that is something new."""
        name, before = lesson.article, self._lessons.get(lesson.article)
        self._lessons[name] = lesson
        if before is not None:
            new = before.spans != lesson.spans
        else:
            (record,) = studied([lesson])
            spans = self._known.get((name, record.text_sha256))
            new = spans != record.spans or name in self._touched
            if spans is not None:
                self._own.add(name)
        if new:
            (self.edited if name in self._own else self.fresh).add(name)
        return new

    def drop(self, article_id: str) -> None:
        """The article is not done any more."""
        if self._lessons.pop(article_id, None) is not None:
            self._touched.add(article_id)
            self.fresh.discard(article_id)
            self.edited.discard(article_id)

    def in_order(self, finished: Sequence[str]) -> list[CorrectedArticle]:
        """The newest last: articles that nobody has ``finished`` (they came corrected), then the others."""
        place = {name: at for at, name in enumerate(finished)}
        return sorted(self._lessons.values(), key=lambda lesson: place.get(lesson.article, -1))

    # -- when it is time ------------------------------------------------------------------------------------------

    @property
    def foreign(self) -> bool:
        """Whether the model was made from other articles: a few of these are no reason to lose it."""
        return 2 * len(self._own) < self.trained_on

    @property
    def missing(self) -> int:
        """How many more articles have to be done before a model is trained by the schedule; 0 = it is time."""
        if not self.trained_on:
            return max(0, FIRST - len(self._lessons))
        if self.foreign:
            return max(0, min(OWN_ENOUGH, self.trained_on) - len(self._lessons))
        return max(0, step(self.trained_on) - len(self.fresh))

    @property
    def due(self) -> bool:
        """Whether it is time, and there is a span to learn from."""
        enough = self.missing == 0 and bool(self.fresh)
        return (enough or (self.edits >= MANY_EDITS and not self.foreign)) and self._any_span

    @property
    def worthwhile(self) -> bool:
        """Whether a pause is reason enough: there is something new, and a model of these articles to make better."""
        return self.trained_on > 0 and not self.foreign and bool(self.fresh or self.edited) and self._any_span

    @property
    def _any_span(self) -> bool:
        return any(lesson.spans for lesson in self._lessons.values())

    # -- a training -----------------------------------------------------------------------------------------------

    def begin(self) -> "TakenExamples":
        """A training begins on what there is: from now on counts what comes while it runs."""
        taken = TakenExamples(self.fresh, self.edited, self.edits)
        self.fresh, self.edited, self.edits = set(), set(), 0
        return taken

    def succeed(self, model: ModelFile) -> None:
        """The training has ended well: this is the project's model."""
        self.know(model)
        self._own = {each.article for each in model.studied}

    def fail(self, taken: "TakenExamples") -> None:
        """It has not: what it was to learn is as new as before."""
        self.fresh |= taken.fresh & self._lessons.keys()
        self.edited |= taken.edited & self._lessons.keys() - self.fresh
        self.edits += taken.edits


class TakenExamples:
    """What a training that has begun is to learn."""

    def __init__(self, fresh: set[str], edited: set[str], edits: int) -> None:
        self.fresh, self.edited, self.edits = fresh, edited, edits
