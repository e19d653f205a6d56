"""What the values of a file leave open is asked of whoever sits at the terminal; without one it stays an error."""

import sys
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from kw_tui.cli.voice import Voice, is_screen
from kw_tui.vocabulary.errors import OpenQuestionError, SourceError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Wish

_QUESTIONS: dict[str, tuple[Text, tuple[str, str]]] = {
    "decimal": (
        Text(
            "1.234: [1] mehr als tausend (--decimal ,)  [2] etwas mehr als eins (--decimal .)? ",
            "1.234: [1] over a thousand (--decimal ,)  [2] a little more than one (--decimal .)? ",
        ),
        (",", "."),
    ),
    "dates": (
        Text(
            "03/04: [1] 3. April (--dates dmy)  [2] 4. März (--dates mdy)? ",
            "03/04: [1] 3 April (--dates dmy)  [2] March 4th (--dates mdy)? ",
        ),
        ("dmy", "mdy"),
    ),
    "discount": (
        Text(
            "0,5: [1] ein halbes Prozent (--discount percent)  [2] 50 % (--discount fraction)? ",
            "0.5: [1] half a per cent (--discount percent)  [2] 50 % (--discount fraction)? ",
        ),
        ("percent", "fraction"),
    ),
    "sale": (
        Text(
            "Verkauf: [1] Soll (--sale debit)  [2] Haben (--sale credit)? ",
            "the sale: [1] debit (--sale debit)  [2] credit (--sale credit)? ",
        ),
        ("debit", "credit"),
    ),
    "amounts": (
        Text(
            "Betrag: [1] der Zeile (--amounts line)  [2] der Rechnung (--amounts invoice)? ",
            "amount: [1] of the line (--amounts line)  [2] of the invoice (--amounts invoice)? ",
        ),
        ("line", "invoice"),
    ),
}


def answered(error: SourceError, wish: "Wish", voice: Voice) -> "Wish":
    """Ask what an error leaves to a person, and return the wish with the answer.

    Raises the error where it asks nothing, nobody can be asked, or the answer is empty.
    """
    option = _left_open(error, wish)
    if option is None or not (is_screen(sys.stdin) and is_screen(sys.stderr)):
        raise error
    question, choices = _QUESTIONS[option]
    voice.say(Text(f"kw: {error.message.de}", f"kw: {error.message.en}"))
    answer = _choice(question.in_(voice.lang))
    if answer is None:
        raise error
    changed = {option: choices[answer]}
    return replace(wish, options=replace(wish.options, **changed))  # type: ignore[arg-type]


def _left_open(error: SourceError, wish: "Wish") -> str | None:
    """The option that would settle it; None where that was given already, or there is none."""
    if not isinstance(error, OpenQuestionError) or getattr(wish.options, error.option) is not None:
        return None
    return error.option


def _choice(question: str) -> int | None:
    """0 or 1; asked again until it is one of them, or nothing."""
    while True:
        sys.stderr.write(question)
        sys.stderr.flush()
        said = ""
        with suppress(OSError, ValueError):
            said = sys.stdin.readline().strip()
        if not said:
            return None
        if said in {"1", "2"}:
            return int(said) - 1
