"""What a page of the manual holds: its blocks, its commands, its headings."""

import re
import shlex
from collections.abc import Iterator

import msgspec

FENCE = re.compile(r"^```(.*?)\n(.*?)^```$", re.M | re.S)
INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
ROLE = re.compile(r"\{(?:key|do|menu|say)\}`[^`]+`")
PICTURE = re.compile(r"\]\(((?:tour|recording):[\w-]+)\)")
READ, RUN = "sh", "sh run"


class Block(msgspec.Struct, frozen=True):
    """A block of code: what is said of it ("sh run"), and its lines."""

    said: str
    lines: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    for found in FENCE.finditer(text):
        yield Block(found[1].strip(), tuple(line for line in found[2].splitlines() if line.strip()))


def commands(text: str, *said: str) -> list[str]:
    """The lines of the blocks of these kinds."""
    return [line for block in blocks(text) if block.said in said for line in block.lines]


def inline(text: str) -> list[str]:
    """What is code within a sentence, roles left out."""
    return [found[1] for found in INLINE.finditer(ROLE.sub("", FENCE.sub("", text)))]


def shape(line: str) -> list[str]:
    """What a command is in any language: its name and its options, without what people call their things."""
    words = shlex.split(line)
    return words[:2] + [word for word in words[2:] if word.startswith("-")]


def headings(text: str) -> list[str]:
    """The level of each heading."""
    return re.findall(r"^(#+) ", FENCE.sub("", text), re.M)
