"""The corrected articles of a project, and what its model has not seen of them."""

from collections.abc import Sequence

from nhan.core.tagger.model_file import ModelFile, studied
from nhan.core.tagger.training_example import CorrectedArticle


class Unseen:
    """What a model was not made from: articles by id, and a count of edits."""

    def __init__(self) -> None:
        self.new: set[str] = set()  # articles that the model does not know
        self.edited: set[str] = set()  # articles that it knows otherwise
        self.edits = 0  # made in corrected articles since the model was made


class TrainingSet:
    """What a training learns from now, compared with what the last one learned from."""

    def __init__(self) -> None:
        self._articles: dict[str, CorrectedArticle] = {}
        self._known: dict[tuple[str, str], int] = {}  # the model's spans, by article and hash of its text
        self._own: set[str] = set()  # corrected articles among those
        self._reopened: set[str] = set()  # articles that were taken out in this session
        self._in_training = Unseen()
        self.trained_on = 0  # articles of the model; 0 = there is none
        self.unseen = Unseen()
        self.on_hold = False  # the last training was stopped or failed, and nothing new has come since

    def __len__(self) -> int:
        return len(self._articles)

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._articles

    def know(self, model: ModelFile) -> None:
        """Take this for the project's model. Call before the first ``put``."""
        self._known = {(each.article, each.text_sha256): each.spans for each in model.studied}
        self.trained_on = len(model.studied)

    def put(self, article: CorrectedArticle) -> bool:
        """Take in an article as it is corrected now. Returns whether it brings anything new."""
        name, before = article.article, self._articles.get(article.article)
        self._articles[name] = article
        if before is not None:
            differs = before.spans != article.spans
        else:
            (record,) = studied([article])
            spans = self._known.get((name, record.text_sha256))
            differs = spans != record.spans or name in self._reopened
            if spans is not None:
                self._own.add(name)
        if differs:
            (self.unseen.edited if name in self._own else self.unseen.new).add(name)
            self.on_hold = False
        return differs

    def drop(self, article_id: str) -> None:
        """Take out an article that is not done any more."""
        if self._articles.pop(article_id, None) is not None:
            self._reopened.add(article_id)
            self.unseen.new.discard(article_id)
            self.unseen.edited.discard(article_id)

    def in_order(self, finished: Sequence[str]) -> list[CorrectedArticle]:
        """The articles, newest last: those that nobody has ``finished`` (they came corrected), then the others."""
        place = {name: at for at, name in enumerate(finished)}
        return sorted(self._articles.values(), key=lambda each: place.get(each.article, -1))

    @property
    def foreign(self) -> bool:
        """Whether the model was made from other articles: a few of these are no reason to lose it."""
        return 2 * len(self._own) < self.trained_on

    @property
    def any_span(self) -> bool:
        return any(each.spans for each in self._articles.values())

    # -- a training -----------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """A training begins on all of this. From now on, what comes while it runs is unseen."""
        self._in_training, self.unseen = self.unseen, Unseen()

    def succeed(self, model: ModelFile) -> None:
        """The training has ended with this model, which is the project's from now on."""
        self._in_training = Unseen()
        self.know(model)
        self._own = {each.article for each in model.studied}

    def fail(self) -> None:
        """The training has ended without a model: what it was to learn is unseen again."""
        taken, self._in_training = self._in_training, Unseen()
        self.unseen.new |= taken.new & self._articles.keys()
        self.unseen.edited |= taken.edited & self._articles.keys() - self.unseen.new
        self.unseen.edits += taken.edits
        self.on_hold = True
