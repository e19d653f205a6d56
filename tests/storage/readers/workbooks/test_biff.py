import random
from datetime import date
from pathlib import Path

import pytest

from kw_tui.storage.readers.workbooks.biff import XlsSurvey
from kw_tui.storage.readers.workbooks.refusals import RefusedError
from tests.storage.readers.workbooks.workbook_files import Failed, xls

ROWS = [["a", None, "b"], [1.5, Failed("#N/A"), Failed("=#DIV/0!")], [True, date(2024, 1, 31)]]


def ignored(_: float) -> None:
    pass


def test_failed_formulas_are_found_where_they_stand(tmp_path: Path) -> None:
    survey = XlsSurvey(xls(tmp_path / "a.xls", {"Leer": [], "Tab": ROWS}))
    found = survey.of(1, ignored)
    assert found.patches == [(2, 2, "#N/A"), (2, 3, "#DIV/0!")]
    assert (found.rows, found.columns) == (3, 3)
    assert not survey.of(0, ignored).patches


def test_hidden_sheets_are_known(tmp_path: Path) -> None:
    survey = XlsSurvey(xls(tmp_path / "a.xls", {"A": ROWS, "B": ROWS}, hidden=["B"]))
    assert [survey.is_hidden(index) for index in range(2)] == [False, True]


def test_a_password_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="encrypted"):
        XlsSurvey(xls(tmp_path / "a.xls", {"A": ROWS}, locked=True))


def test_cells_that_lie_too_far_apart_are_refused(tmp_path: Path) -> None:
    path = xls(tmp_path / "a.xls", {"A": [["a"], ["b"]]})
    path.write_bytes(
        path.read_bytes().replace(b"\x04\x02\x0b\x00\x01\x00\x00\x00", b"\x04\x02\x0b\x00\xff\xff\xff\xff")
    )
    with pytest.raises(RefusedError) as caught:
        XlsSurvey(path).of(0, ignored)
    assert caught.value.fields["cell"] == "CRXP65536"


def test_any_bytes_may_be_wrong(tmp_path: Path) -> None:
    sound = xls(tmp_path / "a.xls", {"A": ROWS * 20}).read_bytes()
    chance = random.Random(1)
    refused = 0
    for _ in range(300):
        data = bytearray(sound)
        for _ in range(5):
            data[chance.randrange(512, len(data))] = chance.randrange(256)
        path = tmp_path / "wrong.xls"
        path.write_bytes(data)
        try:
            survey = XlsSurvey(path)
            assert all(survey.of(index, ignored) for index in range(len(survey)))
        except RefusedError:
            refused += 1
    assert 0 < refused < 300
