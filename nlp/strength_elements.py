"""Elements of a table row or sentence: what the grammar of :mod:`rehabcode.nlp.strength` is written in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Any, NamedTuple

from rehabcode.nlp.grades import PAIN_MARK, Grade, scale
from rehabcode.nlp.layout import Span
from rehabcode.nlp.lexicon import rows
from rehabcode.nlp.muscles import JOINT_GROUPS, El, Name, info, joint_of
from rehabcode.nlp.reader_words import either
from rehabcode.nlp.sites import SIDES
from rehabcode.nlp.spelling import misspelled
from rehabcode.nlp.timing import AGO, EARLIER, TURNS
from rehabcode.nlp.view import Item, Section

LETTER = {
    "JOINT": "J", "MOTION": "A", "MUSCLE": "M", "LIMB": "L", "PART": "P", "SCOPE": "C", "OTHER": "R",
    "SIDE": "S", "SAME": "Q", "STRENGTH": "T", "NORMAL": "Z", "GRADE_WORD": "V", "NOT_TESTED": "n",
    "EXCEPT": "E", "LOWER_BOUND": "B", "TIME": "W", "NOT_STRENGTH": "X", "IGNORE": "w", "MYOTOME": "Y",
    "SITE": "w", "BREAK": ".", "OTHER_SIDE": "o",
}  # fmt: skip
"""Lexicon kinds of ``lexicon_strength.csv`` and their letters."""
TOPICS = ("lexicon_strength", "user")
"""Lexicons whose phrases the grammar is written in: a user's rules may add to it."""

OPPOSITE = {"left": "right", "right": "left"}
_SIDE_NEXT = re.compile(r"(?:left|right|[rl]t?|bilat\w*|both)\b", re.I)
_GLUED = {"R": "right", "L": "left", "B": "bilateral"}
"""Sides written right behind a grade."""
_LED = {**_GLUED, "r": "right", "l": "left"}
"""Sides written right before a grade ("r4- l4")."""
_GAP = re.compile(
    r"[A-Za-z][A-Za-z0-9'\u2019]*|\d+(?:[.,]\d+)*"
    r"|\.{2,}|-{1,2}>|={1,2}>|\u2192|>>|//|[,;:()|/&+=<>\u2264\u2265-]|\.(?=\s|$)|\t| {3,}|\n"
)
_PREPOSITIONS = frozenset(r["word"] for r in rows("strength_words") if r["kind"] == "preposition")
_FILLERS = frozenset(r["word"] for r in rows("strength_words") if r["kind"] == "filler")
"""Words that part nothing and name nothing: a grade belongs to its muscle across them."""
_WORDS = {
    "and": "&",
    "respectively": "v",
    "plus": "&",
    "was": "u",
    "were": "u",
    "began": "u",
    "started": "u",
    "from": "f",
    "fr": "f",
    "period": ".",
    "comma": ",",
    "semicolon": ";",
    "colon": ":",
}
_SIGNS = {
    "->": ">",
    "-->": ">",
    "=>": ">",
    "==>": ">",
    "\u2192": ">",
    ">>": ">",
    "//": "/",
    ">": "y",
    "\u2265": "B",
    "\u2264": "<",
    "+": "&",
    "\t": "t",
    "\n": "nl",
}
_LETTERS = {**_SIGNS, **_WORDS, **dict.fromkeys(_PREPOSITIONS, "p"), **dict.fromkeys(_FILLERS, "")}
"""The letters of known words and signs; empty for a word that means nothing to the grammar."""
_DOUBTFUL = frozenset((".", "nl"))
"""Letters that what stands around them can take back."""
MAX_REMEMBERED = 8
"""Characters of a stretch between items whose letters are remembered: most are of a few signs or a short word."""
_MUSCLES = re.compile(r" (?:musc|group|motion|movement)", re.I)
"""Behind a joint: not the joint is meant but muscles of it ("the other hip muscles")."""
_THEN = re.compile(r"(?: first)?,?(?: and)? then (?:the )?| followed by (?:the )?", re.I)
"""Between the sides whose order it declares ("right then left", "right followed by left")."""
_TIMES = re.compile(
    r"[ ]?(?:(?:vs?\.?|versus|compared (?:to|with)|over|/|,?[ ]?(?:and )?then|followed by)[ ]?(?:at )?|(?P<open>\()"
    r"|(?P<comma>,[ ]?))(?:the )?",
    re.I,
)
"""Between two times whose order it declares ("today vs eval", "now (eval)", "adm, then dc")."""
_SLASHED = re.compile(r"(?:[ ]?\(?\d{1,2}/\d{1,2}(?:/\d{2,4})?\)?)?[ ]?/[ ]?")
"""Between the times of an order, with the day of the first."""
_NUMBERS = re.compile(r"[ ]+[A-Za-z(]")
_SHORTENED = re.compile(r"(?:[rl]t|exc|excl)\.[ ]{1,2}(?=[a-z0-9])")
"""A side or "except" with the stop that shortens it, where the sentence goes on (matched on lower case)."""
_GRADE_NEXT = re.compile(
    r"\.[ ]{1,3}\(?[0-5][ ]?[+-]?(?:[ ]?/[ ]?5)?[+-]?[ ]{0,3}(?:[,;.:)(|/&\n-]|\Z|(?:[RLB]t?|bil\w*|left|right|and|on)\b)",
    re.I,
)
"""The stop behind a short form of a name with the grade behind it, and what ends that."""
MAX_SHORTENED = 8
"""Characters of a shortened word, its stop, and what shows that the sentence goes on."""
_TITLE = re.compile(r"[A-Z][a-z]{0,2}|vs|ms|dr|approx")


@dataclass(slots=True)
class Scope:
    """What a heading says about the lines below it, or about the list behind its colon."""

    side: str | None = None
    names: tuple[str, ...] = ()
    """Canonical muscles it names: what grades below without a muscle are about."""
    joint: str | None = None
    limb: str | None = None
    """``UE`` or ``LE``: where actions without a joint belong."""
    strength: bool = False
    myotomes: bool = False
    order: tuple[str, ...] = ()
    time: El | None = None
    times: tuple[El, ...] = ()
    """The order of two times in which grades follow each other ("today vs eval", "now (eval)")."""
    line: int = -99
    """Line of the heading, or the last line for which it held."""
    used: bool = False
    count: int = 0
    """Grades already given a side from ``order``, where every cell stands on its own line."""
    section: Section | None = None


def elements(text: str, unit: Span, items: Sequence[Item], grades: Sequence[Grade]) -> list[El]:
    """Return the elements of a unit in text order: lexicon items, grades, and what stands between them."""
    tokens = [El(LETTER[i.kind], i.start, i.end, i.value, _detail(i)) for i in items]
    if grades:
        glued = {g.start - 1 for g in grades if g.start and text[g.start - 1].isalpha()}
        if glued:  # "R4- L4": no spinal level
            tokens = [e for e in tokens if e.start not in glued]
        tokens += [El("G", g.start, g.end, g, None) for g in grades]
        tokens.sort(key=_place)
    out: list[El] = []
    at = unit.start
    for e in tokens:
        k, start, end = e.k, e.start, e.end
        if start < at:
            continue
        if start > at + 1 or (start > at and text[at] != " "):
            _between(text, at, start, out)
        at = end
        if k == "G":
            if out and _goal_number(text, out[-1], e):
                e = El("#", start, end, None, None)
            elif start and text[start - 1] in _LED:
                _drop_word(out, start)
                out.append(El("S", start - 1, start, _LED[text[start - 1]], None))
            out.append(e)
            if e.k == "G":
                at = _behind_figure(text, e, out)
            continue
        if (
            k == "S"
            and end - start == 1
            and e.v in ("left", "right")
            and text[end : end + 1] in "'\u2019"
            and text[end + 1 : end + 2].isalpha()
        ):
            continue
        if k == "X" and e.v == "count" and out and _counts(out[-1], e):
            out[-1] = El("#", out[-1].start, out[-1].end, None, None)
        out.append(e)
    if unit.end > at:
        _between(text, at, unit.end, out)
    return _spelled(out, text) if grades else out


def _drop_word(out: list[El], end: int) -> None:
    """Drop the letter before a figure that was read as a word, or already as a side."""
    if out and out[-1].end == end and out[-1].end - out[-1].start == 1:
        out.pop()


def _behind_figure(text: str, e: El, out: list[El]) -> int:
    """Read a mark of pain and a side written right behind a grade ("4/5R", "4- p! R"); where they end."""
    mark = PAIN_MARK.match(text, e.end) if e.v.pain else None
    at = mark.end() if mark is not None else e.end
    if text[at : at + 1] in _GLUED and not text[at + 1 : at + 2].isalnum():
        out.append(El("S", at, at + 1, _GLUED[text[at]], None))
        return at + 1
    return at


def _counts(figure: El, e: El) -> bool:
    """Whether a plain figure right before a word for what is counted is no grade ("4 wk")."""
    return figure.k == "G" and figure.v.form == "bare" and not figure.v.signed and e.start - figure.end <= 1


def _goal_number(text: str, last: El, e: El) -> bool:
    """Whether a figure numbers a goal ("LTG 1 hip abd 4+/5")."""
    return (
        last.k == "W"
        and last.v == "goal"
        and text[last.start : last.end].lower() in ("ltg", "stg", "goal")
        and e.v.form == "bare"
        and not e.v.signed
        and _NUMBERS.match(text, e.end) is not None
    )


def _spelled(els: list[El], text: str) -> list[El]:
    """The elements with the misspelled and the torn names of muscles read as names ("dletoid", "flex ores")."""
    out: list[El] = []
    for e in els:
        if (
            e.k != "w"
            or not isinstance(e.v, str)
            or (name := _named(text, e, out[-1] if out else None)) is None
        ):
            out.append(e)
            continue
        if out and name.start == out[-1].start:
            out.pop()
        out.append(name)
    return out


def _named(text: str, e: El, before: El | None) -> El | None:
    """The name that a word stands for, alone or together with the word before it."""
    start, item = e.start, misspelled(text[e.start : e.end].lower())
    if item is None and before is not None and before.k in "wJAM" and e.start - before.end == 1:
        start = before.start
        item = misspelled(text[start : before.end].lower() + text[e.start : e.end].lower(), torn=True)
    return El(LETTER[item.kind], start, e.end, item.value, _detail(item)) if item is not None else None


def _place(e: El) -> tuple[int, int]:
    return e.start, -e.end


def _detail(item: Item) -> Any:
    read = _DETAIL.get(item.kind)
    return read(item.data) if read is not None else None


def _order_of(side: str) -> tuple[str, ...]:
    """The order in which a phrase for both sides names them ("R and L"), or nothing."""
    if " and " not in side and "&" not in side:
        return ()
    return {"r": ("right", "left"), "l": ("left", "right")}.get(side[0], ())


_DETAIL: dict[str, Callable[[Mapping[str, str]], Any]] = {
    "JOINT": lambda data: "plural" if data.get("plural") else "",
    "PART": lambda data: "plural" if data.get("plural") else "",
    "MOTION": lambda data: data.get("joint", ""),
    "LIMB": lambda data: (data.get("side", ""), data.get("plural", "")),
    "TIME": lambda data: data.get("use", ""),
    "SIDE": lambda data: _order_of(str(data.get("literal", "")).lower()),
    "MYOTOME": lambda data: str(data.get("literal", ""))[:1].lower(),
}
"""What else an element keeps of a lexicon item, by kind."""


def _between(text: str, start: int, end: int, out: list[El]) -> None:
    """Append the elements of a stretch without lexicon items."""
    if end - start <= MAX_REMEMBERED:
        for k, a, b, v in _gap(text[start:end]):
            if k in _DOUBTFUL:
                k = _meant(text, k, out, start + a, end)
            if k:
                out.append(El(k, start + a, start + b, v))
        return
    for m in _GAP.finditer(text, start, end):
        raw = m[0]
        k = _letter(raw)
        a, b = m.span()
        if k in _DOUBTFUL:
            k = _meant(text, k, out, a, end)
        if k:
            out.append(El(k, a, b, raw))


def _meant(text: str, k: str, out: list[El], at: int, end: int) -> str:
    """The letter of a line end or a full stop by what stands before it; empty where it parts nothing."""
    if k == ".":
        return "" if out and _is_no_stop(text, out[-1], at, end) else k
    # a wrapped line: it ends a clause only behind a finished grade
    if out and out[-1].k in "GS" and any(e.k == "G" for e in out[-3:]):
        return ";"
    # a new line that begins with its side goes on no list
    return "," if out and out[-1].k in "JAML" and _SIDE_NEXT.match(text, end) else ""


def _is_no_stop(text: str, last: El, stop: int, end: int) -> bool:
    """Whether a full stop behind an element only shortens it."""
    if last.k == "w":  # "Mrs. G.", "Dr. Lee"
        return stop + 1 < end and last.end == stop and _TITLE.fullmatch(last.v or "") is not None
    if last.k in "SE":  # "exc. quads", "on the Lt. side"
        return _shortened(text, last.start)
    # "shoulder flex. 4-/5"
    return last.k in "JAM" and last.end == stop and _graded_next(text, stop)


def _shortened(text: str, start: int) -> bool:
    """Whether the word at ``start`` is a shortened one before more of its sentence ("exc. quads", "Lt. knee")."""
    follow = text[start : start + MAX_SHORTENED]
    return _SHORTENED.match(follow[:4].lower() + follow[4:]) is not None


def _graded_next(text: str, stop: int) -> bool:
    """Whether a grade that needs no more follows the stop behind a short form of a name."""
    return _GRADE_NEXT.match(text, stop) is not None


@lru_cache(maxsize=2048)
def _gap(gap: str) -> tuple[tuple[str, int, int, str], ...]:
    """Letters, places and texts of what stands in a short stretch without lexicon items."""
    return tuple((_letter(m[0]), m.start(), m.end(), m[0]) for m in _GAP.finditer(gap))


def _letter(raw: str) -> str:
    """The letter of a word, a sign, a number, a blank or a line end; empty where it means nothing."""
    k = _LETTERS.get(raw.lower())
    if k is not None:
        return k
    if raw[0].isalpha():
        return "w"
    if raw[0].isdigit():
        return "#"
    if raw.startswith(".."):
        return "-"
    return "," if raw[0] == " " else raw[0]


def letters_of(els: Sequence[El]) -> str:
    """The letters of some elements, one for each."""
    return "".join([e.k for e in els])


def insert(els: list[El], e: El) -> list[El]:
    """The elements with one more, which replaces plain words at its place."""
    kept = [x for x in els if not (x.start < e.end and e.start < x.end and x.k in "wPp-&")]
    kept.append(e)
    kept.sort(key=lambda x: x.start)
    return kept


_LONG_SINCE = (
    r"(?:about|just|only|approximately|roughly)?[ ]?(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"twelve|several|(?:a )?few)[ ](?:days?|weeks?|wks?|months?|mos?|years?|yrs?|visits?|sessions?)[ ]ago"
)
_TESTED = r"(?:recorded|graded|measured|found|put|documented|noted|rated|scored|tested)"
_EARLIER = re.compile(
    rf"(?P<ago>{_LONG_SINCE}|in[ ]{either('prior_level', 'month')}(?:[ ]\d{{4}})?)(?:[ ]\([^()\n]{{1,14}}\))?[,:]?[ ]"
    rf"(?:(?:(?:dr|ms|mr|mrs)\.?[ ][\w-]+|the[ ]\w+(?:[ ]\w+)?|i|we|pt|ot|her|his)[ ](?:had[ ])?{_TESTED}[ ])?"
    r"(?:(?:the|her|his|their|both|right|left|[rlb]|bilateral|these|same)[ ]){0,3}(?P<name>[a-z])"
    rf"|(?:in[ ]|\w+['\u2019]s[ ])(?:[\w.'\u2019]+[ ]){{0,3}}?"
    rf"(?P<note>{either('prior_level', 'month')}|last|previous|prior|earlier)[ ](?:\w+[ ])?"
    r"(?:note|visit|exam\w*|eval\w*|report|letter|consult\w*|testing),?[ ]"
    r"(?:(?:the|her|his|their|both)[ ]){0,2}(?P<named>[a-z])"
    rf"|[^.;\n]{{0,80}}?\b(?P<had>had[ ](?:previously[ ]|earlier[ ])?{_TESTED})\b(?![ ](?:positive|negative|that))",
    re.I,
)
"""The earlier time that opens a clause ("Six weeks ago, quads were ..."), or the verb of one ("had graded")."""
_OPENS_BACK = len("approximately twelve ")
"""How far before the first element a time may begin: its number is none."""
_HAPPENED = re.compile(
    r"\b(?:fell|falls?|had(?!(?: an?| only| just)? ?\Z)|underwent|sustained|surger\w+|stroke|cva|adm\w+|discharged|"
    r"injur\w*|onset|since|began|started|developed|broke|tore|twisted|diagnos\w+|hospital\w*|s/p|accident|mva|"
    r"moved|lost|became|replac\w+|repair\w*|reconstruct\w+|arthroplast\w+|fusion|fractur\w*|is|are|remains?|now|today|"
    r"currently)\b",
    re.I,
)
"""Behind an earlier time that opens a clause: what happened then, or a verb of today; the grades behind it are of today."""
_NAME_AT = frozenset("MAJNLSQ")


def _earlier(els: list[El], text: str) -> El | None:
    """The earlier time that opens a clause before its muscle, or its pluperfect, where no verb of today follows."""
    start, end = els[0].start, els[-1].end
    while start and text[start - 1] not in ".;\n" and els[0].start - start < _OPENS_BACK:
        start -= 1
    while start < end and text[start].isspace():
        start += 1
    if (m := EARLIER.match(text, start, end)) is not None:
        grade = next((e for e in els if e.k == "G" and e.start > m.end()), None)
        told = grade is not None and not (
            _HAPPENED.search(text, m.end(), grade.start) or TURNS.search(text.lower(), m.end(), grade.start)
        )
        return El("W", m.start(), m.end(), "past") if told else None
    if not _says(els, text, "ago", "In ", "in ", "had ", " note", " visit", " exam"):
        return None
    m = _EARLIER.match(text, start, end)
    if m is None:
        return None
    group = next(g for g in ("ago", "note", "had") if m[g] is not None)
    named = m["name"] or m["named"]
    at = m.start("name") if m["name"] else m.start("named")
    grade = next((e for e in els if e.k == "G" and e.start > m.end(group)), None)
    if grade is None or (named and not any(e.k in _NAME_AT and e.start <= at < e.end for e in els)):
        return None
    if _told_between(els, text, at if named else m.end(group), grade.start):
        return None
    return El("W", m.start(group), m.end(group), "past")


_BETWEEN = re.compile(
    r"(?:\(|\)|,|:|=|(?:the|her|his|their|was|were|had|been|a|an|at|as|and|both|about|only|of|in|on|to|with|by|side|sides|"
    r"strength|mmt|muscles?|groups?|power|grades?|graded|tested|measured|found|recorded|rated|scored|"
    r"could|be|noted|it|sitting|supine|side-?lying|seated|prone|standing|weak|strong|just|all|still|barely|already|each|no|better|than|these|for|i|dr|pt|patient)(?![a-z])|[\s.'\u2019-])+",
    re.I,
)
"""What may stand between a muscle and its grade besides names of muscles and sides."""


def _told_between(els: list[El], text: str, start: int, end: int) -> bool:
    """Whether something else is told before the first grade: an event, or another statement."""
    at = start
    for e in els:
        if e.start >= end:
            break
        if e.k not in _NAME_AT or e.end <= start:
            continue
        if e.start > at and not _BETWEEN.fullmatch(text, at, e.start):
            return True
        at = max(at, e.end)
    return at < end and not _BETWEEN.fullmatch(text, at, end)


_THEN_WERE = re.compile(
    rf"[ ](?:and[ ]|but[ ])?(?P<ago>{_LONG_SINCE}|in[ ]{either('prior_level', 'month')})[ ]"
    r"(?P<whose>they|it|these|both|that)[ ]"
    r"(?:was|were|had[ ]been|tested|graded|measured)[ ]",
    re.I,
)
"""The time of an earlier grade behind that of now ("...; in August they were fair minus")."""


_THEN_AHEAD = 12
"""How many elements behind the semicolon its grade is looked for."""


def _then_were(els: list[El], text: str) -> list[El]:
    """The earlier time of a second clause on the same muscles, and both sides where "they" are those told."""
    for i, e in enumerate(els):
        if e.k == ";" and (m := _THEN_WERE.match(text, e.end)) is not None:
            behind = els[i : i + _THEN_AHEAD]
            grade = next((g for g in behind if g.k == "G" and g.start >= m.end()), None)
            if grade is None or _told_between(behind, text, m.end(), grade.start):
                continue
            out = [El("W", m.start("ago"), m.end("ago"), "past")]
            if m["whose"].lower() in ("they", "both", "these") and {"right", "left"} <= {
                x.v for x in els if x.k == "S" and x.end <= e.start
            }:
                out.append(El("S", m.start("whose"), m.end("whose"), "bilateral"))
            return out
    return []


def _compared(els: list[El], text: str) -> list[El]:
    """The elements with "compared to" as "and" before the other side, and as an earlier time before a lone grade.

    "4/5 compared to 5/5 on the left", "4/5 compared to 3/5 at eval": no grade has come to the other.
    """
    out = list(els)
    for i, e in enumerate(els[:-1]):
        if (
            e.k != "p"
            or els[i + 1].k != "G"
            or not text[max(0, e.start - 9) : e.start].endswith(("compared ", "Compared "))
        ):
            continue
        behind = [x.k for x in els[i + 2 : i + 5]]
        told = "W" in behind[:2] or "S" in behind[:2]
        out[i] = replace(e, k="&") if told else El("W", e.start, e.end, "past")
    return out


def _events(els: list[El], text: str) -> list[El]:
    """The elements with an event before a name, and no figure, as a plain word ("After surgery the quads were 3/5").

    Without the verb of a grade that falls ("4+/5 at rest and fall to 4-/5").
    """
    if _says(els, text, "fall"):
        falls = {
            i for i, e in enumerate(els) if e.k == "X" and text[e.start : e.end].lower() in ("fall", "falls")
        }
        els = [
            e for i, e in enumerate(els) if i not in falls or [x.k for x in els[i + 1 : i + 3]] != ["p", "G"]
        ]
    return [
        replace(e, k="w")
        if e.k == "X" and e.v == "date" and i + 1 < len(els) and els[i + 1].k in _NAME_AT
        else e
        for i, e in enumerate(els)
    ]


def _examined_next(els: list[El]) -> list[El]:
    """The elements with a comma for the "and" behind something else found normal ("Sensation is intact and ...")."""
    return [
        replace(e, k=",")
        if e.k == "&"
        and i + 1 < len(els)
        and els[i - 1].k == "Z"
        and els[i + 1].k in _NAME_AT
        and [x.k for x in els[max(0, i - 4) : i - 1] if x.k not in "pw"][-1:] == ["X"]
        else e
        for i, e in enumerate(els)
    ]


_TEST_VERB = re.compile(
    r"[ ](?:now[ ]|still[ ]|only[ ]|each[ ])?(?:tests?|tested|grades?|graded|rates?|rated)[ ](?:(?:out[ ])?(?:at|as)[ ])?"
    r"(?:only[ ]|an?[ ])?|[ ]grades?[ ]of[ ](?:only[ ])?",
    re.I,
)


def _verbs_of_testing(els: list[El], text: str) -> list[El]:
    """The elements with the verb between a muscle and its bare grade as a word of strength ("they test four minus")."""
    out = list(els)
    for i in range(len(els) - 1, 0, -1):
        e = out[i]
        if e.k == "w" and out[i - 1].k == "W" and _TEST_VERB.fullmatch(f" {e.v} "):
            del out[i]  # "now test 4/5"
            continue
        if e.k != "G" or e.v.form != "bare" or not text[e.start].isalpha():
            continue
        at = i - 1
        while at >= 0 and out[at].k in "wpW":
            at -= 1
        if at < 0 or out[at].k not in "MAN":
            continue
        if (m := _TEST_VERB.fullmatch(text, out[at].end, e.start)) is not None:
            out[at + 1 : i] = insert(out[at + 1 : i], El("T", m.start() + 1, m.end() - 1, "test"))
    return out


def _ones(els: list[El], text: str) -> list[El]:
    """Read "one" behind a muscle as a grade, where the muscles before it have theirs in words ("elbow two, wrist one")."""
    out, told = list(els), 0
    for i, e in enumerate(els):
        if e.k == "G":
            told += text[e.start].isalpha() and not e.v.signed
        elif (
            e.k == "w"
            and told > 1
            and els[i - 1].k in "MA"
            and text[e.start : e.end] == "one"
            and (i + 1 == len(els) or els[i + 1].k in ".,;&")
        ):
            out[i] = El("G", e.start, e.end, Grade(e.start, e.end, "1"))
    return out


_STANDS = re.compile(
    r"[ ](?:the[ ]|his[ ]|her[ ])?(?:(?!goal|aim)[a-z]+[ ]){1,4}?(?P<verb>is|are)[ ](?:at[ ]|only[ ])?(?=[0-5][+-]?/5)",
    re.I,
)
"""Behind a semicolon and an aim: how it stands ("our aim is 4+/5; quads are 3+/5")."""


_TO_BE = re.compile(r"\b(?:to|will) \Z", re.I)


def _stands_behind_goal(els: list[El], text: str) -> list[El]:
    """The elements with a verb of today behind an aim as a time; "remain" right behind a goal tells none."""
    first = next(i for i, e in enumerate(els) if e.k == "W" and e.v == "goal")
    aim = els[first]
    broken = next((e.start for e in els[first:] if e.k in ";."), els[-1].end)
    out = [
        e
        for e in els
        if e.k != "W"
        or e.d != "stays"
        or e.start < aim.start
        or (e.start > broken and not _TO_BE.search(text, max(0, e.start - len(" will ")), e.start))
    ]
    stop = next((e for e in els[first:] if e.k == ";"), None)
    if stop is None or text.startswith(":", aim.end) or not text[aim.start : aim.end].lower().endswith("aim"):
        return out
    m = _STANDS.match(text, stop.end)
    if m is None and not any(e.k == "G" for e in els[:first]):
        return out  # a list of aims
    at = m.span("verb") if m is not None else (stop.end, stop.end + 1)
    return insert(out, El("W", *at, "present"))


_PAIR_BEHIND = re.compile(r"(?:[MJA]*G)?W?G&G")
"""Kinds of elements behind the second side, up to "respectively"."""


def _order_told(els: list[El]) -> tuple[str, ...] | None:
    """The order of sides that the first half of a sentence told, where two grades and "respectively" follow.

    "Hip flexors were 3-/5 on the right and 3/5 on the left; they now test 4-/5 and 4/5, respectively."
    """
    sides = [i for i, e in enumerate(els) if e.k == "S"]
    if len(sides) != len(OPPOSITE) or OPPOSITE.get(els[sides[0]].v) != els[sides[1]].v:
        return None
    behind = "".join(e.k for e in els[sides[1] + 1 :] if e.k not in "wu,;")
    return (els[sides[0]].v, els[sides[1]].v) if _PAIR_BEHIND.fullmatch(behind) else None


def _sides_behind(els: list[El], order: tuple[str, ...]) -> list[El]:
    """The elements with a side right behind each of the last two grades."""
    out = list(els)
    grades = [i for i, e in enumerate(els) if e.k == "G"][-len(order) :]
    for at, side in sorted(zip(grades, order, strict=True), reverse=True):
        out.insert(at + 1, El("S", els[at].end, els[at].end, side))
    return out


def _times_slashed(els: list[El], text: str) -> list[El]:
    """Merge three and more times that slashes part to their order ("Goal / Baseline / Prior / Current")."""
    times: list[El] = []
    for e in els:
        if e.k == "G":
            break
        if e.k != "W":
            continue
        if times and not _SLASHED.fullmatch(text, times[-1].end, e.start):
            if len(times) > len("ab"):
                break
            times = []
        times.append(e)
    if len(times) <= len("ab") or len({e.v for e in times}) == 1:
        return els
    start, end = times[0].start, times[-1].end
    order = El("D", start, end, tuple(times))
    return [*(e for e in els if e.end <= start), order, *(e for e in els if e.start >= end)]


_DAY_OF_TIME = re.compile(r"[ \t]+\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?[ \t]?:?[ \t]*(?=[0-5])")


OF_A_DAY = 7
"""Most elements from a day to the grade behind it: three figures, two slashes, a colon, the grade."""


def _days_of_times(els: list[El], text: str) -> list[El]:
    """Drop the day behind a time and before a grade ("eval 7/1: 3/5")."""
    out: list[El] = []
    until = 0
    for n, e in enumerate(els):
        if e.start < until:
            continue
        out.append(e)
        day = _DAY_OF_TIME.match(text, e.end) if e.k == "W" else None
        if day and any(x.k == "G" and x.start == day.end() for x in els[n + 1 : n + 1 + OF_A_DAY]):
            until = day.end()
    return out


def _times_in_order(els: list[El], text: str) -> list[El]:
    """Merge a present and a past time to their order, where they head grades ("today vs eval:", "now (IE)")."""
    out: list[El] = []
    skip = False
    for i, e in enumerate(els):
        if skip and e.k == ")":
            skip = False
            continue
        skip = False
        if e.k == "G":
            return [*out, *els[i:]]
        before = next((n for n in range(len(out) - 1, max(-1, len(out) - 4), -1) if out[n].k == "W"), None)
        if e.k == "W" and before is not None and {out[before].v, e.v} == {"past", "present"}:
            first = out[before]
            between = _TIMES.fullmatch(text, first.end, e.start)
            rest = els[i + 1 : i + 3]
            skip = between is not None and between["open"] is not None and bool(rest) and rest[0].k == ")"
            rest = rest[1:] if skip else rest
            bracketed = (
                not skip and before > 0 and out[before - 1].k == "(" and bool(rest) and rest[0].k == ")"
            )
            if (
                between is not None
                and (skip or not between["open"])
                and (bracketed or not between["comma"])
                and (not rest or rest[0].k in ":()t-,")
            ):
                out[before - bracketed :] = [El("D", first.start, e.end, (first, e))]
                skip = skip or bracketed  # "(today vs eval): ..."
                continue
            skip = False
        out.append(e)
    return out


def _pairs_of_times(els: list[El], text: str) -> list[El]:
    """Part the pairs of a row that declares an order of two times, and none of sides ("now/IE: R hip flex 4/3+")."""
    times = next((e.v for e in els if e.k == "D"), ())
    first = next((i for i, e in enumerate(els) if e.k == "G"), len(els))
    if len(times) != len("ab") or OPPOSITE.keys() <= {e.v for e in els[:first] if e.k == "S"}:
        return els
    out: list[El] = []
    for e in els:
        if e.k != "G" or e.v.form != "pair":
            out.append(e)
            continue
        at = text.index("/", e.start, e.end)
        first = e.v._replace(end=at, form="bare", second=None)
        second: Grade = e.v.second
        out += (
            El("G", e.start, at, first),
            El("/", at, at + 1, "/"),
            El("G", second.start, second.end, second),
        )
    return out


def _days_in_brackets(els: list[El], text: str) -> list[El]:
    """Merge the day that opens a bracket behind a grade to a time ("4/5 (8/22: 3/5)", "4/5 (wk 2 3/5)")."""
    out: list[El] = []
    done = -1
    for e in els:
        if e.start < done:
            continue
        graded = [x.k for x in out[-2:]] == ["G", ","] or (bool(out) and out[-1].k == "G")
        day = AGO.match(text, e.start) if e.k == "(" and graded else None
        out.append(e)
        if day is not None:
            done = day.end()
            out.append(El("W", e.end, e.start + len(day.group().rstrip(" :-")), "past"))
    return out


def _steps(els: list[El]) -> list[El]:
    """Read ">" between two grades as the step from one to the other ("R 3+ > 4"); elsewhere it compares."""
    return [
        replace(e, k=">")
        if e.k == "y" and 0 < i < len(els) - 1 and els[i - 1].k == els[i + 1].k == "G"
        else e
        for i, e in enumerate(els)
    ]


def _days_behind(els: list[El], text: str) -> list[El]:
    """Read the days behind grades as their times: past where a later one, or now, follows in the same statement.

    "3-/5 on 8/1, 3+/5 now", "3/5 (8/1), 4/5 (9/1)". A day that nothing follows tells no time, nor one behind which
    another muscle or side begins.
    """
    days = {
        i: m
        for i, e in enumerate(els)
        if e.k == "G"
        and (m := _ON_DAY.match(text, e.end)) is not None
        and (e.v.form == "fraction" or (m["open"] and e.v.form == "bare"))
    }
    if not days:
        return els
    stops = _next(els, _turns(els))
    nows = _next(els, {i for i, e in enumerate(els) if e.k == "W" and e.v == "present"})
    order = list(days)
    out: list[El] = []
    done = -1
    for i, e in enumerate(els):
        if e.start < done:
            continue
        out.append(e)
        if (m := days.get(i)) is not None:
            done = m.end()
            behind = next((n for n in range(i + 1, len(els)) if els[n].start >= done), len(els))
            stop = stops[behind]
            at = bisect_right(order, i)
            others = [n for n in order[at : at + _DAYS_AHEAD] if n < stop]
            if nows[behind] < stop or any(_before(m["day"], days[n]["day"]) for n in others):
                out.append(El("W", m.start("day"), m.end("day"), "past"))
    return out


def _ago_behind(els: list[El], text: str) -> list[El]:
    """Read "six weeks ago" or "in June" behind a grade as its time; before a grade it dates an injury or surgery."""
    out: list[El] = []
    ago: El | None = None
    for e in els:
        if ago is not None and e.start >= ago.start:
            if out[-1] is not ago:
                out.append(ago)
            if e.start < ago.end:
                continue
            ago = None
        out.append(e)
        m = _AGO.match(text, e.end) if e.k == "G" else None
        if m is not None:
            ago = El("W", m.start("ago"), m.end(), "past")
    return out if ago is None or out[-1] is ago else [*out, ago]


def _turns(els: list[El]) -> set[int]:
    """Where a statement ends or turns to a side, limb or muscle that was not told before."""
    told: set[tuple[str, object]] = set()
    out: set[int] = set()
    for i, e in enumerate(els):
        if e.k == "." or (e.k in "SJMAL" and (e.k, e.v) not in told):
            out.add(i)
        if e.k in "SJMAL":
            told.add((e.k, e.v))
    return out


def _next(els: list[El], places: set[int]) -> list[int]:
    """For every element, and behind the last, the nearest of the places from there on; their number where none is."""
    out = [len(els)] * (len(els) + 1)
    for i in range(len(els) - 1, -1, -1):
        out[i] = i if i in places else out[i + 1]
    return out


def _before(one: str, two: str) -> bool:
    """Whether a day (month first) lies before another, across a turn of the year where that is nearer."""
    months = [int(day.split("/")[0]) for day in (one, two)]
    days = [int(day.split("/")[1]) for day in (one, two)]
    ahead = (months[1] - months[0]) * 31 + days[1] - days[0]
    return 0 < ahead <= _HALF_A_YEAR or ahead < -_HALF_A_YEAR


def _other_sides(els: list[El], text: str, last: str | None) -> list[El]:
    """Read "contralateral" and "uninvolved" as the side that the last one named is not.

    Beside a side they only describe it ("the uninvolved left knee"); where no side was named they are words.
    """
    out: list[El] = []
    for i, e in enumerate(els):
        if e.k == "S" and e.v in OPPOSITE:
            last = e.v
        elif e.k == "L" and e.d and e.d[0] in OPPOSITE:
            last = e.d[0]
        elif e.k == "o":
            rest = els[i + 1 : i + 3]
            if any(x.k == "S" for x in (*out[-1:], *rest[:1])) or [x.k for x in rest] == ["(", "S"]:
                continue
            if e.v == "same":
                e = El("S", e.start, e.end, last) if last else El("w", e.start, e.end, e.v)
            elif last is None or (e.v == "noun" and not _one_part(rest, text)):
                e = El("w", e.start, e.end, e.v)
            else:
                e = El("S", e.start, e.end, OPPOSITE[last])
        out.append(e)
    return out


def _one_part(rest: list[El], text: str) -> bool:
    """Whether one limb or joint follows, and no muscle of it ("the other knee")."""
    if not rest or rest[0].k not in "JL":
        return False
    plural = rest[0].d if rest[0].k == "J" else rest[0].d and rest[0].d[1]
    named = len(rest) > 1 and rest[1].k in "AMw"
    return not plural and not named and _MUSCLES.match(text, rest[0].end) is None


def _first_told(els: list[El], text: str) -> list[El]:
    """The elements with the side that is told to come first as the order of sides ("right listed first")."""
    m = _FIRST_THEN.search(text, els[0].start, els[-1].end)
    if m is None or (first := SIDES[first_side(m).lower()]) not in OPPOSITE:
        return els
    if first == SIDES[(m["two"] or "b").lower()]:
        return els
    order = El("O", m.start(), m.end(), (first, OPPOSITE[first]))
    return [*(e for e in els if e.end <= m.start()), order, *(e for e in els if e.start >= m.end())]


def first_side(m: re.Match[str]) -> str:
    """The side that a sentence on the order of sides names first, as written."""
    return next(m[group] for group in ("one", "first", "listed", "number") if m[group])


def lists_first(text: str, start: int, end: int) -> bool:
    """Whether a sentence tells that the grades of one side are listed first, whatever it is about."""
    if text.find("irst", start, end) < 0 and text.find("IRST", start, end) < 0:
        return False
    m = _FIRST_THEN.search(text, start, end)
    return m is not None and bool(m["listed"] or m["number"])


def tells_order(text: str, start: int, end: int) -> bool:
    """Whether a sentence tells in words which side comes first, or whose grades stand in brackets."""
    if text.find("irst", start, end) >= 0 or text.find("IRST", start, end) >= 0:
        return _FIRST_THEN.search(text, start, end) is not None
    said = any(text.find(part, start, end) >= 0 for part in _IN_BRACKETS_PARTS)
    return said and _IN_BRACKETS.search(text, start, end) is not None


def _times_in_brackets(els: list[El], text: str) -> list[El]:
    """Merge the legend of grades in brackets to an order of times ("initial numbers in parentheses").

    The grades outside are of now. Behind the grades only its time is dropped: a grade in brackets is told as older
    by them.
    """
    m = _IN_BRACKETS.search(text, els[0].start, els[-1].end)
    if m is None:
        return els
    near = [
        e
        for e in els
        if e.k == "W"
        and e.v in ("past", "goal")
        and (
            (e.start >= m.end() and _OF_BRACKETS.fullmatch(text, m.end(), e.start))
            or (e.end <= m.start() and _TO_BRACKETS.fullmatch(text, e.end, m.start()))
            or m.start() <= e.start < m.end()
        )
    ]
    if not near:
        return els
    start, end = min(m.start(), near[0].start), max(m.end(), near[-1].end)
    outside = [e for e in els if e.end <= start or e.start >= end]
    if any(e.k == "G" for e in els if e.end <= start):
        return outside
    order = El("D", start, end, (El("W", start, end, "present"), near[0]))
    return [*(e for e in outside if e.end <= start), order, *(e for e in outside if e.start >= end)]


_LEVEL_CELL = re.compile(r"[JAMN],?\|,?(?P<level>Y),?\|")
"""Kinds of elements round a level in a cell of its own."""
_PAIRS_HEADED = re.compile(r"(?:[JMNA]+GG[,;.]?)+")
"""Kinds of elements behind the titles of two columns whose lines ran together."""


def _says(els: list[El], text: str, *parts: str) -> bool:
    """Whether the stretch of some elements holds one of some parts of words: far faster than a pattern."""
    start, end = els[0].start, els[-1].end
    for part in parts:  # noqa: SIM110 -- asked many times of every unit: half the cost of any()
        if text.find(part, start, end) >= 0:
            return True
    return False


def _without_levels(els: list[El]) -> list[El]:
    """The elements without the level in a cell of its own beside its muscle ("Hip flexion | L2 | 5/5 | 5/5")."""
    out = {m.start("level") for m in _LEVEL_CELL.finditer(letters_of(els))}
    return [e for n, e in enumerate(els) if n not in out]


def tidy(els: list[El], text: str, before: Callable[[], str | None]) -> list[El]:
    """Merge sides to orders and "both", drop comparisons (L > R), open brackets round sides, drop asides.

    ``before`` tells the side last named before, where it is needed.
    """
    given, letters = els, letters_of(els)
    kinds = set(letters)
    if "o" in kinds:
        els = _other_sides(els, text, before())
        kinds = {e.k for e in els}
    if "y" in kinds and "G" in kinds:
        els = _steps(els)
    if not kinds.isdisjoint("SL") and _says(els, text, "irst", "IRST"):
        els = _first_told(els, text)
    if "W" in kinds and _says(els, text, *_IN_BRACKETS_PARTS):
        els = _times_in_brackets(els, text)
    if "Z" in kinds and "G" in kinds:
        els = [
            e
            for e in els
            if e.k != "Z" or not _EMPTY_BOX.search(text, max(0, e.start - len("( ) ")), e.start)
        ]
    if "Y" in kinds and "|" in kinds:
        els = _without_levels(els)
    if "P" in kinds:
        els = _named_parts(els)
    if "M" in kinds and "TA" in text[els[0].start : els[-1].end]:
        els = _abdominals(els, text)
    if "G" in kinds:
        if "W#/#" in letters:
            els = _days_of_times(els, text)
            letters = letters_of(els)
        if "G(" in letters or ",(" in letters:
            els = _days_in_brackets(els, text)
            kinds.add("W")
        if "#" in kinds or any(e.v.form == "pair" for e in els if e.k == "G"):
            els = _days_behind(els, text)
        if _says(els, text, " ago", " in ", " last "):
            els = _ago_behind(els, text)
            kinds = {e.k for e in els}
        earlier = _earlier(els, text)
        for one in (earlier,) if earlier is not None else _then_were(els, text):
            els = insert([e for e in els if e.end <= one.start or e.start >= one.end], one)
            kinds |= {"W", one.k}
        if "X" in kinds:
            els = _examined_next(_events(els, text))
        if _says(els, text, "compared"):
            els = _compared(els, text)
        if _says(els, text, " one"):
            els = _ones(els, text)
        if _says(els, text, " test", " grade", " rate"):
            els = _verbs_of_testing(els, text)
    if "W" in kinds and any(e.k == "W" and e.v == "goal" for e in els):
        els = _stands_behind_goal(els, text)
    if "W" in kinds and letters_of(els).count("W") > 1:
        els = _pairs_of_times(_times_in_order(_times_slashed(els, text), text), text)
    if "J" in kinds and "G" in kinds:
        els = _lettered_movements(els, text)
    if (
        "G" in kinds
        and _says(els, text, "ise", "ISE")
        and _HEEL_RAISES.search(text, els[0].start, els[-1].end)
    ):
        els = _heel_raises(els, text)
    if kinds.isdisjoint("LSQv"):
        return _brackets(els) if "(" in kinds else els
    if "L" in kinds and "w" in kinds:
        els = _halves_of_body(els, text)
    if "L" in kinds and "/" in kinds:
        els = _limbs_in_order(els)
    if "L" in kinds and any(e.k == "L" and e.v in _SIDES_OF_BODY for e in els):
        if all(e.k in "LT,;.:" for e in els) and any(e.k == "T" for e in els):
            els = [El("S", e.start, e.end, _SIDES_OF_BODY[e.v]) if e.v in _SIDES_OF_BODY else e for e in els]
        elif any(e.k in "JAMN" for e in els):
            els = [_side_told(e, text) for e in els]
            els = _closing_side(els)
    if els is not given:
        letters = letters_of(els)
    if letters.count("S") < 2 and "v" not in letters and "O" not in letters:
        return _brackets(els) if "(" in letters else els  # nothing to merge
    out: list[El] = []
    for n, e in enumerate(els):
        if e.k not in "vSQ":
            out.append(e)
            continue
        if e.k == "v":
            # "R and L respectively", "on the right and left, respectively": the order of sides
            if len(out) > 1 and out[-1].k == "," and out[-2].k == "S" and out[-2].d:
                out.pop()
            if out and out[-1].k == "S" and out[-1].d:
                out[-1] = El("O", out[-1].start, e.end, out[-1].d)
            elif (told := _order_told(out)) is not None:
                out = _sides_behind(out, told)
            continue
        if (
            e.k == "S"
            and out
            and out[-1].k == "S"
            and OPPOSITE.get(out[-1].v) == e.v
            and (
                _bracketed(e, out[-1])
                or _alone_bracketed(out[-1], e, text)
                or _THEN.fullmatch(text, out[-1].end, e.start)
                or _heads_pairs(out[-1], e, els, n + 1)
            )
        ):
            out[-1] = El("O", out[-1].start, e.end, (out[-1].v, e.v))
            continue
        out.append(e)
        at = next((n for n in (3, 4, 5) if len(out) >= n and out[-n].k == "S"), 0) if e.k == "S" else 0
        if at and OPPOSITE.get(out[-at].v) == e.v and _THEN.fullmatch(text, out[-at].end, e.start):
            out[-at:] = [El("O", out[-at].start, e.end, (out[-at].v, e.v))]
        elif e.k == "S" and len(out) >= 3 and out[-3].k == "S":
            one, sep = out[-3], out[-2]
            if sep.k in "y<" or (sep.k == ">" and not any(x.k == "G" for x in out[-12:])):
                del out[-3:]
            elif OPPOSITE.get(one.v) == e.v and (
                sep.k == "/"
                or (sep.k in ";|-:" and e.start - one.end == 1)
                or (
                    sep.k == "|" and text[one.start - 1 : one.start] == "(" and text[e.end : e.end + 1] == ")"
                )
            ):
                out[-3:] = [El("O", one.start, e.end, (one.v, e.v))]
            elif one.v == e.v == "bilateral" and sep.k in "&,":
                out[-3:] = [one]  # "bilateral and symmetric"
            elif OPPOSITE.get(one.v) == e.v and sep.k in "&=":
                out[-3:] = [El("S", one.start, e.end, "bilateral", (one.v, e.v))]
        elif e.k in "QS" and len(out) >= 2 and out[-2].k == "O" and (e.k == "Q" or e.v == "bilateral"):
            out[-2:] = [El("S", out[-2].start, e.end, "bilateral")]
    return _brackets(out) if "(" in letters else out


_EMPTY_BOX = re.compile(r"(?:[(\[] ?[)\]]|\u2610|\u25a1) ?\Z")
"""Before what a form offers and nobody ticked."""
_FIRST_THEN = re.compile(
    r"\b(?P<one>right|left|[RL]) (?:side |limb |leg |arm )?first(?:,| and|, and)? (?:then )?(?:the )?"
    r"(?P<two>right|left|[RL])\b"
    r"(?: (?:side|limb|leg|arm|second|next))?"
    r"|(?:(?<=\()|(?<=, )|(?<=MMT )|(?<=motor )|(?<=strength ))(?P<first>right|left|[RL])(?: side)? first(?=[):])"
    r"|\b(?:the )?(?P<listed>right|left|[RL])(?: (?:side|limb|leg|arm|number|grade|value)s?)?(?: (?:is|are|was|always))?"
    r"(?: (?:listed|given|written|noted|recorded|reported|shown|stated|named|charted|documented) first\b"
    r"| (?:the )?first (?:number|grade|value|figure|score)\b)"
    r"|\bfirst (?:number|grade|value|figure|score)s?(?: (?:given|listed|in each pair))?"
    r"(?: (?:is|are)|:| ?=)? ?(?:for |of |that of |from )?(?:the )?(?P<number>right|left|[RL])\b(?: (?:side|limb|leg|arm))?"
    r"(?:[,;] (?:and )?(?:the )?second(?: number| grade| one)?(?: is|:| ?=)? ?(?:the )?(?:right|left|[RL])\b)?",
    re.I,
)
"""The order of sides in a sentence or heading ("right side first, then left", "(L first)", "left listed first")."""
_IN_BRACKETS = re.compile(
    r"(?:(?:numbers?|values?|grades?|scores?|figures?|results?|measure(?:ment)?s?|findings|ones)[ ])?"
    r"(?:(?:are|is|shown|listed|given)[ ]){0,2}(?:in|within)[ ](?:the[ ])?"
    r"(?:(?:parenthes[ei]s|parens?|brackets?)\b|\([ ]?\)|\[[ ]?\])",
    re.I,
)
"""Where grades of another time stand ("initial numbers in parentheses", "numbers in brackets are from eval")."""
_IN_BRACKETS_PARTS = ("bracket", "BRACKET", "Bracket", "paren", "PAREN", "Paren", "()", "( )", "[]", "[ ]")
_TO_BRACKETS = re.compile(r"(?:['\u2019]s)?(?:[ ](?!today|now|current)[a-z]+){0,2}[ ]", re.I)
"""Between the time and what tells of brackets ("last visit's MMT in brackets")."""
_OF_BRACKETS = re.compile(r"[ ]?(?:is|are|=|:|from|of|for|the|at|on|those|were|[ ]){1,6}", re.I)
"""Between brackets and the time whose grades they hold ("in brackets are those from eval")."""
_AGO = re.compile(
    r"[ \t]?,?(?:[ \t]{1,3}(?:on|in)(?:[ \t]the)?)?(?:[ \t]{1,3}(?:left|right|[lrb]|both|bilat(?:erally)?))?"
    r"[ \t]{1,3}(?P<ago>(?:(?:about|just|only|approx(?:imately)?|~)[ \t]?)?(?:\d{1,2}|an?|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|twelve|several|few|a few)[ \t-]{1,3}(?:days?|weeks?|wks?|months?|mos?|years?|yrs?|visits?|sessions?)"
    rf"[ \t]ago|(?:(?:back[ ])?in|last)[ ]{either('prior_level', 'month')})\b"
    r"(?=[ \t]{0,3}(?:[.;,)\n]|\Z|(?:and|now|today|but)\b))",
    re.I,
)
"""A grade's own time, in days or weeks before this note."""
_ON_DAY = re.compile(
    r"[ ]?(?:(?:on|as[ ]of)[ ]|(?P<open>\())(?P<day>\d{1,2}/\d{1,2}(?:/\d{2,4})?)(?<!/10)(?(open)\))"
    r"(?![/\d+\-])(?![ ]?(?:pain|range|rom|visits?)\b)",
    re.I,
)
"""The day of a grade behind it."""
_DAYS_AHEAD = 4
"""How many dated grades behind one are looked at."""
_HALF_A_YEAR = 186
"""Days of half a year, each month taken as 31."""
_SIDES_OF_BODY = {"right side": "right", "left side": "left"}
_ON_THE = re.compile(r"\b(?:on|to|of)[ \t\n]+(?:the|his|her|their|that)[ \t\n]+(?:[a-z]{4,14}[ ])?\Z", re.I)
ON_THE_REACH = 26
"""How far before a side of the body "on the" may begin."""


def _side_told(e: El, text: str) -> El:
    """A side of the body that only says where the named muscle is ("3/5 on the right side")."""
    if (
        e.k != "L"
        or e.v not in _SIDES_OF_BODY
        or not _ON_THE.search(text, max(0, e.start - ON_THE_REACH), e.start)
    ):
        return e
    return El("S", e.start, e.end, _SIDES_OF_BODY[e.v])


def _limbs_in_order(els: list[El]) -> list[El]:
    """The elements with "RLE/LLE" before a list as a limb whose sides come in that order."""
    for i in range(len(els) - 3):
        one, two = els[i], els[i + 2]
        if one.k != "L" or two.k != "L" or els[i + 1].k != "/" or one.v != two.v or els[i + 3].k != ":":
            continue
        sides = (one.d[0], two.d[0])
        if OPPOSITE.get(sides[0]) == sides[1]:
            order = El("O", two.start, two.end, sides)
            return [*els[:i], replace(one, d=("", "")), order, *els[i + 3 :]]
    return els


_MOVEMENTS = {"F": "flexion", "E": "extension"}


def _lettered_movements(els: list[El], text: str) -> list[El]:
    """Read "F" and "E" before a figure as the movements of the joint before them ("Hip: F 4, E 3+; Knee F 4/5 E 4+/5").

    One of the letters alone is a weekday, a grade in letters or a name as likely.
    """
    start, end = els[0].start, els[-1].end
    if any(text.find(letter, start, end) < 0 for letter in _MOVEMENTS):
        return els
    letters = {text[e.start : e.end].rstrip() for e in els if e.k in "Gw"} & _MOVEMENTS.keys()
    if len(letters) < len(_MOVEMENTS):
        return els
    out = list(els)
    joint = False
    for i, (e, after) in enumerate(pairwise(els)):
        joint = (joint or e.k == "J") and e.k not in "MN"
        movement = _MOVEMENTS.get(text[e.start : e.end]) if joint and e.k in "Gw" else None
        figure = after.k == "G" and text[after.start].isdigit()
        two, three = (*els[i + 2 : i + 4], None, None)[:2]  # "F/E 4-/4"
        slashed = after.k == "/" and two and three and three.k == "G" and text[two.start : two.end] in letters
        if movement and (figure or slashed):
            out[i] = El("A", e.start, e.end, movement)
    return out


_BESIDE_HALF = re.compile(r"[&,/]{1,2}(?:GL|L[:p]?G)|G[&,/]{1,2}L[:p]?G")
"""Kinds of the elements behind "upper" where the other limb has a grade of its own."""
_HALVES = {"upper": "lower extremity", "lower": "upper extremity"}


def _halves_of_body(els: list[El], text: str) -> list[El]:
    """Read "upper" as the limb where the other one follows in full ("4/5 upper and 3+/5 lower extremities")."""
    out = list(els)
    for i, e in enumerate(els):
        other = _HALVES.get(text[e.start : e.end].lower()) if e.k == "w" else None
        if other is None or i + 1 == len(els) or els[i + 1].k not in "&G,/":
            continue
        kinds = "".join(x.k if len(x.k) == 1 else "_" for x in els[i + 1 : i + 6])
        if not _BESIDE_HALF.match(kinds) or (kinds[0] != "G" and (not i or els[i - 1].k != "G")):
            continue
        full = next((x for x in els[i + 1 : i + 6] if x.k == "L" and x.v == other), None)
        if full is not None:
            out[i] = replace(full, start=e.start, end=e.end, v=f"{text[e.start : e.end].lower()} extremity")
    return out


_HEEL_RAISES = re.compile(
    r"(?:(?:x ?)?\b\d{1,2}[ ]?(?:x[ ])?(?:full[ ]|partial[ ]|reps?[ ](?:of[ ])?)?)?"
    r"(?:\b(?:single|sl|unilateral|double|bilateral|standing)[- ]?(?:leg|limb)?[ ])?"
    r"\b(?:heel|calf|toe)[ -](?:raises?|rises?)\b",
    re.I,
)
_RAISED = re.compile(
    r"\b(?:x[ ]?)?\d{1,2}\b(?:[ ]reps?\b)?(?=[ ,]{0,2}(?:on the |on )?(?:(?:R|L|right|left)\b)?[ ]?(?:[(=]|[0-5][+-]?/5))",
    re.I,
)
"""The heel raises of a side before its grade ("22 L (4+/5)", "x8 (3/5)")."""


def _heel_raises(els: list[El], text: str) -> list[El]:
    """The elements without counts of heel raises, by which plantarflexion is graded ("PF: 8 heel raises R (3/5)").

    Where nothing else names the muscle of the next grade and no bare count follows, they name it ("heel raises 4 B").
    """
    first = _HEEL_RAISES.search(text, els[0].start, els[-1].end)
    assert first is not None
    out = els
    if any(e.k == "G" and (e.v.signed or e.v.form == "fraction") for e in els):
        start, end = first.start(), els[-1].end
        counts = [range(*m.span()) for p in (_HEEL_RAISES, _RAISED) for m in p.finditer(text, start, end)]
        told = {at for count in counts for at in count}
        out = [e for e in els if e.start not in told or (e.k == "G" and e.v.form == "fraction")]
    behind = [e for e in out if e.start >= first.end()]
    named = any(e.k in "JAM" for e in out if e.start < first.start()) or _is_named(behind)
    counted = any(e.k == "#" for e in behind[:COUNT_REACH])
    return (
        out if named or counted else insert(out, El("M", first.start(), first.end(), "ankle plantarflexion"))
    )


def _is_named(els: list[El]) -> bool:
    """Whether a muscle is named before the next grade."""
    return next((e.k for e in els if e.k in "JAMG"), "G") != "G"


COUNT_REACH = 4
"""How many elements behind heel raises a bare count of them may stand."""


def _abdominals(els: list[El], text: str) -> list[El]:
    """Read "TA" in a sentence of the core as the transversus abdominis ("Core: TA 2/5, multifidi 3/5")."""
    out = list(els)
    core = False
    for i, e in enumerate(els):
        core = (core or (e.k == "M" and e.v == "core")) and not _ends_the_core(e)
        if core and e.k == "M" and text[e.start : e.end] == "TA":
            out[i] = replace(e, v="core")
    return out


def _ends_the_core(e: El) -> bool:
    """Whether an element ends a list of the core: a full stop, a joint, a muscle but for the letters "TA"."""
    return e.k in ".J" or (
        e.k == "M" and e.v not in ("core", "ankle dorsiflexion", "trunk flexion", "trunk extension")
    )


def _named_parts(els: list[El]) -> list[El]:
    """The elements without "proximal" or "distal" right before a muscle that is named ("proximal hip flexors")."""
    kinds = "".join(e.k if len(e.k) == 1 else "_" for e in els)
    return [
        e
        for i, e in enumerate(els)
        if e.k != "P" or not (kinds[i + 1 : i + 2] == "M" or kinds[i + 1 : i + 3] == "JA")
    ]


def _closing_side(els: list[El]) -> list[El]:
    """The elements with a side of the body that ends a list of grades as its side ("quads 4/5 - right side")."""
    last = next((i for i in range(len(els) - 1, -1, -1) if els[i].k not in ".)"), 0)
    e = els[last]
    if (
        last < 2
        or e.k != "L"
        or e.v not in _SIDES_OF_BODY
        or els[last - 1].k not in "-,("
        or els[last - 2].k not in "GWAJM"
    ):
        return els
    return [*els[:last], El("S", e.start, e.end, _SIDES_OF_BODY[e.v]), *els[last + 1 :]]


def _is_scale(inside: list[El]) -> bool:
    """Whether a bracket names the scale of the grades ("(MMT, 0-5 scale)")."""
    found = [x.v for x in inside if x.k == "G"]
    if len(found) == 1 and found[0].low == "5" and found[0].form == "bare":  # "(all /5)"
        return inside[-1].k == "G" and inside[-2:-1] != [] and inside[-2].v == "/"
    whole = len(found) == 1 and found[0].low == "0" and found[0].end - found[0].start >= len("0-5")
    whole = whole or [g.low for g in found] == ["0", "5"]  # "(scale 0 to 5)"
    return whole and all(x.k in "GTwX,:p" for x in inside)


def _bracketed(e: El, before: El) -> bool:
    """Whether a side stands in brackets right behind the other ("R (L)": the order of sides)."""
    return e.end - e.start == len("(L)") and e.start - before.end <= 1


def _alone_bracketed(one: El, other: El, text: str) -> bool:
    """Whether two sides fill a bracket, nothing between them: the order of sides ("(R L)")."""
    alone = text[one.start - 1 : one.start] == "(" and text[other.end : other.end + 1] == ")"
    return alone and not text[one.end : other.start].strip()


def _heads_pairs(one: El, other: El, els: list[El], behind: int) -> bool:
    """Whether two sides head muscles with two grades each ("MMT Right Left Hip flexion 3+/5 3/5 Knee ...").

    ``behind``: the element behind them. What follows is looked at up to the first that stands in no such row.
    """
    if other.start - one.end > 1:
        return False
    kinds = (els[at].k for at in range(behind, len(els)))
    row = list(takewhile(lambda kind: kind in "JMNAG,;.", kinds))
    return len(row) == len(els) - behind and _PAIRS_HEADED.fullmatch("".join(row)) is not None


def _closing(inside: list[El], before: list[El]) -> bool:
    """Whether a bracket behind a grade begins with its side, and says more ("4/5 (L shoulder, pitcher)")."""
    return (
        len(inside) > 1
        and bool(before)
        and before[-1].k == "G"
        and inside[0].k == "S"
        and inside[1].k in ",;JL"
        and not any(x.k == "S" for x in inside[1:])
        and (any(x.k in "wJL" for x in inside) or sum(x.k == "W" for x in inside) > 1)
    )


def _brackets(els: list[El]) -> list[El]:
    out: list[El] = []
    i, n = 0, len(els)
    while i < n:
        e = els[i]
        if e.k == "(":
            j = i + 1
            while j < n and els[j].k not in "()":
                j += 1
            inside = els[i + 1 : j]
            zero = (
                bool(out)
                and out[-1].k == "G"
                and [x.k for x in inside] == ["G"]
                and inside[0].v.form == "fraction"
            )
            if j < n and not (zero and inside[0].end - inside[0].start == len("0/5")) and _is_scale(inside):
                out += [x for x in inside if x.k == "T"]
                i = j + 1
                continue
            if j < n and els[j].k == ")" and out and out[-1].k == "Y" and any(x.k in "JAM" for x in inside):
                out.pop()
                out += inside
                i = j + 1
                continue
            if [x.k for x in inside] == ["S", ",", "S"] and OPPOSITE.get(inside[0].v) == inside[2].v:
                out.append(El("O", inside[0].start, inside[2].end, (inside[0].v, inside[2].v)))
                i = j + 1
                continue
            told = bool(out) and out[-1].k == "G" and any(x.k == "w" for x in inside)
            graded = any(x.k in ("GV" if told else "GZVn") for x in inside)  # "3-/5 (unable in full range)"
            if j < n and els[j].k == ")" and not graded:
                keep = [x for x in inside if x.k in "SOWCTQBD"]
                if _closing(inside, out):
                    out.append(inside[0])
                    i = j + 1
                    continue
                dated = any(x.k == "W" for x in keep)
                if dated and out and out[-1].k == "#" and any(x.k == "#" for x in inside):
                    i = j + 1
                    continue  # "Berg 44/56 (adm 29/56)": the time of another measure
                if keep and not any(x.k == "w" or (x.k == "#" and not dated) for x in inside):
                    out += keep
                elif _tells_side(inside):
                    out += [x for x in keep if x.k != "Q"]
                i = j + 1
                continue
        out.append(e)
        i += 1
    return out


def _tells_side(inside: list[El]) -> bool:
    """Whether a bracket tells a side or an order of sides beside a few words ("(L / R listed in that order)")."""
    if any(e.k == "O" for e in inside):
        return True
    brief = (len(inside) <= 3 and not _counted(inside)) or any(e.k == "Q" for e in inside)
    return brief and any(e.k == "S" for e in inside)


def _counted(inside: list[El]) -> bool:
    """Whether a bracket counts something ("does 24 on the right"), and does not name the scale ("L /5")."""
    return any(e.k == "#" and (not i or inside[i - 1].k != "/") for i, e in enumerate(inside))


def _heads(name: Name) -> bool:
    """Whether a name may head a list of muscles: a limb, a joint, or the group of one ("hip girdle: ...")."""
    return bool(name.whole) or all(m in JOINT_GROUPS for m in name.muscles)


def lists(els: list[El]) -> list[El]:
    """Replace "names:" in front of other names by one heading element ``K``."""
    out: list[El] = []
    for i, e in enumerate(els):
        if e.k == ":":
            j = i + 1
            while j < len(els) and els[j].k in "SOWpTC-":
                j += 1
            if j < len(els) and els[j].k == "N":
                k = len(out)
                while (
                    k > 0
                    and out[k - 1].k in "NSOT/&"
                    and not (out[k - 1].k == "N" and not _heads(out[k - 1].v))
                ):
                    k -= 1
                part = out[k:]
                if any(x.k in "NSO" for x in part):
                    scope = heading_scope(part, -1)
                    out[k:] = [x for x in part if x.k == "T"] + [El("K", part[0].start, e.end, scope)]
                    continue
        out.append(e)
    return out


_SLASHED_GRADES = re.compile(r"[0-5][+-]?(?:/[0-5][+-]?)+(?![\w/])")
"""Grades in a row with slashes between ("3+/4-/4")."""


def in_turn(els: list[El], text: str) -> list[El]:
    """Read a row of grades between slashes behind as many muscles between slashes as one for each.

    "HF/KE/DF R 3+/4-/4 L 4/4+/5": the grammar takes "4+/5" for a fraction. Two muscles need the pairs of both sides
    behind them ("hip flex/abd R 4-/4 L 4/4+"), else a pair is one of both sides.
    """
    if not any(e.k == "/" or (e.k == "N" and len(e.v.muscles) > 1) for e in els):
        return els
    out: list[El] = []
    done = 0
    for i in range(len(els)):
        if i < done:
            continue
        muscles, end = _slashed_muscles(els, i, text)
        rows = _rows_of(els, end, len(muscles), text) if len(muscles) > 1 else []
        if not rows or (len(muscles) == len("ab") and not _pairs_of_sides(rows)):
            out += els[i : max(i + 1, end)]
            done = max(i + 1, end)
            continue
        out += [one for row in rows for one in _each(row, muscles)]
        done = rows[-1].end
    return out


class _Row(NamedTuple):
    """A row of grades between slashes: where it stands, its side, and the element behind it."""

    found: re.Match[str]
    side: str | None
    end: int


def _slashed_muscles(els: list[El], i: int, text: str) -> tuple[list[str], int]:
    """The muscles that slashes join from an element on, and the element behind them."""
    muscles: list[str] = []
    end = i
    while end < len(els) and els[end].k == "N" and not els[end].v.side:
        muscles += els[end].v.muscles
        end += 1
        if end + 1 < len(els) and els[end].k == "/" and els[end + 1].k == "N":
            end += 1
        else:
            break
    joined = end > i + 1 or (end > i and "/" in text[els[i].start : els[i].end])
    return (muscles, end) if joined else ([], end)


def _rows_of(els: list[El], at: int, n: int, text: str) -> list[_Row]:
    """The rows of ``n`` grades between slashes from an element on, with the sides beside them."""
    rows: list[_Row] = []
    behind = -1
    side: str | None = None
    for i in range(at, len(els)):
        e = els[i]
        if e.start < behind:
            rows[-1] = rows[-1]._replace(end=i + 1)
        elif e.k in "G#":
            m = _SLASHED_GRADES.match(text, e.start)
            if m is None or m.group().count("/") != n - 1:
                break
            rows.append(_Row(m, side, i + 1))
            behind, side = m.end(), None
        elif e.k == "S" and rows and rows[-1].side is None and side is None:
            rows[-1] = rows[-1]._replace(side=e.v, end=i + 1)
        elif e.k == "S":
            side = e.v
        elif e.k not in _IN_ROWS:
            break
    return rows


_IN_ROWS = ":,;=pT&-()"
"""Kinds of the elements that may stand among rows of grades and their sides."""


def _pairs_of_sides(rows: list[_Row]) -> bool:
    """Whether two rows are of the one side and of the other, and neither is a fraction of five."""
    sides = [row.side for row in rows]
    opposite = len(sides) == len("ab") and sides[0] in OPPOSITE and OPPOSITE[str(sides[0])] == sides[1]
    return opposite and not any(row.found.group().endswith("/5") for row in rows)


def _each(row: _Row, muscles: list[str]) -> list[El]:
    """The grades of a row, each behind its muscle and side."""
    out: list[El] = []
    at = row.found.start()
    for muscle, part in zip(muscles, row.found.group().split("/"), strict=True):
        end = at + len(part)
        out.append(El("N", at, at, Name((muscle,))))
        if row.side is not None:
            out.append(El("S", at, at, row.side))
        out += (El("G", at, end, Grade(at, end, scale(part), None, "bare", True)), El(",", end, end, ","))
        at = end + 1
    return out


def heading_scope(els: Sequence[El], line: int) -> Scope:
    """The scope a heading's elements declare."""
    scope = Scope(line=line)
    names: list[str] = []
    for e in els:
        if e.k == "S":
            scope.side = e.v
        elif e.k == "O":
            scope.order = e.v
        elif e.k == "D":
            scope.times = e.v
        elif e.k == "K":
            inner: Scope = e.v
            scope.side, scope.joint, scope.limb = (
                inner.side or scope.side,
                inner.joint or scope.joint,
                inner.limb or scope.limb,
            )
            names += inner.names
        elif e.k == "N":
            name: Name = e.v
            if name.side and name.muscles != ("all extremities",):
                scope.side = name.side
            elif name.plural and scope.side is None and name.whole == "limb":
                scope.side = "bilateral"
            if name.whole == "part":
                continue
            names += name.muscles
            if name.whole == "limb":
                scope.limb = info(name.muscles[0])[1]
            else:
                scope.joint = joint_of(name.muscles[-1]) or scope.joint
        elif e.k == "W" and e.d != "header" and scope.time is None:
            scope.time = e
    if len([e for e in els if e.k == "W"]) != 1 or any(e.k == "#" for e in els):
        scope.time = None
    if len({info(m)[1] for m in names}) > 1:
        scope.limb = None
    scope.names = tuple(dict.fromkeys(names))
    return scope


_PARTING = frozenset(";E.")


def clauses(els: list[El]) -> list[list[El]]:
    """Split a unit into clauses; the separator opens the next clause."""
    if els and _PARTING.isdisjoint([e.k for e in els]):
        return [els]
    out: list[list[El]] = [[]]
    for e in els:
        if e.k in _PARTING:
            out.append([e])
        else:
            out[-1].append(e)
    return [c for c in out if c]
