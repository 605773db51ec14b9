"""A frozen bundle does what a checkout does, with no Python around: its executable starts itself as each child.

NHAN_BUNDLE names the folder of one that was built before, as by ``python3 run.py --bundle``; else one is built.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import pytest

from nhan.core.bug_report import PARTS
from nhan.core.messages import Message
from nhan.core.model import SpanStatus
from nhan.core.project import Project
from nhan.core.servers import SERVERS
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.workers.command_line import CHILD
from nhan.gui.tour.scenes import LAN
from tests.core.news import articles
from tests.tools.bundle.frozen import NAME, build
from tests.tools.bundle.trimming import OF_THE_SYSTEM, libraries, needed

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

TEXT = "Ông Nguyễn Văn A đến Hà Nội.\n"
ALIEN = "raise SystemExit('a file of the current folder was imported')\n"
EXECUTABLE = f"{NAME}.exe" if sys.platform == "win32" else NAME
LARGEST = 150 * 2**20  # bytes, unpacked
PATIENCE = 120  # seconds
LOOK = 0.05  # seconds from one look to the next
# What every Linux has, whatever else: the C library, what loads programs, and a driver's way in.
ALWAYS = ("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1", "ld-linux")


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = os.environ.get("NHAN_BUNDLE")
    return (Path(built) / EXECUTABLE).resolve() if built else build(tmp_path_factory.mktemp("bundle"))


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

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """The same without waiting for its end."""
        return subprocess.Popen(
            [str(self._executable), *arguments],
            cwd=self.folder,
            env=self._environment,
            stderr=subprocess.PIPE,
            text=True,
        )

    def done(self, *arguments: str) -> str:
        """What a command said that must work."""
        ran = self(*arguments)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def settings(self) -> str:
        """What its windows have written down for the next start."""
        path = Path(self._environment["XDG_CONFIG_HOME"]) / "nhan" / "nhan.ini"
        return path.read_text(encoding="utf-8") if path.exists() else ""

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


def until(happened: Callable[[], object], process: "subprocess.Popen[str]") -> None:
    """Look again and again while the process lives."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline
        with suppress(subprocess.TimeoutExpired):
            process.wait(LOOK)
            raise AssertionError(process.communicate()[1])


def journal_lines(project: Path) -> int:
    """How many whole lines the journals hold, whoever has them."""
    return sum(path.read_bytes().count(b"\n") for path in (project / "journal").rglob("*") if path.is_file())


def decided(project: Path, annotator: str) -> set[tuple[str, int, int, str]]:
    """What an annotator has confirmed by now, down to the last acknowledged edit, as the checkout reads it."""
    session = Session(Project.open(Disk(), project), annotator, read_only=Message("session.reading"))
    articles_there = [session.document(each) for each in session.project.ids]
    return {
        (document.id, span.start, span.end, span.label)
        for document in articles_there
        for span in document
        if span.status == SpanStatus.CONFIRMED
    }


def test_what_is_decided_in_its_window_survives_its_death(nhan: Bundle) -> None:
    """The tour presses real keys in the real window; in the middle of that it is killed."""
    project = nhan.folder / "tour" / "projects" / "main"
    window = nhan.start("--tour", "tour", "--pictures", "main")
    until(lambda: journal_lines(project) >= 5, window)
    window.kill()
    window.communicate()
    expected = decided(project, LAN.id)
    again = nhan.start("open", str(project), "--annotator", LAN.id)
    until(lambda: str(project) in nhan.settings(), again)  # written down once the window is there
    again.kill()
    assert "Traceback" not in again.communicate()[1]
    nhan.done("check", str(project))
    nhan.done("export", str(project), "-o", "after.jsonl", "--annotator", LAN.id)
    lines = (nhan.folder / "after.jsonl").read_text(encoding="utf-8").splitlines()
    exported = {
        (each["id"], span["start"], span["end"], span["label"])
        for each in map(json.loads, lines)
        for span in each["spans"]
        if span["status"] == "confirmed"
    }
    assert exported == expected and expected


def test_it_says_what_a_report_needs(nhan: Bundle) -> None:
    said = nhan.done("--version", "--verbose")
    assert "(bundle)" in said
    for part in PARTS:
        assert f"\n{part}: {version(part)}\n" in said
    assert str(Path.home()) not in said


def test_it_is_no_larger_than_it_may_be(bundle: Path) -> None:
    files = [path for path in bundle.parent.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(path.stat().st_size for path in files) <= LARGEST


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems' libraries are read otherwise")
def test_what_it_is_linked_with_is_in_it_or_on_every_desktop(bundle: Path) -> None:
    there = {path.name for path in libraries(bundle)}
    for path in [bundle, *libraries(bundle)]:
        lacking = {name for name in needed(path) - there if not name.startswith(ALWAYS)}
        assert lacking <= OF_THE_SYSTEM.keys(), (path, lacking)


def test_it_becomes_no_other_module_than_its_servers(nhan: Bundle) -> None:
    assert nhan(CHILD, SERVERS[0]).returncode == 0  # its parent has nothing to ask
    for arguments in ([CHILD, "json.tool"], [CHILD, "msgspec"], [CHILD], [CHILD, SERVERS[0], "more"]):
        ran = nhan(*arguments)
        assert (ran.returncode, ran.stdout) == (2, "")
