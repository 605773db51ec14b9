"""What comes of an edit that a session was asked for: callers match it to the end."""

import msgspec

from nhan.core.messages import Message, NhanError
from nhan.core.model import Change, Rejected


class Failed(msgspec.Struct, frozen=True):
    """The disk refused: nothing was applied, the last good state stands."""

    message: Message


Outcome = Change | Rejected | Failed


def refusal(error: NhanError | OSError) -> Rejected | Failed:
    """Why there was no edit."""
    if isinstance(error, NhanError):
        return Rejected(error.message.key, error.message.fields)
    return Failed(Message("session.not_saved", {"reason": error.strerror or str(error)}))
