"""``nhan simulate``: replays a corrected project and counts what suggestions that learn would have saved."""

import argparse
from collections.abc import Callable
from pathlib import Path

import msgspec

from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.reading import add_annotator, open_to_read, wanted
from nhan.core.cli.stepping import step_of
from nhan.core.cli.terminal import Terminal
from nhan.core.messages import NhanError
from nhan.core.ordering import Order, ordered
from nhan.core.retraining.corrections_of_all import all_corrections
from nhan.core.simulation.protocol import Replay
from nhan.core.simulation.result import Options, Simulated
from nhan.core.simulation.simulate import simulate


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="GOLD_DIR", type=Path, help=say("learning.help.gold"))
    parser.add_argument("--articles", metavar="N", type=_count(say), required=True, help=say("learning.help.articles"))
    parser.add_argument(
        "--order", choices=[order.value for order in Order], default=Order.RANDOM.value, help=say("learning.help.order")
    )
    parser.add_argument("--seed", metavar="S", type=int, default=1, help=say("learning.help.seed"))
    parser.add_argument("--no-apply-to-all", action="store_true", help=say("learning.help.no_apply_to_all"))
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))
    add_annotator(parser, say)
    add_progress(parser, say)


def _count(say: Say) -> Callable[[str], int]:
    def count(text: str) -> int:
        if not text.isdecimal() or not int(text):
            raise argparse.ArgumentTypeError(say("learning.count"))
        return int(text)

    return count


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    session = open_to_read(given.folder, wanted(given))
    order = Order(given.order)
    gold = all_corrections(session, terminal.pass_over)
    if not gold:
        raise NhanError("learning.no_gold", folder=str(given.folder))
    if order is Order.INTERLEAVED:
        place = {name: at for at, name in enumerate(ordered(session.snapshot(), order))}
        gold.sort(key=lambda article: place[article.article])
    options = Options(given.articles, order, given.seed, not given.no_apply_to_all)
    with terminal.progress(min(len(gold), given.articles), given.progress, "learning.progress.simulate") as bar:
        request = Replay(session.project.labels, gold, options)
        result = simulate(request, step_of(bar))
    if given.json:
        print(msgspec.json.format(msgspec.json.encode(result), indent=2).decode(), file=terminal.out)
    else:
        _tell(result, terminal)
    return 0


def _tell(result: Simulated, terminal: Terminal) -> None:
    terminal.tell("learning.simulated", articles=result.articles, entities=result.entities)
    rows = {"learned": (result.actions_per_entity, result.keys_per_entity)} | {
        name: (each.actions_per_entity, each.keys_per_entity) for name, each in result.baselines.items()
    }
    for name, (actions, keys) in rows.items():
        terminal.tell("learning.simulated.row", name=name, actions=f"{actions:.3f}", keys=f"{keys:.3f}")
    for point in result.curve:
        terminal.tell("learning.simulated.point", articles=point.articles, actions=f"{point.actions_per_entity:.3f}")


COMMAND = Command("simulate", "learning.help.simulate", arguments, run)
