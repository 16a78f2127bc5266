"""Recall of the names that `qda pseudonymise` proposes.

    nice -n 19 python -m benchmarks.names [TREEBANK]

On the sample's own transcripts with invented names put in, as they stand and in lower case; with
the folder of the treebank (see `training/README.md`), on UD's test text too. A name is found where
all words in it that tell something (those with a capital or a digit; as *Mo* and *Rana* in *Mo i
Rana*) lie in something proposed, but for a genitive's s. *Proposed* is how many different names a
person is asked about for 1,000 words.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qda.intake.readers import read
from qda.language.names import find_names
from qda.language.numbers import Kind, Mention
from qda.language.pipeline import Pipeline, load

SAMPLE = Path(__file__).parent.parent / "corpus"
INVENTED: dict[Kind, tuple[str, ...]] = {
    "person": (
        "Torbjørg Fjellvang",
        "Ragnvald",
        "Amina Yusuf",
        "Siv-Anita Haugbakk",
        "fru Skjelbred",
        "Nguyen Thi Lan",
        "Odd",
        "Bjørg",
        "Kowalczyk",
        "Ailo Sara",
    ),
    "place": ("Skarvøya", "Nordre Lihelle", "Bromlia", "Vesterdal kommune", "Karasjok"),
    "organisation": ("Fjordlab AS", "Solhaugen sykehjem", "Mental Helse", "NAV", "Tveita DPS"),
    "phone": ("412 33 987", "+47 90 81 72 63", "73592211"),
    "e-mail": ("t.fjellvang@example.no",),
    "national id": ("01017012343",),
    "date of birth": ("17. mars 1961", "17.03.1961"),
}
FRAMES = (
    "Det var {} som sa det.",
    "Så kom {}, og da ble det stille.",
    "Jeg tenkte på {} hele veien hjem.",
    "{} var det siste jeg trengte.",
    "Vi snakket om {} og alt det der, ikke sant.",
)
LABELS: dict[str, Kind] = {
    "PER": "person",
    "LOC": "place",
    "GPE_LOC": "place",
    "GPE_ORG": "place",
    "ORG": "organisation",
}


@dataclass(slots=True)
class Score:
    """How many names there are and were found, by kind; and how much was proposed."""

    there: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    proposed: int = 0
    words: int = 0

    def add(self, text: str, names: Iterable[Mention], mentions: Sequence[Mention]) -> None:
        """Count one text."""
        covered = {at for one in mentions for at in range(one.start, one.end)}
        for name in names:
            self.there[name.kind] += 1
            self.found[name.kind] += covered.issuperset(telling(text, name))
        self.proposed += len({text[one.start : one.end].casefold() for one in mentions})
        self.words += len(text.split())

    def show(self, title: str) -> None:
        """Print it as rows of a table."""
        for kind, there in self.there.items():
            found = self.found[kind]
            print(f"| {title} | {kind} | {there:,} | {found / there:.3f} |")
        print(f"{title}: {1000 * self.proposed / self.words:.0f} proposed for 1,000 words")


def telling(text: str, name: Mention) -> set[int]:
    """Where the letters of a name are that must be covered."""
    places: set[int] = set()
    for word in re.finditer(r"[^\W_]+", text[name.start : name.end]):
        if word[0].islower() and not name_is_lower(text, name):
            continue
        end = word.end() - (word[0].endswith("s") and word.end() == name.end - name.start)
        places.update(range(name.start + word.start(), name.start + end))
    return places


def name_is_lower(text: str, name: Mention) -> bool:
    """Whether nothing in a name has a capital or is a digit."""
    return not any(char.isupper() or char.isdigit() for char in text[name.start : name.end])


def main() -> None:
    """Print the recall of each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path, nargs="?")
    args = parser.parse_args()
    pipeline = load("bundled")
    print("| text | kind | names | found |\n| --- | --- | --- | --- |")
    if args.treebank:
        treebank(args.treebank, pipeline).show("UD test")
    for lower in (False, True):
        sample(pipeline, lower=lower).show("lower case" if lower else "sample")


def treebank(folder: Path, pipeline: Pipeline) -> Score:
    """UD's test text, ten sentences at a time."""
    from training.examples import ud_examples
    from training.treebank import read_ud

    score = Score()
    examples = ud_examples(pipeline.nlp, read_ud(folder, "test"))
    texts = [one.text for one in examples]
    for one, mentions in zip(examples, find_names(texts, pipeline), strict=True):
        names = [
            Mention(ent.start_char, ent.end_char, LABELS[ent.label_])
            for ent in one.reference.ents
            if ent.label_ in LABELS
        ]
        score.add(one.text, names, mentions)
    return score


def sample(pipeline: Pipeline, *, lower: bool) -> Score:
    """Every turn of the sample with one invented name said in it, at a place that is drawn."""
    draw = random.Random(1)
    texts: list[str] = []
    names: list[Mention] = []
    for path in sorted(SAMPLE.glob("*.txt")):
        transcript = read(path)
        for turn in transcript.turns:
            text, name = with_name(transcript.text_of(turn), draw)
            texts.append(text.lower() if lower else text)
            names.append(name)
    score = Score()
    for text, name, mentions in zip(texts, names, find_names(texts, pipeline), strict=True):
        score.add(text, [name], mentions)
    return score


def with_name(text: str, draw: random.Random) -> tuple[str, Mention]:
    """The turn with a sentence put between two of its own, and where the name stands in it."""
    kind = draw.choice(list(INVENTED))
    whole = draw.choice(INVENTED[kind])
    said = draw.choice(FRAMES)
    name = re.sub(r"^fru ", "", whole)
    gaps = [0, *(found.end() for found in re.finditer(r"[.?!] ", text)), len(text)]
    at = draw.choice(gaps)
    before = text[:at] + (" " if at and not text[at - 1].isspace() else "")
    sentence = said.format(whole)
    start = len(before) + sentence.index(name)
    joined = f"{before}{sentence[0].upper()}{sentence[1:]} {text[at:]}"
    return joined.rstrip(), Mention(start, start + len(name), kind)


if __name__ == "__main__":
    main()
