"""Labels of strength rows that the width of their cell broke over two lines.

::

    | Shoulder external | 3/5 | 4/5 |          Hip external
    | rotation          |     |     |            rotation     4-/5   4/5

The muscle is put where the label stands that has the values; the words of the other line are dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from rehabcode.nlp.muscles import composed
from rehabcode.nlp.view import Item

_HALF = (
    r"(?P<joint>shoulder|hip|knee|ankle|elbow|wrist|trunk|neck|forearm)[ ]"
    r"(?P<half>external|internal|ext\.|int\.|lateral|medial|horizontal)"
)
_REST = r"(?P<rest>rotation|rotators?|rot\.?|abduction|abductors?|abd|adduction|adductors?|add)"
ABOVE = re.compile(
    rf"^(?P<lead>[ \t|]*){_HALF}[ \t]*(?P<values>[ \t|][^\n]*)?\n(?P<indent>[ \t|]*){_REST}(?![\w/])(?P<behind>[^\n]*)",
    re.M,
)
"""The halves of a label on two lines; values stand behind one of them (matched on lower case)."""
HALVES = (
    "external\n",
    "internal\n",
    "external ",
    "internal ",
    "horizontal",
    "ext.",
    "int.",
    "lateral",
    "medial",
)
DIRECTION = {"e": "external", "i": "internal", "l": "external", "m": "internal"}
GRADED = re.compile(r"\d[+-]?(?:[ ]?/[ ]?5)?|\b(?:wnl|wfl|nt)\b")


def joined(lower: str, items: Sequence[Item]) -> list[Item]:
    """Return the items of a note with the broken labels as muscles on the line of their values."""
    if not any(half in lower for half in HALVES):
        return list(items)
    out: list[Item] = []
    broken: list[tuple[int, int]] = []
    for m in ABOVE.finditer(lower):
        name = _muscle(m)
        first, second = m["values"] or "", m["behind"]
        if name is None or (GRADED.search(first) is None) == (GRADED.search(second) is None):
            continue
        if GRADED.search(first):
            if second.strip(" \t|"):
                continue
            at, end = m.start("joint"), m.end("half")
        elif first.strip(" \t|"):
            continue
        else:
            at, end = m.span("rest")
        broken += [(m.start("joint"), m.end("half")), m.span("rest")]
        out.append(Item(at, end, "MUSCLE", name, {"topic": "lexicon_strength"}))
    if not broken:
        return list(items)
    ends = [end for _, end in broken]
    kept = (
        i
        for i in items
        if broken[min(bisect_right(ends, i.start), len(ends) - 1)][0] >= i.end or i.start >= ends[-1]
    )
    return sorted([*kept, *out], key=lambda i: i.start)


def _muscle(m: re.Match[str]) -> str | None:
    """The muscle that the halves of a label name together."""
    if m["half"] == "horizontal":
        part = "abduction" if m["rest"].startswith("ab") else "adduction"
        return composed(m["joint"], f"horizontal {part}")
    if not m["rest"].startswith("rot"):
        return None
    return composed(m["joint"], f"{DIRECTION[m['half'][0]]} rotation")
