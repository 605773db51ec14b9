"""Whatever is changed in whatever order, everybody sees the right labels."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhan.core.model import Change
from nhan.core.operations import (
    merge_labels,
    relabel,
    rename_label,
)
from nhan.core.outcome import Outcome
from tests.core.building import LABELS
from tests.core.changed_projects import (
    HCM,
    HOA,
    LAN,
    MINH,
    A,
    again,
    crashed,
    delete,
    done,
    labels_of,
    make,
    opened,
    sound,
)


class Model:
    """What everybody should see: labels are numbers, which never change; names and mergers are said of them."""

    def __init__(self) -> None:
        self.names = {n: label.name for n, label in enumerate(LABELS.labels)}
        self.into: dict[int, int] = {}
        self.deleted: set[int] = set()
        self.spans = {who: {A: 0, HOA: 1, HCM: 1} for who in (LAN, MINH)}

    def number(self, name: str) -> int | None:
        return next((n for n, its in self.names.items() if its == name and self._is_there(n)), None)

    def _is_there(self, number: int) -> bool:
        return number not in self.into and number not in self.deleted

    def shown(self, who: str) -> dict[str, str]:
        return {words: self.names[self._end(number)] for words, number in self.spans[who].items()}

    def _end(self, number: int) -> int:
        while number in self.into:
            number = self.into[number]
        return number

    def rejected(self, who: str, name: str) -> None:
        self.spans[who] = {words: n for words, n in self.spans[who].items() if self.names[self._end(n)] != name}


NAMES = ("PER", "LOC", "ORG", "MISC", "NGƯỜI", "TÊN")


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_done_in_whatever_order_everybody_sees_the_right_labels(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = make(tmp_path_factory.mktemp("p") / "p", 1)
    sessions = {who: opened(folder, who) for who in (LAN, MINH)}
    model = Model()
    before: list[Model] = []
    undone: list[Model] = []
    name = st.sampled_from(NAMES)
    for _ in range(data.draw(st.integers(1, 12))):
        verb = data.draw(
            st.sampled_from(["rename", "rename", "merge", "delete", "mine", "theirs", "undo", "redo", "crash"])
        )
        lan = sessions[LAN]
        here: Any = deepcopy(model)
        old, new, words = data.draw(name), data.draw(name), data.draw(st.sampled_from([A, HOA, HCM]))
        outcome: Outcome | None = None
        if verb in ("rename", "merge"):
            make_it = rename_label if verb == "rename" else merge_labels
            outcome = lan.commit(make_it(lan.project.labels, old, new))
            one, other = model.number(old), model.number(new)
            if isinstance(outcome, Change) and verb == "rename" and one is not None:
                model.names[one] = new
            elif isinstance(outcome, Change) and one is not None and other is not None:
                model.into[one] = other
        elif verb == "delete" and model.number(old) is not None and len(lan.project.labels.labels) > 1:
            outcome = delete(lan, old)
            model.rejected(LAN, old)
            model.deleted.add(model.number(old) or 0)
        elif verb in ("mine", "theirs"):
            who = LAN if verb == "mine" else MINH
            sessions[MINH] = again(sessions[MINH])
            session = sessions[who]
            document = session.document("a0")
            found = next((s for s in document.unrejected() if document.text[s.start : s.end] == words), None)
            made = session.commit(relabel(document, session.project.labels, found.id if found else "", old))
            number = model.number(old)
            if isinstance(made, Change) and number is not None and model.shown(who)[words] != old:
                model.spans[who][words] = number
            outcome = made if who == LAN else None
        elif verb == "undo" and before:
            outcome = done(lan.undo())
            undone.append(deepcopy(model))
            theirs = model.spans[MINH]
            model = before.pop()
            model.spans[MINH] = theirs
        elif verb == "redo" and undone:
            outcome = done(lan.redo())
            before.append(deepcopy(model))
            theirs = model.spans[MINH]
            model = undone.pop()
            model.spans[MINH] = theirs
        elif verb == "crash":
            sessions = {who: crashed(session) for who, session in sessions.items()}
        if isinstance(outcome, Change) and verb not in ("undo", "redo"):
            before.append(here)
            undone.clear()
        if isinstance(outcome, Change):
            sessions[LAN] = again(sessions[LAN])
        assert labels_of(sessions[LAN]) == model.shown(LAN)
    sessions = {who: again(session) for who, session in sessions.items()}
    for who, session in sessions.items():
        assert labels_of(session) == model.shown(who)
        assert session.close() is None
    assert sound(folder)
