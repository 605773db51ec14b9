"""Files that are damaged, hostile, or another program's: one sentence names the file, the line and the field; nothing
of the project has changed; and where what is bad may be left out, what is sound beside it comes in.

Each format has its folder here; ``zip`` holds archives.
"""

import shutil
from pathlib import Path

import pytest

from nhan.core.formats.registry import FORMATS, find
from nhan.core.importing import ImportOptions, import_files
from nhan.core.messages import LANGUAGES, NhanError, say
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from tests.core.building import LABELS
from tests.core.cli.running import Nhan, tree
from tests.core.formats.test_all_formats import need

HERE = Path(__file__).parent

# The file, the sentence, its line and field, and how many articles come in where what is bad is left out.
BAD = [
    ("brat/a_label_with_a_blank.ann", "formats.not_a_span", 1, "T1", 0),
    ("brat/blank.ann", "formats.no_text", None, "text", 0),
    ("brat/endless_offset.ann", "formats.not_a_span", 1, "T1", 0),
    ("brat/no_offsets.ann", "formats.not_a_span", 1, "T1", 0),
    ("brat/no_text_beside.ann", "formats.no_text_file", None, "", 0),
    ("brat/not_a_span.ann", "formats.not_a_span", 2, "T2", 0),
    ("brat/not_utf8.ann", "store.not_utf8", 1, "", 0),
    ("brat/not_utf8_text.ann", "store.not_utf8", 2, "", 0),
    ("brat/the_same_id.ann", "store.span_repeated", 2, "T1", 0),
    ("conll2003/few_columns.conll", "formats.columns_few", 5, "", 1),
    ("conll2003/not_utf8.conll", "store.not_utf8", 4, "", 0),
    ("conll2003/only_marks.conll", "store.empty_file", None, "", 0),
    ("conll2003/utf16.conll", "store.not_utf8", 1, "", 0),
    ("csv/a_row_of_a_span_too_short.csv", "formats.columns_count", 3, "", 1),
    ("csv/a_row_too_long.csv", "formats.columns_count", 3, "", 2),
    ("csv/an_open_quote.csv", "formats.csv", 3, "", 1),
    ("csv/an_open_quote_in_an_article.csv", "formats.csv", 4, "", 1),
    ("csv/another_article_status.csv", "store.not_among", 3, "article_status", 2),
    ("csv/another_status.csv", "store.not_among", 3, "status", 2),
    ("csv/empty.csv", "store.empty_file", None, "", 0),
    ("csv/endless_number.csv", "store.wrong_type", 3, "end", 2),
    ("csv/meta_is_no_object.csv", "store.wrong_type", 3, "meta", 2),
    ("csv/no_number.csv", "store.wrong_type", 3, "start", 2),
    ("csv/no_text.csv", "formats.csv_no_column", 1, "", 0),
    ("csv/not_utf8.csv", "store.not_utf8", 2, "", 0),
    ("csv/other_words.csv", "store.span_text", 3, "span", 2),
    ("csv/sure_in_words.csv", "store.wrong_type", 3, "confidence", 2),
    ("csv/sure_of_nothing.csv", "store.not_among", 3, "confidence", 2),
    ("csv/too_sure.csv", "store.not_among", 3, "confidence", 2),
    ("doccano/a_key_twice.jsonl", "store.duplicate_key", 2, "label", 2),
    ("doccano/cut_short.jsonl", "store.cut_short", 3, "", 2),
    ("doccano/endless_id.jsonl", "store.wrong_value", 2, "[...]", 2),
    ("doccano/half_a_character.jsonl", "store.surrogate", 2, "", 2),
    ("doccano/half_a_character_in_meta.jsonl", "store.surrogate", 2, "", 2),
    ("doccano/no_list_of_spans.jsonl", "store.wrong_type", 2, "label", 2),
    ("doccano/no_text.jsonl", "formats.no_text", 2, "text", 2),
    ("doccano/text_is_a_list.jsonl", "store.wrong_type", 2, "text", 2),
    ("doccano/too_deep.jsonl", "store.too_deep", 2, "", 2),
    ("doccano/two_in_a_line.jsonl", "store.not_json", 2, "", 1),
    ("gliner/a_number_for_a_token.json", "store.wrong_type", 2, "[1].tokenized_text[1]", 2),
    ("gliner/an_empty_token.json", "formats.no_token", 2, "[1].tokenized_text[1]", 2),
    ("gliner/cut_short.json", "store.cut_short", 2, "", 1),
    ("gliner/ner_is_a_word.json", "store.wrong_type", 2, "[1].ner", 2),
    ("gliner/no_tokens.json", "store.missing_field", 2, "[1].tokenized_text", 2),
    ("gliner/nothing_in_it.json", "formats.no_text", 2, "[1].text", 2),
    ("hf-jsonl/a_tag_is_a_list.jsonl", "store.wrong_type", 2, "ner_tags[0]", 2),
    ("hf-jsonl/more_tags_than_tokens.jsonl", "formats.tags_count", 2, "ner_tags", 2),
    ("hf-jsonl/no_text.jsonl", "store.missing_field", 2, "text", 2),
    ("hf-jsonl/numbers_without_names.jsonl", "formats.numbered_tags", 2, "ner_tags[0]", 2),
    ("hf-jsonl/spans_is_a_word.jsonl", "store.wrong_type", 2, "spans", 2),
    ("hf-jsonl/tokens_of_another_text.jsonl", "store.span_text", 2, "tokens[0]", 2),
    ("hf-jsonl/uneven.jsonl", "formats.columns_uneven", 2, "spans", 2),
    ("hf-parquet/cut_short.parquet", "formats.not_this", None, "", 0),
    ("hf-parquet/empty.parquet", "formats.not_this", None, "", 0),
    ("hf-parquet/no_parquet.parquet", "formats.not_this", None, "", 0),
    ("hf-parquet/numbers_without_names.parquet", "formats.numbered_tags", 1, "ner_tags[0]", 0),
    ("hf-parquet/one_row_without_a_text.parquet", "store.missing_field", 2, "text", 2),
    ("hf-parquet/other_columns.parquet", "store.missing_field", 1, "text", 0),
    ("hf-parquet/text_is_bytes.parquet", "store.missing_field", 1, "text", 0),
    ("iob/an_unknown_label.iob", "store.unknown_label", 5, "spans[0].label", 2),
    ("iob/empty.iob", "store.empty_file", None, "", 0),
    ("iob/no_tag.iob", "formats.columns_few", 6, "", 2),
    ("iob/no_token.iob", "formats.no_token", 7, "", 2),
    ("iob/not_utf8.iob", "store.not_utf8", 2, "", 0),
    ("iob/the_same_id.iob", "store.id_taken", 4, "id", 2),
    ("json/a_comma_behind.json", "store.not_json", 2, "", 1),
    ("json/a_word_that_is_none.json", "store.not_json", 2, "[1]", 2),
    ("json/cut_short.json", "store.cut_short", 2, "", 1),
    ("json/half_a_character.json", "store.surrogate", 2, "[1]", 1),
    ("json/more_behind.json", "store.not_json", 2, "", 1),
    ("json/no_list.json", "store.wrong_type", None, "", 0),
    ("json/no_object.json", "store.wrong_type", 2, "[1]", 2),
    ("json/no_text.json", "formats.no_text", 2, "[1].text", 2),
    ("json/not_utf8.json", "store.not_utf8", 2, "", 1),
    ("json/nothing.json", "formats.no_articles", None, "", 0),
    ("json/too_deep.json", "store.wrong_type", 2, "[1]", 2),
    ("jsonl/a_key_twice.jsonl", "store.duplicate_key", 2, "text", 2),
    ("jsonl/an_unknown_label.jsonl", "store.unknown_label", 2, "spans[0].label", 2),
    ("jsonl/another_shape.jsonl", "store.missing_field", 2, "spans[0].start", 2),
    ("jsonl/another_text.jsonl", "store.text_changed", 2, "text_sha256", 2),
    ("jsonl/backwards.jsonl", "store.span_outside", 2, "spans[0].start", 2),
    ("jsonl/cut_short.jsonl", "store.cut_short", 3, "", 2),
    ("jsonl/empty.jsonl", "store.empty_file", None, "", 0),
    ("jsonl/endless_id.jsonl", "store.wrong_value", 2, "[...]", 2),
    ("jsonl/endless_number.jsonl", "store.wrong_value", 2, "[...][0][...]", 2),
    ("jsonl/half_a_character.jsonl", "store.surrogate", 2, "", 2),
    ("jsonl/newer.jsonl", "store.unknown_version", 2, "version", 2),
    ("jsonl/no_number.jsonl", "store.not_json", 2, "", 2),
    ("jsonl/not_utf8.jsonl", "store.not_utf8", 2, "", 2),
    ("jsonl/nul.jsonl", "store.not_json", 2, "", 2),
    ("jsonl/past_the_end.jsonl", "store.span_outside", 2, "spans[0].end", 2),
    ("jsonl/the_same_id.jsonl", "store.id_taken", 2, "id", 2),
    ("jsonl/too_deep.jsonl", "store.too_deep", 2, "", 2),
    ("jsonl/utf16.jsonl", "store.not_utf8", 1, "", 0),
    ("label-studio/a_list_in_a_list.json", "store.wrong_type", 1, "[0]", 0),
    ("label-studio/a_number_for_a_task.json", "store.wrong_type", 2, "[1]", 2),
    ("label-studio/annotations_is_an_object.json", "store.wrong_type", 2, "[1].annotations", 2),
    ("label-studio/cut_short.json", "store.cut_short", 2, "", 1),
    ("label-studio/half_a_character.json", "store.surrogate", 2, "[1]", 2),
    ("label-studio/no_data.json", "store.missing_field", 2, "[1].data", 2),
    ("label-studio/too_deep.json", "store.too_deep", 2, "[1]", 2),
    ("label-studio/two_texts.json", "store.missing_field", 2, "[1].data.text", 2),
    ("label-studio-min/a_list_for_an_annotation_id.json", "formats.no_text", 2, "[3].text", 2),
    ("label-studio-min/blank.json", "formats.no_text", 2, "[1].text", 2),
    ("label-studio-min/cut_short.json", "store.cut_short", 2, "", 1),
    ("label-studio-min/label_is_a_word.json", "store.wrong_type", 2, "[1].label", 2),
    ("label-studio-min/no_object.json", "store.wrong_type", 2, "[1]", 2),
    ("label-studio-min/text_is_a_number.json", "store.missing_field", 2, "[1].text", 2),
    ("phoner/a_number_for_a_tag.json", "formats.numbered_tags", 2, "tags[1]", 2),
    ("phoner/a_number_for_a_word.json", "store.wrong_type", 2, "words[1]", 2),
    ("phoner/empty.conll", "store.empty_file", None, "", 0),
    ("phoner/few_columns.conll", "formats.columns_few", 3, "", 0),
    ("phoner/more_tags_than_words.json", "formats.tags_count", 2, "tags", 2),
    ("phoner/no_words.json", "formats.no_text", 2, "text", 2),
    ("phoner/too_deep.json", "store.too_deep", 2, "", 2),
    ("prodigy/another_answer.jsonl", "store.not_among", 2, "answer", 2),
    ("prodigy/answer_is_a_list.jsonl", "store.not_among", 2, "answer", 2),
    ("prodigy/half_a_character.jsonl", "store.surrogate", 2, "", 2),
    ("prodigy/no_text.jsonl", "store.missing_field", 2, "text", 2),
    ("prodigy/spans_is_an_object.jsonl", "store.wrong_type", 2, "spans", 2),
    ("spacy/a_pickle.spacy", "formats.not_this", None, "", 0),
    ("spacy/a_word_that_is_not_there.spacy", "formats.not_this", None, "tokens", 0),
    ("spacy/cut_short.spacy", "formats.cut_short", None, "", 0),
    ("spacy/half_a_number.spacy", "formats.not_this", None, "tokens", 0),
    ("spacy/less_than_nothing.spacy", "formats.not_this", None, "lengths", 0),
    ("spacy/more_than_there_is.spacy", "formats.not_this", None, "lengths", 0),
    ("spacy/no_docbin.spacy", "formats.not_this", None, "", 0),
    ("spacy/no_words.spacy", "formats.not_this", None, "attrs", 0),
    ("spacy-json/a_token_without_a_word.json", "store.missing_field", 2, "[1].orth", 1),
    ("spacy-json/cut_short.json", "store.cut_short", 2, "", 1),
    ("spacy-json/ents_is_a_word.jsonl", "store.wrong_type", 2, "ents", 2),
    ("spacy-json/no_text.jsonl", "store.missing_field", 2, "text", 2),
    ("spacy-json/sentences_is_a_number.json", "store.wrong_type", 2, "[1].sentences", 1),
    ("spacy-json/tokens_of_another_text.json", "store.span_text", 2, "[1].paragraphs[0].tokens[0]", 1),
    ("text/blank.txt", "store.empty_file", None, "", 0),
    ("text/half_a_character.txt", "store.not_utf8", 2, "", 0),
    ("text/not_utf8.txt", "store.not_utf8", 2, "", 0),
    ("text/utf16.txt", "store.not_utf8", 1, "", 0),
    ("tsv/a_row_too_long.tsv", "formats.columns_count", 3, "", 2),
    ("tsv/an_open_quote.tsv", "formats.csv", 3, "", 1),
    ("tsv/an_open_quote_in_an_article.tsv", "formats.csv", 4, "", 1),
    ("tsv/empty.tsv", "store.empty_file", None, "", 0),
    ("tsv/no_text.tsv", "formats.csv_no_column", 1, "", 0),
    ("tsv/not_utf8.tsv", "store.not_utf8", 2, "", 0),
    ("uima-json/a_list.json", "formats.not_this", None, "", 0),
    ("uima-json/a_type_that_is_not_there.json", "formats.not_this", None, "", 0),
    ("uima-json/cut_short.json", "formats.not_this", None, "", 0),
    ("uima-json/no_features.json", "store.missing_field", None, "sofaString", 0),
    ("uima-json/nothing.json", "store.missing_field", None, "sofaString", 0),
    ("uima-json/too_deep.json", "formats.not_this", None, "", 0),
    ("uima-xmi/a_file_of_the_system.xmi", "formats.xml_unsafe", None, "", 0),
    ("uima-xmi/cut_short.xmi", "formats.not_this", None, "", 0),
    ("uima-xmi/entities.xmi", "formats.xml_unsafe", None, "", 0),
    ("uima-xmi/entities_in_utf16.xmi", "store.not_utf8", 1, "", 0),
    ("uima-xmi/entities_in_utf7.xmi", "formats.xml_encoding", None, "", 0),
    ("uima-xmi/include.xmi", "store.missing_field", None, "sofaString", 0),
    ("uima-xmi/no_text.xmi", "formats.no_text", None, "text", 0),
    ("uima-xmi/not_utf8.xmi", "store.not_utf8", 3, "", 0),
    ("uima-xmi/too_deep.xmi", "formats.not_this", None, "", 0),
    ("vlsp2016/empty.conll", "store.empty_file", None, "", 0),
    ("vlsp2016/few_columns.conll", "formats.columns_few", 3, "", 0),
    ("vlsp2016/no_token.conll", "formats.no_token", 2, "", 0),
    ("vlsp2018/not_utf8.muc", "store.not_utf8", 2, "", 0),
    ("vlsp2018/nothing_but_marks.muc", "formats.no_text", None, "text", 0),
    ("vlsp2018/too_deep.muc", "formats.marks_deep", 1, "", 0),
    ("vlsp2018/unclosed.muc", "formats.mark_unclosed", 1, "", 0),
    ("vlsp2018/unopened.muc", "formats.mark_unopened", 2, "", 0),
    ("vlsp2018-columns/empty.conll", "store.empty_file", None, "", 0),
    ("vlsp2018-columns/few_columns.conll", "formats.columns_few", 3, "", 0),
    ("vlsp2018-columns/not_utf8.conll", "store.not_utf8", 2, "", 0),
    ("webanno-tsv/a_line_that_is_none.tsv", "formats.not_this", 7, "", 0),
    ("webanno-tsv/endless_offset.tsv", "formats.not_this", 7, "", 0),
    ("webanno-tsv/far_away.tsv", "store.span_outside", 6, "", 0),
    ("webanno-tsv/no_tokens.tsv", "store.empty_file", None, "", 0),
    ("webanno-tsv/no_webanno.tsv", "formats.not_this", 1, "", 0),
    ("webanno-tsv/not_utf8.tsv", "store.not_utf8", 5, "", 0),
    ("webanno-tsv/past_the_end.tsv", "store.span_outside", 7, "", 0),
    ("zip/a_damaged_row.zip", "formats.no_text", 2, "text", 2),
    ("zip/a_drive.zip", "formats.zip_member", None, "", 0),
    ("zip/a_file_and_a_folder.zip", "formats.zip_twice", None, "", 0),
    ("zip/a_link.zip", "formats.zip_member", None, "", 0),
    ("zip/cut_short.zip", "formats.not_this", None, "", 0),
    ("zip/from_the_root.zip", "formats.zip_member", None, "", 0),
    ("zip/leads_out.zip", "formats.zip_member", None, "", 0),
    ("zip/no_zip.zip", "formats.not_this", None, "", 0),
    ("zip/nothing_to_read.zip", "formats.empty_folder", None, "", 0),
    ("zip/the_same_name.zip", "formats.zip_twice", None, "", 0),
]


@pytest.fixture
def nhan(capsys: pytest.CaptureFixture[str]) -> Nhan:
    return Nhan(capsys)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project without articles, which no test may change."""
    folder = tmp_path_factory.mktemp("bad") / "dự án"
    Project.create(Disk(), folder, LABELS)
    return folder


def format_of(name: str) -> str:
    """The format to read a file in: that of its folder."""
    folder = name.split("/")[0]
    if folder == "zip":
        return ""
    need(find(folder))
    return folder


@pytest.mark.parametrize(("name", "key", "line", "field", "sound"), BAD, ids=[row[0] for row in BAD])
def test_one_sentence_says_what_is_wrong_and_the_sound_come_in(
    nhan: Nhan, empty: Path, tmp_path: Path, name: str, key: str, line: int | None, field: str, sound: int
) -> None:
    chosen, file, before = format_of(name), HERE / name, tree(empty)
    with pytest.raises(NhanError) as refused:
        import_files(Project.open(Disk(), empty), [file], ImportOptions(format_name=chosen))
    message = refused.value.message
    assert (message.key, message.fields.get("line"), message.fields.get("field", "")) == (key, line, field)
    stem = str(file.with_suffix(""))
    for language in LANGUAGES:
        sentence = say(message, language)
        ran = nhan("import", empty, file, "--lang", language, *(["--format", chosen] if chosen else []))
        assert (ran.code, ran.out, ran.err) == (1, "", sentence.replace("\t", "\\t") + "\n")
        assert "\n" not in sentence and (stem in sentence or key == "formats.empty_folder")
    assert tree(empty) == before

    copy = tmp_path / "dự án"
    shutil.copytree(empty, copy)
    ran = nhan("import", copy, file, "--skip-bad", *(["--format", chosen] if chosen else []))
    assert say(message, "vi").replace("\t", "\\t") in ran.err.splitlines()
    assert len(Project.open(Disk(), copy)) == sound
    assert ran.code == (0 if sound else 1)
    if not sound:
        assert tree(copy) == before


def test_every_file_has_its_row_and_every_format_its_files() -> None:
    files = {path.relative_to(HERE).as_posix() for path in HERE.glob("*/*") if path.parent.name != "__pycache__"}
    beside = {name for name in files if name.startswith("brat/") and name.endswith(".txt")}
    assert sorted(files - beside) == sorted(row[0] for row in BAD)
    folders = [name.split("/")[0] for name in files]
    assert all(folders.count(each.name) >= 3 for each in FORMATS if each.read)


def test_the_sound_rows_of_a_file_that_is_recognised_by_itself_come_in(nhan: Nhan, empty: Path, tmp_path: Path) -> None:
    """As a user gives it: the file, and no format."""
    shutil.copytree(empty, tmp_path / "p")
    nhan.done("import", tmp_path / "p", HERE / "doccano" / "no_text.jsonl", "--skip-bad")
    assert sorted(Project.open(Disk(), tmp_path / "p").ids) == ["1", "9"]
