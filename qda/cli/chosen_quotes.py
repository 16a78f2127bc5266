"""`qda quotes --chosen`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qda.cli.common import warn
from qda.cli.figures import Chosen, print_data, refuse_without_file, say_written
from qda.errors import QdaError

if TYPE_CHECKING:
    from qda.exports.formats.style import Style
    from qda.project.store import Project


NO_FILTER: Final = Chosen((), "independent", "any", (), (), (), False, None, None, None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for of the chosen quotations; fields as the options of `qda quotes`."""

    section: str | None
    attributes: tuple[str, ...]
    names: bool
    numbers: bool
    question: bool


def refuse_filters(chosen: Chosen) -> None:
    """Refuse what narrows passages, not quotations.

    Raises:
        QdaError: One of these options is given.
    """
    if replace(chosen, output=None, combine="any") != NO_FILTER:
        raise QdaError(
            "`--chosen` takes no --coder, --layer, --code, --where, --having, --read or days; "
            "`--section NAME` narrows."
        )


def give_chosen(
    store: Project, wanted: Wanted, kind: str, style: Style, output: Path | None
) -> None:
    """Write the chosen quotations to a file, or show them.

    Raises:
        QdaError: The section has none, or a file cannot be written.
    """
    from qda.analysis.chosen import cover_chosen, load_chosen
    from qda.analysis.deidentify import describe
    from qda.analysis.load import load_uncoded
    from qda.exports.formats.registry import BINARY
    from qda.exports.rare import rare_lines
    from qda.exports.write import chosen_bytes, write_chosen

    found = load_chosen(
        store,
        section=wanted.section,
        attributes=wanted.attributes,
        question=wanted.question,
    )
    if wanted.section is not None and not found.quotes:
        raise QdaError(f"no quotation is chosen for a section “{wanted.section}”.")
    if not wanted.names:
        data = load_uncoded(store)
        descriptions = describe(data, wanted.attributes)
        for line in rare_lines(descriptions):
            warn(line)
        found = cover_chosen(found, data, descriptions, numbers=wanted.numbers)
    if output is not None:
        say_written(write_chosen(found, output, kind, style))
    elif kind in BINARY:
        refuse_without_file(kind)
    else:
        print_data(chosen_bytes(found, kind, style))
