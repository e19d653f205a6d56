"""Take the picture of the README from the running program on the sample data: `python docs/screenshot.py`."""

import asyncio
import re
import tempfile
from pathlib import Path

from kw_tui.storage.shipped import shipped
from kw_tui.tui.app import KwApp
from kw_tui.workbench import Workbench

TARGET = Path(__file__).with_name("queue.svg")
SIZE = (120, 35)


async def picture(session: Path) -> str:
    """Return the queue tab as SVG, without the fonts a browser would fetch."""
    app = KwApp(lambda: Workbench.open(session, lang="en"), lang="en")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4")
        for _ in range(100):
            await pilot.pause(0.1)
            if "0015391" in (drawn := app.export_screenshot(title="kw demo")):
                break
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")


def main() -> None:
    """Import the sample data into a session that is thrown away, and write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        session = Path(folder) / "demo.kw.toml"
        Workbench.open_or_new(session, lang="en").import_files(sorted(shipped("sample_data").glob("*.csv")))
        TARGET.write_text(asyncio.run(picture(session)), encoding="utf-8")


if __name__ == "__main__":
    main()
