"""What is at the cursor: the codes with their coders and memos, and the last things done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from qda.text import visible
from qda.tui import words
from qda.tui.looks import CodeLook

_MUTED: Final = "$foreground 60%"


@dataclass(frozen=True, slots=True)
class CodeHere:
    """A coding at the cursor, as the pane shows it."""

    look: CodeLook
    coder: str
    where: str
    state: str
    memo: str
    in_focus: bool


@dataclass(frozen=True, slots=True)
class MarkHere:
    """A flag or a quotable at the cursor: its sign in the gutter, its name, whose it is."""

    sign: str
    name: str
    coder: str


@dataclass(slots=True)
class _Wrapped:
    """A text and its lines at the width at which they were last wanted."""

    content: Content = field(default_factory=Content)
    _width: int = 0
    _lines: list[Content] = field(default_factory=list)

    def lines(self, widget: Widget) -> list[Content]:
        """The lines, as wide as a widget has room for."""
        width = max(1, widget.size.width)
        if width != self._width:
            self._width, self._lines = width, self.content.wrap(width)
        return self._lines


class HerePane(Widget):
    """Codes, coders and memos at the cursor, then what was done last.

    It changes with every key that moves the cursor, so it keeps its size and only draws anew;
    what does not fit is scrolled to by lines.
    """

    BORDER_TITLE = words.HERE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_by(1)", show=False),
        Binding("up", "scroll_by(-1)", show=False),
    ]
    can_focus = True

    def __init__(self) -> None:
        super().__init__(id="here")
        self._here = _Wrapped()
        self._recent = _Wrapped()
        self._top = 0

    def show_here(
        self, codes: Sequence[CodeHere], memos: Sequence[str], marks: Sequence[MarkHere]
    ) -> None:
        """Show the codings, marks and memos at the cursor."""
        lines = [_code_line(code) for code in codes]
        lines += [
            Content.assemble(
                (f"{mark.sign} ", "bold"),
                mark.name,
                (f"  {visible(mark.coder)}", _MUTED),
            )
            for mark in marks
        ]
        lines += [Content.assemble(("✎ ", "bold"), visible(memo)) for memo in memos]
        here = Content("\n").join(lines or [Content.styled(words.NOTHING_HERE, _MUTED)])
        if here != self._here.content:
            self._here, self._top = _Wrapped(here), 0
            self.refresh()

    def show_recent(self, acts: Sequence[str]) -> None:
        """Show the last acts, newest first."""
        recent = "\n".join(f"· {visible(act)}" for act in acts)
        self._recent = _Wrapped(Content.styled(recent, _MUTED))
        self.refresh()

    def render(self) -> Content:
        """As many lines as there is room for, and how many more there are."""
        here, recent, room = self._here.lines(self), self._recent.lines(self), self.size.height
        shown = [*here, Content(""), *recent][self._top : self._top + room]
        below = len(here) - self._top - room
        if below > 0:
            shown[-1:] = [Content.styled(words.more_below(below + 1), _MUTED)]
        return Content("\n").join(shown)

    def action_scroll_by(self, step: int) -> None:
        """Show lines further down or up."""
        lines = len(self._here.lines(self)) + 1 + len(self._recent.lines(self))
        last = max(0, lines - self.size.height)
        self._top = min(max(0, self._top + step), last)
        self.refresh()

    def on_mouse_scroll_down(self) -> None:
        """The wheel scrolls."""
        self.action_scroll_by(1)

    def on_mouse_scroll_up(self) -> None:
        """The wheel scrolls back."""
        self.action_scroll_by(-1)


def _code_line(code: CodeHere) -> Content:
    mark = "▸ " if code.in_focus else "  "
    state = "" if code.state == "made" else f" ({words.STATES[code.state]})"
    line = Content.assemble(
        (mark, "bold"),
        (f"{code.look.letters:<2} ", f"bold {code.look.colour}"),
        (code.look.name, "bold" if code.in_focus else ""),
        (f"  {code.where} · {visible(code.coder)}{state}", _MUTED),
    )
    if not code.memo:
        return line
    return Content.assemble(line, "\n     ✎ ", visible(code.memo))
