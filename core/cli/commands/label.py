"""``nhan label``: renames, merges or deletes a label, for everybody; who has spans that bear it is said first."""

import argparse
from pathlib import Path
from typing import assert_never

from nhan.core.cli.command import Command, Say
from nhan.core.cli.parser import UsageError
from nhan.core.cli.reading import add_annotator, wanted
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.writing import done, open_to_write
from nhan.core.corpus_change import WorkedOut, delete_label_everywhere, make_ready
from nhan.core.curation.usage import in_words, label_usage
from nhan.core.messages import Message, NhanError
from nhan.core.model import Change, Rejected
from nhan.core.operations import merge_labels, rename_label
from nhan.core.session import Session

RENAME, MERGE, DELETE = "rename", "merge", "delete"


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("what", choices=(RENAME, MERGE, DELETE), help=say("cli.help.label.what"))
    parser.add_argument("label", metavar="LABEL", help=say("cli.help.label.label"))
    parser.add_argument("other", metavar="OTHER", nargs="?", default="", help=say("cli.help.label.other"))
    parser.add_argument("--yes", action="store_true", help=say("cli.help.yes"))
    add_annotator(parser, say)
    parser.set_defaults(usage=parser.format_usage())


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    if (given.what == DELETE) is bool(given.other):
        raise UsageError(Message(f"cli.label.other_{'none' if given.other else 'missing'}"), given.usage)
    with open_to_write(given.folder, wanted(given), terminal) as session:
        found = _work_out(session, given, terminal)
        if isinstance(found, Rejected):
            raise NhanError(found.reason, **found.fields)
        usages = label_usage(session.snapshot()).get(given.label, [])
        terminal.tell("cli.label.usage", label=given.label, usage=in_words(usages, terminal.language))
        if not given.yes:
            terminal.warn("cli.say_yes")
            return 1
        _commit(session, found)
    terminal.tell(f"cli.label.{given.what}", label=given.label, other=given.other)
    return 0


def _work_out(session: Session, given: argparse.Namespace, terminal: Terminal) -> WorkedOut | Change | Rejected:
    labels = session.project.labels
    match given.what:
        case "rename":
            return rename_label(labels, given.label, given.other)
        case "merge":
            return merge_labels(labels, given.label, given.other)
        case _:
            return delete_label_everywhere(session.snapshot(), given.label, terminal.pass_over)


def _commit(session: Session, found: WorkedOut | Change) -> None:
    match found:
        case Change():
            done(session.commit(found))
        case WorkedOut():
            done(session.commit_ready(make_ready(found, session.decision(found.change.verb))))
        case never:
            assert_never(never)


COMMAND = Command("label", "cli.help.label", arguments, run)
