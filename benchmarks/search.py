"""Time searches: 1,000 texts of 5,000 words, drawn from the sample's words and forms of them.

    nice -n 19 python benchmarks/search.py [--texts 1000]

The first search for inflected forms loads the dictionary and looks up every different word.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from pathlib import Path

from qda.analysis.search.query import find, parse

SAMPLE = Path(__file__).parent.parent / "corpus"
QUERIES = (
    '"gruppe"',
    '"det er"',
    '"zeppelin"',
    "gruppe",
    "gruppe",
    "vi gå",
    "*gruppe*",
    "/grupp(e|a)/",
)
WORDS = 5000
ENDINGS = ("en", "ene", "er", "s", "et", "te", "skap")


def main() -> None:
    """Print hits and seconds of each query."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=1000)
    texts = invented(parser.parse_args().texts)
    for typed in QUERIES:
        query = parse(typed)
        begun = time.perf_counter()
        hits = sum(len(find(text, query)) for text in texts)
        print(f"{typed:16} {hits:9,} hits  {time.perf_counter() - begun:6.2f} s")


def invented(number: int) -> list[str]:
    """Texts in which one word of ten has an ending of our own, so that many forms differ."""
    draw = random.Random(1)
    files = (path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("*.txt")))
    words = [word for text in files for word in re.findall(r"\S+", text)]
    plain = sorted({word for word in words if word.isalpha()})
    rare = [word + ending for word in plain for ending in ENDINGS]
    return [
        " ".join(draw.choice(words if draw.random() < 0.9 else rare) for _ in range(WORDS))
        for _ in range(number)
    ]


if __name__ == "__main__":
    main()
