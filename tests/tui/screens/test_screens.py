"""How every screen looks, in three sizes, two languages and five ways to colour it: compared with `goldens/`.

`KW_GOLDEN=write pytest tests/tui/screens` writes them anew; `python -m tests.tui.screens.contact_sheets FOLDER` makes
pictures of them.
"""

import os

import pytest

from tests.tui.driving import driven
from tests.tui.screens.picture import golden, written
from tests.tui.screens.scenes import SCENES, Scene
from tests.tui.screens.viewing import NAMES, SHOWN, views


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_screen(scene: Scene) -> None:
    async with driven(scene.tab, bench=scene.workbench(), size=(80, 24)) as drive:
        await drive.press(*scene.keys)
        assert type(drive.app.screen).__name__ == (scene.overlay or "Screen")
        drive.app.clear_notifications()  # they go by themselves, sooner or later
        if scene.told:
            drive.app.notify(scene.told, timeout=1000, markup=False)
        found = written(await views(drive, whole=scene.whole), SHOWN, NAMES)
    path = golden(scene.name)
    if os.environ.get("KW_GOLDEN") == "write":
        path.write_text(found, encoding="utf-8")
    assert found == (path.read_text(encoding="utf-8") if path.exists() else "")
