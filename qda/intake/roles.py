"""Who asks and who answers: a guess from the labels, then from the questions. It is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.intake.transcript import NOBODY

if TYPE_CHECKING:
    from qda.intake.transcript import Role, Transcript

_NUMBER = r"[ _#\d-]*[a-e]?\.?"
_INTERVIEWER = re.compile(
    rf"(?:int|iv|intervjuer(?:en)?|intervjuar(?:en)?|interviewer|mod|moderator(?:en)?"
    rf"|ordstyrer(?:en)?|facilitator|forsker(?:en)?|forskar(?:en)?|researcher|spm|spørsmål"
    rf"|question|q){_NUMBER}",
    re.IGNORECASE,
)
_INFORMANT = re.compile(
    rf"(?:inf|informant(?:en)?|resp|respondent(?:en)?|deltaker(?:en)?|deltakar(?:en)?|participant"
    rf"|interviewee|intervjuobjekt|io|svar|answer|narrator|subject|[rpa]){_NUMBER}",
    re.IGNORECASE,
)
_OTHER = re.compile(rf"(?:tolk(?:en)?|interpreter|alle|all|ukjent|unknown){_NUMBER}", re.IGNORECASE)
_I = re.compile(r"I\.?", re.IGNORECASE)

_ASKS = 0.4  # the share of an interviewer's turns that hold a question mark, at least
_TIMES = 2.0  # how many times more often an interviewer asks than any other


def guess_roles(transcript: Transcript) -> dict[str, Role]:
    """Guess each speaker's role; the keys are the speakers in the order of the text.

    Usual labels decide first (``I`` is an interviewer unless another label is one). If they name
    no interviewer, it is the one speaker who asks much more often than the rest.
    """
    roles = {speaker: _by_label(speaker) for speaker in transcript.speakers}
    undecided = [speaker for speaker, role in roles.items() if role is None]
    if "interviewer" not in roles.values():
        usual = next((speaker for speaker in undecided if _I.fullmatch(speaker)), None)
        if asker := _asker(transcript, undecided) or usual:
            roles[asker] = "interviewer"
    return {speaker: role or "informant" for speaker, role in roles.items()}


def _by_label(speaker: str) -> Role | None:
    if speaker == NOBODY or _OTHER.fullmatch(speaker):
        return "other"
    if _INTERVIEWER.fullmatch(speaker):
        return "interviewer"
    return "informant" if _INFORMANT.fullmatch(speaker) else None


@dataclass(frozen=True, slots=True)
class _Manner:
    """How one speaker speaks: the share of turns with a question, and the words in all."""

    asks: float
    words: int


def _asker(transcript: Transcript, candidates: list[str]) -> str | None:
    manners = {speaker: _manner(transcript, speaker) for speaker in transcript.speakers if speaker}
    if len(manners) < 2 or not candidates:
        return None
    first = max(candidates, key=lambda speaker: manners[speaker].asks)
    others = [manner for speaker, manner in manners.items() if speaker != first]
    asks = manners[first].asks
    clear = asks >= _ASKS and asks >= _TIMES * max(manner.asks for manner in others)
    return (
        first
        if clear and manners[first].words < 2 * sum(manner.words for manner in others)
        else None
    )


def _manner(transcript: Transcript, speaker: str) -> _Manner:
    texts = [transcript.text_of(turn) for turn in transcript.turns if turn.speaker == speaker]
    asked = sum("?" in text for text in texts)
    return _Manner(asked / len(texts), sum(len(text.split()) for text in texts))
