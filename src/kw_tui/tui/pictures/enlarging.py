"""What a tab needs to show its pictures over the whole screen."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import events

from kw_tui.tui import messages
from kw_tui.tui.keys import Key
from kw_tui.tui.pictures.picture import Picture
from kw_tui.tui.pictures.screen import PictureScreen, Show
from kw_tui.tui.tabs.body import TabBody
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

PICTURED = "pictured"
"""The class of a panel that holds nothing but a picture."""
Made = Callable[["Workbench"], Sequence[Picture]]


def enlarge_key(place: str) -> Key:
    """Return the key that shows the pictures of a place large."""
    return Key(f"{place}.enlarge", "plus", "enlarge", Text("Bilder", "pictures"))


class Enlarging(TabBody):
    """A tab that has pictures."""

    def enlarge(self, title: Text, made: Made, first: str = "") -> None:
        """Show pictures over the whole screen, one of them first; they are asked for when it is shown."""

        def fill(show: Show) -> None:
            def answer(bench: "Workbench") -> "Sequence[Picture] | KwError":
                try:
                    return made(bench)
                except KwError as problem:
                    return problem

            self.inquire(answer, show, "pictures")

        self.app.push_screen(PictureScreen(title, self.lang, fill, self.opened, first))

    def on_click(self, event: events.Click) -> None:
        """A picture that is clicked is shown large."""
        if event.widget is not None and event.widget.has_class(PICTURED):
            self.action_enlarge()

    @abstractmethod
    def action_enlarge(self) -> None:
        """Show the pictures of the place large."""

    def opened(self, _picture: Picture, target: str) -> None:
        """Open the customer behind a figure."""
        self.post_message(messages.OpenCustomer(target))
