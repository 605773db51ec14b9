"""Training in a child process: the same model every time, a clear word for every failure, the last good model stays."""

import errno
import os
import signal
from pathlib import Path
from threading import Thread

import pytest

from nhan.core.messages import NhanError
from nhan.core.retraining.trainer import Trainer
from nhan.core.store.disk import Disk, Stat
from nhan.core.suggest.builtin import LearnedSuggester, Remembering
from nhan.core.tagger.model_store import newest_model
from nhan.core.tagger.training_example import CorrectedArticle
from tests.core.news import article, articles

AT = "2026-01-02T03:04:05+00:00"


class FullDisk(Disk):
    """A disk with no room for models."""

    def write_atomic(self, path: Path, data: bytes) -> Stat:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with a model of twelve articles."""
    folder = tmp_path_factory.mktemp("project")
    Trainer(Disk(), folder, "an").train(articles(12), AT)
    return folder


def newest(folder: Path) -> Path:
    path = newest_model(Disk(), folder)
    assert path is not None
    return path


def test_the_thirteenth_article_comes_right(trained: Path) -> None:
    suggester = LearnedSuggester({"model": str(newest(trained))})
    wanted = found = right = 0
    for one in articles(8, first=100):
        suggested = {(each.start, each.end, each.label) for each in suggester.suggest(one.text)}
        wanted, found, right = wanted + len(one.spans), found + len(suggested), right + len(suggested & set(one.spans))
    assert right > 0.85 * wanted
    assert right > 0.85 * found


def test_what_was_decided_above_changes_what_is_suggested_below(trained: Path) -> None:
    suggester = LearnedSuggester({"model": str(newest(trained))})
    text = "Tàu Hải Âu ra khơi. Ông kể về Tô Sa. Rồi Tô Sa im lặng, Tô Sa đi."
    first = text.index("Tô Sa")
    below = suggester.follow(text, [(4, 10, "SHIP"), (first, first + 5, "SHIP")], first + 5)
    assert [(text[each.start : each.end], each.label) for each in below] == [("Tô Sa", "SHIP")] * 2


def test_memory_suggests_what_was_labelled(trained: Path) -> None:
    suggester = Remembering({"model": str(newest(trained))})
    (found,) = suggester.suggest("Gặp tàu Sao Biển.")
    assert (found.start, found.end, found.label) == (8, 16, "SHIP")


def test_the_same_articles_give_the_same_bytes(trained: Path, tmp_path: Path) -> None:
    model = Trainer(Disk(), tmp_path, "an").train(articles(12), AT)
    assert newest(tmp_path).read_bytes() == newest(trained).read_bytes()
    assert [each.article for each in model.studied] == [each.article for each in articles(12)]
    assert (model.labels, model.trained_at) == (["LOC", "PER", "SHIP"], AT)


def test_other_articles_give_another_model(trained: Path, tmp_path: Path) -> None:
    Trainer(Disk(), tmp_path, "an").train(articles(11), AT)
    assert newest(tmp_path).read_bytes() != newest(trained).read_bytes()


def refused(trainer: Trainer, given: list[CorrectedArticle]) -> str:
    with pytest.raises(NhanError) as caught:
        trainer.train(given, AT)
    return caught.value.message.key


def test_nothing_to_learn_from(tmp_path: Path) -> None:
    assert refused(Trainer(Disk(), tmp_path, "an"), []) == "learning.nothing"
    assert refused(Trainer(Disk(), tmp_path, "an"), [CorrectedArticle("a", "Trời mưa.", [])]) == "learning.nothing"
    assert newest_model(Disk(), tmp_path) is None


def test_a_full_disk_leaves_the_last_model(trained: Path) -> None:
    before = newest(trained).read_bytes()
    assert refused(Trainer(FullDisk(), trained, "an"), articles(3)) == "learning.not_saved"
    assert newest(trained).read_bytes() == before


def test_a_killed_trainer_leaves_the_last_model(trained: Path) -> None:
    before = newest(trained).read_bytes()
    trainer = Trainer(Disk(), trained, "an")

    def kill(done: int, _: int) -> None:
        if done == 1 and trainer.pid:
            os.kill(trainer.pid, signal.SIGKILL)

    with pytest.raises(NhanError) as caught:
        trainer.train(articles(40), AT, kill)
    assert caught.value.message.key == "learning.died"
    assert newest(trained).read_bytes() == before


def test_training_can_be_stopped(tmp_path: Path) -> None:
    trainer = Trainer(Disk(), tmp_path, "an")
    stopping: list[Thread] = []

    def stop(done: int, _: int) -> None:
        if done == 1:
            stopping.append(Thread(target=trainer.stop))
            stopping[0].start()

    with pytest.raises(NhanError) as caught:
        trainer.train(articles(40), AT, stop)
    stopping[0].join()
    assert caught.value.message.key == "learning.stopped"
    assert refused(trainer, articles(2)) == "learning.stopped"


def test_contradictory_labels_one_label_and_two_hundred(tmp_path: Path) -> None:
    trainer = Trainer(Disk(), tmp_path, "an")
    one = article(1)
    other = CorrectedArticle(
        "khác", one.text, [(a, b, "LOC" if label == "PER" else "PER") for a, b, label in one.spans]
    )
    assert trainer.train([one, other], AT).labels
    assert trainer.train([CorrectedArticle("a", "Huế mưa.", [(0, 3, "LOC")])], AT).labels == ["LOC"]
    text = " ".join(f"Tên{number} đến." for number in range(200))
    places = [text.index(f"Tên{number} ") for number in range(200)]
    many = [(place, place + len(f"Tên{number}"), f"L{number}") for number, place in enumerate(places)]
    assert len(trainer.train([CorrectedArticle("a", text, many)], AT).labels) == 200


def test_spans_inside_spans_are_learned(tmp_path: Path) -> None:
    given = []
    for number, place in enumerate(("Huế", "Vinh", "Sơn La", "Bến Tre", "Cà Mau", "Phú Yên")):
        text = f"Công an tỉnh {place} vào cuộc. Hôm qua ở {place} mưa."
        outer, inner = (0, 13 + len(place), "ORG"), (8, 13 + len(place), "LOC")
        last = text.rindex(place)
        given.append(CorrectedArticle(str(number), text, [outer, inner, (last, last + len(place), "LOC")]))
    Trainer(Disk(), tmp_path, "an").train(given, AT)
    text = "Công an tỉnh Hà Nam vào cuộc."
    found = LearnedSuggester({"model": str(newest(tmp_path))}).suggest(text)
    assert [(text[each.start : each.end], each.label) for each in found] == [
        ("Công an tỉnh Hà Nam", "ORG"),
        ("tỉnh Hà Nam", "LOC"),
    ]


@pytest.mark.parametrize(
    "sentences", [pytest.param(1_000, marks=pytest.mark.slow), pytest.param(16_000, marks=pytest.mark.soak)]
)
def test_a_long_article(trained: Path, sentences: int) -> None:
    """The longer one has a megabyte."""
    suggester = LearnedSuggester({"model": str(newest(trained))})
    assert len(suggester.suggest(article(1, sentences).text)) > sentences


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    path = tmp_path / "x.nhanmodel"
    path.write_bytes(b"\x81\xa1a")
    for data, key in ((b"\x81\xa1a", "learning.model_damaged"), (None, "learning.no_model")):
        path.unlink() if data is None else path.write_bytes(data)
        with pytest.raises(NhanError) as caught:
            LearnedSuggester({"model": str(path)})
        assert caught.value.message.key == key
