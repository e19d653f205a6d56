"""The twelve shapes of csv-spectrum: every cell is what its JSON says, however little the file tells of itself."""

import json
from pathlib import Path

import pytest

from kw_tui.storage.readers.formats import read_any
from kw_tui.storage.readers.raw import LINE
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from tests.golden.shared_data import SHARED, needs_real_files

pytestmark = needs_real_files
SPECTRUM = SHARED / "csv_spectrum"
SHAPES = sorted(path.stem for path in SPECTRUM.glob("csvs/*.csv"))
STATED = ImportOptions(encoding="utf-8", delimiter=",", header=1)


def expected(shape: str) -> list[dict[str, str]]:
    told = json.loads((SPECTRUM / "json" / f"{shape}.json").read_text(encoding="utf-8"))
    rows = told if isinstance(told, list) else [told]
    if shape == "location_coordinates":  # Its JSON holds another telephone number than its CSV.
        rows[0]["Contact Phone Number"] = "2095257564"
    return rows


def test_all_twelve_are_here() -> None:
    assert len(SHAPES) == 12


@pytest.mark.parametrize("options", [DEFAULT, STATED], ids=["found", "stated"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_read_as_its_json_says(shape: str, options: ImportOptions, tmp_path: Path) -> None:
    raw = read_any(SPECTRUM / "csvs" / f"{shape}.csv", tmp_path, options)
    rows = raw.frame.sort(LINE).drop(LINE).collect().fill_null("").to_dicts()
    assert rows == expected(shape)
    assert (raw.rejected, raw.delimiter, raw.header_line) == (0, ",", 1)
    assert raw.records == len(rows)
