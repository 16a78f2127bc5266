"""The garbage collector, kept out of a coder's way.

Opening a project makes some hundred thousand objects, modules and segments, nearly all of which
stay. Going through them again and again would make the start longer, and later be felt between
two keys.
"""

from __future__ import annotations

import gc

_held = False
"""Whether this process has its collector held; others that show a screen keep theirs as it is."""


def hold() -> None:
    """Collect nothing while a project is opened; `spare` ends this."""
    global _held
    _held = True
    gc.disable()


def spare() -> None:
    """Collect what there is, and go through what is left no more."""
    if _held:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        gc.enable()
