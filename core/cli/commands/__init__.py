"""The one table of commands."""

from nhan.core.cli.command import Command
from nhan.core.cli.commands import (
    backup,
    check,
    delete,
    evaluate,
    export,
    import_,
    label,
    new,
    recover,
    report,
    resolve,
    restore,
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
    report.COMMAND,
    set_.COMMAND,
    label.COMMAND,
    delete.COMMAND,
    undo.COMMAND,
    check.COMMAND,
    recover.COMMAND,
    resolve.COMMAND,
    backup.COMMAND,
    restore.COMMAND,
    train.COMMAND,
    simulate.COMMAND,
    evaluate.COMMAND,
)
