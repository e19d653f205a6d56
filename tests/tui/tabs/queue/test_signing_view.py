from typing import Any

import pytest

from kw_tui.tui.tabs.queue.signing_view import waiting_lines

ROW: dict[str, Any] = {
    "state": "to_sign", "action": "let_go", "decided_by": "meier\x1b[2J", "decided_at": "2026-11-01T09:30:00+01:00",
    "reason": "zahlt {nie} [/x] " + "lang " * 40,
}  # fmt: skip


def said(row: dict[str, Any], width: int = 40) -> list[str]:
    return ["".join(text for text, _ in line) for line in waiting_lines(row, "de", width)]


@pytest.mark.parametrize("width", [20, 40, 90])
def test_no_line_is_too_long_and_names_mean_no_harm(width: int) -> None:
    lines = said(ROW, width)
    assert all(len(line) <= width and "\x1b" not in line for line in lines)
    assert "{nie} [/x]" in " ".join(lines)


def test_only_what_waits_is_told() -> None:
    assert said({**ROW, "state": "decided"}) == []
    assert said({**ROW, "decided_by": "meier", "reason": None})[:2] == [
        "Wartet auf Gegenzeichnung",
        "Beziehung beenden, von meier am",
    ]
