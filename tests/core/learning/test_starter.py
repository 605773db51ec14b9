"""The starter: its articles, the model that was made of them, and its word beside a project's model."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.learning.crf_door import Crf, train
from nhan.core.learning.lesson import Corrected
from nhan.core.learning.model_file import VERSION, studied
from nhan.core.learning.starter import Mixed, lessons, parse, share, starter
from nhan.core.learning.suggesters import LearnedSuggester, StarterSuggester
from nhan.core.text.units import trim_range

LESSONS = lessons()


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.article)
def test_a_lesson_is_labelled_throughout(lesson: Corrected) -> None:
    assert not set("[]") & set(lesson.text)
    assert len(lesson.spans) >= 15
    assert {label for _, _, label in lesson.spans} <= {"PER", "LOC", "ORG", "MISC"}
    for start, end, _ in lesson.spans:
        words = lesson.text[start:end]
        assert words == words.strip() and "\n" not in words
        # A name may end with a full stop or a bracket ("Nguyễn Văn H."), never begin or end with other punctuation.
        trimmed = trim_range(lesson.text, start, end)
        assert trimmed is not None and lesson.text[trimmed[1] : end] in ("", ".", ")", "!", "?")


def test_no_two_lessons_are_alike() -> None:
    lines = Counter(line for lesson in LESSONS for line in lesson.text.splitlines() if len(line) > 40)
    assert max(lines.values()) == 1


def test_the_model_was_made_of_these_lessons_for_this_version() -> None:
    model = starter()
    assert model.version == VERSION
    assert model.studied == studied(LESSONS)


def test_brackets_that_do_not_match_are_named() -> None:
    assert parse("a", "ở [ORG Công an [LOC Huế]].").spans == [(10, 13, "LOC"), (2, 13, "ORG")]
    for source in ("ở [LOC Huế", "ở Huế]"):
        with pytest.raises(ValueError, match=r"^a: a bracket"):
            parse("a", source)


def test_it_suggests_before_anything_is_corrected() -> None:
    text = "Chiều 3-5, bà Trần Thị Mận, Giám đốc Sở Y tế Quảng Ngãi, tới thăm Trường THCS Bình Minh ở huyện Ba Tơ."
    found = {text[each.start : each.end]: each.label for each in StarterSuggester({}).suggest(text)}
    assert found["Trần Thị Mận"] == "PER"
    assert found["Sở Y tế Quảng Ngãi"] == "ORG"
    assert found["huyện Ba Tơ"] == "LOC"


def test_it_follows_what_is_decided_above() -> None:
    text = "Tàu Sao Biển rời cảng.\nThuyền trưởng cho biết Sao Biển chở gạo."
    suggester: LearnedSuggester = StarterSuggester({})
    after = suggester.follow(text, [(4, 12, "ORG")], 12)
    assert ("Sao Biển", "ORG") in [(text[each.start : each.end], each.label) for each in after]


def test_its_word_weighs_less_with_every_corrected_article() -> None:
    weights = [share(count) for count in range(200)]
    assert weights[0] == 1.0
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] < 0.05


def field(*tags: str) -> Crf:
    """Learned from sentences of one syllable each, for every tag a feature of its name."""
    return train([[[tag]] for tag in tags], [[tag] for tag in tags], 20)


@settings(deadline=None)
@given(weight=st.floats(0, 1))
def test_mixed_probabilities_are_means_and_sum_to_one(weight: float) -> None:
    one, other = field("O", "B-PER"), field("O", "B-LOC")
    mixed = Mixed(one, other, weight)
    assert mixed.tags == ["B-LOC", "B-PER", "O"]
    rows = [["B-PER"], ["O"], ["B-LOC"]]
    for mean, first, second in zip(mixed.marginals(rows), one.marginals(rows), other.marginals(rows), strict=True):
        assert sum(mean) == pytest.approx(1.0)
        its = dict(zip(one.tags, first, strict=True))
        others = dict(zip(other.tags, second, strict=True))
        expected = [weight * its.get(tag, 0.0) + (1 - weight) * others.get(tag, 0.0) for tag in mixed.tags]
        assert mean == pytest.approx(expected)
