"""Tiny models of the transformers library, made here: their spans at exact offsets, and what goes wrong in words."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nhan.core.messages import NhanError
from nhan.core.suggest.client import SuggestClient
from nhan.core.suggest.registry import make
from nhan.core.suggestion import MODEL

TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
# What the tiny models know: a word has its tag wherever it stands.
KNOWN = {
    "Lan": "B-PER",
    "Anh": "I-PER",
    "Huế": "B-LOC",
    "Hà": "B-LOC",
    "Nội": "I-LOC",
    "Hà_Nội": "B-LOC",
    "Lan_Anh": "B-PER",
}
TEXT = "Chị Lan Anh\u00a0về Hà Nội .\r\n\r\n😀 Huế mưa to."
FOUND = [("Lan Anh", "PER"), ("Hà Nội", "LOC"), ("Huế", "LOC")]


def test_without_a_model_it_says_what_is_missing() -> None:
    with pytest.raises(NhanError) as caught:
        make("transformers", {})
    assert caught.value.message.key == "suggest.transformers_unnamed"


@pytest.fixture(params=["fast", "by word"])
def model(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A model's folder, with a tokenizer of either kind."""
    why = "the extra is not installed: pip install nhan[transformers]"
    torch = pytest.importorskip("torch", reason=why)
    pytest.importorskip("transformers", reason=why)
    folder = tmp_path / "tiny"
    folder.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *KNOWN, "Chị", "về", "mưa", "to", ".", "##a", "##b"]
    _TOKENIZERS[request.param](folder, words)
    _save_model(torch, folder, words)
    return folder


def _fast(folder: Path, words: list[str]) -> None:
    from transformers import BertTokenizerFast

    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    vocabulary = {word: number for number, word in enumerate(words)}
    BertTokenizerFast(vocab=vocabulary, do_lower_case=False, strip_accents=False).save_pretrained(folder)


def _by_word(folder: Path, words: list[str]) -> None:
    """As PhoBERT's: it does not say where its pieces stand."""
    from transformers import PhobertTokenizer

    ours = [f"{word} 1" for word in words if word[0] not in "[#"]
    (folder / "vocab.txt").write_text("\n".join(ours), encoding="utf-8")
    merges = [
        f"{word[:cut]} {word[cut]}{'</w>' * (cut == len(word) - 1)} 1"
        for word in sorted(words, key=len, reverse=True)  # the merges of longer words come first
        for cut in range(1, len(word))
    ]
    (folder / "bpe.codes").write_text("\n".join(dict.fromkeys(merges)) + "\n", encoding="utf-8")
    made: Any = PhobertTokenizer(str(folder / "vocab.txt"), str(folder / "bpe.codes"))
    made.save_pretrained(folder)


_TOKENIZERS: dict[str, Callable[[Path, list[str]], None]] = {"fast": _fast, "by word": _by_word}


def _save_model(torch: Any, folder: Path, words: list[str]) -> None:
    """No layers: what a word is says its tag, because its embedding is its row of the answers."""
    from transformers import AutoTokenizer, BertConfig, BertForTokenClassification

    tokenizer = AutoTokenizer.from_pretrained(folder)
    size = 8 * -(-max(len(tokenizer), len(words)) // 8)
    config = BertConfig(
        vocab_size=size,
        hidden_size=8,
        num_hidden_layers=0,
        num_attention_heads=1,
        intermediate_size=8,
        max_position_embeddings=16,
        id2label=dict(enumerate(TAGS)),
        label2id={tag: number for number, tag in enumerate(TAGS)},
    )
    model: Any = BertForTokenClassification(config)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        model.bert.embeddings.LayerNorm.weight.fill_(1.0)
        model.bert.embeddings.word_embeddings.weight[:, 0] = 1.0
        for word, tag in KNOWN.items():
            number = tokenizer.convert_tokens_to_ids(word)
            if number != tokenizer.unk_token_id:
                row = torch.zeros(8)
                row[TAGS.index(tag)] = 1.0
                model.bert.embeddings.word_embeddings.weight[number] = row
        for number in range(len(TAGS)):
            model.classifier.weight[number, number] = 4.0
    model.save_pretrained(folder)
    settings = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    (folder / "tokenizer_config.json").write_text(json.dumps(settings | {"model_max_length": 16}), encoding="utf-8")


def test_spans_stand_at_exact_offsets(model: Path) -> None:
    found = make("transformers", {MODEL: str(model)}).suggest(TEXT)
    assert [(TEXT[each.start : each.end], each.label) for each in found] == FOUND
    assert all(each.confidence is not None and 0.5 < each.confidence <= 1.0 for each in found)


def test_a_sentence_longer_than_the_model_takes_is_read_in_parts(model: Path) -> None:
    text = "Huế " + "mưa to . " * 12 + "Huế"
    found = make("transformers", {MODEL: str(model)}).suggest(text)
    assert [(text[each.start : each.end], each.label) for each in found] == [("Huế", "LOC")] * 2


def test_the_version_names_the_model_and_its_weights(model: Path) -> None:
    torch = pytest.importorskip("torch")
    first = make("transformers", {MODEL: str(model)}).version
    assert first.startswith("tiny@") and first == make("transformers", {MODEL: str(model)}).version
    from safetensors.torch import load_file, save_file

    weights = load_file(model / "model.safetensors")
    weights["classifier.bias"] = torch.ones_like(weights["classifier.bias"])
    save_file(weights, model / "model.safetensors", metadata={"format": "pt"})
    assert make("transformers", {MODEL: str(model)}).version != first


def test_it_works_in_the_suggesting_process(model: Path) -> None:
    with SuggestClient("transformers", {MODEL: str(model)}) as worker:
        answer = worker.submit("a", TEXT).result()
    assert [(TEXT[each.start : each.end], each.label) for each in answer.spans] == FOUND
    assert {each.source.name for each in answer.spans} == {"transformers"}


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    pytest.importorskip("transformers", reason="the extra is not installed")
    with pytest.raises(NhanError) as caught:
        make("transformers", {MODEL: str(tmp_path)})
    assert caught.value.message.fields["model"] == str(tmp_path)


def test_no_words_no_spans(model: Path) -> None:
    assert make("transformers", {MODEL: str(model)}).suggest(" \n") == []
