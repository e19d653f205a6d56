"""Where a tab's body will stand: it says `wird geladen ...` until there is one."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import reactive
from textual.widgets import Static

from kw_tui.tui.lines import printable
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.tui.tabs import TabEntry
    from kw_tui.tui.tabs.body import TabBody

LOADING = Text("wird geladen …", "loading …")


class Place(Container):
    """The place of one tab."""

    lang: reactive[Lang] = reactive("de")

    def __init__(self, entry: "TabEntry") -> None:
        super().__init__(id=f"place-{entry.id}")
        self.entry = entry
        self.body: TabBody | None = None
        """None until it stands: before, nothing in it can be asked for."""
        self.is_taken = False
        """Whether a body stands here, or is being put up."""
        self.is_furnished = False
        """Whether the body is there, and had the focus if it is looked at."""
        self._said = LOADING

    def compose(self) -> ComposeResult:
        """A word of patience."""
        yield Static(LOADING.in_(self.lang), classes="waiting", markup=False)

    def watch_lang(self) -> None:
        """Say it in the language."""
        if self.is_mounted:
            self.tell(self._said)

    def tell(self, said: Text = LOADING) -> None:
        """Say something in place of the body."""
        self._said = said
        if not self.is_taken:
            lines = said.in_(self.lang).split("\n")
            self.query_one(Static).update("\n".join(map(printable, lines)))

    async def furnish(self, body: "TabBody") -> bool:
        """Put the body in its place; tell whether it stands: in a program that is being left nothing does."""
        self.is_taken, body.id = True, self.entry.id
        await self.remove_children()
        if self.is_attached:
            await self.mount(body)
        if self.is_attached:
            self.body = body
        return self.body is not None
