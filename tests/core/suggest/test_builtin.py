"""Nhãn's own suggesters: what an open article costs at each decision."""

import msgspec
import pytest

from nhan.core.suggest.builtin import StarterSuggester
from nhan.core.tagger import patterns
from nhan.core.tagger.pretrained_choice import NEWS, PretrainedChoice

TEXT = "Sáng 3/5, bà Trần Thị Mận gửi thư cho lan@vidu.vn.\nSáng 4/5, bà gọi 0912 345 678."


def test_an_open_article_is_searched_for_forms_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def holds(words: str) -> bool:
        seen.append(words)
        return True

    monkeypatch.setattr(patterns, "_PATTERNS", [each._replace(holds=holds) for each in patterns._PATTERNS])
    chosen = PretrainedChoice(NEWS, {"PER": "PER"}, {"DATETIME": "DATE", "EMAIL": "EMAIL", "PHONENUMBER": "PHONE"})
    suggester = StarterSuggester({"starter": msgspec.to_builtins(chosen)})
    assert len(suggester.suggest(TEXT)) == 5
    assert len(seen) == 4
    assert len(suggester.follow(TEXT, [(0, 8, "DATE")], 8)) == 4
    assert len(seen) == 4


DOUBTFUL = "Ông Trịnh Hữu Đạt đến Quảng Ngãi.\nBan Kỷ luật VFF sẽ họp về vụ việc này vào thứ hai tới."


def test_what_is_almost_suggested_stands_where_nothing_is() -> None:
    suggester = StarterSuggester({})
    found, shown = suggester.candidates(DOUBTFUL), suggester.suggest(DOUBTFUL)
    assert "Ban Kỷ luật VFF" in [DOUBTFUL[each.start : each.end] for each in found]
    assert not any(one.start < other.end and other.start < one.end for one in found for other in shown)
    suggester.follow(DOUBTFUL, [(0, 3, "ORG")], 20)  # what is decided meanwhile makes no difference
    assert suggester.candidates(DOUBTFUL) == found
