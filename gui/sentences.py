"""What went wrong with a file, in words for people."""

from nhan.core.messages import Message, NhanError
from nhan.core.system_reason import reason_of


def sentence(error: NhanError | OSError) -> Message:
    """The message of an error that people can put right."""
    if isinstance(error, NhanError):
        return error.message
    return Message("cli.disk", {"file": error.filename or "?", "reason": reason_of(error)})
