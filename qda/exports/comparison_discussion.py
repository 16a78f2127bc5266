"""What there is to talk over, and what talking has changed: sections beside the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.exports.sections import Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qda.analysis.comparison.disagreements import Quoted
    from qda.analysis.comparison.discussion import Changed, Discussion
    from qda.exports.cells import Cell

_NOTE = (
    "This is not agreement: all figures above are of the independent coding, and talking changes "
    "none of them. A decision was changed where the consensus has otherwise than the coder had: a "
    "code that was taken away, or one that was added. Of a code only the units count in which it "
    "was in dispute; of all codes every unit that was settled, its set of codes as one decision."
)


def differences_section(found: Sequence[Quoted], coders: tuple[str, ...]) -> Section:
    """The passages on which the coders differ, in the order of the text."""
    many = f"{len(found):,} passage{'s' * (len(found) != 1)}, in the order of the text."
    facts = tuple((_place(one), "; ".join(_told(one, coders))) for one in found)
    return Section("Where the coders differ", facts, notes=(many,))


def _place(one: Quoted) -> str:
    first, last = one.passage.first, one.passage.last
    return f"{one.passage.document} {first}" + (f"–{last}" if last != first else "")


def _told(one: Quoted, coders: tuple[str, ...]) -> Iterator[str]:
    """The words, what each coder alone has there, and what all have."""
    yield f"“{one.words}”"
    for name, codes in zip(coders, one.passage.applied, strict=True):
        yield f"{name}: {', '.join(sorted(codes)) or 'nothing'}"
    if one.passage.agreed:
        yield f"all: {', '.join(sorted(one.passage.agreed))}"


def discussion_section(found: Discussion, coders: tuple[str, ...], unit: str) -> Section:
    """How many of each coder's decisions the consensus does not follow.

    Args:
        found: What talking has changed.
        coders: Their names.
        unit: What counts are of, in the singular.
    """
    rows = tuple((one.code, *_cells(one.found)) for one in found.codes)
    return Section(
        "Share changed in discussion",
        (
            ("settled", _settled(found, unit)),
            *_overall(found.overall, coders),
        ),
        Table(("code", *_headings(len(coders))), rows) if rows else None,
        notes=(_NOTE,),
    )


def _settled(found: Discussion, unit: str) -> str:
    counts = (found.passages, "passage"), (round(found.units), unit)
    return " with ".join(f"{count:,} {word}{'s' * (count != 1)}" for count, word in counts)


def _overall(found: Changed, coders: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    counts = zip(coders, found.changed, found.discussed, found.shares, strict=True)
    return tuple(
        (name, f"{round(changed):,} of {round(whole):,} decisions changed ({100 * share:.1f} %)")
        for name, changed, whole, share in counts
        if share is not None
    )


def _headings(coders: int) -> list[str]:
    """Two coders talk over the same; of more, each may have talked over other passages."""
    if coders == 2:
        return ["discussed", "changed 1", "changed 2", "share 1", "share 2"]
    each = range(1, coders + 1)
    return [f"{what} {at}" for what in ("discussed", "changed", "share") for at in each]


def _cells(found: Changed) -> list[Cell]:
    discussed = found.discussed[:1] if len(found.discussed) == 2 else found.discussed
    counts = [round(count) for count in (*discussed, *found.changed)]
    return [*counts, *("–" if share is None else share for share in found.shares)]
