"""``nhan label``: changes a label or the label set, for everybody; who has spans that it is about is said first."""

import argparse
from pathlib import Path
from typing import assert_never

from nhan.core.cli.command import Command, Say
from nhan.core.cli.label_options import LABEL_OPTIONS, described
from nhan.core.cli.parser import UsageError
from nhan.core.cli.reading import add_annotator, open_to_read, wanted
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.writing import done, open_to_write
from nhan.core.corpus_change import WorkedOut, delete_label_everywhere, make_ready
from nhan.core.curation.breaches import breaches, policy_of
from nhan.core.curation.usage import in_words, label_usage
from nhan.core.label_contrast import new_label, too_pale
from nhan.core.label_files import load_label_set, save_label_set
from nhan.core.labels import Overlap
from nhan.core.messages import Message, NhanError
from nhan.core.model import Change, Rejected
from nhan.core.operations import (
    add_label,
    describe_label,
    merge_labels,
    move_label,
    rename_label,
    set_overlap,
    take_label_set,
)
from nhan.core.session import Session

WHAT = ("add", "set", "move", "rename", "merge", "delete", "overlap", "import", "export")
WITH_OTHER, DESCRIBES, OF_ONE = ("move", "rename", "merge"), ("add", "set"), ("add", "set", "rename", "merge", "delete")

HARMLESS = ("add", "move")  # no span is touched by it


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("what", choices=WHAT, help=say("cli.help.label.what"))
    parser.add_argument("label", metavar="LABEL", help=say("cli.help.label.label"))
    parser.add_argument("other", metavar="OTHER", nargs="?", default="", help=say("cli.help.label.other"))
    for option in LABEL_OPTIONS:
        kind = "append" if option.several else "store"
        parser.add_argument(option.flag, metavar=option.metavar, action=kind, default=None, help=say(option.help))
    parser.add_argument("--yes", action="store_true", help=say("cli.help.yes"))
    add_annotator(parser, say)
    parser.set_defaults(usage=parser.format_usage())


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    _refuse_nonsense(given)
    if given.what == "export":
        labels = open_to_read(given.folder, wanted(given)).project.labels
        save_label_set(Path(given.label), labels, given.folder)
        terminal.tell("cli.label.export", label=given.label)
        return 0
    with open_to_write(given.folder, wanted(given), terminal) as session:
        found = _work_out(session, given, terminal)
        if isinstance(found, Rejected):
            raise NhanError(found.reason, **found.fields)
        change = found.change if isinstance(found, WorkedOut) else found
        _say_first(session, given, change, terminal)
        if not given.yes and given.what not in HARMLESS:
            terminal.warn("cli.say_yes")
            return 1
        _commit(session, found)
    terminal.tell(_DONE[given.what], label=given.label, other=given.other)
    return 0


_DONE = {
    "add": "cli.label.add",
    "set": "cli.label.set",
    "move": "cli.label.move",
    "rename": "cli.label.rename",
    "merge": "cli.label.merge",
    "delete": "cli.label.delete",
    "overlap": "cli.label.overlap",
    "import": "cli.label.import",
}


def _refuse_nonsense(given: argparse.Namespace) -> None:
    if (given.what in WITH_OTHER) is not bool(given.other):
        raise UsageError(Message(f"cli.label.other_{'none' if given.other else 'missing'}"), given.usage)
    if given.what == "move" and not given.other.isdecimal():
        raise UsageError(Message("cli.label.no_number", {"place": given.other}), given.usage)
    said = [option.flag for option in LABEL_OPTIONS if getattr(given, option.name) is not None]
    if said and given.what not in DESCRIBES:
        raise UsageError(Message("cli.label.options", {"names": ", ".join(said)}), given.usage)
    if given.what == "overlap" and given.label not in [each.value for each in Overlap]:
        raise UsageError(Message("cli.label.no_policy", {"name": given.label}), given.usage)


def _work_out(session: Session, given: argparse.Namespace, terminal: Terminal) -> WorkedOut | Change | Rejected:
    labels = session.project.labels
    match given.what:
        case "add":
            return add_label(labels, described(new_label(labels, given.label), given, terminal.language))
        case "set":
            label = labels.find(given.label)
            if label is None:
                return Rejected("verbs.unknown_label", {"label": given.label})
            return describe_label(labels, described(label, given, terminal.language))
        case "move":
            return move_label(labels, given.label, int(given.other) - 1)
        case "rename":
            return rename_label(labels, given.label, given.other)
        case "merge":
            return merge_labels(labels, given.label, given.other)
        case "overlap":
            return set_overlap(labels, Overlap(given.label))
        case "import":
            return take_label_set(labels, load_label_set(given.label))
        case _:
            return delete_label_everywhere(session.snapshot(), given.label, terminal.pass_over)


def _say_first(session: Session, given: argparse.Namespace, change: Change, terminal: Terminal) -> None:
    """Who has what it is about, what it makes wrong, and which colours cannot be read."""
    assert change.project is not None and change.project.was is not None and change.project.now is not None
    was, now = change.project.was, change.project.now
    if given.what in OF_ONE and given.what != "add":
        usages = label_usage(session.snapshot()).get(given.label, [])
        terminal.tell("cli.label.usage", label=given.label, usage=in_words(usages, terminal.language))
    if policy_of(was) != policy_of(now) and given.what not in (*WITH_OTHER, "delete"):
        found = breaches(session.snapshot(), now)
        if found:
            terminal.tell("cli.label.breaches", usage=in_words(found, terminal.language))
        else:
            terminal.tell("cli.label.no_breaches")
    if given.what == "import":
        terminal.tell("cli.label.takes", labels=", ".join(label.name for label in now.labels))
    for label in now.labels:
        if was.find(label.name) != label:
            for message in too_pale(label):
                terminal.complain(message)


def _commit(session: Session, found: WorkedOut | Change) -> None:
    match found:
        case Change():
            done(session.commit(found))
        case WorkedOut():
            done(session.commit_ready(make_ready(found, session.decision(found.change.verb))))
        case never:
            assert_never(never)


COMMAND = Command("label", "cli.help.label", arguments, run)
