"""Why the system refused, in the user's language."""

import errno

from nhan.core.messages import Message

_KNOWN = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)


def reason_of(error: OSError) -> str | Message:
    """In words where we have them, else in the system's own."""
    if isinstance(error, _KNOWN):
        return Message(f"formats.system.{type(error).__name__}")
    if error.errno in (errno.ENOSPC, errno.EROFS):
        return Message(f"formats.system.{errno.errorcode[error.errno]}")
    return error.strerror or str(error)
