import pytest

from kw_tui.tui.lines import plain
from kw_tui.tui.tabs.customer import view
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
    assert next(line for line in lines if "Mahnungen" in line).split()[-2:] == ["–", "–"]


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
    bare.proposal = None
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


async def test_a_customer_that_is_gone_is_forgotten() -> None:
    async with driven("customer", customer={"customer": "gone"}) as drive:
        assert "Noch kein Kunde" in drive.text("#customer-story")
