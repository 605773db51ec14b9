"""The gazetteer's names and words become features of the syllables in and beside them."""

from nhan.core.tagger.features.local import features
from tests.core.conftest import Tokenizer


def test_features_tell_names_and_the_words_beside_them(tokenizer: Tokenizer) -> None:
    rows = features(tokenizer("Mưa to, theo Reuters, ông Nam cho biết."))
    assert {"g=BEN", "gw=BEN=", "kb=n"} <= set(rows[4])
    assert {"kb=t", "ka=v", "klr=t_v"} <= set(rows[7])


def test_a_long_name_is_told_from_its_first_word_to_its_last_capital(tokenizer: Tokenizer) -> None:
    rows = features(tokenizer("Theo lời Tập đoàn xăng dầu Việt Nam, giá đã giảm."))
    opened = [place for place, row in enumerate(rows) if "oh=tập đoàn" in row]
    assert opened == [2, 3, 4, 5, 6, 7]
    assert "oh=tập đoàn/0" in rows[7]
    assert "ohd=4/1Ul" in rows[6]


def test_a_long_name_does_not_reach_beyond_a_verb(tokenizer: Tokenizer) -> None:
    rows = features(tokenizer("Trường đã mời Mai Lan."))
    assert [place for place, row in enumerate(rows) if "oh=trường" in row] == [0]
