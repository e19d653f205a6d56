"""What others did meanwhile, in few words."""

from typing import TYPE_CHECKING

from kw_tui.tui import figures
from kw_tui.tui.lines import clipped, printable
from kw_tui.vocabulary.changes import told as told_change
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.core.decisions import Doings
    from kw_tui.vocabulary.changes import Change
    from kw_tui.workbench.others import News

MOST = 4
"""Lines a note has at most."""
NAME_CELLS = 24
VALUE_CELLS = 60
COUNTED = {
    "to_sign": Text("{n} zu zeichnen", "{n} to sign"),
    "claim": Text("{n} übernommen", "{n} taken"),
    "release": Text("{n} freigegeben", "{n} released"),
    "sign": Text("{n} gegengezeichnet", "{n} countersigned"),
    "reject": Text("{n} abgelehnt", "{n} rejected"),
    "undo": Text("{n} zurückgenommen", "{n} undone"),
    "redo": Text("{n} wiederhergestellt", "{n} redone"),
}
DECIDED = Text("{n} entschieden", "{n} decided")
SET_BY = Text("{what}, von {who}", "{what}, set by {who}")
MORE = Text("und {n} weitere", "and {n} more")


def told(news: "News", currency: str, lang: Lang) -> str:
    """Return the note about what others did, a line a person and a line a setting; empty where there is nothing."""
    lines = [_done(one, currency, lang) for one in news.doings] + [_set(one, lang) for one in news.changes]
    if len(lines) > MOST:
        lines = [*lines[: MOST - 1], MORE.in_(lang).format(n=len(lines) - MOST + 1)]
    return "\n".join(printable(line) for line in lines)


def _done(one: "Doings", currency: str, lang: Lang) -> str:
    parts = []
    if one.decided:
        parts.append(DECIDED.in_(lang).format(n=one.decided))
        if one.stake:
            parts.append(figures.short(one.stake, lang, currency))
    parts += [text.in_(lang).format(n=n) for action, text in COUNTED.items() if (n := getattr(one, action))]
    return f"{clipped(one.who, NAME_CELLS)}: {', '.join(parts)}"


def _set(change: "Change", lang: Lang) -> str:
    what = clipped(told_change(change).in_(lang), VALUE_CELLS)
    return SET_BY.in_(lang).replace("{what}", what).replace("{who}", clipped(change.who, NAME_CELLS))
