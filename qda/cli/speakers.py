"""`qda speakers`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from qda.cli.common import coder_option, open_project, project_option, show, who
from qda.errors import QdaError

if TYPE_CHECKING:
    from qda.project.documents import Role


@click.command("speakers")
@click.argument("document")
@click.option("--role", "roles", multiple=True, metavar="LABEL=ROLE", help="Give a role.")
@click.option("--merge", "merges", multiple=True, metavar="FROM=INTO", help="Make two labels one.")
@project_option
@coder_option
def command(
    document: str,
    roles: tuple[str, ...],
    merges: tuple[str, ...],
    project: str | None,
    coder: str | None,
) -> None:
    """Show who speaks in a document, and change it.

    A role is informant, interviewer or other; it says what is counted, and the text stays as it
    is. Merging comes first.
    """
    from qda.project.speakers import ROLES, list_speakers, merge_speakers, set_role

    merged = [_pair(merge, "--merge FROM=INTO") for merge in merges]
    given = [_pair(role, "--role LABEL=ROLE") for role in roles]
    for _, role in given:
        if role not in ROLES:
            raise QdaError(f"“{role}” is no role; there are: {', '.join(ROLES)}.")
    with open_project(project) as store:
        name = who(coder) if merged or given else ""
        for label, into in merged:
            merge_speakers(store, document, label, into, coder=name)
        for label, role in given:
            set_role(store, document, label, cast("Role", role), coder=name)
        with store.read() as session:
            speakers = list_speakers(session, document)
    rows = [(one.label or "(none)", one.role, one.turns) for one in speakers]
    show([("speaker", "role", "turns"), *rows], right=(2,))


def _pair(text: str, form: str) -> tuple[str, str]:
    left, sign, right = text.rpartition("=")
    if not sign:
        raise QdaError(f"“{text}” is not clear; write {form}.")
    return left.strip(), right.strip()
