"""Facts of a report in a therapist's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Fact = dict[str, Any]

SIDES = {"left": "left", "right": "right", "bilateral": "both sides"}
STATUSES = {
    "absent": "denied or normal",
    "past": "before this visit",
    "possible": "not confirmed",
    "goal": "a goal",
    "family": "about the family",
    "conditional": "not said of this visit",
}
PATTERNS = {"hemi": "one side", "limb": "one limb", "unspecified": "in words"}
KINDS = {
    "strength": "Strength",
    "dynamometry": "Dynamometry",
    "weakness": "Weakness in words",
    "atrophy": "Wasting",
    "test": "Tests",
    "limitation": "Function",
    "diagnosis": "Diagnoses",
    "prior_level": "Prior level",
    "rationale": "Why generalized",
    "procedure": "Procedures",
    "treatment_time": "Treatment time",
    "units_told": "Units told together",
    "code_written": "Codes written",
    "sign": "Other findings",
    "handedness": "Handedness",
}


def plain(name: object) -> str:
    """Return a canonical name as words."""
    return str(name).replace("_", " ")


def listed(parts: Iterable[str | None]) -> str:
    """Join what there is with commas."""
    return ", ".join(part for part in parts if part)


def number(value: object) -> str:
    """Return a number without a needless ``.0``."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def describe(fact: Fact) -> str:
    """Say in a few words what was read in a fact.

    Examples
    --------
    >>> describe({"kind": "strength", "grade": "3+", "muscle": "hip flexion", "side": "bilateral"})
    'hip flexion, both sides 3+/5'
    """
    say = _WORDS.get(fact["kind"])
    words = say(fact) if say else plain(fact["kind"])
    status = STATUSES.get(fact.get("status", "present"))
    return f"{words} ({status})" if status else words


def grade(fact: Fact) -> str:
    """Return the grade as it is usually written."""
    low, high = fact["grade"], fact.get("grade_max")
    if low in ("WNL", "WFL"):
        return str(low)
    return f"{low} to {high}/5" if high else f"{low}/5"


def _site(fact: Fact, key: str) -> str:
    place = fact.get(key)
    named = None if place in (None, "unspecified") else plain(place)
    return listed((named, SIDES.get(fact.get("side", ""))))


def _strength(fact: Fact) -> str:
    site = _site(fact, "muscle") or "muscle not named"
    notes = listed(
        (
            "limited by pain" if fact.get("pain_limited") else None,
            "at least" if fact.get("lower_bound") else None,
        )
    )
    return f"{site} {grade(fact)}" + (f" ({notes})" if notes else "")


def _weakness(fact: Fact) -> str:
    pattern = fact.get("pattern", "unspecified")
    if pattern == "fatigue":
        return "fatigue"
    site = _site(fact, "site") or PATTERNS.get(pattern, plain(pattern))
    return f"{'muscle weakness' if fact.get('muscle_said') else 'weakness'}, {site}"


def _test(fact: Fact) -> str:
    if fact.get("value") is None:
        return f"{plain(fact['test'])}, no value"
    unit = fact.get("unit") or ""
    space = "" if unit == "%" else " "
    value = f"{plain(fact['test'])} {number(fact['value'])}{space}{unit}".rstrip()
    impaired = fact.get("impaired")
    return value if impaired is None else f"{value}, {'impaired' if impaired else 'not impaired'}"


def _limitation(fact: Fact) -> str:
    return listed(
        (plain(fact["category"]), plain(fact["assist"]) if fact.get("assist") else None, fact.get("icf"))
    )


def _diagnosis(fact: Fact) -> str:
    by = fact.get("by", "unknown")
    said = None if by == "unknown" else f"by the {by}"
    return listed((plain(fact["concept"]), fact.get("code"), said))


def _procedure(fact: Fact) -> str:
    minutes, units = fact.get("minutes"), fact.get("units")
    return listed(
        (
            str(fact["cpt"]),
            None if minutes is None else f"{minutes} min",
            None if units is None else f"{units} unit{'' if units == 1 else 's'}",
        )
    )


_WORDS: dict[str, Callable[[Fact], str]] = {
    "strength": _strength,
    "dynamometry": lambda fact: f"{_site(fact, 'muscle')} {number(fact['value'])} {fact['unit']}",
    "weakness": _weakness,
    "atrophy": lambda fact: listed(("wasting", _site(fact, "site"))),
    "test": _test,
    "limitation": _limitation,
    "diagnosis": _diagnosis,
    "prior_level": lambda fact: "prior level of function",
    "rationale": lambda fact: "why no site-specific code fits",
    "procedure": _procedure,
    "units_told": lambda fact: f"{fact['units']} units for all codes of the line",
    "treatment_time": lambda fact: f"{plain(fact['scope'])} time {fact['minutes']} min",
    "code_written": lambda fact: f"code {fact['code']} written",
    "sign": lambda fact: plain(fact["category"]),
    "handedness": lambda fact: f"{fact['side']}-handed",
}
