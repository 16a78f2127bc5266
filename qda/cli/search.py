"""`qda search`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import click

from qda.cli.common import columns, count, open_project, project_option, say
from qda.cli.figures import conditions, print_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.search.across import Line, Role

_HEADER: Final = ("document", "segment", "start", "end", "speaker", "role")


@click.command("search")
@click.argument("query")
@click.option(
    "--where",
    multiple=True,
    metavar="CONDITION",
    help="Only where an attribute has a value, as sector=hospital; several must all hold.",
)
@click.option("--documents", multiple=True, metavar="NAME", help="Only in this document.")
@click.option(
    "--speaker-role",
    "role",
    type=click.Choice(["informant", "interviewer", "other"]),
    help="Only where somebody of this role speaks.",
)
@click.option(
    "--context",
    "room",
    type=click.IntRange(0, 10_000),
    default=40,
    show_default=True,
    metavar="N",
    help="Characters on each side.",
)
@click.option(
    "--format", "kind", type=click.Choice(["table", "csv"]), default="table", show_default=True
)
@project_option
def command(
    query: str,
    where: tuple[str, ...],
    documents: tuple[str, ...],
    role: Role | None,
    room: int,
    kind: str,
    project: str | None,
) -> None:
    """Find words in the documents, each with what stands around it.

    \b
    gruppe          the word in all its inflected forms
    åpen gruppe     such words one after another
    '"ny gruppe"'   exactly these words
    '*gruppe*'      words with any letters where a * stands
    '/grupp(e|a)/'  a regular expression

    Upper and lower case are the same.
    """  # noqa: D301 (click's own sign for lines that are kept as they are)
    from qda.analysis.load import load_uncoded
    from qda.analysis.search.across import search
    from qda.analysis.search.query import parse

    wanted, limits = parse(query), conditions(where)
    with open_project(project) as store:
        data = load_uncoded(store)
    lines = search(data, wanted, where=limits, documents=documents, role=role, room=room)
    if kind == "csv":
        print_data(_csv(lines))
    elif lines:
        _print_table(lines)
    else:
        say("Nothing was found.")


def _csv(lines: Sequence[Line]) -> bytes:
    from qda.exports.cells import csv_bytes

    rows = [
        (
            *(line.document, line.segment, line.hit.start, line.hit.end, line.speaker, line.role),
            *(line.context.before, line.context.match, line.context.after),
        )
        for line in lines
    ]
    return csv_bytes([(*_HEADER, "before", "match", "after"), *rows])


def _print_table(lines: Sequence[Line]) -> None:
    """Keyword in context: the words found stand below one another; then counts by document."""
    places = columns([(line.document, line.segment, line.speaker) for line in lines], right=(1,))
    width = max(map(len, places))
    room = max(len(line.context.before) for line in lines)
    for place, line in zip(places, lines, strict=True):
        context = line.context
        say(f"{place:<{width}}  {context.before:>{room}}[{context.match}]{context.after}".rstrip())
    say()
    by_document = Counter(line.document for line in lines)
    for row in columns([(name, number) for name, number in by_document.items()], right=(1,)):
        say(row)
    say(f"{count(len(lines), 'hit')} in {count(len(by_document), 'document')}")
