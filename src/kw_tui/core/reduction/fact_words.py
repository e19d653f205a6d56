"""What each fact is called and what it counts: from which table and columns, and of which days."""

from collections.abc import Mapping

from kw_tui.core.reduction.fact import PREVIOUS
from kw_tui.core.reduction.sales_words import HISTORY, MONTHS, PERIOD, PRICES, PRODUCTS_NEW, SEASON, FactWords
from kw_tui.core.reduction.service_words import HABIT, NOW_ONLY, SERVICE, activities
from kw_tui.vocabulary.texts import Text

_EVER = ("orders", "occasions", "revenue_invoiced", "cash_discount", "bonus", "goods", "lines", "lines_without_cost")
_NAMED_OTHERWISE = {"revenue_invoiced": "revenue"}
IN_PERIOD, BEFORE = Text("im Zeitraum", "in the period"), Text("im Zeitraum davor", "in the period before")
IN_HISTORY = Text("vor dem Stichtag", "before the reference date")
IN_MONTHS = Text("in den letzten 12 vollen Monaten", "in the last 12 full months")
IN_SEASON = Text(
    "in den drei Kalendermonaten des Vorjahrs, die nun wiederkehren",
    "in the three calendar months of last year that now come again",
)
IN_YEAR = Text("in 12 Monaten vor dem Stichtag", "in 12 months before the reference date")


def _of(words: FactWords, when: Text, label: Text | None = None) -> FactWords:
    """The words with the days they are about; the sentence begins with a capital letter and ends with a stop."""
    whole = Text("{what}, {when}.", "{what}, {when}.").format(what=words.meaning, when=when)
    begun = Text(whole.de[0].upper() + whole.de[1:], whole.en[0].upper() + whole.en[1:])
    return FactWords(words.label if label is None else label.format(what=words.label), begun)


def _fact_words() -> Mapping[str, FactWords]:
    both = PERIOD | SERVICE | activities()
    told = {id_: _of(words, IN_PERIOD) for id_, words in (both | NOW_ONLY).items()}
    earlier = Text("{what} (Zeitraum davor)", "{what} (period before)")
    told |= {id_ + PREVIOUS: _of(words, BEFORE, earlier) for id_, words in both.items()}
    ever = Text("{what} (gesamt)", "{what} (ever)")
    told |= {f"{_NAMED_OTHERWISE.get(id_, id_)}_all": _of(PERIOD[id_], IN_HISTORY, ever) for id_ in _EVER}
    told |= {id_: _of(words, IN_HISTORY) for id_, words in HISTORY.items()}
    told |= {id_: _of(words, IN_MONTHS) for id_, words in MONTHS.items()}
    told |= {id_: _of(words, IN_YEAR) for id_, words in PRICES.items()}
    told["season_revenue"] = _of(SEASON, IN_SEASON)
    return told | {"products_new": _of(PRODUCTS_NEW, IN_PERIOD), "concession_habit": _of(HABIT, IN_YEAR)}


FACT_WORDS: Mapping[str, FactWords] = _fact_words()
"""By column of the facts, but for those of the customer master, which are called as there."""
