"""The one table of commands."""

from nhan.core.cli.command import Command
from nhan.core.cli.commands import (
    check,
    delete,
    evaluate,
    export,
    import_,
    label,
    new,
    set_,
    simulate,
    status,
    suggest,
    train,
    undo,
)

COMMANDS: tuple[Command, ...] = (
    new.COMMAND,
    import_.COMMAND,
    suggest.COMMAND,
    export.COMMAND,
    status.COMMAND,
    set_.COMMAND,
    label.COMMAND,
    delete.COMMAND,
    undo.COMMAND,
    check.COMMAND,
    train.COMMAND,
    simulate.COMMAND,
    evaluate.COMMAND,
)
