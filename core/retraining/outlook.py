"""What comes next for a project's model, as a value that each front end puts into words."""

import msgspec


class ReadingOnly(msgspec.Struct, frozen=True):
    """Nothing is trained: somebody else writes in this project."""


class InTraining(msgspec.Struct, frozen=True):
    """A training is under way."""


class Collecting(msgspec.Struct, frozen=True):
    """The corrected articles are still being collected."""


class OnDemand(msgspec.Struct, frozen=True):
    """Only when a person asks: the annotator has switched training by itself off."""


class OwnModelAfter(msgspec.Struct, frozen=True):
    """So many more articles, and a model of this project replaces the one from another."""

    articles: int


class FirstModelAfter(msgspec.Struct, frozen=True):
    """So many more articles, and there is a model."""

    articles: int


class Behind(msgspec.Struct, frozen=True):
    """The model does not know so many articles, and knows so many otherwise than they are now. Not both are 0."""

    new: int
    edited: int


class UpToDate(msgspec.Struct, frozen=True):
    """The model knows everything that is done."""


Outlook = ReadingOnly | InTraining | Collecting | OnDemand | OwnModelAfter | FirstModelAfter | Behind | UpToDate
