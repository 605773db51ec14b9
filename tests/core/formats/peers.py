"""Files that other programs wrote from known articles, where they are at hand; and what they were given."""

import json
from pathlib import Path

import pytest

from tests.tools.loading import ROOT

FOLDER = ROOT.parent / "shared" / "formats"

Found = set[tuple[int, int, str]]

needs_peers = pytest.mark.skipif(not FOLDER.is_dir(), reason="the other programs' own files are not at hand")


def gold() -> dict[str, Found]:
    """By text, the spans that the programs were given."""
    if not FOLDER.is_dir():
        return {}
    lines = (FOLDER / "gold.jsonl").read_bytes().split(b"\n")
    articles = [json.loads(line) for line in lines if line]
    return {each["text"]: {(s["start"], s["end"], s["label"]) for s in each["spans"]} for each in articles}


def peer(*parts: str) -> Path:
    return FOLDER.joinpath(*parts)
