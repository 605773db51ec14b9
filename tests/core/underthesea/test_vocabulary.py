"""The features that a model knows, and windows over a sentence."""

from nhan.core.underthesea.vocabulary import Vocabulary, padded, windows


def test_only_known_features_are_said_in_the_order_of_the_templates() -> None:
    known = Vocabulary(["T[0]=Hà", "T[1]=Nội", "T[0]=a=b"])
    assert known.features(["T[0]", "T[1]", "T[1]", "T[2]"], ["Hà", "Hà", "Nội", "Hà"]) == ("T[0]=Hà", "T[1]=Nội")
    assert known.roles(["T[0]", "T[1]"])["Hà"] == (("T[0]=Hà",), ())
    assert known.feature("T[0]", "a=b") == ("T[0]=a=b",)


def test_windows_over_the_edges() -> None:
    assert list(windows(padded("x", "<", ">"), 5)) == [("<", "<", "x", ">", ">")]
    assert list(windows("ab", 3)) == []
