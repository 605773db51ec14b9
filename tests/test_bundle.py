"""A frozen bundle does what a checkout does, with no Python around: its executable starts itself as each child."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from nhan.core.servers import SERVERS
from nhan.core.workers.command_line import CHILD
from tests.core.news import articles
from tests.tools.bundle import build

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

TEXT = "Ông Nguyễn Văn A đến Hà Nội.\n"
ALIEN = "raise SystemExit('a file of the current folder was imported')\n"


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("bundle"))


class Bundle:
    """The executable in a folder of its own, whose files are named as modules are."""

    def __init__(self, executable: Path, folder: Path, home: Path) -> None:
        self._executable = executable
        self.folder = folder
        for name in ("msgspec", "underthesea", "nhan", "sitecustomize"):
            (folder / f"{name}.py").write_text(ALIEN)
        self._environment = {
            name: value for name, value in os.environ.items() if name.startswith(("XDG_", "SYSTEMROOT", "TEMP"))
        } | {"PATH": str(home), "PYTHONPATH": "", "NHAN_LANG": "en", "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}

    def __call__(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [str(self._executable), *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=self._environment, capture_output=True, encoding="utf-8", check=False
        )

    def done(self, *arguments: str) -> str:
        """What a command said that must work."""
        ran = self(*arguments)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def spans(self) -> list[tuple[str, str, str]]:
        """Text, label and suggester of the spans of the article ``bài``."""
        self.done("export", "p", "-o", "out.jsonl", "--suggested")
        lines = (self.folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
        (found,) = (each for each in map(json.loads, lines) if each["id"] == "bài")
        return [(each["text"], each["label"], each["source"]["name"]) for each in found["spans"]]


@pytest.fixture
def nhan(bundle: Path, tmp_path: Path, own_folders: Path) -> Bundle:
    made = Bundle(bundle, tmp_path, own_folders)
    (tmp_path / "bài.txt").write_text(TEXT, encoding="utf-8")
    made.done("new", "p")
    made.done("import", "p", "bài.txt")
    return made


@pytest.mark.parametrize(("asked", "suggester"), [((), "starter"), (("--suggester", "underthesea"), "underthesea")])
def test_it_suggests(nhan: Bundle, asked: tuple[str, ...], suggester: str) -> None:
    nhan.done("suggest", "p", *asked)
    assert nhan.spans() == [("Nguyễn Văn A", "PER", suggester), ("Hà Nội", "LOC", suggester)]


def test_it_learns_and_simulates(nhan: Bundle) -> None:
    names = {"PER": "PER", "LOC": "LOC", "SHIP": "MISC"}
    spans = {
        each.article: [{"start": start, "end": end, "label": names[label]} for start, end, label in each.spans]
        for each in articles(3)
    }
    corrected = [{"id": each.article, "text": each.text, "spans": spans[each.article]} for each in articles(3)]
    (nhan.folder / "corrected.jsonl").write_text("\n".join(map(json.dumps, corrected)), encoding="utf-8")
    nhan.done("import", "p", "corrected.jsonl")
    assert "3 articles" in nhan.done("train", "p")
    nhan.done("suggest", "p")
    assert {suggester for *_, suggester in nhan.spans()} == {"learned"}
    assert json.loads(nhan.done("simulate", "p", "--articles", "2", "--json"))["articles"] == 2


def test_it_has_a_window(nhan: Bundle) -> None:
    ran = nhan("open", "nowhere")
    assert (ran.returncode, "nowhere" in ran.stderr, "Traceback" in ran.stderr) == (1, True, False)


def test_it_becomes_no_other_module_than_its_servers(nhan: Bundle) -> None:
    assert nhan(CHILD, SERVERS[0]).returncode == 0  # its parent has nothing to ask
    for arguments in ([CHILD, "json.tool"], [CHILD, "msgspec"], [CHILD], [CHILD, SERVERS[0], "more"]):
        ran = nhan(*arguments)
        assert (ran.returncode, ran.stdout) == (2, "")
