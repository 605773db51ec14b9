"""What is said in the window of settings of the project, whether they were set or the setting was taken back."""

from collections.abc import Iterable, Mapping
from enum import Enum

from nhan.core.messages import Message
from nhan.core.model import SettingEdit
from nhan.core.ordering import BLIND, ORDER, Order, blind_share, order_of
from nhan.core.people.learn_from import LEARN_FROM, LearnFrom, learn_from
from nhan.core.people.others_work import OTHERS_WORK, OthersWork, others_work
from nhan.core.project import Project

SENTENCES: Mapping[Enum, str] = {
    OthersWork.AFTER_OWN: "window.others_after_own",
    OthersWork.ALWAYS: "window.others_always",
    LearnFrom.ALL: "window.learn_from_all",
    LearnFrom.OWN: "window.learn_from_own",
    Order.FILE: "window.order_file",
    Order.INTERLEAVED: "window.order_interleaved",
    Order.DOUBTFUL: "window.order_doubtful",
    Order.RANDOM: "window.order_random",
}
OF_A_VALUE = {ORDER: order_of, LEARN_FROM: learn_from, OTHERS_WORK: others_work}


def settings_said(project: Project, edits: Iterable[SettingEdit]) -> list[Message]:
    """What holds now, as the project says it: a sentence for each setting."""
    return [_said(project, each.name) for each in edits]


def _said(project: Project, name: str) -> Message:
    if name == BLIND:
        return Message("window.blind", {"share": f"{blind_share(project):.0%}"})
    if name in OF_A_VALUE:
        return Message(SENTENCES[OF_A_VALUE[name](project)])
    return Message("window.set_otherwise", {"name": name})


def together(several: Iterable[Message]) -> Message | None:
    """One after the other; None where there is none."""
    whole: Message | None = None
    for each in several:
        whole = each if whole is None else Message("window.set_too", {"first": whole, "then": each})
    return whole
