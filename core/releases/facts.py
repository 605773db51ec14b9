"""What the card and the description for machines are made of."""

from collections.abc import Mapping

import msgspec

from nhan.core.agreement.result import Agreement
from nhan.core.formats.format import Format
from nhan.core.labels import LabelSet
from nhan.core.releases.about import About
from nhan.core.releases.manifest import ReleasedArticle
from nhan.core.releases.split import Split

HUGGING_FACE = ("hf-parquet", "hf-jsonl", "jsonl")  # formats that ``datasets`` loads, the best first
HF_SPLITS = {Split.TRAIN: "train", Split.DEV: "validation", Split.TEST: "test"}


class ReleaseFacts(msgspec.Struct, frozen=True, kw_only=True):
    """``paths``: by format and part, the file or the folder; ``verbs``: by what spans were decided, and how often;
    ``lost``: spans that a format has no place for, by format."""

    about: About
    project: str
    labels: LabelSet
    articles: tuple[ReleasedArticle, ...]
    formats: list[Format]
    paths: Mapping[str, Mapping[Split, str]]
    agreement: Agreement | None
    verbs: Mapping[str, int]
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
    def loadable(self) -> str:
        """The format that ``datasets`` loads; "" where none of them does."""
        return next((name for name in HUGGING_FACE if name in self.paths), "")
