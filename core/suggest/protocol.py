"""What the program asks its suggesting child processes, and what they answer."""

from typing import Any

import msgspec

from nhan.core.suggest.remote.limits import LIMIT_S, PIECE
from nhan.core.suggestion import ADDRESS, ADVISER, Labelled, Suggestion
from nhan.core.workers.channel import Channel, Sentences

PATIENCE = 120.0  # seconds that any request may take; starting a child on a busy machine is part of it
PER_MILLION = 600.0  # seconds more per million code points; some hundred times what they should need
TRIES = 2  # a text that kills two fresh children in a row is not tried again unasked


class Ready(msgspec.Struct, frozen=True, tag=True):
    """To the child: have this suggester ready, and say who it is."""

    suggester: str
    parameters: dict[str, Any] = {}


class SuggestFor(msgspec.Struct, frozen=True, tag=True):
    """To the child: what does this suggester propose for this text?"""

    suggester: str
    parameters: dict[str, Any]
    text: str


class FollowOn(msgspec.Struct, frozen=True, tag=True):
    """To the child: what is left to suggest, now that everything that starts before ``end`` is decided?

    ``confirmed``: start, end and label of what is right above, in code points.
    """

    suggester: str
    parameters: dict[str, Any]
    text: str
    confirmed: list[tuple[int, int, str]]
    end: int


class HowLikely(msgspec.Struct, frozen=True, tag=True):
    """To the child: how probable does this suggester hold exactly each of these places of a text, told nothing else?"""

    suggester: str
    parameters: dict[str, Any]
    text: str
    places: list[Labelled]


class CandidatesIn(msgspec.Struct, frozen=True, tag=True):
    """To the child: where in this text is this suggester unsure whether there is a span?"""

    suggester: str
    parameters: dict[str, Any]
    text: str


class WordsOf(msgspec.Struct, frozen=True, tag=True):
    """To the child: which words is this text made of?"""

    text: str


class Known(msgspec.Struct, frozen=True, tag=True):
    """From the child: the suggester that is ready, as it is recorded with its suggestions."""

    name: str
    version: str


class Found(msgspec.Struct, frozen=True, tag=True):
    """From the child: the suggestions, and who made them."""

    name: str
    version: str
    suggestions: list[Suggestion]


class Likely(msgspec.Struct, frozen=True, tag=True):
    """From the child: a probability for each place; None where the suggester cannot tell."""

    values: list[float | None]


class MayBe(msgspec.Struct, frozen=True, tag=True):
    """From the child: the places where there may be a span; none where the suggester cannot tell."""

    places: list[Labelled]


class Cut(msgspec.Struct, frozen=True, tag=True):
    """From the child: the words' ranges."""

    words: list[tuple[int, int]]


Request = Ready | SuggestFor | FollowOn | HowLikely | CandidatesIn | WordsOf
Answer = Known | Found | Likely | MayBe | Cut


def _patience(request: Request) -> float:
    length = 0 if isinstance(request, Ready) else len(request.text)
    served = isinstance(request, SuggestFor | FollowOn) and _is_served(request.parameters)
    waiting = LIMIT_S * (1 + 2 * length // PIECE) if served else 0  # pieces are whole lines, and more than half full
    return PATIENCE + PER_MILLION * length / 1_000_000 + waiting


def _is_served(parameters: dict[str, Any]) -> bool:
    """Whether a server is asked, by the suggester or by its adviser."""
    adviser = parameters.get(ADVISER, {})
    return ADDRESS in parameters or ADDRESS in adviser.get("parameters", {})


SUGGESTING = Channel[Request, Answer](
    "nhan.core.suggest.server",
    Request,
    Answer,
    Sentences(
        error="suggest.error",
        memory="suggest.memory",
        died="suggest.died",
        too_slow="suggest.too_slow",
        closed="suggest.closed",
    ),
    patience=_patience,
    tries=TRIES,
)
