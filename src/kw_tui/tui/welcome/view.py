"""The choices of the first screen as rows. Pure."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from kw_tui.storage.recent import Recent
from kw_tui.tui.figures import count
from kw_tui.tui.lines import Line, clipped, filled, printable, trimmed
from kw_tui.vocabulary.texts import Lang, Text, day

Kind = Literal["demo", "import", "session"]
DIGITS = "123456789"
NAME_WIDTH = 30
SUFFIX = ".kw.toml"

DEMO = Text("Demo öffnen", "Open the demo")
DEMO_SAYS = Text("ein kleiner Großhandel zum Ausprobieren", "a small wholesaler to try things on")
IMPORT = Text("Dateien importieren", "Import files")
IMPORT_SAYS = Text("Rechnungslisten und mehr, in {name}", "lists of invoices and more, into {name}")
HERE = Text("In diesem Ordner", "In this folder")
RECENT = Text("Zuletzt geöffnet", "Opened last")
NONE_RECENT = Text("noch keine Sitzung", "no session yet")
CUSTOMERS = Text("{n} Kunden", "{n} customers")
LINES = Text("{n} Zeilen", "{n} lines")
TODAY, YESTERDAY = Text("heute {time}", "today {time}"), Text("gestern {time}", "yesterday {time}")


class Choice(NamedTuple):
    """What can be chosen: the demo, an import into the session at `path`, or that session."""

    kind: Kind
    path: Path | None = None


class Row(NamedTuple):
    """A row of the list: two lines of a choice, or one of a heading."""

    lines: tuple[Line, ...]
    choice: Choice | None = None


class Offer(NamedTuple):
    """What there is to choose from: sessions of this folder, those opened last, and where a new one would lie."""

    here: Sequence[Path]
    recent: Sequence[Recent]
    new: Path


def choices(offer: Offer) -> list[Choice]:
    """Return what can be chosen, in the order of the digits."""
    return [Choice("demo"), Choice("import", offer.new), *_sessions(offer)]


def _sessions(offer: Offer) -> list[Choice]:
    here = {path.absolute() for path in offer.here}
    known = {one.path for one in offer.recent}
    others = [one.path for one in offer.recent if one.path not in here]
    ordered = [one.path for one in offer.recent if one.path in here]
    ordered += [path.absolute() for path in offer.here if path.absolute() not in known]
    return [Choice("session", path) for path in (*ordered, *others)]


def rows(offer: Offer, lang: Lang, width: int, today: date) -> list[Row]:
    """Return the whole list: the first two choices, then sessions under their headings."""
    every = choices(offer)
    here = {path.absolute() for path in offer.here}
    known = {one.path: one for one in offer.recent}
    found = [_first(number, choice, lang, width) for number, choice in enumerate(every[:2])]
    heading = None
    for number, choice in enumerate(every[2:], 2):
        wanted = HERE if choice.path in here else RECENT
        if wanted is not heading:
            found.append(_heading(wanted, lang))
            heading = wanted
        if choice.path is not None:
            found.append(_session(number, choice, known.get(choice.path), lang, width, today))
    if heading is None:
        found += [_heading(RECENT, lang), Row(((("     ", ""), (NONE_RECENT.in_(lang), "dim")),))]
    return found


def pointed(row: Row) -> tuple[Line, ...]:
    """Return a row under the cursor: marked, and in inks that can be read on its ground."""
    ((digit, _), *others), *rest = row.lines
    lines: tuple[Line, ...] = (((f"›{digit[1:]}", "strong"), *others), *rest)
    return tuple(tuple((said, "" if role == "dim" else role) for said, role in line) for line in lines)


def _heading(text: Text, lang: Lang) -> Row:
    return Row(((), ((f"  {text.in_(lang)}", "title"),)))


def _digit(number: int) -> str:
    return f"  {DIGITS[number] if number < len(DIGITS) else ' '}  "


def _first(number: int, choice: Choice, lang: Lang, width: int) -> Row:
    label, says = (DEMO, DEMO_SAYS) if choice.kind == "demo" else (IMPORT, IMPORT_SAYS)
    name = "" if choice.path is None else printable(choice.path.name)
    said = clipped(says.in_(lang).replace("{name}", name), width - 6)
    return Row((((_digit(number), "key"), (label.in_(lang), "strong")), ((f"     {said}", "dim"),)), choice)


def _session(number: int, choice: Choice, known: Recent | None, lang: Lang, width: int, today: date) -> Row:
    path = choice.path or Path()
    when = "" if known is None else moment(known.opened, today, lang)
    head: Line = (
        (_digit(number), "key"),
        (filled(path.name.removesuffix(SUFFIX), NAME_WIDTH), "strong"),
        (f"  {when}", ""),
    )
    told = [*([] if known is None else _told(known, lang)), at_home(path.parent)]
    return Row((trimmed(head, width), ((f"     {clipped(' · '.join(told), width - 6)}", "dim"),)), choice)


def _told(known: Recent, lang: Lang) -> list[str]:
    """What was known of a session: how many customers, else lines; and its period."""
    told = []
    if known.customers is not None:
        told.append(CUSTOMERS.in_(lang).replace("{n}", count(known.customers, lang)))
    elif known.lines is not None:
        told.append(LINES.in_(lang).replace("{n}", count(known.lines, lang)))
    return [*told, known.period] if known.period else told


def at_home(folder: Path) -> str:
    """Write a folder as short as one would type it."""
    with suppress(RuntimeError, ValueError):
        return f"~/{folder.relative_to(Path.home())}".removesuffix("/.")
    return str(folder)


def moment(opened: str, today: date, lang: Lang) -> str:
    """Write when a session was opened: the time of today and yesterday, else the day."""
    try:
        when = datetime.fromisoformat(opened)
    except ValueError:
        return ""
    for text, one in ((TODAY, today), (YESTERDAY, today - timedelta(days=1))):
        if when.date() == one:
            return text.in_(lang).replace("{time}", f"{when:%H:%M}")
    return day(when.date(), lang)
