"""What a file says of an article as a whole, and an import of new articles does not take over: named by its field."""

from pathlib import Path

import pytest

from nhan.core.formats.format import Incoming
from nhan.core.formats.registry import find
from nhan.core.model import ArticleState, ArticleStatus
from tests.core.formats.round_trips import read_file

SKIPPED = ArticleState(ArticleStatus.SKIPPED)
CANCELLED = '[{"data": {"text": "Huế"}, "annotations": [{"result": [], "was_cancelled": %s}]}]'
TABLE = "article,text,span,article_status,article_note\n1,Huế,,%s\n"

GIVEN = [
    ("csv", TABLE % "done,hỏi", ArticleState(ArticleStatus.DONE, "hỏi"), ("article_status", "article_note")),
    ("csv", TABLE % ",hỏi", ArticleState(ArticleStatus.IN_PROGRESS, "hỏi"), ("article_note",)),
    ("csv", TABLE % "new,", ArticleState(), ()),
    ("csv", TABLE % ",", None, ()),
    ("label-studio", CANCELLED % "true", SKIPPED, ("was_cancelled",)),
    ("label-studio", CANCELLED % "false", None, ()),
    ("prodigy", '{"text": "Huế", "answer": "ignore"}', SKIPPED, ("answer",)),
    ("prodigy", '{"text": "Huế", "answer": "accept"}', None, ()),
]


@pytest.mark.parametrize(("name", "data", "state", "left"), GIVEN)
def test_the_fields_of_a_state_are_named(
    tmp_path: Path, name: str, data: str, state: ArticleState | None, left: tuple[str, ...]
) -> None:
    path = tmp_path / f"tin{find(name).extensions[0]}"
    path.write_text(data)
    (found,) = read_file(find(name), path)
    assert isinstance(found, Incoming)
    assert (found.state, found.left) == (state, left)
