"""Text to learn from, from official sources: ``python -m tests.tools.encoder.texts OUT --wikipedia DUMP --laws TEXTS``.

``DUMP`` is the file or the address of a dump of a Wikipedia as the Wikimedia Foundation publishes it
(``https://dumps.wikimedia.org/viwiki/DATE/viwiki-DATE-pages-articles.xml.bz2``). ``TEXTS`` are files, folders of
``.txt`` and ``.html`` files, or addresses of single texts of laws, as a government's site has them. ``OUT`` gets one
document after the other, a paragraph a line, an empty line between them. ``--without FILE.jsonl`` names labelled
articles that are measured on: a document that shares a long stretch with one of them is left out.
"""

import argparse
import bz2
import html
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO
from urllib.request import urlopen
from xml.etree import ElementTree

import regex

LEAST_LINE, LEAST_DOCUMENT = 25, 200  # characters
LEAST_VIETNAMESE = 0.05  # share of a line's characters that no other language has
SHARED = 40  # letters in a row that two texts have in common by no accident
_ADDRESS = regex.compile(r"https?://")
_VIETNAMESE = regex.compile("[ăâđêôơưàáạảãằắặẳẵầấậẩẫèéẹẻẽềếệểễìíịỉĩòóọỏõồốộổỗờớợởỡùúụủũừứựửữỳýỵỷỹ]", regex.IGNORECASE)
_LAST_SECTIONS = regex.compile(r"^==+\s*(?:Tham khảo|Chú thích|Liên kết ngoài|Xem thêm|Ghi chú)\s*==+", regex.MULTILINE)
# Inner brackets first, over and over: templates and tables stand inside each other.
_NESTED = regex.compile(r"\{\{[^{}]*\}\}|\{\|(?:(?!\{\||\|\}).)*\|\}", regex.DOTALL)
_FILES = regex.compile(
    r"\[\[(?:Tập tin|Hình|File|Image|Thể loại|Category):(?:[^\[\]]|\[\[[^\[\]]*\]\])*\]\]", regex.IGNORECASE
)
_TAGS = regex.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", regex.DOTALL)
_MARKUP = (
    (regex.compile(r"<!--.*?-->|<ref[^>/]*/>|<ref.*?</ref>|<(math|gallery|table)\b.*?</\1>", regex.DOTALL), " "),
    (_FILES, " "),
    (regex.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]"), r"\1"),
    (regex.compile(r"\[https?://\S+ ([^\]]*)\]|\[https?://\S+\]"), r"\1"),
    (regex.compile(r"'{2,}|<[^>]+>|__[A-Z]+__"), ""),
    (regex.compile(r"^=+.*=+\s*$", regex.MULTILINE), ""),
    (regex.compile(r"^[*#:;]+\s*", regex.MULTILINE), ""),
)


def opened(source: str) -> IO[bytes]:
    """A file or an address, for reading. OSError where it is neither."""
    return urlopen(source) if _ADDRESS.match(source) else open(source, "rb")


def wikipedia(dump: IO[bytes]) -> Iterator[str]:
    """The plain text of each article of a dump (bz2 of XML), redirects and other pages left out."""
    title, namespace = "", ""
    for _, element in ElementTree.iterparse(bz2.BZ2File(dump)):
        name = element.tag.rpartition("}")[2]
        if name == "title":
            title = element.text or ""
        elif name == "ns":
            namespace = element.text or ""
        elif name == "text" and namespace == "0" and not (element.text or "").lstrip().startswith("#"):
            yield f"{title}\n\n{plain(element.text or '')}"
        elif name == "page":
            element.clear()


def plain(markup: str) -> str:
    """Wikitext without its marks: templates, tables, notes, files, headings and the sections at the end go."""
    text, found = _LAST_SECTIONS.split(markup)[0], 1
    while found:
        text, found = _NESTED.subn(" ", text)
    for pattern, instead in _MARKUP:
        text = pattern.sub(instead, text)
    return text


def laws(sources: Iterable[str]) -> Iterator[str]:
    """The plain text of each law."""
    for source in sources:
        folder = Path(source)
        inside = sorted(str(path) for path in folder.rglob("*") if path.suffix in (".txt", ".html", ".htm"))
        for each in inside if folder.is_dir() else [source]:
            with opened(each) as file:
                text = file.read().decode("utf-8", "replace")
            yield _TAGS.sub("\n", text)


class Cleaning:
    """What of documents is worth learning from: lines of Vietnamese prose, each once."""

    def __init__(self, without: Iterable[str] = ()) -> None:
        """``without``: texts that are measured on."""
        self._seen: set[int] = set()
        self._measured = {stretch for text in without for stretch in _stretches(text)}

    def __call__(self, document: str) -> list[str]:
        """The document's lines; none where too little is left, or where it shares text with what is measured on."""
        text = unicodedata.normalize("NFC", html.unescape(document))
        if not self._measured.isdisjoint(_stretches(text)):
            return []
        lines = [line for line in map(_spaced, text.splitlines()) if self._worth(line)]
        return lines if sum(map(len, lines)) >= LEAST_DOCUMENT else []

    def _worth(self, line: str) -> bool:
        if len(line) < LEAST_LINE or len(_VIETNAMESE.findall(line)) < LEAST_VIETNAMESE * len(line):
            return False
        known = hash(_letters(line))
        if known in self._seen:
            return False
        self._seen.add(known)
        return True


def _spaced(line: str) -> str:
    return " ".join(regex.sub(r"https?://\S+", " ", line).split())


def _letters(text: str) -> str:
    return regex.sub(r"[\W_]+", "", text).lower()


def _stretches(text: str) -> Iterator[str]:
    for sentence in regex.split(r"[.\n!?;]", unicodedata.normalize("NFC", text)):
        letters = _letters(sentence)
        if len(letters) >= SHARED:
            yield letters[:SHARED]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="texts", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--wikipedia", metavar="DUMP", action="append", default=[])
    parser.add_argument("--laws", metavar="TEXTS", nargs="+", default=[])
    parser.add_argument("--without", metavar="FILE.jsonl", nargs="+", type=Path, default=[])
    given = parser.parse_args(arguments)
    measured = (json.loads(line)["text"] for path in given.without for line in path.read_text("utf-8").splitlines())
    clean, documents, size = Cleaning(measured), 0, 0
    with open(given.out, "w", encoding="utf-8") as out:
        for document in _all(given.wikipedia, given.laws):
            if lines := clean(document):
                size += out.write("\n".join(lines) + "\n\n")
                documents += 1
    print(f"{documents} documents, {size} code points")
    return 0 if documents else 1


def _all(dumps: Iterable[str], texts: Iterable[str]) -> Iterator[str]:
    for source in dumps:
        with opened(source) as dump:
            yield from wikipedia(dump)
    yield from laws(texts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
