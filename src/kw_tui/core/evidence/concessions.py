"""Evidence of what is given away: the same service again and again, and concessions past their end (SPEC 5)."""

from datetime import timedelta

import polars as pl

from kw_tui.core.evidence.case import Case, within
from kw_tui.core.evidence.evidence import PART, Evidence, Heading, Total, apart, behind, evident, numbered, part, said
from kw_tui.core.metrics.findings import NAMES
from kw_tui.core.reduction.service import HABIT_MONTHS
from kw_tui.vocabulary.session import Period, add_months
from kw_tui.vocabulary.sources import CONCESSION
from kw_tui.vocabulary.table import MONEY, Column, Kind
from kw_tui.vocabulary.texts import Text

CHOICES = {
    "bill": Text("berechnen", "bill it"),
    "stop": Text("einstellen", "stop it"),
    "name": Text("als kostenlos ausweisen", "keep it, named free of charge"),
}
"""What can be done about a service that is given away by habit (PRACTICE, Free services)."""
KINDS = (
    CONCESSION["kind"],
    Column("times", Kind.COUNT, Text("Mal", "Times")),
    Column("first", Kind.DATE, Text("zuerst", "First")),
    Column("last", Kind.DATE, Text("zuletzt", "Last")),
    CONCESSION["list_value"],
    CONCESSION["cost"],
)
GRANTED = (
    *(CONCESSION[name] for name in ("date", "kind", "granted_by", "reason", "list_value", "cost", "until")),
    Column("days_past", Kind.COUNT, Text("Tage nach Ablauf", "Days past its end")),
    Column("adds", Kind.MONEY, Text("Wert im Jahr", "Value a year")),
)
WAYS = (
    Column("choice", Kind.CATEGORY, Text("Möglichkeit", "Choice")),
    Column("effect", Kind.MONEY, Text("Ergebnis im Jahr", "Profit a year")),
    Column("billed", Kind.MONEY, Text("berechnet", "Billed")),
    Column("cost_saved", Kind.MONEY, Text("Kosten gespart", "Cost saved")),
    Column("named", Kind.MONEY, Text("als Wert ausgewiesen", "Value shown")),
)
_HOW_KINDS = Text(
    "Kulanz der zwölf Monate vor dem Stichtag nach ihrer Art, mindestens {limit}-mal: zusammen Listenwert {worth}, "
    "Kosten {cost}.",
    "Concessions of the twelve months before the reference date by kind, at least {limit} times: together list value "
    "{worth}, cost {cost}.",
)
_HOW_GRANTED = Text(
    "Jedes Mal, dass eine dieser Leistungen gewährt wurde.", "Each time one of these services was granted."
)
_HOW_WAYS = Text(
    "Berechnen bringt höchstens den Listenwert, einstellen spart die Kosten; was als kostenlos auf der Rechnung steht, "
    "lässt sich später berechnen. Ob der Kunde es bezahlt oder hinnimmt, ist nicht eingerechnet.",
    "Billing brings the list value at most, stopping saves the cost; what the invoice calls free of charge can be "
    "billed later. Whether the customer pays or accepts it is not reckoned with.",
)
_HOW_EXPIRED = Text(
    "Kulanz des Zeitraums, die nach dem Tag gewährt wurde, bis zu dem sie befristet war; ihr Listenwert, sonst ihre "
    "Kosten.",
    "Concessions of the period granted after the day they were limited to; their list value, else their cost.",
)


def habit(case: Case) -> tuple[Evidence, ...]:
    """The services given often enough to be a habit, each time they were given, and what can be done about them."""
    limit = case.settings.number("habit_count")
    year = Period(add_months(case.as_of, -HABIT_MONTHS), case.as_of - timedelta(days=1))
    lately = case.concessions.filter(within("date", year))
    kinds = lately.group_by("kind").agg(
        times=pl.len().cast(pl.Int64),
        first=pl.col("date").min(),
        last=pl.col("date").max(),
        **{name: _known_sum(name) for name in ("list_value", "cost")},
    )
    often = numbered(kinds.filter(pl.col("times") >= limit).sort("times", "kind", descending=[True, False]))
    given = behind(lately, often, ["kind"]).rename({"row": "of"})
    each = numbered(given.sort("date", "kind", maintain_order=True))
    worth, cost = (often.select(_known_sum(name)).item() for name in ("list_value", "cost"))
    figures = {"limit": (limit, Kind.COUNT), "worth": (worth, Kind.MONEY), "cost": (cost, Kind.MONEY)}
    values = (
        Total("list_value", Text("Listenwert", "List value")),
        Total("cost", Text("Kosten", "Cost")),
    )
    often_total = Total("times", Text("Mal dieselbe Leistung", "Times the same service"), "concession_habit", "max")
    label, parts, how = Text("Gratisleistungen", "Free services"), ("list_value", "cost"), said(_HOW_KINDS, **figures)
    by_kind = given.rename({"of": "row"}).with_columns(part(name, pl.col(name)) for name in parts)
    single = each.with_columns(part(name, pl.col(name)) for name in parts)
    granted = Text("Wann gewährt, von wem, warum", "When, by whom, why")
    return (
        evident(Heading("kinds", label, how), KINDS, often, ("concession", by_kind), parts, (often_total, *values)),
        evident(Heading("granted", granted, _HOW_GRANTED), GRANTED, each, ("concession", single), parts, values),
        _ways(worth, cost, by_kind),
    )


def expired(case: Case) -> tuple[Evidence, ...]:
    """Concessions granted after the day they were limited to."""
    past = case.concessions.filter(within("date", case.period), pl.col("date") > pl.col("until"))
    past = past.sort("date", "kind", maintain_order=True)
    rows = numbered(
        past.with_columns(
            days_past=(pl.col("date") - pl.col("until")).dt.total_days(),
            adds=apart(pl.coalesce("list_value", "cost").fill_null(0).cum_sum().cast(pl.Float64) / case.years),
        )
    )
    parts = ("list_value", "cost")
    lines = rows.with_columns(part(name, pl.col(name)) for name in parts)
    total = Total("adds", Text("Abgelaufene Kulanz im Jahr", "Expired concessions a year"), "concession_expired")
    return (
        evident(
            Heading("expired", NAMES["waived_concession"], _HOW_EXPIRED),
            GRANTED,
            rows,
            ("concession", lines),
            parts,
            (total,),
        ),
    )


def _ways(worth: object, cost: object, lines: pl.DataFrame) -> Evidence:
    """What billing the services, stopping them or naming them would change in a year."""
    told = [
        {"choice": "bill", "effect": worth, "billed": worth},
        {"choice": "stop", "effect": cost, "cost_saved": cost},
        {"choice": "name", "effect": None if worth is None and cost is None else 0, "named": worth},
    ]
    rows = numbered(pl.DataFrame(told, schema={one.id: one.kind.dtype for one in WAYS}))
    rows = rows if lines.height else rows.clear()
    of_each = {"bill": ("billed", "list_value"), "stop": ("cost_saved", "cost"), "name": ("named", "list_value")}
    behind_each = [
        lines.with_columns(
            pl.lit(place, pl.Int64).alias("row"),
            *(part(other, pl.col(column) if other == name else pl.lit(None)) for other, column in of_each.values()),
        )
        for place, (name, _) in enumerate(of_each.values())
    ]
    parts = ("billed", "cost_saved", "named")
    kept = [name for name in lines.columns if not name.startswith(PART)]
    stacked = pl.concat(one.select(*kept, *(PART + name for name in parts)) for one in behind_each)
    label = Text("Was zu tun ist", "What to do about it")
    return evident(Heading("ways", label, _HOW_WAYS), WAYS, rows, ("concession", stacked), parts)


def _known_sum(name: str) -> pl.Expr:
    """The sum of an amount; null where none is known."""
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).cast(MONEY).alias(name)
