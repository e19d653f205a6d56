"""The way to the clipboard of whoever sits at the terminal: OSC 52, packed so that tmux and screen let it through."""

import base64
import os
import shutil
import subprocess
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from textual.app import App

from kw_tui.vocabulary.texts import Text

MOST = 74_994
"""Bytes of text: with more the sequence gets longer than the 100,000 bytes many terminals take."""
SCREEN_PIECE = 240
"""Old versions of screen take no longer pieces."""
TMUX_SECONDS = 2.0
ESC = "\x1b"
BARE = Text("in die Zwischenablage", "to the clipboard")
TMUX = Text("in die Zwischenablage und in die von tmux", "to the clipboard and to that of tmux")
SCREEN = Text("durch screen in die Zwischenablage", "through screen to the clipboard")


class Way(NamedTuple):
    """What is written to the terminal, and where it leads."""

    sequence: str
    name: Text


def way(text: str, environ: Mapping[str, str]) -> Way:
    """Return how a text gets to the clipboard from where the program runs."""
    code = base64.b64encode(text.encode("utf-8", "replace")).decode()
    bare = f"{ESC}]52;c;{code}\x07"
    term = environ.get("TERM", "")
    if environ.get("TMUX") or term.startswith("tmux"):
        # tmux passes on what is packed, or takes what is bare, as it is set: one of the two arrives
        return Way(f"{ESC}Ptmux;{bare.replace(ESC, ESC + ESC)}{ESC}\\{bare}", TMUX)
    if environ.get("STY") or term.startswith("screen"):
        pieces = [bare[at : at + SCREEN_PIECE] for at in range(0, len(bare), SCREEN_PIECE)]
        return Way("".join(f"{ESC}P{piece}{ESC}\\" for piece in pieces), SCREEN)
    return Way(bare, BARE)


class Clipboard(App[None]):
    """A program whose texts reach the clipboard through tmux and screen too."""

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text, however long; whoever has a long one asks `fits` first."""
        self._clipboard = text
        environ = {} if self.is_web else os.environ
        if self._driver is not None:
            self._driver.write(way(text, environ).sequence)
            if not self.is_headless and environ.get("TMUX") and shutil.which("tmux"):
                threading.Thread(target=_told_to_tmux, args=(text,), daemon=True).start()

    def clipboard_way(self) -> Text:
        """Return where what is copied goes."""
        return way("", {} if self.is_web else os.environ).name


def fits(text: str) -> bool:
    """Whether terminals take a text of this length."""
    return len(text.encode("utf-8", "replace")) <= MOST


def _told_to_tmux(text: str) -> None:
    """As tmux is usually set it takes nothing from programs, but hands on what it is told itself."""
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(  # noqa: S603
            [shutil.which("tmux") or "tmux", "load-buffer", "-w", "-"],
            input=text.encode("utf-8", "replace"),
            timeout=TMUX_SECONDS,
            capture_output=True,
            check=False,
        )
