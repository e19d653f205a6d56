"""The program's colours: which theme is shown, the next one, one edited while it is shown, and none at all."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from textual.filter import NoColor
from textual.theme import Theme

from kw_tui.storage.shipped import shipped
from kw_tui.tui.one_by_one import OneByOne
from kw_tui.tui.theme import DEFAULT, PLAIN, all_themes, own_folder, theme_files
from kw_tui.vocabulary.texts import Lang, Text

Returned = TypeVar("Returned")
Stamp = tuple[tuple[Path, int, int], ...]
WITHOUT = Text("Ohne Farben (NO_COLOR)", "Without colours (NO_COLOR)")
FAULT_SECONDS = 10
NO_COLOR = "NO_COLOR"
"""Set, but empty, it is as good as not set (no-color.org)."""


class Themed(OneByOne[Returned]):
    """An app whose themes are files; it takes a change of them up when it is asked to look."""

    lang: Lang

    def __init__(self) -> None:
        if not os.environ.get(NO_COLOR):
            os.environ.pop(NO_COLOR, None)  # Textual asks only whether it is there
        super().__init__()
        self._stamp: Stamp | None = None
        self._usual_theme = self._wanted_theme = DEFAULT
        """What is wanted may not be shown: no colour is, or the theme is broken just now."""
        self._theme_faults: tuple[Text, ...] = ()
        strangers = list(self.available_themes)
        self.look_at_themes()
        self.theme = DEFAULT
        for name in strangers:
            self.unregister_theme(name)
        if self.no_color:
            self.leave_out_colours()

    def get_css_variables(self) -> dict[str, str]:
        """Add what a theme need not say: a muted text is dim where the ground is the terminal's own."""
        variables = super().get_css_variables()
        variables["muted"] = "dim" if self.current_theme.ansi else variables["foreground-muted"]
        return variables

    def leave_out_colours(self) -> None:
        """Show bold, dim and reverse alone."""
        self.no_color = True
        self._filters[:] = [NoColor()]
        self.theme = PLAIN

    def show_theme(self, name: str) -> None:
        """Show a theme, as soon as there is one of this name."""
        self._wanted_theme = name
        if name in self.available_themes:
            self.theme = name

    def watch_theme(self, name: str) -> None:
        """Remember what is wanted; where no colour is shown that is all."""
        if not (self.no_color and name == PLAIN):
            self._wanted_theme = name
        if self.no_color:
            self.theme = PLAIN

    def theme_chosen(self, view: Mapping[str, Any]) -> dict[str, str]:
        """Return the theme to be remembered in a view; nothing where the person never chose one for it."""
        is_chosen = "theme" in view or self._wanted_theme != self._usual_theme
        return {"theme": self._wanted_theme} if is_chosen else {}

    def take_theme(self, view: Mapping[str, Any], usual: str) -> None:
        """Show the theme of a view, or else the one a person has for all."""
        self._usual_theme = usual if usual in self.available_themes else DEFAULT
        self.show_theme(str(view.get("theme", self._usual_theme)))

    def theme_names(self) -> list[str]:
        """Return the themes one can choose."""
        return list(self.available_themes)

    def action_next_theme(self) -> None:
        """Take the next theme, and name it."""
        names = self.theme_names()
        if self.no_color:
            self.notify(WITHOUT.in_(self.lang), timeout=3, markup=False)
            return
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.notify(self.theme, timeout=2, markup=False)

    def look_at_themes(self) -> None:
        """Read the themes again where a file of them has changed; show the one looked at as it is now."""
        stamp = _stamp()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        found = all_themes()
        before = self.available_themes
        for name in before.keys() - found.by_name.keys() - {self.theme}:
            self.unregister_theme(name)
        for theme in found.by_name.values():
            self.register_theme(theme)
        self._theme_faults = found.faults
        self._repaint(before.get(self.theme))
        self.tell_theme_faults()

    def _repaint(self, before: Theme | None) -> None:
        """Draw what is shown in the colours its theme has now."""
        if not self.is_running:
            return
        if self._wanted_theme != self.theme:
            self.show_theme(self._wanted_theme)
        elif before != self.current_theme:
            self._watch_theme(self.theme)

    def tell_theme_faults(self) -> None:
        """Say which of the person's themes are left out, and why."""
        if self.is_running and self._theme_faults:
            said = "\n".join(fault.in_(self.lang) for fault in self._theme_faults[:3])
            self.notify(said, severity="warning", timeout=FAULT_SECONDS, markup=False)


def _stamp() -> Stamp:
    found = []
    for folder in (shipped("themes"), own_folder()):
        for path in theme_files(folder):
            try:
                told = path.stat()
            except OSError:
                continue
            found.append((path, told.st_mtime_ns, told.st_size))
    return tuple(found)
