"""The codebook pane: the tree of codes with their digits, letters and counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qda.tui import words
from qda.tui.looks import CodeLook, shortened
from qda.tui.widgets.reversible import Options


class CodebookPane(Options):
    """All codes in use. The highlighted one is in focus: its passages are coloured in the text.

    `Enter` applies it to the selection or the current segment.
    """

    BORDER_TITLE = words.CODEBOOK
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]

    class Focused(Message):
        """A code is in focus, or none."""

        def __init__(self, code: str | None):
            super().__init__()
            self.code = code

    class Chosen(Message):
        """A code is to be applied."""

        def __init__(self, code: str):
            super().__init__()
            self.code = code

    def __init__(self) -> None:
        super().__init__(id="codebook", markup=False)
        self._looks: tuple[CodeLook, ...] = ()
        self._counts: dict[str, int] = {}

    def show_codes(self, looks: Iterable[CodeLook]) -> None:
        """Show these codes; those retired are left out, and the one in focus stays in focus."""
        focused = self.highlighted_option.id if self.highlighted_option else None
        self._looks = tuple(look for look in looks if not look.retired)
        self.clear_options()
        self.add_options(Option(self._row(look), id=look.id) for look in self._looks)
        self.highlighted = next((n for n, k in enumerate(self._looks) if k.id == focused), None)

    def go_to(self, code: str) -> None:
        """Put a code in focus, if it is shown."""
        found = next((n for n, look in enumerate(self._looks) if look.id == code), None)
        if found is not None:
            self.highlighted = found

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many codings each code has itself."""
        changed = [k for k in {*counts, *self._counts} if counts.get(k) != self._counts.get(k)]
        self._counts = dict(counts)
        for look in self._looks:
            if look.id in changed:
                self.replace_option_prompt(look.id, self._row(look))

    def on_resize(self) -> None:
        """Set the counts against the right edge again."""
        for look in self._looks:
            self.replace_option_prompt(look.id, self._row(look))

    def _row(self, look: CodeLook) -> Content:
        width = max(16, self.scrollable_content_region.width - 2)
        count = str(self._counts.get(look.id, "") or "")
        pin = "" if look.pin is None else str(look.pin)
        room = width - 6 - 2 * look.depth - max(3, cell_len(count))
        name = set_cell_size(shortened(look.name, room), room)
        return Content.assemble(
            (f"{pin:1} ", "$foreground 60%"),
            "  " * look.depth,
            (f"{look.letters:<2} ", f"bold {look.colour}"),
            (name, "bold" if look.depth == 0 else ""),
            (f"{count:>3}", "$foreground 60%"),
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which code is in focus."""
        event.stop()
        self.post_message(self.Focused(event.option_id))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell which code is to be applied."""
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Chosen(event.option_id))
