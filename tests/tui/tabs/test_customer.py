from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.decisions.claims import Claim, HitRate
from kw_tui.core.metrics.coverage import overstated
from kw_tui.core.metrics.ladder import Step
from kw_tui.core.proposals.break_even import what_ifs
from kw_tui.tui.lines import length, plain
from kw_tui.tui.tabs.customer import amounts, because, money, timeline, view
from kw_tui.tui.tabs.customer.pages import PAGE_IDS, PAGES, page_lines, strip
from kw_tui.vocabulary.texts import Lang, Text
from tests.tui.driving import driven
from tests.tui.fake_workbench import HAPPENED, FakeWorkbench

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
    bare.ladder = bare.ladder_before = bare.ladder_change = bare.relevant = bare.waterfall = ()
    bare.relevant_change = None
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
        await drive.press("escape", "slash", *"brandt", "down", "enter")
        assert "Brandt" in drive.text("#customer-story")
        assert "Elektro Brandt 225" not in drive.text("#customer-story")


async def test_neighbours_by_revenue() -> None:
    async with driven("customer") as drive:
        await drive.press("n")
        first = drive.text("#customer-story").splitlines()[0]
        await drive.press("n")
        assert drive.text("#customer-story").splitlines()[0] != first
        await drive.press("p", "p")
        assert drive.text("#customer-story").splitlines()[0] == first


async def test_invoice_lines_on_request() -> None:
    async with driven("customer", size=(76, 24), customer={"customer": CUSTOMER}) as drive:
        await drive.press("i")
        assert "RE2600" in drive.screen()
        header = next(line for line in drive.screen().splitlines() if "netto" in line)
        assert header.index("netto") > 66  # names take what figures leave over
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
        assert "l r s c k z entscheiden" in drive.text("#keys")
        await drive.press("c")
        assert "nicht vorgeschlagen" in drive.screen()
        await drive.press(*"gut", "enter")
        assert f"Entschieden: Günstigerer Kanal, {CUSTOMER}" in drive.screen()
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
    assert [role for text, role in line if "█" in text or "−" in text] == ["negative"] * 4


async def test_a_customer_that_is_gone_is_forgotten() -> None:
    async with driven("customer", customer={"customer": "gone"}) as drive:
        assert "Noch kein Kunde" in drive.text("#customer-story")


# Pages


@pytest.mark.parametrize("page", [page for page in PAGE_IDS if page != "overview"])
@pytest.mark.parametrize("width", [60, 75, 107, 108, 150])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_page_fits(page: str, width: int, lang: Lang) -> None:
    BENCH.claimed[CUSTOMER] = Claim(CUSTOMER, "ada", Decimal(5000), Decimal(9000), date(2027, 1, 1), "[/x] " * 90)
    story = BENCH.customer(CUSTOMER)
    lines = page_lines(page, story, lang, "EUR", width, HAPPENED)  # type: ignore[arg-type]
    assert max(map(length, lines)) <= width


@pytest.mark.parametrize("page", PAGE_IDS)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_strip_names_every_page_and_marks_the_one_seen(page: str, lang: Lang) -> None:
    line = strip(page, lang, 75)
    assert length(line) <= 75
    (marked,) = [text for text, role in line if role == "title"]
    assert marked == f"▸{next(one.label.in_(lang) for one in PAGES if one.id == page)}◂"


def page_of(page: str, width: int = 75, lang: Lang = "de", **other: object) -> str:
    story = BENCH.customer(CUSTOMER)
    for name, value in other.items():
        setattr(story, name, value)
    return plain(page_lines(page, story, lang, "EUR", width, HAPPENED))  # type: ignore[arg-type]


def test_potential_tells_its_basis_and_the_claim_with_its_evidence() -> None:
    claim = Claim(CUSTOMER, "ada", Decimal(12000), Decimal(20000), date(2027, 10, 31), "neue Halle im Bau")
    told = page_of("potential", claim=claim)
    assert "30.841" in told
    assert "ähnliche Firmen" in told
    assert "12 TEUR mehr im Jahr, bis 31.10.2027 · ada" in told
    assert "Beleg: neue Halle im Bau" in told
    assert "von 4 abgelaufenen trafen 3 ein (75,0 %)" in told
    assert "keine; mit <customer.claim> wird eine aufgenommen" in page_of("potential", claim=None)


def test_the_score_tells_points_band_weight_and_what_is_missing() -> None:
    told = page_of("potential", lang="en")
    rows = {line.split()[0]: line.split()[1:] for line in told.splitlines() if line.split()}
    assert "Score 64.6 of 100, confidence 65 %" in told
    assert rows["Size"] == ["75", "50", "60", "30", "%", "40.0"]
    assert rows["Industry"] == ["[/Bau]", "80", "15", "%", "24.6"]
    assert "– Growth 35 %: not known" in told


def test_the_two_halves_of_health_and_a_new_need() -> None:
    told = page_of("potential")
    assert "−18,4 %     25 Punkte" in told
    assert "36,4 % → 34,2 %     40 Punkte" in told
    assert "= mäßig" in told
    assert "weit mehr als zuvor" in told
    assert "9 in 3 Monaten, 7 in den 9 davor" in told


def test_cross_selling_tells_lift_support_and_what_is_expected() -> None:
    rows = [line.split() for line in page_of("potential").splitlines()]
    assert ["Dübel", "1.240", "62", "%", "2,2", "18,0", "%", "Schrauben"] in rows


def test_effort_with_its_scale_payment_with_reasons() -> None:
    told = page_of("service")
    assert "1-7" in told
    assert "5,4" in told
    assert "– Tage bis Zahlung, Tage über Fälligkeit, Kreditkosten" in told
    assert "36,7 %" in told


def test_what_a_page_rests_on_is_named_once() -> None:
    told = page_of("service")
    assert "≈ beruht auf unbestätigten Annahmen: Satz je Besuch" in told
    assert "Annahmen" not in page_of("timeline")


def test_a_change_of_cost_is_no_loss() -> None:
    assert amounts.changed(Decimal(-5), "de") == ("         −5", "dim")
    assert amounts.changed(Decimal(-5), "de", is_sum=True) == ("         −5", "negative")
    assert amounts.changed(Decimal(5), "en", is_sum=True) == ("         +5", "")
    assert amounts.changed(None, "en")[0].strip() == "–"


def test_the_timeline_draws_orders_and_the_chance_and_lists_events() -> None:
    told = page_of("timeline")
    assert "zuletzt 90,0 % · am tiefsten 75,0 %" in told
    lines = told.splitlines()
    first = next(line for line in lines if "Servicefall" in line)
    assert first == "30.10.2026  Servicefall  35 min · T-1 [/x] · erledigt 31.10.2026"
    assert "28.10.2026  Anruf  3× · 24 min" in lines
    assert "12.09.2026  Kulanz  425 EUR · Kulanzersatz · Brandt" in lines
    assert "31.12.2025  Kondition ab  15,0 % · Dübel · bis 31.12.2026" in lines


def test_without_a_model_it_says_why() -> None:
    months = HAPPENED.months.with_columns(p_alive=pl.lit(None, pl.Float64))
    bare = replace(HAPPENED, months=months, why_no_model=Text("kein Modell", "no model"))
    assert "– kein Modell" in plain(timeline.alive(bare, "de", 75))
    nothing = replace(bare, months=months.clear(), why_no_model=None)
    assert "noch keine Umsätze" in plain(timeline.alive(nothing, "de", 75))
    assert "noch keine Umsätze" in plain(timeline.orders(nothing, "de", 75))


def test_of_very_many_events_the_newest_are_shown() -> None:
    many = replace(HAPPENED, events=pl.concat([HAPPENED.events] * 100))
    lines = plain(timeline.events(many, "de", "EUR", 75)).splitlines()
    assert len(lines) == timeline.MOST_EVENTS + 2
    assert "200 frühere" in lines[-1]


def test_pages_of_a_customer_of_whom_nothing_is_known() -> None:
    bare = BENCH.customer(CUSTOMER)
    bare.row = {**dict.fromkeys(bare.row), "customer_id": "1"}
    bare.parts = dict.fromkeys(bare.parts, ())
    bare.scoring, bare.claim, bare.hit_rate = (), None, HitRate()
    bare.cross_selling = bare.cross_selling.clear()
    bare.ladder = bare.ladder_before = bare.ladder_change = ()
    for page in PAGE_IDS[1:]:
        assert "ohne Namen" in plain(page_lines(page, bare, "de", "EUR", 75, HAPPENED))  # type: ignore[arg-type]


async def test_pages_are_turned_round_and_round() -> None:
    async with driven("customer", customer={"customer": CUSTOMER}) as drive:
        seen = []
        for _ in PAGE_IDS:
            await drive.press("greater_than_sign")
            seen.append(drive.text("#customer-pages").splitlines()[0].split("▸")[1].split("◂")[0])
        assert seen == ["Potenzial", "Service & Zahlung", "Ähnliche", "Verlauf", "Übersicht"]
        await drive.press("less_than_sign")
        assert "Ereignisse" in drive.text("#customer-story")
        await drive.press("right", "right")
        assert "Aussage zum Potenzial" in drive.text("#customer-story")
        await drive.press("n")
        assert "Aussage zum Potenzial" in drive.text("#customer-story")


async def test_arrows_scroll_the_neighbours_and_turn_the_page_where_no_columns_are_left() -> None:
    async with driven("customer", size=(80, 24), customer={"customer": CUSTOMER, "page": "neighbours"}) as drive:
        table = drive.app.query_one("#customer-alike")
        await drive.press("right", "right")
        assert table.skipped_columns == 2
        await drive.press("left", "left")
        assert (table.skipped_columns, table.has_focus) == (0, True)
        await drive.press("left")
        assert "▸Service & Zahlung◂" in drive.text("#customer-pages")
        await drive.press("right", "ctrl+end", "right")
        assert "▸Verlauf◂" in drive.text("#customer-pages")


async def test_enter_opens_a_neighbour_and_escape_comes_back() -> None:
    async with driven("customer", customer={"customer": CUSTOMER, "page": "neighbours"}) as drive:
        table = drive.app.query_one("#customer-alike")
        assert drive.app.focused is table
        other = table.cursor_key
        assert other != CUSTOMER
        await drive.press("enter")
        assert other in drive.text("#customer-story").splitlines()[0]
        assert "▸Übersicht◂" in drive.text("#customer-pages")
        await drive.press("escape")
        assert "▸Ähnliche◂" in drive.text("#customer-pages")
        assert CUSTOMER in drive.text("#customer-pages")


async def test_a_claim_is_made_from_the_screen() -> None:
    async with driven("customer", customer={"customer": CUSTOMER, "page": "potential"}) as drive:
        await drive.press("a", *"12.000", "enter")
        assert "nicht lesbar" in drive.screen()
        await drive.press("home", "delete", "delete", "delete", *"13")
        await drive.press("enter", *"neue Halle", "enter")
        assert drive.bench.claimed[CUSTOMER].evidence == "neue Halle"
        assert drive.bench.claimed[CUSTOMER].until == date(2027, 11, 1)
        assert "Potenzial aufgenommen" in drive.screen()
        assert "Beleg: neue Halle" in drive.text("#customer-story")


async def test_a_claim_without_evidence_is_refused_as_elsewhere() -> None:
    async with driven("customer", customer={"customer": CUSTOMER}) as drive:
        await drive.press("a", *"500", "enter", "enter")
        assert "Beleg" in drive.screen()
        assert drive.bench.claimed == {}
        await drive.press("a", *"500", "enter", *"x", "tab", "end", *"77", "enter")
        assert "Datum ist nicht lesbar" in drive.screen()
        await drive.press("escape")
        assert drive.bench.claimed == {}


async def test_the_page_is_remembered() -> None:
    async with driven("customer", customer={"customer": CUSTOMER, "page": "service"}) as drive:
        assert "Betreuung" in drive.text("#customer-story")
        assert drive.body.view_state() == {"customer": CUSTOMER, "page": "service"}
