"""What came of asking for one article's suggestions: spans, or why there are none."""

import msgspec

from nhan.core.messages import Message
from nhan.core.model import Span
from nhan.core.suggest.protocol import Found
from nhan.core.suggestion import to_spans
from nhan.core.workers.channel import Refused


class Suggested(msgspec.Struct, frozen=True):
    """What was proposed for an article, and by whom."""

    article: str
    spans: tuple[Span, ...]
    name: str
    version: str


class SuggestFailed(msgspec.Struct, frozen=True):
    """Why there is no answer. Asking again is a retry. ``article`` is "" where none was asked about."""

    article: str
    message: Message


Outcome = Suggested | SuggestFailed


def outcome(article: str, answer: Found | Refused) -> Outcome:
    """A child process's answer about an article."""
    if isinstance(answer, Refused):
        return SuggestFailed(article, answer.message)
    spans = to_spans(article, answer.name, answer.version, answer.suggestions)
    return Suggested(article, spans, answer.name, answer.version)
