"""What the tab shows of the sample data is what the command line says of it."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kw_tui.cli.app import run
from kw_tui.core.segmentation.segments import SEGMENTATIONS, segment_label
from kw_tui.storage.shipped import shipped
from kw_tui.tui import figures
from kw_tui.tui.tabs.segmentation import comparing
from kw_tui.workbench import Workbench
from tests.tui.driving import Drive, driven

Told = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "s.kw.toml"
    bench = Workbench.open_or_new(path)
    bench.import_files(sorted(shipped("sample_data").glob("*.csv")))
    bench.name_segment("Verlust", "db4 < 0")
    bench.save_view({"tab": "segmentation"})
    return path


@pytest.fixture
def told(capfdbinary: pytest.CaptureFixture[bytes], session: Path) -> Told:
    """What the command line says, as JSON."""

    def call(*arguments: str) -> list[dict[str, Any]]:
        assert run([*arguments, "-s", str(session), "--format", "json"]) == 0
        rows: list[dict[str, Any]] = json.loads(capfdbinary.readouterr().out)
        return rows

    return call


def cells(drive: Drive) -> list[list[str]]:
    return [line.split() for line in drive.text("#sheets-lines").splitlines()]


async def test_every_way_shows_the_segments_of_the_command_line(told: Told, session: Path) -> None:
    ways = {by: told("segments", "--by", by) for by in (*(one.by for one in SEGMENTATIONS), "own")}
    async with driven(bench=Workbench.open(session, lang="de"), size=(200, 60)) as drive:
        for by, rows in ways.items():
            shown = drive.screen().splitlines()
            assert rows
            for row in rows:
                label = segment_label(by, row["segment"]).de[:12]
                count, revenue = (
                    figures.count(row["customers"], "de"),
                    figures.amount(Decimal(str(row["revenue"])), "de"),
                )
                lines = [line[:52] for line in shown if label in line[:52]]
                assert any({count, revenue} <= set(line.split()) for line in lines), (by, row)
            await drive.press("g")


async def test_maps_show_what_the_command_line_tells(told: Told, session: Path) -> None:
    moved, rfm, fields = (
        told("migration"),
        told("segments", "--by", "rfm_map"),
        told("segments", "--by", "portfolio_field"),
    )
    async with driven(bench=Workbench.open(session, lang="de")) as drive:
        await drive.press("x")
        shown = cells(drive)[2:6]
        pairs = {(row["abc_prev"], row["abc"]): row["customers"] for row in moved}
        for before, line in zip(("A", "B", "C"), shown, strict=False):
            known = [pairs.get((before, now), 0) for now in ("A", "B", "C", None)]
            assert line == [before, *("·" if one == 0 else str(one) for one in known), str(sum(known))]
        await drive.press("right")
        for r, line in zip((5, 4, 3, 2, 1), cells(drive)[2:7], strict=True):
            known = {row["f"]: str(row["customers"]) for row in rfm if row["r"] == r}
            assert [one.rstrip("▁▂▃▄▅▆▇█") for one in line] == [f"R{r}", *(known.get(f, "·") for f in range(1, 6))]
        await drive.press("right")
        for row in fields:
            if row["segment"] is not None:
                assert f"{row['customers']} Kunden" in drive.text("#sheets-lines")


async def test_a_comparison_is_that_of_the_command_line(told: Told, session: Path) -> None:
    rows = told("segments", "--compare", "abc=A,abc=B,abc=C")
    async with driven(bench=Workbench.open(session, lang="en"), lang="en", size=(200, 60)) as drive:
        await drive.press("down", "space", "space", "space", "c")
        text = drive.text("#sheets-lines").splitlines()
        lines = [line for line in text[1:] if line and not line.startswith(comparing.MEDIANS.en)]
        for figure, line in zip((*comparing.SUMS, *comparing.OF_ONE), lines, strict=True):
            written = "".join(line[comparing.LABEL :].split())
            assert written == "".join(figure.write(row[figure.id], "en") for row in rows).replace(" ", "")


async def test_models_are_those_of_the_command_line(told: Told, session: Path) -> None:
    models, track, errors = told("model"), told("model", "--track"), told("model", "--errors")
    async with driven(bench=Workbench.open(session, lang="en"), lang="en", size=(120, 45)) as drive:
        await drive.press("l")
        for row, line in zip(models, cells(drive)[1:8], strict=True):
            likelihood = figures.amount(row["log_likelihood"], "en", 1)
            told_beside = [likelihood, figures.amount(row["aic"], "en", 1), figures.score(row["error"], "en")]
            assert (line[-5:-2], line[0].startswith("›")) == (told_beside, row["used"])
        await drive.press("right")
        last = track[-1]
        assert cells(drive)[-1][:2] == [last["until"], figures.count(last["actual"], "en")]
        await drive.press("right")
        for row, line in zip(errors, cells(drive)[2:], strict=True):
            assert line[1:] == [
                figures.count(row["customers"], "en"),
                figures.number(row["expected"], "en"),
                figures.count(row["actual"], "en"),
                figures.score(row["error"], "en"),
            ]
