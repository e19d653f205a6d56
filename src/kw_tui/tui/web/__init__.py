"""The program in a browser on the same machine: a process for each tab, and nothing loaded from outside."""

import os

DRIVER = "kw_tui.tui.web.driver:TabDriver"
"""What draws where the terminal is a tab of a browser, as Textual is told it."""


def is_tab() -> bool:
    """Whether this process was started to draw into a tab."""
    return os.environ.get("TEXTUAL_DRIVER") == DRIVER
