"""A letter as lines for the screen. Pure."""

import re
from typing import TYPE_CHECKING

from kw_tui.core.letters.kinds import FORMS, KINDS
from kw_tui.tui.keys import Keyed, as_it_is
from kw_tui.tui.lines import Line, Run, trimmed, wrapped
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.core.letters.letter import Letter

LANGUAGES: dict[Lang, Text] = {"de": Text("deutsch", "German"), "en": Text("englisch", "English")}
OF_MANY = Text("{place} von {count}", "{place} of {count}")
DRAFT = Text("Entwurf", "draft")
DECIDED = Text("entschieden", "decided")
MISSING = Text("Es fehlt: {names}", "Missing: {names}")
INTO = Text("<letters.save> speichert in {folder}", "<letters.save> saves into {folder}")
_GAP = re.compile("(«[^«»]*»)")


def head_lines(letter: "Letter", place: int, count: int, lang: Lang, width: int) -> list[Line]:
    """Return what letter this is, and what it lacks."""
    what = (KINDS[letter.kind], FORMS[letter.form], LANGUAGES[letter.lang])
    told = " · ".join(one.in_(lang) for one in what)
    state: Run = (DRAFT.in_(lang), "warning") if letter.is_draft else (DECIDED.in_(lang), "positive")
    line: Line = ((f"{told} · ", ""), state)
    if count > 1:
        line = ((OF_MANY.format(place=place + 1, count=count).in_(lang) + " · ", "dim"), *line)
    lines = [trimmed(line, width)]
    if letter.missing:
        names = ", ".join(label.in_(lang) for label in letter.missing)
        lines += [((part, "warning"),) for part in wrapped(MISSING.in_(lang).format(names=names), width)[:2]]
    return lines


def text_lines(letter: "Letter") -> list[Line]:
    """Return the letter line by line, its gaps marked."""
    return [_marked(line) for line in letter.text.rstrip("\n").split("\n")]


def _marked(line: str) -> Line:
    return tuple((part, "warning" if part.startswith("«") else "") for part in _GAP.split(line) if part)


def note_lines(letter: "Letter", folder: str, lang: Lang, width: int, most: int, keyed: Keyed = as_it_is) -> list[Line]:
    """Return what to consider before sending, in so many lines at most, and where it would be saved."""
    told = wrapped(" · ".join(note.in_(lang) for note in letter.notes), width)
    if len(told) > most:
        told = [*told[: most - 1], f"{told[most - 1]} …"]
    lines: list[Line] = [trimmed(((part, "dim"),), width) for part in told]
    return [*lines, trimmed(((keyed(INTO).in_(lang).format(folder=folder), "accent"),), width)]
