"""The table of suggesters: a name there is the name that the spans bear, and every process may read it."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from nhan.core.messages import LANGUAGES, Message, NhanError, say, table
from nhan.core.retraining.protocol import Train
from nhan.core.retraining.server import answer
from nhan.core.suggest.registry import CHAT, LEARNED, MEMORY, RECOMMENDER, SUGGESTERS, UNDERTHESEA, make, names
from nhan.core.suggestion import ADDRESS, MODEL
from tests.core.news import articles


@pytest.fixture(scope="module")
def parameters(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, dict[str, Any]]:
    """What the suggesters that need a model are made with."""
    path = tmp_path_factory.mktemp("model") / "tiny.nhanmodel"
    path.write_bytes(answer(Train(articles(2), ""), lambda _, __: None).data)
    served = {name: {ADDRESS: "http://127.0.0.1:9"} for name in (RECOMMENDER, CHAT)}
    return served | {name: {MODEL: str(path)} for name in (LEARNED, MEMORY)}


@pytest.mark.parametrize("name", SUGGESTERS)
def test_a_name_in_the_table_is_the_name_that_the_spans_bear(
    name: str, parameters: Mapping[str, dict[str, Any]]
) -> None:
    made = SUGGESTERS[name].load() if name == "transformers" else make(name, parameters.get(name, {}))
    assert made.name == name


def test_an_unknown_suggester_is_refused_with_the_ones_there_are(toy: str) -> None:
    assert names() == (*SUGGESTERS, toy)
    assert make(toy, {}).name == toy
    with pytest.raises(NhanError) as caught:
        make("nobody", {})
    assert UNDERTHESEA in str(caught.value)
    assert toy in str(caught.value)


@pytest.mark.parametrize("key", [key for key in table("en") if key.startswith("suggest.")])
def test_every_sentence_is_there_in_both_languages(key: str) -> None:
    named = "name names error code seconds article address model problem host status variable"
    fields = dict.fromkeys(named.split(), "@")
    assert all(say(Message(key, fields), language) for language in LANGUAGES)


def test_the_program_itself_never_imports_underthesea(tmp_path: Path) -> None:
    code = (
        "import sys, nhan.core.suggest.client, nhan.core.suggest.batch, nhan.core.suggest.registry;"
        "print(sorted({'underthesea', 'underthesea_core', 'joblib', 'numpy', 'distributed'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout == "[]\n"
