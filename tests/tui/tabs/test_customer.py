from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.metrics.coverage import overstated
from kw_tui.core.metrics.ladder import Step
from kw_tui.core.proposals.break_even import what_ifs
from kw_tui.tui.lines import plain
from kw_tui.tui.tabs.customer import because, money, view
from kw_tui.vocabulary.texts import Text
from tests.tui.driving import driven
from tests.tui.fake_workbench import FakeWorkbench

BENCH = FakeWorkbench()
CUSTOMER = BENCH.queue()["customer_id"][4]
STORY = BENCH.customer(CUSTOMER)


def test_the_ladder_goes_from_list_revenue_to_what_would_be_lost() -> None:
    lines = plain(view.story_lines(STORY, "de", "EUR", 80)).splitlines()
    order = ["Listenumsatz", "− Zeilenrabatt", "Nettoumsatz", "− Wareneinsatz", "DB I", "DB IV", "Relevanter"]
    places = [next(number for number, line in enumerate(lines) if line.strip().startswith(one)) for one in order]
    assert places == sorted(places)
    listed = next(line for line in lines if line.startswith("Listenumsatz"))
    assert "65.143" in listed
    assert "61.234" in listed


def test_what_is_not_known_is_a_dash() -> None:
    lines = plain(view.story_lines(STORY, "de", "EUR", 80)).splitlines()
    assert next(line for line in lines if "Mahnungen" in line).endswith("– keine Aktivitäten importiert")


def test_a_figure_that_rests_on_an_assumption_says_so_and_the_assumptions_are_named_once() -> None:
    told = plain(view.story_lines(STORY, "de", "EUR", 80))
    assert next(line for line in told.splitlines() if "− Besuche  " in line).split()[2].startswith("≈")
    assert not next(line for line in told.splitlines() if "− Wareneinsatz  " in line).split()[2].startswith("≈")
    assert told.count("unbestätigten Annahmen: Satz je Besuch, Anruf; Vermeidbar: Besuch") == 1


def test_gaps_in_the_goods_say_that_the_contribution_is_too_high() -> None:
    gaps = BENCH.customer(CUSTOMER)
    assert "zu hoch" not in plain(view.story_lines(gaps, "de", "EUR", 80))
    gaps.overstated = overstated({"cost_coverage": 0.9})
    told = plain(view.story_lines(gaps, "de", "EUR", 80))
    assert "DB I zu hoch: Wareneinsatz nur bei 90,0 % der Zeilen bekannt" in told


def test_settings_of_one_kind_share_their_first_words() -> None:
    rates = ["rate_visit", "rate_call", "rate_order", "rate_delivery", "potential_limit"]
    assert money.named(rates, "en") == "Rate per visit, call, order … (+1); Potential limit"


def test_what_fails_is_told_of_a_customer_without_a_proposal() -> None:
    bare = BENCH.customer(CUSTOMER)
    bare.proposal = None
    told = plain(because.why_not(bare, "de", 60))
    assert "Preis anpassen?" in told
    assert "✗ Relevante DB-Quote unter 0,0 %" in told
    assert "Relevanter DB unter" not in told


def test_letting_go_is_explained_only_where_the_customer_costs() -> None:
    costly = BENCH.customer(CUSTOMER)
    assert (costly.proposal or {})["proposal"] == "let_go"
    assert because.why_not(costly, "de", 60) == []
    costly.proposal = {**costly.proposal, "proposal": "reprice"}
    costly.row = {**costly.row, "relevant_contribution": Decimal(-5)}
    assert "Beziehung beenden?" in plain(because.why_not(costly, "de", 60))
    costly.row = {**costly.row, "relevant_contribution": Decimal(5)}
    assert because.why_not(costly, "de", 60) == []


@pytest.mark.parametrize(("even", "shown"), [(0.25, "−25 %"), (0.75, "−75 %")])
def test_the_break_even_stands_between_gains_and_losses(even: float, shown: str) -> None:
    story = BENCH.customer(CUSTOMER)
    story.proposal = {**story.proposal, "break_even_loss": even}
    ratio = 0.05 * (1 - even) / even
    story.outcomes = what_ifs(0.05, Decimal(1000), ratio)
    lines = plain(because.what_if(story, "de", "EUR", 70)).splitlines()
    place = next(number for number, line in enumerate(lines) if "Gewinnschwelle" in line)
    assert shown in lines[place]
    assert "+" in lines[place - 1]
    assert "−" in lines[place + 1].split("%")[1]


def test_a_loss_maker_has_no_break_even() -> None:
    story = BENCH.customer(CUSTOMER)
    story.proposal = {**story.proposal, "break_even_loss": 1.0}
    story.outcomes = what_ifs(0.05, Decimal(1000), -0.1)
    told = plain(because.what_if(story, "en", "EUR", 70))
    assert "no worse than today" in told
    assert "break-even" not in told


def test_small_contributions_are_drawn_large_enough_to_read() -> None:
    amounts = {"list_revenue": 100_000, "revenue": 90_000, "db1": 1_000, "db4": 500}
    steps = [Step(name, Text(name, name), Decimal(amount), is_sum=True) for name, amount in amounts.items()]
    bars, times = money.two_scales(steps, 20)
    assert times == 100
    assert [len(bar.strip()) for bar in bars] == [20, 18, 20, 10]
    assert money.two_scales(steps[:2], 20)[1] == 1


def test_findings_speak_in_sentences() -> None:
    told = plain(view.story_lines(STORY, "de", "EUR", 80))
    assert "C besser als A" in told
    assert "16,0 % Rabatt; A-Kunden haben auf dieselben Artikel im Median 12,0 %" in told


@pytest.mark.parametrize("width", [60, 80, 107, 108, 150])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_page_fits(width: int, lang: str) -> None:
    lines = plain(view.story_lines(STORY, lang, "EUR", width)).splitlines()  # type: ignore[arg-type]
    assert max(map(len, lines)) <= width


def test_a_customer_of_whom_nothing_is_known_can_be_shown() -> None:
    bare = BENCH.customer(CUSTOMER)
    bare.row = {**dict.fromkeys(bare.row), "customer_id": "1"}
    bare.findings, bare.lines, bare.monthly = bare.findings.clear(), bare.lines.clear(), bare.monthly.clear()
    bare.ladder = bare.ladder_before = bare.relevant = bare.waterfall = ()
    bare.proposal, bare.outcomes, bare.assumptions, bare.reasons = None, (), {}, {}
    bare.verdicts = bare.verdicts.clear()
    told = plain(view.story_lines(bare, "de", "EUR", 80))
    assert "ohne Namen" in told
    assert "keiner" in told


async def test_a_customer_is_found_by_name_or_number() -> None:
    async with driven("customer") as drive:
        assert "Noch kein Kunde" in drive.text("#customer-story")
        await drive.press("slash", *CUSTOMER, "enter")
        assert "Dachdecker Jansen 299" in drive.text("#customer-story")
        await drive.press("slash", *"brandt 225", "enter")
        assert "Elektro Brandt 225" in drive.text("#customer-story")
        await drive.press("slash", *"nobody at all", "enter")
        assert "Elektro Brandt 225" in drive.text("#customer-story")


async def test_neighbours_by_revenue() -> None:
    async with driven("customer") as drive:
        await drive.press("n")
        first = drive.text("#customer-story").splitlines()[0]
        await drive.press("n")
        assert drive.text("#customer-story").splitlines()[0] != first
        await drive.press("p", "p")
        assert drive.text("#customer-story").splitlines()[0] == first


async def test_invoice_lines_on_request() -> None:
    async with driven("customer", customer={"customer": CUSTOMER}) as drive:
        await drive.press("i")
        assert "RE2600" in drive.screen()
        await drive.press("escape")
        assert "Deckungsbeitrag" in drive.screen()


async def test_a_decision_taken_here_is_told_here() -> None:
    async with driven("customer", customer={"customer": CUSTOMER}) as drive:
        assert "noch keine" in drive.text("#customer-story")
        await drive.press("l", *"zu teuer", "enter")
        assert [(one.customer_id, one.action) for one in drive.bench.history] == [(CUSTOMER, "let_go")]
        assert "zu teuer" in drive.text("#customer-story")
        await drive.press("u")
        assert drive.bench.history == []


async def test_a_decision_is_confirmed_and_its_keys_are_in_the_footer() -> None:
    async with driven("customer", size=(80, 24), customer={"customer": CUSTOMER}) as drive:
        assert "l beenden  r Preis" in drive.text("#keys")
        assert "z später" in drive.text("#keys")
        await drive.press("r")
        assert f"Entschieden: Preis anpassen, {CUSTOMER}" in drive.screen()
        drive.app.clear_notifications()
        drive.bench.refuses = True
        await drive.press("s")
        assert "vergeben" in drive.screen()
        assert "Entschieden: Service" not in drive.screen()


async def test_another_customer_begins_at_the_top() -> None:
    async with driven("queue", size=(80, 24)) as drive:
        await drive.press("enter", "pagedown", "pagedown")
        page = drive.app.query_one("#customer-page")
        assert page.scroll_offset.y > 0
        await drive.press("4", "down", "enter")
        assert page.scroll_offset.y == 0


async def test_next_follows_the_queue_and_escape_goes_back_to_it() -> None:
    async with driven("queue") as drive:
        ids = drive.body.browser.shown["customer_id"].to_list()
        await drive.press("down", "enter", "n")
        assert ids[2] in drive.text("#customer-story").splitlines()[0]
        await drive.press("p", "p")
        assert ids[0] in drive.text("#customer-story").splitlines()[0]
        await drive.press("i", "escape")
        assert drive.app.tab == "customer"
        await drive.press("escape")
        assert drive.app.tab == "queue"
        assert drive.body.browser.table.cursor_key == ids[1]


async def test_escape_goes_back_to_the_segments() -> None:
    async with driven("segmentation") as drive:
        await drive.press("enter", "down", "enter", "escape")
        assert drive.app.tab == "segmentation"
        assert drive.body.browser.table.cursor_row == 1


def test_a_loss_looks_like_one_on_a_small_screen() -> None:
    loser = BENCH.portfolio().filter((pl.col("db4") < 0) & (pl.col("revenue") > 0))["customer_id"][0]
    lines = money.ladder(BENCH.customer(loser), "de", "EUR", 76)
    line = next(one for one in lines if plain([one]).startswith("DB IV"))
    assert "−" in plain([line])
    assert [role for text, role in line if "█" in text or "−" in text] == ["negative"] * 3


async def test_a_customer_that_is_gone_is_forgotten() -> None:
    async with driven("customer", customer={"customer": "gone"}) as drive:
        assert "Noch kein Kunde" in drive.text("#customer-story")
