from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from kw_tui.tui.letters.screen import LettersScreen
from kw_tui.tui.widgets.panel import Page
from tests.tui.driving import Drive, driven
from tests.tui.fake_workbench import FakeWorkbench
from tests.tui.letters.lettered import LetteredBench

FIRST, SECOND = FakeWorkbench().queue().filter(state="open")["customer_id"].head(2)


@asynccontextmanager
async def writing(*keys: str, lang: Any = "de", size: tuple[int, int] = (80, 24), **given: Any) -> AsyncIterator[Drive]:
    bench = LetteredBench(lang=lang, view={"tab": "queue"})
    bench.nothing_about = given.get("nothing_about", set())
    async with driven("queue", bench=bench, lang=lang, size=size) as drive:
        await drive.press(*keys, "m")
        assert isinstance(drive.app.screen, LettersScreen)
        yield drive


def seen(drive: Drive) -> str:
    return drive.text("#letters-head").split("\n")[0]


async def test_m_shows_the_letter_to_the_customer_under_the_cursor() -> None:
    async with writing() as drive:
        assert seen(drive) == "Preisanpassung · Brief · deutsch · entschieden"
        assert f"Kundennummer {FIRST}" in drive.text("#letters-text")
        assert "[/Müller] ·]52; & Söhne" in drive.text("#letters-text")
        assert "\x1b]52" not in drive.screen()
        await drive.press("m")
        assert not isinstance(drive.app.screen, LettersScreen)


async def test_form_language_and_kind_can_be_changed() -> None:
    async with writing(lang="en") as drive:
        await drive.press("f")
        assert seen(drive) == "Price notice · E-mail · German · decided"
        await drive.press("l")
        assert seen(drive) == "Price notice · E-mail · English · decided"
        await drive.press("k")
        assert seen(drive) == "Service change · E-mail · English · draft"
        await drive.press("k", "k", "k", "f", "l")
        assert seen(drive) == "Price notice · Letter · German · decided"
        await drive.press("f2")
        assert seen(drive) == "Preisanpassung · Brief · deutsch · entschieden"


async def test_the_letters_to_all_marked_are_turned_and_saved() -> None:
    async with writing("space", "space") as drive:
        assert seen(drive).startswith("1 von 2 · ")
        await drive.press("right", "f", "s")
        assert drive.bench.saved == [(SECOND, "price", "mail", "de")]
        assert f"muster.letters/{SECOND}.txt" in drive.screen().replace("\n", "")
        await drive.press("a")
        assert sorted(drive.bench.saved[1:]) == sorted((one, "price", "mail", "de") for one in (FIRST, SECOND))


async def test_what_cannot_be_written_says_why_and_is_not_saved() -> None:
    async with writing("space", "space", size=(120, 35), nothing_about={FIRST}) as drive:
        assert "Nichts zu" in drive.text("#letters-text")
        await drive.press("s")
        assert drive.bench.saved == []
        await drive.press("a")
        assert [one[0] for one in drive.bench.saved] == [SECOND]
        assert "nichts mitzuteilen: 1" in " ".join(drive.screen().split())
        await drive.press("k")
        assert seen(drive) == "1 von 2 · Preisanpassung · Brief · deutsch · entschieden"


async def test_the_letter_scrolls_by_the_arrows() -> None:
    async with writing() as drive:
        await drive.press("down", "down")
        assert drive.app.screen.query_one(Page).scroll_offset.y == 2
        await drive.press("l")
        assert drive.app.screen.query_one(Page).scroll_offset.y == 0


async def test_without_a_row_nothing_opens() -> None:
    async with driven("queue", bench=LetteredBench(rows=0, view={"tab": "queue"})) as drive:
        await drive.press("m")
        assert not isinstance(drive.app.screen, LettersScreen)


async def test_the_customer_tab_has_the_same_key() -> None:
    bench = LetteredBench(view={"tab": "customer", "customer": {"customer": SECOND}})
    async with driven("customer", bench=bench) as drive:
        await drive.press("m")
        assert isinstance(drive.app.screen, LettersScreen)
        assert f"Kundennummer {SECOND}" in drive.text("#letters-text")
