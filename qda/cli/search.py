"""`qda search`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import click

from qda.cli.common import columns, count, open_project, project_option, say, warn
from qda.cli.figures import conditions, print_data
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.search.across import Line, Role
    from qda.analysis.search.counts import Frequency
    from qda.project.store import Project

_HEADER: Final = ("document", "segment", "start", "end", "speaker", "role")


@click.command("search")
@click.argument("query")
@click.option(
    "--where",
    multiple=True,
    metavar="CONDITION",
    help="Only where an attribute has a value, as sector=hospital; several must all hold.",
)
@click.option(
    "--by",
    metavar="code|document|case|attribute:NAME",
    help="Count what is found, instead of showing it.",
)
@click.option(
    "--coder",
    "coders",
    multiple=True,
    metavar="NAME",
    help="By code: whose coding; by default the main coder's.",
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
    by: str | None,
    coders: tuple[str, ...],
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
    'reise OR buss' any of several, words or phrases; | does the same
    '*gruppe*'      words with any letters where a * stands, in all their forms
    '/grupp(e|a)/'  a regular expression

    Upper and lower case are the same, but for OR. Counts come with the words that were
    searched, and hits per 1,000 of them.
    """  # noqa: D301 (click's own sign for lines that are kept as they are)
    from qda.analysis.load import load, load_uncoded
    from qda.analysis.search.across import field, search
    from qda.analysis.search.counts import CODE, frequencies
    from qda.analysis.search.index import look_up_by_name
    from qda.analysis.search.query import parse

    if coders and by != CODE:
        raise QdaError("`--coder` says whose coding is counted, so it needs `--by code`.")
    wanted, limits = parse(query), conditions(where)
    with open_project(project) as store:
        data = load(store, coders=coders) if by == CODE else load_uncoded(store)
        known = look_up_by_name(store, wanted)
        _tell_of_index(store)
    inside = field(data, limits, documents, role)
    lines = search(data, wanted, inside, room, known)
    if by is not None:
        hits = [line.hit for line in lines]
        counts = frequencies(data, hits, by, inside.selection, inside.speakers)
        _print_counts(counts, by, kind)
        return
    if kind == "csv":
        print_data(_csv(lines))
    elif lines:
        _print_table(lines)
    else:
        say("Nothing was found.")


def _tell_of_index(store: Project) -> None:
    from qda.analysis.search.index import count_missing

    missing = count_missing(store)
    if missing:
        warn(
            f"Not in the word index, so searched slowly: {count(missing, 'document')}; `qda index`"
            " makes it."
        )


def _print_counts(counts: Sequence[Frequency], by: str, kind: str) -> None:
    """One line a code, document, case or value, those with nothing found too."""
    header = (by, "hits", "documents", "words", "per 1,000 words")
    rows = [(one.name, one.hits, one.documents, one.words, one.rate) for one in counts]
    if kind == "csv":
        from qda.exports.cells import csv_bytes

        print_data(
            csv_bytes([header, *((*row[:4], "" if row[4] is None else row[4]) for row in rows)])
        )
        return
    shown = [(*row[:4], "–" if row[4] is None else f"{row[4]:.2f}") for row in rows]
    for line in columns([header, *shown], right=(1, 2, 3, 4)):
        say(line)


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
