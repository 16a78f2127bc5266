"""`qda merge`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from qda.cli.common import coder_option, count, open_project, project_option, say, who
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.exchange.merge import Merge

_THINGS: Final = {"value": "what is known of case", "bands": "band", "review": "reviewed mark"}
"""What things are called here, where the history has another word."""


@click.command("merge")
@click.argument("other", type=click.Path(path_type=Path), metavar="[OTHER]", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--undo", is_flag=True, help="Take the last merge back.")
@click.option(
    "--pass",
    "later_pass",
    metavar="NAME",
    help="What was coded there is a later pass: it comes into a layer of this name.",
)
@project_option
@coder_option
def command(
    other: Path | None,
    dry_run: bool,
    undo: bool,
    later_pass: str | None,
    project: str | None,
    coder: str | None,
) -> None:
    """Take in what a colleague has coded in a project or package.

    OTHER is a project's folder, or its qda.sqlite. Nothing is lost: both coders' codings stay, and
    what was changed on both sides is told. The codebook stays as it is here, but for codes that it
    lacks. Merging the same twice changes nothing.
    """
    with open_project(project) as store:
        if undo:
            from qda.exchange.withdrawing import withdraw_merge

            if other is not None or dry_run:
                raise QdaError("`qda merge --undo` takes the last merge back and nothing else.")
            words = withdraw_merge(store, coder=who(coder))
            say(f"“{words}” was taken back. Codes that came with it stay in the codebook.")
            return
        from qda.exchange.merge import merge

        if other is None:
            raise QdaError("name the project to take in: `qda merge FOLDER`.")
        done = merge(store, other, coder=who(coder), later_pass=later_pass, dry_run=dry_run)
        if done.documents and not dry_run:
            from qda.cli.index import index_words

            index_words(store)
    for line in _lines(done, dry_run):
        say(line)


def _lines(done: Merge, dry_run: bool) -> Iterator[str]:
    if done.changes_nothing:
        yield f"Nothing in {done.other} is new here."
    else:
        yield f"{'Would come' if dry_run else 'Came'} from {done.other}:"
        yield from (f"  {line}" for line in _news(done))
    yield from _list("Changed on both sides:", done.clashes)
    yield from _list("The codebooks differ; the one here stays:", done.differences)
    yield from _list("Also different:", done.notes)
    if not dry_run and not done.changes_nothing:
        yield "`qda merge --undo` takes it back."


def _news(done: Merge) -> Iterator[str]:
    for things in done.things:
        thing = _THINGS.get(things.kind, things.kind)
        parts = [f"{things.new:,} new"] if things.new else []
        parts += [f"{things.changed:,} changed"] if things.changed else []
        yield f"{thing}s: {', '.join(parts)}"
    for what, names in (
        ("coder", done.coders),
        ("document", done.documents),
        ("case", done.cases),
        ("code", done.codes),
    ):
        if names:
            yield f"{count(len(names), f'new {what}')}: {', '.join(names)}"


def _list(title: str, lines: tuple[str, ...]) -> Iterator[str]:
    if lines:
        yield title
        yield from (f"  {line}" for line in lines)
