"""The one table of commands."""

from nhan.core.cli.command import Command
from nhan.core.cli.commands import (
    backup,
    check,
    evaluate,
    export,
    import_,
    new,
    recover,
    resolve,
    restore,
    set_,
    simulate,
    status,
    suggest,
    train,
)

COMMANDS: tuple[Command, ...] = (
    new.COMMAND,
    import_.COMMAND,
    suggest.COMMAND,
    export.COMMAND,
    status.COMMAND,
    set_.COMMAND,
    check.COMMAND,
    recover.COMMAND,
    resolve.COMMAND,
    backup.COMMAND,
    restore.COMMAND,
    train.COMMAND,
    simulate.COMMAND,
    evaluate.COMMAND,
)
