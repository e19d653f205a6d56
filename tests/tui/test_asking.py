from kw_tui.tui.unforeseen import noted
from kw_tui.vocabulary.errors import SessionError
from kw_tui.vocabulary.texts import Text
from tests.tui.driving import driven


async def test_settings_are_set_and_every_tab_reads_anew() -> None:
    async with driven("segmentation") as drive:
        before = drive.app.revision
        await drive.press("m", "j")
        assert drive.bench.settings.choice("abc_measure") == "db1"
        assert drive.app.revision == before + 1
        assert "ABC nach DB I" in drive.text("#segments-heading")


async def test_what_others_decide_appears() -> None:
    async with driven("queue") as drive:
        customer = drive.body.browser.table.cursor_key
        drive.bench.decide(customer, "reprice")
        drive.bench.foreign_change = True
        drive.app.look_for_others()
        await drive.settle()
        assert drive.body.browser.table.cursor_key != customer


async def test_undo_and_redo_say_what_they_did() -> None:
    async with driven("queue") as drive:
        customer, name = drive.body.browser.table.cursor_key, drive.body.browser.row()["name"]
        await drive.press("u")
        assert "Nichts zum" in drive.screen()
        await drive.press("r", "u")
        assert drive.bench.history == []
        assert f"Zurückgenommen: Preis anpassen, {name} ({customer})" in " ".join(drive.screen().split())
        await drive.press("y")
        assert [entry.customer_id for entry in drive.bench.history] == [customer]


async def test_a_refused_decision_leaves_the_item_open_under_the_cursor() -> None:
    async with driven("queue") as drive:
        drive.bench.refuses = True
        customer = drive.body.browser.table.cursor_key
        await drive.press("r")
        assert "vergeben" in drive.screen()
        assert drive.body.browser.shown["customer_id"][0] == customer
        assert drive.body.browser.table.cursor_key == customer
        assert drive.bench.seen == {customer: None}  # what others decide from now on is not replaced


async def test_several_decided_at_once_leave_the_cursor_on_the_next_and_undone_on_the_first() -> None:
    async with driven("queue") as drive:
        table, shown = drive.body.browser.table, list(drive.body.browser.shown["customer_id"])
        await drive.press("down", "space", "down", "down", "v", "k", *"gut", "enter")
        assert {entry.customer_id for entry in drive.bench.history} == set(shown[1:5])
        assert table.cursor_key == shown[5]
        await drive.press("u", "u", "u", "u")
        drive.app.point_at(shown[3], shown[1])  # as what is undone at one stroke is told
        assert table.cursor_key == shown[1]
        await drive.press("f", "end", "f", "f")
        assert table.cursor_key == shown[1]  # each list has its place


async def test_what_nobody_foresaw_is_told_with_the_key_that_reads_anew() -> None:
    async with driven("queue", lang="en", keys={"app.reload": "f10"}) as drive:
        drive.app.show_problem(noted(ZeroDivisionError("x")))
        drive.app.show_problem(SessionError(Text("a", "a"), Text("b", "b")))
        await drive.settle()
        first, second = (str(one.message) for one in drive.app._notifications)
        assert first.endswith("; F10 reloads")
        assert second == "a - b"
