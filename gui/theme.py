"""Light and dark: one palette each for the widgets, and the few rules a style sheet is needed for."""

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from nhan.gui.article_view.look import DARK, LIGHT, Palette

Role = QPalette.ColorRole

LIGHT_ROLES = {
    Role.Window: "#f3f4f2",
    Role.WindowText: "#1d1f24",
    Role.Base: "#fdfdfb",
    Role.AlternateBase: "#f6f7f5",
    Role.Text: "#1d1f24",
    Role.Button: "#eceeec",
    Role.ButtonText: "#1d1f24",
    Role.ToolTipBase: "#fffdf2",
    Role.ToolTipText: "#1d1f24",
    Role.PlaceholderText: "#6a7079",
    Role.Highlight: "#d3e2fb",
    Role.HighlightedText: "#12233f",
    Role.Link: "#1f5fdc",
    Role.Mid: "#c9cdd2",
}
DARK_ROLES = {
    Role.Window: "#24262b",
    Role.WindowText: "#e6e8ec",
    Role.Base: "#1c1d21",
    Role.AlternateBase: "#212327",
    Role.Text: "#e6e8ec",
    Role.Button: "#2e3036",
    Role.ButtonText: "#e6e8ec",
    Role.ToolTipBase: "#33363d",
    Role.ToolTipText: "#e6e8ec",
    Role.PlaceholderText: "#9aa1ab",
    Role.Highlight: "#2b4570",
    Role.HighlightedText: "#eef3fb",
    Role.Link: "#8fb8ff",
    Role.Mid: "#44474e",
}
DISABLED = {False: "#8d929a", True: "#767b84"}


def is_dark(theme: str) -> bool:
    """Whether the setting means dark now; "system" asks the system."""
    if theme == "system":
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return theme == "dark"


def article_palette(theme: str, apart: bool = False) -> Palette:
    """The article view's colours of the theme. ``apart``: labels in colours for colour-blind eyes."""
    return replace(DARK if is_dark(theme) else LIGHT, apart=apart)


def apply(application: QApplication, theme: str) -> None:
    """Give every widget the theme."""
    dark = is_dark(theme)
    palette = QPalette()
    for role, color in (DARK_ROLES if dark else LIGHT_ROLES).items():
        palette.setColor(role, QColor(color))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(DISABLED[dark]))
    if application.style().name() != "fusion":
        application.setStyle("Fusion")  # lays every widget out again
    application.setPalette(palette)
    boxes = QPalette(palette)  # an empty box is drawn in its own colours, which are nearly the window's in the dark
    if dark:
        boxes.setColor(Role.Base, QColor("#565b66"))
    for kind in ("QCheckBox", "QRadioButton"):
        application.setPalette(boxes, kind)  # type: ignore[arg-type]  # bytes, says the stub, which Qt refuses
    headers = QPalette(palette)  # of lists: as flat as the list, or they are the heaviest line of the window
    headers.setColor(Role.Button, palette.color(Role.Base))
    headers.setColor(Role.ButtonText, palette.color(Role.PlaceholderText))
    application.setPalette(headers, "QHeaderView")  # type: ignore[arg-type]


def toolbar_sheet(theme: str) -> str:
    """The look of the toolbar. A sheet for the whole program would double the time of every repaint."""
    soft = "#34373e" if is_dark(theme) else "#e2e5e2"
    return f"""
        QToolBar {{ border: none; padding: 0px; spacing: 1px; }}
        QToolButton {{ border: none; border-radius: 5px; padding: 4px; }}
        QToolButton:hover {{ background: {soft}; }}
        """
