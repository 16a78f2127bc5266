"""The framework matrix to be read and written: as a table, and as text by case."""

from __future__ import annotations

from datetime import datetime
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from qda.exports.languages import ENGLISH, Language
from qda.exports.notes import one_line
from qda.exports.sheet import Sheet
from qda.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.analysis.framework import Cell, Framework, Source, Summary
    from qda.exports.notes import Lines

_LEAST_WIDTH: Final = 30


def framework_sheet(found: Framework, language: Language = ENGLISH) -> Sheet:
    """One row a case, one column a code; under each summary stands where what it cites is."""
    labels = [code.label for code in found.codes]
    codes = (
        label if labels.count(label) == 1 else f"{label} ({code.id})"
        for code, label in zip(found.codes, labels, strict=True)
    )
    head = (language.say("case" if found.named else "informant"), *found.attributes, *codes)
    rows = (
        (case, *values, *(read_cell(cell, found, language) for cell in cells))
        for case, values, cells in zip(found.cases, found.values, found.cells, strict=True)
    )
    return Sheet(
        name=language.say("Framework"),
        title=language.say("Framework matrix"),
        head=head,
        rows=tuple(rows),
        names=len(head),
        prose=True,
        notes=framework_notes(found),
        changed=_changed(found),
    )


def read_cell(cell: Cell, found: Framework, language: Language = ENGLISH) -> str:
    """A cell as it is read: its summaries, else how many passages nobody has summed up yet."""
    if cell.summaries:
        several = len(found.coders) > 1
        read = (read_summary(one, language, by=several) for one in cell.summaries)
        return "\n\n".join(read)
    if not cell.passages.isdigit() or cell.passages == "0":
        return cell.passages
    thing = "passage" if cell.passages == "1" else "passages"
    return f"({cell.passages} {language.say(thing)})"


def read_summary(summary: Summary, language: Language, *, by: bool) -> str:
    """A summary, its sources under it; and first, if asked for, by whom it is."""
    text = f"{summary.coder}: {summary.text}" if by else summary.text
    if not summary.sources:
        return text
    places = (read_source(one, language) for one in summary.sources)
    sources = (f"[{at}] {place}" for at, place in enumerate(places, 1))
    return f"{text}\n{'; '.join(sources)}"


def read_source(source: Source, language: Language) -> str:
    """Where a passage stands: `I07, segments 41–43`, or without a name `interview 2, segment 7`."""
    document = source.document
    if source.other:
        document = language.say("another informant")
    elif source.interview:
        document = f"{language.say('interview')} {source.interview}"
    segment = language.say("segments" if "–" in source.segments else "segment")
    place = f"{segment} {source.segments}" if source.segments else ""
    return ", ".join(part for part in (document, place) if part)


def framework_notes(found: Framework) -> Lines:
    """Where it comes from, and how it is to be read."""
    written = sum(bool(cell.summaries) for row in found.cells for cell in row)
    cells = len(found.cases) * len(found.codes)
    lines = [
        ("figure", "framework matrix: case by code, each cell a summary by the researcher"),
        ("summaries", f"of {written} of {cells} cells, by {' and '.join(found.coders)}"),
        *found.provenance.lines(),
        (
            "cells",
            "[1]: where the passage stands; (3 passages): coded, not summed "
            "up; 0: read, not found; –: not (completely) read; n.a.: outside base",
        ),
    ]
    if found.elsewhere:
        lines.append(("left out", f"summaries of other cases or codes: {found.elsewhere}"))
    changed = _changed(found)
    said = changed.isoformat(timespec="seconds") if changed else "none"
    return tuple((heading, said if heading == "last change" else text) for heading, text in lines)


def _changed(found: Framework) -> datetime | None:
    """When the last summary was written, or the last coding counted was made."""
    times = [found.provenance.source.last_change]
    times.append(datetime.fromisoformat(found.changed) if found.changed else None)
    return max((time for time in times if time is not None), default=None)


def framework_text(found: Framework, width: int, language: Language = ENGLISH) -> bytes:
    """The matrix as text, case after case, for a terminal of some width."""
    lines = [one for at in range(len(found.cases)) for one in _case(found, at, width, language)]
    lines += [f"{heading}: {one_line(said)}" for heading, said in framework_notes(found)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _case(found: Framework, at: int, width: int, language: Language) -> Iterator[str]:
    name = found.cases[at] if found.named else f"{language.say('informant')} {found.cases[at]}"
    said = " · ".join(value for value in (name, *found.values[at]) if value)
    yield one_line(said)
    for code, cell in zip(found.codes, found.cells[at], strict=True):
        yield f"  {one_line(code.label)}"
        for line in visible(read_cell(cell, found, language)).split("\n"):
            room = max(_LEAST_WIDTH, width)
            yield from wrap(line, room, initial_indent="    ", subsequent_indent="    ")
    yield ""
