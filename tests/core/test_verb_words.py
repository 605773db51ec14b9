"""Every verb of core has a name that the annotator can read."""

import re
from pathlib import Path

import nhan.core
from nhan.core.verb_words import VERBS

CORE = Path(nhan.core.__path__[0])
_MADE = re.compile(r'(?:[cC]hange|batch)\(\s*"(\w+)"')
OF_NOBODY = {"suggest", "project_written"}  # undo passes over them


def test_every_verb_is_named() -> None:
    made = {verb for path in CORE.rglob("*.py") for verb in _MADE.findall(path.read_text(encoding="utf-8"))}
    assert {"accept_sure", "configure", "delete_articles", "merge_labels", "rename_article"} <= made
    assert made - OF_NOBODY <= VERBS.keys()
