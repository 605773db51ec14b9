"""``nhan diff``: what became of the spans between two releases, or between a release and a project."""

import argparse
from pathlib import Path

import msgspec

from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.terminal import Terminal
from nhan.core.messages import Message
from nhan.core.people.person import read_person
from nhan.core.releases.diff import Difference, DiffKind, diff
from nhan.core.releases.reading import read_content
from nhan.core.store.disk import Disk

KINDS = {
    DiffKind.ADDED: Message("diff.added"),
    DiffKind.REMOVED: Message("diff.removed"),
    DiffKind.RELABELLED: Message("diff.relabelled"),
    DiffKind.EDGE: Message("diff.edge"),
    DiffKind.SPLIT: Message("diff.split"),
    DiffKind.MERGED: Message("diff.merged"),
}


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("before", metavar="A", type=Path, help=say("diff.help.before"))
    parser.add_argument("after", metavar="B", type=Path, help=say("diff.help.after"))
    parser.add_argument("--by", metavar="NAME", default="", help=say("diff.help.by"))
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))
    add_progress(parser, say)


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    disk = Disk()
    with terminal.progress(None, given.progress, "diff.progress") as bar:
        before, after = (
            read_content(disk, folder, given.by, read_person(disk), bar.update)
            for folder in (given.before, given.after)
        )
    found = diff(before.spans, after.spans, before.texts, after.texts)
    if given.json:
        whole = {"counts": {kind.value: count for kind, count in found.counts.items()}, **msgspec.to_builtins(found)}
        print(msgspec.json.format(msgspec.json.encode(whole), indent=2).decode(), file=terminal.out)
        return 0
    for name, spans in found.added.items():
        terminal.tell("diff.article_added", article=name, count=len(spans))
    for name, spans in found.removed.items():
        terminal.tell("diff.article_removed", article=name, count=len(spans))
    for name in found.texts:
        terminal.tell("diff.text", article=name)
    for each in found.differences:
        print(_line(each, terminal), file=terminal.out)
    if not (found.differences or found.added or found.removed):
        terminal.tell("diff.same")
        return 0
    print(", ".join(f"{terminal.say(KINDS[kind])} {count}" for kind, count in found.counts.items()), file=terminal.out)
    counts = {"added": len(found.added), "removed": len(found.removed), "texts": len(found.texts)}
    terminal.tell("diff.articles", **counts)
    return 0


def _line(each: Difference, terminal: Terminal) -> str:
    sides = (each.before, each.after)
    words = (" + ".join(f"{start}-{end} {label}" for start, end, label in side) for side in sides)
    return f"{each.article}  {terminal.say(KINDS[each.kind])}  {' → '.join(filter(None, words))}"


COMMAND = Command("diff", "diff.help", arguments, run)
