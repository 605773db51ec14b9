"""What the tests of core are built from: a label set, documents, and strategies for nasty texts and edits."""

import zlib
from pathlib import Path

from hypothesis import strategies as st

from nhan.core.document import Document
from nhan.core.labels import Label, LabelSet, Overlap
from nhan.core.model import Article, Source, Span, SpanStatus


def label_set(*names: str) -> LabelSet:
    """Labels of these names; the digits are their keys as far as they reach."""
    labels = tuple(
        Label(
            name=name, title={"vi": name, "en": name}, color="#336699", key=str((place + 1) % 10) if place < 10 else ""
        )
        for place, name in enumerate(names)
    )
    return LabelSet(name="test", title={"vi": "Thử", "en": "Test"}, labels=labels)


LABELS = label_set("PER", "LOC", "ORG", "MISC")
FLAT = LabelSet(name="flat", title=LABELS.title, labels=LABELS.labels, overlap=Overlap.FLAT)
FREE = LabelSet(name="free", title=LABELS.title, labels=LABELS.labels, overlap=Overlap.FREE)
MACHINE = Source("machine", "another.program", "9.5.0")  # not one of Nhãn's suggesters

TEXT = "Công an tỉnh Bắc Ninh bắt “ông Nguyễn Văn A”, ở Hoà Bình.\nTP.HCM và Hòa Bình, tỉnh Hòa Bình."


def span(
    text: str, words: str, label: str, status: SpanStatus = SpanStatus.SUGGESTED, nth: int = 0, **more: object
) -> Span:
    """The span over the nth occurrence of ``words``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    fields = {"id": f"{label.lower()}{start}", "source": MACHINE} | more
    return Span(start=start, end=start + len(words), label=label, status=status, **fields)  # type: ignore[arg-type]


def pack_of(folder: Path, number: int = 1) -> Path:
    """The pack of this number in a folder of packs; the end of its name is a hash of what is in it."""
    (found,) = folder.glob(f"{number:06d}-*.jsonl")
    return found


def document(*spans: Span, text: str = TEXT) -> Document:
    return Document(Article("a", text), spans)


# Letters in both forms, stacked marks, astral characters, every kind of white space and what copy and paste brings.
NASTY = st.lists(
    st.sampled_from(
        [
            *"aăâđêôơưHàNộiĐẵ .,-“”()\n\t",
            "\r\n",
            "\u0301",
            "\u0323",
            "\u00a0",
            "\u200b",
            "\u2028",
            "\ufeff",
            "😀",
            "𝐀",
            "👩‍🌾",
        ]
    ),
    max_size=60,
).map("".join)


def later_journal(folder: Path, person: str) -> Path:
    """A journal of the person that a later version of the program writes."""
    path = folder / "journal" / person / "999999-aaaaaa.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    heading = b'{"format":"nhan/journal","version":99,"session":"999999-aaaaaa","segment":1}'
    path.write_bytes(b'{"crc32": "%08x", "journal": %s}\n' % (zlib.crc32(heading), heading))
    return path
