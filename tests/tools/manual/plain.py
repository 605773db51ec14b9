"""The manual as plain Markdown: what a forge shows of it, kept in resources/manual/readable.

The same pages as the site's, from the same expander. Pictures, which the tour alone can take, are left out, and a page
that has some says where they are; documents of the top level are linked to, which a forge shows as well.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from nhan.core.messages import LANGUAGES
from tests.tools.manual.expand import ELSEWHERE, GENERATED, PICTURE, expand, outside_code
from tests.tools.manual.place import ROOT, SOURCES, pages

READABLE = SOURCES / "readable"
COMMAND = "python3 run.py --manual --plain"
WHOLE = {
    "architecture": "ARCHITECTURE.md",
    "benchmarks": "BENCHMARKS.md",
    "changelog": "CHANGELOG.md",
    "contributing": "CONTRIBUTING.md",
}
MADE = "<!-- made by `{command}` from resources/manual/{language}/{page}.md: change that one -->"
DOCUMENTS = dict(zip(LANGUAGES, ("Xem [{name}]({at}).", "See [{name}]({at})."), strict=True))
CONTENTS = dict(zip(LANGUAGES, ("Mục lục", "Contents"), strict=True))
PICTURELESS = dict(
    zip(
        LANGUAGES,
        (
            "*Trang này có hình trong sách của chương trình: `F1`, hoặc `python3 run.py --manual THƯ_MỤC`.*",
            "*This page has pictures in the program's manual: `F1`, or `python3 run.py --manual FOLDER`.*",
        ),
        strict=True,
    )
)

_TREE = re.compile(r"```\{toctree\}\n(.*?)```\n+", re.S)
_CAPTION = re.compile(r"^:caption: (.*)$", re.M)
_HELD_TOGETHER = re.compile(r'<span class="keys">(.*?)</span>')
_DEFINED = re.compile(r"^(\S.*)\n: (.*\n)(?:\n(?=\S.*\n: ))?", re.M)
_PICTURE_ALONE = re.compile(rf"^{PICTURE.pattern}\n*", re.M)
_HEADING = re.compile(r"^# (.*)$", re.M)


def edition(language: str) -> dict[str, str]:
    """Each page by its name, as ``pages``. ManualError: a page says something that is not so."""
    there = pages(language)
    return {page: plain(text, page, language, there) for page, text in there.items()}


def plain(text: str, page: str, language: str, there: Mapping[str, str]) -> str:
    """A page; ``there``: all of its language."""
    contents = "\n".join(_contents(found[1], there) for found in _TREE.finditer(text))

    pictures = False

    def prose(part: str) -> str:
        nonlocal pictures
        part, count = _PICTURE_ALONE.subn("", part)
        pictures |= count > 0
        return _whole_documents(_linked(part, page, language), page, language)

    text = expand(outside_code(_TREE.sub("", text), prose), page, language, {})
    text = _HELD_TOGETHER.sub(r"\1", text).replace(" &nbsp; ", ", ")
    text = _DEFINED.sub(r"- \1: \2", text + "\n")
    if contents:
        text = f"{text.rstrip()}\n\n## {CONTENTS[language]}\n\n{contents}"
    made = MADE.format(command=COMMAND, language=language, page=page)
    return "\n\n".join([made, text.strip(), *([PICTURELESS[language]] if pictures else [])]) + "\n"


def _linked(text: str, page: str, language: str) -> str:
    """Pages of the other language."""

    def link(found: re.Match[str]) -> str:
        address, mark, anchor = found[3].partition("#")
        return f"[{found[1]}]({_from(page, language, READABLE / found[2] / f'{address}.md')}{mark}{anchor})"

    return ELSEWHERE.sub(link, text)


def _whole_documents(text: str, page: str, language: str) -> str:
    def said(found: re.Match[str]) -> str:
        name = WHOLE.get(found[1])
        return DOCUMENTS[language].format(name=name, at=_from(page, language, ROOT / name)) if name else found[0]

    return GENERATED.sub(said, text)


def _contents(tree: str, there: Mapping[str, str]) -> str:
    """A list of the pages of a tree, by their headings."""
    caption = _CAPTION.search(tree)
    names = [line for line in tree.splitlines() if line and not line.startswith(":")]
    titles = {name: found[1] for name in names if (found := _HEADING.search(there[name]))}
    links = ", ".join(f"[{titles[name]}]({name}.md)" for name in names)
    return f"- {caption[1]}: {links}" if caption else f"- {links}"


def _from(page: str, language: str, target: Path) -> str:
    folder = (READABLE / language / f"{page}.md").parent
    return PurePosixPath(Path(os.path.relpath(target, folder))).as_posix()


def renew(folder: Path = READABLE) -> None:
    """Write the edition, and remove what is no page of it any more."""
    wanted = _files(folder)
    for path in _extra(folder, wanted):
        path.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def problems(folder: Path = READABLE) -> list[str]:
    """What of the edition is not as its sources are. Nothing is written."""
    wanted = _files(folder)
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    names = (path.relative_to(folder.parent).as_posix() for path in [*stale, *_extra(folder, wanted)])
    return [f"{name} is out of date: run {COMMAND}" for name in names]


def _files(folder: Path) -> dict[Path, str]:
    """What has to be in the folder."""
    named = ((language, page, text) for language in LANGUAGES for page, text in edition(language).items())
    return {folder / language / f"{page}.md": text for language, page, text in named}


def _extra(folder: Path, wanted: Mapping[Path, str]) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.md")) if path not in wanted]
