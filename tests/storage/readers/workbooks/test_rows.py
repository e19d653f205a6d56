import pytest

from kw_tui.storage.readers.workbooks import rows as blocks
from kw_tui.storage.readers.workbooks.rows import Rows


@pytest.mark.parametrize("size", [1, 2, 100])
def test_rows_become_columns(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(blocks, "ROWS_OF_A_BLOCK", size)
    rows = Rows()
    rows.add(3, {2: ("a", False)})
    rows.add(5, {1: ("1.5", True), 10: ("x", False)})
    rows.add(9, {2: ("2024-01-31T00:00:00", False)})
    cells = rows.cells()
    assert cells.lines.to_list() == [3, 5, 9]
    assert {place: column.text.to_list() for place, column in cells.columns.items()} == {
        1: [None, "1.5", None],
        2: ["a", None, "2024-01-31"],
        10: [None, "x", None],
    }
    assert [flags.to_list() for column in cells.columns.values() if (flags := column.is_number) is not None] == [
        [False, True, False],
        [False, False, False],
        [False, False, False],
    ]


def test_no_rows_are_no_columns() -> None:
    cells = Rows().cells()
    assert (cells.lines.to_list(), cells.columns) == ([], {})
