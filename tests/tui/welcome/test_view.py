from datetime import date
from pathlib import Path

from kw_tui.storage.recent import Recent
from kw_tui.tui.lines import plain
from kw_tui.tui.welcome.view import Choice, Offer, at_home, choices, moment, pointed, rows

TODAY = date(2026, 11, 1)
NEW = Path("/muster/kundenwert.kw.toml")
OLD = Recent(Path("/else/alt\x1b[31m.kw.toml"), "2026-10-12T09:00", None, 1_204_331)
LATE = Recent(Path("/else/demo.kw.toml"), "2026-11-01T14:03", 380, 5000, "07/24–06/26")


def told(offer: Offer, lang: str = "de", width: int = 72) -> str:
    return plain([line for row in rows(offer, lang, width, TODAY) for line in row.lines])  # type: ignore[arg-type]


def test_demo_import_and_the_sessions_opened_last_each_by_a_digit() -> None:
    offer = Offer((), (LATE, OLD), NEW)
    assert choices(offer) == [
        Choice("demo"), Choice("import", NEW), Choice("session", LATE.path), Choice("session", OLD.path),
    ]  # fmt: skip
    shown = told(offer)
    assert "  1  Demo öffnen" in shown
    assert "kundenwert.kw.toml" in shown
    assert "  3  demo " in shown
    assert "heute 14:03\n     380 Kunden · 07/24–06/26 · /else" in shown
    assert "1.204.331 Zeilen · /else" in shown
    assert "alt·[31m" in shown
    assert "12.10.2026" in shown
    assert "380 customers" in told(offer, "en")
    assert "noch keine Sitzung" in told(Offer((), (), NEW))


def test_sessions_of_this_folder_come_first_the_latest_of_them_first() -> None:
    here = [Path("/muster/a.kw.toml"), Path("/muster/b.kw.toml")]
    offer = Offer(here, (LATE, Recent(here[1], "2026-11-01T08:00")), NEW)
    assert [one.path for one in choices(offer)[2:]] == [here[1], here[0], LATE.path]
    shown = told(offer)
    assert shown.index("In diesem Ordner") < shown.index("Zuletzt geöffnet")


def test_moments_and_folders_are_told_as_one_would_say_them() -> None:
    assert moment("2026-10-31T07:30", TODAY, "en") == "yesterday 07:30"
    assert moment("gestern", TODAY, "de") == ""
    assert at_home(Path.home() / "daten") == "~/daten"
    assert at_home(Path("/daten")) == "/daten"


def test_many_sessions_have_no_digit_and_no_line_is_too_wide() -> None:
    many = [Recent(Path(f"/{'x' * 90}/{number}.kw.toml"), "2026-01-01") for number in range(12)]
    lines = told(Offer((), many, NEW), width=60).splitlines()
    assert max(map(len, lines)) <= 60
    assert any(line.startswith("     11 ") for line in lines)


def test_a_row_under_the_cursor_is_marked_and_has_no_pale_ink() -> None:
    row = rows(Offer((), (LATE,), NEW), "de", 72, TODAY)[0]
    assert plain(pointed(row)).startswith("› 1  Demo")
    assert {role for line in pointed(row) for _, role in line} == {"", "strong"}
