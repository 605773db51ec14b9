"""``nhan release``: makes a release of a project, or checks one."""

import argparse
from pathlib import Path

from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.parser import UsageError
from nhan.core.cli.reading import viewer
from nhan.core.cli.terminal import Terminal
from nhan.core.formats.registry import names
from nhan.core.messages import Message, NhanError
from nhan.core.people.aliases import read_key
from nhan.core.people.person import read_person
from nhan.core.people.whose import gold_of, reader
from nhan.core.project import Project
from nhan.core.releases.about import About
from nhan.core.releases.making import ReleaseOptions, make_release
from nhan.core.releases.manifest import read_manifest, verify
from nhan.core.releases.split import SEED
from nhan.core.store.disk import Disk
from nhan.core.system_reason import reason_of
from nhan.core.withheld import refuse_as_a_whole

DEFAULT = "jsonl"


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, nargs="?", help=say("release.help.folder"))
    parser.add_argument("name", metavar="VERSION", nargs="?", default="", help=say("release.help.version"))
    parser.add_argument("--verify", metavar="DIR", type=Path, default=None, help=say("release.help.verify"))
    parser.add_argument("--date", metavar="DATE", default="", help=say("release.help.date"))
    formats = f"{say('release.help.format')} {', '.join(names(writable=True))} ({say('cli.help.default')} {DEFAULT})"
    parser.add_argument("--format", metavar="NAME", action="append", default=[], help=formats)
    parser.add_argument("--by", metavar="NAME", default="", help=say("release.help.by"))
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, default=None, help=say("release.help.output"))
    parser.add_argument("--seed", metavar="TEXT", default=SEED, help=say("release.help.seed"))
    parser.add_argument("--source", metavar="KEY", default="", help=say("release.help.source"))
    parser.add_argument("--key", metavar="FILE", type=Path, default=None, help=say("release.help.key"))
    parser.add_argument("--title", metavar="TEXT", default="", help=say("release.help.title"))
    parser.add_argument("--description", metavar="TEXT", default="", help=say("release.help.description"))
    parser.add_argument("--license", metavar="ID", default="", help=say("release.help.license"))
    parser.add_argument("--url", metavar="URL", default="", help=say("release.help.url"))
    parser.add_argument("--creator", metavar="NAME", action="append", default=[], help=say("release.help.creator"))
    parser.add_argument("--personal-data", metavar="TEXT", default="", help=say("release.help.personal"))
    parser.add_argument("--no-agreement", action="store_true", help=say("release.help.no_agreement"))
    add_progress(parser, say)
    more = say("release.help.options")
    parser.usage = f"{parser.prog} DIR VERSION --date DATE [{more}]\n       {parser.prog} --verify DIR"
    parser.set_defaults(usage=parser.format_usage())


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    if given.verify is not None:
        return _verify(given.verify, terminal)
    if given.folder is None or not given.name:
        raise UsageError(Message("release.nothing_to_do"), given.usage)
    if not given.date:
        raise UsageError(Message("release.no_date"), given.usage)
    disk = Disk()
    project = Project.open(disk, given.folder)
    gold = gold_of(project, reader(project, given.by, read_person(disk)) if given.by else None)
    refuse_as_a_whole(project, viewer(project), gold.id)
    about = About(
        version=given.name,
        date=given.date,
        title=given.title,
        description=given.description,
        license=given.license,
        url=given.url,
        creators=tuple(given.creator),
        personal=given.personal_data,
    )
    with terminal.progress(None, given.progress, "release.progress") as bar:
        options = ReleaseOptions(
            about=about,
            formats=tuple(given.format or [DEFAULT]),
            by=gold.id,
            key=read_key(disk, given.key),
            seed=given.seed,
            source=given.source,
            with_agreement=not given.no_agreement,
            seen=bar.update,
        )
        try:
            made = make_release(project, options, given.output)
        except OSError as error:
            raise NhanError("cli.disk", file=error.filename or given.name, reason=reason_of(error)) from None
    if not about.license:
        terminal.warn("release.no_license")
    for warning in made.warnings:
        terminal.warn(warning.key, **warning.fields)
    terminal.tell(made.in_words.key, **made.in_words.fields)
    return 0


def _verify(folder: Path, terminal: Terminal) -> int:
    problems = verify(Disk(), folder)
    for problem in problems:
        terminal.complain(problem)
    if problems:
        terminal.warn("release.unsound", count=len(problems))
        return 1
    manifest = read_manifest(Disk(), folder)
    fields = {"articles": len(manifest.articles), "files": len(manifest.files)}
    terminal.tell("release.sound", folder=str(folder), release=manifest.release, date=manifest.date, **fields)
    return 0


COMMAND = Command("release", "release.help", arguments, run)
