"""Whether the value of a test is beyond its cut-off: by ``tests.csv``, chair stands by the norms for age and sex."""

from __future__ import annotations

import re
from functools import cache

from rehabcode.nlp.lexicon import rows
from rehabcode.nlp.score_specs import Found, specs
from rehabcode.nlp.view import NoteView

AGE_SEX = re.compile(
    r"\b(?P<age>\d{2,3}) ?-?(?:y/?o|yo|yr|yrs|year|years)?(?:[ -]?old)?[ ,]*(?P<sex>f|m|female|male|woman|"
    r"man|lady|gentleman)\b"
)
CHAIR_STAND = "30 Second Chair Stand"
FIVE_TIMES = "Five Times Sit to Stand"
CHAIR_STAND_LOW = 8
"""Fewer chair stands are below average at any age of the table up to 89."""
UNABLE_IS_DEFICIT = frozenset((CHAIR_STAND, FIVE_TIMES))
TO_METRIC = {("ft/s", "m/s"): 0.3048, ("cm/s", "m/s"): 0.01, ("ft", "m"): 0.3048, ("cm", "in"): 1 / 2.54}


def impaired(view: NoteView, f: Found) -> bool | None:
    """Whether the value is beyond the cut-off, where a source stands behind one."""
    if f.positive is not None:
        return f.positive
    if f.unable:
        return True if f.test in UNABLE_IS_DEFICIT else None
    if f.value is None:
        return None
    if f.test == CHAIR_STAND:
        return _chair_stand(view, f.value)
    cutoff = specs()[f.test].cutoff
    if cutoff is None:
        return None
    op, limit, unit = cutoff
    value = f.value
    if f.unit != unit:
        factor = TO_METRIC.get((f.unit or "", unit))
        if factor is None:
            return None
        value *= factor
    return {"<": value < limit, "<=": value <= limit, ">": value > limit, ">=": value >= limit}[op]


@cache
def _chair_stand_norms() -> tuple[dict[str, str], ...]:
    return tuple(rows("chair_stand_norms"))


def _chair_stand(view: NoteView, value: float) -> bool | None:
    """Compare chair stands with the table for age and sex; without them fewer than 8 are a deficit."""
    m = AGE_SEX.search(view.lower)
    if m is not None:
        column = "men" if m["sex"] in ("m", "male", "man", "gentleman") else "women"
        for row in _chair_stand_norms():
            if int(row["age_min"]) <= int(m["age"]) <= int(row["age_max"]):
                return value < float(row[column])
    return True if value < CHAIR_STAND_LOW else None
