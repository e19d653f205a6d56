import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kw_tui.cli.plain_json import dumps
from kw_tui.vocabulary.texts import Text, printable


@dataclass(frozen=True)
class Step:
    label: Text
    amount: Decimal | None


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("261.9600", "261.96"),
        ("1E+3", "1000"),
        ("-0.0001", "-0.0001"),
        ("0.0000", "0"),
        ("2297200.8603", "2297200.8603"),
    ],
)
def test_amounts_keep_their_digits(amount: str, text: str) -> None:
    assert dumps([Decimal(amount)]) == f"[\n  {text}\n]"


def test_nothing_a_terminal_obeys_is_written_raw() -> None:
    value = {"a\x9b": ["\x7f\u202e\u2029\x1b ü"]}
    text = dumps(value)
    assert printable(text.replace("\n", "")) == text.replace("\n", "")
    assert json.loads(text) == value


def test_everything_plain_can_be_written() -> None:
    value = {
        "steps": (Step(Text("Ü", "o"), None),),
        "at": date(2026, 1, 2),
        "p": Path("a"),
        "n": [1, True, float("inf")],
    }
    assert json.loads(dumps(value)) == {
        "steps": [{"label": "o", "amount": None}],
        "at": "2026-01-02",
        "p": "a",
        "n": [1, True, None],
    }
    assert dumps({"a": [], "b": {}}) == '{\n  "a": [],\n  "b": {}\n}'
