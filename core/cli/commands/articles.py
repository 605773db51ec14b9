"""``nhan articles``: lists a project's articles, those that are looked for."""

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec.structs import replace

from nhan.core.cli.command import Command, Say
from nhan.core.cli.reading import add_annotator, open_to_read, viewer, wanted
from nhan.core.cli.status_words import STATUS_WORDS
from nhan.core.cli.terminal import Terminal
from nhan.core.curation.article_filter import ArticleFilter, SearchIn, matching
from nhan.core.document import Document
from nhan.core.messages import NhanError
from nhan.core.model import STATUSES, ArticleStatus
from nhan.core.operations import is_bulk
from nhan.core.people.person import read_person
from nhan.core.people.whose import reader
from nhan.core.queue import Summary
from nhan.core.readable import readable
from nhan.core.report.standing import standing
from nhan.core.same_texts import repeats
from nhan.core.session import Session
from nhan.core.withheld import refuse_seeing_all


class ListedArticle(msgspec.Struct, frozen=True, omit_defaults=True):
    """An article as ``--json`` prints it; ``questions``: spans that somebody asks something about; those of
    others, too, where it was asked for those. ``in_bulk``: ids of
    the spans that were accepted in bulk, where it was asked for those."""

    id: str
    title: str
    status: ArticleStatus
    flagged: bool
    note: str
    questions: int
    suggested: int
    confirmed: int
    rejected: int
    disputes: int
    same_text: str = ""  # the id of the first article that has the same text, where there are several
    in_bulk: list[str] = []


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    statuses = [each.value for each in STATUSES]
    parser.add_argument("--status", choices=statuses, help=say("cli.help.articles.status"))
    parser.add_argument("--given-to", metavar="NAME", default="", help=say("cli.help.articles.given_to"))
    parser.add_argument("--flagged", action="store_true", help=say("cli.help.articles.flagged"))
    parser.add_argument("--questions", action="store_true", help=say("cli.help.articles.questions"))
    parser.add_argument("--notes", action="store_true", help=say("cli.help.articles.notes"))
    parser.add_argument("--conflicts", action="store_true", help=say("cli.help.articles.conflicts"))
    parser.add_argument("--duplicates", action="store_true", help=say("cli.help.articles.duplicates"))
    parser.add_argument("--bulk", action="store_true", help=say("cli.help.articles.bulk"))
    parser.add_argument("--find", metavar="WORDS", default="", help=say("cli.help.articles.find"))
    places = [each.value for each in SearchIn]
    parser.add_argument("--in", dest="where", choices=places, default="title", help=say("cli.help.articles.in"))
    add_annotator(parser, say)
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    session = open_to_read(given.folder, wanted(given), terminal)
    person = read_person(session.project.disk)
    filters = ArticleFilter(
        person=reader(session.project, given.given_to, person).id if given.given_to else "",
        words=given.find,
        where=SearchIn(given.where),
        status=ArticleStatus(given.status) if given.status else None,
        flagged=given.flagged,
        disputed=given.conflicts,
        noted=given.notes,
        repeated=given.duplicates,
        in_bulk=given.bulk,
    )
    found = matching(session.snapshot(), filters) if filters.reads else None
    same = repeats(session.project)
    takes, asked = filters.takes(), _asked_by_others(session, terminal) if given.questions else Counter[str]()
    summaries = (replace(each, questions=each.questions + asked[each.id]) for each in session.summaries())
    listed = [
        each
        for each in summaries
        if takes(each) and (found is None or each.id in found) and (each.questions or not given.questions)
    ]
    for each in listed:
        if each.problem:
            terminal.complain(each.problem)
    wanted_bulk = (session.read(each.id) for each in listed if given.bulk and not each.problem)
    in_bulk = {each.id: _in_bulk(each) for each in readable(wanted_bulk, terminal.pass_over)}
    if given.json:
        data = msgspec.json.encode([_listed(each, same, in_bulk) for each in listed])
        print(msgspec.json.format(data, indent=2).decode(), file=terminal.out)
    else:
        for each in listed:
            state = _state(each, same, in_bulk, terminal)
            terminal.tell("cli.articles.line", id=each.id, title=each.title, state=state)
        terminal.tell("cli.articles.count", count=len(listed))
    return 1 if any(each.problem for each in listed) else 0


def _asked_by_others(session: Session, terminal: Terminal) -> Counter[str]:
    """How many questions of others are open, by article; none for who is not to see others' work."""
    project = session.project
    try:
        refuse_seeing_all(project, viewer(project))
    except NhanError:
        return Counter()
    questions = standing(project, passed_over=terminal.pass_over).questions
    return Counter(each.article for each in questions if each.person != session.annotator)


def _listed(summary: Summary, same: Mapping[str, str], in_bulk: Mapping[str, list[str]]) -> ListedArticle:
    known = [name for name in ListedArticle.__struct_fields__ if name in Summary.__struct_fields__]
    fields = {name: getattr(summary, name) for name in known}
    return ListedArticle(**fields, same_text=same.get(summary.id, ""), in_bulk=in_bulk.get(summary.id, []))


def _in_bulk(document: Document) -> list[str]:
    return [span.id for span in document if is_bulk(span)]


def _state(summary: Summary, same: Mapping[str, str], in_bulk: Mapping[str, list[str]], terminal: Terminal) -> str:
    words = [terminal.sentence(STATUS_WORDS[summary.status.value])]
    if summary.flagged:
        words.append(terminal.sentence("cli.resolve.flagged"))
    if summary.questions:
        words.append(terminal.sentence("cli.articles.questions", count=summary.questions))
    if summary.id in same:
        words.append(terminal.sentence("cli.articles.same_text", id=same[summary.id]))
    if summary.id in in_bulk:
        words.append(terminal.sentence("cli.articles.bulk", count=len(in_bulk[summary.id])))
    if summary.note:
        words.append(terminal.sentence("cli.resolve.note", note=summary.note))
    return " · ".join(words)


COMMAND = Command("articles", "cli.help.articles", arguments, run)
