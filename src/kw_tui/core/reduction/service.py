"""Service facts: tickets, activities and concessions of each customer, in the period and the one before."""

from collections.abc import Callable, Collection, Iterable
from datetime import timedelta

import narwhals as nw

from kw_tui.core.reduction.effort import EFFORT_FACTS, effort
from kw_tui.core.reduction.fact import AMOUNT, Fact, Frame, Scope, known, needs, reduced, within, zeroed
from kw_tui.vocabulary.session import Period, add_months
from kw_tui.vocabulary.sources import ACTIVITY_KINDS
from kw_tui.vocabulary.table import Kind

TICKET_FACTS = (
    Fact("tickets", Kind.COUNT, column="is_ticket"),
    Fact("ticket_minutes", Kind.NUMBER, column="minutes", needs=needs("minutes")),
    Fact("ticket_minutes_unbooked", Kind.NUMBER, column="unbooked", needs=needs("minutes")),
    Fact("ticket_cost", Kind.MONEY, column="cost", needs=needs("cost")),
)
ACTIVITY_FACTS = tuple(
    fact
    for kind in ACTIVITY_KINDS
    for fact in (
        Fact(f"activity_{kind}", Kind.NUMBER),
        Fact(f"activity_{kind}_minutes", Kind.NUMBER, needs=needs("minutes")),
        Fact(f"activity_{kind}_cost", Kind.MONEY, needs=needs("cost")),
    )
)
CONCESSION_FACTS = (
    Fact("concessions", Kind.COUNT, column="is_concession"),
    Fact("concession_cost", Kind.MONEY, column="cost", needs=needs("cost")),
)
CONCESSION_VALUE = (Fact("concession_list_value", Kind.MONEY, column="list_value", needs=needs("list_value")),)
CONCESSION_EXPIRED = (
    Fact("concessions_expired", Kind.COUNT, column="is_expired", needs=needs("until")),
    Fact("concession_expired_cost", Kind.MONEY, column="expired_cost", needs=needs("until cost")),
    Fact("concession_expired_list_value", Kind.MONEY, column="expired_list_value", needs=needs("until list_value")),
)
"""Concessions of the period that were granted after the day they were limited to."""
CONCESSION_HABIT = Fact("concession_habit", Kind.COUNT, "max", "times")
HABIT_MONTHS = 12


def ticket_facts(tickets: Frame, scope: Scope, columns: Collection[str]) -> Frame:
    """Reduce tickets, by the day they were opened, to one row per customer; a booked cost covers its minutes."""
    told = told_tickets(tickets, columns)
    return _by_span(told, "opened_at", scope, known(TICKET_FACTS, columns), known(EFFORT_FACTS, columns))


def told_tickets(tickets: Frame, columns: Collection[str]) -> Frame:
    """Add to tickets what their facts aggregate."""
    flags = {"is_ticket": nw.lit(1)}
    if "minutes" in columns:
        minutes = nw.col("minutes")
        flags["unbooked"] = nw.when(nw.col("cost").is_null()).then(minutes) if "cost" in columns else minutes
    return tickets.with_columns(**flags, **effort(columns))


def activity_facts(activities: Frame, scope: Scope, columns: Collection[str]) -> Frame:
    """Reduce activities to one row per customer; a booked cost covers its row, which then counts no event or minute."""
    return _by_span(told_activities(activities, columns), "date", scope, known(ACTIVITY_FACTS, columns))


def told_activities(activities: Frame, columns: Collection[str]) -> Frame:
    """Add to activities what their facts sum, by kind."""
    is_booked = ~nw.col("cost").is_null() if "cost" in columns else nw.lit(value=False)
    events = nw.col("count").fill_null(1) if "count" in columns else nw.lit(1)
    prepared = {}
    for kind in ACTIVITY_KINDS:
        is_open = (nw.col("kind") == kind) & ~is_booked
        prepared[f"activity_{kind}"] = nw.when(is_open).then(events).cast(AMOUNT)
        if "minutes" in columns:
            prepared[f"activity_{kind}_minutes"] = nw.when(is_open).then(nw.col("minutes"))
        if "cost" in columns:
            prepared[f"activity_{kind}_cost"] = nw.when(nw.col("kind") == kind).then(nw.col("cost"))
    return activities.with_columns(**prepared)


def concession_facts(concessions: Frame, scope: Scope, columns: Collection[str]) -> Frame:
    """Reduce concessions to one row per customer; the habit is the most frequent kind of the last twelve months."""
    facts = _by_span(
        concessions.with_columns(is_concession=nw.lit(1), **expired(columns)),
        "date",
        scope,
        known(CONCESSION_FACTS, columns),
        known((*CONCESSION_VALUE, *CONCESSION_EXPIRED), columns),
    )
    year = Period(add_months(scope.as_of, -HABIT_MONTHS), scope.as_of - timedelta(days=1))
    kinds = concessions.filter(within("date", year)).group_by("customer_id", "kind").agg(times=nw.len())
    habit = facts.join(reduced(kinds, [CONCESSION_HABIT]), on="customer_id", how="left")
    return habit.with_columns(nw.col(CONCESSION_HABIT.id).fill_null(0))


def expired(columns: Collection[str]) -> dict[str, nw.Expr]:
    """What `CONCESSION_EXPIRED` sums, concession by concession; as far as the columns tell it."""
    if "until" not in columns:
        return {}
    is_expired = (nw.col("date") > nw.col("until")).fill_null(value=False)
    amounts = {}
    if "cost" in columns:
        amounts["expired_cost"] = nw.when(is_expired).then(nw.col("cost"))
    if "list_value" in columns:
        # one without a list value is worth at least what it cost
        worth = nw.coalesce("list_value", "cost") if "cost" in columns else nw.col("list_value")
        amounts["expired_list_value"] = nw.when(is_expired).then(worth)
    return {"is_expired": is_expired.cast(nw.Int64), **amounts}


def _by_span(frame: Frame, day: str, scope: Scope, facts: Iterable[Fact], current: Iterable[Fact] = ()) -> Frame:
    """Reduce `facts` for the period and the one before, `current` only for the period; a row for each customer."""
    facts, current = tuple(facts), tuple(current)
    customers = frame.select("customer_id").unique()
    for suffix, period in scope.spans:
        wanted = facts if suffix else (*facts, *current)
        spanned = reduced(frame.filter(within(day, period)), wanted, suffix)
        customers = zeroed(customers.join(spanned, on="customer_id", how="left"), wanted, suffix)
    return customers


SERVICE: tuple[tuple[str, Callable[[Frame, Scope, Collection[str]], Frame], tuple[Fact, ...]], ...] = (
    ("ticket", ticket_facts, (*TICKET_FACTS, *EFFORT_FACTS)),
    ("activity", activity_facts, ACTIVITY_FACTS),
    ("concession", concession_facts, (*CONCESSION_FACTS, *CONCESSION_VALUE, *CONCESSION_EXPIRED, CONCESSION_HABIT)),
)
"""Table, its reduction, and the facts it may yield."""
REPEATED = (*TICKET_FACTS, *ACTIVITY_FACTS, *CONCESSION_FACTS)
"""The facts that the previous period has too."""
