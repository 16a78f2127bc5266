"""What in a text may name somebody: by a pipeline's entities and proper nouns, capitals, numbers.

Many are no names, and a few are missed, so a person confirms each (`qda.plain.naming`). Recall
counts: what is proposed in vain costs a key, what is missed may cost somebody's anonymity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from qda.language.guess import guess_language
from qda.language.numbers import Kind, Mention, find_numbers

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from qda.language.pipeline import Pipeline

KINDS: Final[dict[str, Kind]] = {
    "PER": "person",
    "LOC": "place",
    "GPE_LOC": "place",
    "GPE_ORG": "place",
    "ORG": "organisation",
}
"""The kind of each label of names that is proposed by itself; others only as proper nouns."""

_BATCH: Final = 16
"""Turns that go through the pipeline together; their numbers still fit into a processor's cache."""
_NER_BATCH: Final = 64
"""Turns in which names are looked for together; the parser takes a quarter of them at a time."""
_SHORTEST_GENITIVE: Final = 4
_NAME_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_PARTS: Final = re.compile(
    r"(?:\s+(?:i|på|fra|og|ved|til|med|eller|in|at|from|and)\s+|[][,;:/()\n]\s*)"
)
_TITLE: Final = re.compile(
    r"(?:fru|frøken|herr|hr|dr|prof|doktor|professor|lege|sykepleier|søster|tante|onkel|mr|mrs|ms)\.?\s+(?=\S)",
    re.IGNORECASE,
)
_BEGINS: Final = re.compile(r"(?:^|[.!?…:\n«\"“”(\[–—-])[\s)\]«»\"“”(\[–—-]*$|[)\]]\s*$")
_ENGLISH_I: Final = re.compile("I(?:['’](?:m|ve|d|ll))?")
_REMARK: Final = re.compile(
    r"[(\[]\s*(ler|latter|humrer|smiler|nikker|sukker|hoster|kremter|gråter|hvisker|pause|pauser"
    r"|stillhet|stille|uhørlig|uhørbart|utydelig|laughs|laughter|laughing|smiles|nods|sighs|coughs"
    r"|silence|inaudible|unclear)\b",
    re.IGNORECASE,
)
"""A remark of the transcriber's, which names nobody."""


def find_names(texts: Iterable[str], pipeline: Pipeline) -> Iterator[list[Mention]]:
    """The mentions in each text, in order; none overlap."""
    texts = list(texts)
    english = guess_language(texts) == "en"
    needed = {"ner", "tok2vec", "morphologizer"}
    spare = [name for name in pipeline.nlp.pipe_names if name not in needed]
    larger = {"ner": {"batch_size": _NER_BATCH}}
    docs = pipeline.nlp.pipe(texts, batch_size=_BATCH, disable=spare, component_cfg=larger)
    for text, doc in zip(texts, docs, strict=True):
        remarks = {found.span(1) for found in _REMARK.finditer(text)}
        names = [
            _without_ending(name, text, doc)
            for name in (*_entities(doc), *_proper_nouns(text, doc), *_capitals(text))
            if (name.start, name.end) not in remarks
            and not (english and _is_common_english(text, name))
        ]
        yield _sorted([*find_numbers(text), *names])


def _without_ending(mention: Mention, text: str, doc: Doc) -> Mention:
    """The name without its ending, if it is taken for a genitive: *Bjørns*, not *Lars*."""
    if text[mention.end - 1] != "s" or mention.end - mention.start < _SHORTEST_GENITIVE:
        return mention
    name = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    last = name[-1] if name is not None else None
    if (
        last is None
        or last.idx + len(last) != mention.end
        or "Gen" not in last.morph.get("Case", [])
    ):
        return mention
    return Mention(mention.start, mention.end - 1, mention.kind)


def placed(found: Iterable[Iterable[Mention]], starts: Iterable[int]) -> list[Mention]:
    """The mentions of several texts as stretches of the one that they are cut from."""
    return [
        Mention(start + one.start, start + one.end, one.kind)
        for mentions, start in zip(found, starts, strict=True)
        for one in mentions
    ]


def _sorted(mentions: list[Mention]) -> list[Mention]:
    """The mentions without those that overlap one that was found before them."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in mentions:
        place = range(mention.start, mention.end)
        if mention.end > mention.start and taken.isdisjoint(place):
            taken.update(place)
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _entities(doc: Doc) -> Iterator[Mention]:
    for ent in doc.ents:
        kind = KINDS.get(ent.label_)
        if kind is not None:
            yield from _pieces(doc.text, ent.start_char, ent.end_char, kind)


def _pieces(text: str, start: int, end: int, kind: Kind) -> Iterator[Mention]:
    """The names in an entity: `Lars i Bodø` has two, of `fru Hansen` the title is no part."""
    at = start
    for found in [*_PARTS.finditer(text, start, end), None]:
        stop = found.start() if found else end
        title = _TITLE.match(text, at, stop)
        first = title.end() if title else at
        if any(char.isupper() for char in text[first:stop]):
            yield Mention(first, stop, kind if at == start else "name")
        at = found.end() if found else end


def _proper_nouns(text: str, doc: Doc) -> Iterator[Mention]:
    """Runs of proper nouns that begin with a capital, with no more than a space or - between."""
    from spacy.symbols import POS, PROPN

    run: tuple[int, int] | None = None
    for at in (doc.to_array([POS]) == PROPN).nonzero()[0].tolist():
        token = doc[at]
        if not token.text[:1].isupper():
            continue
        if run is not None and text[run[1] : token.idx].strip(" -") == "":
            run = (run[0], token.idx + len(token.text))
            continue
        if run is not None:
            yield Mention(*run, "name")
        run = (token.idx, token.idx + len(token.text))
    if run is not None:
        yield Mention(*run, "name")


def _capitals(text: str) -> Iterator[Mention]:
    """Words with a capital inside a sentence, and those at its beginning that no list knows."""
    for found in _NAME_WORD.finditer(text):
        word = found[0]
        if not word[0].isupper() or len(word) < 2:
            continue
        if not begins_sentence(text, found.start()) or not _is_known(word):
            yield Mention(*found.span(), "name")


def _is_common_english(text: str, mention: Mention) -> bool:
    """Whether nothing in it is a name, in English: a pipeline for Bokmål takes *And* for one.

    Words that begin a sentence and are common, *I*, and words without a capital name nobody.
    """
    words = _NAME_WORD.finditer(text, mention.start, mention.end)
    return all(
        not word[0][0].isupper()
        or _ENGLISH_I.fullmatch(word[0]) is not None
        or (begins_sentence(text, word.start()) and _is_known(re.split("['’]", word[0])[0]))
        for word in words
    )


def begins_sentence(text: str, at: int) -> bool:
    """Whether a word here has a capital because it is the first, if it has one."""
    return _BEGINS.search(text[max(0, at - 12) : at]) is not None or at == 0


def _is_known(word: str) -> bool:
    """Whether it is a common word, in Bokmål or English; a list of names is none of them."""
    import simplemma

    small = word.lower()
    return any(simplemma.is_known(small, lang=lang) for lang in ("nb", "nn", "en"))
