"""What the card and the description for machines are made of."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from nhan.core.adjudication.gold import ADJUDICATE
from nhan.core.adjudication.rules import RULES
from nhan.core.adjudication.same import ADJUDICATE_SAME
from nhan.core.agreement.result import Agreement
from nhan.core.doubts.answering import KEEP, TAKE
from nhan.core.formats.format import Format
from nhan.core.labels import LabelSet
from nhan.core.model import Span
from nhan.core.operations.in_bulk import TOGETHER_VERBS
from nhan.core.releases.about import About
from nhan.core.releases.manifest import ReleasedArticle
from nhan.core.releases.split import Split

HUGGING_FACE = ("hf-parquet", "hf-jsonl", "jsonl")  # formats that ``datasets`` loads, the best first
HF_SPLITS = {Split.TRAIN: "train", Split.DEV: "validation", Split.TEST: "test"}


class DecidedHow(StrEnum):
    """How a span of the gold came to stand."""

    SINGLY = "singly"
    IN_BULK = "in_bulk"  # together with others, by one key or one command
    BY_ADJUDICATION = "by_adjudication"
    ADJUDICATED_TOGETHER = "adjudicated_together"  # at one of several places that are alike
    BY_RULE = "by_rule"  # all had it, or a rule chose it
    DOUBTED = "doubted"  # a doubt pointed at it, and it was kept
    CHANGED_AFTER_DOUBT = "changed_after_doubt"
    UNSAID = "unsaid"  # it came as confirmed from a file


_BY_VERB = {
    ADJUDICATE: DecidedHow.BY_ADJUDICATION,
    ADJUDICATE_SAME: DecidedHow.ADJUDICATED_TOGETHER,
    KEEP: DecidedHow.DOUBTED,
    TAKE: DecidedHow.CHANGED_AFTER_DOUBT,
}


def decided_how(span: Span) -> DecidedHow:
    """By what its record says."""
    decision = span.decision
    if decision is None:
        return DecidedHow.UNSAID
    if decision.by in RULES:
        return DecidedHow.BY_RULE
    if decision.verb in _BY_VERB:
        return _BY_VERB[decision.verb]
    return DecidedHow.IN_BULK if decision.verb in TOGETHER_VERBS else DecidedHow.SINGLY


class ReleaseFacts(msgspec.Struct, frozen=True, kw_only=True):
    """``paths``: by format and part, the file or the folder; ``decided``: how spans were, and how many so;
    ``lost``: spans that a format has no place for, by format."""

    about: About
    project: str
    labels: LabelSet
    articles: tuple[ReleasedArticle, ...]
    formats: list[Format]
    paths: Mapping[str, Mapping[Split, str]]
    agreement: Agreement | None
    decided: Mapping[DecidedHow, int]
    lost: Mapping[str, int] = {}
    program: str

    @property
    def title(self) -> str:
        return self.about.title or self.project

    def of(self, split: Split | None = None) -> list[ReleasedArticle]:
        """The articles of a part, or all."""
        return [each for each in self.articles if split is None or each.split is split]

    def spans(self, label: str, split: Split | None = None) -> int:
        """How many spans of a label."""
        return sum(name == label for each in self.of(split) for _, _, name in each.spans)

    @property
    def empty(self) -> list[Split]:
        """The parts without an article."""
        return [split for split in Split if not self.of(split)]

    @property
    def loadable(self) -> str:
        """The format that ``datasets`` loads; "" where none of them does."""
        return next((name for name in HUGGING_FACE if name in self.paths), "")
