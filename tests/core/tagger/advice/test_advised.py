"""Advice over syllables: the outermost of what was proposed, and the features that say so."""

from collections.abc import Callable

from msgspec.structs import replace

from nhan.core.suggestion import Suggestion
from nhan.core.tagger.advice.advised import advised, advised_runs
from nhan.core.tagger.encoder.odds import MOST, TAGS
from nhan.core.tagger.features.advised import advised_features
from nhan.core.tagger.features.local import features
from nhan.core.tagger.tokenized import Tokenized

Tokenizer = Callable[[str], Tokenized]
TEXT = "Bà Lê Mận về Huế.\nMưa"


def test_spans_become_runs_of_the_syllables_that_they_touch(tokenizer: Tokenizer) -> None:
    found = [Suggestion(3, 9, "PER", 0.75), Suggestion(6, 9, "LOC", 0.9), Suggestion(13, 15, "LOC")]
    tokenized = advised(tokenizer(TEXT), found)
    assert tokenized.advice == [(1, 3, "PER", 0.75), (4, 5, "LOC", None)]
    assert advised_runs(tokenized) == [(1, 3, "PER"), (4, 5, "LOC")]
    assert advised(tokenizer(TEXT), []).advice == [] and tokenizer(TEXT).advice is None


def test_a_field_is_told_the_tag_how_sure_and_what_is_beside(tokenizer: Tokenizer) -> None:
    tokenized = advised(tokenizer(TEXT), [Suggestion(3, 9, "PER", 0.75), Suggestion(13, 16, "LOC")])
    rows = advised_features(replace(tokenized, odds=bytes(MOST if tag == "B-PER" else 0 for tag in TAGS) * 7))
    assert rows[1] == [
        "a=B-PER",
        "ab=B-PER7",
        "a-=OB-PER",
        "a+=B-PERI-PER",
        "as=B-PERUl",
        "al=B-PERlê",
        "ae=B-PERB-PER",
    ]
    assert "ab=B-LOC?" in rows[4] and "a=O" in rows[5]
    assert "a-=EO" in rows[6]  # another sentence


def test_an_article_on_which_nobody_has_advised_has_the_features_it_had(tokenizer: Tokenizer) -> None:
    tokenized = tokenizer(TEXT)
    plain, none = features(tokenized), features(advised(tokenized, []))
    assert advised_features(tokenized) == [[]] * len(tokenized)
    assert [row[: len(own)] for row, own in zip(none, plain, strict=True)] == plain
    assert all("a=O" in row for row in none)
