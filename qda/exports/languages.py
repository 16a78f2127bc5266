"""The languages that figures are written in: their words and how they write numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.exports.cells import Cell

_THIN: Final = "\u202f"


@dataclass(frozen=True, slots=True)
class Language:
    """How a figure is written for readers of one language.

    Attributes:
        code: As in `--lang` and in `codebook.yaml`; empty takes labels as they come.
        decimal: The mark before decimals.
        group: What stands between groups of three digits.
        words: English words of figures, and what stands for them; all others stay.
    """

    code: str
    decimal: str
    group: str
    words: Mapping[str, str]

    def say(self, word: str) -> str:
        """A word of figures in this language."""
        return self.words.get(word, word)

    def number(self, value: float, decimals: int = 1) -> str:
        """A number as people read it: whole numbers in groups of three."""
        written = f"{value:,}" if isinstance(value, int) else f"{value:,.{decimals}f}"
        whole, _, rest = written.partition(".")
        return whole.replace(",", self.group) + (self.decimal + rest if rest else "")

    def cell(self, cell: Cell, decimals: int = 1) -> str:
        """A cell as people read it."""
        return cell if isinstance(cell, str) else self.number(cell, decimals)


_NORWEGIAN_WORDS: Final = {
    "code": "kode",
    "label": "navn",
    "total": "i alt",
    "total (not a sum)": "i alt (ikke en sum)",
    "not a sum": "ikke en sum",
    "of": "av",
    "by": "etter",
    "Codes": "Koder",
    "document": "dokument",
    "case": "informant",
    "coder": "koder",
    "passages": "passasjer",
    "quotations": "sitater",
    "quotation": "sitat",
    "codings": "kodinger",
    "segments": "segmenter",
    "documents": "dokumenter",
    "cases": "informanter",
    "words": "ord",
    "characters": "tegn",
    "turns": "replikker",
    "coverage": "dekning",
    "presence": "forekomst",
    "the darker, the larger its share": "jo mørkere, jo større andel",
    "passage": "passasje",
    "turn": "replikk",
    "segment": "segment",
    "Codes in the same": "Koder i samme",
    "Codes along an interview": "Koder gjennom et intervju",
    "New codes, interview by interview": "Nye koder, intervju for intervju",
    "codes so far": "koder til nå",
    "new in this interview": "nye i dette intervjuet",
    "Coded interview": "Kodet intervju",
    "The codes stand in the comments.": "Kodene står i kommentarene.",
    "other": "annen",
    "Report": "Rapport",
    "Method": "Metode",
    "Pictures": "Figurer",
    "What each code holds": "Hva hver kode rommer",
    "New codes": "Nye koder",
    "interview": "intervju",
    "codes": "koder",
    "new codes": "nye koder",
    "which": "hvilke",
    "How the codebook came about": "Hvordan kodeboka ble til",
    "The codebook has not changed.": "Kodeboka er ikke endret.",
    "version": "versjon",
    "Appendix: the codebook": "Vedlegg: kodeboka",
    "retired": "tatt ut",
    "definition": "definisjon",
    "include": "tas med",
    "exclude": "tas ikke med",
    "asked of": "spurt",
    "Matrix": "Matrise",
    "Framework": "Rammeverk",
    "Framework matrix": "Rammeverksmatrise",
    "Shares": "Andeler",
    "Asked": "Spurt",
    "Quotations": "Sitater",
    "informant": "informant",
    "an informant": "en informant",
    "another informant": "en annen informant",
    "interviewer": "intervjuer",
    "start": "fra",
    "end": "til",
    "also": "også",
    "question": "spørsmål",
    "text": "tekst",
    "Provenance": "Opphav",
    "Where this comes from": "Hvor dette kommer fra",
}

ENGLISH: Final = Language("en", ".", ",", {})
NORWEGIAN: Final = Language("nb", ",", _THIN, _NORWEGIAN_WORDS)
LANGUAGES: Final = {"en": ENGLISH, "nb": NORWEGIAN}


def find_language(code: str) -> Language:
    """The language of a code.

    Raises:
        QdaError: Figures are not written in it.
    """
    if code not in LANGUAGES:
        raise QdaError(f"figures are not written in “{code}”; use {' or '.join(LANGUAGES)}.")
    return LANGUAGES[code]
