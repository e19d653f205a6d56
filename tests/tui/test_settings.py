"""The screen of settings, driven by keys."""

import pytest

from kw_tui.core.proposals.rules import PROPOSALS
from kw_tui.vocabulary.errors import SessionError
from kw_tui.vocabulary.texts import Text
from tests.tui.driving import driven
from tests.tui.fake_workbench import FakeWorkbench


async def test_a_setting_is_found_tried_applied_and_undone() -> None:
    async with driven("plan", size=(80, 24)) as drive:
        await drive.press("f4")
        assert "Einstellungen  108 von 108" in drive.screen()
        await drive.press("slash", *"abc_measure", "enter")
        assert "Die Kennzahl, nach der alle Kunden" in drive.text("#settings-about")
        await drive.press("enter", "right")
        effect = drive.bench.try_out({"abc_measure": "db1"})
        told = drive.text("#settings-about")
        assert f"{effect.ways[0].changed} von 300 Kunden wechseln die Klasse" in told
        for row in effect.queue_changes.to_dicts():
            assert f"{PROPOSALS[row['proposal']].de} ({row['items_then']})" in told
        await drive.press("enter")
        assert drive.bench.settings["abc_measure"] == "db1"
        assert "DB I" in drive.text("#settings-about")
        assert "Gespeichert: ABC nach" in drive.screen()
        await drive.press("u")
        assert drive.bench.settings["abc_measure"] == "revenue"
        await drive.press("escape", "escape")
        assert len(drive.app.screen_stack) == 1
        assert drive.app.tab == "plan"


async def test_what_is_impossible_is_said_at_the_field_and_nothing_applied() -> None:
    async with driven("queue", lang="en") as drive:
        await drive.press("f4", "slash", *"rate_visit", "down", "enter", *"x")
        assert "is not possible" in drive.text("#settings-edit-note")
        await drive.press("enter")
        assert drive.bench.settings.overrides == {}
        await drive.press("backspace", *"99999", "enter")
        assert "allowed: 0 .. 10000" in drive.text("#settings-edit-note")
        await drive.press("escape")
        assert "Rate per visit" in drive.text("#settings-about")
        await drive.press("escape")
        assert not drive.app.screen.query_one("#settings-search").display


async def test_assumptions_are_confirmed_one_by_one_and_by_group() -> None:
    async with driven("queue") as drive:
        await drive.press("f4", "f", "slash", *"max_step", "enter")
        assert "nur unbestätigte" in drive.screen()
        await drive.press("b")
        assert dict(drive.bench.settings.overrides) == {"max_step_a": 0.04}
        assert "Größter Preisschritt B" in drive.text("#settings-about")
        await drive.press("home", "b")
        assert "2 Annahmen bestätigen (Preisschritte)?" in str(drive.app.screen.query_one("#ask").border_title)
        await drive.press("j")
        assert len(drive.bench.settings.overrides) == 3
        await drive.press("u")
        assert dict(drive.bench.settings.overrides) == {"max_step_a": 0.04}


async def test_several_are_tried_together_and_applied_as_one() -> None:
    async with driven("queue") as drive:
        await drive.press("f4", "slash", *"abc_", "enter", "enter", "right", "tab", "down", "enter", "right", "tab")
        assert "2 erprobt, noch nicht angewendet" in drive.text("#settings-about")
        assert "Umsatz → DB I" in drive.screen()
        assert drive.bench.tried[-1] == {"abc_measure": "db1", "abc_method": "cumulated"}
        assert drive.bench.settings.overrides == {}
        await drive.press("a")
        assert dict(drive.bench.settings.overrides) == {"abc_measure": "db1", "abc_method": "cumulated"}
        await drive.press("f", "f", "delete")  # of those changed, the first back to its default
        assert drive.bench.tried[-1] == {"abc_measure": None}
        await drive.press("enter")
        assert dict(drive.bench.settings.overrides) == {"abc_method": "cumulated"}
        await drive.press("u", "u")
        assert dict(drive.bench.settings.overrides) == {}


async def test_rules_are_typed_in_lines_and_kept_by_tab() -> None:
    async with driven("queue") as drive:
        await drive.press("f4", "slash", *"rfm_segments", "enter", "enter", *"Neue 5;1;1", "enter", "tab", "a")
        assert drive.bench.session.rfm["segment"][0] == {"name": "Neue", "r": "5", "f": "1", "m": "1"}
        assert len(drive.bench.session.rfm["segment"]) > 5


async def test_the_place_is_remembered_and_the_language_followed() -> None:
    async with driven("queue", settings={"cursor": "rate_call", "words": "rate", "shown": "all"}) as drive:
        await drive.press("f4")
        assert "Satz je Anruf" in drive.text("#settings-about")
        await drive.press("f2", "down", "escape", "escape")
        assert drive.app.view["settings"]["cursor"] != "rate_call"
        await drive.press("f4")
        assert drive.screen().startswith(" Settings")
        await drive.press("f4")
        assert len(drive.app.screen_stack) == 2


async def test_without_data_settings_are_set_all_the_same() -> None:
    async with driven("imports", bench=FakeWorkbench(rows=0)) as drive:
        await drive.press("f4", "slash", *"rate_visit", "enter", "enter", *"95")
        assert "noch keine Daten importiert" in drive.text("#settings-about")
        await drive.press("enter")
        assert drive.bench.settings["rate_visit"] == 95


async def test_what_others_set_meanwhile_is_shown() -> None:
    async with driven("queue") as drive:
        await drive.press("f4", "slash", *"rate_visit", "enter")
        drive.bench.set(rate_visit=80)
        drive.app.revision += 1
        await drive.settle()
        assert "Wert 80 EUR" in drive.text("#settings-about")


async def test_a_setting_is_found_among_all_commands() -> None:
    async with driven("queue") as drive:
        await drive.press("colon", *"durchsetzbarer", "enter")
        assert "Höchstens durchsetzbarer Preisschritt  feasible_step" in drive.text("#settings-about")


async def test_what_is_tried_is_tried_again_from_where_it_was() -> None:
    async with driven("queue") as drive:
        await drive.press("f4", "slash", *"rate_visit", "enter", "enter", *"0", "tab")
        assert "120 EUR → 0 EUR" in drive.screen()
        await drive.press("enter", "end", *"7", "tab")
        assert "120 EUR → 7 EUR" in drive.screen()
        await drive.press("delete", "tab", "a")
        assert drive.bench.settings.overrides == {}
        await drive.press("escape", "slash", *"period", "enter", "enter", *"24m", "enter", "delete", "enter")
        assert drive.bench.session.period == "12m"


async def test_what_could_not_be_written_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise SessionError(Text("Die Platte ist voll", "The disk is full"), Text("Platz schaffen", "make room"))

    async with driven("queue") as drive:
        monkeypatch.setattr(drive.bench, "set", full)
        await drive.press("f4", "slash", *"rate_visit", "enter", "enter", *"0", "tab", "a")
        assert "Die Platte ist voll" in drive.screen()
        assert drive.app.screen.tried == {"rate_visit": 0}
