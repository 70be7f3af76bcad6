"""Findings behind procedures (gait, balance, joints, soft tissue ...) and function in general words.

The words are those of ``lexicon_signs.csv`` (kind ``SIGN``) and ``lexicon_function.csv`` (kind
``FUNCTION_VAGUE``). A procedure is looked at only where one is billed, so a note without CPT is not
searched for its findings. A measured range ("AROM 4-108", "SLR 60") counts once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import Sign
from rehabcode.nlp.view import NoteView

RANGE = re.compile(
    r"[aprsfe](?<!\w.)(?:(?:(?<=[ap])[ap]{0,2}r|(?<=r))om|(?<=s)lr|(?<=r)ange of motion|(?<=f)lex(?:ion)?|"
    r"(?<=e)xt(?:ension)?|(?<=a)bd(?:uction)?)\b[^\n;/]{0,30}?"
    r"(?<![\d/.+-])(?:\d{1,2}[ \t]?-[ \t]?)?\d{2,3}\b(?![/\d]|\.\d|[ \t]?(?:min|x\b|"
    r"reps?|lbs?|#|sec|s\b|ft|kg|n\b))"
)
"""A range in degrees or percent; two digits at least, so that no grade is taken for one."""

CPT = re.compile(r"9(?<!\d9)[57]\d{3}(?!\d)")
"""A CPT code of the therapy or neurology sections, in digits."""


def read_signs(view: NoteView) -> Iterator[Sign]:
    """Read the present findings a procedure may stand on, and function in general words."""
    for item in view.of_kind("FUNCTION_VAGUE"):
        yield from _sign(view, item.start, item.end, "function")
    if not view.of_kind("PROCEDURE") and CPT.search(view.text) is None:
        return
    for item in view.of_kind("SIGN"):
        yield from _sign(view, item.start, item.end, item.value)
    for m in RANGE.finditer(view.lower):
        found = list(_sign(view, m.start(), m.end(), "range"))
        if found:
            yield found[0]
            return


def _sign(view: NoteView, start: int, end: int, category: str) -> Iterator[Sign]:
    said = assertion(view, start, end, "sign")
    if said.status == "present":
        yield Sign(
            start=start,
            end=end,
            text=view.text[start:end],
            section=view.category_at(start),
            by=said.by,
            category=category,
        )
