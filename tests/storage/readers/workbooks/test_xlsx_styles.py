import zipfile
from pathlib import Path

import pytest

from kw_tui.storage.readers.workbooks.xlsx_styles import PERCENT, shown_styles
from tests.storage.readers.workbooks.workbook_files import MAIN, sheet_xml, worksheet


def styles(path: Path, code: str, number: int = 170) -> dict[int, str]:
    xml = (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts>'
        f'<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="{number}"/></cellXfs>'
        '<dxfs><xf numFmtId="9"/></dxfs></styleSheet>'
    )
    with zipfile.ZipFile(sheet_xml(path, worksheet(""), xml)) as container:
        return shown_styles(container)


@pytest.mark.parametrize("code", ["0.0%", "0\\ %;[Red]-0\\ %", "0,0 &quot;Anteil&quot; %"])
def test_per_cent_is_told_by_its_sign(tmp_path: Path, code: str) -> None:
    assert styles(tmp_path / "a.xlsx", code) == {1: PERCENT}


@pytest.mark.parametrize("code", ["000000", "00"])
def test_zeros_in_front_are_kept_with_their_number(tmp_path: Path, code: str) -> None:
    assert styles(tmp_path / "a.xlsx", code) == {1: code}


@pytest.mark.parametrize("code", ["0", "0.00", "General", "0&quot;%&quot;", "0\\%", "#,##0.00", "dd.mm.yyyy", "00.00"])
def test_other_formats_change_nothing(tmp_path: Path, code: str) -> None:
    assert styles(tmp_path / "a.xlsx", code) == {}


@pytest.mark.parametrize(("number", "expected"), [(9, {1: PERCENT}), (10, {1: PERCENT}), (2, {})])
def test_formats_that_every_program_knows(tmp_path: Path, number: int, expected: dict[int, str]) -> None:
    assert styles(tmp_path / "a.xlsx", "0", number) == expected
