"""Suggestions as spans: deterministic ids, a machine's source, nobody's decision."""

from nhan.core.model import Source, SpanStatus
from nhan.core.suggestion import Suggestion, to_spans

FOUND = [Suggestion(0, 6, "LOC", 0.9, "ORG"), Suggestion(0, 6, "ORG"), Suggestion(9, 12, "PER", 0.4)]


def test_spans_say_who_proposed_them_and_how_sure_it_was() -> None:
    spans = to_spans("bài 1", "toy", "1.2", FOUND)
    assert [(span.start, span.end, span.label, span.confidence, span.runner_up) for span in spans] == [
        (0, 6, "LOC", 0.9, "ORG"),
        (0, 6, "ORG", None, None),
        (9, 12, "PER", 0.4, None),
    ]
    assert {span.source for span in spans} == {Source("machine", "toy", "1.2")}
    assert {span.status for span in spans} == {SpanStatus.SUGGESTED}


def test_ids_are_the_same_everywhere_and_tell_suggestions_apart() -> None:
    ids = [span.id for span in to_spans("bài 1", "toy", "1.2", FOUND)]
    assert ids == [span.id for span in to_spans("bài 1", "toy", "1.3", FOUND)]  # a new version keeps its decisions
    assert len({*ids, to_spans("bài 2", "toy", "1.2", FOUND)[0].id, to_spans("bài 1", "toy2", "1.2", FOUND)[0].id}) == 5
    assert all(len(one) == 10 and one == one.lower() and one.isalnum() for one in ids)
    assert ids[0] == "bizfg4s4z5"
