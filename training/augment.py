"""Make newspaper sentences look like transcripts: what speech and typists do to text.

Each function takes sentences and gives sentences with the labels still true. `as_transcript`
picks among them by chance, from the generator it is given, so that a seed fixes everything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from training.treebank import Token

if TYPE_CHECKING:
    from random import Random

    from training.treebank import Sentence

HESITATIONS = ("eh", "ehm", "øh", "hm", "mm", "mhm", "ja", "nei", "jo", "altså", "liksom")
ROLES = ("Intervjuer", "Informant", "Respondent", "Deltaker", "Moderator")
REMARKS = (("ler",), ("pause",), ("uklart",), ("sukker",), ("lang", "pause"), ("begge", "ler"))
QUOTES = (("«", "»"), ('"', '"'), ("“", "”"), ("'", "'"))
ENDS = frozenset(".!?")
NOUN = "Definite=Ind|Gender=Masc|Number=Sing"


@dataclass(frozen=True, slots=True)
class Names:
    """The person names of the training part, taken apart to be put together anew."""

    first: tuple[str, ...]
    last: tuple[str, ...]

    @classmethod
    def of(cls, sentences: list[Sentence]) -> Names:
        """Collect first and last words of names of two words or more."""
        first, last = set(), set()
        for sentence in sentences:
            for start, end in persons(sentence):
                if end - start > 1 and sentence[start].form[0].isupper():
                    first.add(sentence[start].form)
                    last.add(sentence[end - 1].form)
        return cls(tuple(sorted(first)), tuple(sorted(last - first)))


def persons(sentence: Sentence) -> list[tuple[int, int]]:
    """Start and end (exclusive) of each person's name."""
    starts = [i for i, token in enumerate(sentence) if token.entity == "B-PER"]
    return [(start, _end(sentence, start)) for start in starts]


def _end(sentence: Sentence, start: int) -> int:
    end = start + 1
    while end < len(sentence) and sentence[end].entity == "I-PER":
        end += 1
    return end


def as_transcript(sentences: list[Sentence], names: Names, rng: Random) -> list[Sentence]:
    """Change a stretch of text in the ways of transcripts, each by its own chance."""
    if rng.random() < 0.5:
        sentences = [_rename(sentence, names, rng) for sentence in sentences]
    if rng.random() < 0.3:
        sentences = _requote(sentences, rng)
    if rng.random() < 0.4:
        sentences = [_hesitate(s, rng) if rng.random() < 0.4 else s for s in sentences]
    if rng.random() < 0.15:
        sentences = [_remark(s, rng) if rng.random() < 0.3 else s for s in sentences]
    if rng.random() < 0.25:
        sentences = _unpunctuate(sentences, rng)
    if rng.random() < 0.2:
        sentences = _lower(sentences, rng)
    if rng.random() < 0.2:
        sentences = _label(sentences, names, rng)
    return sentences


def _rename(sentence: Sentence, names: Names, rng: Random) -> Sentence:
    tokens = list(sentence)
    for start, end in persons(sentence):
        pools = [names.first] * (end - start - 1) + [names.last]
        if end - start == 1:
            pools = [names.first if rng.random() < 0.6 else names.last]
        for i, pool in zip(range(start, end), pools, strict=True):
            if tokens[i].upos == "PROPN" and "Case=Gen" not in tokens[i].feats:
                name = rng.choice(pool)
                tokens[i] = replace(tokens[i], form=name, lemma=name)
    return tuple(tokens)


def _requote(sentences: list[Sentence], rng: Random) -> list[Sentence]:
    opening, closing = rng.choice(QUOTES)
    return [_requoted(sentence, opening, closing) for sentence in sentences]


def _requoted(sentence: Sentence, opening: str, closing: str) -> Sentence:
    tokens, is_open = [], False
    for token in sentence:
        if token.form in {'"', "«", "»"}:
            is_open = token.form == "«" or (token.form == '"' and not is_open)
            mark = opening if is_open else closing
            token = replace(token, form=mark, lemma=mark)
        tokens.append(token)
    return tuple(tokens)


def _hesitate(sentence: Sentence, rng: Random) -> Sentence:
    """Put a hesitation first (*Eh, vi dro*) or between two words (*vi, eh, dro*; *vi eh dro*)."""
    word, comma = rng.choice(HESITATIONS), _punct(",")
    if rng.random() < 0.5:
        return (_word(word.capitalize(), word, "INTJ"), comma, *_decapitalised(sentence))
    words = [token.upos != "PUNCT" for token in sentence]
    gaps = [
        i
        for i in range(1, len(sentence))
        if words[i - 1] and words[i] and not sentence[i].entity.startswith("I-")
    ]
    if not gaps:
        return sentence
    at, hesitation = rng.choice(gaps), _word(word, word, "INTJ")
    middle = (comma, hesitation, comma) if rng.random() < 0.5 else (hesitation,)
    return (*sentence[:at], *middle, *sentence[at:])


def _remark(sentence: Sentence, rng: Random) -> Sentence:
    """Add a typist's remark, *(ler)*, before the end or after it."""
    words = tuple(replace(_word(w, "", "X"), upos="", feats="") for w in rng.choice(REMARKS))
    brackets = rng.choice(("()", "[]"))
    remark = (_punct(brackets[0]), *words, _punct(brackets[1]))
    at = len(sentence) - (sentence[-1].form in ENDS and rng.random() < 0.4)
    return (*sentence[:at], *remark, *sentence[at:])


def _unpunctuate(sentences: list[Sentence], rng: Random) -> list[Sentence]:
    """Drop the final mark of the last sentence, now and then of any."""
    share = rng.choice((0.0, 0.0, 0.3))
    last = len(sentences) - 1
    return [
        s[:-1] if len(s) > 1 and s[-1].form in ENDS and (i == last or rng.random() < share) else s
        for i, s in enumerate(sentences)
    ]


def _lower(sentences: list[Sentence], rng: Random) -> list[Sentence]:
    """Lower-case all words, or only each sentence's first; a lower-cased name keeps no lemma."""
    if rng.random() < 0.5:
        return [_decapitalised(sentence) for sentence in sentences]
    return [tuple(map(_lowered, sentence)) for sentence in sentences]


def _lowered(token: Token) -> Token:
    form = token.form.lower()
    if form == token.form:
        return token
    return replace(token, form=form, lemma=token.lemma if token.lemma.islower() else "")


def _decapitalised(sentence: Sentence) -> Sentence:
    """Lower the first letter of a sentence, unless it is a name or an abbreviation in capitals."""
    first = sentence[0]
    keeps = first.upos == "PROPN" or first.entity != "O" or first.form[1:] != first.form[1:].lower()
    return sentence if keeps else (_lowered(first), *sentence[1:])


def _label(sentences: list[Sentence], names: Names, rng: Random) -> list[Sentence]:
    """Put a time stamp or a speaker's label before the first sentence."""
    return [(*_stamp_or_speaker(names, rng), *sentences[0]), *sentences[1:]]


def _stamp_or_speaker(names: Names, rng: Random) -> Sentence:
    kind = rng.random()
    if kind < 0.35:
        clock = f"{rng.randrange(3):02}:{rng.randrange(60):02}:{rng.randrange(60):02}"
        return (_punct("["), _word(clock[rng.choice((0, 3)) :], "", "NUM"), _punct("]"))
    if kind < 0.7:
        name = rng.choice(names.first)
        return (Token(name, name, "PROPN", "", "B-PER"), _punct(":"))
    role = rng.choice(ROLES)
    number = (_word(str(rng.randrange(1, 9)), "", "NUM"),) if rng.random() < 0.4 else ()
    return (Token(role, "", "NOUN", NOUN, "O"), *number, _punct(":"))


def _punct(form: str) -> Token:
    return Token(form, form, "PUNCT", "", "O")


def _word(form: str, lemma: str, upos: str) -> Token:
    return Token(form, lemma, upos, "Number=Plur|NumType=Card" if upos == "NUM" else "", "O")
