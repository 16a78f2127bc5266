"""What is at the cursor: the codes with their coders and memos, and the last things done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

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


class HerePane(VerticalScroll):
    """Codes, coders and memos at the cursor, then what was done last."""

    BORDER_TITLE = words.HERE
    can_focus = True

    def __init__(self) -> None:
        super().__init__(id="here")
        self._codes = Static(id="here-codes", markup=False)
        self._recent = Static(id="here-recent", markup=False)

    def compose(self) -> ComposeResult:
        """The codings, then the last acts."""
        yield self._codes
        yield self._recent

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
        nothing = Content.styled("no code here", _MUTED)
        _update(self._codes, Content("\n").join(lines or [nothing]))

    def show_recent(self, acts: Sequence[str]) -> None:
        """Show the last acts, newest first."""
        lines = [Content.styled(f"· {visible(act)}", _MUTED) for act in acts]
        _update(self._recent, Content("\n").join(lines))


def _update(part: Static, content: Content) -> None:
    """Show a content; only one of another height makes the screen lay itself out again."""
    old = part.content
    if isinstance(old, Content):
        if old == content:
            return
        part.update(content, layout=old.plain.count("\n") != content.plain.count("\n"))
    else:
        part.update(content)


def _code_line(code: CodeHere) -> Content:
    mark = "▸ " if code.in_focus else "  "
    state = "" if code.state == "made" else f" ({code.state})"
    line = Content.assemble(
        (mark, "bold"),
        (f"{code.look.letters:<2} ", f"bold {code.look.colour}"),
        (code.look.name, "bold" if code.in_focus else ""),
        (f"  {code.where} · {visible(code.coder)}{state}", _MUTED),
    )
    if not code.memo:
        return line
    return Content.assemble(line, "\n     ✎ ", visible(code.memo))
