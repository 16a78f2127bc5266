"""`qda language`: which pipeline does what, and why."""

from __future__ import annotations

import click

from qda.cli.common import on_terminal, say, show
from qda.errors import QdaError
from qda.language.choice import (
    BLIND_TURNS,
    CHOICES,
    MARKED_TURNS,
    MEASURED,
    MEASURED_BLIND,
    SPACYS_OWN,
    Choice,
    preferred,
)
from qda.language.choice import prefer as remember


@click.group("language", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Show what finds sentences, lemmas and names, and choose it.

    Only `qda language install` uses the network.
    """
    if context.invoked_subcommand is None:
        _show()


@command.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
def install(yes: bool) -> None:
    """Fetch spaCy's own Norwegian pipeline from the internet, by spaCy's own command."""
    from qda.language.installing import COMMAND, install_spacys_own
    from qda.language.pipeline import is_installed

    if is_installed():
        say(f"{SPACYS_OWN} is installed already.")
        return
    if not yes:
        _ask(f"Run `{COMMAND}`? It fetches about 12 MB from github.com")
    say(f"Running `{COMMAND}`.")
    install_spacys_own()
    say(f"{SPACYS_OWN} is installed; it gives sentences, lemmas and names from now on.")


def _ask(question: str) -> None:
    if not on_terminal():
        raise QdaError("nobody can be asked here; `--yes` goes on without asking.")
    click.confirm(question, abort=True)


@command.command()
@click.argument("choice", type=click.Choice(CHOICES))
def prefer(choice: Choice) -> None:
    """Choose what this user's transcripts are read with; `auto` leaves it to qda.

    Documents that are in a project stay as they are.
    """
    from qda.language.pipeline import source_of

    source_of(choice)
    remember(choice)
    _show()


def _show() -> None:
    from qda.language.pipeline import is_installed
    from qda.language.sentences import segmenter

    wanted, there = preferred(), is_installed()
    model: Choice = SPACYS_OWN if there and wanted != "bundled" else "bundled"
    found = segmenter("auto")  # loaded, so that what is said is what would happen
    yours = "" if wanted == "auto" else f"you prefer {wanted}"
    why = f"{SPACYS_OWN} is {'' if there else 'not '}installed"
    show(
        [
            ("for", "used", "why"),
            ("sentences", found.name, "see below" if found.note else yours or why),
            ("lemmas, names", _full_name(model), yours if wanted == "bundled" else why),
        ]
    )
    say()
    if found.note:
        say(found.note)
    if not there:
        say(f"{SPACYS_OWN} is not installed; `qda language install` fetches it.")
    _show_bundled()
    _show_measured()


def _full_name(model: Choice) -> str:
    from importlib.metadata import version

    from qda.language.pipeline import bundled_facts

    if model == SPACYS_OWN:
        return f"{SPACYS_OWN}-{version(SPACYS_OWN)}"
    return bundled_facts().name


def _show_bundled() -> None:
    from qda.language.pipeline import bundled_facts

    facts = bundled_facts()
    scores = ", ".join(f"{name} {score:.3f}" for name, score in facts.scores.items())
    say(f"{facts.name} comes with qda ({facts.license}). On written Bokmål (UD, test): {scores}.")


def _show_measured() -> None:
    exact = (
        f"{name} {MEASURED[choice]} and {MEASURED_BLIND[choice]}"
        for name, choice in {
            "the bundled pipeline with the rules": "bundled",
            "rules alone": "rules",
            "spaCy's sentencizer": "sentencizer",
        }.items()
    )
    say(
        f"Of {MARKED_TURNS} turns of speech, and of {BLIND_TURNS} kept aside while this was made,"
        f" cut exactly as a reader did: {', '.join(exact)}; {SPACYS_OWN} was not measured."
    )
