"""`qda documents list|rename|remove|resegment|set`."""

from __future__ import annotations

import click

from qda.cli.common import coder_option, count, open_project, project_option, say, show, warn, who
from qda.cli.importing import cutting_options
from qda.errors import QdaError
from qda.intake.transcript import SegmentKind
from qda.language.choice import Choice


@click.group("documents")
def command() -> None:
    """List, rename, remove and cut documents anew."""


@command.command("list")
@click.option("--attributes", is_flag=True, help="Show the attributes of the documents too.")
@project_option
def list_(attributes: bool, project: str | None) -> None:
    """List the documents with all their segments, the interviewer's too, and their codings."""
    from qda.intake.document_values import list_values
    from qda.project.documents import count_codings_of, list_documents

    with open_project(project) as store, store.read(together=True) as session:
        documents = list_documents(session)
        codings = count_codings_of(session)
        names, values = list_values(session) if attributes else ((), {})
    rows: list[tuple[object, ...]] = [("document", "segments", "codings", "segmenter", *names)]
    for document in documents:
        own = (values.get((document.id, name), "") for name in names)
        found = codings.get(document.id, 0)
        rows.append((document.name, document.segments, found, document.segmenter, *own))
    if documents:
        show(rows, right=(1, 2))
    else:
        say("There are no documents yet; `qda import FILES` brings them in.")


@command.command()
@click.argument("old")
@click.argument("new")
@project_option
@coder_option
def rename(old: str, new: str, project: str | None, coder: str | None) -> None:
    """Give a document another name; its codings stay with it."""
    from qda.intake.store import rename_document
    from qda.text import normalise

    new = " ".join(normalise(new).split())
    if not new:
        raise QdaError("the new name is empty.")
    with open_project(project) as store:
        rename_document(store, old, new, coder=who(coder))
    say(f"{old} is now {new}.")


@command.command()
@click.argument("name")
@project_option
@coder_option
def remove(name: str, project: str | None, coder: str | None) -> None:
    """Take a document out that nobody has coded; it can be imported again.

    Its ties to cases and its values go with it.
    """
    from qda.intake.store import remove_document

    with open_project(project) as store:
        gone = remove_document(store, name, coder=who(coder))
    say(f"{name} was removed.")
    if gone.cases:
        say(
            f"It is no longer tied to: {', '.join(gone.cases)}; `qda cases FILE.csv` ties it again."
        )
    if gone.attributes:
        say(f"Its values went with it: {', '.join(gone.attributes)}.")
    if gone.traces:
        warn(
            f"Traces of its text may be left in the file, which could not be written anew "
            f"({gone.traces}); `qda index --anew` does it when no other program has it open."
        )


@command.command()
@click.argument("name")
@cutting_options
@project_option
@coder_option
def resegment(
    name: str,
    segments: SegmentKind,
    segmenter: Choice,
    project: str | None,
    coder: str | None,
) -> None:
    """Cut a document that nobody has coded into segments anew."""
    from qda.intake.importing import Cutting, resegment

    cutting = Cutting(segments, segmenter)
    if cutting.segmenter.note:
        warn(cutting.segmenter.note)
    with open_project(project) as store:
        number = resegment(store, name, cutting, coder=who(coder))
    say(f"{name} now has {count(number, 'segment')} by {cutting.name}.")


@command.command("set")
@click.argument("name")
@click.argument("attribute", metavar="ATTRIBUTE=VALUE")
@project_option
@coder_option
def set_(name: str, attribute: str, project: str | None, coder: str | None) -> None:
    """Give a document a value; `ATTRIBUTE=` takes it away."""
    from qda.intake.document_values import set_value

    key, sign, value = attribute.partition("=")
    if not sign:
        raise QdaError(f"“{attribute}” sets nothing; write ATTRIBUTE=VALUE, as year=2026.")
    with open_project(project) as store:
        set_value(store, name, key, value, coder=who(coder))
    say(f"{name}: {key.strip()} is {value.strip() or 'unknown'}.")
