"""A code's definition: as the codebook screen shows it, and a key away while coding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.codebook.tree import LANGUAGE, Code, Codebook
from qda.text import visible
from qda.tui import words_codebook as words
from qda.tui.looks import CodeLook
from qda.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from qda.coding.code_uses import CodeCount

Part = tuple[str, str]
"""What something is called, and what it says."""


def defined(code: Code) -> Iterator[Part]:
    """What says when a code is used, in the screens' language."""
    for field in ("definition", "include", "exclude"):
        text = getattr(code, field).in_(LANGUAGE)
        if text:
            yield words.LABELS[field], visible(text)
    if code.examples:
        yield words.LABELS["examples"], "\n".join(f"“{visible(e)}”" for e in code.examples)


def everything(book: Codebook, code: Code, count: CodeCount | None) -> Iterator[Part]:
    """All that is known of a code, in all languages."""
    for field in ("label", "definition", "include", "exclude"):
        for language, text in sorted(getattr(code, field).texts, key=_ours_first):
            tag = f" {language}" if language else ""
            yield words.LABELS[field] + tag, visible(text)
    if code.examples:
        yield words.LABELS["examples"], "\n".join(f"“{visible(e)}”" for e in code.examples)
    base = book.effective_base(code.id)
    if base:
        inherited = "" if code.base else f"  ({words.INHERITED})"
        yield words.LABELS["base"], visible("\n".join(map(str, base))) + inherited
    yield words.LABELS["colour"], code.colour or words.INHERITED
    if code.pin is not None:
        yield words.LABELS["pin"], str(code.pin)
    if code.was:
        yield words.LABELS["was"], ", ".join(code.was)
    if count is not None:
        yield words.LABELS["since"], words.since(count.since)
        yield words.LABELS["uses"], words.uses(count.mine, count.all, count.documents)


def _ours_first(text: tuple[str, str]) -> bool:
    return text[0] != LANGUAGE


def title(look: CodeLook) -> Content:
    """A code's letters, name and id."""
    retired = f" · {words.RETIRED}" if look.retired else ""
    return Content.assemble(
        (f"{look.letters} ", f"bold {look.colour}"),
        (look.name, "bold"),
        (f"  {look.id}{retired}", "$foreground 60%"),
    )


def laid_out(parts: Iterator[Part]) -> Content:
    """Parts under their names."""
    blocks = [Content.assemble((name, "$foreground 60%"), f"\n{text}") for name, text in parts]
    return Content("\n\n").join(blocks)


class DefinitionDialog(Dialog[bool]):
    """What a code means; any key but those that scroll closes it.

    The answer is whether its definition is to be written.
    """

    DEFAULT_CSS = """
    DefinitionDialog { align: center middle; background: $background 55%; }
    DefinitionDialog > VerticalScroll {
        width: 76; max-width: 96%; height: auto; max-height: 90%;
        background: $surface; border: round $primary; padding: 0 1;
    }
    """

    def __init__(self, look: CodeLook, code: Code):
        super().__init__()
        self._look, self._code = look, code

    def compose(self) -> ComposeResult:
        """The code and what it means; the keys stand in the frame."""
        with VerticalScroll() as box:
            box.border_subtitle = words.ANY_KEY
            yield Static(title(self._look))
            yield Static()
            parts = laid_out(defined(self._code))
            yield Static(parts if parts.plain else Content(words.NOT_DEFINED))

    def on_key(self, event: events.Key) -> None:
        """Close."""
        if event.key not in ("up", "down", "pageup", "pagedown", "home", "end"):
            event.stop()
            event.prevent_default()
            self.dismiss(event.key == words.WRITES)

    def on_click(self) -> None:
        """Close."""
        self.dismiss(False)
