"""In which language the command line speaks, and how it talks: on stderr, safe for the terminal."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from kw_tui.vocabulary.texts import LANGUAGES, Lang, Text, printable


@dataclass
class Voice:
    """The language of one call; `is_fixed` when `--lang` chose it, so that no session changes it."""

    lang: Lang = "en"
    is_fixed: bool = False
    is_plain: bool = False

    def follow(self, session_lang: Lang | None) -> None:
        """Speak the session's language unless `--lang` said otherwise."""
        if session_lang and not self.is_fixed:
            self.lang = session_lang

    def say(self, text: Text) -> None:
        """Tell the user something that is not data; where nobody can hear it, the work goes on."""
        if sys.stderr is None:  # with no stream at all, print would fall back to stdout
            return
        try:
            print(printable(text.in_(self.lang)), file=sys.stderr)  # noqa: T201 - talk goes to stderr, from here only
        except (OSError, ValueError):
            silence("stderr")


def is_screen(stream: Any) -> bool:
    """Whether a stream is there and is a terminal."""
    with suppress(OSError, ValueError):
        return stream is not None and bool(stream.isatty())
    return False


def silence(name: str) -> None:
    """Let what `stdout` or `stderr` still holds, and is told from now on, go nowhere, so that leaving is silent."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), getattr(sys, name).fileno())
    except (OSError, ValueError, AttributeError):
        setattr(sys, name, open(os.devnull, "w"))  # noqa: PTH123, SIM115 - stays open until the process ends


def reserve_closed_streams() -> None:
    """Put nothing where stdin, stdout or stderr is closed, so that no file of ours takes its number."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def first_voice(arguments: Sequence[str], environment: Mapping[str, str], configured: Lang | None) -> Voice:
    """Choose the language before anything is parsed: `--lang`, the configuration, then the system's LANG."""
    asked = _asked(arguments)
    is_plain = "--no-color" in arguments or bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
    return Voice(asked or configured or _of_system(environment), is_fixed=asked is not None, is_plain=is_plain)


def _asked(arguments: Sequence[str]) -> Lang | None:
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            return as_lang(arguments[position + 1])
        if argument.startswith("--lang="):
            return as_lang(argument.removeprefix("--lang="))
    return None


def as_lang(value: object) -> Lang | None:
    """Return one of the languages, or None for anything else."""
    return next((lang for lang in LANGUAGES if lang == value), None)


def _of_system(environment: Mapping[str, str]) -> Lang:
    system = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    return "de" if system.lower().startswith("de") else "en"
