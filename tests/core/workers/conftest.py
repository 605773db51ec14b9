"""Child processes find the tests' own server."""

import os

import pytest

from tests.tools.loading import ROOT


@pytest.fixture(autouse=True)
def toy_server(monkeypatch: pytest.MonkeyPatch) -> None:
    others = filter(None, [os.environ.get("PYTHONPATH")])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *others]))
