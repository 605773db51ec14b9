"""The same counts as nervaluate, where the order of its lists does not decide what it answers; gamma as
pygamma-agreement has it."""

import pytest

from nhan.core.agreement.gamma import SpanPair, by_chance, cost, disorder
from nhan.core.suggestion import Labelled
from tests.core.agreement.published import A, B, C, N, agreement

NEEDED = "the extra `interop` is not installed"


def entities(spans: frozenset[Labelled]) -> list[dict[str, object]]:
    """With inclusive ends, as nervaluate has them."""
    return [{"start": start, "end": end - 1, "label": label} for start, end, label in sorted(spans)]


@pytest.mark.parametrize("other", [B, C], ids=["B", "C"])
def test_partial_and_type_f1(other: frozenset[Labelled]) -> None:
    nervaluate = pytest.importorskip("nervaluate", reason=NEEDED)
    evaluator = nervaluate.Evaluator([entities(A)], [entities(other)], tags=["PER", "LOC", "ORG"], loader="dict")
    theirs = evaluator.evaluate()["overall"]
    ours = agreement(A, other).figures
    for name, their in (("exact", "strict"), ("extent", "exact"), ("partial", "partial"), ("type", "ent_type")):
        assert ours[name].value == pytest.approx(theirs[their].f1), name


@pytest.mark.parametrize("other", [B, N, C], ids=["B", "N", "C"])
def test_gamma(other: frozenset[Labelled]) -> None:
    """The disorder is the same; what chance makes is sampled by both, and differs by a few hundredths."""
    pygamma = pytest.importorskip("pygamma_agreement", reason=NEEDED)
    segment, dice = pytest.importorskip("pyannote.core").Segment, pytest.importorskip("numpy").random
    continuum = pygamma.Continuum()
    for name, spans in (("one", A), ("other", other)):
        for start, end, label in sorted(spans):
            continuum.add(name, segment(start, end), label)
    continuum.bound_sup = 20
    dice.seed(1)
    parameters = pygamma.CombinedCategoricalDissimilarity(alpha=1, beta=1, delta_empty=1)
    theirs = continuum.compute_gamma(parameters, n_samples=300, sampler=pygamma.ShuffleContinuumSampler())
    ours = disorder([(cost(A, other), len(A) + len(other))])
    assert ours == pytest.approx(theirs.observed_disorder, abs=1e-6)
    assert by_chance([SpanPair(20, A, other)]) == pytest.approx(theirs.expected_disorder, rel=0.06)
