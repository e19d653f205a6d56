"""Which rows of a frame are shown, and in which order: places in the frame, so that no row is copied."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kw_tui.tui.filtering.conditions import Condition
from kw_tui.tui.filtering.matching import matching
from kw_tui.tui.widgets.fields import Field, in_words, text
from kw_tui.vocabulary.texts import Lang

if TYPE_CHECKING:
    import polars as pl

Sort = tuple[str, bool]
"""The column sorted by, and whether descending; what is not known comes last."""


class Asked(NamedTuple):
    """What is asked of a frame: conditions, the columns a bare word is looked for in, what to sort by, in words of
    which language, and the field sorted by: ids it shows in words are sorted by these.
    """

    conditions: Sequence[Condition]
    searched: Sequence[Field]
    sort: Sort | None
    lang: Lang
    sorted_by: Field | None = None


FOLDED = (["ä", "ö", "ü", "ß"], ["a", "o", "u", "ss"])
"""Letters that stand with others in a German dictionary."""


def ordered(frame: "pl.DataFrame", within: "pl.Series | None", asked: Asked) -> "pl.Series | None":
    """Return the places (UInt32) of the rows that match, sorted; None where that is the frame as it is.

    With `within` only the rows at those places are looked at; as long as nothing sorts them, they stay in their order.
    """
    conditions, searched, sort, lang, _ = asked
    places = _matching(frame, within, matching(frame, conditions, searched, lang))
    if sort is None or sort[0] not in frame.columns:
        return places
    values = _in_words(frame[sort[0]], asked)
    return _sorted(values, sort[1]) if places is None else places.gather(_sorted(values.gather(places), sort[1]))


def _in_words(values: "pl.Series", asked: Asked) -> "pl.Series":
    import polars as pl

    field = asked.sorted_by
    if field is None or field.write is text or values.dtype != pl.String:
        return values
    return in_words(values, lambda ids: [field.write(one, asked.lang) for one in ids])


def _matching(frame: "pl.DataFrame", within: "pl.Series | None", wanted: "pl.Expr | None") -> "pl.Series | None":
    import polars as pl

    if wanted is None:
        return within
    if within is None:
        return frame.select(pl.arg_where(wanted)).to_series()
    return within.filter(frame.select(wanted=wanted).to_series().gather(within))


def _sorted(values: "pl.Series", descending: bool) -> "pl.Series":
    """Rows alike stay in the order they had."""
    import polars as pl

    if isinstance(values.dtype, pl.List):
        values = values.list.join(" ") if values.dtype.inner == pl.String else values.list.len()
    if values.dtype == pl.String:
        values = values.str.to_lowercase().str.replace_many(*FOLDED)
    by = pl.arg_sort_by("by", descending=descending, nulls_last=True, maintain_order=True)
    return values.alias("by").to_frame().select(by).to_series()
