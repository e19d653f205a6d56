"""The page a browser shows: a terminal, and what it says before and after."""

from html import escape
from importlib.resources import files
from string import Template

from kw_tui.vocabulary.texts import Lang, Text, printable

FONT_SIZE = 16
SMALLEST, LARGEST = 8, 48
"""Pixels; `?fontsize=20` in the address chooses another size."""


def page(title: str, host: str, token: str, size: str | None, lang: Lang) -> str:
    """Return the page for a session of that name; its socket is the server's own."""
    words = {
        "lang": lang,
        "title": printable(title),
        "files": f"/{token}/static",
        "script": f"/{token}/page.js",
        "socket": f"ws://{host}/{token}/ws",
        "size": _font_size(size),
        "opening": _OPENING.in_(lang),
        "ended": _ENDED.in_(lang),
        "again": _AGAIN.in_(lang),
    }
    plain = _own("page.html")
    return Template(plain).substitute({name: escape(str(word)) for name, word in words.items()})


def script() -> str:
    """Return the page's own script."""
    return _own("page.js")


def _own(name: str) -> str:
    return files("kw_tui.tui.web").joinpath(name).read_text(encoding="utf-8")


def _font_size(asked: str | None) -> int:
    if asked is None or not (asked.isascii() and asked.isdigit()):
        return FONT_SIZE
    return min(max(int(asked[:4]), SMALLEST), LARGEST)


_OPENING = Text("Wird geöffnet ...", "Opening ...")
_ENDED = Text("Beendet.", "Ended.")
_AGAIN = Text("Wieder öffnen", "Open again")
