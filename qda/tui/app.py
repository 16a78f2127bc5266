"""The app: one coder, one project, one keeper that saves."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from qda.coding.changes import words_of
from qda.errors import QdaError
from qda.settings import keep_setting, read_settings
from qda.text import visible
from qda.tui import crash
from qda.tui.coding.screen import CodingScreen
from qda.tui.keeper import Keeper
from qda.tui.keymap import BUILT_IN, Keymap, keys_file, read_keymap
from qda.tui.keys import show_key
from qda.tui.reports import Answer, Report
from qda.tui.screens.keyed import KeyedScreen, each_action
from qda.tui.screens.leaving import LeavingDialog
from qda.tui.screens.registered import make_screen
from qda.tui.style import CSS
from qda.tui.tour import lay_out_tour, tour_folder
from qda.tui.words import FIRST_TIME, keys_not_used, lost

if TYPE_CHECKING:
    from qda.tui.memos import MemoFilter
    from qda.tui.screens.beside import BesideScreen

GREETED = "greeted"
"""The setting that says that this user has been told of the tour."""


class QdaApp(App[None]):
    """Coding interview transcripts.

    Args:
        folder: The project's folder.
        coder: Who codes.
        document: The name of the document to begin with; by default where the coder stopped.
        keymap: The keys in force; by default those of the registry.
        greeting: What is said when the screen is there.
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
        keymap: Keymap = BUILT_IN,
        greeting: str = "",
    ):
        super().__init__()
        self.coder = coder
        self.keeper = Keeper(folder, coder, self._report, document)
        self._keymap_mistakes = keymap.mistakes
        self._actions = keymap.actions
        self.coding = CodingScreen(coder, self.keeper, keymap.actions)
        self._made: dict[str, BesideScreen] = {}
        """The screens beside the text that have been shown, by name."""
        self._beside: BesideScreen | None = None
        self._last = "overview"
        self.to_tour = False
        """Whether the coder left for the tour."""
        self._greeting = greeting

    def _report(self, report: Report) -> None:
        self.post_message(self.Reported(report))

    def on_mount(self) -> None:
        """Show the frame; the project is opened once it is painted."""
        self.theme_changed_signal.subscribe(self, lambda _: self.coding.on_theme_change())
        self.push_screen(self.coding)
        if self._keymap_mistakes:
            sentence = keys_not_used(self._keymap_mistakes)
            self.notify(visible(sentence), severity="warning", timeout=12, markup=False)
        if self._greeting:
            self.notify(self._greeting, timeout=12, markup=False)
        self.call_after_refresh(self.keeper.start)

    def on_qda_app_reported(self, event: QdaApp.Reported) -> None:
        """Hand a report to the screen, unless its parts are gone because the app ends."""
        report = event.report
        if len(self.coding.query("#transcript, #codebook, #here, #status")) < 4:
            return
        if isinstance(report, Answer):
            report.give()
            return
        self.coding.take_report(report)
        if self._beside is not None and self._beside.is_attached:
            self._beside.take_report(report)

    def show(self, name: str) -> None:
        """Go to a screen beside the text; '' is the text. A screen left stays as it was."""
        from qda.tui.screens.beside import BesideScreen

        if isinstance(self.screen, BesideScreen):
            self.pop_screen()
            self._beside = None
        if not name:
            return
        if name not in self._made:
            self._made[name] = make_screen(name, self._actions)
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

    def go_to(self, document: int, place: int) -> None:
        """Show a place in the text."""
        self.show("")
        self.coding.go_to(document, place)

    async def action_quit(self) -> None:
        """Textual's own key for quitting leaves by the same door as ours."""
        self.coding.action_quit()

    def leave(self, *, to_tour: bool = False) -> None:
        """Quit; wait for what is not saved, and say what it is.

        Args:
            to_tour: Whether the tour comes next, and then the project again.
        """
        self.to_tour = to_tour
        self.coding.keep_place()
        if self.coding.unsaved:
            self.push_screen(LeavingDialog(self.coding.unsaved))
        else:
            self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The command palette: every action that the screen has, then Textual's themes."""
        keyed = screen if isinstance(screen, KeyedScreen) else self.coding
        caller = each_action(keyed)
        for action in keyed.actions:
            keys = ", ".join(map(show_key, action.keys)) or "none"
            title = f"{action.group}: {action.words}"
            yield SystemCommand(title, f"key {keys}", caller(action))
        yield SystemCommand("View: choose a theme", "colours", self.action_change_theme)

    def _fatal_error(self) -> None:
        # Textual's own page prints local variables, and those hold transcript text.
        crash.log_current()
        self.bell()
        self._exit_renderables.append(crash.sentence())
        self._close_messages_no_wait()


def run(folder: Path, coder: str, document: str | None = None) -> int:
    """Open the project in the terminal until the coder quits.

    Returns:
        The exit code: 0, or 1 where something was not saved or the program had a mistake.
    """
    keymap = read_keymap(keys_file())
    app = QdaApp(folder, coder, document, keymap, _greeting())
    code = _run(app)
    while app.to_tour and not code:
        code = run_tour(coder, keymap)
        if not code:
            app = QdaApp(folder, coder, None, keymap)
            code = _run(app)
    return code


def run_tour(coder: str, keymap: Keymap | None = None) -> int:
    """Take the tour, in a project of its own made anew; what `run` returns."""
    keymap = keymap or read_keymap(keys_file())
    return _run(QdaApp(lay_out_tour(tour_folder(), coder, keymap.actions), coder, None, keymap))


def _run(app: QdaApp) -> int:
    try:
        app.run()
    finally:
        app.keeper.close()
    for act in app.keeper.unsaved:
        print(lost(words_of(act)), file=sys.stderr)  # noqa: T201 (the screen is gone)
    return 1 if app.keeper.unsaved else app.return_code or 0


def _greeting() -> str:
    """What a coder is told the first time, once for all projects."""
    try:
        if GREETED in read_settings():
            return ""
        keep_setting(GREETED, "yes")
    except QdaError:  # without settings it is no first time
        return ""
    return FIRST_TIME
