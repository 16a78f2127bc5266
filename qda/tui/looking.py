"""An app with looks: chosen once, kept for every project, and fit for what the terminal can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from textual import work
from textual.filter import LineFilter
from textual.theme import Theme

from qda.errors import QdaError
from qda.settings import keep_setting, read_settings
from qda.tui.inturn import InTurnApp
from qda.tui.themes import LOOKS, OURS, TERMINAL, filter_of

LOOK: Final = "look"
"""The setting that names the look, which is a theme."""


class LookingApp(InTurnApp):
    """Wears a theme and shows everything legibly in it; a mistake in the program shows no text."""

    kept_look = ""
    """The look that was chosen before; '' where none was."""
    keep_look: Callable[[str], None] | None = None
    """Keeps a look that is chosen; None keeps none."""

    def __init__(self) -> None:
        super().__init__()
        for theme in OURS:
            self.register_theme(theme)

    def _fatal_error(self) -> None:
        # Textual's own page prints local variables, and those hold transcript text.
        from qda.tui import crash

        crash.log_current()
        self.bell()
        self._exit_renderables.append(crash.sentence())
        self._close_messages_no_wait()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line drawn passes, legibility last."""
        return (*super().get_line_filters(), filter_of(self.current_theme))

    def begin_look(self) -> None:
        """Wear the look that was kept; the terminal's own where it knows sixteen colours."""
        if self.console.color_system == "standard" and not self.is_headless:
            self.theme = TERMINAL
        elif self.kept_look in self.available_themes:
            self.theme = self.kept_look
        self.kept_look = self.theme
        self.theme_changed_signal.subscribe(self, self._chosen)

    def look(self, theme: str) -> None:
        """Wear another look, and say which."""
        self.theme = theme
        self.notify(LOOKS.get(theme, theme), timeout=3, markup=False)

    def _chosen(self, theme: Theme) -> None:
        if theme.name != self.kept_look:
            self.kept_look = theme.name
            self._keep(theme.name)

    @work(thread=True, group="look")
    def _keep(self, theme: str) -> None:
        """On a thread, as the disk may be slow."""
        try:
            if self.keep_look is not None:
                self.keep_look(theme)
        except QdaError as error:
            sentence = str(error)
            self.call_from_thread(self.notify, sentence, severity="warning", markup=False)


def wear_kept_look(app: LookingApp) -> None:
    """Let an app begin with the look in the user's settings, and keep there what is chosen."""
    with suppress(QdaError):  # settings that cannot be read have no look
        app.kept_look = read_settings().get(LOOK, "")
    app.keep_look = lambda theme: keep_setting(LOOK, theme)
