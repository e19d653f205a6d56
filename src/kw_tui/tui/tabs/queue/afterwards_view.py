"""What came of past decisions, as cells and lines. Pure."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from rich.cells import cell_len

from kw_tui.core.afterwards.outcome import OUTCOMES, STATUSES
from kw_tui.tui import figures
from kw_tui.tui.lines import Line, Role, clipped, filled, trimmed, wrapped
from kw_tui.tui.looking_back import changes, verdict_lines
from kw_tui.tui.widgets.fields import WIDEST_NAME, Field, text, words
from kw_tui.tui.words import NARROW_ACTIONS, NOBODY, word
from kw_tui.vocabulary.texts import Lang, Text, day

NARROW_OUTCOMES: dict[str, Text] = OUTCOMES | {
    "not_comparable": Text("unvergleichbar", "incomparable"),
    "cheaper": Text("günstiger", "cheaper"),
    "not_cheaper": Text("nicht günstiger", "no cheaper"),
}
BY: dict[str | None, Text] = {
    None: Text("alle", "all"),
    "who": Text("je Person", "by person"),
    "class": Text("je Klasse", "by class"),
}
"""How the totals are told apart, in the order they are turned through."""
NOTHING = Text("Noch ist keine Entscheidung wirksam geworden.", "No decision has taken effect yet.")
NO_STEP = Text("Noch ist kein Preisschritt wirksam geworden.", "No price step has taken effect yet.")
MOST_GROUPS = 4
GROUP, CELL = 16, 11
Totals = Mapping[str, Any]


def _ratio(value: Any, lang: Lang) -> str:
    return figures.ratio(value, lang)


FIELDS: tuple[Field, ...] = (
    Field("name", Text("Kunde", "Customer"), 14, text, widest=WIDEST_NAME),
    Field("asked_step", Text("verl.", "asked"), 6, _ratio, "right"),
    Field("realised_step", Text("umges.", "real."), 6, _ratio, "right", is_signed=True),
    Field("volume_change", Text("Menge", "Volume"), 8, figures.signed_ratio, "right", is_signed=True),
    Field("contribution_change", Text("DB I/J.", "DB I/yr"), 8, figures.signed_amount, "right", is_signed=True),
    Field("outcome", Text("Ergebnis", "Outcome"), 15, words(NARROW_OUTCOMES)),
    Field("next", Text("Jetzt", "Next"), 17, words(NARROW_ACTIONS)),
    Field("effective_date", Text("Gültig ab", "Effective"), 10, figures.date_or_dash),
    Field("action", Text("Aktion", "Action"), 17, words(NARROW_ACTIONS)),
    Field("decided", Text("Entschieden", "Decided"), 11, figures.date_or_dash),
    Field("who", Text("Wer", "Who"), 10, text),
    Field("status", Text("Status", "Status"), 8, words(STATUSES)),
)
"""The columns; what has no room is reached by the arrows."""


def total_lines(totals: Sequence[Totals], by: str | None, lang: Lang, currency: str, width: int) -> list[Line]:
    """Return what the price steps came to: a few lines for all, or a line for each person or class."""
    if not sum(one["steps_past"] for one in totals):
        return [((NO_STEP.in_(lang), "dim"),)]
    if by is None:
        return _joined([*_settled(totals[0], lang, currency), *_counts(totals[0], lang, currency)], width)
    rows = [_heads(lang, currency), *(_group(one, by, lang) for one in totals[:MOST_GROUPS])]
    if (left := len(totals) - MOST_GROUPS) > 0:
        more = Text("… und {n} weitere: kw afterwards --by {by}", "… and {n} more: kw afterwards --by {by}")
        rows.append(((more.format(n=left, by=by).in_(lang), "dim"),))
    return [trimmed(row, width) for row in rows]


def _settled(one: Totals, lang: Lang, currency: str) -> list[tuple[str, Role]]:
    short = {name: figures.short(one[name], lang, currency) for name in ("asked_amount", "realised_amount")}
    worth, given = (figures.short(one[name], lang, currency) for name in ("contribution_lost", "volume_lost"))
    lost = Text("verloren: {n}, DB {worth}", "lost: {n}, worth {worth}")
    return [
        (Text("verlangt {x}", "asked {x}").format(x=short["asked_amount"]).in_(lang), "strong"),
        (Text("umgesetzt {x} im Jahr", "realised {x} a year").format(x=short["realised_amount"]).in_(lang), "strong"),
        (lost.format(n=figures.count(one["lost_count"], lang), worth=worth).in_(lang), ""),
        (Text("Menge aufgegeben {x}", "volume given up {x}").format(x=given).in_(lang), ""),
    ]


def _counts(one: Totals, lang: Lang, currency: str) -> list[tuple[str, Role]]:
    labels = (
        ("settled", Text("{n} beurteilt", "{n} settled")),
        ("realised_count", Text("{n} umgesetzt", "{n} realised")),
        ("partly_count", Text("{n} teilweise", "{n} partly")),
        ("not_carried_out_count", Text("{n} nicht", "{n} not")),
    )
    told = [label.format(n=figures.count(one[name], lang)).in_(lang) for name, label in labels]
    lines: list[tuple[str, Role]] = [(f"{told[0]}: {', '.join(told[1:])}", "dim")]
    for name, label in (
        ("too_early", Text("zu früh {n} ({x})", "too early {n} ({x})")),
        ("not_comparable", Text("nicht vergleichbar {n} ({x})", "not comparable {n} ({x})")),
    ):
        if one[f"{name}_count"]:
            asked = figures.short(one[f"asked_{name}"], lang, currency)
            lines.append((label.format(n=figures.count(one[f"{name}_count"], lang), x=asked).in_(lang), "dim"))
    return lines


def _heads(lang: Lang, currency: str) -> Line:
    heads = (
        Text("verlangt", "asked"),
        Text("umgesetzt", "realised"),
        Text("verloren", "lost"),
        Text("DB", "worth"),
        Text("Menge", "volume"),
    )
    cells = "".join(filled(head.in_(lang), CELL, right=True) for head in heads)
    return ((filled(Text("{x} im Jahr", "{x} a year").format(x=currency).in_(lang), GROUP), "dim"), (cells, "dim"))


def _group(one: Totals, by: str, lang: Lang) -> Line:
    amounts = [figures.amount(one[name], lang) for name in ("asked_amount", "realised_amount")]
    amounts += [figures.count(one["lost_count"], lang)]
    amounts += [figures.amount(one[name], lang) for name in ("contribution_lost", "volume_lost")]
    cells = "".join(filled(amount, CELL, right=True) for amount in amounts)
    return ((filled(one[by] or figures.UNKNOWN, GROUP), "strong"), (cells, ""))


def _joined(parts: Sequence[tuple[str, Role]], width: int) -> list[Line]:
    """Parts one after the other, on another line where there is no room; the counts begin one of their own."""
    lines: list[Line] = []
    last: Role = ""
    for part, role in parts:
        used = sum(cell_len(run) for run, _ in lines[-1]) if lines else width
        if lines and used + 3 + cell_len(part) <= width and (role == "dim") == (last == "dim"):
            lines[-1] = (*lines[-1], (" · ", "dim"), (part, role))
        else:
            lines.append(((part, role),))
        last = role
    return [trimmed(line, width) for line in lines]


def about(row: Mapping[str, Any], lang: Lang, width: int, assumed: Collection[str] = ()) -> list[Line]:
    """Return what else is to be said of the row under the cursor: what came, who decided, what changed."""
    who = Text("{action}, {day} von {who}, gültig ab {start}", "{action}, {day} by {who}, effective {start}")
    days = {"day": day(row["decided"], lang), "start": day(row["effective_date"], lang)}
    taken = who.format(action=word(NARROW_ACTIONS, row["action"], lang), who=clipped(row["who"], 20), **days).in_(lang)
    name = clipped(f"{row['name'] or NOBODY.in_(lang)} ({row['customer_id']})", width)
    told = wrapped(" · ".join([taken, *changes(row, lang, assumed, beside_table=True)]), width)
    return [((name, "strong"),), *verdict_lines(row, lang, width), *(((part, "dim"),) for part in told)]
