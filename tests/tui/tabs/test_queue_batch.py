from dataclasses import replace
from typing import Any

import pytest

from kw_tui.tui.lines import plain
from kw_tui.tui.tabs.queue import batch_form, batch_view
from kw_tui.tui.tabs.queue.batch_form import BatchForm
from kw_tui.tui.widgets.pick import PickScreen
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.batches import Applied, Wish
from tests.core.portfolio_frames import customer, lossmaker
from tests.previewed import previewed
from tests.tui.driving import Drive, driven


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_form, "DELAY", 0.001)


NAMES = {" ": "space", "=": "equals_sign", "'": "apostrophe", "_": "underscore", ",": "comma", ".": "full_stop"}


async def typed(drive: Drive, text: str) -> None:
    await drive.press(*(NAMES.get(one, one) for one in text))
    await looked(drive)


async def looked(drive: Drive) -> None:
    await drive.pilot.pause(0.02)
    await drive.settle()


def shown(drive: Drive) -> str:
    return drive.text("#batch-preview")


# The view alone


def test_a_preview_in_lines() -> None:
    rows = [customer("C", abc="C"), customer("A", abc="A", abc_sub="A1")]
    rows.append(customer("L", abc="C", list_revenue=1000, line_discount=0, name="[/x]\x1b"))
    out = plain(batch_view.preview_lines(previewed(Wish("reprice", 0.05), *rows), "de", 68)).splitlines()
    assert out[0] == "2 von 3 Kunden lassen sich entscheiden"
    assert [line.split()[:2] for line in out[2:5]] == [["A", "1"], ["C", "1"], ["alle", "2"]]
    assert any("kauft schon zu Listenpreisen  [/x]·" in line for line in out)
    assert any("Schritt auf den der Klasse begrenzt" in line for line in out)
    assert all(len(line) <= 68 for line in out)
    nobody = plain(batch_view.preview_lines(previewed(Wish("reprice", 0.05)), "de", 68))
    assert nobody.strip() == "Kein Kunde erfüllt die Bedingung"


def test_the_question_names_count_and_money() -> None:
    preview = previewed(Wish("let_go", reason="r"), lossmaker("1"), lossmaker("2"))
    assert batch_view.confirmation(preview, "de", "EUR").de == "2 Kunden: Beziehung beenden · 160 EUR im Jahr"
    put_off = previewed(Wish("snooze"), lossmaker("1"))
    assert batch_view.confirmation(put_off, "en", "EUR").en == "1 customers: Snooze"


def test_what_was_done_is_told_with_those_left_out() -> None:
    from kw_tui.core.decisions import Decision

    made = [Decision("d", "1", "reprice", "a", "2026-11-01T09:00:00+01:00")]
    assert (
        batch_view.done(Applied(made, {}), "de")
        == "Entschieden: Preis anpassen, 1 Kunden; <queue.undo> nimmt alle zurück"
    )
    signed = [replace(made[0], params={"signature": "all"})]
    told = batch_view.done(Applied([*made, *signed], {}), "de")
    assert told.endswith("nimmt alle zurück. 1 warten auf eine zweite Unterschrift")
    left = {"2": Text("bei bert", "with bert")}
    assert batch_view.done(Applied(made, left), "en").endswith("1 left out: with bert")


# The form


async def test_a_batch_is_previewed_as_typed_asked_about_and_taken() -> None:
    async with driven(size=(80, 24)) as drive:
        await drive.press("b")
        assert "Eine Bedingung angeben" in shown(drive)
        await typed(drive, "abc = 'C'")
        assert "0 von 3 Kunden" in shown(drive)
        assert "kein Preisschritt vorgeschlagen" in shown(drive)
        await drive.press("tab", "tab")
        await typed(drive, "3,5")
        assert "2 von 3 Kunden" in shown(drive)
        assert drive.bench.batches[-1][0].step == 0.035
        await drive.press("enter")
        assert isinstance(drive.app.screen, BatchForm)  # no reason yet
        await typed(drive, "Runde")
        await drive.press("enter")
        assert isinstance(drive.app.screen, PickScreen)
        assert "2 Kunden: Preis anpassen · 70 EUR im Jahr" in drive.screen()
        await drive.press("enter")
        assert isinstance(drive.app.screen, BatchForm)
        assert drive.bench.history == []
        await drive.press("enter", "down", "enter")
        assert not isinstance(drive.app.screen, BatchForm)
        assert [(one.customer_id, one.action, one.reason) for one in drive.bench.history] == [
            ("10007", "reprice", "Runde"), ("10014", "reprice", "Runde"),
        ]  # fmt: skip


async def test_whoever_goes_on_too_early_is_asked_once_the_effect_is_known() -> None:
    async with driven("queue") as drive:
        await drive.press("b")
        form = drive.app.screen
        assert isinstance(form, BatchForm)
        await typed(drive, "abc = 'C'")
        await drive.press("tab", "tab", "3", "tab", "r")
        form._changed()
        form.action_go_on()
        assert drive.app.screen is form
        await looked(drive)
        assert isinstance(drive.app.screen, PickScreen)


async def test_marks_are_taken_as_the_customers_meant() -> None:
    async with driven(size=(80, 24)) as drive:
        await drive.press("space", "space", "b")
        await looked(drive)
        wish, where, customers = drive.bench.batches[-1]
        assert (wish.action, where) == ("reprice", "")
        assert set(customers) == set(drive.body.browser.shown["customer_id"].head(2))
        assert "alle 2 markierten" in drive.screen()


async def test_an_action_asks_for_what_it_takes() -> None:
    async with driven(size=(80, 24), lang="en") as drive:
        await drive.press("space", "b", "tab", "left")
        await looked(drive)
        assert "until" in drive.screen()
        assert "Step in %" not in drive.screen()
        wish = drive.bench.batches[-1][0]
        assert (wish.action, str(wish.until)) == ("snooze", "2026-12-01")
        await drive.press("left")
        await looked(drive)
        assert str(drive.bench.batches[-1][0].until) == "2027-04-30"


async def test_what_cannot_be_read_is_told_and_nothing_goes_on() -> None:
    async with driven(size=(80, 24)) as drive:
        await drive.press("b")
        await typed(drive, "broken")
        assert "kaputt ·[2J - ganz machen" in shown(drive)
        await drive.press("enter")
        assert isinstance(drive.app.screen, BatchForm)
        await drive.press("tab", "tab")
        await typed(drive, "x")
        assert "Anteil 'x' ist nicht möglich" in shown(drive)
        await drive.press("escape")
        assert drive.bench.history == []


async def test_an_answer_out_of_date_is_dropped() -> None:
    told: list[Any] = []

    async with driven(size=(80, 24)) as drive:
        await drive.press("b")
        form = drive.app.screen
        assert isinstance(form, BatchForm)
        form._ask = lambda asked, tell: told.append((asked, tell))
        await typed(drive, "abc")
        await typed(drive, "d")
        (first, tell_first), (second, tell_second) = told[-2:]
        assert (first.where, second.where) == ("abc", "abcd")
        preview = previewed(Wish("reprice", 0.05), customer("K"))
        tell_first(preview)
        assert "wird gerechnet" in shown(drive)
        tell_second(preview)
        await drive.settle()
        assert "1 von 1 Kunden" in shown(drive)
