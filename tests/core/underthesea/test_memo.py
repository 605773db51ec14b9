"""Answers are kept, with a bound."""

from nhan.core.underthesea.memo import Memo


def test_answers_are_worked_out_once_and_never_more_than_the_bound_kept() -> None:
    asked: list[int] = []

    def make(key: int) -> str:
        asked.append(key)
        return str(key)

    memo = Memo(make, 3)
    assert [memo[key] for key in (1, 2, 1, 3, 2, 4, 4)] == ["1", "2", "1", "3", "2", "4", "4"]
    assert asked == [1, 2, 3, 4]
    assert len(memo) <= 3
