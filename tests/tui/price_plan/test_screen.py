from kw_tui.tui.price_plan.screen import PricePlanScreen
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text
from tests.tui.driving import driven


async def test_the_plan_opens_from_the_queue_and_from_the_customer() -> None:
    async with driven(size=(80, 24)) as drive:
        await drive.press("w")
        assert isinstance(drive.app.screen, PricePlanScreen)
        assert "Schritte in % des heutigen Preises" in drive.screen()
        await drive.press("w")
        assert not isinstance(drive.app.screen, PricePlanScreen)
        await drive.press("enter", "w")
        assert drive.app.tab == "customer"
        assert "Preisplan: " in drive.screen()


async def test_the_cursor_moves_and_the_figures_follow() -> None:
    async with driven(size=(80, 24)) as drive:
        await drive.press("w", "right")
        assert "Menge verloren" in drive.screen()
        assert " 11 %" in drive.text("#price-plan-lines")
        await drive.press("shift+right", "shift+right", "left")
        assert " 30 %" in drive.text("#price-plan-lines")
        await drive.press(*["shift+left"] * 4)
        assert " 0 %" in drive.text("#price-plan-lines")
        await drive.press("tab")
        assert "Kleinaufträge" in drive.text("#price-plan-lines")


async def test_another_step_is_asked_for_by_half_per_cents_within_bounds() -> None:
    async with driven(size=(80, 24)) as drive:
        await drive.press("w", "minus")
        assert "3,5 %" in drive.text("#price-plan-lines")
        assert "vorgeschlagen 4,0 %" in drive.text("#price-plan-lines")
        await drive.press("plus")
        assert "vorgeschlagen" not in drive.text("#price-plan-lines")
        assert "braucht eine Begründung" not in drive.text("#price-plan-lines")
        await drive.press("plus")
        assert "Schritt 4,5 % liegt über 4,0 %" in drive.text("#price-plan-lines")
        await drive.press("r")
        assert "liegt über 4,0 %" in drive.screen()
        assert drive.bench.history == []  # first a reason
        await drive.press("escape", "w", *["minus"] * 9)
        assert "+0,5 %" in drive.text("#price-plan-lines")


async def test_the_step_looked_at_can_be_decided_on() -> None:
    async with driven(size=(80, 24)) as drive:
        customer = drive.body.browser.table.cursor_key
        await drive.press("w", "minus", "r")
        made = drive.bench.history[-1]
        assert (made.customer_id, made.action, made.step) == (customer, "reprice", 0.035)
        assert "✓ Preis anpassen +3,5 %: " in drive.text("#queue-heading")
        await drive.press("u", "enter", "w", "r")
        assert drive.bench.history[-1].step == 0.04


async def test_on_a_tall_screen_plan_and_picture_stand_together_in_either_language() -> None:
    async with driven(size=(120, 45)) as drive:
        await drive.press("w")
        for shown in ("Kleinaufträge", "Was wäre, wenn Menge verloren ginge", "Rechnet mit"):
            assert shown in drive.screen()
        await drive.press("f2")
        assert "What if volume is lost" in drive.screen()


async def test_a_problem_is_told_in_its_place() -> None:
    async with driven(size=(80, 24)) as drive:

        def refuse(*_: object, **__: object) -> None:
            raise UsageError(Text("geht nicht\x1b[2J", "no"), Text("anders", "else"))

        drive.bench.price_plan = refuse
        await drive.press("w", "plus", "right", "tab")
        assert "geht nicht·[2J - anders" in drive.screen()
