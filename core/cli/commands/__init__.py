"""The one table of commands."""

from nhan.core.cli.command import Command
from nhan.core.cli.commands import check, export, import_, new, status, suggest

COMMANDS: tuple[Command, ...] = (
    new.COMMAND,
    import_.COMMAND,
    suggest.COMMAND,
    export.COMMAND,
    status.COMMAND,
    check.COMMAND,
)
