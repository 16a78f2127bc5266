"""Sentences in transcribed speech, Norwegian first.

A boundary stands only after ``. ! ? …`` with optional closers, or at a line's end; so a turn
without punctuation, as raw speech recognition gives it, is one sentence a line. The rules are
here; where they are in doubt, `qda.language.guarded` asks a model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, Protocol

from qda.errors import QdaError
from qda.language.abbreviations import (
    BEFORE_A_LETTER,
    BEFORE_A_NUMBER_IN_ENGLISH,
    MONTHS,
    NEVER_LAST,
    SPEECH_VERBS,
    TITLES_IN_ENGLISH,
    WORDS_AFTER_ALL,
)
from qda.language.choice import RULES, SPACYS_OWN, Choice
from qda.language.guess import guess_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Span = tuple[int, int]
SegmenterChoice = Choice

Doubt = Literal["pause", "short"]
"""A capital after ``...``; or after an initial, an ordinal or an abbreviation that may be last."""

END = re.compile(
    r"""(?<![.!?…(\[])(?P<mark>[.!?…]++)(?P<closers>["'”’»›)\]}*]*+)
    (?P<remark>(?:[ \xa0]*[\[(<](?:[.…]{1,4}|[^\W\d_A-ZÆØÅ][^\[\]()<>.!?\n]{0,40})[\])>])*)
    (?=\s|$|(?P<glued>[A-ZÆØÅ][a-zæøå]))""",
    re.VERBOSE,
)
_BRACKETS = re.compile(r"\([^()\n]{1,200}\)|\[[^\[\]\n]{1,200}\]")
NEXT_WORD = re.compile(r"[^\w\n]{0,40}(?P<word>\w[\w'’]{0,40})")
_MARKS = frozenset(".!?…")
_ONE_MARK = frozenset((".", "?", "!", "?!", "!?", "??", "!!"))
_ENGLISH = re.compile(
    # "No. 5 of us stayed." may begin with an answer, so a word must stand before this one.
    r"(?:(?<=[\w,] )[Nn]o|\b(?i:{}))\.(?=[ \xa0]?\d)|\b(?:{})\.(?=[ \xa0][A-Z])".format(
        "|".join(sorted(BEFORE_A_NUMBER_IN_ENGLISH)), "|".join(sorted(TITLES_IN_ENGLISH))
    )
)
_STAMP_ALONE = re.compile(r"[ \xa0]*[\[(<#]\d\d?(?:[:.]\d\d){1,2}[-.,\d]*[\])>#]\s*(?=\n|$)")
_TRAIL = re.compile(r"""(?<![.!?…])[.!?…]++["'”’»)\]]*$""")
_LIST_NUMBER = 12  # up to here a number that begins a line numbers it, above it is an answer


class Segmenter(Protocol):
    """Cuts texts into sentences; its name says which way and is stored with the segments."""

    @property
    def name(self) -> str:
        """Name with version: the same name gives the same sentences."""
        ...

    @property
    def note(self) -> str:
        """Why it is not the one that the user prefers; empty if it is."""
        ...

    def split(self, texts: Iterable[str]) -> Iterator[list[Span]]:
        """Yield for each text its sentences as offsets (code points, ends exclusive).

        The sentences cover all that is not white space, begin and end with none, and do not cross
        a LF. Give all turns of a document at once: whether sentences begin with a capital is seen
        from them all.
        """
        ...


def segmenter(choice: Choice) -> Segmenter:
    """The segmenter asked for.

    ``auto`` takes what the user prefers. Where nothing is preferred, or that cannot be loaded, it
    takes spaCy's own pipeline where it is installed, else the bundled one, else the rules alone
    (figures in `qda.language.choice`); its note says what could not be had.

    Raises:
        QdaError: The pipeline asked for is not installed or cannot be loaded, or the settings
            cannot be read.
    """
    if choice != "auto":
        return RuleSegmenter() if choice == "rules" else _guarded(choice)
    from qda.language.choice import preferred

    wanted = preferred()
    return RuleSegmenter() if wanted == "rules" else _first_that_loads(wanted)


def _first_that_loads(wanted: Choice) -> Segmenter:
    from qda.language.pipeline import is_installed

    first: Choice = wanted if wanted != "auto" else SPACYS_OWN if is_installed() else "bundled"
    preference = "" if wanted == "auto" else " as preferred"
    choices: tuple[Choice, ...] = (first, "bundled")
    note = ""
    for each in dict.fromkeys(choices):
        try:
            return _guarded(each, note and f"Sentences are found by the bundled pipeline, {note}")
        except QdaError as error:
            note = note or f"not by {each}{preference}: {error}"
    return RuleSegmenter(f"Sentences are found by rules alone, {note}")


def _guarded(choice: Choice, note: str = "") -> Segmenter:
    from qda.language.guarded import GuardedSegmenter
    from qda.language.pipeline import load

    return GuardedSegmenter(load(choice), note)


class RuleSegmenter:
    """Norwegian rules over the tokens of ``spacy.blank("nb")``; they serve English too.

    Where a transcript is English, a few abbreviations more are known; Norwegian is cut as without.
    """

    def __init__(self, note: str = ""):
        self.note = note

    @property
    def name(self) -> str:
        """See `Segmenter.name`; where spaCy is missing a short list tells abbreviations."""
        return RULES if _tokenizer() else f"{RULES}-plain"

    def split(self, texts: Iterable[str]) -> Iterator[list[Span]]:
        """See `Segmenter.split`."""
        texts = list(texts)
        lower = begins_in_lower_case(texts)
        english = guess_language(texts) == "en"
        for text in texts:
            none = _english_stops(text) if english else set()
            found = (mark for mark in marks(text, lower=lower) if mark.dot not in none)
            yield cut_after(text, (mark.end for mark in found if mark.ends))


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark after which a sentence may end, as the rules see it.

    Attributes:
        dot: Where the mark stands.
        end: Where a sentence that ends here does.
        next_word: Where the next word begins.
        ends: Whether one does.
        doubt: What makes that a guess: the capital that follows may begin a sentence or a name.
    """

    dot: int
    end: int
    next_word: int
    ends: bool
    doubt: Doubt | None


def marks(text: str, *, lower: bool) -> Iterator[Mark]:
    """The marks of a text that something follows and that no bracket holds.

    Args:
        text: A turn.
        lower: The sentences of this transcript begin in lower case.
    """
    none = _inside_brackets(text)
    for end in END.finditer(text):
        following = NEXT_WORD.match(text, end.end())
        if end.start() in none or following is None:
            continue
        begins = following.start("word")
        if _MARKS & set(text[end.end() : begins]) or _STAMP_ALONE.match(text, end.end()):
            continue  # a later mark decides, or nothing is left on the line
        cut = _cut(text, end, following["word"], lower=lower)
        doubt = _doubt(text, end, following["word"])
        yield Mark(end.start(), cut or end.end(), begins, cut is not None, doubt)


def _doubt(text: str, end: re.Match[str], word: str) -> Doubt | None:
    """What the rules guess at; abbreviations that are never last, and lists, are certain."""
    if end["glued"] or end["closers"] or not word[0].isupper():
        return None
    if end["mark"] in _ONE_MARK and end["mark"] != ".":
        return None
    if end["mark"] != ".":
        return "pause" if word[0].isalpha() else None
    before = _token_before(text, end.start())
    if before.casefold() in NEVER_LAST or _numbers_a_list(text, end.start(), before[:-1]):
        return None
    if before[0].isdigit():  # a year or an amount is no ordinal
        return "short" if before[:-1].isdigit() and len(before) <= 3 else None
    initial = len(before) == 2 and before[0].isupper()
    return "short" if initial or _is_abbreviation(text, end.start()) else None


def _cut(text: str, end: re.Match[str], word: str, *, lower: bool) -> int | None:
    """Where a sentence ends at this mark, if one does.

    ``lower``: this transcript's sentences begin in lower case. A remark such as [ler] goes with
    what was said before it, one such as [navn] that is followed by lower case with what follows.
    """
    if end["glued"]:
        return end.end() if _is_glued(text, end) else None
    if not word[0].islower():
        return end.end() if _ends_before_capital(text, end, word) else None
    if end["closers"] or end["mark"] not in _ONE_MARK:
        return None
    if end["remark"] and _dot_ends(text, end.start(), word):
        return end.end("closers")
    if end["mark"] != ".":
        return end.end() if word not in SPEECH_VERBS else None
    ends = lower and _dot_ends(text, end.start(), word) and not _is_abbreviation(text, end.start())
    return end.end() if ends else None


def _is_glued(text: str, end: re.Match[str]) -> bool:
    """A space forgotten between two sentences: ``ferdig.Så``."""
    before = text[max(0, end.start() - 3) : end.start()]
    return end["mark"] == "." and len(before) == 3 and before.isalpha() and before.islower()


def _ends_before_capital(text: str, end: re.Match[str], word: str) -> bool:
    mark = end["mark"]
    if mark == ".":
        return bool(end["closers"]) or _dot_ends(text, end.start(), word)
    return "?" in mark or "!" in mark or word[0].isalpha()


def _dot_ends(text: str, dot: int, word: str) -> bool:
    """Does this one full stop end a sentence, with such a word after it?"""
    before = _token_before(text, dot)
    if before.casefold() in NEVER_LAST:
        return False
    if before[:-1].isdigit():
        return _number_ends(text, dot, before[:-1], word)
    if len(before) == 2 and before[0].isupper():  # an initial, unless it is "plan B."
        words = text[max(0, dot - 60) : dot - 1].split()
        return bool(words) and words[-1].casefold() in BEFORE_A_LETTER
    return True


def _number_ends(text: str, dot: int, number: str, word: str) -> bool:
    """17. mai and 3. klasse go on; so does the number of a list's item."""
    if word.casefold() in MONTHS or (len(number) < 3 and not word[0].isupper()):
        return False
    return not _numbers_a_list(text, dot, number)


def _numbers_a_list(text: str, dot: int, number: str) -> bool:
    if not (number.isdigit() and len(number) < 3 and int(number) <= _LIST_NUMBER):
        return False
    return not text[: dot - len(number)].rpartition("\n")[2].strip()


def _is_abbreviation(text: str, dot: int) -> bool:
    token = _token_before(text, dot, as_written=True)
    return len(token) > 1 and token.casefold() not in WORDS_AFTER_ALL


def _token_before(text: str, dot: int, *, as_written: bool = False) -> str:
    """The token that ends with this full stop; as written it is bare if the tokenizer parted it."""
    chunk = text[max(0, dot - 60) : dot + 1].split()[-1]
    *_, before, last = ("", *_tokens(chunk))
    return last if as_written or last != "." else before + last


@lru_cache(maxsize=10_000)
def _tokens(chunk: str) -> tuple[str, ...]:
    tokenizer = _tokenizer()
    if tokenizer is not None:
        return tuple(token.text for token in tokenizer(chunk))
    bare = chunk.lstrip("([«\"'“‘")
    known = bare.casefold() in NEVER_LAST | WORDS_AFTER_ALL or not bare.endswith(".")
    return (bare,) if known else (bare[:-1], ".")


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    """The Norwegian tokenizer of spaCy; None where spaCy cannot be imported."""
    try:
        import spacy
    except ImportError:
        return None
    return spacy.blank("nb").tokenizer


def begins_in_lower_case(texts: Sequence[str]) -> bool:
    """Do most sentences of this transcript begin in lower case? Three at least must."""
    lower = upper = 0
    for text in texts:
        for end in END.finditer(text):
            following = NEXT_WORD.match(text, end.end())
            if following is None or end["closers"] or len(end["mark"]) > 1 or end["mark"] == "…":
                continue
            if end["mark"] == "." and _is_abbreviation(text, end.start()):
                continue
            lower += following["word"][0].islower()
            upper += following["word"][0].isupper()
    return lower >= 3 and lower > upper


def _inside_brackets(text: str) -> set[int]:
    """Where a mark stands inside brackets and more follows there: (Han lo. Hun også.)."""
    inside: set[int] = set()
    for found in _BRACKETS.finditer(text):
        trail = _TRAIL.search(found[0])
        inside.update(range(found.start(), found.start() + trail.start() if trail else found.end()))
    return inside


def _english_stops(text: str) -> set[int]:
    """Full stops that end no sentence in English: *No. 5*, *Jan. 3*, *Sen. Lee*."""
    return {found.end() - 1 for found in _ENGLISH.finditer(text)}


def cut_after(text: str, ends: Iterable[int]) -> list[Span]:
    """Cut after the ends and at each LF, and trim."""
    cuts = sorted({0, len(text), *ends, *(found.end() for found in re.finditer("\n", text))})
    spans = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if stripped := piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            spans.append((begin, begin + len(stripped)))
    return spans
