"""The app: one coder, one project, one keeper that saves.

The frame is painted first; what it takes to code is imported after that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual._styles_cache import StylesCache
from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from qda.text import visible
from qda.tour import is_first_time
from qda.tui.looking import LookingApp
from qda.tui.screens.opening import OpeningScreen
from qda.tui.style import CSS
from qda.tui.words import FIRST_TIME, keys_not_used

if TYPE_CHECKING:
    from qda.tui.coding.screen import CodingScreen
    from qda.tui.keeper import Keeper
    from qda.tui.keymap import Keymap
    from qda.tui.memos import MemoFilter
    from qda.tui.reports import Report
    from qda.tui.screens.beside import BesideScreen


class QdaApp(LookingApp):
    """Coding interview transcripts.

    Args:
        folder: The project's folder.
        coder: Who codes.
        document: The name of the document to begin with; by default where the coder stopped.
        keymap: The keys in force; by default those of the registry.
        personal: Whether a user runs it, with keys and settings of their own.
    """

    TITLE = "qda"
    CSS = CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "command_palette", "all actions", show=False)
    ]

    class Reported(Message):
        """The keeper reports; carried from its thread to the app's."""

        def __init__(self, report: Report):
            super().__init__()
            self.report = report

    def __init__(
        self,
        folder: Path,
        coder: str,
        document: str | None = None,
        keymap: Keymap | None = None,
        *,
        personal: bool = False,
    ):
        super().__init__()
        self.folder = folder
        self.coder = coder
        self._document = document
        self._given_keys = keymap
        self._personal = personal
        self._made: dict[str, BesideScreen] = {}
        """The screens beside the text that have been shown, by name."""
        self._beside: BesideScreen | None = None
        self._last = "overview"
        self.next: Callable[[], int] | None = None
        """What the coder left for: another app, after which the project comes again."""

    @cached_property
    def keymap(self) -> Keymap:
        """The keys in force."""
        from qda.tui.keymap import BUILT_IN, keys_file, read_keymap

        if self._given_keys is not None:
            return self._given_keys
        return read_keymap(keys_file()) if self._personal else BUILT_IN

    @cached_property
    def keeper(self) -> Keeper:
        """What reads and saves."""
        from qda.tui.keeper import Keeper

        return Keeper(self.folder, self.coder, self._report, self._document)

    @cached_property
    def coding(self) -> CodingScreen:
        """The coding screen."""
        from qda.tui.coding.screen import CodingScreen

        return CodingScreen(self.coder, self.keeper, self.keymap.actions)

    def _report(self, report: Report) -> None:
        self.post_message(self.Reported(report))

    def get_default_screen(self) -> OpeningScreen:
        """The frame, under all other screens."""
        return OpeningScreen()

    def on_mount(self) -> None:
        """The frame is there; all else begins once it is painted."""
        self.begin_look()
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        """Put the coding screen over the frame, and open the project."""
        await self.push_screen(self.coding)
        self.theme_changed_signal.subscribe(self, lambda _: self.coding.on_theme_change())
        if self.keymap.mistakes:
            sentence = keys_not_used(self.keymap.mistakes)
            self.notify(visible(sentence), severity="warning", timeout=12, markup=False)
        if self._personal and is_first_time():
            self.notify(self.coding.keyed(FIRST_TIME), timeout=12, markup=False)
        self.keeper.start()

    def on_qda_app_reported(self, event: QdaApp.Reported) -> None:
        """Hand a report to the screen, unless its parts are gone because the app ends."""
        from qda.tui.reports import Answer

        report = event.report
        if len(self.coding.query("#transcript, #codebook, #here, #status")) < 4:
            return
        if isinstance(report, Answer):
            report.give()
            return
        self.coding.take_report(report)
        if self._beside is not None and self._beside.is_attached:
            self._beside.take_report(report)

    def pop_screen(self) -> AwaitComplete:
        """Close what is on top, but never the text: two closings may come in one burst of keys."""
        if self.screen is self.coding:
            return AwaitComplete()
        # Textual keeps in it what the last thousand widgets painted: half a megabyte a dialog.
        StylesCache.get_inner_outer.cache_clear()
        return super().pop_screen()

    def show(self, name: str) -> None:
        """Go to a screen beside the text; '' is the text. A screen left stays as it was."""
        from qda.tui.screens.beside import BesideScreen
        from qda.tui.screens.registered import make_screen

        if isinstance(self.screen, BesideScreen):
            self.pop_screen()
            self._beside = None
        if not name:
            return
        if name not in self._made:
            self._made[name] = make_screen(name, self.keymap.actions)
            self.install_screen(self._made[name], name)
        self._last, self._beside = name, self._made[name]
        self.push_screen(name)

    def show_last(self) -> None:
        """Go to the screen that was left last."""
        self.show(self._last)

    def revisit(self, code: str) -> None:
        """Show what is to be read again for a code: the way from a nought in a matrix."""
        from qda.tui.screens.revisit import RevisitScreen

        self.show("revisit")
        if isinstance(self._beside, RevisitScreen):
            self._beside.stand_on(code)

    def show_memos(self, filter_: MemoFilter) -> None:
        """Show some of the memos."""
        from qda.tui.screens.memos import MemosScreen

        self.show("memos")
        if isinstance(self._beside, MemosScreen):
            self._beside.choose(filter_)

    def show_case(self, name: str) -> None:
        """Show a case among the others."""
        from qda.tui.screens.cases import CasesScreen

        self.show("cases")
        if isinstance(self._beside, CasesScreen):
            self._beside.stand_on(name)

    def split(self, code: str) -> None:
        """Show a code's codings one by one, to be dealt out."""
        from qda.tui.screens.split import SplitScreen

        self.show("split")
        split = self._beside
        if isinstance(split, SplitScreen):
            self.call_after_refresh(split.begin, code)

    def go_to(self, document: int, place: int) -> None:
        """Show a place in the text."""
        self.show("")
        self.coding.go_to(document, place)

    async def action_quit(self) -> None:
        """Textual's own key for quitting leaves by the same door as ours."""
        self.coding.action_quit()

    def leave(self, then: Callable[[], int] | None = None) -> None:
        """Quit; wait for what is not saved, and say what it is.

        Args:
            then: What comes next, as the tour, before the project again.
        """
        from qda.tui.screens.leaving import LeavingDialog

        self.next = then
        if self._beside is not None:
            self._beside.keep()
        self.coding.keep_place()
        if self.coding.unsaved:
            self.push_screen(LeavingDialog(self.coding.unsaved))
        else:
            self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The command palette: every other action of the screen, then Textual's themes."""
        from qda.tui.keys import show_key
        from qda.tui.screens.keyed import KeyedScreen, each_action

        keyed = screen if isinstance(screen, KeyedScreen) else self.coding
        caller = each_action(keyed)
        for action in keyed.actions:
            if action.id == "app.palette":
                continue
            keys = ", ".join(map(show_key, action.keys)) or "none"
            title = f"{action.group}: {action.words}"
            # The ten digits come once something is typed: they would fill the list.
            digit = any(key.isdigit() for key in action.keys)
            yield SystemCommand(title, f"key {keys}", caller(action), not digit)
        yield SystemCommand("View: choose a theme", "colours", self.action_change_theme)
