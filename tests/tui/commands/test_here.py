from kw_tui.tui.commands.everything import all_commands
from kw_tui.tui.commands.here import commands_here
from tests.tui.driving import driven


async def test_what_works_here_comes_first_and_what_does_not_says_why() -> None:
    async with driven("customer") as drive:
        here = commands_here(drive.app, drive.app.screen)
        assert here[0].group.de == "Kunde"
        assert here[-1].group.de == "überall"
        told = {one.key.id: one.why.de for one in here if one.key and one.why}
        assert told["customer.letter"] == "Noch kein Kunde gewählt; / sucht einen."
        assert "customer.find" not in told
        assert told["app.back"] == "Davor war nichts."
        everything = {one.text.de for one in all_commands(drive.app, drive.app.screen)}
        assert {"Prüfliste", "kw-dark", "Deutsch", "Neu laden", "Zurück"} <= everything


async def test_an_overlay_says_whose_its_keys_are() -> None:
    async with driven("queue") as drive:
        await drive.press("e")
        assert {one.group.de for one in commands_here(drive.app, drive.app.screen)} == {"Befunde", "Tabelle"}
