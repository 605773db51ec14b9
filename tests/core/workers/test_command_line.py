"""How a child is started: alike everywhere, and with nothing of the current folder."""

import os
import sys
from contextlib import closing
from pathlib import Path

import pytest

from nhan.core.workers.command_line import CHILD, command, environment
from nhan.core.workers.restarted_child import RestartedChild
from tests.core.workers.toy_server import Do, Done, channel
from tests.tools.loading import ROOT


def test_a_bundle_starts_itself_and_others_their_python(monkeypatch: pytest.MonkeyPatch) -> None:
    assert command("x.y") == [sys.executable, "-P", "-m", "x.y"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command("x.y") == [sys.executable, CHILD, "x.y"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, {}),
        ({"PYTHONPATH": ""}, {}),
        (
            {"PYTHONPATH": os.pathsep.join(["", ".", "lib", str(ROOT), ""]), "A": "b"},
            {"PYTHONPATH": str(ROOT), "A": "b"},
        ),
    ],
)
def test_no_entry_of_the_path_depends_on_the_folder(given: dict[str, str], kept: dict[str, str]) -> None:
    assert environment(given) == kept


@pytest.mark.parametrize("entry", ["", "."])
def test_nothing_of_the_current_folder_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    for name in ("msgspec", "struct", "signal", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'imported')!r}, 'w').close()")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([entry, str(ROOT)]))
    with closing(RestartedChild(channel())) as child:
        assert child.ask(Do("say", "fine")) == Done("fine")
    assert not (tmp_path / "imported").exists()
