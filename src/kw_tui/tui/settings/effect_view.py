"""What settings tried would do, as lines: who changes class, what becomes of the queue and of the sums. Pure."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kw_tui.core.proposals.rules import PROPOSALS
from kw_tui.core.segmentation.segments import segment_label
from kw_tui.tui import figures
from kw_tui.tui.lines import Line, Role, clipped, filled, pair, printable, wrapped
from kw_tui.vocabulary.phrases import MORE
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench.trying import Effect, Total, Tried

WAYS: dict[str, Text] = {
    "abc": Text("die Klasse", "class"),
    "abc_sub": Text("die Unterklasse", "sub-class"),
    "rfm_segment": Text("das RFM-Segment", "RFM segment"),
    "kind": Text("die Kundenart", "kind of customer"),
    "portfolio_field": Text("das Portfoliofeld", "portfolio field"),
    "stratum": Text("die Schicht", "stratum"),
    "cluster": Text("die Gruppe Ähnlicher", "group of similar ones"),
}
MOVE = Text("{n} von {total} Kunden wechseln {way}", "{n} of {total} customers change {way}")
ONE_MOVES = Text("1 von {total} Kunden wechselt {way}", "1 of {total} customers changes {way}")
NOBODY = Text("Kein Kunde wechselt Klasse oder Segment", "No customer changes class or segment")
BESIDES = Text("Auch wechseln: ", "Also: ")
PROPOSED = Text("{n} Vorschläge", "{n} proposals")
OWN = Text("Eigene Segmente: ", "Own segments: ")
QUEUE = Text("Prüfliste, auf dem Spiel im Jahr:", "Review queue, at stake a year:")
SUMS = Text("Summe aller Kunden:", "Sum of all customers:")
SAME_QUEUE = Text("Prüfliste: bleibt, wie sie ist", "Review queue: stays as it is")
REVENUE = Text("Umsatz {amount}", "revenue {amount}")
LETTERED = ("abc", "abc_sub")
MOST_MOVES = 6
WORTH = 12
"""Cells of an amount."""


def effect_lines(
    tried: "Tried", labels: Mapping[str, Text], lang: Lang, currency: str, width: int, first: str = ""
) -> list[Line]:
    """Return who would move, the queue and the sums; the way `first` before others. `labels` name the sums."""
    ways = sorted(tried.ways, key=lambda one: one.by != first)
    lines = _wrapped(_headline(tried, ways[0] if ways else None, lang), width, "strong")
    if ways:
        lines += _wrapped(_moves(ways[0], lang, currency), width)
    if ways[1:]:
        others = _parted(f"{figures.count(one.changed, lang)} {WAYS[one.by].in_(lang)}" for one in ways[1:])
        lines += _wrapped(BESIDES.in_(lang) + others, width, "dim")
    if tried.own.height:
        lines += _wrapped(OWN.in_(lang) + _parted(_own(row, lang) for row in tried.own.to_dicts()), width, "dim")
    lines += _queue_lines(tried, lang, currency, width)
    if tried.totals:
        lines.append(((SUMS.in_(lang), "dim"),))
    return lines + [_total(one, labels, lang, currency, width) for one in tried.totals]


def _headline(tried: "Tried", way: "Effect | None", lang: Lang) -> str:
    """Say the most in one line: `47 von 300 Kunden wechseln die Klasse, +12 Vorschläge`."""
    more = sum(row["items_then"] - row["items"] for row in tried.queue_changes.to_dicts())
    proposals = ", " + PROPOSED.in_(lang).format(n=figures.signed(more, figures.count(more, lang))) if more else ""
    if way is None:
        return NOBODY.in_(lang) + proposals
    text = ONE_MOVES if way.changed == 1 else MOVE
    total = figures.count(tried.customers, lang)
    said = text.format(n=figures.count(way.changed, lang), total=total, way=WAYS[way.by]).in_(lang)
    return said + proposals


def _moves(way: "Effect", lang: Lang, currency: str) -> str:
    rows = way.moves.to_dicts()
    moved = [_move(way.by, row, lang) for row in rows[:MOST_MOVES]]
    if len(rows) > MOST_MOVES:
        more = MORE.format(n=len(rows) - MOST_MOVES)
        moved.append(more.in_(lang))
    worth = REVENUE.in_(lang).format(amount=figures.short(way.revenue, lang, currency))
    return _parted([worth, *moved])


def _move(by: str, row: Mapping[str, Any], lang: Lang) -> str:
    start, end = (_name(by, row[at], lang) for at in ("segment", "segment_then"))
    return f"{start} → {end} {figures.count(row['customers'], lang)}"


def _name(by: str, segment: str | None, lang: Lang) -> str:
    """Classes are known by their letters; all else by its label."""
    return segment if segment and by in LETTERED else segment_label(by, segment).in_(lang)


def _own(row: Mapping[str, Any], lang: Lang) -> str:
    """Say how many are in an own segment, and would be; who comes and who goes where these are as many."""
    now, then = (figures.count(row[at], lang) for at in ("customers", "customers_then"))
    changed = f"+{figures.count(row['come'], lang)} −{figures.count(row['gone'], lang)}"
    return f"{printable(row['segment'])} {f'{now} → {then}' if now != then else changed}"


def _queue_lines(tried: "Tried", lang: Lang, currency: str, width: int) -> list[Line]:
    """A line a kind of proposal: how many more or fewer, how many then, and what more or less is at stake."""
    rows = tried.queue_changes.to_dicts()
    if not rows:
        return [((SAME_QUEUE.in_(lang), "dim"),)]
    return [((QUEUE.in_(lang), "dim"),), *(_proposal(row, lang, currency, width) for row in rows)]


def _proposal(row: Mapping[str, Any], lang: Lang, currency: str, width: int) -> Line:
    more, stake = row["items_then"] - row["items"], row["at_stake_then"] - row["at_stake"]
    count = filled(figures.signed(more, figures.count(more, lang)) if more else "±0", 6, right=True)
    room, then = max(8, width - 8 - WORTH), f" ({figures.count(row['items_then'], lang)})"
    name = clipped(PROPOSALS[row["proposal"]].in_(lang), room - len(then)) + then  # how many is never cut
    worth = figures.signed(stake, figures.short(stake, lang, currency)) if stake else ""
    return (
        (f"{count} ", "accent"),
        (filled(name, room), ""),
        (filled(worth, WORTH, right=True), ""),
    )


def _total(one: "Total", labels: Mapping[str, Text], lang: Lang, currency: str, width: int) -> Line:
    label = labels[one.metric].in_(lang) if one.metric in labels else one.metric
    now, then = (figures.short(amount, lang, "") for amount in (one.now, one.then))
    told = f"{now} → {figures.short(one.then, lang, currency)}"
    if now == then and one.now is not None and one.then is not None:
        told = figures.signed(one.then - one.now, figures.short(one.then - one.now, lang, currency))
    return pair(label, told, width - 1)


def _parted(parts: Iterable[str]) -> str:
    return " · ".join(part.replace(" ", "\u00a0") for part in parts)


def _wrapped(text: str, width: int, role: Role = "") -> list[Line]:
    return [((line, role),) for line in wrapped(text, width)]
