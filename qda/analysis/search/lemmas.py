"""The dictionary form of a Bokmål word, by simplemma, which is loaded when first asked."""

from __future__ import annotations

from functools import cache
from typing import Final

LONGEST: Final = 40
"""Letters above which a word is no dictionary's, and taking it apart takes long."""

_ALSO: Final = {
    "går": "gå",
    "fedre": "far",
    "fedres": "far",
    "fedrene": "far",
    "fedrenes": "far",
    "mødre": "mor",
    "mødres": "mor",
    "mødrene": "mor",
    "mødrenes": "mor",
}
"""Common forms that simplemma gives another reading (`i går`, `fader`) or does not know."""


@cache
def lemma(word: str) -> str:
    """The dictionary form of a word in lower case; the word itself where none is known."""
    if word in _ALSO or not word or len(word) > LONGEST:
        return _ALSO.get(word, word)
    import simplemma

    return simplemma.lemmatize(word, lang="nb").lower()
