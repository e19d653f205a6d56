"""What a ticket tells of effort: whether and how soon it was done, and what the customer answered (SPEC 3).

An answer (CES) keeps its scale and direction, written `1-7`: the second number means easy. Nothing said is `1-7`.
"""

from collections.abc import Collection

import narwhals as nw

from kw_tui.core.reduction.fact import Fact, days_between, needs
from kw_tui.vocabulary.table import Kind

SEVEN, SEVEN_TURNED = "1-7", "7-1"
"""The scale of CES 2.0, and the same in the other direction."""
SCALES = {(1, 7): (SEVEN, SEVEN_TURNED), (1, 5): ("1-5", "5-1"), (1, 10): ("1-10", "10-1"), (0, 10): ("0-10", "10-0")}
"""Scales whose ends are known: an answer outside is none."""
EFFORT_FACTS = (
    Fact("tickets_first_contact", Kind.COUNT, column="is_first_contact", needs=needs("first_contact")),
    Fact("tickets_first_contact_told", Kind.COUNT, "count", "is_first_contact", needs("first_contact")),
    Fact("tickets_resolved", Kind.COUNT, column="is_resolved", needs=needs("resolved")),
    Fact("tickets_resolved_told", Kind.COUNT, "count", "is_resolved", needs("resolved")),
    Fact("tickets_closed", Kind.COUNT, "count", "days_open", needs("closed_at")),
    Fact("ticket_days_open", Kind.COUNT, column="days_open", needs=needs("closed_at")),
    Fact("ces_mean", Kind.SCORE, "mean", "ces_score", needs("ces")),
    Fact("ces_answers", Kind.COUNT, "count", "ces_score", needs("ces")),
    Fact("ces_scale_least", Kind.CATEGORY, "min", "ces_scale_told", needs("ces")),
    Fact("ces_scale_most", Kind.CATEGORY, "max", "ces_scale_told", needs("ces")),
    Fact("ces_of_seven", Kind.COUNT, "count", "ces_turned", needs("ces")),
    Fact("ces_agreed", Kind.COUNT, column="is_agreed", needs=needs("ces")),
    Fact("ces_easy", Kind.COUNT, column="is_easy", needs=needs("ces")),
    Fact("ces_hard", Kind.COUNT, column="is_hard", needs=needs("ces")),
)
"""Of the period: what is told, of how many tickets; of answers on the seven-point scale also how many were 5 and more,
6 and more, 3 and less."""


def effort(columns: Collection[str]) -> dict[str, nw.Expr]:
    """What the effort facts aggregate, by name, as far as the columns tell it."""
    told: dict[str, nw.Expr] = {}
    for flag in ("first_contact", "resolved"):
        if flag in columns:
            told[f"is_{flag}"] = nw.col(flag).cast(nw.Int64)
    if "closed_at" in columns:
        opened, closed = nw.col("opened_at"), nw.col("closed_at")
        told["days_open"] = nw.when(closed >= opened).then(days_between(opened, closed)).cast(nw.Int64)
    return told | (_answers(columns) if "ces" in columns else {})


def _answers(columns: Collection[str]) -> dict[str, nw.Expr]:
    scale = nw.lit(SEVEN)
    if "ces_scale" in columns:
        plain = nw.col("ces_scale").str.replace_all(" ", "", literal=True).str.replace_all("\u2013", "-", literal=True)
        scale = plain.fill_null(SEVEN)
    answer = nw.col("ces").cast(nw.Float64)
    everywhere = [name for names in SCALES.values() for name in names]
    within = [
        nw.when(scale.is_in(names) & (answer >= low) & (answer <= high)).then(answer)
        for (low, high), names in SCALES.items()
    ]
    score = nw.coalesce(*within, nw.when(~scale.is_in(everywhere)).then(answer))
    turned = nw.coalesce(nw.when(scale == SEVEN).then(within[0]), nw.when(scale == SEVEN_TURNED).then(8 - within[0]))
    return {
        "ces_score": score,
        "ces_scale_told": nw.when(~score.is_null()).then(scale),
        "ces_turned": turned,
        "is_agreed": (turned >= 5).cast(nw.Int64),
        "is_easy": (turned >= 6).cast(nw.Int64),
        "is_hard": (turned <= 3).cast(nw.Int64),
    }
