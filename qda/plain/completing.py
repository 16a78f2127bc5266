"""Completion with the tabulator, where this Python has readline; all works without."""

from __future__ import annotations

from typing import Final

from qda.errors import QdaError
from qda.plain.commands import COMMANDS, find_command
from qda.plain.people import read
from qda.plain.sitting import Sitting

_SETTINGS: Final = (
    "tab: complete",
    "set enable-bracketed-paste off",  # else control sequences go to the terminal
    "set completion-display-width 0",  # one a line, as a screen reader reads them
    "set show-all-if-ambiguous on",
    "set page-completions off",
    "set bell-style none",
)


def suggestions(sitting: Sitting, before: str, begun: str) -> list[str]:
    """What a word that was begun may become.

    Args:
        sitting: Where the codes and documents are.
        before: What stands on the line before that word.
        begun: The word so far.
    """
    command, _, typed = before.lstrip().partition(" ")
    names = _names(sitting, command)
    return [name[len(typed) :] for name in names if name.startswith(typed + begun)]


def switch_on(sitting: Sitting) -> None:
    """Complete on this terminal from now on."""
    try:
        import readline
    except ImportError:  # as on Windows
        return

    def complete(begun: str, place: int) -> str | None:
        before = readline.get_line_buffer()[: readline.get_begidx()]
        found = [*suggestions(sitting, before, begun), None]
        return found[place]

    readline.set_completer(complete)
    readline.set_completer_delims(" ")
    if "libedit" in (readline.__doc__ or ""):
        readline.parse_and_bind("bind ^I rl_complete")
        return
    for setting in _SETTINGS:
        readline.parse_and_bind(setting)


def _names(sitting: Sitting, command: str) -> list[str]:
    words = [each.name for each in COMMANDS]
    if not command:
        return words
    try:
        kind = find_command(command).completes
    except QdaError:
        return []
    match kind:
        case "codes":
            return [code.id for code in sitting.codebook if not code.retired]
        case "documents":
            return [info.name for info in sitting.documents]
        case "cases":
            return [one.name for one in read(sitting).cases]
        case "commands":
            return words
        case _:
            return []
