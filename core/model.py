"""The vocabulary: Article, Span, Change, Rejected. Frozen values; nothing here does anything.

Offsets are Unicode code points (indices of a Python ``str``), half-open: ``text[start:end]``. ``gc=False``: a large
project holds millions of these, no circle goes through any, and whoever looks for circles would look at each.
"""

from collections.abc import Iterator
from enum import Enum
from typing import Any, Literal

import msgspec
from msgspec.structs import force_setattr

from nhan.core.labels import LabelSet


class SpanStatus(Enum):
    """What a person has said of a span. A *suggestion* is a span nobody has decided on."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"  # kept, so that the suggester can be measured and does not propose it again


class ArticleStatus(Enum):
    """Where an article stands in the queue. Those that an article can have are in ``STATUSES``."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    SKIPPED = "skipped"
    FLAGGED = "flagged"  # only in files of earlier versions: see ``ArticleState``


STATUSES = (ArticleStatus.NEW, ArticleStatus.IN_PROGRESS, ArticleStatus.DONE, ArticleStatus.SKIPPED)


class Source(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Who first proposed a span: a machine with its version, a person, or an imported file."""

    kind: Literal["machine", "human", "import"]
    name: str = ""
    version: str = ""


class Decision(msgspec.Struct, frozen=True, gc=False):
    """What a person last did to a span: the verb, the annotator, and when (UTC, ISO 8601)."""

    verb: str
    by: str
    at: str


Reading = tuple[int, int, str]  # where a span may be instead (code points), and its label there


class Span(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """A labelled stretch of one article's text. ``id`` is unique within the article."""

    id: str
    start: int  # code points
    end: int  # code points, exclusive; always > start
    label: str
    status: SpanStatus = SpanStatus.SUGGESTED
    source: Source = Source("human")
    confidence: float | None = None  # 0..1, the proposer's
    runner_up: str | None = None  # the proposer's second-best label
    readings: tuple[Reading, ...] = ()  # what else it may be, the likeliest first, as long as nobody has decided
    decision: Decision | None = None
    note: str = ""
    question: bool = False  # its note asks something of whoever curates
    stored: str = ""  # what files say of its label, where that label was merged into the one it has now
    extra: dict[str, Any] | None = None  # keys of the file that this version does not know; written back
    votes: dict[str, bool] | None = None  # adjudicated: by annotator, whether they had this span when it was decided

    @property
    def place(self) -> "Reading":
        """Where it is and what it says, without who says so."""
        return self.start, self.end, self.label

    @property
    def asks(self) -> bool:
        """Whether there is a question about it that is not settled by rejecting it."""
        return self.question and self.status is not SpanStatus.REJECTED


class PlaceAnswer(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What an annotator says to a place that was decided otherwise, or that is asked about."""

    start: int  # code points
    end: int
    to: str  # a digest of what it answers (see ``adjudication.otherwise``)
    said: str = ""  # "" = seen, and agreed
    question: bool = False  # what is said asks something of whoever curates

    @property
    def key(self) -> tuple[int, int, str]:
        """What it answers: there is one answer to it."""
        return self.start, self.end, self.to


class ArticleState(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What the annotator says of the article as a whole.

    ``bulk``: done by the bulk key, not reviewed one by one; ``flagged``: to be discussed, whatever its status is.
    """

    status: ArticleStatus = ArticleStatus.NEW
    note: str = ""
    bulk: bool = False
    flagged: bool = False
    answers: tuple[PlaceAnswer, ...] = ()  # in the order of ``PlaceAnswer.key``, one each

    @property
    def questions(self) -> int:
        """How many of the answers are questions."""
        return sum(each.question for each in self.answers)

    def __post_init__(self) -> None:
        if self.status is ArticleStatus.FLAGGED:  # a flag was a status, and took the place of whatever there was
            force_setattr(self, "status", ArticleStatus.IN_PROGRESS)
            force_setattr(self, "flagged", True)


class Article(msgspec.Struct, frozen=True, omit_defaults=True):
    """An imported article. Its text is never altered: not normalised, not trimmed, not re-wrapped."""

    id: str
    text: str
    title: str = ""
    meta: dict[str, Any] = {}


class Dispute(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What else was made of a span, or of the article's state, by somebody who did not see what stands in the article.

    It stays beside the article until a person settles it.
    """

    span: str = ""  # the id; "" = the article's state
    other: Span | None = None  # None: there it is taken out
    state: ArticleState | None = None


class ArticleEdit(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What a change does to one article: these spans out, those in; ``was`` becomes ``now`` (or neither is set).

    ``settled`` disputes are over, those ``raised`` are to be settled.
    """

    article: str
    removed: tuple[Span, ...] = ()
    added: tuple[Span, ...] = ()
    was: ArticleState | None = None
    now: ArticleState | None = None
    settled: tuple[Dispute, ...] = ()
    raised: tuple[Dispute, ...] = ()

    def inverse(self) -> "ArticleEdit":
        return ArticleEdit(self.article, self.added, self.removed, self.now, self.was, self.raised, self.settled)


class Retitled(msgspec.Struct, frozen=True, gc=False):
    """Another title for an article. "" = the title that it was imported with."""

    id: str  # not called "article": those that journals name so have a record
    was: str
    now: str


class GivenTo(msgspec.Struct, frozen=True, gc=False):
    """Articles that these people were to do, and those are from now on; nobody: they are not given out."""

    ids: tuple[str, ...]
    was: tuple[str, ...]
    now: tuple[str, ...]


class Dealing(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Among whom articles are dealt out: people by id, how many several of them do, what all begin with."""

    people: tuple[str, ...] = ()
    overlap: int = 0
    first: tuple[str, ...] = ()


class Assigned(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Other people for articles; None: nothing is given out."""

    was: Dealing | None = None
    now: Dealing | None = None
    given: tuple[GivenTo, ...] = ()

    def inverse(self) -> "Assigned":
        return Assigned(self.now, self.was, tuple(GivenTo(each.ids, each.now, each.was) for each in self.given))


class SettingEdit(msgspec.Struct, frozen=True, gc=False):
    """Another value of a setting of the project, as JSON; None: it says nothing."""

    name: str
    was: Any
    now: Any


class ProjectEdit(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What a change does to the project, for everybody: another label set, articles deleted, restored, renamed or
    given to people, other settings."""

    was: LabelSet | None = None
    now: LabelSet | None = None
    deleted: tuple[str, ...] = ()  # article ids
    restored: tuple[str, ...] = ()
    retitled: tuple[Retitled, ...] = ()
    assigned: Assigned | None = None
    settings: tuple[SettingEdit, ...] = ()

    def inverse(self) -> "ProjectEdit":
        retitled = tuple(Retitled(each.id, each.now, each.was) for each in self.retitled)
        assigned = self.assigned and self.assigned.inverse()
        settings = tuple(SettingEdit(each.name, each.now, each.was) for each in self.settings)
        return ProjectEdit(self.now, self.was, self.restored, self.deleted, retitled, assigned, settings)


class VotedVersion(msgspec.Struct, frozen=True, gc=False):
    """What some annotators had at a stop: span ids of the gold, none where they had nothing."""

    spans: tuple[str, ...]
    voters: tuple[str, ...]


class DecidedStop(msgspec.Struct, frozen=True, gc=False):
    """What a stop of adjudication was when it was decided, for the journal. ``taken``: span ids of the gold."""

    kind: str
    versions: tuple[VotedVersion, ...]
    taken: tuple[str, ...]


class Change(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One edit, one undo step, one journal line, one notice to the views. May reach into several articles.

    ``focus`` is the id of the span that should be active once the change is on screen ("" = none).
    ``machine`` marks what no person did (a batch of suggestions): undo passes over it.
    """

    verb: str
    edits: tuple[ArticleEdit, ...]
    focus: str = ""
    machine: bool = False
    project: ProjectEdit | None = None
    stop: DecidedStop | None = None

    def parts(self, size: int) -> "Iterator[Change]":
        """The same as several changes of at most ``size`` edits, for those who look at each edit in time; at least
        one."""
        for at in range(0, max(1, len(self.edits)), size):
            yield Change(
                self.verb, self.edits[at : at + size], self.focus, self.machine, None if at else self.project, self.stop
            )

    def inverse(self) -> "Change":
        edits = tuple(edit.inverse() for edit in reversed(self.edits))
        return Change(self.verb, edits, self.focus, self.machine, self.project and self.project.inverse(), self.stop)


MERGE = "merge"  # the verb of what came from outside


class Rejected(msgspec.Struct, frozen=True):
    """Why a verb refuses: a key of the message tables (``resources/messages``) and its fields."""

    reason: str
    fields: dict[str, Any] = {}
