"""Measured quantities: numbers with their units, fractions, clock times, dates, and the words between them.

The readers of tests and dynamometry walk the tokens behind the name of a measure. Tokens are

``value``   a number with or without unit ("18.5 s", "43/56", "43 out of 56", "0:18.5", "eighteen seconds")
``grade``   a muscle grade with a sign ("4-/5")
``date``    a date
``dose``    sets and repetitions ("3 x 30", "x5")
``list``    the number of a list item
``when``    a time word of ``lexicon_timing.csv`` (initial, now, goal, norm ...)
``side``    right, left, both
``arrow``   ``->``
``bound``   a comparison ("<", "under")
``cell``    a column gap
``mark``    punctuation
``word``    anything else
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rehabcode.nlp.facts import Side
from rehabcode.nlp.numerals import DIGITS, SPELLED, number
from rehabcode.nlp.reader_words import either
from rehabcode.nlp.view import Item, NoteView

UNITS: dict[str, str] = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", "sees"), "s"),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), "min"),
    **dict.fromkeys(("ft", "feet", "foot", "'", "\u2032", "\u2019"), "ft"),
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres", "mtr", "mtrs"), "m"),
    **dict.fromkeys(("in", "inch", "inches"), "in"),
    **dict.fromkeys(("cm", "cms", "centimeter", "centimeters"), "cm"),
    **dict.fromkeys(
        ("rep", "reps", "repetition", "repetitions", "stand", "stands", "x", "times", "rises"), "reps"
    ),
    **dict.fromkeys(("%", "percent"), "%"),
    **dict.fromkeys(("point", "points", "pt", "pts"), "points"),
    **dict.fromkeys(("step", "steps", "ste"), "steps"),
    **dict.fromkeys(("kg", "kgs", "kgf", "kilogram", "kilograms", "kilo", "kilos"), "kg"),
    **dict.fromkeys(("lb", "lbs", "lbf", "pound", "pounds", "#"), "lb"),
    **dict.fromkeys(("n", "newton", "newtons"), "N"),
    **dict.fromkeys(
        ("nm", "n-m", "n*m", "n\u00b7m", "n.m", "newton meters", "newton-meters", "newton metres"), "Nm"
    ),
}
"""Units as written (lower case) with their report form. ``"`` and ``''`` are seconds or inches: see
:func:`unit_of`."""

_PER_SECOND = r"(?:/ ?|\bper |\ba )s(?:ec(?:ond)?)?\b"
_RATE = (
    rf"(?:(?:m|met(?:er|re)s?) ?{_PER_SECOND}|(?:ft|feet|foot) ?{_PER_SECOND}|cm ?{_PER_SECOND}"
    r"|mps\b|fps\b|mph\b)"
)
_PLAIN = "|".join(sorted((re.escape(u) for u in UNITS if u.isalpha()), key=len, reverse=True))
_UNIT = (
    rf"(?P<rate>{_RATE})|(?P<unit>n[-*\u00b7.]m|newton[- ]met(?:er|re)s?|"
    rf"(?:(?!in[ ](?:{either('prior_level', 'month')}|\d))(?:{_PLAIN})))(?![\w<>\u00b0]|"
    rf"/(?! ?(?:r|l|rt|lt|right|left)\b)|-[a-z])"
    r"|(?P<sign>''|[\"\u2033\u201d'\u2032\u2019](?![a-z])|%|\#)"
)
_FOREIGN = (
    r"(?:deg(?:rees?)?|\u00b0|mmhg|bpm|y/?o|yrs?|years?|wks?|weeks?|days?|hrs?|hours?|months?|mos?|visits?|"
    r"falls?|trials?|"
    r"attempts?|sets?|people|persons?|rests?|rails?|lob|losses|sessions?|miles?|mg|ml|mm|beats|stairs|"
    r"blocks?|errors?|"
    r"wheeled|ww|th|nd|rd|st|person|cues?|breaks?|am|pm|level|laps?|cones?|stops?)(?![\w])|/ ?(?:wk|week|"
    r"day|d|min)\b"
)
_NUM = rf"(?:{DIGITS}|{SPELLED})"

# what a token can begin with is asked before the longer patterns: most are words
TOKEN = re.compile(
    r"(?=\d)(?P<date>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])|\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}-\d{1,2}-(?:20\d{2}|"
    r"\d{2})(?![\d.]))"
    r"|(?P<dose>\d{1,3} ?[x\u00d7] ?\d{1,3}(?![\d.])|[x\u00d7] ?\d{1,3}(?!\w|\.\d))"
    r"|(?=\d)(?:(?P<clock>\d{1,2}:\d{2}(?:\.\d{1,2})?(?![\d:])(?! ?[ap]\.?m\b))"
    r"|(?P<minsec>\d{1,2} ?(?:min(?:utes?)?|m) ?(?:and )?\d{1,2}(?:\.\d)? ?s(?:ec(?:onds?)?)?(?![a-z]))"
    r"|(?P<list>(?<!avg )(?<!mean )\d{1,2}[.)][ \t]+(?=[a-z(])(?!(?:kgs?|lbs?|secs?|ft|m/s|points|pts)\b)))"
    r"|(?=[\dzotf])(?P<grade>\b(?:zero|one|two|three|four|five) (?:plus|minus)\b(?: (?:out of|of|over) five)?|"
    r"\d(?:[+-]| plus| minus) ?(?:/|out of) ?5[+-]?(?!\d)|\d ?/ ?5[+-]|[0-5][+-](?=[ ,;.)]|$))"
    rf"|(?=[\d.li|zotfsenp])(?P<value>(?P<num>{_NUM})(?:\s?(?:/|\bout of\b|\bof\b(?! the| trial))\s?(?P<top>{_NUM})(?![\d/]|"
    rf"[+-]\d?)(?: ?(?:points|pts)\b)?"
    rf"|(?:[ \t]?-?[ \t]?(?:{_UNIT}))|(?P<foreign>[ -]?{_FOREIGN}))?)"
    r"|(?P<arrow>-{1,3}>|\u2192|=>|\u27f6|\u279c|>>+|>(?:(?<=\d >)|(?<=kg >)|(?<=lb >)|(?<=lbs >)|(?<=/s >)"
    r"|(?<=[ \d]s >)|(?<=sec >)|(?<=ft >)|(?<=% >))(?= ?\d)"
    r"(?![^,;.\n]{0,16}\b(?:cut|norm|mcid|mdc|thresh|indicat|risk)))"
    r"|(?P<bound>[<>\u2264\u2265]=?|\b(?:under|below|less than|within|at least|greater than|more than|"
    r"no more than|fewer than)\b)"
    r"|(?P<side>\b(?:bilaterally|bilateral|bilat|both|right|left|rle|lle|rue|lue|rt|lt|bil|r|l|b)\b(?!/s|'s))"
    r"|(?P<cell>\t[\t ]*| {2,}| ?\| ?)"
    r"|(?P<word>[^\W\d_][\w'/&+.]*[\w'/]|[^\W_]\w*)"
    r"|(?P<mark>[^\s])"
)
SIDES: dict[str, Side] = {
    "right": "right",
    "r": "right",
    "rt": "right",
    "rle": "right",
    "rue": "right",
    "left": "left",
    "l": "left",
    "lt": "left",
    "lle": "left",
    "lue": "left",
    "bilaterally": "bilateral",
    "bilateral": "bilateral",
    "bilat": "bilateral",
    "both": "bilateral",
    "bil": "bilateral",
    "b": "bilateral",
}


class Token(NamedTuple):
    """One token; ``value``, ``unit`` and ``top`` of a value, the word itself otherwise.

    Attributes
    ----------
    unit : str or None
        Report form of the unit; ``"`` where it may be seconds or inches; ``?`` where the figure counts
        something
        else ("3 falls", "45 deg").
    top : float or None
        Denominator of a fraction.
    """

    kind: str
    start: int
    end: int
    text: str
    value: float = 0.0
    unit: str | None = None
    top: float | None = None
    item: Item | None = None


def tokens(view: NoteView, start: int, end: int) -> list[Token]:
    """Split ``[start, end)`` into tokens."""
    low = view.lower
    words = {i.start: i for i in view.between(start, end, "WHEN")}
    if not words:
        return [_token(m, low) for m in TOKEN.finditer(low, start, end)]
    out: list[Token] = []
    at = start
    while True:
        m = TOKEN.search(low, at, end)
        if m is None:
            return out
        item = words.get(m.start())
        if item is not None and item.end <= end and m.lastgroup != "date":
            out.append(Token("when", item.start, item.end, item.value, item=item))
            at = item.end
            continue
        out.append(_token(m, low))
        at = m.end()


def _token(m: re.Match[str], low: str) -> Token:
    start, end = m.span()
    kind = m.lastgroup or "mark"
    if kind == "value":
        parted = start and (low[start - 1].isalnum() or low[start - 1] in "_/")  # a blank form's "____/56"
        if parted or low[end : end + 1].isdigit():
            return Token("word", start, end, m.group())
        top = number(m["top"]) if m["top"] else None
        unit = "?" if m["foreign"] else unit_of(m["rate"], m["unit"], m["sign"])
        return Token("value", start, end, m.group(), number(m["num"]), unit, top)
    if kind == "clock":
        minutes, _, seconds = m["clock"].partition(":")
        return Token("value", start, end, m.group(), int(minutes) * 60 + float(seconds), "s")
    if kind == "minsec":
        minutes, seconds = re.findall(r"\d+(?:\.\d)?", m["minsec"])
        return Token("value", start, end, m.group(), int(minutes) * 60 + float(seconds), "s")
    return Token(kind, start, end, m.group())


def unit_of(rate: str | None, unit: str | None, sign: str | None) -> str | None:
    """Return the report form of a unit as the pattern found it."""
    if rate:
        if rate == "mph":
            return "mph"
        return "m/s" if rate[0] == "m" else "ft/s" if rate[0] == "f" else "cm/s"
    if sign:
        return '"' if sign in ('"', "''", "\u2033", "\u201d") else UNITS[sign]
    if unit is None:
        return None
    return UNITS.get(unit) or ("Nm" if unit[0] == "n" else "?")
