"""What is exported, read by the programs that it is for, as far as they are installed (the extra ``interop``)."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from nhan.core.document import Document
from nhan.core.formats.format import Format, Incoming, ReadOptions, WriteOptions
from nhan.core.formats.label_configs import label_config
from nhan.core.formats.registry import find
from nhan.core.importing.sources import files_of
from nhan.core.model import Article, Span, SpanStatus
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record, record_of
from tests.core.building import LABELS
from tests.core.formats.round_trips import read_back, write_out

TEXT = "👩\u200d🌾 Bà Nguyễn Thị Hoà 😀 ở UBND TP.HCM.\r\n\r\nVề  Bến Tre\u2028mưa, \u00a0Huế"


def span(words: str, label: str) -> Span:
    start = TEXT.index(words)
    return Span(id=words, start=start, end=start + len(words), label=label, status=SpanStatus.CONFIRMED)


RECORD = record_of(
    Document(
        Article("1", TEXT, "T", {"url": "x"}),
        (span("Nguyễn Thị Hoà", "PER"), span("UBND TP.HCM", "ORG"), span("TP.HCM", "LOC"), span("ến Tr", "LOC")),
    )
)
EMPTY = Record(article=Article("2", "Không có gì.", "T"), spans=())


DOCCANO = os.environ.get("NHAN_DOCCANO", "")  # a Python that has the package doccano, which wants older libraries


def data(chosen: Format) -> bytes:
    assert chosen.write is not None
    return b"".join(chosen.write([RECORD, EMPTY], WriteOptions(labels=LABELS)))


def expected(record: Record) -> list[tuple[int, int, str]]:
    return sorted((each.start, each.end, each.label) for each in record.spans)


def test_spacy_reads_the_docbin_and_trains_on_it(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    tokens, training = pytest.importorskip("spacy.tokens"), pytest.importorskip("spacy.training")
    (tmp_path / "a.spacy").write_bytes(data(find("spacy")))
    nlp = spacy.blank("xx")
    first, second = tokens.DocBin().from_disk(tmp_path / "a.spacy").get_docs(nlp.vocab)
    assert (first.text, second.text) == (TEXT, EMPTY.article.text)
    assert first.user_data["id"] == "1"
    assert sorted((each.start_char, each.end_char, each.label_) for each in first.spans["sc"]) == expected(RECORD)
    assert [each.text for each in first.ents] == ["Nguyễn Thị Hoà", "UBND TP.HCM", "ến Tr"]
    nlp.add_pipe("ner")
    examples = [training.Example(nlp.make_doc(doc.text), doc) for doc in (first, second)]
    nlp.initialize(lambda: examples)
    assert nlp.update(examples)["ner"] > 0


def test_our_docbin_is_spacy_s_own_to_the_span(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    tokens = pytest.importorskip("spacy.tokens")
    nlp = spacy.blank("xx")
    doc = nlp("acl det LOC 😀 Huế  mưa")  # words that spaCy has numbers for
    doc.spans["sc"] = [tokens.Span(doc, 2, 3, "DATE"), tokens.Span(doc, 4, 5, "NƠI")]
    doc.ents = [tokens.Span(doc, 4, 5, "LOC")]
    (tmp_path / "a.spacy").write_bytes(tokens.DocBin(docs=[doc]).to_bytes())
    (found,) = read_back(find("spacy"), tmp_path)
    assert found.article.text == doc.text
    assert [(found.article.text[s.start : s.end], s.label) for s in found.spans] == [("LOC", "DATE"), ("Huế", "NƠI")]


def test_spacy_reads_the_json_and_the_columns() -> None:
    converters = pytest.importorskip("spacy.training.converters")
    first, _ = converters.json_to_docs(data(find("spacy-json")).decode())
    assert first.text == TEXT and len(first.ents) == 3
    docs = list(converters.conll_ner_to_docs(data(find("conll2003")).decode(), n_sents=1, no_print=True))
    assert [ent.text for doc in docs for ent in doc.ents] == ["Nguyễn Thị Hoà", "UBND TP.HCM"]


@pytest.mark.parametrize(("name", "ending"), [("hf-jsonl", "json"), ("hf-parquet", "parquet")])
def test_datasets_reads_ours(tmp_path: Path, name: str, ending: str) -> None:
    datasets = pytest.importorskip("datasets")
    path = tmp_path / f"a.{ending}"
    path.write_bytes(data(find(name)))
    loaded = datasets.load_dataset(ending, data_files=str(path), cache_dir=str(tmp_path / "c"), split="train")
    assert loaded["text"][:] == [TEXT, EMPTY.article.text]
    first = loaded[0]
    names = [label.name for label in LABELS.labels]
    spans = first["spans"]
    labels = [names[each["label"]] if isinstance(each["label"], int) else each["label"] for each in spans]
    ranges = [(each["start"], each["end"]) for each in spans]
    assert sorted((*place, label) for place, label in zip(ranges, labels, strict=True)) == expected(RECORD)
    if ending == "parquet":
        assert loaded.features["ner_tags"].feature.names[:3] == ["O", "B-PER", "I-PER"]


def test_pandas_reads_the_table(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    (tmp_path / "a.csv").write_bytes(data(find("csv")))
    table = pandas.read_csv(tmp_path / "a.csv")
    spans = table[table["label"].notna()]
    assert [TEXT[int(row.start) : int(row.end)] for row in spans.itertuples()] == spans["span"].to_list()
    assert len(spans) == len(RECORD.spans)


def test_nervaluate_scores_our_spans_against_themselves() -> None:
    nervaluate = pytest.importorskip("nervaluate")
    spans = [[{"label": label, "start": start, "end": end} for start, end, label in expected(RECORD)]]
    found = nervaluate.Evaluator(spans, spans, tags=["PER", "LOC", "ORG"]).evaluate()
    overall = found["overall"] if isinstance(found, dict) else found[0]
    strict = overall["strict"]
    assert (strict["f1"] if isinstance(strict, dict) else strict.f1) == 1.0


def test_cassis_reads_ours_with_astral_signs(tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis")
    write_out(find("uima-xmi"), [RECORD], tmp_path)
    types = cassis.load_typesystem((tmp_path / "TypeSystem.xml").read_text(encoding="utf-8"))
    cas = cassis.load_cas_from_xmi((tmp_path / "1.xmi").read_text(encoding="utf-8"), typesystem=types)
    found = cas.select("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity")
    assert cas.sofa_string == TEXT
    assert sorted((each.begin, each.end, each.value) for each in found) == expected(RECORD)


def columns() -> list[list[str]]:
    """The tags of our columns by sentence."""
    sentences = data(find("iob")).decode().split("\n\n")
    return [
        [line.split("\t")[1] for line in sentence.strip().split("\n")] for sentence in sentences if sentence.strip()
    ]


def test_seqeval_counts_the_spans_of_our_columns() -> None:
    metrics, scheme = pytest.importorskip("seqeval.metrics"), pytest.importorskip("seqeval.scheme")
    tags = columns()
    assert metrics.f1_score(tags, tags, mode="strict", scheme=scheme.IOB2) == 1.0
    labels = [label for label, *_ in metrics.sequence_labeling.get_entities(tags)]
    assert labels == ["PER", "ORG"]  # what is inside another, or part of a word, has no place in them


def test_a_brat_parser_reads_our_folder(tmp_path: Path) -> None:
    pybrat = pytest.importorskip("pybrat.parser")
    broken = span("TP.HCM.\r\n\r\nVề", "MISC")
    record = record_of(Document(RECORD.article, (*RECORD.spans, broken)))
    assert write_out(find("brat"), [record, EMPTY], tmp_path) == []
    first, second = sorted(pybrat.BratParser(error="raise").parse(tmp_path), key=lambda example: str(example.id))
    assert (first.text, second.text, second.entities) == (TEXT.replace("\r\n", "\n"), EMPTY.article.text, [])
    found = sorted((each.spans[0].start, each.spans[-1].end, each.type) for each in first.entities)
    assert found == expected(record)
    for each in first.entities:
        assert each.mention == " ".join(TEXT[part.start : part.end] for part in each.spans)
    assert [len(each.spans) for each in first.entities if each.type == "MISC"] == [2]


@pytest.mark.parametrize(("format_name", "ending"), [("JSON_MIN", "json"), ("CSV", "csv"), ("CONLL2003", "conll")])
def test_label_studio_s_converter_takes_ours_and_gives_it_back(tmp_path: Path, format_name: str, ending: str) -> None:
    converter = pytest.importorskip("label_studio_sdk.converter")
    (tmp_path / "a.json").write_bytes(data(find("label-studio")))
    config = label_config(LABELS, "label-studio").decode()
    made = converter.Converter(config, str(tmp_path), upload_dir=str(tmp_path))
    made.convert(str(tmp_path / "a.json"), str(tmp_path / "ra"), format_name, is_dir=False)
    (path,) = (each for each in (tmp_path / "ra").rglob("*") if each.suffix == f".{ending}")
    back = [each for file in files_of(Disk(), [path]) for each in file.read(file.file, ReadOptions())]
    articles = [each for each in back if isinstance(each, Incoming)]
    assert len(articles) == len(back) > 0
    if format_name == "CONLL2003":  # its tokens: a text of them, and no place for what is inside another
        words = [each.article.text[s.start : s.end] for each in articles for s in each.spans]
        assert "Nguyễn Thị Hoà" in words and any(each.startswith("UBND") for each in words)
        return
    (only,) = articles  # nobody has begun the other
    assert (only.article.text, only.article.id) == (TEXT, "1")
    assert sorted((each.start, each.end, each.label) for each in only.spans) == expected(RECORD)


@pytest.mark.skipif(not DOCCANO, reason="NHAN_DOCCANO names no Python that has doccano")
def test_doccano_s_own_importer_takes_ours_and_its_export_comes_back(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(data(find("doccano")))
    (tmp_path / "d").mkdir()
    command = [DOCCANO, str(Path(__file__).parent / "doccano_run.py"), str(tmp_path / "a.jsonl"), str(tmp_path / "d")]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert json.loads(ran.stdout.splitlines()[-1]) == []
    back = [
        each
        for file in files_of(Disk(), [tmp_path / "d" / "admin.zip"])
        for each in file.read(file.file, ReadOptions())
    ]
    first, second = (each for each in back if isinstance(each, Incoming))
    assert (first.article.id, first.article.text, first.article.meta["url"]) == ("1", TEXT, "x")
    assert sorted((s.start, s.end, s.label) for s in first.spans) == expected(RECORD)
    assert (second.article.text, second.spans) == (EMPTY.article.text, ())
