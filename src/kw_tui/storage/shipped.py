"""Where the folders that come with the program lie: inside the wheel, or at the top of a source tree."""

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).parents[1]


def shipped(folder: Literal["themes", "sample_data", "letters"]) -> Path:
    """Return the folder of shipped themes, sample data or letter templates."""
    in_wheel = _PACKAGE / "_shipped" / folder
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parents[1] / folder
