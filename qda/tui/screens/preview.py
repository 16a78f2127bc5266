"""What a file will hold, shown while its name is typed: the end of the name is the format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from qda.errors import QdaError
from qda.text import visible
from qda.tui import words_matrix as words
from qda.tui.screens.asking import FRAME
from qda.tui.screens.dialog import Dialog


class PreviewDialog(Dialog[str | None]):
    """Ask for a file's name and show what it will hold; None where the coder leaves.

    Args:
        title: What is written.
        file: The name that stands there to begin with.
        show: Gives for a format what the file will hold; raises a `QdaError` where it cannot be.
        said: What to think of before it leaves the room.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close"),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(20)", show=False),
        Binding("pageup", "scroll(-20)", show=False),
    ]
    DEFAULT_CSS = f"""PreviewDialog {{ {FRAME}
        & > .asking {{ width: 96%; height: 90%; }}
        & #preview {{
            height: 1fr; border-top: solid $foreground 25%; border-bottom: solid $foreground 25%;
            scrollbar-size: 1 1;
            &:focus {{ border-top: solid $primary; border-bottom: solid $primary; }}
        }}
        & #preview-text {{ width: auto; height: auto; }}
        & #preview-said {{ color: $text-warning; height: auto; max-height: 4; }}
        & .asking-title, & .asking-keys {{
            margin: 0; text-wrap: nowrap; text-overflow: ellipsis;
        }}
        & #preview-file {{ border: none; height: 1; padding: 0; }}
    }}"""

    def __init__(self, title: str, file: str, show: Callable[[str], str], said: Sequence[str] = ()):
        super().__init__()
        self._title, self._file, self._show, self._said = title, file, show, said
        self._kind = ""

    def compose(self) -> ComposeResult:
        """A title, what the file will hold, what to think of, its name, the keys."""
        with Vertical(classes="asking"):
            yield Static(Content(visible(self._title)), classes="asking-title")
            with ScrollableContainer(id="preview"):
                yield Static(id="preview-text", markup=False)
            if self._said:
                yield Static(Content(visible("\n".join(self._said))), id="preview-said")
            yield Input(visible(self._file), id="preview-file")
            yield Static(words.PREVIEW_KEYS, classes="asking-keys")

    def begin(self) -> None:
        """Type first; what is there shows below."""
        self.query_one(Input).focus()
        self._preview(self._file)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._preview(event.value)

    def _preview(self, file: str) -> None:
        """Show the format that a name ends in; while none is named the one before stays."""
        kind = Path(file.strip()).suffix.removeprefix(".").lower()
        if not kind or kind == self._kind:
            return
        self._kind = kind
        try:
            text = self._show(kind)
        except QdaError as error:
            text = error.message
        self.query_one("#preview-text", Static).update(Content(visible(text)))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())

    def action_scroll(self, lines: int) -> None:
        """Go on in what is shown."""
        self.query_one("#preview").scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        """Write nothing."""
        self.dismiss(None)
