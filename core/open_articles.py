"""The articles that a session has open, the one used last at the end."""

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from nhan.core.letting_go import let_go
from nhan.core.loaded_article import Loaded
from nhan.core.model import ArticleEdit

KEPT = 24  # documents that may be closed and stay in memory for a quick way back


class OpenArticles(dict[str, Loaded]):
    """By id."""

    def use(self, article_id: str, load: Callable[[str], Loaded]) -> Loaded:
        """The article, which ``load`` reads where it is not open."""
        loaded = self.pop(article_id, None) or load(article_id)
        self[article_id] = loaded
        return loaded

    def forget(self, stays: Callable[[str], bool]) -> None:
        """Close what has not been used for long. ``stays``: whether an article may not be closed."""
        if len(self) > KEPT:
            others = [name for name in self if not stays(name)]
            for name in others[: max(0, len(others) - KEPT)]:
                let_go(self.pop(name).document)

    def retitle(self, titles: Mapping[str, str]) -> None:
        """Give those of these articles that are open another title."""
        for name in titles.keys() & self.keys():
            document = self[name].document
            document.article = replace(document.article, title=titles[name])

    def apply(self, edits: Iterable[ArticleEdit]) -> None:
        """Apply edits to those of their articles that are open."""
        for edit in [edit for edit in edits if edit.article in self]:
            self[edit.article].document.apply(edit)
