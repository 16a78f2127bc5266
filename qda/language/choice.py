"""Which pipeline is used for what: what can be asked for, and what the user prefers."""

from __future__ import annotations

from typing import Final, Literal, get_args

from qda.errors import QdaError

Choice = Literal["auto", "nb_core_news_sm", "bundled", "rules"]
"""``auto`` is what the user prefers, else the first that can run of those in between."""

CHOICES: Final[tuple[Choice, ...]] = get_args(Choice)

SPACYS_OWN: Final = "nb_core_news_sm"

RULES: Final = "rules-2"
GUARD: Final = "guard-2"
"""What cuts sentences is stored under these names; another way to cut gets another number."""

MARKED_TURNS: Final = 200
MEASURED: Final = {"rules": 196, "bundled": 197, "sentencizer": 152}
"""Turns of Bokmål speech cut exactly as a reader did, of `MARKED_TURNS`; a test measures anew."""

BLIND_TURNS: Final = 86
MEASURED_BLIND: Final = {"rules": 73, "bundled": 81, "sentencizer": 45}
"""The same of turns that were marked before the guard was made, and not looked at meanwhile.

``python -m benchmarks.sentences`` prints both by kind. They are why ``auto`` takes a pipeline.
"""

_SETTING = "language"


def preferred() -> Choice:
    """What the user prefers; ``auto`` where nothing was said.

    Raises:
        QdaError: The user's settings cannot be read, or hold a word that is no choice.
    """
    from qda.settings import read_settings, settings_file

    word = read_settings().get(_SETTING, "auto")
    for choice in CHOICES:
        if word == choice:
            return choice
    raise QdaError(
        f"`{_SETTING}` is “{word}”; run `qda language prefer` with one of {', '.join(CHOICES)}.",
        path=settings_file(),
    )


def prefer(choice: Choice) -> None:
    """Remember what the user prefers.

    Raises:
        QdaError: The settings cannot be read or written.
    """
    from qda.settings import keep_setting

    keep_setting(_SETTING, choice)
