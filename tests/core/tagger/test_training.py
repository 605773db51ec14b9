"""What a training goes by is kept with the article, the encoder's reading as bytes: so it repeats exactly."""

from pathlib import Path

import msgspec
import pytest

from nhan.core.store.disk import Disk
from nhan.core.tagger.encoder import encoder
from nhan.core.tagger.encoder.at_hand import ENCODER
from nhan.core.tagger.encoder.odds import TAGS
from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training import TokenizedArticles, train_model
from tests.core.news import article, articles

TEXT = article(1).text


def elsewhere(tokenized: Tokenized) -> bytes:
    """A machine whose sums come out otherwise, and much so."""
    return bytes([0, 0, 0, 0, 0, 200, 100, 0, 0]) * len(tokenized)


def trained(kept: Path) -> bytes:
    return train_model(articles(6), TokenizedArticles(Disk(), kept, ENCODER), "")


def test_a_training_repeats_exactly_on_a_machine_that_sums_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = trained(tmp_path / "one")
    monkeypatch.setattr(encoder, "read", elsewhere)
    assert trained(tmp_path / "one") == first
    assert trained(tmp_path / "other") != first  # where nothing is kept


def test_an_article_that_a_former_version_kept_is_read_by_the_encoder_now(tmp_path: Path) -> None:
    plain = TokenizedArticles(Disk(), tmp_path, encoder=0)(TEXT)
    assert plain.odds == b""
    (path,) = tmp_path.iterdir()
    former = msgspec.msgpack.decode(path.read_bytes())
    del former["odds"], former["encoder"]
    path.write_bytes(msgspec.msgpack.encode(former))
    read = TokenizedArticles(Disk(), tmp_path, ENCODER)(TEXT)
    assert len(read.odds) == len(read) * len(TAGS)
    assert msgspec.msgpack.decode(path.read_bytes(), type=Tokenized) == read


def test_what_one_machine_has_read_stays_kept_where_there_is_no_encoder(tmp_path: Path) -> None:
    read = TokenizedArticles(Disk(), tmp_path, ENCODER)(TEXT)
    assert TokenizedArticles(Disk(), tmp_path, encoder=0)(TEXT) == msgspec.structs.replace(read, odds=b"", encoder=0)
    (path,) = tmp_path.iterdir()
    assert msgspec.msgpack.decode(path.read_bytes(), type=Tokenized) == read
