"""Who the coder is: named, remembered on this computer, or else the login name."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

from qda.errors import QdaError
from qda.text import normalise


def settings_file() -> Path:
    """The user's own settings, outside every project."""
    from platformdirs import user_config_path

    return user_config_path("qda", appauthor=False) / "settings.toml"


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
        _remember(name)
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
    name = _settings().get("coder")
    return clean_name(name) if name else None


def _settings() -> dict[str, str]:
    path = settings_file()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise QdaError(f"your settings cannot be read ({error}).", path=path) from error
    return {name: value for name, value in found.items() if isinstance(value, str)}


def _remember(name: str) -> None:
    from qda.files import write_atomically

    path = settings_file()
    # A JSON string is a TOML string, but for DEL, which no name has.
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in sorted({**_settings(), "coder": name}.items())
    ]
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise QdaError(f"your settings cannot be kept ({error.strerror}).", path=path) from error
    write_atomically(path, "".join(lines).encode())


def _login() -> str:
    import getpass

    try:
        return clean_name(getpass.getuser())
    except (OSError, KeyError):
        return "coder"
