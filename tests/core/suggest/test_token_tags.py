"""Tags of words as spans: every usual scheme says the same."""

import pytest

from nhan.core.suggest.token_tags import Tagged, spans
from nhan.core.suggestion import Suggestion


def tagged(*tags: str) -> list[Tagged]:
    """One word of three letters for each tag, which is certain."""
    return [Tagged(4 * place, 4 * place + 3, {tag: 1.0}) for place, tag in enumerate(tags)]


@pytest.mark.parametrize(
    "tags",
    [
        ("B-PER", "I-PER", "O", "B-LOC", "B-LOC"),  # IOB2
        ("I-PER", "I-PER", "O", "I-LOC", "B-LOC"),  # IOB
        ("B-PER", "L-PER", "O", "U-LOC", "U-LOC"),  # BILOU
        ("B_PER", "E_PER", "O", "S_LOC", "S_LOC"),  # BIOES
    ],
)
def test_every_scheme_makes_the_same_spans(tags: tuple[str, ...]) -> None:
    found = [(each.start, each.end, each.label) for each in spans(tagged(*tags))]
    assert found == [(0, 7, "PER"), (12, 15, "LOC"), (16, 19, "LOC")]


def test_tags_without_a_prefix_join_their_neighbours() -> None:
    assert spans(tagged("LOC", "LOC", "O", "PER")) == [Suggestion(0, 7, "LOC", 1.0), Suggestion(12, 15, "PER", 1.0)]


def test_confidence_is_a_mean_and_the_next_label_is_told() -> None:
    words = [Tagged(0, 3, {"B-PER": 0.6, "B-LOC": 0.3, "O": 0.1}), Tagged(4, 7, {"I-PER": 0.8, "O": 0.2})]
    assert spans(words) == [Suggestion(0, 7, "PER", 0.7, "LOC")]
