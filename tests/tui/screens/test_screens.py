"""How every screen looks, in three sizes, both languages and all ways to colour it: compared with `goldens/`.

And that each follows the language while it is open, with no word that is not a `Text`.

`KW_GOLDEN=write pytest tests/tui/screens` writes them anew; `python -m tests.tui.screens.contact_sheets FOLDER` makes
pictures of them.
"""

import os
import pkgutil
import re
from importlib import import_module

import pytest

import kw_tui.tui
from kw_tui.tui.widgets.modal import Modal
from tests.tui.driving import Drive
from tests.tui.screens.picture import golden, shot, written
from tests.tui.screens.scenes import DATA, GERMAN_FIGURES, SCENES, Scene
from tests.tui.screens.tongues import letters, strangers, tongues
from tests.tui.screens.viewing import NAMES, SHOWN, overlay, settled, views


async def foreign(drive: Drive) -> tuple[set[str], list[str]]:
    """Speak two made-up languages; return the words that are in none, and lines in the one just left."""
    unknown, left_behind = set[str](), list[str]()
    with tongues():
        for lang, other in (("en", "de"), ("de", "en")):
            drive.app.lang = lang
            await settled(drive)
            lines = shot(drive.app, overlay(drive)).lines
            unknown |= strangers(lines, DATA | GERMAN_FIGURES if lang == "de" else DATA)
            left_behind += [line for line in lines if set(letters(other)) & set(line)]
    return unknown, left_behind


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_screen(scene: Scene) -> None:
    async with scene.running() as drive:
        await drive.press(*scene.keys)
        assert type(drive.app.screen).__name__ == (scene.overlay or "Screen")
        drive.app.clear_notifications()  # they go by themselves, sooner or later
        if scene.told:
            drive.app.notify(scene.told, timeout=1000, markup=False)
        found = written(await views(drive, scene.sizes, whole=scene.whole), SHOWN, NAMES)
        unknown, left_behind = await foreign(drive)
    if "letters" not in scene.name:  # a letter is written in the language of the customer
        assert unknown == set(), "no `Text` says this, or it does not follow the language"
    assert left_behind == []
    assert re.findall(r"<[a-z_]+(?:\.[a-z_]+)+>", found) == [], "a key is told by its id"
    path = golden(scene.name)
    if os.environ.get("KW_GOLDEN") == "write":
        path.write_text(found, encoding="utf-8")
    assert found == (path.read_text(encoding="utf-8") if path.exists() else "")


def overlays(kind: type) -> set[str]:
    """The overlays of the program: classes of which no other is made."""
    found = [one for one in kind.__subclasses__() if one.__module__.startswith("kw_tui.")]
    return set().union(*map(overlays, found)) if found else {kind.__name__}


def test_every_overlay_has_its_scene() -> None:
    for module in pkgutil.walk_packages(kw_tui.tui.__path__, "kw_tui.tui."):
        import_module(module.name)
    assert overlays(Modal) - {scene.overlay for scene in SCENES} == set()


def test_no_golden_file_is_of_a_scene_that_is_gone() -> None:
    assert {path.stem for path in golden("x").parent.iterdir()} == {scene.name for scene in SCENES}
