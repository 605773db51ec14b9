"""``nhan simulate``: replays a corrected project and counts what suggestions that learn would have saved."""

import argparse
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec.structs import replace

from nhan.core.cli.command import Command, Say, add_progress, share
from nhan.core.cli.reading import add_annotator, open_to_read, wanted
from nhan.core.cli.stepping import step_of
from nhan.core.cli.terminal import Terminal
from nhan.core.messages import NhanError
from nhan.core.ordering import Order, ordered
from nhan.core.retraining.corrections_of_all import all_corrections
from nhan.core.simulation.protocol import Replay
from nhan.core.simulation.result import Baseline, Options, Simulated
from nhan.core.simulation.simulate import simulate


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="GOLD_DIR", type=Path, help=say("learning.help.gold"))
    parser.add_argument("--articles", metavar="N", type=_count(say), required=True, help=say("learning.help.articles"))
    parser.add_argument(
        "--order", choices=[order.value for order in Order], default=Order.RANDOM.value, help=say("learning.help.order")
    )
    parser.add_argument("--seed", metavar="S", type=int, default=1, help=say("learning.help.seed"))
    parser.add_argument("--sure", metavar="0…1", type=share(say), action="append", help=say("learning.help.sure"))
    parser.add_argument(
        "--overlooked", metavar="0…1", type=share(say), action="append", help=say("learning.help.overlooked")
    )
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
    session = open_to_read(given.folder, wanted(given), terminal)
    order = Order(given.order)
    gold = all_corrections(session, terminal.pass_over)
    if not gold:
        raise NhanError("learning.no_gold", folder=str(given.folder))
    if order is Order.INTERLEAVED:
        place = {name: at for at, name in enumerate(ordered(session.snapshot(), order))}
        gold.sort(key=lambda article: place[article.article])
    options = Options(given.articles, order, given.seed, not given.no_apply_to_all)
    if given.sure:
        options = replace(options, sure=tuple(given.sure))
    if given.overlooked:
        options = replace(options, overlooked=tuple(given.overlooked))
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
    methods: dict[str, Simulated | Baseline] = {"learned": result, **result.baselines}
    for name, each in methods.items():
        terminal.tell(
            "learning.simulated.row",
            name=name,
            actions=f"{each.actions_per_entity:.3f}",
            keys=f"{each.keys_per_entity:.3f}",
            former=f"{each.former_actions_per_entity:.3f}",
        )
    for bulk in result.bulk:
        terminal.tell(
            "learning.simulated.bulk",
            sure=f"{bulk.sure:.2f}",
            overlooked=f"{bulk.overlooked:.0%}",
            keys=f"{bulk.keys_per_entity:.3f}",
            wrongly=f"{bulk.wrongly:.2%}",
        )
    for point in result.curve:
        terminal.tell("learning.simulated.point", articles=point.articles, actions=f"{point.actions_per_entity:.3f}")


COMMAND = Command("simulate", "learning.help.simulate", arguments, run)
