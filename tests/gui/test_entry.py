"""The command ``nhan``: window or command line, and what is said where there is no display."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nhan.gui.entry import main


def nhan(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, "-P", "-m", "nhan.gui", *arguments]
    return subprocess.run(command, cwd=folder, env=kept | environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
@pytest.mark.parametrize("display", [{}, {"DISPLAY": ":4711"}])
def test_without_a_display_one_sentence_says_what_to_do(tmp_path: Path, display: dict[str, str]) -> None:
    done = nhan(tmp_path, **display)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "--tour" in done.stderr
    assert "màn hình" in done.stderr
    assert "display" in nhan(tmp_path, NHAN_LANG="en", **display).stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt brings what it needs")
def test_a_library_that_the_system_lacks_is_named_before_qt_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("nhan.gui.display.QT", ("libc.so.6", "libnowhere.so.7"))
    monkeypatch.setattr("nhan.gui.startup.main", lambda _: pytest.fail("Qt was asked"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert main(["open"]) == 1
    said = capsys.readouterr().err
    assert "libnowhere.so.7" in said and len(said.splitlines()) == 1


def test_other_commands_go_to_the_command_line(tmp_path: Path) -> None:
    assert nhan(tmp_path, "--version").stdout.startswith("nhan 0.")
    assert nhan(tmp_path, "nonsense").returncode == 2


@pytest.mark.parametrize(
    "words", [("open", "--help"), ("open", "du_an", "-h"), ("--annotator", "Lan", "--help"), ("./du_an", "--help")]
)
def test_the_window_s_help_needs_no_display_and_is_in_the_user_s_language(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("nhan.gui.display.trouble", lambda: pytest.fail("a display was looked for"))
    for language, begun in (("vi", "cách dùng: nhan open"), ("en", "usage: nhan open")):
        for argv in ([*words, "--lang", language], ["--lang", language, *words], [f"--lang={language}", *words]):
            assert main(argv) == 0
            shown = capsys.readouterr().out
            assert shown.startswith(begun)
            assert all(option in shown for option in ("PATH", "--annotator NAME", "--tour OUT", "--project DIR"))


def test_the_language_may_come_before_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "formats"]) == 0
    assert "carries:" in capsys.readouterr().out
    assert main(["--lang=en", "--help"]) == 0
    assert capsys.readouterr().out.startswith("usage: nhan")


def test_what_the_window_is_told_wrongly_is_said_in_the_user_s_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    for argv, said in ((["open", "--nothing"], "--nothing"), (["--tour"], "--tour"), (["--annotator"], "--annotator")):
        assert main([*argv]) == 2
        usage, *_, last = capsys.readouterr().err.splitlines()
        assert usage.startswith("cách dùng: nhan open") and said in last and "error" not in last


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = nhan(tmp_path, "open", "nowhere", QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 1
    assert "nowhere" in done.stderr.strip().splitlines()[-1]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("there", [True, False])
def test_a_path_alone_opens_the_window_as_a_double_click_does(
    tmp_path: Path, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[list[str]] = []

    def window(arguments: list[str]) -> int:
        opened.append(arguments)
        return 0

    monkeypatch.setattr("nhan.gui.startup.main", window)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.chdir(tmp_path)
    paths = [str(tmp_path / "dự án"), str(tmp_path / "dự án" / "project.json"), "bài.txt", "."]
    if there:
        (tmp_path / "dự án").mkdir()
        (tmp_path / "du_an").mkdir()
        paths.append("du_an")
    for path in paths:
        assert main([path]) == 0
        assert main([path, "--lang", "en"]) == 0
    assert opened == [["open", path, *more] for path in paths for more in ([], ["--lang", "en"])]


def test_a_command_is_one_whatever_lies_in_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "formats").mkdir()
    assert main(["formats"]) == 0
    assert "brat" in capsys.readouterr().out


def test_programs_that_a_bundle_starts_find_their_own_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/nhan/_internal")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/cuda")
    assert main(["--version"]) == 0
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/nhan/_internal"  # no bundle: the user's own
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert main(["--version"]) == 0
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/cuda"
    assert main(["--version"]) == 0
    assert "LD_LIBRARY_PATH" not in os.environ


@pytest.mark.parametrize(
    ("named", "tried"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "fcitx;ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, "fcitx5;ibus"),
        ({"QT_IM_MODULES": "wayland;fcitx", "QT_IM_MODULE": "fcitx"}, "wayland;fcitx;ibus"),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus"}, "wayland;fcitx;ibus"),
        ({"QT_IM_MODULE": "ibus"}, None),
        ({}, None),
    ],
)
def test_fcitx_is_spoken_to_through_ibus_s_plug_in_before_there_is_an_application(
    named: dict[str, str], tried: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str | None] = []

    def window(_arguments: list[str]) -> int:
        seen.append(os.environ.get("QT_IM_MODULES"))
        return 0

    monkeypatch.setattr("nhan.gui.startup.main", window)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    for name in ("QT_IM_MODULE", "QT_IM_MODULES"):
        monkeypatch.setenv(name, "")  # put back afterwards, whatever is set meanwhile
        monkeypatch.delenv(name)
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    assert main(["open"]) == 0
    assert seen == [tried]


@pytest.mark.parametrize("module", ["nhan.core.cli.program", "nhan.gui.startup"])
def test_ctrl_c_while_it_starts_is_no_traceback(module: str, tmp_path: Path) -> None:
    """At the moment at which a module is loaded."""
    lines = (
        "import sys",
        "class Pressed:",
        f"    def find_spec(self, name, *_): {{{module!r}: self.press}}.get(name, lambda: None)()",
        "    def press(self): raise KeyboardInterrupt",
        "sys.meta_path.insert(0, Pressed())",
        "from nhan.gui.entry import main",
        "sys.exit(main(sys.argv[1:]))",
    )
    word = "status" if module.startswith("nhan.core") else "open"
    command = [sys.executable, "-c", "\n".join(lines), word, str(tmp_path)]
    done = subprocess.run(
        command, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "")
