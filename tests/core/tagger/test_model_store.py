"""Where a project's models lie: a file is never written twice, and what nobody needs any more goes."""

from pathlib import Path

from nhan.core.store.disk import Disk
from nhan.core.tagger.model_file import encode
from nhan.core.tagger.model_store import CACHE, FORMER, KEPT, keep_model, newest_model
from tests.core.news import articles
from tests.core.retraining.building import model_of

DISK = Disk()
MODELS = [encode(model_of(articles(count))) for count in range(1, KEPT + 3)]


def test_the_last_one_counts_whoever_trained_it(tmp_path: Path) -> None:
    assert newest_model(DISK, tmp_path) is None
    lan = keep_model(DISK, tmp_path, "lan", MODELS[0])
    minh = keep_model(DISK, tmp_path, "minh", MODELS[0])
    assert lan != minh
    assert (newest_model(DISK, tmp_path), newest_model(DISK, tmp_path, "lan")) == (minh, lan)


def test_no_file_is_ever_another_model(tmp_path: Path) -> None:
    paths = [keep_model(DISK, tmp_path, "lan", data) for data in MODELS[:KEPT]]
    assert [path.read_bytes() for path in paths] == MODELS[:KEPT]


def test_only_the_last_ones_of_a_person_are_kept(tmp_path: Path) -> None:
    minh = keep_model(DISK, tmp_path, "minh", MODELS[0])
    paths = [keep_model(DISK, tmp_path, "lan", data) for data in MODELS]
    assert [path.exists() for path in paths] == [False] * (len(MODELS) - KEPT) + [True] * KEPT
    assert minh.exists()


def test_a_model_of_a_former_version_of_the_program_serves_until_there_is_a_newer_one(tmp_path: Path) -> None:
    former = tmp_path / CACHE / FORMER
    former.parent.mkdir()
    former.write_bytes(MODELS[0])
    assert newest_model(DISK, tmp_path, "lan") == former
    assert newest_model(DISK, tmp_path) == former
    assert keep_model(DISK, tmp_path, "lan", MODELS[1]) == newest_model(DISK, tmp_path)


def test_what_cannot_be_read_is_in_nobody_s_way(tmp_path: Path) -> None:
    sound = keep_model(DISK, tmp_path, "lan", MODELS[0])
    damaged = keep_model(DISK, tmp_path, "lan", b"of a later version")
    assert newest_model(DISK, tmp_path) == sound
    sound.unlink()
    assert newest_model(DISK, tmp_path) == damaged
