"""Spinal cord injury: level, completeness and kind of paralysis choose G82.- and the sequela code."""

from __future__ import annotations

import re
from typing import NamedTuple

from rehabcode.models.case import Case
from rehabcode.models.picture import site_of
from rehabcode.nlp.facts import GRADE_VALUE

_NAMED = r"(?:ais|asia|sci|spinal|cord|tetra\w*|quad\w*|para(?:plegi|pares)\w*|incomplete|complete|central)"
_LEVEL = re.compile(
    rf"\b(?P<a>[ctl])(?P<n>1[0-2]|[1-9])\b[^.;\n]{{0,30}}?\b{_NAMED}\b"
    rf"|\b{_NAMED}\b[^.;\n]{{0,25}}?\b(?P<b>[ctl])(?P<m>1[0-2]|[1-9])\b"
)
_IMPAIRMENT = re.compile(r"\b(?:ais|asia)(?: impairment scale| grade| scale)?[ :=-]{0,3}(?P<g>[a-e])\b")
_INCOMPLETE = re.compile(
    r"\bincomplete|\bcentral cord|\bbrown[- ]s[eé]quard|\banterior cord|\bparaparesis|\btetraparesis"
)
_COMPLETE = re.compile(r"\bcomplete\b")
_TETRA = re.compile(r"\b(?:tetra|quadri)(?:plegi|pares)|\bquad(?=[ ,;.]*(?:complete|incomplete|sci\b))")
_PARA = re.compile(r"\bpara(?:plegi|pares)")
_KINDS = (("2", "central cord"), ("4", "brown"), ("3", "anterior cord"))
_THORACIC = {1: "1", **dict.fromkeys(range(2, 7), "2"), **dict.fromkeys(range(7, 11), "3"), 11: "4", 12: "4"}


class Cord(NamedTuple):
    """What the note says of the injured cord: code of the paralysis, its name, and the sequela code."""

    code: str
    name: str
    injury: str | None


def read_cord(case: Case) -> Cord | None:
    """Return the codes of a cord injury; None where the note gives neither level nor kind of paralysis."""
    text = case.reading.text.lower()
    level = _LEVEL.search(text)
    region = (level["a"] or level["b"]) if level else ""
    number = int(level["n"] or level["m"]) if level else 0
    tetra = region == "c" or (not region and bool(_TETRA.search(text) or _arms_and_legs(case)))
    if not tetra and not region and not _PARA.search(text):
        return None
    incomplete = _is_incomplete(text)
    injury = _injury(text, region, number) if level else None
    if not tetra:
        code = "G82.20" if incomplete is None else "G82.22" if incomplete else "G82.21"
        return Cord(code, "paraplegia", injury)
    if not 1 <= number <= 7 or incomplete is None:
        return Cord("G82.50", "quadriplegia", injury)
    return Cord(f"G82.5{(1 if number <= 4 else 3) + incomplete}", "quadriplegia", injury)


def _is_incomplete(text: str) -> bool | None:
    """Whether the lesion is incomplete (AIS B to D); None where the note does not say."""
    grade = _IMPAIRMENT.search(text)
    if grade:
        return grade["g"] != "a"
    if _INCOMPLETE.search(text):
        return True
    return False if _COMPLETE.search(text) else None


def _injury(text: str, region: str, number: int) -> str:
    """Return the sequela code of the injury by level; a named cord syndrome has its own digit."""
    kind = next((digit for digit, words in _KINDS if words in text), "0")
    if region == "c":
        return f"S14.1{kind}{min(number, 8)}S"
    if region == "t":
        return f"S24.1{kind if kind != '2' else '0'}{_THORACIC[number]}S"
    return f"S34.10{min(number, 5)}S"


def _arms_and_legs(case: Case) -> bool:
    """Whether arms weaker than 4-/5 stand beside weak legs."""
    arms = any(
        GRADE_VALUE[d.grade] < GRADE_VALUE["4-"]
        for d in case.picture.deficits
        if (s := site_of(d)) and s.limb != "LE"
    )
    return arms and any(c.limb == "LE" for c in case.picture.cells)
