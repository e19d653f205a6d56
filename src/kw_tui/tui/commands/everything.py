"""All that can be done: what the place one is at offers, every tab, every theme, both languages."""

from functools import partial
from typing import TYPE_CHECKING

from kw_tui.tui.commands.command import Command
from kw_tui.tui.commands.here import commands_here
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from textual.screen import Screen

    from kw_tui.tui.commanding import Commanding
    from kw_tui.vocabulary.texts import Lang

THEME = Text("Farben", "theme")
LANGUAGE = Text("Sprache", "language")
SETTING = Text("Einstellung", "setting")
MOVES = "up down page_up page_down first last start finish left right select"
MOVING = frozenset(f"table.{move}" for move in MOVES.split())
"""Ids of keys that move in a table: nobody looks for them by a word."""
LANGUAGES: "tuple[tuple[Lang, Text], ...]" = (
    ("de", Text("Deutsch", "Deutsch (German)")),
    ("en", Text("English (Englisch)", "English")),
)


def all_commands(app: "Commanding", under: "Screen[object]") -> list[Command]:
    """Return everything, what is near first."""
    here = [one for one in commands_here(app, under) if one.key is None or one.key.id not in MOVING]
    themes = [Command(Text(name, name), THEME, partial(setattr, app, "theme", name)) for name in app.theme_names()]
    spoken = [Command(text, LANGUAGE, partial(app.speak, lang)) for lang, text in LANGUAGES]
    return [*here, *themes, *spoken, *_settings(app)]


def _settings(app: "Commanding") -> list[Command]:
    """Return what can be set, each shown where it is set."""
    from kw_tui.vocabulary.settings import ITEMS

    return [Command(item.label, SETTING, partial(app.show_setting, id_)) for id_, item in ITEMS.items()]
