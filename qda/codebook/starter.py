"""The codebook that a new project begins with: small, and a lesson in its own format."""

from __future__ import annotations

STARTER = """\
# The codebook: edit it here, then run `qda codebook apply`.
# `qda codebook check` names every mistake with its line.

codes:
  # Each code begins with a dash and its id: a-z, æ, ø, å, digits and _. An id is for good;
  # to change it, write the new one and add the line `was: the_old_id`.
  - id: support
    # What the coder sees: one text, or one for each language.
    label: {en: Support, nb: Støtte}
    definition: What others do, or fail to do, that makes it easier to go on.
    include: Help that is asked for and not given, too.
    exclude: Advice from professionals as part of treatment.
    examples:
      - "My sister drove me there every week."
    # The digit that applies the code, and its colour. Put colours in quotes.
    pin: 1
    colour: "#5C90FF"
    # Sub-codes. Counts of a code include them, once.
    children:
      - id: practical
        label: {en: Practical support, nb: Praktisk støtte}
      - id: emotional
        label: {en: Emotional support, nb: Følelsesmessig støtte}

  - id: turning_point
    label: {en: Turning point, nb: Vendepunkt}
    definition: Something after which it was not as before.
    pin: 2
    # Whom it was asked of, by an attribute in cases.csv. Others count as n.a., not as 0:
    # base: role=patient,relative
    # To put a code out of use and keep what was coded with it:
    # retired: true
"""
