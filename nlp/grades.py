"""The shapes in which muscle grades are written, as tokens.

Grammar
-------
::

    number   = "0" .. "5" | "zero" .. "five" | OCR forms before "/5": "$" (5), "o" (0), "l" (1), "S" (5)
    sign     = "+" | "-" | "(+)" | "(-)" | "plus" | "minus" | "t" (OCR of "+"), a long dash or "~" before "/5"
    atom     = [sign] number [sign]                        3+   +3   4 minus   four minus   for minus (misheard)
    out of   = "/5" | "/S" "I5" "l5" (OCR) | "out of five" | "over 5" | "slash five"
    fraction = atom out-of                                 3+/5   4 -/5   4 out of 5   +2/5
    range    = atom sep atom [out-of] | fraction sep fraction | atom "/5" sign
               where sep is "-" or "to"                    3-4/5   3+ to 4-/5   4+/5-
    pair     = atom "/" atom, not out of five              4-/4-   3+/3   1/1
    row      = atom "/" atom "/" atom ..., one signed      3+/3/3-
    word     = good | fair | poor | trace | zero with an optional sign, or a letter G F P T Z N
    normal   = WNL | WFL | normal | full | intact

``5+`` is 5; "4-5" without "/5" is a slip for 4/5. Numbers that are part of something else (a date, ``14/56``,
``2.5``, ``3x10``, ``4'``) are no atoms. Whether a grade is one of strength is decided by
:mod:`rehabcode.nlp.strength`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from rehabcode.nlp.facts import GRADE_VALUE
from rehabcode.nlp.reader_words import either

Form = Literal["fraction", "bare", "pair", "word", "letter", "normal", "none"]

NUMBERS = {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "for": "4", "to": "2"}
ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
OCR_NUMBERS = {"$": "5", "s": "5", "o": "0", "l": "1", "i": "1"}
LETTERS = {"g": "4", "f": "3", "p": "2", "t": "1", "tr": "1", "z": "0", "n": "5"}
_SIGN = r"\(\+\)|\(-\)|[+\-\u2212\u2013]"
_NO_SPAN = r"(?![ ](?:weeks|days|months|visits|sessions|years)\b)"
"""Behind "over five": weeks make it a span of time."""
_FIGURE = re.compile(
    r"[0-5](?:(?<![\w$#%\\].)|(?<=(?<!\w)[RL].))(?!\d)"  # the figure first: it is found much faster so
    r"(?:(?P<sign>[ -]?(?:plus|minus)\b|[ ]?(?:" + _SIGN + r"|[t\u2014~_](?=[ ]?/))))?"
    r"(?P<five>(?:[ ]?[/\\][ ]?|(?-i:[Il]))[5S$]"
    r"(?:(?=[RLB](?!\w))|(?![\w$]|[.,]\d(?![+\-]?[ ]?/[ ]?5)|/\d(?![+\-]?[ ]?/[ ]?5)))"
    r"|[ ](?:out[ ]of|over|slash)[ ](?:a[ ](?:total[ ]of[ ])?)?(?:5|five)\b"
    + _NO_SPAN
    + r"|[ ]of[ ](?:5|five)(?=[ ](?:strength|motor|power|muscle|in|right|left|bilat\w*|both)\b))?",
    re.I,
)
_SPOKEN = re.compile(
    r"(?P<number>[zotfZOTF](?<!\w.)(?i:(?<=z)ero|(?<=o)ne|(?<=t)wo|(?<=t)hree|(?<=f)our|(?<=f)ive"  # see _FIGURE
    r"|(?<=f)or(?=[ ](?:plus|minus|slash|over[ ](?:5|five)|out[ ]of[ ](?:5|five))\b)"
    r"|(?<=t)o(?=[ ](?:plus|minus)\b)))\b"
    r"(?i:(?P<sign>[ -](?:plus|minus)\b|[ ]?(?:" + _SIGN + r")(?![a-z]))?"
    r"(?P<five>[ ]?/[ ]?5(?![\w])|\s(?:out\sof|over|slash)\s(?:5|five)\b"
    + _NO_SPAN
    + r")?(?P<of>\sof\sfive\b)?)",
)
_OCR = re.compile(r"[$OolIS](?<![\w/.$].)(?P<sign>[+\-]|t(?=/))?(?P<five>/[5S$])(?![\w/$])")
_OCR_FIVE = re.compile(r"/[5S$](?![\w/$])")
"""How each of them ends: found much faster than its letter."""
_ROMAN_NUMBER = r"(?P<roman>IV|I{1,3}|V)(?P<sign>[ ]?[+\-\u2212\u2013](?!\w))?"
_ROMAN = (
    re.compile(r"\b(?i:grade)[ ]?" + _ROMAN_NUMBER + r"(?=[ ](?i:motor|strength|power|weakness|paresis)\b)"),
    re.compile(
        r"\b(?i:strength|power|motor|mrc|mmt)\b[^.;\n]{0,40}?\b(?i:grade)[ ]?" + _ROMAN_NUMBER + r"(?![\w/])"
    ),
    re.compile(r"(?<![\w/.-])" + _ROMAN_NUMBER + r"(?:[ ]?/[ ]?|[ ](?i:over|out[ ]of)[ ])(?:V|5)(?![\w/])"),
)
"""Roman numerals as grades: said of strength before or behind, or out of five."""
_DASHES = "+-\u2212\u2013"
_DASH = frozenset(_DASHES)
_RANGE = re.compile(r"[ ]?(?:-|\u2013|\u2212)[ ]?|[ ]?-?to-?[ ]|\s+to\s+", re.I)
_TWO_FRACTIONS = re.compile(r"[^\s/]+[ ]?/[ ]?5[ ]to[ ][^\s/]+[ ]?/[ ]?5", re.I)
PROGRESS_RANGES = 4
"""From how many ranges on a note may mean two days by all of them."""
_SLASH = re.compile(r"[ ]?//?[ ]?")
LETTER = re.compile(
    r"(?P<n>[GFPTNZ](?<![\w+\-/.'&][GFPTNZ])(?:(?<=T)r)?)(?:[ ]?(?P<sign>[+\-\u2212\u2013]))?"
    r"(?:/5(?!\w)|(?![\w/.&'+\-:])|(?<=\w[+-])(?=\.(?:\s|\Z)))"
)
_LETTER_PAIR = re.compile(
    r"([GFPTZN](?<![\w+\-/.'&].)[+-]?)[ ]?/[ ]?([GFPTZ][+-]?)(?![\w/&'+\-])"  # the letter first: see _FIGURE
)
"""The letters of two sides ("G-/G-"); "N/T" is none."""
_WORD_SIGN = re.compile(r"[ ]?(?:(?P<sign>[+\-\u2212\u2013])(?![\w])|(?P<word>plus|minus)\b)", re.I)
PAIN_MARK = re.compile(r"[ ]?(?:\*+|\(\*\)|\(?p!\)?|\(p\)|\(pain\)|\(painful\)|\(w/ ?pain\)|\^p)", re.I)
_NEXT_SIDED = re.compile(r"[ ,;/|]{1,3}(?P<side>[RL])[0-5](?![\d.])", re.I)
_LAST_SIDED = re.compile(r"(?<!\w)(?P<side>[RL])[0-5][+-]?(?:[ ]?/[ ]?5)?[ ,;/|]{1,3}$", re.I)
_HALF = re.compile(r" (?:an? )?(?:muscle )?grades?\b", re.I)
"""Behind "1/2": by how much a grade changed."""
_LIST_NUMBER = re.compile(r"\d[.)]?[ \t]+[A-Za-z(<>]|\d[.)]\s")
_NEXT_ITEM = re.compile(r"\.\s+[A-Z][a-z]")
"""Behind the number of an item in running text ("... on stairs. 2. Patient will ...")."""
_ITEM = re.compile(r"[ ](?=[A-Za-z])")
"""Behind the number of an item in running text that no bracket and no stop marks."""
_GOALS_HEAD = re.compile(r"(?<!\w)(?:goals?|[ls]tgs?|aims?)\b[^.;\n]{0,24}\Z", re.I)
"""What leads to the first of numbered goals."""
ITEMS_REACH = 400
"""How far back in its line the first item of a list in running text may stand."""
HEAD_REACH = 40
"""How far before it its heading begins."""
BRACKET_REACH = 40
"""How far before a figure its bracket opens."""
_LAB = re.compile(rf"\b{either('grades', 'urine')}[^.;\n]*$", re.I)
"""Before the plus signs of a urine test."""
LAB_REACH = 48
_SPINE = re.compile(r"\b[CTLS]\d{1,2}[-\u2013]$")
"""Before the second of two spinal levels."""
_HYPHENS = "-\u2013\n"
"""What stands directly before it then."""
_OPENING = re.compile(r"[\s\-*\u2022>#(]*$")
_FROM = re.compile(
    r"(?<!range )(?<!ranges )(?<!ranging )(?<!ranged )\bfrom\s+(?:an?\s+)?$"
    r"|\b(?:improv|increas|progress|decreas|declin|advanc|upgrad|climb|jump|mov)\w*\s+(?:from\s+)?$"
    r"|\b(?:went|rose|gone|up|came up)\s+(?:from\s+)?$",
    re.I,
)
_SINCE = re.compile(
    r"[ ,(]{1,2}(?:since|improved|improving|(?:up )?from (?:the )?(?:eval|IE|SOC|initial|last|start))\b", re.I
)
"""Behind two grades that "to" joins: they are of two times, and no range."""


class Grade(NamedTuple):
    """One grade token; ``low`` is a grade of the scale or ``WNL``, ``WFL``, ``NT``."""

    start: int
    end: int
    low: str
    high: str | None = None
    form: Form = "bare"
    signed: bool = False
    """Whether it carries a sign: a bare figure with a sign is hardly anything but a grade."""
    pain: bool = False
    """Marked with ``*`` or ``p!``."""
    second: Grade | None = None
    """The second grade of a pair."""


_PLAIN_SIGNS = frozenset("+-")


def _sign(raw: str | None) -> str:
    if not raw:
        return ""
    if raw in _PLAIN_SIGNS:
        return raw
    raw = raw.strip().lower().strip("()")
    raw = raw.lstrip("-") or raw  # "three-plus"
    return "+" if raw in ("+", "plus", "t") else "-"


def _scale(number: str, sign: str) -> str:
    """A grade of the scale: 5+ is 5, 0- and 0+ are 0, 1+ and 1- are 1."""
    grade = number + sign
    if grade in GRADE_VALUE:
        return grade
    return number


def scale(written: str) -> str:
    """Return the grade of the scale for a figure with or without a sign ("4-", "5+")."""
    return _scale(written[0], written[1:])


def _atoms(text: str, lower: str) -> list[Grade]:
    """Every atom and fraction, in text order."""
    found = [g for m in _FIGURE.finditer(text) if (g := _figure(text, m)) is not None]
    figures = len(found)
    if "five" in lower or " of 5" in lower or "plus" in lower or "minus" in lower:
        found += [g for m in _SPOKEN.finditer(text) if (g := _spoken(m)) is not None]
    if "/5" in text or "/S" in text or "/$" in text:
        for m in _spoiled(text):
            sign = _sign(m["sign"])
            grade = _scale(OCR_NUMBERS[m.group()[0].lower()], sign)
            found.append(Grade(m.start(), m.end(), grade, None, "fraction", bool(sign)))
    if (
        "grade i" in lower
        or "grade v" in lower
        or "/v" in lower
        or "v/5" in lower
        or "i/5" in lower
        or " over v" in lower
    ):
        found += _romans(text)
    if len(found) > figures:
        found.sort(key=lambda g: g.start)
    return found


def _spoiled(text: str) -> Iterator[re.Match[str]]:
    """Fractions whose figure a scan took for a letter; the letter stands before "/5" or its sign."""
    for five in _OCR_FIVE.finditer(text):
        at = five.start() - 1
        if at > 0 and text[at] in "+-t":
            at -= 1
        m = _OCR.match(text, at) if at >= 0 else None
        if m is not None:
            yield m


def _romans(text: str) -> list[Grade]:
    """Grades in Roman numerals; the span is the numeral with its sign and "/V"."""
    found: dict[int, Grade] = {}
    for pattern in _ROMAN:
        for m in pattern.finditer(text):
            sign = _sign(m["sign"])
            grade = _scale(ROMAN[m["roman"]], sign)
            found[m.start("roman")] = Grade(m.start("roman"), m.end(), grade, None, "fraction", bool(sign))
    return list(found.values())


def _spoken(m: re.Match[str]) -> Grade | None:
    """The atom or fraction of a number word; "one" and "zero" alone are words like others."""
    number, sign = NUMBERS[m["number"].lower()], _sign(m["sign"])
    if number == "5" and m.string.endswith("out of ", 0, m.start()):
        return None  # "four, three and five, out of five"
    if number in "01" and not (sign or m["five"] or m["of"]):
        return None
    return Grade(
        m.start(), m.end(), _scale(number, sign), None, "fraction" if m["five"] else "bare", bool(sign)
    )


def _figure(text: str, m: re.Match[str]) -> Grade | None:
    """The atom or fraction of one figure, or None where the figure belongs to something else."""
    start, end = m.span()
    raw, five = m.group("sign", "five")
    before, number = text[start - 1] if start else " ", text[start]
    if before.isalpha() and not _sided(text, start, end):
        return None
    if number == "5" and text.endswith("out of ", 0, start):
        return None  # "4, 3 and 5, out of 5"
    lead = ""
    if not raw and before in _DASHES:
        ahead = text[start - 2] if start > 1 else " "
        if ahead.isspace() or ahead in "(:,;|=/":
            lead, start, before = _sign(before), start - 1, ahead
    if before in ".,:" and start > 1 and text[start - 2].isdigit() and not (before == "," and five):
        return None
    if raw and not five and raw[0] == " " and raw.strip() in _DASHES:
        # "4 - limited", "4 -": a dash with a blank before it is punctuation unless "/5" follows
        end, raw = m.start("sign"), None
    sign = lead or (_sign(raw) if raw else "")
    if not five and (lead == "-" or (lead and number == "0") or _belongs(text, start, end, sign, raw)):
        return None
    low, form = _scale(number, sign) if sign else number, "fraction" if five else "bare"
    # without the detour of the class's own constructor: there are many figures
    return tuple.__new__(Grade, (start, end, low, None, form, bool(sign), False, None))


def _sided(text: str, start: int, end: int) -> bool:
    """Whether a figure right behind "R" or "L" is a grade: the other side's stands beside it ("R4- L4").

    Alone it may be a spinal level or a room.
    """
    here = text[start - 1].upper()
    other = "L" if here == "R" else "R"
    follow = _NEXT_SIDED.match(text, end)
    before = _LAST_SIDED.search(text, max(0, start - 12), start - 1)
    return any(m is not None and m["side"].upper() == other for m in (follow, before))


def _belongs(text: str, start: int, end: int, sign: str, raw: str | None) -> bool:
    """Whether a figure without "/5" is part of a number, a time, a length, or numbers a list."""
    if not sign and _LIST_NUMBER.match(text, start) and _opens_line(text, start):
        return True
    if not sign and _numbers_item(text, start, end):
        return True  # "Goals: (1) walk 100 ft (2) hip abd 4/5"
    if (
        not sign
        and text[start - 1 : start] == "["
        and text[end : end + 1] == "]"
        and _opens_line(text, start - 1)
    ):
        return True  # "[1] STG hip abduction 4/5"
    if not sign and start and text[start - 1] in _HYPHENS and _SPINE.search(text, max(0, start - 4), start):
        return True  # "L1-2 hip flex 5/5"
    if sign and _LAB.search(text, max(0, start - LAB_REACH), start):
        return True  # "UA: nitrite +, LE 3+": leukocyte esterase
    follow = text[end : end + 2]
    if not follow:
        return False
    c = follow[0]
    if sign and c in "RLB" and not follow[1:].isalnum():
        return False  # "4-R/3+L": the side stands right behind
    if c == ":" or (c == ")" and not sign and not _in_bracket(text, start)):
        return True
    if c.isdigit() and raw and raw.strip() in "-\u2212\u2013":
        return False  # "3-4/5": the dash may join a range
    if c in "'\"\u2019\u201d" and not sign:
        return True
    return c.isalnum() or c in "%\u00b0#$_" or (c in ".,:" and follow[1:].isdigit())


def _in_bracket(text: str, at: int) -> bool:
    """Whether a bracket stands close before a figure, or is open before its list: that behind it numbers no item."""
    before = text[max(0, at - BRACKET_REACH) : at]
    listed = before.endswith(", ") and before.rfind("(") > max(before.rfind(")"), before.rfind("\n"))
    return listed or "(" in before[-12:]


def _opens_line(text: str, at: int) -> bool:
    """Whether only blanks, a bullet or a whole sentence stand before a number in its line, or a wide gap: a list
    number.
    """
    line = text.rfind("\n", max(0, at - 40), at) + 1 or max(0, at - 40)
    before = text[line:at]
    if _OPENING.fullmatch(before) is not None or (before.endswith("  ") and text[at + 1 : at + 2] in ".)"):
        return True
    return before.rstrip().endswith(".") and _NEXT_ITEM.match(text, at + 1) is not None


def _numbers_item(text: str, start: int, end: int) -> bool:
    """Whether a figure numbers an item in running text: a heading leads to the first, and all up to it are there.

    "Goals: (1) walk 100 ft (2) hip abd 4/5", "LTG 1 stairs with rail. 2 BLE 4/5." In brackets any heading will do.
    """
    bracketed = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    if not bracketed and not (start and text[start - 1] == " " and _ITEM.match(text, end)):
        return False
    line = text.rfind("\n", max(0, start - ITEMS_REACH), start) + 1 or max(0, start - ITEMS_REACH)
    at = start
    for number in range(int(text[start]) - 1, 0, -1):
        at = text.rfind(f"({number})" if bracketed else f" {number} ", line, at) + 1
        if not at:
            return False
    head = text[max(line, at - HEAD_REACH) : at].rstrip(" (")
    led = _GOALS_HEAD.search(head) is not None
    return led or (bracketed and (head.endswith(":") or (not head and at - line < HEAD_REACH)))


def lex(text: str, lower: str, *, follow_up: Callable[[], bool] | None = None) -> list[Grade]:
    """Return the grade tokens written in figures or number words, in text order.

    Parameters
    ----------
    text, lower : str
        The note, as given and in lower case.
    follow_up : callable, optional
        Tells whether there was an earlier visit: then many ranges, far apart, tell of that day and this one.
    """
    atoms = _atoms(text, lower)
    out = _joined(text, atoms)
    if follow_up is not None and _tells_progress(text, out) and follow_up():
        parted = [g for g in atoms if g.form == "fraction"]
        out = [one for grade in out for one in (_ends(grade, parted) if _is_to(text, grade) else [grade])]
    return [_marked(text, grade) for grade in out]


def _joined(text: str, atoms: list[Grade]) -> list[Grade]:
    """The atoms joined to ranges and pairs."""
    out: list[Grade] = []
    i = 0
    while i < len(atoms):
        if n := _in_slashes(text, atoms, i):
            out += (one._replace(signed=True) for one in atoms[i : i + n])
            i += n
            continue
        grade, used = _join(text, atoms, i)
        i += used
        if grade is not None:
            out.append(grade)
    return out


def _in_slashes(text: str, atoms: list[Grade], i: int) -> int:
    """How many figures stand in a row from here on with slashes between, three or more, one of them signed; else 0.

    "3+/3/3-": the grades of as many muscles, and no date.
    """
    end = atoms[i].end
    if text[end : end + 1] != "/" or text[atoms[i].start - 1 : atoms[i].start] == "/":
        return 0  # within a row that was looked at from its beginning
    n = i
    while n + 1 < len(atoms) and text[atoms[n].end : atoms[n + 1].start] == "/" and atoms[n].form == "bare":
        n += 1
    row = atoms[i : n + 1]
    if len(row) < 3 or not any(one.signed for one in row):
        return 0
    return 0 if text[row[-1].end : row[-1].end + 1] == "/" else len(row)


def _is_to(text: str, grade: Grade) -> bool:
    """Whether a range is two fractions with "to" between ("3-/5 to 4-/5")."""
    return grade.high is not None and _TWO_FRACTIONS.fullmatch(text, grade.start, grade.end) is not None


def _tells_progress(text: str, grades: list[Grade]) -> bool:
    """Whether "to" leads from the grades of one day to those of another all over a note: many, and far apart."""
    ranges = [g for g in grades if g.high is not None and _is_to(text, g)]
    far = sum(GRADE_VALUE[g.high or g.low] - GRADE_VALUE[g.low] >= 1 for g in ranges)
    return len(ranges) >= PROGRESS_RANGES and far > 1


def _ends(grade: Grade, atoms: list[Grade]) -> list[Grade]:
    """The two atoms of a range."""
    i = bisect_left(atoms, grade.start, key=_start)
    return atoms[i : i + 2]


def _start(grade: Grade) -> int:
    return grade.start


def _marked(text: str, grade: Grade) -> Grade:
    follow = text[grade.end : grade.end + 2].lstrip(" ")[:1]
    marked = follow and follow in "*(pP^" and PAIN_MARK.match(text, grade.end)
    return grade._replace(pain=True) if marked else grade


def _join(text: str, atoms: list[Grade], i: int) -> tuple[Grade | None, int]:
    """Join atoms to a range or pair where their separator says so; return the token and the atoms it took."""
    one = atoms[i]
    two = atoms[i + 1] if i + 1 < len(atoms) else None
    if two is None or two.start - one.end > 6:
        return _alone(text, one), 1
    one, two, between = _parted(text, one, two)
    if _RANGE.fullmatch(between) or (between == " and " and text.endswith("between ", 0, one.start)):
        joined, used = _ranged(text, one, two, between)
        if used:
            return joined, used
    if one.form == "bare" and two.form == "bare" and _SLASH.fullmatch(between):
        if (one.low, two.low) == ("1", "2") and _HALF.match(text, two.end):
            return None, 2
        if text[two.end : two.end + 1] == "/" or text[one.start - 1 : one.start] == "/":
            return None, 2
        return one._replace(end=two.end, form="pair", signed=one.signed or two.signed, second=two), 2
    return _alone(text, one), 1


def _parted(text: str, one: Grade, two: Grade) -> tuple[Grade, Grade, str]:
    """Two atoms and what parts them: a dash that was read as a sign of either may part them."""
    between = text[one.end : two.start]
    if between or one.form != "bare":
        return one, two, between
    if text[one.end - 1] in "-\u2212\u2013":
        return one._replace(end=one.end - 1, low=one.low[0], signed=False), two, "-"
    if two.signed and text[two.start] in "-\u2212\u2013":
        return one, two._replace(start=two.start + 1, low=two.low[0], signed=False), "-"
    return one, two, between


def _ranged(text: str, one: Grade, two: Grade, between: str) -> tuple[Grade | None, int]:
    """The range of two atoms and how many atoms it took: 0 where they are two grades."""
    dash = "to" not in between.lower()
    if one.form == "fraction" and two.form == "bare":
        return None, 0
    if _FROM.search(text, max(0, one.start - 30), one.start):
        return None, 0
    if not dash and two.form == "fraction" and _SINCE.match(text, two.end):
        return None, 0
    plain = two.form == "bare" and dash and not two.signed and not one.signed
    if plain and two.low == "5":
        return Grade(one.start, two.end, one.low, None, "bare", True), 2  # "4-5": a slip for 4/5
    if two.form == "fraction" or ((one.signed or two.signed) and not (dash and " " in between)):
        return _range(one, two), 2
    return None, 2 if plain and " " not in between else 0  # "2-3" alone: a count or a span of days


def _range(one: Grade, two: Grade) -> Grade:
    low, high = one.low, two.low
    if GRADE_VALUE[low] > GRADE_VALUE[high]:
        low, high = high, low
    form: Form = "fraction" if "fraction" in (one.form, two.form) else "bare"
    return Grade(one.start, two.end, low, high if high != low else None, form, one.signed or two.signed)


def _alone(text: str, one: Grade) -> Grade | None:
    """A single atom or fraction, with the last sign of ``4+/5-``; None where it is tied to another number."""
    tail = text[one.end : one.end + 2]
    if one.form != "fraction":
        tied = tail[:1].isdigit() or (tail[:1] == "/" and tail[1:].isdigit())
        return None if tied or (text[one.start - 1 : one.start] == "/" and not one.signed) else one
    if tail[:1] not in _DASH or (tail[1:] and (tail[1].isalnum() or tail[1] in "->+")):
        return one
    high = _scale("5", _sign(tail[0]))
    if high != "5-":
        return one
    if one.low != "5":
        return one._replace(end=one.end + 1, high=high, signed=True)
    second = Grade(one.end - 1, one.end + 1, high)
    return one._replace(end=one.end + 1, form="pair", second=second)


def lettered(text: str, start: int, end: int) -> bool:
    """Return whether letters between two offsets may be grades."""
    return LETTER.search(text, start, end) is not None or _LETTER_PAIR.search(text, start, end) is not None


_BOXED = re.compile(r"(?:\[[ xX]?\]|\([ xX]?\))[ ]?\Z")
"""A box before the letter of an answer."""


def letters(text: str, start: int, end: int) -> list[Grade]:
    """Return the letter grades (G, F+, P-, Tr, ...) between two offsets."""
    out = []
    for m in _LETTER_PAIR.finditer(text, start, end):
        if m[0] != "N/T":
            one, two = (_letter(m, n) for n in (1, 2))
            out.append(one._replace(end=two.end, form="pair", signed=one.signed or two.signed, second=two))
    for m in LETTER.finditer(text, start, end):
        if m["n"] in "Nn" and _BOXED.search(text, max(0, m.start() - 4), m.start()):
            continue  # "[X] Y  [ ] N"
        sign = _sign(m["sign"])
        out.append(
            _marked(
                text,
                Grade(m.start(), m.end(), _scale(LETTERS[m["n"].lower()], sign), None, "letter", bool(sign)),
            )
        )
    return out


def _letter(m: re.Match[str], n: int) -> Grade:
    """One letter of a pair."""
    sign = m[n][1:]
    return Grade(*m.span(n), _scale(LETTERS[m[n][0].lower()], sign), None, "letter", bool(sign))


def word(text: str, start: int, end: int, value: str) -> Grade:
    """Return the grade of a word (good, fair, ...) at ``[start, end)`` with the sign behind it."""
    m = _WORD_SIGN.match(text, end)
    sign = _sign(m["sign"] or m["word"]) if m else ""
    return Grade(start, m.end() if m else end, _scale(value, sign), None, "word", bool(sign))
