"""`qda share`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qda.cli.common import coder_option, count, open_project, project_option, say, show, who
from qda.cli.lists import Lists

if TYPE_CHECKING:
    from qda.exchange.draw import Draw


@click.command("share", cls=Lists, takes_all=("--documents", "--by"))
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.qda")
@click.option(
    "--round",
    "round_",
    default="reliability",
    show_default=True,
    metavar="NAME",
    help="The round it is for; one that there is gives its package again.",
)
@click.option(
    "-n",
    "--informants",
    type=click.IntRange(min=1),
    default=12,
    show_default=True,
    metavar="N",
    help="How many to draw.",
)
@click.option(
    "--by",
    multiple=True,
    metavar="ATTRIBUTE...",
    help="Draw in proportion from each stratum of these attributes.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Of the drawing.")
@click.option(
    "--documents", multiple=True, metavar="NAME...", help="These documents; nobody is drawn."
)
@project_option
@coder_option
def command(
    file: Path,
    round_: str,
    informants: int,
    by: tuple[str, ...],
    seed: int,
    documents: tuple[str, ...],
    project: str | None,
    coder: str | None,
) -> None:
    """Draw informants and write a package for a second coder.

    Informants are drawn with all their documents; who has a document in an earlier round is left
    out. The package has text, segments, cases, the codebook, and nothing that anybody coded;
    examples in the codebook that stand in its documents are left out too.

    The second coder begins with `qda init DIR --package FILE.qda`.
    """
    from qda.exchange.share import Wish, share

    wish = Wish(round_, informants, by, seed, documents)
    with open_project(project) as store:
        done = share(store, file, wish, coder=who(coder))
    if done.draw is not None:
        _show_draw(done.draw)
    if done.others:
        say(f"Not drawn, but in these documents too: {', '.join(done.others)}.")
    if done.examples:
        say(f"{count(done.examples, 'example')} from these documents left out of the codebook.")
    say(f"Round {done.round}, {count(len(done.documents), 'document')}: {file} was written.")
    say(f"The second coder: `qda init DIR --package {file.name}`.")


def _show_draw(draw: Draw) -> None:
    rows = [
        (", ".join(one.values) or "all", f"{len(one.drawn)} of {one.there}", " ".join(one.drawn))
        for one in draw.strata
    ]
    say(f"Drawn: {len(draw.drawn)} of {draw.there} informants, seed {draw.seed}.")
    show([(", ".join(draw.by) or "informants", "drawn", "who"), *rows])
    if draw.left_out:
        say(f"In an earlier round, so left out: {', '.join(draw.left_out)}.")
