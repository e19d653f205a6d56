"""What a terminal sends for a key, what the program makes of it, and what it would do: `kw keys`."""

from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any

from textual import events
from textual.app import ComposeResult

from kw_tui.tui.keymap.listing import meant
from kw_tui.tui.keys import Key
from kw_tui.tui.lines import BLANK, Line, filled, trimmed
from kw_tui.tui.theme import DEFAULT, shipped_themes
from kw_tui.tui.unforeseen import Untraced
from kw_tui.tui.widgets.panel import Panel
from kw_tui.vocabulary.texts import Lang, Text

TITLE = Text("Tasten drücken. Strg+Q oder zweimal Esc beendet.", "Press keys. Ctrl+Q or Esc twice ends.")
HEADS = (
    Text("gesendet", "sent"),
    Text("Taste", "key"),
    Text("für die Konfiguration", "for the configuration"),
    Text("tut", "does"),
)
NOTHING = Text("nichts", "nothing")
WIDTHS = (22, 12, 24)
NAMES = {"\x1b": "ESC", "\t": "TAB", "\r": "CR", "\n": "LF", "\x7f": "DEL", " ": "SPACE"}
KEPT = 200


class KeyProbe(Untraced[None]):
    """Shows a line for each key pressed, the newest below."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Panel { padding: 0 1; height: 1fr; }"

    def __init__(self, lang: Lang, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._lang: Lang = lang
        self._keymap = keymap
        self._pressed: deque[tuple[str, str]] = deque(maxlen=KEPT)
        self.sent: deque[str] = deque(maxlen=KEPT)
        """What the terminal sent for each key that is still to come."""
        self.register_theme(shipped_themes()[0])
        self.theme = DEFAULT

    def compose(self) -> ComposeResult:
        """Nothing but lines."""
        yield Panel(id="probe")

    def on_mount(self) -> None:
        """Say what to do."""
        self._draw()

    def on_resize(self) -> None:
        """As many lines as there is room for."""
        self._draw()

    async def on_event(self, event: events.Event) -> None:
        """Take every key before anything else does."""
        if not isinstance(event, events.Key):
            await super().on_event(event)
            return
        is_second = event.key == "escape" and bool(self._pressed) and self._pressed[-1][1] == "escape"
        self._pressed.append((self.sent.popleft() if self.sent else "", event.key))
        self._draw()
        if event.key == "ctrl+q" or is_second:
            self.exit()

    def _draw(self) -> None:
        heads = tuple(head.in_(self._lang) for head in HEADS)
        lines: list[Line] = [((TITLE.in_(self._lang), "title"),), BLANK, (_row(heads, "dim"))]
        room = max(1, self.size.height - len(lines) - 1)
        lines += [line for sent, name in list(self._pressed)[-room:] for line in self._told(sent, name)]
        width = max(20, self.size.width - 2)
        shown = [*lines[:3], *lines[3:][-room:]]
        self.query_one(Panel).show([trimmed(line, width) for line in shown])

    def _told(self, sent: str, name: str) -> list[Line]:
        does = [
            f"{place.label.in_(self._lang)}: {key.text.in_(self._lang)} ({key.id})"
            for place, key in meant(name, self._keymap)
        ] or [NOTHING.in_(self._lang)]
        face = Key("", name, "", NOTHING).face(self._lang)
        return [_row((shown_bytes(sent), face, name, does[0])), *(_row(("", "", "", one)) for one in does[1:])]


def _row(cells: tuple[str, ...], role: Any = "") -> Line:
    padded = "".join(f"{filled(cell, width)} " for cell, width in zip(cells, WIDTHS, strict=False))
    return ((padded, role or "dim"), (cells[-1], role))


def shown_bytes(sent: str) -> str:
    """Write what was sent so that it can be read: `ESC [ 1 ; 3 D`."""
    return " ".join(NAMES.get(one, one if one.isprintable() else f"{ord(one):02X}") for one in sent)


def listening(probe: KeyProbe) -> None:
    """Have the probe hear what the terminal sends; where the system has no such terminal, only keys are shown."""
    with suppress(ImportError):
        driver = import_module("textual.drivers.linux_driver")
        parser: Any = driver.XTermParser

        class Hearing(parser):  # type: ignore[misc]
            def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Any:
                keys = list(super()._sequence_to_key_events(sequence, alt))
                probe.sent.extend([sequence, *[""] * (len(keys) - 1)] if keys else [])
                return keys

        vars(driver)["XTermParser"] = Hearing


def run_probe(lang: Lang, keymap: Mapping[str, str]) -> None:
    """Show what keys do until the person has seen enough."""
    probe = KeyProbe(lang, keymap)
    listening(probe)
    probe.run_through(mouse=False)
