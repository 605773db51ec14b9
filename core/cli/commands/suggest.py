"""``nhan suggest``: asks a suggester about the articles that have no suggestions yet."""

import argparse
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.terminal import Terminal
from nhan.core.ordering import is_blind
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.suggest.backends import Backend, Cluster, Local
from nhan.core.suggest.batch import Batch
from nhan.core.suggest.registry import DEFAULT, names
from nhan.core.suggest.suggester_choice import model_parameters, own_model
from nhan.core.suggestion import MODEL
from nhan.core.tagger.pretrained_choice import STARTER, starter_parameters

WORTH_A_PROCESS = 16  # articles; for fewer, starting another child process takes longer than it saves
MOST_JOBS = 256
LEARNING = ("memory", "learned")  # suggesters that go by what was confirmed in the project


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    wanted = f"{say('cli.help.suggest.suggester')} {', '.join(names())} ({say('cli.help.default')} {DEFAULT})"
    parser.add_argument("--suggester", metavar="NAME", default=DEFAULT, help=wanted)
    parser.add_argument("--model", metavar="MODEL", default="", help=say("cli.help.suggest.model"))
    parser.add_argument("--jobs", metavar="N", type=_jobs(say), default=0, help=say("cli.help.suggest.jobs"))
    parser.add_argument("--scheduler", metavar="tcp://…", default="", help=say("cli.help.suggest.scheduler"))
    parser.add_argument("--again", action="store_true", help=say("cli.help.suggest.again"))
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
    parameters = _parameters(project, given)
    if given.scheduler:
        with closing(Cluster(given.suggester, parameters, given.scheduler)) as hands:
            return _suggest(project, ids, hands, given.progress, terminal)
    jobs = given.jobs or max(1, min(os.cpu_count() or 1, len(ids) // WORTH_A_PROCESS))
    with closing(Local(given.suggester, parameters, jobs)) as local:
        return _suggest(project, ids, local, given.progress, terminal)


def _parameters(project: Project, given: argparse.Namespace) -> dict[str, Any]:
    """The model that was named; else, for the suggesters that learn, the project's own; the starter for its labels."""
    if given.model:
        path = Path(given.model)
        model = str(path.resolve()) if path.exists() else given.model
        return model_parameters(model, project.labels) if given.suggester in LEARNING else {MODEL: model}
    if given.suggester == STARTER:
        return starter_parameters(project.labels)
    return (own_model(project) or {}) if given.suggester in LEARNING else {}


def _suggest(project: Project, ids: list[str], hands: Backend, progress: bool | None, terminal: Terminal) -> int:
    who = hands.who()
    with closing(project.new_run(who.name, who.version)) as writer:
        batch = Batch(hands, writer, project.labels)
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
