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


def test_other_commands_go_to_the_command_line(tmp_path: Path) -> None:
    assert nhan(tmp_path, "--version").stdout.startswith("nhan 0.")
    assert nhan(tmp_path, "nonsense").returncode == 2


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = nhan(tmp_path, "open", "nowhere", QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 1
    assert "nowhere" in done.stderr.strip().splitlines()[-1]
    assert "Traceback" not in done.stderr


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
