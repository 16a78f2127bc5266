"""The fuzzy code picker: recents when nothing is typed, digits pick, Enter applies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.fuzzy import Matcher
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qda.text import visible
from qda.tui import words
from qda.tui.below import label_and_above, matching
from qda.tui.looks import CodeLook
from qda.tui.screens.dialog import Dialog
from qda.tui.widgets.reversible import Options

ROOMY: Final = 30
"""The rows of a screen that has room for a definition."""
NEW: Final = "+"
"""What stands for the row that makes a code; no code has this id."""


@dataclass(frozen=True, slots=True)
class NewCodes:
    """How a name that no code has becomes one.

    Attributes:
        under: Under what it will lie where nothing else is typed, as the coder sees it; '' for
            the top.
        make: Makes a code of a label, under a code where its id is not None, and gives the new
            id to what is to be done with it.
    """

    under: str
    make: Callable[[str, str | None, Callable[[str], object]], None]


class CodeInput(Input):
    """A line to type in, where a digit typed first picks a recent code."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "screen.apply_and_note", "apply, memo", show=False)
    ]

    class Digit(Message):
        """A digit was typed while the line was empty."""

        def __init__(self, digit: int):
            super().__init__()
            self.digit = digit

    def on_key(self, event: events.Key) -> None:
        """Keep a first digit from the line."""
        if not self.value and event.key.isdigit():
            event.prevent_default()
            event.stop()
            self.post_message(self.Digit(int(event.key)))


class Picker(Dialog[None]):
    """Choose a code by a few of its letters.

    Enter applies the highlighted code and closes; Tab applies it and stays; ctrl+e applies it
    and goes on to a memo on the coding; while nothing is
    typed the recent codes stand first and a digit picks one of them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("tab", "apply_and_stay", "apply, stay"),
    ]

    def __init__(
        self,
        looks: Sequence[CodeLook],
        recent: Sequence[str],
        target: str,
        apply: Callable[[str], object],
        note: Callable[[str], object] | None = None,
        new: NewCodes | None = None,
        *,
        definitions: Callable[[str], str] | None = None,
        once: bool = False,
    ):
        super().__init__()
        self._definitions = definitions
        self._once = once
        self._new = new
        self._apply = apply
        self._note = note
        self._take(looks)
        self._recent = tuple(code for code in recent if code in self._looks)[:9]
        self._target = target

    def _take(self, looks: Sequence[CodeLook]) -> None:
        self._looks = {look.id: look for look in looks if not look.retired}

    def show_codes(self, looks: Sequence[CodeLook]) -> None:
        """Choose among these codes from now on."""
        self._take(looks)
        self._recent = tuple(code for code in self._recent if code in self._looks)
        codes, chosen = self.query_one(OptionList), self._highlighted()
        self._show(self.query_one(Input).value)
        if chosen is not None and chosen in {option.id for option in codes.options}:
            codes.highlighted = codes.get_option_index(chosen)

    def compose(self) -> ComposeResult:
        """A line to type in, and the codes below."""
        with Vertical(id="picker"):
            yield Static(Content(self._target), id="picker-target")
            yield CodeInput(placeholder="a few letters of a code", id="picker-input")
            yield Options(id="picker-codes", markup=False)
            yield Static(id="picker-definition", markup=False)
            keys = words.PICK_KEYS.format(memo=words.PICK_MEMO if self._note else "")
            keys += f"\n{words.SUB_CODE_KEYS}" if self._new else ""
            yield Static(words.CHOOSE_KEYS if self._once else keys, id="picker-keys")

    def begin(self) -> None:
        """Begin with the recent codes."""
        self.query_one(OptionList).can_focus = False
        self._show("")

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        """Say what the highlighted code means, where there is room, or how a new one is made."""
        code = self._highlighted()
        define = self._definitions if self.app.size.height >= ROOMY else None
        said = visible(define(code)) if define and code else ""
        if code in (None, NEW) and self._offers_new():
            said = words.NEW_CODE_KEYS
        definition = self.query_one("#picker-definition", Static)
        definition.display = define is not None or bool(said)
        definition.update(Content(said))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(CodeInput.Digit)
    def _digit(self, event: CodeInput.Digit) -> None:
        place = event.digit - 1
        if 0 <= place < len(self._recent):
            self._choose(self._recent[place])

    @on(Input.Submitted)
    def _submitted(self) -> None:
        code = self._highlighted()
        if code is not None:
            self._choose(code)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self._choose(event.option_id)

    def _choose(self, code: str) -> None:
        if self.is_open:
            self.dismiss(None)
            self._use(code, self._apply)

    def _use(self, code: str, then: Callable[[str], object]) -> None:
        """Do something with a code, which is made first where it is a new one."""
        if code == NEW and self._new is not None:
            label, above = self._typed_code()
            self._new.make(label, above.id if above else None, then)
        else:
            then(code)

    def _typed_code(self) -> tuple[str, CodeLook | None]:
        """The label typed, and the code it is to lie under where one is named."""
        return label_and_above(self.query_one(Input).value, self._looks.values())

    def _offers_new(self) -> bool:
        options = self.query_one(OptionList).options
        return bool(options) and options[-1].id == NEW

    def action_apply_and_stay(self) -> None:
        """Apply the highlighted code and stay for another."""
        code = self._highlighted()
        if code is not None and not self._once and self.is_open:
            self._use(code, self._apply)
            self.query_one(Input).value = ""

    def action_apply_and_note(self) -> None:
        """Apply the highlighted code and write a memo on the coding."""
        code = self._highlighted()
        if code is not None and self._note is not None and self.is_open:
            self.dismiss(None)
            self._use(code, self._note)

    def action_move(self, step: int) -> None:
        """Highlight the next or the previous code."""
        codes = self.query_one(OptionList)
        codes.action_cursor_down() if step > 0 else codes.action_cursor_up()

    def action_close(self) -> None:
        """Close without a choice."""
        self.dismiss(None)

    def _highlighted(self) -> str | None:
        codes = self.query_one(OptionList)
        if codes.highlighted is None:
            return None
        return codes.get_option_at_index(codes.highlighted).id

    def _show(self, typed: str) -> None:
        codes = self.query_one(OptionList)
        codes.clear_options()
        if typed.strip():
            found = matching(typed.strip(), self._looks.values())
            codes.add_options(Option(self._row(look, "", typed), id=look.id) for look in found)
            label, above = self._typed_code()
            if self._new is not None and label and self._is_unknown(label):
                row = words.new_code(visible(label), above.name if above else self._new.under)
                codes.add_option(Option(Content.styled(f"  +  {row}", "italic"), id=NEW))
        else:
            codes.add_options(self._all())
        # A new code must be chosen by hand: Enter after a slip of the fingers makes none.
        fits = (at for at, row in enumerate(codes.options) if not row.disabled and row.id != NEW)
        codes.highlighted = next(fits, None)
        self._explain()

    def _all(self) -> Iterator[Option]:
        """Every code, those used last first: their digits are not those of the bar."""
        looks = self._looks
        if self._recent:
            yield _heading(words.RECENT_CODES)
        for place, id_ in enumerate(self._recent, start=1):
            yield Option(self._row(looks[id_], str(place), ""), id=id_)
        if self._recent and len(self._recent) < len(looks):
            yield _heading(words.ALL_CODES)
        for id_ in (id_ for id_ in looks if id_ not in self._recent):
            yield Option(self._row(looks[id_], "", ""), id=id_)

    def _is_unknown(self, label: str) -> bool:
        return all(
            label.casefold() not in (look.name.casefold(), look.id) for look in self._looks.values()
        )

    def _row(self, look: CodeLook, digit: str, typed: str) -> Content:
        above, _, name = look.path.rpartition(" › ")
        shown = Matcher(typed).highlight(name) if typed else Content(name)
        return Content.assemble(
            (f"{digit:1} ", "bold"),
            (f"{look.letters:<2} ", f"bold {look.colour}"),
            shown,
            (f"  {above}" if above else "", "$foreground 60%"),
        )


def _heading(said: str) -> Option:
    return Option(Content.styled(said, "$foreground 60%"), disabled=True)
