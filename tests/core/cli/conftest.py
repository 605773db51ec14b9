"""The command, and a project that has the confirmed, suggested and rejected spans of two articles."""

import json
from pathlib import Path

import pytest

from tests.core.cli.running import Nhan

TEXT = "Công an tỉnh Bắc Ninh bắt Lê Lợi ở Huế."
SPANS = (
    ("Công an tỉnh Bắc Ninh", "ORG", "confirmed"),
    ("tỉnh Bắc Ninh", "LOC", "confirmed"),
    ("Lê Lợi", "PER", "suggested"),
    ("Huế", "LOC", "rejected"),
)


@pytest.fixture
def nhan(capsys: pytest.CaptureFixture[str]) -> Nhan:
    return Nhan(capsys)


@pytest.fixture
def project(tmp_path: Path, nhan: Nhan) -> Path:
    folder = tmp_path / "dự án"
    spans = [
        {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "label": label, "status": status}
        for words, label, status in SPANS
    ]
    articles = [{"id": "a", "text": TEXT, "spans": spans}, {"id": "b", "text": "Mưa ở Huế."}]
    source = tmp_path / "nguồn.jsonl"
    source.write_text("\n".join(json.dumps(article) for article in articles), encoding="utf-8")
    nhan.done("new", folder)
    nhan.done("import", folder, source)
    return folder
