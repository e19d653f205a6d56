"""A screen in front of all others, that is answered once, and that follows the language."""

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from rich.console import RenderableType
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

from kw_tui.tui.keys import Key, bindings, with_keys
from kw_tui.tui.widgets.parting import Parting
from kw_tui.tui.widgets.shade import Shade
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.tui.app import KwApp

Answered = TypeVar("Answered")


class Modal(ModalScreen[Answered], Parting):
    """Closes once, and only itself; what was asked for it nobody wants any more then."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("reading.language", "f2", "language", Text("Sprache: English", "Language: Deutsch"), show=False),
    )
    BINDINGS = bindings(KEYS)
    _lang: Lang = "de"
    _is_left = False

    @property
    def is_there(self) -> bool:
        """Whether it can still be drawn: while it closes, what it consists of goes piece by piece."""
        return self.is_attached and not self._is_left

    def speak(self) -> None:
        """Write every word in the current language; what was typed stays."""

    def render(self) -> RenderableType:
        """Return what is seen around it: the screen below, dimmed.

        Textual takes the next of a list it has not drawn yet: of several overlays two could each be below the other.
        """
        stack, colour = self.app.screen_stack, self.styles.background
        if self not in stack[1:] or colour.a == 1:
            return super().render()
        return Shade(stack[stack.index(self) - 1], colour)

    def on_mount(self) -> None:
        """Hear of another language."""
        if hasattr(type(self.app), "lang"):
            self.watch(self.app, "lang", self._heard, init=False)

    def _heard(self) -> None:
        self.call_next(self._follow)  # the tab below, whom a question may be put by, has it then

    def _follow(self) -> None:
        if self.is_there:
            self._lang = cast("KwApp", self.app).lang
            self.speak()

    def action_language(self) -> None:
        """Speak the other language, here and below."""
        cast("KwApp", self.app).action_next_language()

    def keyed(self, text: Text, lang: Lang) -> str:
        """Return a phrase with the keys that hold here in the place of their ids: `<sheets.leave> closes`."""
        return with_keys(text, self).in_(lang)

    def dismiss(self, result: Answered | None = None) -> AwaitComplete:
        """Close with a result; nothing happens where it is closed already.

        Of two keys pressed fast, the second can arrive when the first has closed it: the next screen would be closed.
        """
        if not self.is_active:
            return AwaitComplete()
        self._is_left = True
        desk = getattr(self.app, "desk", None)
        if desk is not None:
            desk.jobs.left(self)
        return super().dismiss(result)

    def on_resize(self) -> None:
        """Set the breakpoints of the screens below: Textual lays them out in the new size, but leaves them narrow."""
        app, size = self.app, self.app.size
        for below in app.screen_stack[:-1]:
            for marks, extent in ((app.HORIZONTAL_BREAKPOINTS, size.width), (app.VERTICAL_BREAKPOINTS, size.height)):
                reached = [name for least, name in marks or () if extent >= least][-1:]
                for _, name in marks or ():
                    below.set_class(name in reached, name)
