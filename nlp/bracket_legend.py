"""Values of an earlier time that a legend puts in brackets.

Grammar
-------
legend   time ("in" | "within") brackets      "first visit in parentheses", "last week's in brackets"
         brackets ("=" | ":" | "are" ...) time  "(brackets = initial eval)", "parens: SOC"
value    value of now ... "(" side? value side? ")"

The readers of grades know the plainest forms for themselves; this pass makes past what they read as of today: a
value alone in its bracket, behind a value of the same kind on its line, below the legend.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rehabcode.nlp.facts import Cue, Dynamometry, Fact, Strength, Test
from rehabcode.nlp.view import NoteView

EARLIER = (
    r"(?:(?:the[ \t]+)?(?:first|initial|last|previous|prior|admission|baseline|starting|earlier|eval(?:uation)?|"
    r"start[ \t]+of[ \t]+care|soc|ie|intake)(?:['\u2019]s)?)"
    r"(?:[ \t]+(?:visit|eval(?:uation)?|exam|session|week|month|note|report|recert|values?|scores?|grades?|numbers?|"
    r"results?|findings)(?:['\u2019]s)?){0,2}"
)
BRACKETS = r"(?:parenthes[ei]s|parens?|brackets?)"
LEGEND = re.compile(
    rf"\b{EARLIER}(?:[ \t]+(?:\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|on[ \t]+\S+|are|is|given|shown|listed)){{0,2}}"
    rf"[ \t]+(?:in|within)[ \t]+(?:the[ \t]+)?{BRACKETS}|"
    rf"\b{BRACKETS}[ \t]*(?:=|:|are|is|hold|from|for)[ \t]*(?:(?:from|at|of|the)[ \t]+)*{EARLIER}"
)
"""What tells whose values stand in brackets (matched on lower case)."""
LEGEND_PARTS = ("bracket", "paren")
OPENS = re.compile(r"[(\[][ \t]*(?:(?:both|bilat(?:eral(?:ly)?)?|[rlb]|right|left)[ \t]*:?[ \t]*)?\Z")
CLOSES = re.compile(r"(?:[ \t]*(?:both|bilat(?:eral(?:ly)?)?|[rlb]|right|left|each)\b)?[ \t]*[)\]]")
"""What may stand beside the value in its bracket (matched on lower case)."""
OPENS_BACK = 14
REACH = 30
"""How many lines below a legend its values stand."""


def in_brackets(view: NoteView, facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts with those made past that a legend puts in brackets.

    Parameters
    ----------
    view : NoteView
        The note.
    facts : sequence of Fact
        What the readers found.
    """
    low = view.lower
    if not any(part in low for part in LEGEND_PARTS):
        return list(facts)
    legends = list(LEGEND.finditer(low))
    if not legends:
        return list(facts)
    told: dict[tuple[type[Fact], int], int] = {
        (type(f), view.layout.line_index(f.start)): f.start
        for f in sorted(facts, key=lambda f: -f.start)
        if isinstance(f, Strength | Test | Dynamometry)
    }
    return [
        replace(f, status="past", cues=(_cue(view, legend),))
        if (legend := _legend_of(view, legends, f)) is not None
        and told[type(f), view.layout.line_index(f.start)] < f.start
        and OPENS.search(low, max(0, f.start - OPENS_BACK), f.start)
        and CLOSES.match(low, f.end)
        else f
        for f in facts
    ]


def _legend_of(view: NoteView, legends: Sequence[re.Match[str]], f: Fact) -> re.Match[str] | None:
    """The legend above a value of today, if any."""
    if not isinstance(f, Strength | Test | Dynamometry) or f.status != "present":
        return None
    legend = next((m for m in reversed(legends) if m.end() <= f.start), None)
    if legend is None:
        return None
    below = view.layout.line_index(f.start) - view.layout.line_index(legend.start())
    return legend if below <= REACH else None


def _cue(view: NoteView, legend: re.Match[str]) -> Cue:
    start, end = legend.span()
    return Cue(text=view.text[start:end], start=start, end=end, category="TIME")
