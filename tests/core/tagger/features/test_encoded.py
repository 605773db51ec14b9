"""What a field is told of the encoder's word: tags with their certainty, those beside them, nothing over an edge."""

from collections.abc import Callable

from msgspec.structs import replace

from nhan.core.tagger.encoder.odds import TAGS
from nhan.core.tagger.features.encoded import encoded_features
from nhan.core.tagger.features.local import features
from nhan.core.tagger.tokenized import Tokenized

Tokenizer = Callable[[str], Tokenized]


def odds(*rows: dict[str, int]) -> bytes:
    return bytes(row.get(tag, 0) for row in rows for tag in TAGS)


def test_tags_with_their_certainty_and_neighbours(tokenizer: Tokenizer) -> None:
    tokenized = tokenizer("An về.\nMưa")
    rows = odds({"B-PER": 250, "O": 50}, {"O": 255}, {"O": 255}, {"O": 200, "B-LOC": 150})
    first, second, _, last = encoded_features(replace(tokenized, odds=rows, encoder=1))
    assert first == ["e=B-PER", "eb=B-PER3", "e2=B-PERO3", "eo=-3", "e-1=E", "e+1=O", "e-=EB-PER", "e+=B-PERO"]
    assert "eb=O5" in second and "e-1=B-PER" in second
    assert "e-1=E" in last and "e2=OB-LOC1" in last  # another sentence


def test_an_article_that_was_not_read_has_the_features_it_had(tokenizer: Tokenizer) -> None:
    tokenized = tokenizer("Bà Mận về.")
    assert encoded_features(tokenized) == [[], [], [], []]
    read = replace(tokenized, odds=odds(*[{"O": 255}] * 4), encoder=1)
    plain = features(tokenized)
    assert [row[: len(own)] for row, own in zip(features(read), plain, strict=True)] == plain
    assert all(len(row) > len(own) for row, own in zip(features(read), plain, strict=True))
