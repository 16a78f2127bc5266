"""`qda coders`."""

from __future__ import annotations

import click

from qda.cli.common import coder_option, open_project, project_option, say, show, who


@click.command("coders")
@click.option("--main", "main_", metavar="NAME", help="Whose coding figures are of by default.")
@project_option
@coder_option
def command(main_: str | None, project: str | None, coder: str | None) -> None:
    """List the coders, and say whose coding figures are of."""
    from qda.coding.reading import list_coders
    from qda.project.coders import MAIN_CODER, main_coder, refuse_unknown

    with open_project(project) as store:
        with store.read() as session:
            coders = list_coders(session)
        if main_ is not None:
            with store.read() as session:
                refuse_unknown(session, [main_])
            store.set_setting(MAIN_CODER, main_, coder=who(coder))
        main = main_coder(store)
    rows = [(name, codings, "main" if name == main else "") for name, codings in coders]
    if rows:
        show([("coder", "codings", ""), *rows], right=(1,))
    else:
        say("Nobody has coded yet.")
