"""The queue as cells and lines. Pure: rows in, text out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from kw_tui.core.decisions import MEASURES
from kw_tui.tui import figures
from kw_tui.tui.lines import Line, Role
from kw_tui.tui.triage import state_after
from kw_tui.tui.widgets.fields import WIDEST_NAME, Field, signed_sum, text, words
from kw_tui.tui.widgets.table_page import GAP, GUTTER
from kw_tui.tui.words import NARROW_ACTIONS, SHORT, STATES, WORDS
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl


FILTERS: dict[str, Text] = {
    "open": Text("offen", "open"),
    "all": Text("alle", "all"),
    "decided": Text("entschieden", "decided"),
    "to_sign": Text("zu zeichnen", "to sign"),
}
OPEN_STATES = ("open", "claimed")
FEW = 20


def _percent(value: Any, lang: Lang) -> str:
    return "" if value is None else figures.ratio(value, lang)


def _day(value: Any, lang: Lang) -> str:
    return "" if value is None else figures.date_or_dash(value, lang)


def _blank(value: Any, _lang: Lang) -> str:
    return "" if value is None else str(value)


RANK = Field("rank", WORDS["rank"], 4, figures.count, "right")
CUSTOMER = Field("customer_id", SHORT["customer_id"], 8, text)
NAME = Field("name", SHORT["name"], 14, text, widest=WIDEST_NAME)
CLASS = Field("abc_sub", SHORT["abc_sub"], 3, text)
PROPOSAL = Field("proposal", WORDS["proposal"], 17, words(NARROW_ACTIONS))
AT_STAKE = Field("at_stake", SHORT["at_stake"], 9, figures.amount, "right", adds_up=True)
RELEVANT = Field(
    "relevant_contribution", SHORT["relevant_contribution"], 9, figures.amount, "right", is_signed=True, adds_up=True
)
STEP = Field("step", WORDS["step"], 7, _percent, "right")
REVENUE = Field("revenue", Text("Umsatz", "Revenue"), 10, figures.amount, "right", adds_up=True)
DB4 = signed_sum("db4", Text("DB IV", "DB IV"))
CONFIDENCE = Field("confidence", WORDS["confidence"], 10, _percent, "right")
EFFECTIVE = Field("effective_date", WORDS["effective_date"], 10, _day, "left")
CLAIMED = Field("claimed_by", SHORT["claimed_by"], 8, _blank)
TAKEN = Field("taken", Text("Entschieden", "Decided"), 17, words(NARROW_ACTIONS | STATES))
BY = Field("decided_by", SHORT["decided_by"], 8, _blank)

WIDER = (REVENUE, DB4, CONFIDENCE, EFFECTIVE)
"""What is shown besides where names have all the room they need, the first of it first."""

ALL_FIELDS = (RANK, CUSTOMER, NAME, CLASS, PROPOSAL, AT_STAKE, RELEVANT, STEP, *WIDER, CLAIMED, TAKEN, BY)

WIDE = 90
"""Cells from which a table shows the customer's number and the price step."""


def fields(which: str, width: int, *, has_claims: bool = False) -> tuple[Field, ...]:
    """Return the columns for a filter and a width.

    Who has claimed an item is told where somebody has; of what is decided, the decision takes its place.
    """
    ending = (TAKEN,) if which != "open" else (CLAIMED,) if has_claims else ()
    if which == "to_sign":
        return (RANK, NAME, CLASS, TAKEN, AT_STAKE, BY)
    if width >= WIDE:
        usual = (RANK, CUSTOMER, NAME, CLASS, PROPOSAL, AT_STAKE, RELEVANT, STEP)
        return (*usual, *_wider((*usual, *ending), width), *ending)
    if which == "open":
        return (RANK, NAME, CLASS, PROPOSAL, AT_STAKE, RELEVANT, *ending)
    return (RANK, NAME, CLASS, PROPOSAL, AT_STAKE, *ending)


def _wider(shown: Sequence[Field], width: int) -> tuple[Field, ...]:
    """What is shown besides, since it fits beside all these columns and whole names."""
    room = width - GUTTER - sum(one.width + GAP for one in shown) - (NAME.widest - NAME.width)
    ends = accumulate(one.width + GAP for one in WIDER)
    return tuple(one for one, end in zip(WIDER, ends, strict=True) if end < room)


def has_claims(frame: "pl.DataFrame") -> bool:
    """Whether anybody has claimed an open item."""
    import polars as pl

    return bool(frame.select(((pl.col("state") == "claimed") & pl.col("claimed_by").is_not_null()).any()).item())


def listed(frame: "pl.DataFrame", which: str) -> "tuple[pl.DataFrame, pl.Series | None]":
    """Return all items with what their last columns show, and the places of those of a filter; None: all of them."""
    return with_status(frame, which), chosen(frame, which)


def still_open(frame: "pl.DataFrame", places: "pl.Series", pending: Mapping[str, str]) -> "pl.Series":
    """Return the places of open items without those decided here; `pending` tells the action by customer."""
    settled = [customer for customer, action in pending.items() if state_after(action) not in OPEN_STATES]
    ids = frame["customer_id"][places]
    if len(settled) > FEW:
        return places.filter(~ids.is_in(settled))
    for customer in settled:  # compared at once, where `is_in` would wait for the engine's threads
        places, ids = places.filter(ids != customer), ids.filter(ids != customer)
    return places


def with_status(frame: "pl.DataFrame", which: str = "all") -> "pl.DataFrame":
    """Add what the last column shows: what was decided about an item, and whether that waits."""
    import polars as pl

    is_open = pl.col("state").is_in(OPEN_STATES)
    waits = (pl.col("state") == "to_sign") & (which != "to_sign")
    known = pl.when(is_open).then(pl.lit("open")).when(waits).then("state")
    return frame.with_columns(taken=known.otherwise(pl.coalesce("action", "state")))


def chosen(frame: "pl.DataFrame", which: str) -> "pl.Series | None":
    """Return the places of the items of a filter: `open`, `decided` (or put off), `to_sign`; None for `all`."""
    import polars as pl

    is_open = pl.col("state").is_in(OPEN_STATES)
    waits = pl.col("state") == "to_sign"
    wanted = {"open": is_open, "decided": ~is_open & ~waits, "to_sign": waits}
    return frame.select(pl.arg_where(wanted[which])).to_series() if which in wanted else None


def filters(which: str, waiting: int) -> tuple[str, ...]:
    """Return the filters there are; that of what is to be signed only where something is, or it is looked at."""
    return tuple(id_ for id_ in FILTERS if id_ != "to_sign" or waiting or which == id_)


def to_sign(frame: "pl.DataFrame") -> int:
    """Return how many items wait for a second signature."""
    return int((frame["state"] == "to_sign").sum())


def overlaid(frame: "pl.DataFrame", pending: Mapping[str, str]) -> "pl.DataFrame":
    """Return the queue with what is decided here but not read back yet; `pending` tells the action by customer."""
    import polars as pl

    if not pending:
        return frame
    state, action = pl.col("state"), pl.col("action")
    for taken in dict.fromkeys(pending.values()):
        is_meant = pl.col("customer_id").is_in([customer for customer, one in pending.items() if one == taken])
        state = pl.when(is_meant).then(pl.lit(state_after(taken))).otherwise(state)
        action = pl.when(is_meant).then(pl.lit(taken)).otherwise(action)
    return frame.with_columns(state=state, action=action)


def newly_decided(before: "pl.DataFrame", now: "pl.DataFrame", customers: Collection[str]) -> frozenset[str]:
    """Return of which of these customers another decision stands than before."""
    import polars as pl

    columns, is_meant = ("customer_id", "decision_id"), pl.col("customer_id").is_in(list(customers))
    both = before.filter(is_meant).select(columns).join(now.filter(is_meant).select(columns), on="customer_id")
    return frozenset(both.filter(pl.col("decision_id").ne_missing(pl.col("decision_id_right")))["customer_id"])


def differing(frame: "pl.DataFrame", customers: Collection[str], action: str) -> int:
    """Return for how many of these customers something else is proposed."""
    import polars as pl

    return frame.filter(pl.col("customer_id").is_in(list(customers)) & (pl.col("proposal") != action)).height


def heading(which: str, lang: Lang, waiting: int = 0) -> Line:
    """Return the line over the table: the filters; `waiting` are to be signed."""
    line: list[tuple[str, Role]] = []
    for id_ in filters(which, waiting):
        face = f"{FILTERS[id_].in_(lang)}{f' {waiting}' if id_ == 'to_sign' and waiting else ''}"
        line.append((f"[{face}] " if id_ == which else f" {face}  ", "strong" if id_ == which else "dim"))
    return tuple(line)


def progress(frame: "pl.DataFrame", pending: Iterable[str], today: date, lang: Lang, currency: str) -> Line:
    """Return the line under the table: what is open, what is still at stake, what measures were decided on today."""
    import polars as pl

    frame = frame.select("customer_id", "state", "action", "at_stake", "decided_at")
    waiting = frame.filter(pl.col("state").is_in(OPEN_STATES))
    at_stake = figures.short(waiting["at_stake"].sum(), lang, currency)
    is_fresh = pl.col("customer_id").is_in(list(pending)) | (pl.col("decided_at").str.slice(0, 10) == today.isoformat())
    decided = frame.filter(pl.col("action").is_in(MEASURES) & (pl.col("state") == "decided") & is_fresh)
    done = figures.short(decided["at_stake"].sum(), lang, currency)
    open_, total = figures.count(waiting.height, lang), figures.count(frame.height, lang)
    counts = Text("{open} von {total} offen", "{open} of {total} open").in_(lang).format(open=open_, total=total)
    rest = Text("es geht noch um {stake}", "{stake} still at stake").in_(lang).format(stake=at_stake)
    fresh = Text("heute entschieden: {done}", "decided today: {done}").in_(lang).format(done=done)
    return ((counts, "strong"), (" · ", "dim"), (rest, ""), (" · ", "dim"), (fresh, "dim"))
