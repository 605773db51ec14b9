"""The article view: paints one article's text with its spans, and asks for edits through signals."""

from nhan.gui.article_view.look import DARK, LIGHT, Density, Look, Palette
from nhan.gui.article_view.view import ArticleView

__all__ = ["DARK", "LIGHT", "ArticleView", "Density", "Look", "Palette"]
