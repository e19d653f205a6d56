from pathlib import Path

import pytest

from kw_tui.storage.readers import json_rows
from kw_tui.storage.readers.json_rows import Columns, Rows, pairs_of
from kw_tui.storage.readers.raw import LINE
from kw_tui.vocabulary.errors import SourceError


@pytest.fixture
def rows() -> Rows:
    return Rows(Columns(Path("file.jsonl")))


def test_numbers_keep_their_digits(rows: Rows) -> None:
    assert rows.add(7, '{"a":0.10,"b":12345678901234567890123,"c":1E5,"d":-0.0,"e":true,"f":null,"g":"","h":NaN}')
    assert rows.take().row(0) == (7, "0.10", "12345678901234567890123", "1E5", "-0.0", "true", None, None, "NaN")


def test_an_inner_object_has_columns_and_what_lies_deeper_stays_json() -> None:
    columns = Columns(Path("file"))
    rows = Rows(columns)
    assert rows.add(1, '{"customer": {"id": 1.50, "tags": ["ä", 0.10, null, {"x": 1E5, "x": true}]}, "list": [1.0]}')
    assert rows.add(2, '{"customer": {}, "list": []}')
    assert rows.add(3, '{"customer": {}}')
    assert columns.headers()[0] == ("customer.id", "customer.tags", "list")
    assert rows.take().rows() == [
        (1, "1.50", '["ä",0.10,null,{"x":1E5,"x":true}]', "[1.0]"),
        (2, None, None, "[]"),
        (3, None, None, None),
    ]


def test_a_key_that_comes_late_is_a_column_of_its_own(rows: Rows) -> None:
    assert rows.add(1, '{"a":1}')
    assert rows.add(2, '{"b":2}')
    assert rows.take().rows() == [(1, "1", None), (2, None, "2")]
    assert rows.add(3, '{"b":3,"c":4,"a":5}')
    assert rows.take().rows() == [(3, "5", "3", "4")]


def test_a_key_that_is_repeated_is_lost_neither_time() -> None:
    columns = Columns(Path("file"))
    rows = Rows(columns)
    assert rows.add(1, '{"a":1,"a":2,"a.b":3,"a":{"b":4}}')
    assert columns.headers() == (("a", "a (2)", "a.b", "a.b (2)"), ("a (2)", "a.b (2)"))
    assert rows.take().rows() == [(1, "1", "2", "3", "4")]


@pytest.mark.parametrize(
    "text",
    ["[]", "1", '"a"', "null", "", "{", '{"a":1', '{"a":1}x', '{"a":1}{"a":2}', "{'a':1}", '{"a":01}', '{"a":"\t"}'],
)
def test_whatever_is_no_object_is_not_taken(rows: Rows, text: str) -> None:
    assert pairs_of(text) is None
    assert not rows.add(1, text)
    assert rows.take().height == 0


@pytest.mark.parametrize("depth", [400, 900, 5000, 100_000])
def test_very_deep_nesting_is_kept_or_refused_but_ends(rows: Rows, depth: int) -> None:
    text = '{"a":' + "[" * depth + "]" * depth + "}"
    taken = rows.add(1, text)
    assert [row[1] for row in rows.take().rows()] == ([text[5:-1]] if taken else [])


def test_half_a_character_does_not_stop_the_file(rows: Rows) -> None:
    assert rows.add(1, r'{"a":"x\ud83d"}')
    assert rows.add(2, r'{"a":"\ud83d\ude00"}')
    assert rows.take()["0"].to_list() == ["x\ufffd", "😀"]


def test_every_line_with_keys_of_its_own_order(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_rows, "_LAYOUTS_KEPT", 2)
    for line, text in enumerate(['{"a":1,"b":2}', '{"b":2,"a":1}', '{"c":3,"a":1}', "{}", '{"a":1,"b":2}'], 1):
        assert rows.add(line, text)
    frame = rows.take()
    assert frame[LINE].to_list() == [1, 2, 3, 4, 5]
    assert frame.drop(LINE).rows() == [
        ("1", "2", None), ("1", "2", None), ("1", None, "3"), (None, None, None), ("1", "2", None),
    ]  # fmt: skip


def test_more_keys_than_any_table_needs_are_refused(rows: Rows) -> None:
    with pytest.raises(SourceError, match="more than 4096 columns"):
        rows.add(1, "{" + ",".join(f'"k{place}":1' for place in range(5000)) + "}")
