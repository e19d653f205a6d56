import csv
import io
import json
from datetime import date
from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.cli.exact import csv_bytes, json_text
from kw_tui.vocabulary.texts import printable

MONEY = pl.Decimal(18, 4)
amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=4) | st.none()


@settings(deadline=None)
@given(st.lists(amounts, max_size=8))
def test_amounts_are_numbers_with_all_their_digits(values: list[Decimal | None]) -> None:
    text = json_text(pl.DataFrame({"revenue": values}, schema={"revenue": MONEY}))
    assert "e" not in text.replace("revenue", "").replace("null", "").lower()
    assert [row["revenue"] for row in json.loads(text, parse_float=Decimal, parse_int=Decimal)] == values


ODD = 'odd": {key}'


@settings(deadline=None)
@given(st.lists(st.text(), max_size=6))
def test_any_text_survives_json(values: list[str]) -> None:
    frame = pl.DataFrame({"name": values, ODD: values}, schema={"name": pl.String, ODD: pl.String})
    assert json.loads(json_text(frame)) == [{"name": value, ODD: value} for value in values]


def test_json_holds_nothing_a_terminal_obeys() -> None:
    name = "a\x7f\x9b2J\u202e\u2028\u2066\u061cü\\u0041 €"
    frame = pl.DataFrame({name: [name], "risks": [[name]]})
    text = json_text(frame)
    assert printable(text.replace("\n", "")) == text.replace("\n", "")
    assert "\\u009b2J\\u202e" in text
    assert "ü" in text
    assert json.loads(text) == [{name: name, "risks": [name]}]


def test_json_keeps_types_order_and_what_is_nested() -> None:
    frame = pl.DataFrame(
        {
            "z": ["a", None],
            "money": [Decimal("261.9600"), Decimal("1000")],
            "ratio": [0.1, float("nan")],
            "day": [date(2026, 1, 31), None],
            "flag": [True, False],
            "count": [3, None],
            "conditions": [[{"id": "loss", "value": -1.5, "holds": True}], []],
            "risks": [["contract", "group"], None],
        },
        schema_overrides={"money": MONEY},
    )
    first, second = json.loads(json_text(frame))
    assert list(first) == frame.columns
    assert '"money": 261.96,' in json_text(frame)
    assert second["money"] == 1000
    assert second["ratio"] is None
    assert first["day"] == "2026-01-31"
    assert first["conditions"] == [{"id": "loss", "value": -1.5, "holds": True}]
    assert (first["flag"], second["count"], second["risks"]) == (True, None, None)


def test_an_empty_frame_is_an_empty_list() -> None:
    assert json.loads(json_text(pl.DataFrame(schema={"a": MONEY}))) == []
    assert json.loads(json_text(pl.DataFrame())) == []


def cells(frame: pl.DataFrame) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_bytes(frame).decode())))


def test_no_text_cell_is_a_formula() -> None:
    names = ["=1+1", "+49 40", "-x", "@a", "\tx", "\rx", "\nx", "ok", "a=b", "", None]
    got = [row[0] for row in cells(pl.DataFrame({"name": names, "n": range(len(names))}))[1:]]
    assert got == ["'=1+1", "'+49 40", "'-x", "'@a", "'·x", "'·x", "'·x", "ok", "a=b", "", ""]


def test_a_number_written_as_text_stays_one() -> None:
    texts = ["-1.5", "-20", "-1e-05", "-1+1", "-1.5\n", "--1"]
    assert [row[0] for row in cells(pl.DataFrame({"value": texts}))[1:]][:4] == ["-1.5", "-20", "-1e-05", "'-1+1"]
    assert all(row[0].startswith("'") for row in cells(pl.DataFrame({"value": texts}))[4:])


@settings(deadline=None)
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=1, max_size=6))
def test_any_text_is_as_printable_as_on_a_terminal(values: list[str]) -> None:
    got = [row[0].removeprefix("'") if row else "" for row in cells(pl.DataFrame({"name": values, "n": 1}))[1:]]
    assert got == [printable(value).removeprefix("'") for value in values]


def test_numbers_stay_numbers_and_controls_do_not_pass() -> None:
    frame = pl.DataFrame(
        {
            "m": [Decimal("-12.5000")],
            "r": [-0.25],
            "d": [date(2026, 1, 2)],
            "t": ["a\x1b[31m\u202eb"],
            "l": [["a", "=b"]],
        },
        schema_overrides={"m": MONEY},
    )
    assert cells(frame) == [["m", "r", "d", "t", "l"], ["-12.5", "-0.25", "2026-01-02", "a·[31m¿b", "a; =b"]]


def test_what_is_deeply_nested_is_json_in_a_cell() -> None:
    frame = pl.DataFrame({"c": [[{"id": "x", "holds": True}], None], "n": [1, 2]})
    first, second = (row[0] for row in cells(frame)[1:])
    assert json.loads(first) == [{"id": "x", "holds": True}]
    assert second == ""
