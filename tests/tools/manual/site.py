"""Builds the pages of a language with Sphinx."""

import io
import json
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sphinx import locale
from sphinx.application import Sphinx
from sphinx.search import languages
from sphinx.util.docutils import docutils_namespace, patch_docutils

from nhan.core.messages import LANGUAGES
from tests.tools.manual.expand import expand
from tests.tools.manual.pictures import Size
from tests.tools.manual.place import SOURCES, THEME, ManualError, other
from tests.tools.manual.search import Vietnamese

NAMES = {"vi": "Tiếng Việt", "en": "English"}
TITLES = {"vi": "Hướng dẫn dùng Nhãn", "en": "The manual of Nhãn"}
OTHERWISE = "theme/words_vi.json"
ENTRY = """<!doctype html>
<html lang="vi"><meta charset="utf-8"><title>Nhãn</title>
<meta http-equiv="refresh" content="0; url=vi/index.html">
<p><a href="vi/index.html">Tiếng Việt</a> · <a href="en/index.html">English</a></p></html>
"""
UNKNOWN = 'Language "vi" not supported: Docutils'  # which says "Contents" of its own accord, nowhere here
COLOURS = {"light": ("#9a3412", "#b45309"), "dark": ("#fdba74", "#fbbf24")}


def build(language: str, out: Path, sizes: Mapping[str, Size]) -> None:
    """The pages of a language in ``out``. ManualError: a page, or what Sphinx says of one."""
    languages["vi"] = Vietnamese
    locale.translators.clear()  # it would add the words of this language to those of the one before
    said = io.StringIO()
    # Within these, what one site registers with docutils is gone when the next is built.
    with tempfile.TemporaryDirectory() as name, patch_docutils(), docutils_namespace():
        work = Path(name)
        options = configuration(language, work)
        source = SOURCES / language
        site = Sphinx(source, None, out, work / "trees", "html", options, status=None, warning=said, freshenv=True)

        def read(_: Sphinx, page: str, content: list[str]) -> None:
            content[0] = expand(content[0], page, language, sizes)

        site.connect("source-read", read)
        site.build(force_all=True)
    complaints = [line for line in said.getvalue().splitlines() if line.strip() and UNKNOWN not in line]
    if complaints:
        raise ManualError("\n".join(complaints))
    for leftover in (".buildinfo", "objects.inv"):
        (out / leftover).unlink(missing_ok=True)


def configuration(language: str, work: Path) -> dict[str, Any]:
    """What a ``conf.py`` would say. ``work``: a folder for what is made for Sphinx to read."""
    there = other(language)
    css = {
        f"{theme}_css_variables": {"color-brand-primary": first, "color-brand-content": second}
        for theme, (first, second) in COLOURS.items()
    }
    return {
        "project": "Nhãn",
        "release": version("nhan"),
        "language": language,
        "extensions": ["myst_parser"],
        "myst_enable_extensions": ["deflist", "colon_fence"],
        "myst_heading_anchors": 3,
        "locale_dirs": [str(_words_of_the_theme(work))],
        "smartquotes": False,
        "html_theme": "furo",
        "html_theme_options": css,
        "html_title": TITLES[language],
        "html_static_path": [str(THEME / "static")],
        "html_css_files": ["manual.css"],
        "templates_path": [str(THEME / "templates")],
        "html_sidebars": {
            "**": [
                "sidebar/brand.html",
                "languages.html",
                "sidebar/search.html",
                "sidebar/scroll-start.html",
                "sidebar/navigation.html",
                "sidebar/scroll-end.html",
            ]
        },
        "html_context": {"there": there, "there_name": NAMES[there]},
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_show_copyright": False,
        "html_show_sphinx": False,
        "html_show_search_summary": False,  # it would fetch pages, which no browser does without a server
        "html_use_index": False,
    }


def _words_of_the_theme(work: Path) -> Path:
    """Vietnamese for what Sphinx and its theme have in English only, in the two forms in which they read it."""
    words = json.loads((SOURCES / OTHERWISE).read_text(encoding="utf-8"))
    folder = work / "locale" / LANGUAGES[0] / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    single = {said: to for said, to in words.items() if isinstance(to, str)}
    entries = [
        f"msgid {json.dumps(said)}\nmsgstr {json.dumps(to, ensure_ascii=False)}\n" for said, to in single.items()
    ]
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    (folder / "sphinx.po").write_text("\n".join([header, *entries]), encoding="utf-8")
    spoken = {"locale": LANGUAGES[0], "messages": words, "plural_expr": "0"}
    (folder / "sphinx.js").write_text(f"Documentation.addTranslations({json.dumps(spoken)});", encoding="utf-8")
    return work / "locale"
