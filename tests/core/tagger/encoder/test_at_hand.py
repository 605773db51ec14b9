"""Without numpy or the weights everything works as it does without an encoder; a model that goes by one says so."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nhan.core.messages import NhanError
from nhan.core.retraining.trainer import Trainer
from nhan.core.store.disk import Disk
from nhan.core.suggest.builtin import LearnedSuggester, StarterSuggester
from nhan.core.tagger.encoder import at_hand
from nhan.core.tagger.encoder.at_hand import ENCODER, encoder_at_hand
from nhan.core.tagger.model_file import READ_BY, decode
from nhan.core.tagger.model_store import is_readable, newest_model
from nhan.core.tagger.training import TokenizedArticles, train_model
from tests.core.news import articles

TEXT = "Chiều 3-5, bà Trần Thị Mận tới huyện Ba Tơ thăm Sở Y tế Quảng Ngãi."
SUGGEST = f"""
import sys
sys.modules["numpy"] = None
from nhan.core.suggest.builtin import StarterSuggester
suggester = StarterSuggester({{}})
print(suggester.version, [(each.start, each.end, each.label, each.confidence) for each in suggester.suggest({TEXT!r})])
"""


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine where the file of the weights is missing."""
    monkeypatch.setattr(at_hand, "WEIGHTS", "gone.npz")
    encoder_at_hand.cache_clear()
    yield
    encoder_at_hand.cache_clear()


def test_it_is_here() -> None:
    assert encoder_at_hand() == ENCODER


def test_without_numpy_and_without_the_file_it_suggests_by_the_pretrained_model_alone(without: None) -> None:
    assert encoder_at_hand() == 0
    suggester = StarterSuggester({})
    found = [(each.start, each.end, each.label, each.confidence) for each in suggester.suggest(TEXT)]
    ran = subprocess.run([sys.executable, "-c", SUGGEST], capture_output=True, text=True, check=True)
    assert ran.stdout == f"{suggester.version} {found}\n"
    assert "encoder" not in suggester.version and len(found) == 4


def test_with_it_the_suggestions_are_other_ones_and_the_version_says_so(without: None) -> None:
    alone = StarterSuggester({}).suggest(TEXT)
    encoder_at_hand.cache_clear()
    at_hand.WEIGHTS = "weights.npz"
    suggester = StarterSuggester({})
    assert suggester.version.endswith(f"+encoder{ENCODER}")
    assert [each.confidence for each in suggester.suggest(TEXT)] != [each.confidence for each in alone]


def test_a_model_that_goes_by_it_is_of_no_use_without(tmp_path: Path, without: None) -> None:
    encoder_at_hand.cache_clear()
    at_hand.WEIGHTS = "weights.npz"
    model = Trainer(Disk(), tmp_path, "an").train(articles(3), "")
    path = newest_model(Disk(), tmp_path)
    assert path is not None and is_readable(Disk(), path)
    assert model.parameters[READ_BY] == ENCODER
    at_hand.WEIGHTS = "gone.npz"
    encoder_at_hand.cache_clear()
    assert not is_readable(Disk(), path)
    with pytest.raises(NhanError) as caught:
        LearnedSuggester({"model": str(path)})
    assert caught.value.message.key == "learning.model_encoder"


def test_a_model_that_was_trained_without_it_is_the_one_of_before(tmp_path: Path) -> None:
    data = train_model(articles(3), TokenizedArticles(Disk(), tmp_path, encoder=0), "")
    assert READ_BY not in decode(data, "x").parameters
    assert b"eb=" not in data
    assert b"eb=" in train_model(articles(3), TokenizedArticles(Disk(), tmp_path, ENCODER), "")
