"""An action of the registry, and how its keys reach Textual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding

from qda.tui.keys import show_key, textual_key

CODING: Final = "coding"
"""The coding screen's name."""
EVERYWHERE: Final = ""
"""Where an action holds that every screen has."""
OTHERS: Final = "others"
"""Where an action holds that every screen has but the coding screen."""

ALONE: Final = frozenset({"names"})
"""The screens that are an app of their own, without the project's other screens and history."""
OF_A_PROJECT: Final = frozenset({"Screens", "History", "Note"})
"""The groups of actions that such a screen does not have."""

MODES: Final = frozenset({"Moving an end"})
"""The groups whose keys mean something else while the screen is in a mode of their own."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a coder can ask for on a screen.

    Attributes:
        id: Its name, also in a user's own key map.
        keys: Key presses, each a key or, with spaces between, a sequence of keys.
        call: The screen's action, with its argument.
        words: What it does, in a few words.
        group: The heading it stands under in the help.
        short: Its name in the footer; '' leaves it out there.
        mouse: What the mouse does instead, beside a click on its line in the help.
        screen: The screen it is of, or `EVERYWHERE`, or `OTHERS`.
    """

    id: str
    keys: tuple[str, ...]
    call: str
    words: str
    group: str
    short: str = ""
    mouse: str = ""
    screen: str = CODING

    @property
    def mode(self) -> str:
        """The mode in which its keys hold; '' is reading, with all that has no mode of its own."""
        return self.group if self.group in MODES else ""

    @property
    def first_key(self) -> str:
        """The press that stands for it in the footer: one key, where there is one."""
        return next(iter((*self.single_keys, *self.keys)), "")

    @property
    def key_while_typing(self) -> str:
        """The press that asks for it where letters are written down; '' where there is none."""
        return next((key for key in self.single_keys if key == "escape" or "ctrl+" in key), "")

    @property
    def single_keys(self) -> tuple[str, ...]:
        """The presses of one key."""
        return tuple(key for key in self.keys if " " not in key)

    @property
    def sequences(self) -> Iterator[tuple[str, ...]]:
        """The presses of several keys in turn."""
        return (tuple(key.split()) for key in self.keys if " " in key)

    def holds_on(self, screen: str) -> bool:
        """Whether a screen has it."""
        if screen in ALONE and self.group in OF_A_PROJECT:
            return False
        return self.screen in (EVERYWHERE, screen) or (self.screen == OTHERS and screen != CODING)

    def meets(self, other: Action) -> bool:
        """Whether there is a screen that has both."""
        return self.holds_on(other.screen) or other.holds_on(self.screen)


def actions_of(screen: str, actions: Sequence[Action]) -> tuple[Action, ...]:
    """The actions that a screen has, its own first."""
    own = [action for action in actions if action.screen == screen]
    shared = [action for action in actions if action.screen != screen and action.holds_on(screen)]
    return (*own, *shared)


def with_keys(sentence: str, actions: Sequence[Action]) -> str:
    """A sentence of ours with the keys in force: `{app.help}` becomes `?`.

    An action that was left without a key is named by what it does.
    """
    for action in actions:
        key = show_key(action.keys[0]) if action.keys else f"“{action.words}”"
        sentence = sentence.replace(f"{{{action.id}}}", key)
    return sentence


def bindings(actions: Sequence[Action]) -> list[Binding]:
    """Textual's bindings for all actions of one key."""
    return [
        Binding(
            ",".join(map(textual_key, action.single_keys)),
            action.call,
            action.short or action.words,
            show=bool(action.short),
            key_display=show_key(action.single_keys[0]),
            id=action.id,
        )
        for action in actions
        if action.single_keys
    ]


def sequences(actions: Sequence[Action]) -> dict[tuple[str, ...], Action]:
    """The actions reached by several keys in turn."""
    return {
        tuple(map(textual_key, sequence)): action
        for action in actions
        for sequence in action.sequences
    }
