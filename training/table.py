"""Print the README's table of scores from the shipped ``meta.json``.

python -m training.table [MODEL]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from qda.language.pipeline import BUNDLED

SPACYS_OWN = {
    "sents_f": 0.926,
    "pos_acc": 0.967,
    "morph_acc": 0.952,
    "lemma_acc": 0.968,
    "ents_f": 0.748,
    "PER f": 0.814,
}
"""What spaCy publishes of nb_core_news_sm 3.8.0, on dev."""
ROWS = (
    "token_acc",
    "sents_f",
    "pos_acc",
    "morph_acc",
    "lemma_acc",
    "lemma_acc simplemma",
    "ents_f",
    "PER p",
    "PER r",
    "PER f",
)


def table(performance: dict[str, dict[str, float]]) -> str:
    """The scores as a Markdown table, to three decimals."""
    lines = [
        "| measure | nb_core_news_sm dev | qda_nb dev | qda_nb test |",
        "| --- | --- | --- | --- |",
    ]
    for name in ROWS:
        figures = [SPACYS_OWN.get(name), *(performance.get(part, {}).get(name) for part in PARTS)]
        cells = ["" if figure is None else f"{figure:.3f}" for figure in figures]
        lines.append(f"| {' | '.join([name, *cells])} |")
    return "\n".join(lines)


PARTS = ("dev", "test")


def main() -> None:
    """Print the table."""
    model = Path(sys.argv[1]) if len(sys.argv) > 1 else BUNDLED
    meta = json.loads((model / "meta.json").read_text(encoding="utf-8"))
    print(table(meta["performance"]))


if __name__ == "__main__":
    main()
