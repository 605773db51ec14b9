"""Who suggests on the command line: whoever is named, else the one that the window takes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from nhan.core.project import Project
from nhan.core.propagation.propagate import has_own
from nhan.core.store.disk import Disk
from nhan.core.suggest.suggester_choice import best_suggester
from nhan.core.tagger.model_store import newest_model
from tests.core.cli.running import Nhan
from tests.core.news import article

NEWS = "Ông Nguyễn Văn A đến Hà Nội.\n"


@pytest.fixture
def news(tmp_path: Path, nhan: Nhan) -> Path:
    """A project of one article with nothing in it, and one that is corrected."""
    (tmp_path / "bài.txt").write_text(NEWS, encoding="utf-8")
    done = article(1)
    spans = [{"start": start, "end": end, "label": "PER"} for start, end, label in done.spans if label == "PER"]
    (tmp_path / "đã sửa.jsonl").write_text(json.dumps({"id": "xong", "text": done.text, "spans": spans}))
    nhan.done("new", tmp_path / "p")
    nhan.done("import", tmp_path / "p", tmp_path / "bài.txt", tmp_path / "đã sửa.jsonl")
    return tmp_path / "p"


def suggesters(folder: Path) -> set[str]:
    project = Project.open(Disk(), folder)
    document = project.load("bài", project.annotator).document
    assert has_own(document), "the window asks again after each decision"
    return {span.source.name for span in document}


def test_the_window_s_choice_is_the_command_line_s(nhan: Nhan, news: Path) -> None:
    assert best_suggester(Project.open(Disk(), news), "")[0] == "starter"
    assert "(starter " in nhan.done("suggest", news).out
    assert suggesters(news) == {"starter"}
    nhan.done("train", news)
    assert best_suggester(Project.open(Disk(), news), "")[0] == "learned"
    assert "(learned " in nhan.done("suggest", news, "--again").out
    assert suggesters(news) == {"learned"}


def test_a_model_that_is_named_suggests_by_itself(nhan: Nhan, news: Path, tmp_path: Path) -> None:
    nhan.done("train", news)
    nhan.done("train", news, "--export", tmp_path / "mô hình")
    own = newest_model(Disk(), news)
    assert own is not None
    own.unlink()
    nhan.done("suggest", news, "--model", tmp_path / "mô hình")
    assert suggesters(news) == {"learned"}


def test_who_is_named_suggests(nhan: Nhan, news: Path) -> None:
    assert "(underthesea 9.5.0)" in nhan.done("suggest", news, "--suggester", "underthesea").out
    assert suggesters(news) == {"underthesea"}
    ran = nhan("suggest", news, "--again", "--suggester", "nobody")
    assert (ran.code, "nobody" in ran.err) == (1, True)
    ran = nhan("train", news, "--suggester", "nobody")
    assert (ran.code, "nobody" in ran.err, len(ran.err.splitlines())) == (1, True, 1)


def test_the_project_s_model_goes_by_the_word_of_one_s_own_once_it_has_learned_from_it(
    nhan: Nhan, news: Path, toy: str
) -> None:
    assert "(toy 1)" in nhan.done("suggest", news, "--again", "--suggester", toy).out
    nhan.done("train", news)
    assert "(toy 1)" in nhan.done("suggest", news, "--again", "--suggester", toy).out
    nhan.done("train", news, "--suggester", toy)
    said = nhan.done("suggest", news, "--again", "--suggester", toy).out
    assert "(learned " in said and "+toy 1" in said


def test_labels_that_no_model_knows_are_left_to_underthesea(nhan: Nhan, tmp_path: Path) -> None:
    labels = {"name": "x", "title": {}, "labels": [{"name": "DRUG", "title": {}, "color": "#336699"}]}
    (tmp_path / "x.json").write_text(json.dumps(labels))
    (tmp_path / "bài.txt").write_text(NEWS, encoding="utf-8")
    nhan.done("new", tmp_path / "p", "--labels", tmp_path / "x.json")
    nhan.done("import", tmp_path / "p", tmp_path / "bài.txt")
    assert "(underthesea 9.5.0)" in nhan.done("suggest", tmp_path / "p").out


def test_the_help_says_who_suggests(nhan: Nhan) -> None:
    said = " ".join(nhan.done("suggest", "--help", "--lang", "en").out.split())
    assert "(default: as in the window, the project's own model, else" in said


def test_a_server_suggests_by_its_address(nhan: Nhan, news: Path, suggestion_server: Callable[[str], str]) -> None:
    address = suggestion_server("well")
    nhan.done("suggest", news, "--suggester", "chat", "--address", address)
    assert suggesters(news) == {"chat"}
    said = nhan("suggest", news, "--again", "--address", "nowhere")
    assert said.code == 1 and "nowhere" in said.err and "Traceback" not in said.err
