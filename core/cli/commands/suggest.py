"""``nhan suggest``: asks a suggester about the articles that have no suggestions yet."""

import argparse
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.reading import add_annotator, wanted
from nhan.core.cli.suggester_options import add_suggester, suggester_choice
from nhan.core.cli.terminal import Terminal
from nhan.core.ordering import is_blind
from nhan.core.people.person import read_person
from nhan.core.people.whose import writer
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.suggest.backends import Backend, Cluster, Local
from nhan.core.suggest.batch import Batch
from nhan.core.suggest.registry import names
from nhan.core.suggest.suggester_choice import best_suggester, chosen_suggester, learned_from, parameters_for
from nhan.core.withheld import still_apart

WORTH_A_PROCESS = 16  # articles; for fewer, starting another child process takes longer than it saves
MOST_JOBS = 256


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    described = f"{say('cli.help.suggest.suggester')} {', '.join(names())} ({say('cli.help.suggest.best')})"
    add_suggester(parser, say, described)
    parser.add_argument("--jobs", metavar="N", type=_jobs(say), default=0, help=say("cli.help.suggest.jobs"))
    parser.add_argument("--scheduler", metavar="tcp://…", default="", help=say("cli.help.suggest.scheduler"))
    parser.add_argument("--again", action="store_true", help=say("cli.help.suggest.again"))
    add_annotator(parser, say)
    add_progress(parser, say)


def _jobs(say: Say) -> Callable[[str], int]:
    def jobs(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= MOST_JOBS:
            raise argparse.ArgumentTypeError(say("cli.suggest.jobs"))
        return int(text)

    return jobs


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    project = Project.open(Disk(), given.folder)
    ids = [name for name in (project.ids if given.again else project.unsuggested()) if not is_blind(project, name)]
    if not ids:
        terminal.tell("cli.suggest.nothing")
        return 0
    person = writer(project, wanted(given), read_person(project.disk)).id
    suggester, parameters = _chosen(project, person, given)
    apart = still_apart(project, learned_from(project, parameters).intersection(ids))
    if apart:
        terminal.warn("withheld.suggesting", count=len(apart))
        ids = [name for name in ids if name not in apart]
    if given.scheduler:
        with closing(Cluster(suggester, parameters, given.scheduler)) as cluster:
            return _suggest(project, ids, cluster, given.progress, terminal)
    jobs = given.jobs or max(1, min(os.cpu_count() or 1, len(ids) // WORTH_A_PROCESS))
    with closing(Local(suggester, parameters, jobs)) as local:
        return _suggest(project, ids, local, given.progress, terminal)


def _chosen(project: Project, annotator: str, given: argparse.Namespace) -> tuple[str, dict[str, Any]]:
    """The name and parameters of the suggester that was named, else of the one that the window takes."""
    choice = suggester_choice(given)
    if not choice.name:
        return best_suggester(project, annotator)
    if choice.advises and choice.name in names():  # of no suggester's name, making it says so
        return chosen_suggester(project, annotator, choice)
    return choice.name, parameters_for(project, annotator, choice)


def _suggest(project: Project, ids: list[str], backend: Backend, progress: bool | None, terminal: Terminal) -> int:
    who = backend.who()
    with closing(project.new_run(who.name, who.version)) as writer:
        batch = Batch(backend, writer, project.labels)
        written = writer.written  # worked out at each look
        waiting = [article_id for article_id in ids if article_id not in written]
        # Closed on Ctrl+C, it writes what is done.
        steps = batch.run(waiting, lambda article_id: project.article(article_id).text)
        with terminal.progress(len(waiting), progress, "cli.suggest.progress") as bar, closing(steps):
            for step in steps:
                bar.update(step.articles - bar.n)
        if not batch.failures:
            writer.finish()
    for failed in batch.failures:
        terminal.warn("cli.suggest.failed", article=failed.article, reason=failed.message)
    done = batch.progress
    counts = {"articles": done.articles - done.failed, "spans": done.spans}
    terminal.tell("cli.suggest.done", **counts, suggester=who.name, version=who.version)
    if counts["articles"] and not done.spans:  # as it is when the suggester knows none of the project's labels
        terminal.warn("cli.suggest.no_spans", labels=", ".join(label.name for label in project.labels.labels))
    return 1 if batch.failures else 0


COMMAND = Command("suggest", "cli.help.suggest", arguments, run)
