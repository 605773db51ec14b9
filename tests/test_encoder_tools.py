"""The encoder's weights from text: what is taken from sources, how it becomes numbers, and what learns from them."""

import bz2
import json
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from nhan.core.tagger.encoder.at_hand import VOCABULARY
from nhan.core.tagger.encoder.forms import PADDING, SPECIAL, UNKNOWN, KnownWords, case_of
from nhan.core.tagger.encoder.network import WINDOW, Network
from nhan.core.tagger.encoder.odds import TAGS
from nhan.core.tagger.inline_spans import parse
from nhan.core.tagger.reader import Reader
from nhan.core.tagger.training_example import TrainingExample, training_example
from tests.tools.encoder import texts
from tests.tools.encoder.files import load, rounded, save
from tests.tools.encoder.texts import Cleaning, plain, wikipedia
from tests.tools.encoder.tokens import NOTHING, ROWS, stream, windows
from tests.tools.loading import ROOT

RIVER = "Sông Bồ bắt nguồn từ dãy núi phía tây, chảy qua nhiều xã rồi đổ vào phá Tam Giang."
FIELD = "Người dân hai bên bờ trồng lúa, trồng khoai và nuôi cá lồng từ nhiều đời nay."
LAW = "Luật này quy định về quản lý và sử dụng nguồn nước; bảo vệ bờ sông, lòng sông, bãi sông."
MARKUP = f"""{{{{Bảng|tên={{{{nowrap|Sông Bồ}}}}|dài=94 km}}}}
'''{RIVER[:7]}'''{RIVER[7:40]}[[Xã (Việt Nam)|{RIVER[40:45]}]]{RIVER[45:]}<ref name="a">Sách cũ</ref>
{{| class="wikitable"
|-
| ô || ô
|}}
== Đời sống ==
* {FIELD}
[[Tập tin:Song.jpg|nhỏ|Một khúc [[sông]]]]
== Tham khảo ==
Sách nói về sông Bồ và những người ở hai bên bờ sông ấy."""
PAGE = "<page><title>{}</title><ns>{}</ns><revision><text>{}</text></revision></page>"


def dump(*pages: tuple[str, int, str]) -> bytes:
    escaped = "".join(PAGE.format(name, kind, text.replace("<", "&lt;")) for name, kind, text in pages)
    return bz2.compress(f"<mediawiki xmlns='http://www.mediawiki.org/xml/'>{escaped}</mediawiki>".encode())


def test_wikitext_becomes_prose() -> None:
    lines = [line.strip() for line in plain(MARKUP).splitlines() if line.strip()]
    assert lines == [RIVER, FIELD]


def test_articles_of_a_dump_are_read_and_nothing_else() -> None:
    data = dump(("Sông Bồ", 0, MARKUP), ("Thảo luận:Sông Bồ", 1, RIVER), ("Bồ", 0, "#đổi [[Sông Bồ]]"))
    (found,) = wikipedia(BytesIO(data))
    assert found.startswith("Sông Bồ\n\n") and RIVER in found and "Sách cũ" not in found


def test_lines_are_kept_once_and_only_vietnamese_prose() -> None:
    clean = Cleaning()
    found = clean("\n".join([RIVER, FIELD, LAW, RIVER, "Ngắn quá.", "The river rises in western mountains of Huế."]))
    assert found == [RIVER, FIELD, LAW]
    assert clean("\n".join([RIVER, FIELD, LAW])) == []


def test_what_is_measured_on_is_left_out() -> None:
    document = "\n".join([RIVER, FIELD, LAW, RIVER.replace("Bồ", "Hương")])
    assert Cleaning([f"{RIVER[:20]}; {FIELD[9:]}"])(document) == document.split("\n")
    assert Cleaning([f"Hôm qua. {FIELD.upper()}"])(document) == []


def test_sources_are_files_folders_and_addresses(tmp_path: Path) -> None:
    (tmp_path / "viwiki.xml.bz2").write_bytes(dump(("Sông Bồ", 0, MARKUP + "x")))
    (tmp_path / "luật").mkdir()
    (tmp_path / "luật" / "nước.html").write_text(f"<p>{LAW}</p><script>x < 'ơ'</script><p>{FIELD * 3}</p>", "utf-8")
    (tmp_path / "luật" / "ghi chú.pdf").write_bytes(b"%PDF")
    (tmp_path / "đo.jsonl").write_text(json.dumps({"text": "Không có gì chung."}) + "\n", "utf-8")
    out = tmp_path / "out.txt"
    arguments = [str(out), "--wikipedia", str(tmp_path / "viwiki.xml.bz2"), "--laws", str(tmp_path / "luật")]
    assert texts.main([*arguments, "--without", str(tmp_path / "đo.jsonl")]) == 0
    assert out.read_text("utf-8") == f"{LAW}\n{FIELD * 3}\n\n"  # the article of the dump is too short


def test_a_text_as_numbers() -> None:
    text = stream([f"{RIVER}\n", f"{RIVER}\n", "\n", "Sông 2025\n"])
    assert [text.forms[place] for place in text.places[-4:]] == ["\n\n", "Sông", "2025", "\n"]
    assert len(text.places) == 2 * 22 + 4
    words = text.words()
    assert words[:2] == ["\n", "\n\n"] and words[2] == "sông" and "0000" in words


def example(source: str) -> TrainingExample:
    article = parse("a", source)
    return training_example(article, Reader(encoder=0)(article.text))


def test_lessons_as_windows() -> None:
    vocabulary = KnownWords(["\n", "\n\n", "bà", "ở"])
    taught = windows([example("Bà [PER Mận] ở [LOC Huế].\nÔng [PER Vinamilk] về.")], vocabulary, 64)
    assert taught.rows.shape == (1, WINDOW, ROWS) and taught.tags.shape == taught.cases.shape == (1, WINDOW)
    tags = [TAGS[tag] if tag != NOTHING else "" for tag in taught.tags[0, :10]]
    assert tags == ["O", "B-PER", "O", "B-LOC", "O", "", "O", "B-PER", "O", "O"]
    assert list(taught.rows[0, 0]) == [SPECIAL + 2, *[PADDING] * 7]
    assert taught.rows[0, 7, 0] == UNKNOWN and PADDING not in taught.rows[0, 7]  # eight letters: seven by three
    assert taught.rows[0, 5, 0] == SPECIAL  # the sign between sentences
    assert set(taught.tags[0, 11:]) == {NOTHING}
    assert len(windows([example("Bà Mận. " * 60)], vocabulary, 64).rows) == 3


def test_shipped_weights_are_the_pretrained_ones_within_a_byte(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    weights = {"enc.a.weight": chance.normal(size=(100, 80)), "enc.a.bias": chance.normal(size=100)}
    save(tmp_path / "w.npz", {**weights, "enc.out.weight": np.ones((9, 9))})
    kept = load(tmp_path / "w.npz")
    found = rounded(kept)
    assert set(found) == {"enc.a.weight|q", "enc.a.weight|s", "enc.a.bias"}
    back = found["enc.a.weight|q"] * found["enc.a.weight|s"].astype(np.float32)
    most = np.abs(kept["enc.a.weight"]).max(1, keepdims=True)
    assert (np.abs(back - kept["enc.a.weight"]) <= most / 127 * 0.6).all()


def test_torch_and_numpy_read_alike() -> None:
    """What is taught in torch is what the program computes; one step of teaching lowers the loss."""
    torch = pytest.importorskip("torch", reason="the network is taught with torch, which is not installed")
    from tests.tools.encoder import torch_network
    from tests.tools.encoder.tokens import rows

    words = (ROOT / "resources" / "encoder" / VOCABULARY).read_text("utf-8").split("\0")
    vocabulary = KnownWords(words)
    torch.manual_seed(1)
    its, top = torch_network.new("cpu"), torch_network.head("cpu")
    arrays = {f"enc.{name}": each for name, each in torch_network.to_arrays(its).items()}
    arrays |= {f"head.{name}": each for name, each in torch_network.to_arrays(top).items()}
    shipped = rounded(arrays)
    its, top = (
        torch_network.of_arrays(
            {
                name: (shipped[f"{part}{name}|q"] * shipped[f"{part}{name}|s"].astype(np.float32))
                if f"{part}{name}|q" in shipped
                else shipped.get(f"{part}{name}", arrays[f"{part}{name}"]).astype(np.float32)
                for name in some
            },
            "cpu",
        )
        for part, some in (("enc.", its), ("head.", top))
    )
    forms = [*["Bà", "Mận", "ở", "Krông", "Pắc", "gặp", "ông", "Vinamilk", "lúc", "7", "giờ"], "\n"]
    table, cases = torch.from_numpy(rows(vocabulary, forms))[None], torch.tensor([[case_of(form) for form in forms]])
    told = torch_network.tagged(its, top, table, cases).softmax(-1)[0].detach().numpy()
    network = Network(shipped, vocabulary)
    assert np.abs(network.probabilities(network.embedded(forms)[None])[0] - told).max() < 1e-4


def test_lessons_are_learned(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the network is taught with torch, which is not installed")
    from tests.tools.encoder import torch_network
    from tests.tools.encoder.tokens import spelled
    from tests.tools.encoder.tune import tuned

    words = (ROOT / "resources" / "encoder" / VOCABULARY).read_text("utf-8").split("\0")
    vocabulary = KnownWords(words)
    taught = windows([example("Bà [PER Mận] ở [LOC Huế].\n" * 12)], vocabulary, 64)
    untaught = torch_network.to_arrays(torch_network.new("cpu"))
    network = Network(rounded(tuned(untaught, taught, spelled(vocabulary, words), 30, "cpu")), vocabulary)
    told = network.probabilities(network.embedded([*["Bà", "Mận", "ở", "Huế", "."], "\n"] * 12)[None])[0]
    assert [TAGS[place] for place in told.argmax(1)[:5]] == ["O", "B-PER", "O", "B-LOC", "O"]


def test_gaps_are_filled_better_after_some_steps(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the network is taught with torch, which is not installed")
    from tests.tools.encoder import pretrain

    (tmp_path / "text.txt").write_text(f"{RIVER}\n{FIELD}\n{LAW}\n\n" * 20, "utf-8")
    out, words = tmp_path / "pretrained.npz", tmp_path / "vocabulary.txt"
    arguments = [str(tmp_path / "text.txt"), "--seconds", "3", "--batch", "2", "--device", "cpu"]
    assert pretrain.main([*arguments, "--out", str(out), "--vocabulary", str(words)]) == 0
    assert load(out)["emb.weight"].shape[1] == 256
    assert words.read_text("utf-8").split("\0")[0] == "\n"
