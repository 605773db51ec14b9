"""The search of the Vietnamese pages finds words with and without their marks: "chap nhan" finds "Chấp nhận"."""

import unicodedata
from collections.abc import Set

from sphinx.search import SearchLanguage

FOLD = """
var Stemmer = function () {
  this.stemWord = function (w) {
    return w.normalize("NFD").replace(/[\\u0300-\\u036f]/g, "").replace(/đ/g, "d");
  };
};
"""


class Vietnamese(SearchLanguage):
    """Its syllables without marks; the browser does the same with what was typed."""

    lang = "vi"
    language_name = "Vietnamese"
    js_stemmer_code = FOLD
    stopwords: Set[str] = frozenset()

    def stem(self, word: str) -> str:
        parted = unicodedata.normalize("NFD", word.lower())
        return "".join(each for each in parted if not unicodedata.combining(each)).replace("đ", "d")
