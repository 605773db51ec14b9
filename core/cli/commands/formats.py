"""``nhan formats``: what can come in and go out, and what each format can say."""

import argparse
from pathlib import Path

import msgspec

from nhan.core.cli.command import Command, Say
from nhan.core.cli.terminal import Terminal
from nhan.core.formats.aspects import ASPECTS
from nhan.core.formats.format import Format, InputFile
from nhan.core.formats.registry import detect, formats
from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk


class FormatRow(msgspec.Struct, frozen=True):
    """What ``--json`` prints of a format."""

    name: str
    title: str
    reads: bool
    writes: bool
    folder: bool  # an export is a folder of files
    extensions: tuple[str, ...]
    carries: tuple[str, ...]
    unit: str  # of its offsets; "" = it counts tokens, or marks the text
    extra: str
    proved_with: str


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help=say("cli.help.formats.files"))
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    if given.files:
        return _recognise(given.files, terminal)
    rows = [_row(each, terminal) for each in formats()]
    if given.json:
        print(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode(), file=terminal.out)
        return 0
    for row in rows:
        ways = " ".join(terminal.sentence(key) for key in _ways(row))
        print(f"{row.name:<17} {ways:<10} {row.title}", file=terminal.out)
        carried = ", ".join(terminal.say(ASPECTS[name]) for name in row.carries)
        unit = row.unit or terminal.sentence("cli.formats.no_unit")
        print(f"{'':<17} {terminal.sentence('cli.formats.row', carries=carried, unit=unit)}", file=terminal.out)
        if row.proved_with:
            print(f"{'':<17} {terminal.sentence('cli.formats.proved', software=row.proved_with)}", file=terminal.out)
        if row.extra:
            print(f"{'':<17} {terminal.sentence('cli.formats.extra', extra=row.extra)}", file=terminal.out)
    return 0


def _recognise(files: list[Path], terminal: Terminal) -> int:
    wrong = 0
    for path in files:
        try:
            found, reason = detect(InputFile(Disk(), path, path.stem))
            terminal.tell("cli.formats.recognised", file=str(path), name=found.name, reason=reason)
        except NhanError as error:
            terminal.complain(error.message)
            wrong += 1
    return 1 if wrong else 0


def _ways(row: FormatRow) -> list[str]:
    ways = ["cli.formats.reads"] if row.reads else []
    return [*ways, "cli.formats.writes"] if row.writes else ways


def _row(each: Format, terminal: Terminal) -> FormatRow:
    return FormatRow(
        name=each.name,
        title=terminal.say(each.title),
        reads=each.read is not None,
        writes=each.writable,
        folder=each.write_folder is not None,
        extensions=each.extensions,
        carries=each.carries.names,
        unit=each.unit.value if each.unit else "",
        extra=each.extra,
        proved_with=each.proof,
    )


COMMAND = Command("formats", "cli.help.formats", arguments, run)
