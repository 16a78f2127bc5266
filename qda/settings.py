"""What a user chose once for every project, in a file of its own outside them all."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from qda.errors import QdaError


def settings_file() -> Path:
    """The user's own settings, outside every project."""
    from platformdirs import user_config_path

    return user_config_path("qda", appauthor=False) / "settings.toml"


def read_settings() -> dict[str, str]:
    """The settings by name; none where nothing was ever chosen.

    Raises:
        QdaError: The file cannot be read.
    """
    path = settings_file()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise QdaError(f"your settings cannot be read ({error}).", path=path) from error
    return {name: value for name, value in found.items() if isinstance(value, str)}


def keep_setting(name: str, value: str) -> None:
    """Keep one setting beside those that are there.

    Raises:
        QdaError: The settings cannot be read or written.
    """
    from qda.files import write_atomically

    path = settings_file()
    # A JSON string is a TOML string, but for DEL, which no setting has.
    lines = [
        f"{key} = {json.dumps(kept, ensure_ascii=False)}\n"
        for key, kept in sorted({**read_settings(), name: value}.items())
    ]
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise QdaError(f"your settings cannot be kept ({error.strerror}).", path=path) from error
    write_atomically(path, "".join(lines).encode())
