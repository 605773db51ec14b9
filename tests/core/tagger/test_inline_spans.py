"""Spans written inline: their offsets, and brackets that do not match."""

import pytest

from nhan.core.tagger.inline_spans import parse


def test_brackets_that_do_not_match_are_named() -> None:
    assert parse("a", "ở [ORG Công an [LOC Huế]].").spans == [(10, 13, "LOC"), (2, 13, "ORG")]
    for source in ("ở [LOC Huế", "ở Huế]"):
        with pytest.raises(ValueError, match=r"^a: a bracket"):
            parse("a", source)
