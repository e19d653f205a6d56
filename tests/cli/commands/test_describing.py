import csv
import io
import json
from pathlib import Path

from kw_tui.core.metrics.families import all_metrics
from kw_tui.vocabulary.settings import Settings
from tests.cli.conftest import Call


def test_every_figure_is_described_with_or_without_a_session(kw: Call, session: Path, tmp_path: Path) -> None:
    for more in (("-s", session), ()):
        told = json.loads(kw("columns", *more, "--lang", "de", "--format", "json").out)
        assert [one["id"] for one in told] == [metric.id for metric in all_metrics(Settings())]
        assert all(one["label"] and one["unit"] and one["meaning"] and one["source"] and one["needs"] for one in told)
    heads = kw("columns", "-s", session, "--lang", "de").out.splitlines()[0].split()
    assert heads == ["Kennung", "Kennzahl", "Einheit", "Bedeutung", "Quelle", "Braucht"]


def test_as_csv_every_figure_is_a_row_with_its_inputs(kw: Call, session: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(kw("columns", "-s", session, "--format", "csv").out)))
    assert [row["id"] for row in rows] == [metric.id for metric in all_metrics(Settings())]
    assert next(row for row in rows if row["id"] == "db1")["inputs"] == "goods; revenue"
    assert kw("columns", "-o", tmp_path / "c.csv").code == 0
    assert (tmp_path / "c.csv").read_text().count("\n") == len(rows) + 1


def test_what_is_no_file_of_a_list_is_not_written(kw: Call, session: Path, tmp_path: Path) -> None:
    before = session.read_bytes()
    for target in (session, tmp_path / "c.ods"):
        for more in (("-s", session), ()):
            assert kw("columns", *more, "-o", target).code == 2
    assert session.read_bytes() == before
