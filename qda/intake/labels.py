"""What a speaker label looks like: its shapes at the start of a line, and the usual words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from qda.intake.stamps import BARE, BRACKETED

MAX_LABEL = 63

Shape = Literal["usual", "letter", "code", "name", "word"]
"""How much a label looks like one: a usual word (Intervjuer 1), one usual letter (I), a code
(MSM, P1), a name (Kari Nordmann, The First Minister), or any other few words."""

_NUMBER = r"[ _#-]?(?:\d{1,3}|[A-E])?[a-e]?"
_USUAL = re.compile(
    rf"""(?:int|intervjuer(?:en)?|intervjuar(?:en)?|interviewer|interviewee|intervjuobjekt|iv|io
    |informant(?:en)?|inf|respondent(?:en)?|resp|deltaker(?:en)?|deltakar(?:en)?|participant
    |moderator(?:en)?|mod|ordstyrer(?:en)?|facilitator|forsker(?:en)?|forskar(?:en)?|researcher
    |speaker|taler|talar|snakker|ukjent|unknown|tolk(?:en)?|interpreter|spm|svar|spørsmål
    |narrator|subject){_NUMBER}\.?""",
    re.IGNORECASE | re.VERBOSE,
)
_LETTER = re.compile(r"[IRPQASMFDKTB]\.?")
_CODE = re.compile(r"(?=[\w./&-]*[A-ZÆØÅ0-9])(?:[A-ZÆØÅ][A-ZÆØÅ0-9._/&-]*|[\w.-]*\d[\w.-]*)")
_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_PARTICLES = re.compile(r"(?:af|av|de|del|der|di|du|la|le|og|the|of|and|for|til|van|von|y)")
# Words that begin a line with a colon in many texts and name no speaker.
_NO_SPEAKER = re.compile(
    r"""(?:tema|del|kapittel|kap|dato|date|sted|tid|time|varighet|duration
    |merk|merknad|nb|ps|obs|note|notat|kommentar|comment|eksempel|example|tittel|title|kilde
    |source|vedlegg|figur|tabell|opptak|lydfil|fil|file|intervju|interview|prosjekt|project
    |ja|nei|jo|men|så|og|altså|yes|no|so|but|and|well|ok|okay|oppsummering|konklusjon
    |summary|klokka|kl)[ ]?\d*\.?|(?:spørsmål|question)[ ]?\d+\.?""",
    re.IGNORECASE | re.VERBOSE,
)

_TEXT = rf"[^\W_](?:[^:\t\n\[\]{{}}#<>«»\"“”!?;=…]{{0,{MAX_LABEL - 2}}}?[^\s:,(\[])??"
_STAMP = rf"(?P<stamp>{BRACKETED}|{BARE})"
_COLON = re.compile(
    rf"(?P<label>{_TEXT})\s*(?:{_STAMP}\s*)?:"
    r"(?P<gap>\s+|$|(?=[^\W\d_]))(?P<rest>.*)"
)
_DOT = re.compile(r"(?P<label>[QA])\.(?P<stamp>)(?P<gap>\s+)(?P<rest>.*)")
_TAB = re.compile(rf"(?P<label>{_TEXT})(?P<stamp>)(?P<gap>\t)\s*(?P<rest>.*)")
_TIMED = re.compile(rf"(?P<label>{_TEXT})(?:\s+|\s*[-–,|]\s*){_STAMP}(?P<gap>)(?P<rest>)$")
_ALONE = re.compile(rf"(?P<label>{_TEXT})(?P<stamp>)(?P<gap>)(?P<rest>)$")
_BRACKETS = re.compile(r"\[(?P<label>[^\]\n]{1,63})\](?P<colon>\s?:)?\s*(?P<rest>.*)")
_EMPHASIS = re.compile(r"(?P<mark>\*\*|__|\*|_)(?P<inner>[^*_\n]{1,80})(?P=mark)(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class Opening:
    """A line's start that may be a label.

    Attributes:
        label: As it stands in the file, white space evened out.
        rest: The line without it.
        stamp: A time stamp between the label and the text, or the empty string.
        shape: How much the label looks like one.
        form: `colon`, `tight` (no space after the colon), `tab`, `timed` (on its own line with
            a time) or `alone` (on its own line, nothing else).
    """

    label: str
    rest: str
    stamp: str
    shape: Shape
    form: Literal["colon", "tight", "tab", "timed", "alone"]

    @property
    def is_alone(self) -> bool:
        """Nothing but the label stands on the line: no colon, no time."""
        return self.form == "alone"

    @property
    def key(self) -> str:
        """What the label is compared by: neither case nor a last full stop tell speakers apart."""
        return self.label.rstrip(".").casefold()

    @property
    def person(self) -> str:
        """The key without remarks in parentheses: ``Kari Lie (A)`` is Kari Lie."""
        return _PARENTHESES.sub("", self.key).strip() or self.key


def opening(line: str) -> Opening | None:
    """The label that a line may begin with, if any; whether it is one, the file decides."""
    line = _plain(line)
    if found := _COLON.match(line):
        return _opening(found, "colon" if found["gap"] or not found["rest"] else "tight")
    if found := _DOT.match(line):
        return _opening(found, "colon")
    if found := _TAB.match(line):
        return _opening(found, "tab")
    if len(line) > MAX_LABEL + 20:
        return None
    if found := _TIMED.match(line):
        return _opening(found, "timed")
    return _opening(found, "alone") if (found := _ALONE.match(line)) else None


def _opening(
    found: re.Match[str], form: Literal["colon", "tight", "tab", "timed", "alone"]
) -> Opening | None:
    label = " ".join(found["label"].split())
    shape = shape_of(label)
    if shape is None or _NO_SPEAKER.fullmatch(label):
        return None
    return Opening(label, found["rest"], found["stamp"] or "", shape, form)


def shape_of(label: str) -> Shape | None:
    """The label's shape; None where it cannot be one."""
    if not any(char.isalpha() for char in label):
        return None
    if _LETTER.fullmatch(label):
        return "letter"
    if _USUAL.fullmatch(label):
        return "usual"
    if _CODE.fullmatch(label):
        return "code"
    words = _PARENTHESES.sub(" ", label).split()
    if words and _is_name(words):
        return "name"
    return "word" if len(words) <= 4 and not _ends_sentence(words) else None


def _is_name(words: list[str]) -> bool:
    capitals = [word for word in words if word[0].isalpha() and not _PARTICLES.fullmatch(word)]
    starts = words[0][0].isupper() and bool(capitals)
    return starts and len(words) <= 8 and all(word[0].isupper() for word in capitals)


def _ends_sentence(words: list[str]) -> bool:
    return any(word[-1] in ".," and len(word) > 3 for word in words)


def _plain(line: str) -> str:
    """The line without what dresses a label: ``>>``, Markdown emphasis, square brackets."""
    line = re.sub(r"^(?:>>+|[-–—]\s)\s*", "", line) if line[:1] in ">-–—" else line
    if (found := _EMPHASIS.match(line)) and (
        found["inner"].rstrip().endswith(":") or found["rest"].lstrip().startswith(":")
    ):
        return found["inner"].strip() + found["rest"]
    found = _BRACKETS.match(line)
    if found and (found["colon"] or shape_of(found["label"]) == "usual"):
        return f"{found['label']}: {found['rest']}"
    return line
