"""Tokens that leave nothing of a text out, and go over no edge of a span."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.formats.spaced import places, spaced
from nhan.core.model import Span
from tests.core.building import NASTY


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_the_tokens_are_the_text_and_every_span_is_whole_tokens(data: st.DataObject) -> None:
    text = "".join(data.draw(NASTY))
    spans = []
    for number in range(data.draw(st.integers(0, 4)) if text else 0):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        spans.append(Span(id=str(number), start=start, end=end, label="PER"))
    units = spaced(text, spans)
    assert "".join(text[unit.start : unit.end] + " " * unit.space for unit in units) == text
    for span in spans:
        place = places(units, (span.start, span.end))
        assert place is not None
        assert (units[place[0]].start, units[place[1] - 1].end) == (span.start, span.end)


def test_a_space_behind_a_token_belongs_to_it_unless_a_span_ends_there() -> None:
    assert [(unit.start, unit.end, unit.space) for unit in spaced("a b")] == [(0, 1, True), (2, 3, False)]
    whole = Span(id="s", start=0, end=2, label="PER")
    assert [(unit.start, unit.end) for unit in spaced("a b", [whole])] == [(0, 1), (1, 2), (2, 3)]
