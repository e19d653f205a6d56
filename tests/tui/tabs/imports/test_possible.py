from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from kw_tui.tui.tabs.imports import possible
from kw_tui.tui.tabs.imports.possible import why_not


def look(sheets: int = 1, others: int = 0, problems: int = 0) -> Any:
    preview = SimpleNamespace(sheets=("s",) * sheets, problems=pl.DataFrame({"n": range(problems)}))
    return SimpleNamespace(preview=preview, others=others)


@pytest.mark.parametrize(
    ("action", "looked", "why"),
    [
        ("edit", None, possible.NO_LOOK),
        ("edit", look(), None),
        ("sheet", look(), possible.ONE_SHEET),
        ("sheet", look(sheets=2), None),
        ("file", look(), possible.ONE_FILE),
        ("file", look(others=1), None),
        ("problems", look(), possible.NO_PROBLEMS),
        ("problems", look(problems=1), None),
        ("path", None, None),
        ("save", None, possible.NOTHING_REFUSED),
    ],
)
def test_what_lacks_is_said(action: str, looked: Any, why: object) -> None:
    assert why_not(action, looked, has_refused=False) is why
    assert why_not("save", looked, has_refused=True) is None
