"""Days as companies write them: the order of day and month is decided per column from all its values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from kw_tui.core.intake.cells import excel_error, filled, stripped
from kw_tui.vocabulary.import_options import Order

_TIME = r"(?:[T ]+[0-9]{1,2}:[0-9]{2}.*)?$"
_DAY_FIRST = r"^(?:1[3-9]|2[0-9]|3[01])[/-][0-9]{1,2}[/-]"
_MONTH_FIRST = r"^[0-9]{1,2}[/-](?:1[3-9]|2[0-9]|3[01])[/-]"
_DOTTED_DAY_FIRST = r"^(?:1[3-9]|2[0-9]|3[01])\.[0-9]{1,2}\.[0-9]{2}"
_DOTTED_MONTH_FIRST = r"^(?:0?[1-9]|1[0-2])\.(?:1[3-9]|2[0-9]|3[01])\.[0-9]{2}"
_NO_DAY = r"^[0.\-/ ]+$"
EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)
_SERIAL_START = "1899-12-30"


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to write a day: its pattern and the format codes, by order where the order is open."""

    pattern: str
    codes: Mapping[str, str]


_FORMS: Mapping[str, _Form] = {
    "iso": _Form(r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}" + _TIME, {"": "%Y-%m-%d"}),
    "year_slash": _Form(r"^[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}" + _TIME, {"": "%Y/%m/%d"}),
    "year_dot": _Form(r"^[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}" + _TIME, {"": "%Y.%m.%d"}),
    "compact": _Form(r"^(?:1[6-9]|2[0-9])[0-9]{6}$", {"": "%Y%m%d"}),
    "dot": _Form(r"^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}" + _TIME, {"dmy": "%d.%m.%Y", "mdy": "%m.%d.%Y"}),
    "dot_short": _Form(r"^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}" + _TIME, {"dmy": "%d.%m.%y", "mdy": "%m.%d.%y"}),
    "slash": _Form(r"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}" + _TIME, {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}),
    "slash_short": _Form(r"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}" + _TIME, {"dmy": "%d/%m/%y", "mdy": "%m/%d/%y"}),
    "dash": _Form(r"^[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}" + _TIME, {"dmy": "%d-%m-%Y", "mdy": "%m-%d-%Y"}),
    "serial": _Form(r"^[0-9]{5}(?:[.,][0-9]+)?$", {"": ""}),
}
_OPEN = ("slash", "slash_short", "dash")
_MOST_DAYS = 0.2
"""Share of days above 12; of a whole year it is three fifths."""
_DOTTED = ("dot", "dot_short")


@dataclass(frozen=True, slots=True)
class DateFormat:
    """The forms that occur in a column, the order of those that leave it open, and whether times follow.

    A dot puts the day first wherever it is usual, so the order of days with dots, `dotted`, is another only if proven.
    """

    forms: tuple[str, ...]
    order: Order = "dmy"
    has_times: bool = False
    dotted: Order = "dmy"


_USUAL = {"dot": r"^[0-9]{1,2}\.(?:0?[0-9]|1[0-2])\.[0-9]{4}$", "iso": r"^[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?$"}


def unusual(text: pl.Expr) -> pl.Expr:
    """The cell where it has none of the usual shapes, else null: only these are worth the other patterns."""
    return pl.when(~pl.any_horizontal(text.str.contains(pattern) for pattern in _USUAL.values())).then(text)


def date_facts(text: pl.Expr, rest: pl.Expr) -> dict[str, pl.Expr]:
    """Counts that decide how the column writes days; `rest` holds its `unusual` cells."""
    facts = {name: rest.str.contains(form.pattern).sum() for name, form in _FORMS.items()}
    facts |= {name: facts[name] + text.str.contains(pattern).sum() for name, pattern in _USUAL.items()}
    return facts | {
        "filled": text.is_not_null().sum(),
        "timed": rest.str.contains(r"[0-9][T ]+[0-9]{1,2}:").sum(),
        "day_first": rest.str.contains(_DAY_FIRST).sum(),
        "month_first": rest.str.contains(_MONTH_FIRST).sum(),
        "dotted_day_first": text.str.contains(_DOTTED_DAY_FIRST).sum(),
        "dotted_month_first": rest.str.contains(_DOTTED_MONTH_FIRST).sum(),
    }


def own_order(facts: Mapping[str, int]) -> Order | None:
    """The order the column's values prove; None where all days are 12 or less, or the form settles it anyway."""
    if facts["day_first"] == facts["month_first"]:
        return None
    return "dmy" if facts["day_first"] > facts["month_first"] else "mdy"


def own_dotted(facts: Mapping[str, int]) -> Order | None:
    """The order that days with dots prove; None where all of them are 12 or less, and where few put the month first:
    those may be slips.
    """
    days, months = facts["dotted_day_first"], facts["dotted_month_first"]
    if days > months:
        return "dmy"
    return "mdy" if months > days and months >= _MOST_DAYS * (facts["dot"] + facts["dot_short"]) else None


def is_torn(facts: Mapping[str, int]) -> bool:
    """Whether days with dots speak for either order."""
    return facts["dotted_month_first"] > 0 and own_dotted(facts) is None


def is_unsure(facts: Mapping[str, int]) -> bool:
    """Whether the reading depends on an order that the values do not prove."""
    return own_order(facts) is None and any(facts[name] for name in _OPEN)


def date_format(facts: Mapping[str, int], order: Order, dotted: Order = "dmy") -> DateFormat:
    """The format of a column whose order is settled. Serial numbers count only where nothing else occurs."""
    forms = tuple(name for name in _FORMS if facts[name])
    if len(forms) > 1 or facts["serial"] < facts["filled"]:
        forms = tuple(name for name in forms if name != "serial")
    return DateFormat(forms, order, facts["timed"] > 0, dotted)


def codes(form: DateFormat) -> tuple[str, ...]:
    """The format codes of the column's forms that need no look at anything but the day."""
    if not form.forms:
        return ("%d.%m.%Y",)  # an empty column
    return () if form.has_times else tuple(_codes(name, form) for name in form.forms if name != "serial")


def _codes(name: str, form: DateFormat) -> str:
    ways = _FORMS[name].codes
    return ways.get("", ways.get(form.dotted if name in _DOTTED else form.order, ""))


def day(cell: pl.Expr, form: DateFormat) -> pl.Expr:
    """The calendar day; null where the cell is empty or no day of the calendar."""
    text = filled(stripped(cell))
    days = [pl.when(text.str.contains(_FORMS[name].pattern)).then(_read(text, name, form)) for name in form.forms]
    return pl.coalesce(days) if days else pl.lit(None, dtype=pl.Date)


def day_code(cell: pl.Expr, value: pl.Expr, is_required: bool, latest: date | None = None) -> pl.Expr:
    """Why a filled cell gives no usable day; `00.00.0000` and years from 9999 mean none where none is needed."""
    text = filled(stripped(cell))
    is_outside = ~is_usable(value, latest)
    unread = value.is_null() & text.is_not_null()
    if not is_required:
        unread &= ~text.str.contains(_NO_DAY)
        is_outside &= value.dt.year() < 9999
    return (
        pl.when(unread & excel_error(text))
        .then(pl.lit("excel-error"))
        .when(unread)
        .then(pl.lit("bad-date"))
        .when(is_outside)
        .then(pl.lit("date-out-of-range"))
    )


def usable(value: pl.Expr, latest: date | None = None) -> pl.Expr:
    """The day, null before 1900, after 2100 and after `latest`."""
    return pl.when(is_usable(value, latest)).then(value)


def is_usable(value: pl.Expr, latest: date | None = None) -> pl.Expr:
    """Whether a day lies in the years that documents are of, and not after `latest`."""
    return value.is_between(EARLIEST, latest or _LATEST)


def _read(text: pl.Expr, name: str, form: DateFormat) -> pl.Expr:
    if name == "serial":
        days = text.str.extract(r"^([0-9]{5})").cast(pl.Int32, strict=False)
        return pl.lit(_SERIAL_START).str.to_date() + pl.duration(days=days)
    bare = text.str.replace("[T ].*$", "") if form.has_times else text
    return bare.str.to_date(_codes(name, form), strict=False)
