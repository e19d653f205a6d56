from pathlib import Path

import pytest

from kw_tui.tui.widgets.path_input import completed, expanded
from tests.tui.driving import driven


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("umsatz_2025.csv", "umsatz_2026.csv", "kunden.csv", ".versteckt"):
        (tmp_path / name).touch()
    (tmp_path / "archiv").mkdir()
    return tmp_path


def test_completion_goes_as_far_as_it_is_certain(folder: Path) -> None:
    assert completed(f"{folder}/k") == (f"{folder}/kunden.csv", [])
    assert completed(f"{folder}/um") == (f"{folder}/umsatz_202", ["umsatz_2025.csv", "umsatz_2026.csv"])
    assert completed(f"{folder}/arc") == (f"{folder}/archiv/", [])


def test_hidden_files_only_when_asked_for(folder: Path) -> None:
    assert ".versteckt" not in completed(f"{folder}/")[1]
    assert completed(f"{folder}/.v") == (f"{folder}/.versteckt", [])


def test_what_does_not_exist_stays_as_typed(folder: Path) -> None:
    assert completed(f"{folder}/x") == (f"{folder}/x", [])
    assert completed("/no/such/folder/x") == ("/no/such/folder/x", [])


async def test_tab_completes_in_the_field(folder: Path) -> None:
    async with driven("imports") as drive:
        field = drive.app.query_one("#import-path")
        await drive.press("p")
        field.value = f"{folder}/um"
        await drive.press("tab")
        assert field.value == f"{folder}/umsatz_202"
        assert field.has_focus
        assert "umsatz_2025.csv  umsatz_2026.csv" in drive.text("#import-told")


def test_a_home_nobody_has_and_a_name_no_path_can_hold_complete_to_nothing() -> None:
    assert completed("~nobody-of-that-name/x") == ("~nobody-of-that-name/x", [])
    assert completed("a\0b/x") == ("a\0b/x", [])


async def test_a_hostile_name_is_completed_but_not_drawn(tmp_path: Path) -> None:
    name = "a\x1b]52;c;eA==\x07\u202eb.csv"
    (tmp_path / name).touch()
    async with driven("imports") as drive:
        field = drive.app.query_one("#import-path")
        await drive.press("p")
        field.value = f"{tmp_path}/a"
        await drive.press("tab")
        assert field.value.endswith(name)
        assert "a·]52;c;eA==·¿b.csv" in drive.screen()
        assert not set("\x1b\x07\u202e") & set(drive.screen())


async def test_down_asks_for_recent_paths() -> None:
    async with driven("imports") as drive:
        await drive.press("p", "down")
        assert "Zuletzt benutzt" in drive.screen()


def test_a_path_may_come_in_the_quotes_a_file_manager_puts_around_it() -> None:
    assert expanded('"export/Mai 2026.csv"') == expanded("'export/Mai 2026.csv'") == Path("export/Mai 2026.csv")
    assert [expanded(odd) for odd in ('"', '""', '"a.csv', "")] == [Path(odd) for odd in ('"', '""', '"a.csv', "")]
