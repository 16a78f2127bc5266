"""Names of files made from names in a project."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LONGEST: Final = 60
_NORDIC: Final = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "ð": "d", "þ": "th"})
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")


def slug(name: str) -> str:
    """A name as part of a file's name: small letters a-z, digits and single hyphens.

    Never empty, hidden, an option of a command, outside the folder, or a device of Windows.
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_NORDIC))
    plain = plain.encode("ascii", "ignore").decode("ascii")
    found = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or "unnamed"
    return f"{found}-" if _RESERVED.fullmatch(found) else found


def file_name(*parts: str, suffix: str) -> str:
    """The name of a file from its parts, as `matrix-sector-cases.csv`."""
    return "-".join(slug(part) for part in parts) + f".{suffix}"
