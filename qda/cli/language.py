"""`qda language`: which pipeline does what, and why."""

from __future__ import annotations

import click

from qda.cli.common import on_terminal, say, show
from qda.errors import QdaError
from qda.language.choice import (
    CHOICES,
    GUARD,
    MARKED_TURNS,
    MEASURED,
    RULES,
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
    say(f"{SPACYS_OWN} is installed; it gives lemmas and names from now on.")


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

    wanted, there = preferred(), is_installed()
    lost = wanted == SPACYS_OWN and not there
    model: Choice = SPACYS_OWN if there and wanted != "bundled" else "bundled"
    by_rules = wanted in ("auto", "rules") or lost
    yours = f"you prefer {wanted}{', which is not installed' if lost else ''}"
    why_sentences = "they cut speech best" if wanted == "auto" else yours
    why_words = f"{SPACYS_OWN} is {'' if there else 'not '}installed"
    show(
        [
            ("for", "used", "why"),
            ("sentences", RULES if by_rules else f"{_full_name(model)}+{GUARD}", why_sentences),
            ("lemmas, names", _full_name(model), yours if wanted == "bundled" else why_words),
        ]
    )
    say()
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
    exact = f"rules {MEASURED['rules']}, bundled {MEASURED['bundled']}"
    say(
        f"Turns of speech cut exactly as a reader did, of {MARKED_TURNS}: {exact}, spaCy's"
        f" sentencizer {MEASURED['sentencizer']}; {SPACYS_OWN} was not measured."
    )
