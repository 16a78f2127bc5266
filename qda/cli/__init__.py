"""The command line: one file a command, thin; `qda` alone opens the coding screen."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def main() -> None:
    """Run `qda`: an error of the user's is one sentence and exit code 2, a bug goes to the log."""
    import click

    from qda.cli.group import qda
    from qda.errors import QdaError

    _spare_the_console()
    try:
        result = qda.main(prog_name="qda", standalone_mode=False)
        sys.exit(result if isinstance(result, int) else 0)
    except QdaError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; nothing half done was kept.", err=True)
        sys.exit(130)
    except Exception:
        _say_bug()
        sys.exit(1)


def _spare_the_console() -> None:
    """A console that cannot show a character, as → under cp1252, shows a ? instead."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _say_bug() -> None:
    import click

    from qda.tui.crash import log_current, log_file

    log_current()
    click.echo(
        "qda stopped because of a mistake in the program, not in your files. Where it happened "
        f"is in {log_file()} (no text of yours).",
        err=True,
    )
