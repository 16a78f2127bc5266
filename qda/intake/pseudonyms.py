"""Pseudonyms: which names a document has, what each is to be replaced by, and the text after it.

Pure: texts and decisions in, texts and places out; `pseudonyms_store` changes the project,
`pseudonyms_key` keeps the list of who is who.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from qda.intake.labels import shape_of
from qda.intake.patching import Proposal, apart, name_pattern, patched, patches
from qda.language.names import begins_sentence
from qda.language.numbers import Kind, Mention

Words = Literal["nb", "en"]

NUMBERED: Final[dict[Words, dict[Kind, str]]] = {
    "nb": {"person": "Person", "place": "Sted", "organisation": "Organisasjon", "name": "Navn"},
    "en": {"person": "Person", "place": "Place", "organisation": "Organisation", "name": "Name"},
}
"""What stands for a name, with a number: ``[Person 3]``."""
PLAIN: Final[dict[Words, dict[Kind, str]]] = {
    "nb": {
        "e-mail": "[e-postadresse]",
        "phone": "[telefonnummer]",
        "national id": "[fødselsnummer]",
        "date of birth": "[fødselsdato]",
        "number": "[nummer]",
    },
    "en": {
        "e-mail": "[e-mail address]",
        "phone": "[phone number]",
        "national id": "[national id]",
        "date of birth": "[date of birth]",
        "number": "[number]",
    },
}
PLAIN_WORDS: Final = frozenset(words for its in PLAIN.values() for words in its.values())
"""What stands for every number or address of a kind, so that it tells none from another."""
KINDS: Final[tuple[Kind, ...]] = (*NUMBERED["nb"], *PLAIN["nb"])
SHORTEST: Final = 3
"""Letters below which a name is not looked for inside other words."""

_GENITIVE: Final = re.compile(r"['’]?s$|['’]$", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Material:
    """All that is stored of a document and may hold names.

    Attributes:
        text: Its text.
        labels: Its name, its file's name, its speakers, the cases tied to it, its values.
    """

    text: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the key list says already: of each name, in lower case, what stands for it."""

    replacements: dict[str, str]

    def numbers(self, word: str) -> set[int]:
        """The numbers that are taken, as 3 by ``[Person 3]``."""
        found = (re.fullmatch(rf"\[{word} (\d+)\]", one) for one in self.replacements.values())
        return {int(one[1]) for one in found if one}


class Namer:
    """Gives new names, each number once."""

    def __init__(self, known: Known, words: Words = "nb"):
        self.words = words
        self._taken = {kind: known.numbers(word) for kind, word in NUMBERED[words].items()}

    def new(self, kind: Kind) -> str:
        """What stands for another name of a kind."""
        if kind in PLAIN[self.words]:
            return PLAIN[self.words][kind]
        taken = self._taken[kind]
        number = max(taken, default=0) + 1
        taken.add(number)
        return f"[{NUMBERED[self.words][kind]} {number}]"


def propose(
    material: Material, mentions: Iterable[Mention], known: Known, namer: Namer
) -> list[Proposal]:
    """The names of a document, in the order in which they come first.

    Args:
        material: Its text and labels.
        mentions: What may be names in its text.
        known: Names that have a replacement already; they get the same.
        namer: Gives the others theirs. A part of a longer name, as the first name of one person,
            gets what stands for that.
    """
    written = [(material.text[one.start : one.end], one.kind) for one in mentions]
    written += [(name, "name") for label in material.labels for name in _names_in(label)]
    kinds: dict[str, Counter[Kind]] = {}
    spelt: dict[str, Counter[str]] = {}
    bases = {part for name, _ in written for part in (name_of(name), *name_of(name).split())}
    for name, kind in written:
        base = _base(name, bases)
        key = name_of(base)
        kinds.setdefault(key, Counter())[kind] += 1
        spelt.setdefault(key, Counter())[base] += 1
    drafts = [
        Proposal(" ".join(spelt[key].most_common(1)[0][0].split()), _kind(kinds[key]), (), 0, "")
        for key in kinds
    ]
    likely = [draft for draft in drafts if not _is_word(material.text, draft)]
    return list(_named(material, likely, known, namer))


def _is_word(text: str, draft: Proposal) -> bool:
    """Whether only a sentence's capital made it look like a name: it stands in lower case, too."""
    if draft.kind != "name" or " " in draft.name:
        return False
    pattern = name_pattern([draft.name], exact=True, flags=re.IGNORECASE)
    places = list(pattern.finditer(text))
    lower = any(place["name"].islower() for place in places)
    capital = [place for place in places if not place["name"].islower()]
    return lower and all(begins_sentence(text, place.start()) for place in capital)


def _names_in(label: str) -> list[str]:
    """The words of a label that may be a name: with a capital, and no code or usual word."""
    found = re.findall(r"[^\W\d_]{2,}(?:[ _-][^\W\d_]{2,})*", label)
    return [
        one
        for one in found
        if one[0].isupper() and shape_of(one) not in ("usual", "code", "letter")
    ]


def name_of(name: str) -> str:
    """A name as it is known: in lower case, one space between its words."""
    return apart(name.casefold())


def _base(name: str, bases: set[str]) -> str:
    """A name without a genitive's ending, where it is also written without it."""
    short = _GENITIVE.sub("", name)
    if short != name and (name_of(short) in bases or name[-1] in "'’" or "'s" in name[-2:]):
        return short
    return name


def _kind(found: Counter[Kind]) -> Kind:
    sure = [kind for kind, _ in found.most_common() if kind != "name"]
    return sure[0] if sure else "name"


def _named(
    material: Material, drafts: Sequence[Proposal], known: Known, namer: Namer
) -> Iterator[Proposal]:
    longer = [one for one in drafts if one.kind in ("person", "name") and " " in one.name]
    given: dict[str, str] = {}
    for draft in sorted(drafts, key=lambda one: -len(one.name.split())):
        key = name_of(draft.name)
        wholes = [one for one in longer if key in name_of(one.name).split()]
        whole = given[name_of(wholes[0].name)] if len(wholes) == 1 else None
        given[key] = known.replacements.get(key) or whole or namer.new(draft.kind)
    forms = {draft.name: tuple(spellings(material, draft.name, draft.kind)) for draft in drafts}
    counts = _counts(material, [form for its in forms.values() for form in its])
    for draft in drafts:
        count = sum(counts[apart(form)] for form in forms[draft.name])
        if count:  # else it stands in longer names only
            yield replace(
                draft,
                forms=forms[draft.name],
                count=count,
                replacement=given[name_of(draft.name)],
            )


def _counts(material: Material, forms: Sequence[str]) -> Counter[str]:
    if not forms:
        return Counter()
    pattern = name_pattern(forms)
    texts = (material.text, *material.labels)
    return Counter(apart(match["name"]) for text in texts for match in pattern.finditer(text))


def places_of(material: Material, forms: Sequence[str]) -> int:
    """In how many places of the text and the labels a name stands, in any of its forms."""
    return _counts(material, forms).total()


def spellings(material: Material, name: str, kind: Kind = "name") -> list[str]:
    """Each way in which a name is written with a capital, or just as it is here.

    The same word in lower case may be another (*bjørn*); `hidden` finds it.
    """
    exact = kind in PLAIN["nb"]
    pattern = name_pattern([name], exact, re.IGNORECASE)
    texts = (material.text, *material.labels)
    found = (match["name"] for text in texts for match in pattern.finditer(text))
    same = name.islower() or exact
    return list(dict.fromkeys(form for form in found if same or not form.islower()))


def hidden(material: Material, decided: Sequence[Proposal]) -> list[Proposal]:
    """What still holds a name after the decided ones are replaced: *oslo*, *Oslogutt*.

    Each is proposed as a word of its own, the name in it replaced.
    """
    left = Counter(
        word
        for text in (material.text, *material.labels)
        for word in _WORD.findall(patched(text, patches(text, decided)))
    )
    inside = {word for one in decided for word in _WORD.findall(one.replacement)}
    found: list[Proposal] = []
    for one in decided:
        for part in _parts(one):
            for word in sorted(left):
                if part not in word.casefold() or word in inside:
                    continue
                new = re.sub(re.escape(part), lambda _, one=one: one.replacement, word, flags=re.I)  # type: ignore[misc]
                found.append(Proposal(word, one.kind, (word,), left[word], new, inside=True))
                del left[word]
    return found


def _parts(one: Proposal) -> list[str]:
    """The names in a name, long enough to be looked for inside words: no *kommune*."""
    if one.kind in PLAIN["nb"] or one.inside:
        return []
    parts = dict.fromkeys(
        word.casefold()
        for form in one.forms
        for word in _WORD.findall(form)
        if word[0].isupper() or form.islower()
    )
    return [part for part in parts if len(part) >= SHORTEST]
