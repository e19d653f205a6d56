"""The queue as cells and lines. Pure: rows in, text out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from kw_tui.core.decisions import MEASURES
from kw_tui.tui import figures
from kw_tui.tui.lines import BLANK, Line, Role, beside, clipped, pair, wrapped
from kw_tui.tui.triage import state_after
from kw_tui.tui.widgets.decided import standing_lines
from kw_tui.tui.widgets.fields import WIDEST_NAME, Field, signed_sum, text, words
from kw_tui.tui.widgets.reasons import condition_lines, is_told_in_order, option_lines, risk_lines
from kw_tui.tui.widgets.table_page import GAP, GUTTER
from kw_tui.tui.words import ACTIONS, CHANNELS, COMMUNICATION, NARROW_ACTIONS, NOBODY, SHORT, STATES, WORDS, word
from kw_tui.vocabulary.phrases import COMPUTING
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench.reasons import Reason

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
BY = Field("decided_by", Text("Von", "By"), 8, _blank)

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


def why(
    row: Mapping[str, Any],
    reason: "Reason | None",
    lang: Lang,
    currency: str,
    width: int,
    assumed: Collection[str] = (),
) -> list[Line]:
    """Return the peek: who it is, what is proposed, under which conditions, with which plan and risks.

    Without a `reason` it is still being worked out. The figures in `assumed` rest on settings nobody has confirmed.
    Where there is room for two columns, the conditions stand beside the figures.
    """
    if width < TWO_COLUMNS:
        who, how = _who(row, lang, currency, width, assumed), _how(row, reason, lang, width)
        parts = [who, _because(row, reason, lang, width), _order(reason, lang, currency, width), how]
        return [line for part in parts if part for line in (*part, BLANK)]
    half = (width - 3) // 2
    right = width - half - 3
    left = [*_who(row, lang, currency, half, assumed), BLANK, *_how(row, reason, lang, half)]
    order = _order(reason, lang, currency, right)
    because = _because(row, reason, lang, right)
    return beside(left, [*because, *((BLANK, *order) if order else ())], half)


TWO_COLUMNS = 70
ORDER = Text("Was in Frage kommt", "What comes into question")
MARKED = frozenset({"db4", "relevant_contribution"})


def _who(row: Mapping[str, Any], lang: Lang, currency: str, width: int, assumed: Collection[str]) -> list[Line]:
    return [
        *head(row, lang, width),
        BLANK,
        *standing_lines(row, lang, width),
        *_money(row, lang, currency, width, assumed),
    ]


def _because(row: Mapping[str, Any], reason: "Reason | None", lang: Lang, width: int) -> list[Line]:
    waiting: list[Line] = [((COMPUTING.in_(lang), "dim"),)]
    conditions = waiting if reason is None else condition_lines(reason.conditions, lang, width)
    basis = {} if reason is None else reason.risks
    return [((WORDS["conditions"].in_(lang), "title"),), *conditions, *_risks(row, basis, lang, width)]


def _order(reason: "Reason | None", lang: Lang, currency: str, width: int) -> list[Line]:
    """All that comes into question, and why in this order."""
    lines = option_lines(reason.options, lang, currency, width) if reason is not None else []
    return [((ORDER.in_(lang), "title"),), *lines] if lines else []


def _how(row: Mapping[str, Any], reason: "Reason | None", lang: Lang, width: int) -> list[Line]:
    others = row["alternatives"] if reason is None or not is_told_in_order(reason.options) else ()
    return [((Text("Umsetzung", "Plan").in_(lang), "title"),), *plan(row, lang, width), *_others(others, lang, width)]


def head(row: Mapping[str, Any], lang: Lang, width: int) -> list[Line]:
    """Return name, number, class and the proposal."""
    known = clipped(f"{row['customer_id']} · {row['abc_sub'] or figures.UNKNOWN}", width)
    name = clipped(row["name"] or NOBODY.in_(lang), width)
    proposal = word(ACTIONS, row["proposal"], lang)
    step = f" +{figures.ratio(row['step'], lang)}" if row["step"] is not None else ""
    return [((name, "strong"),), ((known, "dim"),), ((f"→ {proposal}{step}", "accent"),)]


def _money(row: Mapping[str, Any], lang: Lang, currency: str, width: int, assumed: Collection[str]) -> list[Line]:
    columns: tuple[tuple[Text, str], ...] = (
        (WORDS["at_stake"], "at_stake"),
        (Text("Umsatz", "Revenue"), "revenue"),
        *(((WORDS["group_revenue"], "group_revenue"),) if row.get("group_revenue") is not None else ()),
        (Text("DB IV", "DB IV"), "db4"),
        (Text("Relevanter Deckungsbeitrag", "Relevant contribution"), "relevant_contribution"),
    )
    lines = []
    for label, column in columns:
        mark = figures.ASSUMED if column in MARKED and column in assumed and row[column] else ""
        shown = f"{mark}{figures.short(row[column], lang, currency)}"
        lines.append(pair(label.in_(lang), shown, width, _role(row[column])))
    lines.insert(1, pair(WORDS["confidence"].in_(lang), figures.ratio(row["confidence"], lang, 0), width))
    ratio = pair(
        Text("… in % vom Umsatz", "… as % of revenue").in_(lang), figures.ratio(row["relevant_ratio"], lang), width
    )
    return [*lines, ratio]


def _role(value: Any) -> Role:
    return "negative" if value is not None and value < 0 else ""


def _risks(row: Mapping[str, Any], basis: Mapping[str, Any], lang: Lang, width: int) -> list[Line]:
    if not row["risks"]:
        return []
    return [BLANK, ((WORDS["risks"].in_(lang), "title"),), *risk_lines(row["risks"], lang, width, basis)]


def plan(row: Mapping[str, Any], lang: Lang, width: int) -> list[Line]:
    """Return how the proposal would be carried out, as far as it says."""
    told: list[tuple[Text, str | None]] = [
        (WORDS["needed_step"], _known(row["needed_step"], figures.ratio, lang)),
        (WORDS["break_even_loss"], _known(row["break_even_loss"], figures.ratio, lang)),
        (WORDS["effective_date"], _known(row["effective_date"], figures.date_or_dash, lang)),
        (WORDS["communication"], _said(COMMUNICATION, row["communication"], lang)),
        (WORDS["channel_to"], _said(CHANNELS, row["channel_to"], lang)),
        (WORDS["profit_change"], _known(row["profit_change"], figures.amount, lang)),
    ]
    return [pair(label.in_(lang), value, width) for label, value in told if value is not None]


def _others(actions: Iterable[str], lang: Lang, width: int) -> list[Line]:
    """The other actions, as long as no more is known of them."""
    others = ", ".join(word(ACTIONS, one, lang) for one in actions)
    told = f"{WORDS['alternatives'].in_(lang)}: {others}"
    return [((part, "dim"),) for part in wrapped(told, width)] if others else []


def _known(value: Any, write: Any, lang: Lang) -> str | None:
    return None if value is None else write(value, lang)


def _said(texts: dict[str, Text], id_: Any, lang: Lang) -> str | None:
    return None if id_ is None else word(texts, id_, lang)
