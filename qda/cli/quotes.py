"""`qda quotes`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast

import click

from qda.cli.common import open_project, project_option
from qda.cli.figures import choose_format, conditions, print_data, say_written, selection_options

if TYPE_CHECKING:
    from qda.exports.write import QuotesFormat

_FORMATS: Final = ("md", "csv")


@click.command("quotes")
@selection_options
@click.option(
    "--attribute", "attributes", multiple=True, metavar="NAME", help="Give it with each quotation."
)
@click.option("--question", is_flag=True, help="Give what the interviewer said before.")
@click.option("--format", "kind", type=click.Choice(_FORMATS), help="By default by FILE's name.")
@project_option
def command(
    coders: tuple[str, ...],
    combine: Literal["any", "all"],
    codes: tuple[str, ...],
    where: tuple[str, ...],
    output: Path | None,
    attributes: tuple[str, ...],
    question: bool,
    kind: str | None,
    project: str | None,
) -> None:
    """Collect the passages of codes.

    Each with where it stands and who speaks. A code's passages include its sub-codes'. Without
    `--code` every code gives its own.
    """
    from qda.analysis.load import load
    from qda.analysis.quotes import quotes
    from qda.exports.quotations import quotes_csv, quotes_markdown
    from qda.exports.write import write_quotes

    wanted = conditions(where)
    with open_project(project) as store:
        data = load(store, coders=coders)
    found = quotes(
        data,
        codes=codes,
        where=wanted,
        combine=combine,
        attributes=attributes,
        question=question,
    )
    form = cast("QuotesFormat", choose_format(kind, output, _FORMATS))
    if output is not None:
        say_written(write_quotes(found, output, form))
    else:
        print_data(quotes_markdown(found) if form == "md" else quotes_csv(found))
