"""``nhan --version``, with all that a report needs; and whether there is a newer one."""

from importlib.metadata import version

import pytest

from nhan.core.bug_report import report
from nhan.core.cli import main
from nhan.core.cli.window_settings import settings_file
from nhan.core.updates import VARIABLE
from tests.core.announcing import announcing


def test_the_version_alone_and_with_all_that_a_report_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"nhan {version('nhan')}\n"
    assert main(["--version", "--verbose"]) == 0
    assert capsys.readouterr().out == report()


def test_whether_there_is_a_newer_one_is_asked_where_the_variable_or_the_setting_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with announcing() as server:
        server.answer = {"version": "99.1", "page": "https://nhan.example/"}
        monkeypatch.setenv(VARIABLE, server.address)
        assert main(["--newer", "--lang", "en"]) == 0
        said = capsys.readouterr().out
        assert "99.1" in said and "https://nhan.example/" in said and version("nhan") in said
        monkeypatch.delenv(VARIABLE)
        settings_file().parent.mkdir(parents=True, exist_ok=True)
        settings_file().write_text(f'[General]\nupdates_address="\\"{server.address}\\""\n', encoding="utf-8")
        assert main(["--newer", "--lang", "en"]) == 0
        assert capsys.readouterr().out == said
        assert len(server.asked) == 2


def test_without_an_address_it_is_bad_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert main(["--newer"]) == 1
    said = capsys.readouterr()
    assert not said.out and VARIABLE in said.err and len(said.err.splitlines()) == 1
