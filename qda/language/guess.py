"""Which language a transcript is in, guessed from its most frequent words.

Only words that one of the languages has and the others have not are counted. That is enough to
choose between a model for Bokmål and rules that serve all; it is no general language detection:
Danish reads as Bokmål, Swedish as none of these.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Literal

from qda.text import WORD

if TYPE_CHECKING:
    from collections.abc import Iterable

Language = Literal["nb", "nn", "en", "other"]

_FREQUENT: Final[dict[Language, str]] = {
    "nb": "jeg ikke hun dere noe noen hva hvor hvordan hvorfor hvem fra være ble blir mye også"
    " bare gjør gjorde igjen hjemme selv kommer sier uten tror egentlig flere",
    "nn": "eg ikkje ho dykk dykkar noko nokon nokre kva kvar korleis kvifor kven frå vere vart"
    " mykje òg berre gjer heime sjølv kjem seier utan trur eigentleg fleire ein eit dei"
    " vore",
    "en": "the and of you that it they we was were is are had with my what this but not she he"
    " would could about there because",
}
_WORDS: Final = {language: frozenset(words.split()) for language, words in _FREQUENT.items()}
_ENOUGH = 50
"""One word in so many must be among a language's words."""


def guess_language(texts: Iterable[str]) -> Language:
    """The language of a document: Bokmål, Nynorsk, English, or none that can be told.

    Args:
        texts: Its turns.
    """
    words = Counter(word for text in texts for word in WORD.findall(text.casefold()))
    found = {language: sum(words[word] for word in its) for language, its in _WORDS.items()}
    next_best, hits = sorted(found.values())[-2:]
    best = max(found, key=found.__getitem__)
    return best if hits > next_best and hits * _ENOUGH >= words.total() else "other"
