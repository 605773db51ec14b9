"""Files that other programs wrote: the text to the code point, and the spans that the program was given."""

from pathlib import Path

import pytest

from nhan.core.formats.format import Incoming, InputFile, ReadOptions
from nhan.core.formats.registry import detect, find
from nhan.core.messages import NhanError
from nhan.core.model import SpanStatus
from nhan.core.store.disk import Disk
from tests.core.formats.peers import Found, gold, needs_peers, peer
from tests.core.formats.round_trips import read_file

pytestmark = needs_peers

# The file, its format, and how many of the gold spans are not in it as they were: the program had no place for them.
FILES = [
    ("doccano/A_all_admin.jsonl", "doccano", 0),
    ("doccano/B_admin.jsonl", "doccano", 0),
    ("labelstudio/export.json", "label-studio", 0),
    ("labelstudio/import_tasks_predictions.json", "label-studio", 0),
    ("labelstudio/export.min.json", "label-studio-min", 0),
    ("labelstudio/export.csv", "csv", 0),
    ("labelstudio/export.tsv", "tsv", 0),
    ("brat/clean/a1.ann", "brat", 0),
    ("brat/clean/a2.ann", "brat", 0),
    ("brat/clean/a3.ann", "brat", 0),
    ("brat/clean/a4.ann", "brat", 0),
    ("brat/clean/a5.ann", "brat", 0),
    ("brat/clean/a6.ann", "brat", 0),
    ("brat/edited/a1.ann", "brat", 0),
    ("brat/edited/a2.ann", "brat", 0),
    ("spacy/gold.spacy", "spacy", 3),  # spaCy's tokens are not ours: its own spans are a letter or more longer
    ("spacy/gold_defaults.spacy", "spacy", 3),
    ("spacy/gold_doc_to_json.jsonl", "spacy-json", 3),
    ("spacy/gold_training.json", "spacy-json", 3 + 10),  # nested ones are not in it
    ("spacy/gold_train_tuples.json", "spacy-json", 10),
    ("spacy/prodigy_like.jsonl", "prodigy", 3 + 10),
    ("huggingface/spans.parquet", "hf-parquet", 0),
    ("huggingface/spans_dict_of_lists.parquet", "hf-parquet", 0),
    *[(f"uima/a{number}.{ending}", f"uima-{ending}", 0) for number in range(1, 7) for ending in ("xmi", "json")],
]


def spans_of(found: Incoming) -> Found:
    return {(span.start, span.end, span.label) for span in found.spans}


def good(read: list[Incoming | NhanError]) -> list[Incoming]:
    for each in read:
        assert isinstance(each, Incoming), str(each)
    return [each for each in read if isinstance(each, Incoming)]


@pytest.mark.parametrize(("name", "format_name", "missing"), FILES)
def test_what_a_program_was_given_is_read_from_what_it_wrote(name: str, format_name: str, missing: int) -> None:
    if format_name.startswith("uima"):
        pytest.importorskip("cassis")
    if format_name == "hf-parquet":
        pytest.importorskip("pyarrow")
    path = peer(name)
    chosen, _ = detect(InputFile(Disk(), path, path.stem))
    assert chosen.name == format_name
    given = gold()
    found = good(read_file(chosen, path))
    assert found
    lacking = sum(len(given[each.article.text] - spans_of(each)) for each in found)
    assert lacking == missing


def test_numbers_of_labels_are_named_by_the_user() -> None:
    for name in ("spans.jsonl", "spans_dict_of_lists.jsonl"):
        refused = read_file(find("hf-jsonl"), peer("huggingface", name))
        assert any(isinstance(each, NhanError) and each.message.key == "formats.numbered_tags" for each in refused)
        options = ReadOptions(names=("PER", "LOC", "ORG", "MISC"))
        found = good(read_file(find("hf-jsonl"), peer("huggingface", name), options))
        assert {each.article.text: spans_of(each) for each in found} == gold()


def test_tokens_of_datasets_are_articles_again() -> None:
    tags = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC")
    found = good(read_file(find("hf-jsonl"), peer("huggingface", "tokens.jsonl"), ReadOptions(names=tags)))
    first = found[0]
    words = [first.article.text[span.start : span.end] for span in first.spans]
    assert words[:3] == ["Huệ", "Nguyễn Thị Hoà", "Lê Hòa"] and len(found) == 6


@pytest.mark.parametrize("unit", ["utf16", "graphemes"])
def test_what_doccano_s_page_counts_is_found_out(unit: str) -> None:
    found = good(read_file(find("doccano"), peer("doccano", f"ui_{unit}.jsonl")))
    words = [each.article.text[span.start : span.end] for each in found for span in each.spans]
    assert words[:7] == ["chợ hoa", "Cần Thơ", "Khách", "Gia đình", "Mai", "Lan", "Hà Nội"]
    assert words[9:] == ["điểm", "Minh", "giải"]
    (said,) = {message.fields["unit"] for each in found for message in each.said}
    assert said == {"utf16": "utf-16", "graphemes": "graphemes"}[unit]


def test_what_doccano_s_importer_takes_in_silence_is_named() -> None:
    found = good(read_file(find("doccano"), peer("doccano", "A_all_admin.jsonl")))
    second = next(each for each in found if each.article.id == "2")
    assert [loss.reason.key for loss in second.lost] == ["formats.lost.twice", "formats.lost.outside"]
    assert second.article.meta["Comments"] == ["bình luận 😀"] or second.article.meta["Comments"]


def test_predictions_come_in_as_suggestions_with_their_scores() -> None:
    found = good(read_file(find("label-studio"), peer("labelstudio", "import_tasks_predictions.json")))
    assert {span.status for each in found for span in each.spans} == {SpanStatus.SUGGESTED}
    assert found[0].spans[0].confidence == 0.9


def test_one_of_several_annotations_is_taken_and_named() -> None:
    found = good(read_file(find("label-studio"), peer("labelstudio", "export.json")))
    second = found[1]
    assert second.said[0].key == "formats.said.chosen" and second.said[0].fields["id"] == 7
    labels = [(second.article.text[s.start : s.end], s.label) for s in second.spans if s.start == 8]
    assert labels == [("Gia đình", "ORG"), ("Gia đình", "MISC")]
    assert [span.note for span in second.spans if span.note] == ["ghi chú 😀"]


def test_what_brat_has_and_we_have_not_is_named() -> None:
    (first,) = good(read_file(find("brat"), peer("brat", "edited", "a1.ann")))
    keys = sorted(loss.reason.key for loss in first.lost)
    gone = ["formats.lost.discontinuous"] * 2 + ["formats.lost.outside"] * 2 + ["formats.lost.twice"]
    assert keys == gone
    assert {message.fields["what"].key for message in first.said} == {"formats.brat.events", "formats.brat.relations"}
    (second,) = good(read_file(find("brat"), peer("brat", "edited", "a2.ann")))
    notes = {span.note for span in second.spans if span.note}
    assert notes == {"chú thích 😀\tcó tab", "dòng 1\ndòng 2"}


@pytest.mark.parametrize(
    ("name", "format_name"),
    [
        ("labelstudio/export.conll", "conll2003"),
        ("spacy/convert/a.conll03", "conll2003"),
        ("doccano/import/tab.conll", "iob"),
        ("doccano/import/iob1.conll", "iob"),
        ("accepts/spacy/min.ner", "phoner"),
        ("gliner/gold_gliner.json", "gliner"),
        ("huggingface/tokens.jsonl", "hf-jsonl"),
        ("accepts/huggingface/min_spans.jsonl", "jsonl"),
        ("accepts/doccano/min_relation.jsonl", "doccano"),
        ("gold.jsonl", "jsonl"),
    ],
)
def test_files_are_recognised(name: str, format_name: str) -> None:
    path = peer(*Path(name).parts)
    assert detect(InputFile(Disk(), path, path.stem))[0].name == format_name
