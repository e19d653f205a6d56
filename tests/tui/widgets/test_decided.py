from datetime import date
from typing import Any

import pytest

from kw_tui.tui.widgets.decided import standing_lines

ROW: dict[str, Any] = {
    "state": "to_sign", "action": "let_go", "decided_by": "meier\x1b[2J", "decided_at": "2026-11-01T09:30:00+01:00",
    "reason": "zahlt {nie} [/x] " + "lang " * 40,
}  # fmt: skip


def said(row: dict[str, Any], width: int = 40) -> list[str]:
    return ["".join(text for text, _ in line) for line in standing_lines(row, "de", width)]


@pytest.mark.parametrize("width", [20, 40, 90])
def test_no_line_is_too_long_and_names_mean_no_harm(width: int) -> None:
    lines = said(ROW, width)
    assert all(len(line) <= width and "\x1b" not in line for line in lines)
    assert "{nie} [/x]" in " ".join(lines)


def test_what_is_open_tells_nothing_and_what_is_decided_by_whom_and_until_when() -> None:
    assert said({**ROW, "state": "open"}) == []
    assert said({**ROW, "state": "decided", "decided_at": None}) == []  # not written yet
    put_off = {**ROW, "state": "snoozed", "action": "snooze", "decided_by": "eva", "until": date(2026, 12, 23)}
    assert said(put_off)[:2] == ["Auf später, von eva am 01.11.2026", "zurück am 23.12.2026"]
    assert said({**ROW, "state": "decided", "decided_by": "eva"})[0] == "Beziehung beenden, von eva am 01.11.2026"


def test_what_waits_for_a_signature_is_told() -> None:
    assert said({**ROW, "decided_by": "meier", "reason": None})[:2] == [
        "Wartet auf Gegenzeichnung",
        "Beziehung beenden, von meier am",
    ]
