"""Valid files of every format, changed at random: what is read is sound, and the rest is named."""

import io
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from nhan.core.cli.terminal import Terminal
from nhan.core.formats.format import Format, Incoming, ReadOptions
from nhan.core.formats.registry import FORMATS
from nhan.core.importing import ImportOptions, import_files
from nhan.core.importing.check import ImportCheck
from nhan.core.importing.sources import FileChoice, files_of
from nhan.core.messages import LANGUAGES, NhanError
from nhan.core.model import SpanStatus
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record
from tests.core.building import LABELS
from tests.core.cli.running import tree
from tests.core.formats.mutations import mutated
from tests.core.formats.peers import FOLDER
from tests.core.formats.round_trips import write_out
from tests.core.formats.test_all_formats import TEXT, article, need, span

READABLE = [each for each in FORMATS if each.read]
LONGEST = 10.0  # seconds of this processor for one file
PEERS = {
    "doccano": "doccano/*.jsonl",
    "label-studio": "labelstudio/export.json",
    "label-studio-min": "labelstudio/export.min.json",
    "brat": "brat/*/*.ann",
    "spacy": "spacy/*.spacy",
    "spacy-json": "spacy/gold_*.json*",
    "prodigy": "spacy/prodigy_like.jsonl",
    "hf-jsonl": "huggingface/*.jsonl",
    "hf-parquet": "huggingface/*.parquet",
    "uima-xmi": "uima/*.xmi",
    "uima-json": "uima/*.json",
    "csv": "labelstudio/export.csv",
    "tsv": "labelstudio/export.tsv",
    "conll2003": "labelstudio/export.conll",
    "iob": "doccano/import/*.conll",
    "gliner": "gliner/*.json",
    "text": "gold_txt/*.txt",
}


def records() -> list[Record]:
    spans = [span("Công an tỉnh Bắc Ninh", "ORG"), span("Bắc Ninh", "LOC", SpanStatus.SUGGESTED), span("TP.HCM", "LOC")]
    other = "Ông Tư 😀 ở Huế.\nBà Năm\tở Đà Lạt, 3 giờ."
    return [article(TEXT, *spans), article(other, span("Huế", "LOC", text=other), name="2")]


def written(chosen: Format, folder: Path) -> Iterator[Path]:
    """Files of the format that are as they should be: ours, and those of other programs where they are at hand."""
    ours = folder / "ours"
    ours.mkdir()
    if chosen.writable:
        write_out(chosen, records(), ours)
    else:
        (ours / "bài.txt").write_text(TEXT, encoding="utf-8")
    yield from (each for each in sorted(ours.rglob("*")) if each.is_file())
    if FOLDER.is_dir() and chosen.name in PEERS:
        for number, path in enumerate(sorted(FOLDER.glob(PEERS[chosen.name]))):
            theirs = folder / str(number)
            theirs.mkdir()
            beside = (path.parent / "TypeSystem.xml", path.parent / "dataset_info.json")
            for each in (path, path.with_suffix(".txt"), *beside):
                if each.is_file():
                    shutil.copyfile(each, theirs / each.name)
            yield theirs / path.name


def look(chosen: Format, path: Path, project: Project) -> Counter[str]:
    """Read a file as the format, and as what it looks like."""
    seen: Counter[str] = Counter()
    for choice in (FileChoice(chosen.name), FileChoice()):
        check = ImportCheck(project, {}, False, lambda _: True)
        try:
            for file in files_of(Disk(), [path], choice):
                for found in file.read(file.file, ReadOptions()):
                    seen["read" if isinstance(found, Incoming) else "refused"] += 1
                    if isinstance(found, Incoming):
                        assert all(0 <= each.start < each.end <= len(found.article.text) for each in found.spans)
                        found.article.text.encode()
                    for error in check.look(found).errors:
                        assert all(path.parent.name in shown(error, language) for language in LANGUAGES)
        except NhanError as error:  # the file is none of those that can be read
            seen["refused"] += 1
            shown(error, "vi")
    return seen


def shown(error: NhanError, language: str) -> str:
    """The one line that the command says, of a length that can be read."""
    said = io.StringIO()
    Terminal(language, err=said).complain(error.message)
    (line,) = said.getvalue().splitlines()
    assert 0 < len(line) < 2_000
    return line


def imported(project: Path, path: Path, name: str, skip_bad: bool) -> str:
    """Bring a file in; where it is refused the project is as it was."""
    before = tree(project)
    try:
        import_files(Project.open(Disk(), project), [path], ImportOptions(format_name=name, skip_bad=skip_bad))
    except NhanError:
        assert tree(project) == before
        return "imports refused"
    return "imports"


def mutate(chosen: Format, folder: Path, count: int, every: int, seed: str) -> Counter[str]:
    """Look at ``count`` changed files, and import one of ``every``. Returns what has come of it."""
    empty, project = folder / "trống", folder / "dự án"
    opened = Project.create(Disk(), empty, LABELS)
    files = list(written(chosen, folder))
    ours = [path for path in files if "ours" in path.parts]
    whole = {path: path.read_bytes() for path in files}
    chance, seen = Random(f"{chosen.name} {seed}"), Counter[str]()
    for number in range(count):
        path = chance.choice(ours if chance.random() < 0.8 else files)
        path.write_bytes(mutated(whole[path], chance, packed=chosen.name == "spacy"))
        start = time.process_time()
        seen += look(chosen, path, opened)
        took = time.process_time() - start
        assert took < LONGEST, f"{took:.1f} s for {path}"
        seen["slowest, ms"] = max(seen["slowest, ms"], round(took * 1000))
        if number % every == 0:
            shutil.rmtree(project, ignore_errors=True)
            shutil.copytree(empty, project)
            seen[imported(project, path, chosen.name, skip_bad=number % (2 * every) == 0)] += 1
        path.write_bytes(whole[path])
    return seen


def mutations(chosen: Format, folder: Path, count: int, every: int) -> None:
    need(chosen)
    seen = mutate(chosen, folder, count, every, "1")
    assert seen["read"] and seen["refused"] and seen["imports"]


@pytest.mark.parametrize("chosen", READABLE, ids=lambda each: each.name)
def test_a_hundred_changed_files_are_read_or_named(chosen: Format, tmp_path: Path) -> None:
    mutations(chosen, tmp_path, 100, every=10)


@pytest.mark.soak
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("chosen", READABLE, ids=lambda each: each.name)
def test_ten_thousand_changed_files_are_read_or_named(chosen: Format, tmp_path: Path) -> None:
    mutations(chosen, tmp_path, 10_000, every=100)
