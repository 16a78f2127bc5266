"""What the screen of pseudonyms says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qda.language.numbers import Kind

KINDS: Final[Mapping[Kind, str]] = {
    "person": "Persons",
    "place": "Places",
    "organisation": "Organisations",
    "name": "Names of other or unknown kinds",
    "e-mail": "E-mail addresses",
    "phone": "Phone numbers",
    "national id": "National ids",
    "date of birth": "Dates of birth",
    "number": "Long numbers",
}
INSIDE: Final = "Words that still hold a name"
ONE_KIND: Final[Mapping[Kind, str]] = {
    "person": "a person",
    "place": "a place",
    "organisation": "an organisation",
    "name": "a name of another kind",
    "e-mail": "an e-mail address",
    "phone": "a phone number",
    "national id": "a national id",
    "date of birth": "a date of birth",
    "number": "a long number",
}
NAMES: Final = "Names"
NAME: Final = "name"
PLACES: Final = "places"
STANDS: Final = "stands for it"
STATE: Final = "decided"
CONTEXTS: Final = "Where it stands"
STATES: Final[Mapping[str, tuple[str, str]]] = {
    "proposed": ("?", "proposed"),
    "replaced": ("✓", "replaced"),
    "changed": ("✎", "changed"),
    "left": ("–", "left be"),
}
"""Of each state, its sign and its word."""
AS_LABEL: Final = "as a name of the document, a speaker, a case or a value: "
LEFT_BE: Final = "stays as it is"
NO_NAMES: Final = "No names were found. If you know of one, {names.add} adds it."
LOOKING: Final = "Looking for names in {}…"
REPLACING: Final = "Replacing the names in {}…"
NOTHING_UNDONE: Final = "Nothing is decided yet."
NONE_LEFT: Final = (
    "All are decided: {names.finish} goes on to replacing them, {names.add} adds a name that was "
    "missed."
)
MISSED: Final = "A few names are always missed: read the text, too."
WHICH_KIND: Final = "What does it name?"
ADD: Final = "A name that was missed"
ADD_HINT: Final = "as it stands in the text; its genitive is found, too"
NOTHING_TO_JOIN: Final = "There is no other name yet that it could be."
LEAVE: Final = "Leave? What you decided here is lost, and nothing is changed."
LEAVE_TEXT: Final = "The document stays as it is. To go on deciding, say no."
KEY_WHERE: Final = "Where is the list kept that says who is who?"
KEY_HINT: Final = "a file outside the project's folder, best on another drive"
KEY_OPENS_BY: Final = "The passphrase of the key list"
NEW_KEY_OPENS_BY: Final = "A passphrase for the new key list (8 characters or more)"
NEW_HINT: Final = "empty: not encrypted, anybody can read it"
BARE: Final = "The list without a passphrase? Whoever opens the file reads who is who."
BARE_NO: Final = "no, type a passphrase"
BARE_YES: Final = "yes, leave it unencrypted"
AGAIN: Final = "The same passphrase once more"
NOT_SAME: Final = "The two are not the same; type it anew."
TOLD: Final = "Not possible"
DONE: Final = "Replaced"
NOTHING: Final = "Nothing to replace"
NOTHING_TEXT: Final = "Every name is left as it is, so the document is not changed."


def many(number: int, thing: str) -> str:
    """`1 name`, `2 names`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def head(document: str, decided: int, all_: int) -> str:
    """Whose names these are, and how far one is."""
    return f"Pseudonyms · {document} · {decided} of {all_} decided"


def heading(kind: str, number: int, left: int) -> str:
    """Above the names of a kind."""
    if not left:
        return f"{kind} · {number}"
    return f"{kind} · {left} to decide" + (f" of {number}" if left < number else "")


def change(name: str, alike: int) -> str:
    """What is to stand for a name."""
    also = f" and {many(alike - 1, 'name')} joined with it" if alike > 1 else ""
    return f"What is to stand for {name}{also}?"


def same_as(name: str) -> str:
    """With which name it is joined."""
    return f"{name} is the same as which name?"


def added(name: str, places: int, stands: str) -> str:
    """A name was added."""
    return f"{name} stands in {many(places, 'place')}; {stands} is put there."


def not_decided(number: int) -> str:
    """Finishing is not possible yet."""
    keys = (
        "{names.confirm} replaces, {names.leave_be} leaves be, "
        "{names.confirm_kind} and {names.leave_kind} a whole kind."
    )
    return f"{many(number, 'name')} not decided: {keys}"


def found_inside(number: int) -> str:
    """Words with a name inside have to be decided about, too."""
    return f"{many(number, 'word')} would still hold a name; decide about it, too."


def sure(document: str) -> str:
    """The last question."""
    return f"Replace the names in {document} for good?"


def summary(replaced: int, places: int, left: int, key: str, *, sealed: bool, original: str) -> str:
    """What will be written where."""
    kept = (
        "encrypted; without its passphrase nobody opens it"
        if sealed
        else "not encrypted: who has the file can read who is who"
    )
    lines = [
        f"{many(replaced, 'name')} at {many(places, 'place')} are replaced, {left} left as they "
        "are. This cannot be undone; the key list is the only way back.",
        "",
        f"The key list: {key}, {kept}.",
        "",
        "In the project: text, name, speakers, cases and values of the document, the history and "
        "the word index are written anew, so that no byte holds a name. Backups with the names "
        "are deleted, and a new one is made.",
    ]
    if original:
        lines += ["", f"{original} still holds the names; it is yours to move away."]
    return "\n".join(lines)


def done(document: str, now: str, places: int, copies: int) -> str:
    """What was done."""
    known = f"{document} is now {now}: " if document != now else f"{document}: "
    went = (
        f"\n{many(copies, 'backup')} held the names and went; a new one was made. Copies that you "
        "made elsewhere still hold them."
        if copies
        else ""
    )
    return f"{known}{many(places, 'place')} replaced.{went}"


def unchanged(document: str) -> str:
    """Nothing was replaced."""
    return f"{document} was not changed."
