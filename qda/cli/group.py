"""`qda` itself: its commands by name, each loaded when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

import qda as package
from qda.cli.common import coder_option, project_option

COMMANDS: Final = {
    "init": "Make a project in a folder.",
    "codebook": "Check, apply and show the codebook.",
    "import": "Bring transcripts into the project.",
    "documents": "List, rename, remove and cut documents anew.",
    "pseudonymise": "Replace names in documents that nobody has coded yet.",
    "speakers": "Show who speaks in a document, and change it.",
    "cases": "Read informants and their attributes, write them, or show them.",
    "code": "Code in the terminal; `qda` alone does the same.",
    "tour": "Learn the coding screen in a minute.",
    "revisit": "List what you read before a code came or got other words.",
    "keys": "Print the keys of the coding screen, and check your own.",
    "coders": "List the coders, and say whose coding figures are of.",
    "codings": "Write codings to a file, and read them from one.",
    "journal": "Print the journal of the project as Markdown.",
    "memos": "Write flags, quotables and memos to a file, and read them from one.",
    "matrix": "Count codes by documents, cases, speakers, attributes, coders or other codes.",
    "framework": "Show the framework matrix, or write it: each case summed up under each code.",
    "quotes": "Collect the passages of codes.",
    "picture": "Draw a figure: in the terminal, or with -o as svg, png or pdf for print.",
    "report": "Write a report: method, figures, quotations and codebook, as .html or .docx.",
    "transcript": "Write a coded transcript for Word, its codes as comments, for who has no qda.",
    "export": "Write what `exports.yaml` lists into the folder exports, or only FILEs of it.",
    "search": "Find words in the documents, each with what stands around it.",
    "index": "Make the word index where it is missing, so that searching is fast.",
    "share": "Draw informants and write a package for a second coder.",
    "merge": "Take in what a colleague has coded in a project or package.",
    "rounds": "Begin, close and list rounds of coding by several.",
    "compare": "Compare what several coders have coded independently.",
    "disagreements": "List the passages on which two coders differ, and settle them.",
    "runs": "List the comparisons that were made, so that drift is seen.",
    "agreement": "Compute agreement from a file of ratings or spans.",
    "language": "Show what finds sentences, lemmas and names, and choose it.",
    "history": "Show who did what, and when.",
    "check": "Check that the project is whole.",
    "backup": "Copy the database.",
    "restore": "Put a copy of the database back.",
}
"""The commands, in the order of the work, with their first lines of help."""


class LazyGroup(click.Group):
    """Imports a command's module when the command is called; the overview imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        module = "importing" if cmd_name == "import" else cmd_name
        command: click.Command = import_module(f"qda.cli.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The overview, from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    "qda",
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package.__version__, prog_name="qda", message="%(prog)s %(version)s")
@project_option
@coder_option
@click.pass_context
def qda(ctx: click.Context, project: str | None, coder: str | None) -> int:
    """Code interview transcripts in the terminal.

    `qda` alone opens the project in this folder, or in the nearest above it.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    from qda.cli.code import open_screen

    return open_screen(project, coder, None)
