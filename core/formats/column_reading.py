"""Reading columns of tokens: ``-DOCSTART-``, ids in comments, or two blank lines part articles; a blank line sentences.

A file without any of the first three is one article. Tags may be in any scheme; one that continues nothing opens a
span, as conlleval counts, and is counted.
"""

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from nhan.core.formats.columns import COLUMNS, JOINT, TAG, TOKEN, TOKENS, rebuilt
from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming
from nhan.core.formats.format import Incoming, InputFile, ReadOptions
from nhan.core.formats.utf8 import text_lines
from nhan.core.iob import OUTSIDE, Scheme, runs_of, split_tag
from nhan.core.messages import Message, NhanError

_ID = re.compile(r"#\s*+(?:newdoc id|doc_id|id)\s*+=(?P<id>.*\S.*)")
_COMMENT = re.compile(r"#\s*+[\w ]+\s=.*|#\s*+(?:text|sent_id)\s*+=.*")
_DOCSTART = "-DOCSTART-"

Line = tuple[int, list[str]]  # its number from 1, its fields


class ColumnLayout(msgspec.Struct, frozen=True):
    """``columns``: what they are called by their number; a file with another number of columns has its tag last.

    ``joined``: ``_`` inside a token stands for a space.
    """

    columns: tuple[tuple[str, ...], ...]
    joined: bool = False

    def of(self, count: int) -> tuple[str, ...]:
        """What ``count`` columns are called."""
        known = next((each for each in self.columns if len(each) == count), None)
        return known or (TOKEN, *[""] * (count - 2), TAG)


class Draft(msgspec.Struct):
    """An article as it is being read."""

    id: str = ""
    first: int = 1  # line
    sentences: list[list[Line]] = []


def reader(layout: ColumnLayout) -> Callable[[InputFile, ReadOptions], Iterator[Incoming | NhanError]]:
    """A reader of files of this layout."""

    def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
        found = False
        try:
            for number, draft in enumerate(_drafts(file), 1):
                found = True
                try:
                    article = _article(file, draft, number, layout, options)
                    yield incoming(article, file.where(draft.first), options)
                except NhanError as error:
                    yield error
            if not found:
                raise file.where().fault("store.empty_file")
        except NhanError as error:
            yield error

    return read


def _drafts(file: InputFile) -> Iterator[Draft]:
    parted = _parts(file)
    draft = Draft(sentences=[])
    sentence: list[Line] = []
    blanks = 0
    for number, whole in text_lines(file):
        line = whole.removesuffix("\r")
        if not line.strip():
            if sentence:
                draft.sentences.append(sentence)
                sentence = []
            blanks += 1
            continue
        named = _ID.fullmatch(line) if "\t" not in line else None
        start = bool(named) or line.split(None, 1)[0] == _DOCSTART
        if start or (not parted and blanks > 1):
            if sentence:
                draft.sentences.append(sentence)
                sentence = []
            if draft.sentences:
                yield draft
                draft = Draft(first=number, sentences=[])
        blanks = 0
        if named:
            draft.id = named["id"].strip()
        elif not start and ("\t" in line or not _COMMENT.fullmatch(line)):
            sentence.append((number, fields_of(line)))
    if sentence:
        draft.sentences.append(sentence)
    if draft.sentences:
        yield draft


def _parts(file: InputFile) -> bool:
    """Whether the file says itself where its articles begin."""
    head = file.head()
    return head.lstrip().startswith((_DOCSTART.encode(), b"# id", b"# newdoc id", b"# doc_id", b"#id"))


def fields_of(line: str) -> list[str]:
    """The columns of a line: between tabs, or where there are none, spaces. Other white space is part of a token."""
    return line.split("\t") if "\t" in line else [field for field in line.split(" ") if field]


def _article(file: InputFile, draft: Draft, number: int, layout: ColumnLayout, options: ReadOptions) -> ForeignArticle:
    count = max(len(fields) for sentence in draft.sentences for _, fields in sentence)
    names = options.columns or (("", *layout.of(count - 1)) if count > 2 and _is_numbered(draft) else layout.of(count))
    if TOKEN not in names or TAG not in names:
        raise file.where(draft.first).fault("formats.columns_unnamed", columns=", ".join(names))
    token, tags = names.index(TOKEN), [at for at, name in enumerate(names) if name == TAG]
    others = [at for at, name in enumerate(names) if name not in (TOKEN, TAG)]
    words: list[list[str]] = []
    for sentence in draft.sentences:
        for line, fields in sentence:
            if len(fields) <= max(token, tags[0]):
                count = max(token, tags[0]) + 1
                raise file.where(line).fault("formats.columns_few", got=len(fields), expected=count)
            if not fields[token].strip():
                raise file.where(line).fault("formats.no_token")
        given = [fields[token] for _, fields in sentence]
        words.append([JOINT.sub(" ", word) for word in given] if layout.joined else given)
    text, lengths = rebuilt(words)
    spans, orphans = _spans(draft, lengths, tags, options.scheme)
    meta: dict[str, object] = {TOKENS: lengths}
    if others:
        meta[COLUMNS] = [
            ["\t".join(fields[at] if at < len(fields) else "" for at in others) for _, fields in sentence]
            for sentence in draft.sentences
        ]
    said = (Message("formats.said.orphans", {"count": orphans}),) if orphans else ()
    name = draft.id or f"{file.stem}-{number:06d}"
    return ForeignArticle(id=name, text=text, meta=meta, spans=spans, said=said)


def _is_numbered(draft: Draft) -> bool:
    """Whether the first column only counts each sentence's tokens."""
    rows = [(at, fields[0]) for sentence in draft.sentences for at, (_, fields) in enumerate(sentence, 1)]
    return len(rows) > 2 and all(field == str(at) for at, field in rows)


def _spans(
    draft: Draft, lengths: Sequence[Sequence[int]], tags: Sequence[int], scheme: Scheme | None
) -> tuple[list[ForeignSpan], int]:
    spans: list[ForeignSpan] = []
    orphans, at = 0, 0
    continues = _is_iob1(draft, tags) if scheme is None else scheme is Scheme.IOB1
    for sentence, sizes in zip(draft.sentences, lengths, strict=True):
        starts: list[int] = []
        for size in sizes:
            starts.append(at)
            at += size + 1
        for column in tags:
            given = [_tag(fields, column) for _, fields in sentence]
            orphans += 0 if continues else _orphans(given, scheme)
            for first, last, label in runs_of(given, scheme):
                spans.append(ForeignSpan(start=starts[first], end=starts[last - 1] + sizes[last - 1], label=label))
    spans.sort(key=lambda span: (span.start, -span.end))
    return spans, orphans


def _tag(fields: Sequence[str], column: int) -> str:
    tag = fields[column].strip() if column < len(fields) else OUTSIDE
    return OUTSIDE if tag in ("", "_") else tag


def _is_iob1(draft: Draft, tags: Sequence[int]) -> bool:
    """Whether no span opens with B- where it need not."""
    for sentence in draft.sentences:
        for column in tags:
            before = ""
            for _, fields in sentence:
                prefix, label = split_tag(_tag(fields, column))
                if prefix in "BUS" and prefix and label != before:
                    return False
                before = label
    return True


def _orphans(tags: Sequence[str], scheme: Scheme | None) -> int:
    count, before = 0, ""
    for tag in tags:
        prefix, label = split_tag(tag, scheme)
        count += prefix in ("I", "M", "L", "E") and label != before
        before = "" if prefix in ("L", "U", "E", "S") else label
    return count


def recognise(head: bytes, test: Callable[[str, list[list[str]]], bool]) -> Message | None:
    """The sign of columns whose first lines pass the test, which hears the first line and the rows after it."""
    text = head[:65536].decode("utf-8", "ignore").removeprefix("\ufeff")
    lines = [line.removesuffix("\r") for line in text.split("\n")[:200]]
    rows = [fields_of(line) for line in lines if line.strip() and not _is_mark(line)]
    first = next((line for line in lines if line.strip()), "")
    rows = rows[:-1] if len(rows) > 1 else rows  # the last line may be cut
    if any(split_tag(field)[0] for row in rows for field in row[1:]) and test(first, rows):
        return Message("formats.seen.columns", {"count": len(rows[0]), "line": first[:40]})
    return None


def _is_mark(line: str) -> bool:
    return line.startswith(_DOCSTART) or ("\t" not in line and bool(_COMMENT.fullmatch(line)))


def is_tag(field: str) -> bool:
    """Whether this can be a tag: ``O``, or a prefix and a label."""
    return field == OUTSIDE or split_tag(field)[0] != ""
