"""The same counts as nervaluate, where the order of its lists does not decide what it answers."""

import pytest

from nhan.core.suggestion import Labelled
from tests.core.agreement.published import A, B, C, agreement

nervaluate = pytest.importorskip("nervaluate", reason="the extra `interop` is not installed")


def entities(spans: frozenset[Labelled]) -> list[dict[str, object]]:
    """With inclusive ends, as nervaluate has them."""
    return [{"start": start, "end": end - 1, "label": label} for start, end, label in sorted(spans)]


@pytest.mark.parametrize("other", [B, C], ids=["B", "C"])
def test_partial_and_type_f1(other: frozenset[Labelled]) -> None:
    evaluator = nervaluate.Evaluator([entities(A)], [entities(other)], tags=["PER", "LOC", "ORG"], loader="dict")
    theirs = evaluator.evaluate()["overall"]
    ours = agreement(A, other).figures
    for name, their in (("exact", "strict"), ("extent", "exact"), ("partial", "partial"), ("type", "ent_type")):
        assert ours[name].value == pytest.approx(theirs[their].f1), name
