"""Texts of a project in places of Qt that would read markup in them: a label's title is no HTML."""

import html


def plain_tip(text: str) -> str:
    """The text as a tooltip that shows it letter by letter. Qt takes whatever looks like HTML for HTML there, and
    loads the pictures it names."""
    if "<" not in text and "&" not in text:
        return text
    return "<qt>" + html.escape(text, quote=False).replace("\n", "<br>") + "</qt>"


def plain_button(text: str) -> str:
    """The text for a menu or a button, where an ampersand would underline a letter and make a key of it."""
    return text.replace("&", "&&")
