"""Names of files: safe on every system, and no two articles share one."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.messages import NhanError
from nhan.core.store.layout import fold_id, is_device, is_plain, key, record_path, sha256, twin

IDS = st.text(min_size=1, max_size=12) | st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", fullmatch=True)


@pytest.mark.parametrize("article_id", ["a", "000_b518533acb7479b4", "bao-moi.2026_01", "x-1", "a.", "9" * 100])
def test_a_plain_id_is_its_own_name(article_id: str) -> None:
    assert key(article_id) == article_id


@pytest.mark.parametrize(
    "article_id",
    ["", ".a", "-a", "_a", "a/b", "a\\b", "a:b", "Hà Nội", "a b", "a\n", "9" * 101, "..", "a*",
     "con", "CON", "Con.x", "nul.txt", "com1", "LPT9.a.b", "aux", "prn", "CONIN$", "x-" + "0" * 24, "X-" + "A" * 24],
)  # fmt: skip
def test_any_other_id_is_hashed(article_id: str) -> None:
    assert key(article_id) == "x-" + sha256(article_id)[:24]


def test_device_names_are_only_those() -> None:
    assert is_plain("console")
    assert is_plain("com10")
    assert is_plain("acon")
    assert is_device("con") and is_device("Aux.jsonl") and is_device("nul .txt") and is_device("nul. ")


def test_ids_that_look_the_same_are_twins() -> None:
    assert twin("Hòa Bình") == twin(unicodedata.normalize("NFD", "HÒA BÌNH")) == twin("hòa bình")
    assert twin("Hòa") != twin("Hoa")


@given(IDS, IDS)
def test_two_articles_never_share_a_file_on_a_disk_that_ignores_case(one: str, other: str) -> None:
    paths = [str(record_path(Path("p"), "an1", article_id)).lower() for article_id in (one, other)]
    assert (paths[0] != paths[1]) or fold_id(one) == fold_id(other)
    assert re.fullmatch(r"p.work.an1.[0-9a-f]{2}.[a-z0-9][a-z0-9._-]{0,99}\.json", paths[0])


@pytest.mark.parametrize("annotator", ["", "..", "../x", "an/1", "nul", "NUL.x", "an1.", "an1 ", "Nguyễn"])
def test_an_annotator_must_be_able_to_name_a_folder(annotator: str) -> None:
    with pytest.raises(NhanError) as caught:
        record_path(Path("p"), annotator, "a")
    assert caught.value.message.key == "store.annotator_name"
