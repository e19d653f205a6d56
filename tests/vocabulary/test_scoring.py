import re
from typing import Any

import pytest

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.scoring import DEFAULT_SCORING, parse_scoring
from kw_tui.vocabulary.sources import CUSTOMER
from kw_tui.vocabulary.table import Kind

SIZE = {"criterion": "size", "column": "employees", "weight": 0.6, "bands": [[0, 10], [50, 100]]}
TRADE = {"criterion": "trade", "column": "industry", "weight": 0.4, "values": {"metal": 90}, "other": 20, "newer": [1]}


def test_the_shipped_criteria_are_legal_and_their_weights_sum_to_one() -> None:
    assert parse_scoring([one.to_mapping() for one in DEFAULT_SCORING]) == DEFAULT_SCORING
    assert sum(one.weight for one in DEFAULT_SCORING) == pytest.approx(1)
    for one in DEFAULT_SCORING:
        assert one.column in CUSTOMER or one.column in {"cross_sell_value", "service_share"}
        if one.column in CUSTOMER and CUSTOMER[one.column].kind is Kind.CATEGORY:
            assert not one.bands


def test_what_was_read_is_written_again_with_what_is_not_known() -> None:
    read = parse_scoring([SIZE, TRADE])
    assert (read[0].label.de, read[1].label.de) == ("Größe", "trade")
    assert read[0].bands == ((0, 10), (50, 100))
    assert [one.to_mapping() for one in read] == [SIZE | {"label": "Größe"}, TRADE | {"label": "trade"}]


WRONG: dict[str, tuple[list[Any], str]] = {
    "weights": ([SIZE], "sum to 0.6, not 1"),
    "twice": ([SIZE | {"weight": 0.5}, SIZE | {"weight": 0.5}], "size: is there twice"),
    "weight": ([SIZE | {"weight": 1.2}, TRADE | {"weight": -0.2}], "size: weight = 1.2"),
    "text weight": ([SIZE | {"weight": "1"}], "size: weight = '1'"),
    "no weight": ([{"criterion": "size", "column": "employees"}], "size: weight = None"),
    "true": ([SIZE | {"weight": True}], "size: weight = True"),
    "points": ([SIZE | {"bands": [[0, 101]]}], "points = 101"),
    "order": ([SIZE | {"bands": [[50, 1], [0, 2]]}], "limits have to rise"),
    "pairs": ([SIZE | {"bands": [[50, 1, 2]]}], "bands are pairs"),
    "both": ([SIZE | {"values": {"a": 1}}], "either bands"),
    "no column": ([{"criterion": "size", "weight": 1}], "1: needs the texts"),
    "no table": (["size"], "1: needs the texts"),
    "huge": ([SIZE | {"bands": [[10**400, 1]]}], "bands = 1000"),
    "many": ([SIZE | {"criterion": f"c{n}", "weight": 1 / 101} for n in range(101)], "more than 100 criteria"),
    "huge points": ([SIZE | {"bands": [[0, 10**400]]}], "allowed: 0 to 100"),
    "huge weight": ([SIZE | {"weight": 10**400}], "allowed: 0 to 1"),
    "label of no text": ([SIZE | {"label": float("nan")}], "size: criterion, label: 1 to 60 characters"),
    "label that obeys": ([SIZE | {"label": "\x1b[31m"}], "1 to 60 characters on one line"),
    "long name": ([SIZE | {"criterion": "x" * 61}], "1 to 60 characters on one line"),
    "blank name": ([SIZE | {"criterion": " "}], "1 to 60 characters on one line"),
    "nan": ([SIZE | {"bands": [[float("nan"), 1]]}], "bands = nan"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_refused_by_name(case: str) -> None:
    raw, why = WRONG[case]
    with pytest.raises(UsageError, match=re.escape(why)):
        parse_scoring(raw)
