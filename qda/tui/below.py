"""A new code to lie under another, as it is typed: ``code > name`` or ``name under code``."""

from __future__ import annotations

from collections.abc import Iterable

from textual.fuzzy import Matcher

from qda.tui.looks import CodeLook

_BELOW = ">"
_UNDER = " under "


def label_and_above(typed: str, looks: Iterable[CodeLook]) -> tuple[str, CodeLook | None]:
    """The label typed, and the code it is to lie under where one is named; else it is all label.

    The code before ``>`` is the one that a few letters fit best. One after ``under`` must begin
    so, as line by line: the word may be part of a label.
    """
    typed, known = " ".join(typed.split()), [look for look in looks if not look.retired]
    above, sign, label = (part.strip() for part in typed.rpartition(_BELOW))
    found = matching(above, known) if sign and above else []
    if found:
        return label, found[0]
    label, sign, above = typed.rpartition(_UNDER)
    found = [look for look in known if sign and _begins(above, look)]
    return (label.strip(), found[0]) if found else (typed, None)


def matching(typed: str, looks: Iterable[CodeLook]) -> list[CodeLook]:
    """The codes that a few letters fit, the best first."""
    matcher = Matcher(typed)
    scored = [(_score(matcher, look), look) for look in looks]
    hits = [(score, look) for score, look in scored if score > 0]
    return [look for _, look in sorted(hits, key=lambda hit: -hit[0])]


def _begins(typed: str, look: CodeLook) -> bool:
    wanted = typed.strip().casefold()
    return bool(wanted) and any(name.casefold().startswith(wanted) for name in (look.name, look.id))


def _score(matcher: Matcher, look: CodeLook) -> float:
    """How well a code fits what was typed; its own name counts for more than its path."""
    return max(2 * matcher.match(look.name), matcher.match(look.path), matcher.match(look.id))
