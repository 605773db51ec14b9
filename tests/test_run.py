"""run.py on a small project of its own: real environments and real pip, nothing from the network."""

import ast
import hashlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import PySide6
import pytest

from tests.tools.loading import ROOT, load_run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="process groups, fifos and a fake apt-get")

PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "nhan"
version = "0"
[tool.setuptools]
packages = []
"""

# An editable install without setuptools. NHAN_GATE names a fifo: whoever opens its other end knows that we are here.
BACKEND = """
import os, pathlib, zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    if "NHAN_GATE" in os.environ:
        with open(os.environ["NHAN_GATE"]) as gate:
            gate.read()
    name, info = "nhan-0-py3-none-any.whl", "nhan-0.dist-info/"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as wheel:
        wheel.writestr("nhan.pth", os.getcwd() + "/source")
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: nhan\\nVersion: 0\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
"""

PROGRAM = """
import json, os, sys
import part
print(json.dumps({"argv": sys.argv[1:], "prefix": sys.prefix, "platform": os.environ.get("QT_QPA_PLATFORM", "")}))
"""

# What run.py, pip and the program import. Every start here is made from a folder with modules of these names.
PLANTED = ("backend", "compileall", "ctypes", "ensurepip", "hashlib", "json", "nhan", "part", "pip", "tests", "venv")

RAN = "code from the project folder ran"
PIPED: dict[str, Any] = {"capture_output": True, "text": True, "check": True}


class Checkout:
    """A folder with run.py, a locked wheel and a program, as somebody has just copied it here and started it once."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder, self.project, self._saved = folder, folder.with_name("dự án của ai đó"), folder.with_name("saved")
        self.project.mkdir()
        for name in PLANTED:
            (self.project / f"{name}.py").write_text(f"raise SystemExit({RAN!r})")
        for package in ("source/nhan/gui", "tests/benchmarks"):
            (folder / package).mkdir(parents=True)
            (folder / package / "__main__.py").write_text(PROGRAM)
        for package in ("tests", "tests/benchmarks"):
            (folder / package / "__init__.py").touch()  # without, another package `tests` on the path would win
        (folder / "pyproject.toml").write_text(PROJECT)
        (folder / "backend.py").write_text(BACKEND)
        shutil.copy(ROOT / "run.py", folder)
        with zipfile.ZipFile(folder / "part-1-py3-none-any.whl", "w") as wheel:
            wheel.writestr("part.py", "")
            wheel.writestr("part-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: part\nVersion: 1\n")
            wheel.writestr("part-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr("part-1.dist-info/RECORD", "")
        self.lock()
        astray = {"PIP_USER": "1", "PIP_TARGET": "/nowhere", "PYTHONPATH": str(folder / "gui"), "NHAN_LANG": "en"}
        self.first = self.start("status", "--json", **astray)
        shutil.copytree(folder, self._saved, symlinks=True)

    def restore(self) -> None:
        """Bring the folder to where the first start has left it, at the same place, since .venv holds its own path."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self._saved, self.folder, symlinks=True)

    def lock(self, digest: str = "", note: str = "") -> None:
        digest = digest or hashlib.sha256((self.folder / "part-1-py3-none-any.whl").read_bytes()).hexdigest()
        text = f"{self.folder}/part-1-py3-none-any.whl --hash=sha256:{digest}\n{note}"
        (self.folder / "requirements.lock").write_text(text)
        (self.folder / "requirements-dev.lock").write_text(text)

    def begin(self, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        dropped = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONDONTWRITEBYTECODE")
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        kept["PYTHONPYCACHEPREFIX"] = str(self.folder.parent / "bytecode")  # the same pip again and again: read once
        return subprocess.Popen(
            [sys.executable, self.folder / "run.py", *arguments],
            cwd=self.project,
            env=kept | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def start(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        process = self.begin(*arguments, **environment)
        out, err = process.communicate()
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)


@pytest.fixture(scope="module")
def first_checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """With a space and letters that ASCII has not."""
    return Checkout(tmp_path_factory.mktemp("run") / "một thư mục")


@pytest.fixture
def checkout(first_checkout: Checkout) -> Checkout:
    first_checkout.restore()
    return first_checkout


@pytest.fixture
def gate(checkout: Checkout) -> str:
    path = checkout.folder / "gate"
    os.mkfifo(path)
    return str(path)


@pytest.mark.slow
def test_the_first_start_sets_up_and_the_second_only_starts(checkout: Checkout) -> None:
    first = checkout.first
    assert first.returncode == 0, first.stderr
    answer = json.loads(first.stdout)  # nothing but the command's own answer
    assert answer["argv"] == ["status", "--json"]
    assert answer["prefix"] == str(checkout.folder / ".venv")
    assert first.stderr.startswith("Setting up")
    assert RAN not in first.stderr

    began = time.perf_counter()
    second = checkout.start("status")
    took = time.perf_counter() - began
    assert second.stderr == ""
    began = time.perf_counter()
    subprocess.run([checkout.folder / ".venv/bin/python", "-m", "nhan.gui"], check=True, stdout=subprocess.DEVNULL)
    assert took - (time.perf_counter() - began) < 1.0

    # Developing needs more: set up once more in the same environment, and then both are there.
    kept = checkout.folder / ".venv" / "kept"
    kept.touch()
    developing = checkout.start("--bench", "view")
    assert developing.returncode == 0, developing.stderr
    assert json.loads(developing.stdout)["argv"] == ["view"]
    assert "Đang cài đặt" in developing.stderr
    assert RAN not in developing.stderr
    assert kept.exists()
    assert checkout.start("--bench").stderr == ""
    assert checkout.start("status").stderr == ""


def test_nothing_in_the_folder_that_one_is_in_is_imported(checkout: Checkout) -> None:
    for path in ("", ".", ":", ":/nowhere", "/nowhere:", "elsewhere/.."):
        for command in ("status", "--bench"):
            done = checkout.start(command, PYTHONPATH=path)
            assert done.returncode == 0, done.stderr
            assert RAN not in done.stderr
            assert json.loads(done.stdout)["prefix"] == str(checkout.folder / ".venv")


@pytest.mark.slow
def test_what_failed_or_was_killed_half_way_is_made_again(checkout: Checkout, gate: str) -> None:
    rubbish = checkout.folder / ".venv" / "half-written"
    checkout.lock(note="# changed\n")
    process = checkout.begin("status", NHAN_GATE=gate)
    with open(gate, "w"):  # opens when the installation has come to the project itself
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    rubbish.touch()

    checkout.lock("0" * 64)
    refused = checkout.start("status")
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert "HASHES" in refused.stderr
    assert "Cài đặt không xong" in refused.stderr.splitlines()[-1]
    assert not rubbish.exists()
    rubbish.touch()

    checkout.lock()
    done = checkout.start("status")
    assert done.returncode == 0, done.stderr
    assert "Đang cài đặt" in done.stderr
    assert not rubbish.exists()


@pytest.mark.slow
def test_two_starts_at_once_set_up_once_and_a_moved_folder_again(checkout: Checkout, gate: str, tmp_path: Path) -> None:
    checkout.lock(note="# changed\n")
    first = checkout.begin("one", NHAN_GATE=gate)
    with open(gate, "w"):
        second = checkout.begin("two", NHAN_GATE=gate)
    answers = [process.communicate() for process in (first, second)]
    assert [json.loads(out)["argv"] for out, _ in answers] == [["one"], ["two"]]
    assert sum("Đang cài đặt" in err for _, err in answers) == 1

    at_first = checkout.folder
    checkout.folder = at_first.rename(tmp_path / "elsewhere")
    try:
        checkout.lock()
        done = checkout.start("--tour", "out")
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        assert answer["prefix"] == str(checkout.folder / ".venv")
        assert answer["platform"] == "offscreen"
        assert str(checkout.folder) in (checkout.folder / ".venv" / "bin" / "pip").read_text()
    finally:
        checkout.folder = at_first


@pytest.mark.parametrize(("language", "word"), [("", "trở lên"), ("en", "or newer")])
def test_an_old_python_is_told_in_one_sentence(language: str, word: str) -> None:
    code = (
        "import runpy, sys; sys.version_info = (3, 8, 10, 'final', 0); sys.modules['tomllib'] = None; "
        f"runpy.run_path({str(ROOT / 'run.py')!r}, run_name='__main__')"
    )
    environment = dict(os.environ, NHAN_LANG=language)
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert word in done.stderr
    assert "3.8" in done.stderr


def test_an_old_python_can_read_the_file() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the wheels bring everything elsewhere")
def test_only_the_platform_that_will_be_used_is_asked_for() -> None:
    run = load_run()
    assert run.needed({}) == {}  # no display: nothing to install for a window that cannot open
    assert run.needed({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}) == run.QT
    assert run.needed({"DISPLAY": ":0"}) == run.QT | run.X11
    assert run.needed({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}) == run.QT | run.WAYLAND


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks ldd what the plugins load")
def test_the_libraries_are_those_that_qt_s_plugins_load() -> None:
    run = load_run()
    plugins = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
    for plugin, table in (("libqoffscreen.so", run.QT), ("libqxcb.so", run.QT | run.X11)):
        linked = subprocess.run(["ldd", plugins / plugin], **PIPED).stdout
        assert {name for name in table if name not in linked} == set()
        for name in ("xcb-", "X11-xcb", "xkbcommon-x11"):
            mentioned = {line.split()[0] for line in linked.splitlines() if f"lib{name}" in line}
            # Whatever else Qt itself opens comes with those named here.
            assert mentioned <= set(table) | {"libxcb-render.so.0", "libxcb-shm.so.0", "libxcb-util.so.1"}


MISSING = {"libc.so.6": "libc6", "libnothing-of-this-name.so.9": "libnothing9"}


class System(SimpleNamespace):
    """A machine with an installer that writes down what it was asked."""

    def asked(self) -> list[str]:
        return str(self.log.read_text()).splitlines() if self.log.exists() else []


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> System:
    log = tmp_path / "asked"
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "apt-get").write_text(f'#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >>"{log}"\n')
    (folder / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return System(log=log, run=load_run())


INSTALLED = ["noninteractive update -q", "noninteractive install -y -q --no-install-recommends libnothing9"]


class Terminal:
    """A terminal of its own for a child process, at which somebody types."""

    def __init__(self, stack: ExitStack) -> None:
        self.fd, self.child = os.openpty()
        for each in (self.fd, self.child):
            stack.callback(os.close, each)

    def says(self, last: str) -> str:
        """What has come on the screen, up to and with ``last``."""
        return self._wait(last, lambda: None, None)

    def types(self, text: str, answer: str) -> None:
        """Type until ``answer`` has come: a key that comes just before the program waits for one may be lost."""
        data = f"{text}\n".encode() if text.isprintable() else text.encode()
        os.write(self.fd, data)
        self._wait(answer, lambda: os.write(self.fd, data), 2.0)

    def _wait(self, last: str, otherwise: Callable[[], object], patience: float | None) -> str:
        """``otherwise`` is done where nothing comes for so many seconds."""
        seen = b""
        while not seen.endswith(last.encode()):
            if select.select([self.fd], [], [], patience)[0]:
                seen += os.read(self.fd, 1024)
            else:
                otherwise()
        return seen.decode()


def ask(system: System, stack: ExitStack, **environment: str) -> tuple[Terminal, "subprocess.Popen[str]"]:
    """A start by root that finds a library missing, at a terminal."""
    terminal = Terminal(stack)
    code = (
        "import fcntl, os, sys, termios\nfcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"  # Ctrl+C comes from there
        "os.geteuid = lambda: 0\nfrom tests.tools.loading import load_run\n"
        f"sys.exit(load_run().libraries({MISSING!r}))"
    )
    command = [sys.executable, "-P", "-c", code]
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "NHAN_YES")}
    given = kept | {"PYTHONPATH": str(ROOT)} | environment
    process = subprocess.Popen(
        command,
        env=given,
        stdin=terminal.child,
        stdout=subprocess.PIPE,
        stderr=terminal.child,
        text=True,
        start_new_session=True,
    )
    stack.enter_context(process)
    stack.callback(process.kill)  # where the test fails nobody types any more
    return terminal, process


@pytest.mark.parametrize(
    ("language", "question", "typed", "yes"),
    [
        ("", "[c/K] ", "có", True),
        ("", "[c/K] ", "c", True),
        ("", "[c/K] ", "", False),
        ("en", "[y/N] ", "Y", True),
        ("en", "[y/N] ", "c", False),
        ("en", "[y/N] ", "\x03", False),
        ("en", "[y/N] ", "\x04", False),
    ],
)
def test_root_on_debian_is_asked_first(system: System, language: str, question: str, typed: str, yes: bool) -> None:
    with ExitStack() as stack:
        terminal, process = ask(system, stack, NHAN_LANG=language)
        said = terminal.says(question)
        assert "libnothing9" in said.splitlines()[0]
        assert [line.strip() for line in said.splitlines()[1:3]] == [
            "apt-get update -q",
            "apt-get install -y -q --no-install-recommends libnothing9",
        ]
        assert system.asked() == []
        # This installer installs nothing, which is said at the end.
        terminal.types(typed, "apt-get install -y libnothing9\r\n")
        assert process.wait() == 1
        assert process.stdout is not None and process.stdout.read() == ""
    assert system.asked() == (INSTALLED if yes else [])


@pytest.mark.parametrize(("name", "value"), [("NHAN_YES", "1"), ("CI", "true"), ("", "")])
def test_without_a_terminal_only_a_yes_said_beforehand_installs(
    system: System, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    for each in ("NHAN_YES", "CI"):
        monkeypatch.delenv(each, raising=False)
    if name:
        monkeypatch.setenv(name, value)
    assert system.run.libraries(MISSING) == 1
    assert system.asked() == (INSTALLED if name else [])
    *before, last = capsys.readouterr().err.splitlines()
    assert before == (["Đang cài libnothing9…"] if name else [])
    assert last.endswith("Hãy chạy: apt-get install -y libnothing9")


def test_yes_is_the_first_argument_and_no_argument_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NHAN_YES", raising=False)
    run, started = load_run(), [""]

    def become(command: list[str], environment: dict[str, str]) -> int:
        started[:] = command
        return 0

    vars(run).update(prepare=lambda kind: 0, become=become)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    assert run.main(["--yes", "status", "--yes"]) == 0
    assert started == ["-m", "nhan.gui", "status", "--yes"]
    assert os.environ["NHAN_YES"] == "1"


def test_others_are_told_the_one_command(
    system: System, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert system.run.libraries(MISSING) == 1
    assert system.asked() == []
    (said,) = capsys.readouterr().err.splitlines()
    assert said.endswith("Hãy chạy: sudo apt-get install -y libnothing9")
    assert "libc.so.6" not in said


def test_nothing_is_said_where_nothing_is_missing(system: System, capsys: pytest.CaptureFixture[str]) -> None:
    assert system.run.libraries({"libc.so.6": "libc6"}) == 0
    assert system.asked() == []
    assert capsys.readouterr().err == ""
