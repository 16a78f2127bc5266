"""`qda revisit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli.common import coder_option, count, open_project, project_option, say, show, who
from qda.errors import QdaError

if TYPE_CHECKING:
    from qda.analysis.revisit import CodeAgain, DocumentAgain


@click.command("revisit")
@click.option("--code", metavar="ID", help="The documents to read again for this code.")
@project_option
@coder_option
def command(code: str | None, project: str | None, coder: str | None) -> None:
    """List what you read before a code came or got other words.

    A matrix shows – there until it is read again for the code: `, r` in the coding screen.
    """
    from qda.analysis.load_revisits import load_revisits

    name = who(coder)
    with open_project(project) as store:
        found = load_revisits(store, name)
    if code is None:
        _list_codes([one for one in found if one.left])
        return
    one = next((one for one in found if one.need.code == code), None)
    if one is not None:
        _list_documents(one)
    elif found:
        raise QdaError(f"no code “{code}” is in use; `qda codebook show` lists the codes.")
    else:
        say(f"{name} has reviewed nothing yet.")


def _list_codes(codes: list[CodeAgain]) -> None:
    from qda.tui.words_revisit import why

    rows = [
        (
            one.need.code,
            why(one.need),
            len(one.left),
            sum(len(document.left) for document in one.left),
        )
        for one in codes
    ]
    if rows:
        show([("code", "why", "documents", "segments"), *rows], right=(2, 3))
    else:
        say("Nothing is to be read again.")


def _list_documents(one: CodeAgain) -> None:
    from qda.tui.words_revisit import why

    listed = [d for d in one.documents if d.left or d.done or d.unread]
    say(f"{one.need.code}: {why(one.need)}")
    if not listed:
        say("All it is asked of was read for it.")
        return
    head = ("document", "cases", "read under", "left", "read again", "not reviewed")
    show([head, *map(_row, listed)], right=(3, 4, 5))
    segments = sum(len(document.left) for document in listed)
    say(f"{count(segments, 'segment')} in {count(len(one.left), 'document')} to read again.")


def _row(document: DocumentAgain) -> tuple[object, ...]:
    under = "" if document.oldest is None else f"version {document.oldest}"
    numbers = (len(document.left), len(document.done), document.unread)
    return (document.name, ", ".join(document.cases), under, *(n or "" for n in numbers))
