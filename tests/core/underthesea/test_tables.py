"""What is kept in tables: bounded memory of answers, the attributes of a model file."""

from pathlib import Path

import pytest

from nhan.core.crfsuite import attributes
from nhan.core.underthesea.memo import Memo
from nhan.core.underthesea.vocabulary import Vocabulary, padded, windows


def test_answers_are_worked_out_once_and_never_more_than_the_bound_kept() -> None:
    asked: list[int] = []

    def make(key: int) -> str:
        asked.append(key)
        return str(key)

    memo = Memo(make, 3)
    assert [memo[key] for key in (1, 2, 1, 3, 2, 4, 4)] == ["1", "2", "1", "3", "2", "4", "4"]
    assert asked == [1, 2, 3, 4]
    assert len(memo) <= 3


def test_only_known_features_are_said_in_the_order_of_the_templates() -> None:
    known = Vocabulary(["T[0]=Hà", "T[1]=Nội", "T[0]=a=b"])
    assert known.features(["T[0]", "T[1]", "T[1]", "T[2]"], ["Hà", "Hà", "Nội", "Hà"]) == ("T[0]=Hà", "T[1]=Nội")
    assert known.roles(["T[0]", "T[1]"])["Hà"] == (("T[0]=Hà",), ())
    assert known.feature("T[0]", "a=b") == ("T[0]=a=b",)


def test_windows_over_the_edges() -> None:
    assert list(windows(padded("x", "<", ">"), 5)) == [("<", "<", "x", ">", ">")]
    assert list(windows("ab", 3)) == []


def test_another_kind_of_file_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(bytes(100))
    with pytest.raises(ValueError, match="no CRFsuite model"):
        attributes(tmp_path / "model")
