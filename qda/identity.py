"""Who the coder is: named, remembered on this computer, or else the login name."""

from __future__ import annotations

from collections.abc import Callable

from qda.errors import QdaError
from qda.settings import keep_setting, read_settings
from qda.text import normalise


def identify(named: str | None, ask: Callable[[], str] | None = None) -> str:
    """The coder's name.

    Args:
        named: The name given for this run, which is not remembered.
        ask: Asks the person, where there is a terminal; the answer is remembered.

    Raises:
        QdaError: The name is empty, or the settings cannot be read or written.
    """
    if named is not None:
        return clean_name(named)
    name = _remembered()
    if name is None and ask is not None:
        name = clean_name(ask())
        keep_setting("coder", name)
    return name or _login()


def clean_name(name: str) -> str:
    """A coder's name in its one form: on one line, without white space at its ends.

    Raises:
        QdaError: It is empty.
    """
    found = " ".join(normalise(name).split())
    if not found:
        raise QdaError("the coder's name is empty; give one with `--coder NAME`.")
    return found


def _remembered() -> str | None:
    name = read_settings().get("coder")
    return clean_name(name) if name else None


def _login() -> str:
    import getpass

    try:
        return clean_name(getpass.getuser())
    except (OSError, KeyError):
        return "coder"
