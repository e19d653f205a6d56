import polars as pl

from kw_tui.core.metrics.capacity import in_hours
from kw_tui.tui import figures
from kw_tui.tui.lines import plain
from kw_tui.tui.pictures import drawing
from kw_tui.tui.pictures.picture import Cursor, Room
from kw_tui.tui.tabs.plan import pictures
from tests.tui.fake_workbench import FakeWorkbench


def capacity(*rows: tuple[float | None, float | None]) -> pl.DataFrame:
    names = ("service", "field", "inside", "delivery")
    told = [
        {"resource": name, "minutes_used": used, "minutes_practical": there, "cost_idle": None, "events_untimed": 0}
        for name, (used, there) in zip(names, rows, strict=False)
    ]
    types = {"resource": pl.String, "minutes_used": pl.Float64, "minutes_practical": pl.Float64,
             "cost_idle": pl.Decimal(18, 4), "events_untimed": pl.Int64}  # fmt: skip
    return in_hours(pl.LazyFrame(told, schema=types)).collect()


def test_who_is_reached_is_told_channel_by_channel() -> None:
    covered = FakeWorkbench().covered()
    reached, hours, _ = pictures.plan_pictures(covered, capacity(), ())
    for at, row in enumerate(covered.iter_rows(named=True)):
        told = [one.value for one in reached.tells(Cursor(0, at), "de")]
        assert told[:4] == [row["channel"] or "ohne Kanal", figures.count(row["customers"], "de"),
                            figures.count(row["reached"], "de"), figures.ratio(row["reached_share"], "de")]  # fmt: skip
        assert hours.tells(Cursor(0, at), "de")[1].value == f"{figures.number(row['hours'], 'de')} h"
    assert "ohne Kanal" in plain(drawing.draw(reached, Room(60, 14), None, "de"))
    assert len(reached.rows("de")) == len(hours.rows("en")) == covered.height + 1


def test_used_time_stands_against_what_there_is() -> None:
    picture = pictures.used(capacity((6000.0, 12000.0), (9000.0, 6000.0), (600.0, None), (None, None)))
    drawn = plain(drawing.draw(picture, Room(60, 8), None, "de")).splitlines()
    assert drawn[0].rstrip().endswith("50 %")
    assert "░" in drawn[0]
    assert "┃" in drawn[1]
    assert drawn[1].rstrip().endswith("150 %")
    assert drawn[2].rstrip().endswith("10 h")
    assert "Auslieferung –" in drawn[3]
    assert picture.notes[0].de == "Kapazität nicht gesetzt: Innendienst, Auslieferung"
    assert [one.value for one in picture.tells(Cursor(0, 1), "en")][:4] == ["Field sales", "150 h", "100 h", "150.0 %"]
    assert "kw set capacity_minutes_inside=" in picture.tells(Cursor(0, 2), "de")[-1].value
    assert len(picture.rows("de")) == 5


def test_hours_tell_how_many_activities_are_in_none_of_them() -> None:
    hours = pictures.plan_pictures(FakeWorkbench().covered(), capacity(), (), 1200)[1]
    assert [note.de for note in hours.notes] == ["1.200 Aktivitäten ohne Minuten fehlen hier"]


def test_without_activities_each_picture_says_so() -> None:
    unknown = FakeWorkbench().covered().with_columns(pl.lit(None).alias(name) for name in ("reached", "hours"))
    found = pictures.plan_pictures(unknown, capacity((None, None)), ())
    assert [one.empty for one in found] == [pictures.NO_ACTIVITIES] * 2 + [pictures.NO_MINUTES]
