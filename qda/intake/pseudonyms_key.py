"""The key list: which name stands behind which pseudonym. A file of its own, outside the project.

Encrypted, it is AES-256-GCM under a key that scrypt makes of a passphrase; else readable JSON.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from qda.errors import QdaError
from qda.files import write_atomically
from qda.intake.patching import Proposal
from qda.intake.pseudonyms import Known, name_of

Ask = Callable[[], str]
"""Asks for the passphrase."""

PASSPHRASE: Final = "QDA_PASSPHRASE"  # noqa: S105 (the name of a variable)
"""The environment variable that holds the passphrase where nobody can be asked."""
SHORTEST: Final = 8
"""Characters that a new passphrase has at least."""

_COST: Final = 2**15
"""scrypt's n, with r = 8 and p = 1: 32 MB and a tenth of a second for each guess."""
_MARK: Final = "qda key list 1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One name.

    Attributes:
        pseudonym: What stands for it.
        kind: What it names.
        names: The ways in which it was written.
        documents: The documents, under their names of now.
    """

    pseudonym: str
    kind: str
    names: tuple[str, ...]
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyList:
    """The names that were replaced so far, and the passphrase the list is kept under, if any."""

    entries: tuple[Entry, ...] = ()
    passphrase: str | None = field(default=None, repr=False)

    @property
    def known(self) -> Known:
        """What each name was replaced by."""
        return Known(
            {name_of(name): entry.pseudonym for entry in self.entries for name in entry.names}
        )

    def with_decided(self, decided: Iterable[Proposal], document: str) -> KeyList:
        """The list with what was decided about a document; a pseudonym has one entry."""
        entries = {entry.pseudonym: entry for entry in self.entries}
        for one in decided:
            old = entries.get(one.replacement, Entry(one.replacement, one.kind, ()))
            names = tuple(dict.fromkeys((*old.names, one.name, *one.forms)))
            documents = tuple(dict.fromkeys((*old.documents, document)))
            entries[one.replacement] = replace(old, names=names, documents=documents)
        return replace(self, entries=tuple(entries.values()))


def refuse_inside(file: Path, folder: Path) -> None:
    """Refuse a place for the key list in the project's folder.

    Raises:
        QdaError: It lies there.
    """
    if file.resolve().is_relative_to(folder.resolve()):
        raise QdaError(
            "the key list says who is who, so it must not lie in the project's folder; name a "
            "place outside it, best on another drive.",
            path=file,
        )


def suggested_place(folder: Path) -> Path:
    """Where the key list of a project may lie, if nobody says where: in the user's home."""
    return Path.home() / "qda-keys" / f"{folder.resolve().name or 'project'}.key"


def refuse_short(passphrase: str) -> None:
    """Refuse a new passphrase that is soon guessed.

    Raises:
        QdaError: It is too short.
    """
    if len(passphrase) < SHORTEST:
        raise QdaError(f"a passphrase has {SHORTEST} characters or more; choose a longer one.")


def is_sealed(file: Path) -> bool:
    """Whether a key list is encrypted.

    Raises:
        QdaError: The file cannot be read, or is no key list.
    """
    return "sealed" in _outer(file)


def read_key(file: Path, ask: Ask) -> KeyList:
    """The key list in a file.

    Args:
        file: The file.
        ask: Asks for the passphrase, where it is encrypted.

    Raises:
        QdaError: It cannot be read, is no key list, or the passphrase is wrong.
    """
    outer = _outer(file)
    passphrase = ask() if "sealed" in outer else None
    inner = outer if passphrase is None else _opened(outer, passphrase, file)
    try:
        entries = tuple(
            Entry(one["pseudonym"], one["kind"], tuple(one["names"]), tuple(one["documents"]))
            for one in inner["entries"]
        )
    except (KeyError, TypeError) as error:
        raise _no_key(file) from error
    return KeyList(entries, passphrase)


def _outer(file: Path) -> dict[str, Any]:
    try:
        outer = json.loads(file.read_bytes())
    except OSError as error:
        raise QdaError(f"it cannot be read ({error.strerror}).", path=file) from error
    except ValueError as error:
        raise _no_key(file) from error
    if not isinstance(outer, dict) or outer.get("what") != _MARK:
        raise _no_key(file)
    return outer


def _no_key(file: Path) -> QdaError:
    return QdaError("this is no key list of qda's; name another file.", path=file)


def write_key(file: Path, keys: KeyList) -> None:
    """Write the key list whole, readable by its owner only; encrypted where it has a passphrase.

    Raises:
        QdaError: The file cannot be written.
    """
    entries = [
        {
            "pseudonym": one.pseudonym,
            "kind": one.kind,
            "names": list(one.names),
            "documents": list(one.documents),
        }
        for one in keys.entries
    ]
    outer: dict[str, Any] = {"what": _MARK}
    if keys.passphrase is None:
        outer["entries"] = entries
    else:
        outer |= _sealed({"entries": entries}, keys.passphrase)
    data = json.dumps(outer, ensure_ascii=False, indent=1) + "\n"
    write_atomically(file, data.encode("utf-8"))


def _sealed(inner: dict[str, Any], passphrase: str) -> dict[str, Any]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    data = json.dumps(inner, ensure_ascii=False).encode("utf-8")
    sealed = AESGCM(_secret(passphrase, salt, _COST)).encrypt(nonce, data, _MARK.encode())
    return {
        "cipher": "AES-256-GCM, key by scrypt (r 8, p 1)",
        "n": _COST,
        "salt": base64.b64encode(salt).decode(),
        "nonce": base64.b64encode(nonce).decode(),
        "sealed": base64.b64encode(sealed).decode(),
    }


def _opened(outer: dict[str, Any], passphrase: str, file: Path) -> dict[str, Any]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        salt, nonce, sealed = (base64.b64decode(outer[key]) for key in ("salt", "nonce", "sealed"))
        cost = int(outer["n"])
        if not 1 < cost <= 2**20:
            raise _no_key(file)
        secret = _secret(passphrase, salt, cost)
        inner = json.loads(AESGCM(secret).decrypt(nonce, sealed, _MARK.encode()))
    except InvalidTag as error:
        raise QdaError("the passphrase is wrong, or the file was changed.", path=file) from error
    except (KeyError, TypeError, ValueError) as error:
        raise _no_key(file) from error
    return dict(inner)


def _secret(passphrase: str, salt: bytes, cost: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(passphrase.encode("utf-8"))
