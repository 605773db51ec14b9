"""What a report of a problem says, and what it must not say."""

from importlib.metadata import version
from pathlib import Path

import pytest

from nhan.core import bug_report
from nhan.core.bug_report import report, shortened


def facts(text: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in text.splitlines())


def test_it_names_the_program_its_parts_and_the_system() -> None:
    found = facts(report([("Qt", "6.11")]))
    assert found["nhan"] == f"{version('nhan')} (Python)"
    assert found["PySide6-Essentials"] == version("PySide6-Essentials")
    assert found["Qt"] == "6.11"
    assert {"Python", "system", "locale", "extra cluster", "extra transformers", "settings", "state"} <= found.keys()
    assert found["extra cluster"] == f"distributed {version('distributed')}"
    assert found["extra interop"] == "–" or "pandas" in found["extra interop"]


def test_nobody_s_name_stands_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "Nguyễn Thị Lan"
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", "may-cua-lan:10.0")
    text = report()
    assert "Lan" not in text and "lan" not in text.replace("language", "")
    assert facts(text)["DISPLAY"] == ":10.0"
    assert facts(text)["settings"].startswith("~")


@pytest.mark.parametrize(
    ("path", "said"),
    [("/home/lan/a", "~/a"), ("/home/lan", "~"), ("/home/lanh/a", "/home/lanh/a"), ("/opt/nhan", "/opt/nhan")],
)
def test_a_path_at_home_does_not_say_whose(path: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/lan")
    assert shortened(path) == said


def test_a_variable_with_line_ends_stays_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C\nnhan: 99")
    found = report().splitlines()
    assert "LANG: C?nhan: 99" in found and not any(line.startswith("nhan: 99") for line in found)


def test_addresses_come_from_the_project_s_metadata(monkeypatch: pytest.MonkeyPatch) -> None:
    class Metadata:
        def get_all(self, name: str) -> list[str] | None:
            return (
                ["issues, https://nhan.example/loi", "Updates, https://nhan.example/v"]
                if name == "Project-URL"
                else None
            )

    monkeypatch.setattr(bug_report, "metadata", lambda _: Metadata())
    assert bug_report.address("Issues") == "https://nhan.example/loi"
    assert bug_report.address("Updates") == "https://nhan.example/v"
    assert bug_report.address("Documentation") == ""
