"""``nhan resolve``: lists what several people have made differently of one article, and settles it."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import assert_never

import msgspec

from nhan.core.cli.command import Command, Say
from nhan.core.cli.reading import add_annotator, read_work, viewer, wanted
from nhan.core.cli.status_words import STATUS_WORDS
from nhan.core.cli.terminal import Terminal
from nhan.core.document import Document
from nhan.core.merging.sides import Excerpt, excerpt, local_time, place, sides
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleState, Change, Dispute, Rejected, Span
from nhan.core.operations import settle
from nhan.core.outcome import Failed
from nhan.core.people.person import read_person
from nhan.core.people.whose import known_as, people, reader
from nhan.core.project import Project
from nhan.core.readable import readable
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.layout import TEXTS
from nhan.core.store.project_file import Annotator
from nhan.core.store.strict import Where
from nhan.core.withheld import withhold

HERE, OTHER = "here", "other"


class ConflictSide(msgspec.Struct, frozen=True, omit_defaults=True):
    """One side of a conflict as ``--json`` prints it. ``taken_out``: the span is not there; ``by`` is a name or id."""

    taken_out: bool = False
    start: int | None = None  # code points
    end: int | None = None
    text: str = ""
    label: str = ""
    status: str = ""
    note: str = ""
    question: bool = False  # whether the note is one
    flagged: bool = False  # the article
    by: str = ""
    at: str = ""  # UTC, ISO 8601


class Conflict(msgspec.Struct, frozen=True):
    """One conflict as ``--json`` prints it. ``span`` "": of the article's state."""

    article: str
    title: str
    span: str
    here: ConflictSide
    other: ConflictSide


class Resolved(msgspec.Struct, frozen=True):
    """What ``--json`` prints. ``merged``: articles of which several versions went into one file; ``left``: what is
    still to be settled of the articles that were asked about; ``conflicts`` says what that is."""

    settled: int
    merged: int
    left: int
    conflicts: tuple[Conflict, ...]


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("articles", metavar="ARTICLE", nargs="*", help=say("cli.help.resolve.articles"))
    parser.add_argument("--take", choices=(HERE, OTHER), help=say("cli.help.resolve.take"))
    parser.add_argument("--span", metavar="ID", action="append", help=say("cli.help.resolve.span"))
    add_annotator(parser, say)
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    project = Project.open(Disk(), given.folder)
    for name in given.articles:
        if name not in project:
            raise Where(TEXTS).fault("store.unknown_article", "id", id=name)
    whose = reader(project, wanted(given), read_person(Disk()))
    settled, merged = _settle(project, whose, given, terminal) if given.take else (0, 0)
    withhold(project, viewer(project), whose.id)
    session = read_work(project, whose.id)
    asked = _asked(session, given.articles, given.span, terminal)
    names = known_as(people(project))
    conflicts = tuple(_conflict(document, dispute, names) for document, dispute in asked)
    if given.json:
        resolved = Resolved(settled, merged, len(conflicts), conflicts)
        print(msgspec.json.format(msgspec.json.encode(resolved), indent=2).decode(), file=terminal.out)
        return 1 if conflicts else 0
    for (document, dispute), conflict in zip(asked, conflicts, strict=True):
        _tell(document, dispute, conflict, terminal)
    _sum_up(settled, merged, len(conflicts), given, terminal)
    waiting = 0 if given.take else sum(1 for each in project.summaries(whose.id) if each.unsure)
    if waiting:
        terminal.tell("cli.resolve.waiting", count=waiting)
    return 1 if conflicts else 0


def _sum_up(settled: int, merged: int, left: int, given: argparse.Namespace, terminal: Terminal) -> None:
    if given.take:
        terminal.tell("cli.resolve.settled", count=settled)
    if merged:
        terminal.tell("cli.resolve.merged", count=merged)
    if left:
        terminal.tell("cli.resolve.left" if given.take else "cli.resolve.count", count=left)
    elif not given.take:
        terminal.tell("cli.resolve.none")


def _asked(
    session: Session, articles: Sequence[str], spans: Sequence[str] | None, terminal: Terminal
) -> list[tuple[Document, Dispute]]:
    """The disputes that were asked about. Of the articles only those are read that have some."""
    names = [each.id for each in session.summaries() if each.disputes or each.problem]
    readings = (session.read(name) for name in names if not articles or name in articles)
    return [
        (document, dispute)
        for document in readable(readings, terminal.pass_over)
        for dispute in document.disputes
        if spans is None or dispute.span in spans
    ]


def _settle(project: Project, whose: Annotator, given: argparse.Namespace, terminal: Terminal) -> tuple[int, int]:
    """Settle what was asked about. Returns how many, and how many articles' versions went into one file.

    Of several others of one span only the first is taken: which of them is right is not for a machine to say.
    """
    session = Session(project, whose.id, name=whose.name)
    settled, merged, taken = 0, 0, set[tuple[str, str]]()
    failure = None
    try:
        if session.read_only is not None:
            raise NhanError(session.read_only.key, **session.read_only.fields)
        parted = [each.id for each in project.summaries(whose.id) if each.unsure]
        session.take_in(name for name in parted if not given.articles or name in given.articles)
        merged = len(session.unsaved)
        for read, dispute in _asked(session, given.articles, given.span, terminal):
            if (read.id, dispute.span) in taken:
                continue
            for document in readable([session.read(read.id)], terminal.pass_over):  # with what was settled before
                settled += _commit(session, settle(document, project.labels, dispute, given.take == OTHER), terminal)
            taken |= {(read.id, dispute.span)} if given.take == OTHER else set()
        failure = session.save_all()
    finally:
        failure = session.close() or failure
    if failure is not None:
        raise NhanError(failure.key, **failure.fields)
    return settled, merged


def _commit(session: Session, answer: Change | Rejected, terminal: Terminal) -> bool:
    match session.commit(answer):
        case Change():
            return True
        case Rejected(reason, fields):
            terminal.complain(Message(reason, fields))
            return False
        case Failed(message):
            raise NhanError(message.key, **message.fields)
        case never:
            assert_never(never)


def _conflict(document: Document, dispute: Dispute, names: Mapping[str, str]) -> Conflict:
    if not dispute.span:
        here, other = (_state(each) for each in (document.state, dispute.state))
    else:
        here, other = (_span(document.text, each, names) for each in sides(document, dispute))
    return Conflict(document.id, document.article.title, dispute.span, here, other)


def _span(text: str, span: Span | None, names: Mapping[str, str]) -> ConflictSide:
    if span is None:
        return ConflictSide(taken_out=True)
    words, decision = text[span.start : span.end], span.decision
    by, at = (names.get(decision.by, decision.by), decision.at) if decision else ("", "")
    return ConflictSide(
        start=span.start,
        end=span.end,
        text=words,
        label=span.label,
        status=span.status.value,
        note=span.note,
        question=span.question,
        by=by,
        at=at,
    )


def _state(state: ArticleState | None) -> ConflictSide:
    return ConflictSide(status=state.status.value, note=state.note, flagged=state.flagged) if state else ConflictSide()


def _tell(document: Document, dispute: Dispute, conflict: Conflict, terminal: Terminal) -> None:
    name = f"{conflict.title} ({conflict.article})" if conflict.title else conflict.article
    where = place(document, dispute)
    if where is None:
        terminal.tell("cli.resolve.state", article=name)
    else:
        around = excerpt(document.text, *where)
        fields = {"article": name, "span": conflict.span, "start": where[0], "end": where[1]}
        terminal.tell("cli.resolve.place", **fields, text=_marked(around))
    for key, version in (("cli.resolve.here", conflict.here), ("cli.resolve.other", conflict.other)):
        terminal.tell(key, version=_words(document, version, terminal))


def _marked(around: Excerpt) -> str:
    return f"{around.before}[{around.words}]{around.after}"


def _words(document: Document, version: ConflictSide, terminal: Terminal) -> str:
    """One version in words."""
    if version.taken_out:
        return terminal.sentence("cli.resolve.taken_out")
    parts = []
    if version.start is not None and version.end is not None:
        parts.append(f"{version.label} “{excerpt(document.text, version.start, version.end).words}”")
    if version.status:
        parts.append(terminal.sentence(STATUS_WORDS[version.status]))
    if version.flagged:
        parts.append(terminal.sentence("cli.resolve.flagged"))
    if version.question:
        parts.append(terminal.sentence("cli.resolve.question"))
    if version.note:
        parts.append(terminal.sentence("cli.resolve.note", note=version.note))
    if version.by:
        parts.append(terminal.sentence("cli.resolve.by", name=version.by, at=local_time(version.at)))
    return " · ".join(parts)


COMMAND = Command("resolve", "cli.help.resolve", arguments, run)
