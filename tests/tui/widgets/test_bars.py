import pytest

from kw_tui.tui.widgets.bars import KeyLine, TabLine, shortened
from kw_tui.vocabulary.texts import Text
from tests.tui.driving import driven
from tests.tui.fake_workbench import FakeWorkbench

CUSTOMER = FakeWorkbench().queue()["customer_id"][4]


@pytest.mark.parametrize("tab", ["imports", "segmentation", "customer", "queue", "plan"])
@pytest.mark.parametrize("lang", ["de", "en"])
async def test_the_keys_that_work_everywhere_stay_on_a_narrow_screen(tab: str, lang: str) -> None:
    async with driven(tab, size=(80, 24), lang=lang) as drive:
        last = drive.screen().splitlines()[-1]
        assert "? " in last
        assert " q " in last


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("de", "l r s c k z entscheiden  t Herkunft  + Bilder  i Belege  ? Hilfe  q Ende"),
        ("en", "l r s c k z decide  t trace  + pictures  i invoices  a claim  ? Help  q Quit"),
    ],
)
async def test_decisions_share_a_word_where_the_line_is_narrow(lang: str, said: str) -> None:
    async with driven("customer", size=(80, 24), lang=lang, customer={"customer": CUSTOMER}) as drive:
        assert drive.text("#keys").strip() == said
        line = drive.app.query_one(KeyLine)
        assert [line.target_at(x) for x in (0, 1, 2, 3, 11, 12, 14)] == ["l", "l", "r", "r", "z", None, None]
        assert line.target_at(said.index(" t ") + 5) == "t"
    async with driven("customer", size=(120, 35)) as drive:
        assert drive.text("#keys").strip().startswith("/ suchen  p voriger  n nächster  u rückgängig")


async def test_the_line_follows_the_focus() -> None:
    async with driven("imports") as drive:
        await drive.press("p")
        assert "Tab vervollständigen" in drive.text("#keys")
        assert "Strg+Q Ende" in drive.text("#keys")
        await drive.press("escape")
        assert "Strg+Q" not in drive.text("#keys")
        assert "Tab vervollständigen" not in drive.text("#keys")


async def test_the_tab_shown_is_marked_and_the_session_named() -> None:
    async with driven("queue") as drive:
        assert "muster · 11/25–10/26 · EUR" in drive.text("#tabs")
        assert drive.text("#tabs").index("4 Prüfliste") < drive.text("#tabs").index("5 Plan")


async def test_what_is_worked_out_stands_in_place_of_the_session_as_long_as_it_lasts() -> None:
    async with driven("queue") as drive:
        drive.app.query_one(TabLine).work = Text("Warenkörbe werden verglichen", "comparing baskets")
        await drive.settle()
        assert "Warenkörbe werden verglichen …" in drive.text("#tabs")
        drive.app.query_one(TabLine).work = None
        await drive.settle()
        assert "muster · 11/25–10/26 · EUR" in drive.text("#tabs")


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (30, "muster · 11/25–10/26 · EUR"),
        (25, "must… · 11/25–10/26 · EUR"),
        (20, "muster · EUR"),
        (10, "mus… · EUR"),
        (5, "must…"),
        (2, ""),
    ],
)
def test_the_name_gives_way_before_the_period(room: int, shown: str) -> None:
    assert shortened("muster · 11/25–10/26 · EUR", room) == shown


async def test_a_narrow_line_names_the_tabs_shortly_before_the_period_goes() -> None:
    async with driven("plan", lang="en", size=(80, 24)) as drive:
        line = drive.screen().splitlines()[0]
        assert "4 Queue" in line
        assert line.rstrip().endswith("muster · 11/25–10/26 · EUR")
        await drive.pilot.resize_terminal(120, 35)
        await drive.settle()
        assert "4 Review queue" in drive.screen().splitlines()[0]
