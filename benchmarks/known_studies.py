"""Recompute the agreement of real studies through qda's own commands, beside the figures known.

    python benchmarks/known_studies.py FOLDER

FOLDER has the studies as they were published: `mlss/` (two coders, codes on paragraphs; a whole
project is made of each interview and compared), and in `multicoder/` AnnoMI (ten coders, one label
an utterance), exam proctoring (two coders, several codes a row) and Redewiedergabe (labels on
tokens). The figures known are those of the folder's own list, with how they were counted.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

MLSS = {"02": (0.46, 0.48), "12": (0.58, 0.25), "30": (0.39, 0.34), "40": (0.56, 0.35)}
ANNOMI = {
    "main_therapist_behaviour": 0.7253,
    "client_talk_type": 0.4115,
    "question_exists": 0.8432,
    "reflection_exists": 0.6459,
    "therapist_input_exists": 0.6751,
}
PROCTORING = {"N2": 0.736, "N3": 0.821, "Q5": 0.713, "Q12": 0.746, "Q18": 0.906}
REDEWIEDERGABE = {"any": 0.73, "direct": 0.92, "indirect": 0.73, "reported": 0.49}
Row = dict[str, str]


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    print(f"{'study':34}{'figure':46}{'known':>8}{'qda':>8}")
    with tempfile.TemporaryDirectory() as place:
        mlss(folder / "mlss", Path(place))
        annomi(folder / "multicoder" / "annomi_4transcripts_10coders.csv", Path(place))
        proctoring(folder / "multicoder" / "proctoring", Path(place))
        redewiedergabe(folder / "multicoder" / "redewiedergabe", Path(place))


def say(study: str, figure: str, known: float | None, found: float | None) -> None:
    """One line of it."""
    cells = ("–" if value is None else f"{value:.4f}" for value in (known, found))
    print(f"{study:34}{figure:46}" + "".join(f"{cell:>8}" for cell in cells))


def qda(place: Path, *args: str) -> str:
    """Run a command in a folder; what it printed."""
    command = [sys.executable, "-m", "qda", *args]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, env=os.environ)
    if done.returncode:
        raise SystemExit(f"{' '.join(args)}: {done.stderr}")
    return done.stdout


def agreement(place: Path, name: str, rows: Iterable[Sequence[str]]) -> dict[str, Any]:
    """`qda agreement` of a table of units by coders."""
    with (place / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    found: dict[str, Any] = json.loads(qda(place, "agreement", name, "--format", "json"))
    return found


def mlss(folder: Path, place: Path) -> None:
    """Coded or not, and each code in each paragraph, from a project made of the interview."""
    for number, (any_code, pooled) in MLSS.items():
        study = json.loads((folder / f"Interview_{number}.codings.json").read_text("utf-8"))
        home = place / f"mlss{number}"
        home.mkdir()
        make_project(home, study)
        options = ("--coders", *study["coders"], "--units", "units.csv", "--format", "json")
        report = json.loads(qda(home, "compare", *options))
        kappa = next(row for row in report["codes"] if row["id"] == "coded")["agreement"]["kappa"]
        name = f"MLSS interview {number}"
        if isinstance(kappa, dict):
            raise SystemExit(f"{name}: {kappa}")
        say(name, "kappa, coded or not", any_code, kappa)
        say(name, "kappa, codes x paragraphs as one table", pooled, stacked(home))


def make_project(home: Path, study: dict[str, Any]) -> None:
    """A paragraph is a turn is a segment; all speakers count; both have read everything."""
    names = sorted(
        {code for one in study["segments"] for own in one["codes"].values() for code in own}
    )
    ids = {name: f"c{at}" for at, name in enumerate(names)}
    book = ["codes:", "  - id: coded", "    label: {en: Coded}", "    children:"]
    for name, id_ in ids.items():
        book += [f"      - id: {id_}", f"        label: {{en: {json.dumps(name)}}}"]
    (home / "codebook.yaml").write_text("\n".join(book) + "\n", encoding="utf-8")
    lines = (
        f"Person {at % 2 + 1}: {' '.join(one['text'].split())}"
        for at, one in enumerate(study["segments"])
    )
    (home / "I.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (home / "codings.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("document", "segment", "code", "coder"))
        for at, one in enumerate(study["segments"], 1):
            for coder in study["coders"]:
                for code in [ids[name] for name in one["codes"][coder]] or [""]:
                    table.writerow(("I", at, code, coder))
    qda(home, "init", "--coder", "x")
    qda(home, "import", "I.txt", "--segments", "turn", "--coder", "x")
    roles = ("--role", "Person 1=informant", "--role", "Person 2=informant")
    qda(home, "speakers", "I", *roles, "--coder", "x")
    qda(home, "codings", "import", "codings.csv", "--coder", "x")


def stacked(home: Path) -> float | None:
    """Kappa of all codes' columns one under the other, from the units that `qda compare` wrote."""
    with (home / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pairs: dict[str, list[str]] = defaultdict(list)
    for column in rows[0]:
        code, _, coder = column.partition(":")
        if coder and code != "coded":
            pairs[code].append(column)
    table = [[row[first], row[second]] for first, second in pairs.values() for row in rows]
    value: float | None = agreement(home, "stacked.csv", [["A", "B"], *table])["cohen_kappa"]
    return value


def annomi(path: Path, place: Path) -> None:
    """Ten coders, one label an utterance."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    coders = sorted({row["annotator_id"] for row in rows})
    for column, known in ANNOMI.items():
        units: dict[tuple[str, str], Row] = defaultdict(dict)
        for row in rows:
            if row[column] != "n/a":
                key = (row["transcript_id"], row["utterance_id"])
                units[key][row["annotator_id"]] = row[column]
        table = [[unit.get(coder, "") for coder in coders] for unit in units.values()]
        found = agreement(place, "annomi.csv", [[f"coder {name}" for name in coders], *table])
        say("AnnoMI", f"Fleiss, {column}", known, found["fleiss_kappa"])


def proctoring(folder: Path, place: Path) -> None:
    """Several codes a row. The study's own formula is no textbook kappa, and is beside ours."""
    for name, known in PROCTORING.items():
        first, second = (
            coded_rows(folder / f"{name}_{who}.csv") for who in ("primary", "secondary")
        )
        common = [key for key in first if first[key] and second.get(key)]
        say(
            f"proctoring {name}",
            "the study's formula (not in qda)",
            known,
            own_formula(first, second, common),
        )
        codes = sorted({code for key in common for code in first[key] | second[key]})
        data = {
            "coders": ["A", "B"],
            "categories": codes,
            "ratings": [[sorted(first[key]), sorted(second[key])] for key in common],
        }
        (place / "sets.json").write_text(
            json.dumps({"kind": "set", "data": data}), encoding="utf-8"
        )
        found = json.loads(qda(place, "agreement", "sets.json", "--format", "json"))
        for figure, value in found.items():
            if isinstance(value, float) and re.search("jaccard|masi|pooled", figure):
                say("", figure, None, value)


def coded_rows(path: Path) -> dict[str, set[str]]:
    """The codes of each row, by the respondent."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = [name for name in rows[0] if re.fullmatch(r"Code [0-7]", name or "")]
    return {
        row["ResponseId"]: {row[name].strip() for name in columns if (row[name] or "").strip()}
        for row in rows
    }


def own_formula(
    first: dict[str, set[str]], second: dict[str, set[str]], common: Sequence[str]
) -> float:
    """As the folder's list says the study counted."""
    codes = {code for key in common for code in first[key] | second[key]}
    totals = [sum(len(side[key]) for key in common) for side in (first, second)]
    agreed = sum(code in first[key] and code in second[key] for key in common for code in codes)
    used = [
        [sum(code in side[key] for key in common) for code in codes] for side in (first, second)
    ]
    chance = sum(a / totals[0] * b / totals[1] for a, b in zip(*used, strict=True))
    return float(1 - (1 - agreed / max(totals)) / (1 - chance))


def redewiedergabe(folder: Path, place: Path) -> None:
    """Tokens; whether any speech, and of each type whether it, is marked on them."""
    samples: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.glob("*.tsv")):
        sample, who, _ = path.name.split(".")
        if who != "consensus":
            samples[sample].append(path)
    for sample, paths in samples.items():
        marks = [token_marks(path) for path in paths]
        if len({len(one) for one in marks}) > 1:
            sizes = ", ".join(str(len(one)) for one in marks)
            print(
                f"{sample}: the annotators' files have different tokens ({sizes}); the first ones"
            )
        for kind, known in REDEWIEDERGABE.items():
            tokens = zip(*marks, strict=False)
            table = [["yes" if kind in one else "no" for one in token] for token in tokens]
            heads = [f"coder {at}" for at in range(len(paths))]
            found = agreement(place, "tokens.csv", [heads, *table])
            say(
                f"{sample}, {len(paths)} coders",
                f"Fleiss by token, {kind}",
                known,
                found["fleiss_kappa"],
            )


def token_marks(path: Path) -> list[set[str]]:
    """What each token is marked as."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [{"any", *kinds} if (kinds := types(row["stwr"])) else set() for row in rows]


def types(cell: str) -> set[str]:
    """`direct.speech.1|reported.thought.2` as direct and reported."""
    return {part.partition(".")[0] for part in (cell or "-").split("|") if part != "-"}


if __name__ == "__main__":
    main()
