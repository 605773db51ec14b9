"""The options that name a suggester."""

import argparse
from pathlib import Path

from nhan.core.cli.command import Say
from nhan.core.labels import LabelSet
from nhan.core.messages import NhanError
from nhan.core.suggest.registry import LEARNED, RECOMMENDER, names
from nhan.core.suggest.suggester_choice import SuggesterChoice


def add_suggester(parser: argparse.ArgumentParser, say: Say, described: str) -> None:
    """``--suggester`` with what it is told. ``described``: what it is named for."""
    parser.add_argument("--suggester", metavar="NAME", default="", help=described)
    parser.add_argument("--model", metavar="MODEL", default="", help=say("cli.help.suggest.model"))
    parser.add_argument("--address", metavar="URL", default="", help=say("cli.help.suggest.address"))


def suggester_choice(given: argparse.Namespace) -> SuggesterChoice:
    """The suggester that was named. A model that is named with none is one that ``nhan train`` has made; an address, a
    recommender's."""
    path = Path(given.model)
    model = str(path.resolve()) if given.model and path.exists() else given.model
    usual = RECOMMENDER if given.address else LEARNED if model else ""
    return SuggesterChoice(given.suggester or usual, model, given.address)


def adviser_choice(given: argparse.Namespace, labels: LabelSet) -> str:
    """By which name the answers of the suggester that was named are kept. NhanError where there is none of its name."""
    choice = suggester_choice(given)
    if choice.name and choice.name not in names():
        raise NhanError("suggest.unknown", name=choice.name, names=", ".join(names()))
    return choice.adviser(labels)
