"""`qda rounds`."""

from __future__ import annotations

import click

from qda.cli.common import coder_option, count, open_project, project_option, say, show, who
from qda.cli.lists import Lists


@click.group("rounds", invoke_without_command=True)
@project_option
@click.pass_context
def command(ctx: click.Context, project: str | None) -> None:
    """Begin, close and list rounds of coding by several.

    Rounds are never pooled: `qda compare --round NAME` is of one. Closing a round, before it is
    talked over, keeps its coding as it is then; what is coded afterwards belongs to another round.
    """
    if ctx.invoked_subcommand is not None:
        return
    from qda.coding.rounds import document_names, list_rounds

    with open_project(project) as store, store.read(together=True) as session:
        rows = [
            (
                one.name,
                one.began_at[:10],
                one.closed_at[:10] if one.closed_at else "open",
                one.codebook_version,
                ", ".join(document_names(session, one)),
            )
            for one in list_rounds(session)
        ]
    if rows:
        show([("round", "began", "closed", "codebook", "documents"), *rows], right=(3,))
    else:
        say("There are no rounds yet; `qda share` draws one, `qda rounds begin` names one.")


@command.command(cls=Lists, takes_all=("--documents",))
@click.argument("name")
@click.option("--documents", multiple=True, required=True, metavar="NAME...", help="Its documents.")
@project_option
@coder_option
def begin(name: str, documents: tuple[str, ...], project: str | None, coder: str | None) -> None:
    """Begin a round on documents, under the codebook as it is now."""
    from qda.coding.rounds import begin_named

    with open_project(project) as store:
        found = begin_named(store, name, documents, coder=who(coder))
    say(
        f"Round {name} has begun: {count(len(found.documents), 'document')}, version "
        f"{found.codebook_version} of the codebook."
    )


@command.command()
@click.argument("name")
@project_option
@coder_option
def close(name: str, project: str | None, coder: str | None) -> None:
    """Keep a round's coding as it is, before it is talked over."""
    from qda.coding.rounds import close_round

    with open_project(project) as store:
        frozen = close_round(store, name, coder=who(coder))
    say(
        f"Round {name} is closed with {count(frozen, 'coding')}. What is coded from now on is not "
        "in it; the next round has another name."
    )
