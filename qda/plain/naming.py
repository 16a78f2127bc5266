"""Deciding about names line by line: at a terminal, with a screen reader, or from a script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from qda.analysis.search.context import in_context
from qda.errors import QdaError
from qda.intake.naming import Choice, Naming
from qda.intake.patching import Proposal, patches
from qda.intake.pseudonyms import KINDS
from qda.plain.words import count, sentence

ALL_DECIDED: Final = (
    "All names are decided: `done` replaces them, for good; `add NAME` adds one, `list` lists them."
)
CONTEXTS: Final = 2
ROOM: Final = 40
SAID: Final = {True: "replaced", False: "left as it is", None: "not decided"}


@dataclass(frozen=True, slots=True)
class Command:
    """What can be typed: its word, its short form, what stands after it, and what it does."""

    name: str
    short: str
    takes: str
    does: str
    run: Callable[[Naming, str], Iterable[str]]


DONE: Final = "done"
QUIT: Final = "quit"


def perform_line(naming: Naming, line: str) -> Iterator[str]:
    """Do what a line says; an empty one is `yes`.

    Raises:
        QdaError: It is not understood, or cannot be done.
    """
    word, _, typed = line.strip().partition(" ")
    command = find_command(word or "yes")
    typed = typed.strip()
    if typed and not command.takes:
        raise QdaError(f"`{command.name}` takes nothing after it, so nothing was done.")
    if not typed and command.takes and not command.takes.startswith("["):
        raise QdaError(f"`{command.name}` needs something after it: {command.takes}.")
    yield from command.run(naming, typed)


def find_command(word: str) -> Command:
    """The command of a word or its short form.

    Raises:
        QdaError: There is none.
    """
    for command in COMMANDS:
        if word.casefold() in (command.name, command.short):
            return command
    raise QdaError(f"there is no command “{word}”; `help` lists them.")


def asks_for(line: str, name: str) -> bool:
    """Whether a line is a command, by its word or its short form."""
    word = line.strip()
    return bool(word) and " " not in word and word.casefold() in (name, name[0])


def settle(naming: Naming) -> None:
    """See that all is decided; words that still hold a name are asked about first.

    Raises:
        QdaError: Something is not decided.
    """
    found = naming.look_inside() if not naming.undecided else 0
    if found:
        raise QdaError(f"{count(found, 'word')} with a name inside; decide about it, too.")
    if naming.undecided:
        raise QdaError(
            f"{count(naming.undecided, 'name')} not decided; `rest yes` or `rest no` decides all."
        )


def question(naming: Naming) -> Iterator[str]:
    """The name that is asked now, what is to stand for it, and where it stands."""
    choice = naming.current
    if choice is None:
        yield ALL_DECIDED
        return
    yield f"{naming.at + 1} of {len(naming.choices)}: {described(choice)}"
    yield from contexts(naming, choice.proposal)


def described(choice: Choice) -> str:
    """A name in one line."""
    one = choice.proposal
    others = [form for form in one.forms if form != one.name]
    return sentence(
        (
            f"{one.name} → {one.replacement}",
            "word with a name in it" if one.inside else one.kind,
            count(one.count, "place"),
            f"also written {', '.join(others)}" if others else "",
            SAID[choice.replaced] if choice.replaced is not None else "",
        )
    )


def contexts(naming: Naming, one: Proposal, most: int = CONTEXTS) -> Iterator[str]:
    """Where a name stands in the text, or that it stands in labels only."""
    text = naming.material.text
    places = [(patch.start, patch.end) for patch in patches(text, [one])]
    for place in islice(places, most):
        around = in_context(text, place, ROOM)
        yield f"   {around.before}[{around.match}]{around.after}"
    for label in naming.material.labels:
        if patches(label, [one]):
            yield f"   as a name of the document, a speaker, a case or a value: {label}"


def _yes(naming: Naming, _typed: str) -> Iterator[str]:
    naming.decide(replaced=True)
    return iter(())


def _no(naming: Naming, _typed: str) -> Iterator[str]:
    naming.decide(replaced=False)
    return iter(())


def _reword(naming: Naming, typed: str) -> Iterator[str]:
    naming.reword(typed)
    naming.decide(replaced=True)
    return iter(())


def _kind(naming: Naming, typed: str) -> Iterator[str]:
    naming.set_kind(typed)
    return iter(())


def _add(naming: Naming, typed: str) -> Iterator[str]:
    naming.add(typed)
    return iter(())


def _back(naming: Naming, _typed: str) -> Iterator[str]:
    naming.back()
    return iter(())


def _rest(naming: Naming, typed: str) -> Iterator[str]:
    answer = {"yes": True, "y": True, "no": False, "n": False}.get(typed.casefold())
    if answer is None:
        raise QdaError("`rest` needs yes or no after it.")
    yield f"{count(naming.decide_rest(answer), 'name')} {SAID[answer]}"


def _list(naming: Naming, _typed: str) -> Iterator[str]:
    for number, choice in enumerate(naming.choices, 1):
        yield f"{number}: {described(choice)}" + (
            ", not decided" if choice.replaced is None else ""
        )


def _show(naming: Naming, _typed: str) -> Iterator[str]:
    if naming.current is not None:
        yield from contexts(naming, naming.current.proposal, most=1000)


def _help(_naming: Naming, _typed: str) -> Iterator[str]:
    for command in COMMANDS:
        called = f"{command.name} {command.takes}".strip()
        yield f"{called}, short {command.short}: {command.does}"


def _nothing(_naming: Naming, _typed: str) -> Iterator[str]:
    return iter(())


COMMANDS: Final = (
    Command("yes", "y", "", "replace it as proposed; an empty line, too", _yes),
    Command("no", "n", "", "leave it as it is: it names nobody", _no),
    Command("=", "r", "WORDS", "let these words stand for it, as `= [a large hospital]`", _reword),
    Command("kind", "k", "KIND", f"say what it names: {', '.join(KINDS)}", _kind),
    Command("add", "a", "NAME", "add a name that was missed; it is asked next", _add),
    Command("show", "s", "", "show every place where it stands", _show),
    Command("back", "b", "", "go back to the name before", _back),
    Command("list", "l", "", "list all names with what was decided", _list),
    Command("rest", "e", "yes|no", "say the same to all that are not decided", _rest),
    Command(DONE, "d", "", "replace the names in the project", _nothing),
    Command("help", "?", "", "list the commands", _help),
    Command(QUIT, "q", "", "leave; nothing is changed", _nothing),
)
"""In the order in which they are used."""
