"""Many letters are saved part by part; what is cancelled on the way says how far it came."""

from pathlib import Path
from typing import Any

from kw_tui.tui.letters.saving import LEFT_OUT, PART, Saving


class Folder:
    """A workbench that saves letters; somebody stops after the first part."""

    def __init__(self, saving: Saving | None = None) -> None:
        self.stopping = saving

    def save_letters(self, letters: Any) -> list[Path]:
        if self.stopping is not None:
            self.stopping.stop()
        return [Path(str(one)) for one in letters]


def test_all_are_saved_in_their_order() -> None:
    saving = Saving(list(range(2 * PART + 3)))  # type: ignore[arg-type]
    saving.save(Folder())  # type: ignore[arg-type]
    assert saving.is_whole
    assert [int(path.name) for path in saving.paths] == list(range(2 * PART + 3))


def test_stopped_it_saves_no_further_part_and_says_what_is_left() -> None:
    saving = Saving(list(range(1200)))  # type: ignore[arg-type]
    saving.save(Folder(saving))  # type: ignore[arg-type]
    assert (saving.is_whole, len(saving.paths)) == (False, PART)
    assert saving.told(LEFT_OUT, "de") == "Abgebrochen: 50 von 1.200 Schreiben sind gespeichert, die übrigen nicht"
