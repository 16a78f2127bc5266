"""`qda transcript`."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli.common import open_project, project_option
from qda.cli.figures import choose_format, say_written
from qda.errors import QdaError


@click.command("transcript")
@click.option("--document", required=True, metavar="NAME", help="Which one.")
@click.option(
    "--coder", "coders", multiple=True, metavar="NAME", help="Whose; by default the main coder's."
)
@click.option("--names", is_flag=True, help="Say the document and its speakers by name.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.docx")
@click.option(
    "--lang",
    type=click.Choice(["en", "nb"]),
    default="en",
    show_default=True,
    help="Labels and headings.",
)
@project_option
def command(
    document: str,
    coders: tuple[str, ...],
    names: bool,
    output: Path | None,
    lang: str,
    project: str | None,
) -> None:
    """Write a coded transcript for Word, its codes as comments, for who has no qda.

    The speakers are named by role. What they say stands as it is: read it before you pass it on.
    """
    from qda.analysis.load import load
    from qda.exports.languages import find_language
    from qda.exports.transcript import transcript_docx
    from qda.exports.write import keep

    choose_format(None, output, ("docx",))
    if output is None:
        raise QdaError("a transcript needs a file; add `-o transcript.docx`.")
    with open_project(project) as store:
        data = load(store, coders=coders, language=lang)
    made = transcript_docx(data, document, find_language(lang), names=names)
    say_written((keep(output, made),))
