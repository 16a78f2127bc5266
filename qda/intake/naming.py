"""Going through the names of a document: each is confirmed, changed, added or left as it is.

What a command line or a screen asks a person about; nothing is changed in the project here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qda.errors import QdaError
from qda.intake.patching import Proposal
from qda.intake.pseudonyms import (
    KINDS,
    PLAIN_WORDS,
    Known,
    Material,
    Namer,
    hidden,
    name_of,
    places_of,
    spellings,
)
from qda.language.numbers import Kind
from qda.text import normalise


@dataclass(frozen=True, slots=True)
class Choice:
    """A proposal and what was said to it.

    Attributes:
        proposal: The name, and what stands for it now.
        replaced: Whether it is replaced or left as it is; None where nothing was said yet.
        changed: Whether a person gave it another pseudonym than was proposed, or added it.
    """

    proposal: Proposal
    replaced: bool | None = None
    changed: bool = False


class Naming:
    """The choices about one document.

    Attributes:
        material: What is stored of the document.
        choices: In the order in which they are asked.
        at: The one that is asked now; one past the last when all are.
    """

    def __init__(
        self, material: Material, proposals: Sequence[Proposal], known: Known, namer: Namer
    ):
        self.material = material
        self.choices = [Choice(proposal) for proposal in proposals]
        self.at = 0
        self._known = known
        self._namer = namer

    @property
    def current(self) -> Choice | None:
        """The choice that is asked now; None when there is none."""
        return self.choices[self.at] if self.at < len(self.choices) else None

    @property
    def undecided(self) -> int:
        """How many choices nothing was said to."""
        return sum(choice.replaced is None for choice in self.choices)

    @property
    def decided(self) -> list[Proposal]:
        """What is to be replaced."""
        return [choice.proposal for choice in self.choices if choice.replaced]

    def decide(self, replaced: bool) -> None:
        """Replace the name, or leave it as it is, and go to the next that nothing was said to.

        Raises:
            QdaError: There is no name left.
        """
        self._put(replace(self._asked(), replaced=replaced))
        self._next()

    def decide_rest(self, replaced: bool) -> int:
        """Say the same to all that nothing was said to; how many these were."""
        return self.decide_all(lambda _: True, replaced)

    def decide_all(self, wanted: Callable[[Choice], bool], replaced: bool) -> int:
        """Say the same to those wanted to which nothing was said; how many these were."""
        open_ = [at for at, one in enumerate(self.choices) if one.replaced is None and wanted(one)]
        for at in open_:
            self.choices[at] = replace(self.choices[at], replaced=replaced)
        self._next()
        return len(open_)

    def reword(self, typed: str) -> None:
        """Let something else stand for the name.

        Raises:
            QdaError: There is no name left, or nothing was typed, or it holds the name itself.
        """
        asked = self._asked()
        new = " ".join(normalise(typed).split())
        if not new:
            raise QdaError("nothing stands for the name; type what is to stand there.")
        if any(form.casefold() in new.casefold() for form in asked.proposal.forms):
            raise QdaError("this holds the name itself; let something else stand for it.")
        self._rename(asked, new)

    def reword_alike(self, typed: str) -> int:
        """Let something else stand for the name and for all that were joined with it.

        Returns:
            How many names these are.

        Raises:
            QdaError: As `reword`.
        """
        before, alike = self.at, self.alike(self._asked())
        for choice in alike:
            self.at = self.choices.index(choice)
            self.reword(typed)
        self.at = before
        return len(alike)

    def alike(self, choice: Choice) -> list[Choice]:
        """A choice and all others for which the same pseudonym stands.

        What stands for every phone number says of none that it is the same as another.
        """
        new = choice.proposal.replacement
        joined = [one for one in self.to_join() if one.proposal.replacement == new]
        return joined if choice in joined else [choice]

    def to_join(self) -> list[Choice]:
        """The choices whose pseudonym tells one from another, so that two may share it."""
        return [
            one
            for one in self.choices
            if not one.proposal.inside and one.proposal.replacement not in PLAIN_WORDS
        ]

    def join(self, name: str) -> None:
        """Let the name that is asked now name the same as another: the same stands for both.

        Raises:
            QdaError: There is no name left, or the other one is not among the names.
        """
        asked = self._asked()
        others = [choice.proposal for choice in self.choices if choice.proposal.name == name]
        if not others or others[0].name == asked.proposal.name:
            raise QdaError(f"“{name}” is no other of the names.")
        kind, new = others[0].kind, others[0].replacement
        self._put(replace(asked, proposal=replace(asked.proposal, kind=kind)))
        self._rename(self._asked(), new)

    def set_kind(self, typed: str) -> None:
        """Say what the name names; it gets a new pseudonym of that kind.

        Raises:
            QdaError: There is no name left, or no such kind.
        """
        asked = self._asked()
        kind = _kind(typed)
        self._put(
            replace(
                asked,
                proposal=replace(asked.proposal, kind=kind, replacement=self._namer.new(kind)),
                changed=True,
            )
        )

    def add(self, typed: str, kind: Kind = "name") -> Proposal:
        """Add a name that was missed; it is asked now.

        Raises:
            QdaError: It stands nowhere in the document, or is there already.
        """
        name = " ".join(normalise(typed).split())
        forms = spellings(self.material, name, kind) if name else []
        if not forms:
            raise QdaError(f"“{name}” stands nowhere in the document as a whole word.")
        known = {form for choice in self.choices for form in choice.proposal.forms}
        new = [form for form in forms if form not in known]
        if not new:
            raise QdaError(f"“{name}” is among the names already; `list` shows them.")
        stands = self._known.replacements.get(name_of(name)) or self._namer.new(kind)
        places = places_of(self.material, new)
        proposal = Proposal(name, kind, tuple(new), places, stands)
        self.at = min(self.at, len(self.choices))
        self.choices.insert(self.at, Choice(proposal, changed=True))
        return proposal

    def back(self) -> None:
        """Go to the choice before; what was said to it may be said anew."""
        self.at = max(0, self.at - 1)

    def look_inside(self) -> int:
        """Ask about words that still hold a name, once the names themselves are decided.

        Returns:
            How many came to be asked.
        """
        known = {choice.proposal.name for choice in self.choices}
        new = [one for one in hidden(self.material, self.decided) if one.name not in known]
        self.choices += [Choice(one) for one in new]
        self._next()
        return len(new)

    def _rename(self, asked: Choice, new: str) -> None:
        self._put(replace(asked, proposal=replace(asked.proposal, replacement=new), changed=True))

    def _asked(self) -> Choice:
        if self.current is None:
            raise QdaError("all names are decided; `done` replaces them, `back` goes back.")
        return self.current

    def _put(self, choice: Choice) -> None:
        self.choices[self.at] = choice

    def _next(self) -> None:
        later = (at for at in range(self.at, len(self.choices)) if self._open(at))
        earlier = (at for at in range(self.at) if self._open(at))
        self.at = next(later, next(earlier, len(self.choices)))

    def _open(self, at: int) -> bool:
        return self.choices[at].replaced is None


def _kind(typed: str) -> Kind:
    found = [kind for kind in KINDS if kind.startswith(typed.strip().casefold())]
    if len(found) != 1 and typed.strip().casefold() not in KINDS:
        raise QdaError(f"“{typed}” is no kind; use one of {', '.join(KINDS)}.")
    return next((kind for kind in KINDS if kind == typed.strip().casefold()), found[0])
