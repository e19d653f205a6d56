"""The note about what others did."""

from decimal import Decimal

import pytest

from kw_tui.core.decisions import Doings
from kw_tui.tui.news import told
from kw_tui.vocabulary.changes import Change
from kw_tui.workbench.others import News
from tests.tui.driving import driven

MEIER = Doings("meier", decided=3, stake=Decimal(12_000))
TARGET = Change("target_ratio", "0.1", "0.12", "meier", "2026-11-01T09:30:00+01:00")


def test_it_says_who_did_what_in_both_languages() -> None:
    news = News(True, (MEIER, Doings("bo", sign=1, reject=2)), (TARGET,))
    assert told(news, "EUR", "en").splitlines() == [
        "meier: 3 decided, 12 k EUR",
        "bo: 1 countersigned, 2 rejected",
        "target_ratio 10 % -> 12 %, set by meier",
    ]
    assert told(news, "EUR", "de").splitlines()[2] == "target_ratio 10 % -> 12 %, von meier"
    assert told(News(), "EUR", "de") == ""


def test_what_waits_for_a_signature_is_told() -> None:
    news = News(True, (Doings("meier", decided=3, stake=Decimal(12_000), to_sign=1),), ())
    assert told(news, "EUR", "de") == "meier: 3 entschieden, 12 TEUR, 1 zu zeichnen"
    assert told(news, "EUR", "en") == "meier: 3 decided, 12 k EUR, 1 to sign"


def test_many_at_once_are_summed_up() -> None:
    news = News(True, [Doings(f"p{n}", claim=1) for n in range(9)], (TARGET,))
    lines = told(news, "EUR", "de").splitlines()
    assert len(lines) == 4
    assert lines[-1] == "und 7 weitere"


@pytest.mark.parametrize("name", ["[/red]", "\x1b]52;c", "x" * 500, "\u202eanna\n"])
def test_names_mean_no_harm(name: str) -> None:
    change = Change("period", name, name, name, "")
    for line in told(News(True, (Doings(name, claim=1),), (change,)), "EUR", "de").splitlines():
        assert len(line) < 120
        assert line.isprintable()


async def test_what_others_do_is_told_and_typing_goes_on() -> None:
    async with driven("queue") as drive:
        await drive.press("k", *"gute")
        drive.bench.others, drive.bench.changes, drive.bench.foreign_change = (MEIER,), (TARGET,), True
        drive.app.look_for_others()
        await drive.settle()
        screen = drive.screen()
        assert "meier: 3 entschieden, 12 TEUR" in screen
        assert "target_ratio 10 % -> 12 %, von meier" in screen
        await drive.press("r", "enter")
        assert drive.bench.history[0].reason == "guter"
        drive.app.look_for_others()
        await drive.settle()
        assert drive.bench.others == ()


async def test_a_filter_being_typed_stays() -> None:
    async with driven("queue") as drive:
        await drive.press("slash", *"pet")
        drive.bench.foreign_change = True
        drive.app.look_for_others()
        await drive.settle()
        await drive.press(*"ers", "enter")
        assert all("Peters" in name for name in drive.body.browser.shown["name"])
