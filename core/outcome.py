"""What comes of an edit that a session was asked for: callers match it to the end."""

import msgspec

from nhan.core.messages import Message, NhanError
from nhan.core.model import Change, Rejected
from nhan.core.system_reason import reason_of


class Failed(msgspec.Struct, frozen=True):
    """A file could not be read that had to be: nothing was applied, the last good state stands."""

    message: Message


Outcome = Change | Rejected | Failed


def refusal(error: NhanError | OSError) -> Rejected | Failed:
    """Why there was no edit."""
    if isinstance(error, NhanError):
        return Rejected(error.message.key, error.message.fields)
    return Failed(Message("session.not_read", {"reason": reason_of(error)}))


def not_sealed(error: NhanError | OSError) -> Message:
    """Why a session's journals stay where they are when it is closed: the next start takes them over."""
    if isinstance(error, NhanError):
        return error.message
    return Message("session.not_sealed", {"reason": reason_of(error)})
