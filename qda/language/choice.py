"""Which pipeline is used for what: what can be asked for, and what the user prefers."""

from __future__ import annotations

from typing import Final, Literal, get_args

from qda.errors import QdaError

Choice = Literal["auto", "nb_core_news_sm", "bundled", "rules"]
"""``auto`` is what the user prefers, else what was measured to be best where it can run."""

CHOICES: Final[tuple[Choice, ...]] = get_args(Choice)

SPACYS_OWN: Final = "nb_core_news_sm"

RULES: Final = "rules-1"
GUARD: Final = "guard-1"
"""What cuts sentences is stored under these names; another way to cut gets another number."""

MARKED_TURNS: Final = 200
MEASURED: Final = {"rules": 194, "bundled": 176, "sentencizer": 152}
"""Turns of Bokmål speech cut exactly as a reader did, of `MARKED_TURNS`; a test measures anew.

``python -m benchmarks.sentences`` prints them by kind. They are why ``auto`` means the rules.
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
