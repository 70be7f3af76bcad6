"""CPT codes with their minutes and units, and the treatment times of the visit.

A line of charges is read from code to code. Behind a code stand, in any order and punctuation,

``23 min`` ``23'`` ``(23)`` ``23 minutes``   minutes
``x2`` ``2u`` ``2 units`` ``(2)`` ``= 2 u``  units
``15 min each`` behind units                 minutes of one unit
``1 unit each`` behind the last of several   units of all of them
``min: 23`` ``units = 2``                    labelled, also on the lines below the code
``25/2`` ``24  2`` ``2 30``                  both: by the table's heading, else the larger figure is minutes

or before it (``2 x 97110``, ``30 min 97110``, ``Ther Ex x2 (97110)``). Words between code and figures may be the name of the
procedure, a modifier or what was done; behind other words only figures with their unit count. A code given
twice on a visit (in a list and among the totals) is one procedure. Where a line bills by name alone ("TE
23', GT 8'"), the name stands for its code, or gives its minutes to a code written without any. What the note
does not give stays open: units are never derived from minutes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import Procedure, TreatmentTime, UnitsTold
from rehabcode.nlp.layout import Span
from rehabcode.nlp.lexicon import table
from rehabcode.nlp.numerals import SPELLED, number
from rehabcode.nlp.reader_words import either, words
from rehabcode.nlp.timing import dated_lines
from rehabcode.nlp.view import Item, NoteView

MAX_UNITS = 8
"""A bare figure up to here counts units, a larger one minutes: eight units are two hours."""
MAX_MINUTES = 240
CODE = re.compile(
    r"(?<![\w.$#-])(?:CPT)?(?P<code>9[0-9]{4}|[25]\d{4}|G\d{4})(?!(?!x ?\d)\w|\.\d|-\d{4})", re.I
)
MINUTES_SAID = re.compile(r"min|unit|rnin|\bm\b|\d ?-? ?(?:m\b|['\u2032\u2019])|[x\u00d7*] ?(?:\d\d|9)")
"""What a procedure billed by its name must have in its line: minutes or units, in lower case; never wrong on no."""
CODE_FIGURES = re.compile(r"[925gG]\d{4}")
"""The five characters of every code: found much faster than the code itself."""
FIGURE = re.compile(r"\d")
STATE = re.compile(r"\b(?:or|oregon|zip)\.?,? *$", re.I)
_SUM = r"(?: (?:time|tx|treatment))?[ :=]*\d{1,3} ?(?:min|m\b|')"
"""Behind "total": the sum of the minutes, so that the minutes before are the procedure's own."""
_N = rf"(?:\d{{1,3}}|{SPELLED})"
_MODIFIER = either("procedures", "modifier")
_ALONE = either("procedures", "modifier_alone")
PIECE = re.compile(
    rf"(?P<modifier>-(?:{_MODIFIER}|{_ALONE})\b|\b{_ALONE}\b)"
    rf"|(?:x|\u00d7|\*) ?(?P<times>\d{{1,2}})(?P<times_u> ?u(?:nits?)?\b)?(?!\d|\.\d)(?! ?(?:(?:m|"
    rf"rn)in(?!\.? ?(?:a\b|assist))|m\b|'|\u2032|\u2019))"
    rf"|(?:min(?:ute)?s?|time) ?[:=] ?(?P<labelled_min>\d{{1,3}})(?![\w/:])(?!\.\d)"
    rf"|(?:units?|qty) ?[:=] ?(?P<labelled_units>\d{{1,2}})(?![\w/])(?!\.\d)"
    rf"|(?P<hours>\d) ?(?:hrs?|hours?)\b"
    rf"|(?P<units>{_N}) ?-? ?(?:u|un|units?|unit\(s\))(?![\w])"
    rf"|(?P<minutes>{_N}) ?-? ?(?:(?:m|rn)in(?:ute)?s?|m)(?![\w])(?! ?(?:total|tot\b|timed)(?!{_SUM}))"
    rf"(?!\.? ?(?:a\b|"
    rf"assist))"
    r"|(?P<prime>\d{1,3}) ?['\u2032\u2019](?![\w'])"
    r"|(?P<pair>(?P<pair_min>\d{1,3}) ?/ ?(?P<pair_units>\d{1,2})(?: ?(?:u|units?)\b)?(?![\w/.])(?! ?min))"
    r"|(?P<range>\d{1,2}:\d{2}(?: ?[ap]m)?)"
    r"|(?P<bare>(?<![\w./+])\d{1,3}(?![\w/%+#\"]|\.\d| ?(?:min|lbs?|reps?|sets?|ft|feet|x\b(?! ?\d\b)|deg|"
    r"sec|steps?|wks?|timed|/)\b))"
    r"|(?P<word>[^\W\d_][\w'/.&+-]*|\d+[a-z]\w*)"
    r"|(?P<mark>[^\s\w])"
)
BEFORE = re.compile(
    r"(?:(?P<units>\d{1,2}) ?(?:u|units?)(?: of)?|(?P<times>\d{1,2}) ?[x\u00d7]|"
    rf"(?P<minutes>{_N}) ?(?:minutes?|mins?|'))[ \t]*(?:(?:of|on|doing|for) (?:the |my )?(?:skilled )?|[:=-] ?)?$"
    r"|[a-z.-] ?[x\u00d7] ?(?P<named>\d{1,2}) ?\($"
)
BRACKETED = re.compile(
    r"(?P<minutes>\d{1,3}) ?(?:minutes?|mins?|')(?: (?:of|on|doing|for) [a-z][a-z, -]{2,80}?)?"
    r"[ \t]*(?:[x\u00d7] ?(?P<units>\d{1,2})[ \t]*)?\($"
)
"""Minutes before a code in brackets: "gait training 25 min (97116 x 2)"."""
RESTED = re.compile(r"\b(?:rest\w*|breaks?|wait\w*|paus\w*|delay\w*)\b(?: of| for| x)?[ \t]*\Z")
"""Before minutes in which nothing was done."""
OWN_FIGURES_BEHIND = re.compile(
    r"\)(?:[ \t]*[:=,-])?[ \t]*(?:\d{1,3} ?(?:min|')|(?:x ?)?\d{1,2} ?(?:u|units?)\b)"
)
"""A bracket behind which minutes or units of its own follow."""
AND_OF = re.compile(
    rf"(?:\band|[,;+]|\bthen|\bplus)[ \t]*(?:another )?(?P<minutes>{_N}) (?:of|on|doing) (?:the )?$"
)
"""A figure that goes on minutes told before: "23 min of ther ex and 12 of gait training"."""
SLASHED_UNITS = re.compile(r" ?/ ?(?P<units>\d)(?![\w/.]| ?(?:min|hr|visit|day|wk))")
"""Units behind minutes ("30 min/2")."""
BEFORE_REACH = 44
LEADS_NEXT = re.compile(
    rf"(?:[,;|+&]|(?<!\w)/|\band)[ \t]*(?:{_N} ?(?:u|units?)(?: of)?|\d{{1,2}} ?[x\u00d7]|{_N} ?(?:minutes?|"
    rf"mins?|'))[ \t]*(?:of )?$"
    r"|[,;|+&][ \t]*[a-z][\w .-]{1,24} ?[x\u00d7] ?\d{1,2} ?\($"
)
"""A figure behind a separator and right before the next code: that code's."""
ONLY_MINUTES = re.compile(r"[ \t]*\d{1,3}(?:[ \t]*(?:$|[\n;])| ?(?:minutes?|mins?)\b[ \t.]*(?:$|[\n;,(]))")
LABEL = re.compile(r"[ \t]*(?:min(?:ute)?s?|units?|time|qty) ?[:=] ?\d{1,3}\b")
TOTAL_MINUTES = re.compile(r"= ?\d{1,3} ?(?:min|m\b|')")
TOTAL_UNITS = re.compile(r"= ?\d{1,2} ?u")
HEAD_WORDS = words("procedures", "head")
HEAD_WORD = re.compile(rf"\b{either('procedures', 'head')}\b", re.I)
MINUTES_WORD = re.compile(r"\b(?:min(?:ute)?s?|time)\b", re.I)
CODE_WORD = re.compile(r"\b(?:cpt|codes?|hcpcs)\b", re.I)
AHEAD = re.compile(r"(?:[ \t|]|\A)(?P<minutes>\d{1,3})[ \t|]+\Z")
"""The cell ahead of a code."""
UNITS_WORD = re.compile(r"\bunits?\b|\bu\b", re.I)
UNITS_TOLD = re.compile(r"\d{1,2} ?(?:u|units?)\b")
UNIT_MINUTES = 15
MIDPOINT = 8
"""Minutes of a timed unit, and from how many on a started one counts."""
ALL_TOLD = re.compile(r" ?(?:in all|in total|total|altogether|all told)\b")
"""Behind units that are those of all codes before."""
TOTALS = re.compile(rf"\b{either('procedures', 'sum')}\b")
ASSISTANT = re.compile(rf"\b{either('procedures', 'assistant')}\b")
EACH = re.compile(r" ?(?:(?:of )?each|ea|per unit|apiece)\b")
BELOW = re.compile(
    r"(?:[ \t]*\n[ \t]*(?:(?:timed )?min(?:ute)?s?|units?|time|qty) ?[:=][ \t]*\d{1,3}\b[^\n]{0,8}){1,2}(?=\n|$)"
)
"""Minutes and units, each with its label, on the lines below a code."""
BILLING = re.compile(rf"\b{either('procedures', 'billing')}\b|\d'|\d ?u\b")
_CLOCK = r"(?P<{0}_h>\d{{1,2}}):?(?P<{0}_m>\d{{2}}) ?(?P<{0}_p>[ap])?\.?(?:m\b\.?)?"
TIME = re.compile(
    r"(?=[tsvbi\d])(?:"  # what it begins with: most letters of a line are passed over at once
    r"(?P<total>\b(?:(?:total|tot)\b\.?(?P<of> (?:tx|treatment|rx|session|visit|"
    r"treat)\b\.?)?(?P<time> (?:time|min(?:ute)?s?)\b)?"
    r"|(?P<visit>treatment|tx|session|visit) time)[ \t]*(?:\(min(?:ute)?s?\))?(?:[ \t]*[:=-])?[ \t]*"
    r"(?P<total_n>\d{1,3})(?P<total_u> ?(?:min(?:ute)?s?\b|'))?"
    r"(?![\d:./]\d|\d| ?(?:u|units?|visits?|reps?|ft|feet|%|lbs?|kg|points?|sec|m|ml|cc|of|dos\w+)\b))"
    r"|(?P<timed>\b(?:(?:total|tot)\b\.? )?timed(?: (?:code|codes|cpt|tx|treatment|total|procedures?|time|"
    r"min(?:ute)?s?)){0,3}"
    r"[ \t]*(?:\(min(?:ute)?s?\))?(?:[ \t]*[:=-])?[ \t]*(?P<timed_n>\d{1,3})(?![\d:./]\d|\d| ?(?:u|units?)\b))"
    r"|(?P<after_n>\d{1,3}) ?(?:min(?:ute)?s?|') ?(?:total|tot)\b(?P<after_timed> timed)?"
    rf"(?!{_SUM})"
    r"|(?P<said_timed_n>\d{1,3}) ?timed min(?:ute)?s?\b"
    r"|\b(?:start|begin) ?(?:time)?:? *"
    + _CLOCK.format("start")
    + r"[ \t]*(?:[,;/|-]|to\b|and\b)?[ \t]*(?:stop|end|finish) ?(?:time)?:? *"
    + _CLOCK.format("stop")
    + r"|\bin:? *"
    + _CLOCK.format("in")
    + r"[ \t]*(?:[,;/|-]|to\b)?[ \t]*(?:time )?out:? *"
    + _CLOCK.format("out")
    + r"|\btime:? *"
    + _CLOCK.format("from")
    + r" ?(?:-|to|\u2013) ?"
    + _CLOCK.format("till")
    + ")"
)
CLOCKS = (("start", "stop"), ("in", "out"), ("from", "till"))
BILLED_LINE = re.compile(r"\btimed\b|\bcpt\b|\b97\d{3}\b|\bunits?\b")
TIME_WORD = re.compile(r"\b(?:tot|time|in:? ?\d|start:? ?\d)")
TIME_WORDS = ("tot", "time", "start", "in:", *(f"in{blank}{n}" for blank in ("", " ") for n in range(10)))
WORDS = frozenset(words("procedures", "between"))
"""Words between a code and its figures that do not part them."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One code or billed name with the figures that stand with it."""

    start: int
    end: int
    cpt: str
    minutes: int | None
    units: int | None
    reach: int
    named: bool = False
    assistant: bool = False
    """Whether an assistant's modifier stands with it."""


@cache
def codes() -> frozenset[str]:
    """Return the CPT and HCPCS codes that are read."""
    return frozenset(table("cpt", "cpt"))


def read_procedures(view: NoteView) -> Iterator[Procedure]:
    """Read procedures with their minutes and units."""
    found = [m for m, _ in view.once(_coded)]
    found += _named(view, found)
    for mention in sorted(_merged(view, found), key=lambda f: f.start):
        said = assertion(view, mention.start, mention.end, "procedure")
        yield Procedure(
            start=mention.start,
            end=mention.end,
            text=view.text[mention.start : mention.end],
            section=view.category_at(mention.start),
            by=said.by,
            cpt=mention.cpt,
            minutes=mention.minutes,
            units=mention.units,
        )


def read_units_told(view: NoteView) -> Iterator[UnitsTold]:
    """Read the units that a line tells for all its codes."""
    for mention, units in view.once(_coded):
        told = list(UNITS_TOLD.finditer(view.lower, mention.end, mention.reach)) if units is not None else []
        if told and units is not None:
            start, end = told[-1].span()
            yield UnitsTold(
                start=start,
                end=end,
                text=view.text[start:end],
                section=view.category_at(start),
                units=units,
            )


def _coded(view: NoteView) -> list[tuple[Mention, int | None]]:
    """The codes of a note with their figures, and the units behind one that are those of its whole line."""
    mentions = [m for m in _written(view) if _is_code(view, m)]
    heads = _heads(view) if mentions else []
    found = []
    for i, m in enumerate(mentions):
        end = mentions[i + 1].start() if i + 1 < len(mentions) else len(view.text)
        before = mentions[i - 1].end() if i else 0
        found.append(_mention(view, m, before, end, heads))
    return _without_totals(view, _one_unit_each(view, found))


def _one_unit_each(view: NoteView, found: list[Mention]) -> list[Mention]:
    """The codes before "1 unit each" with these units, as far back on their line as none has its own."""
    out = list(found)
    for i, m in enumerate(found):
        if m.units is None or not EACH.match(view.lower, m.reach):
            continue
        line = view.layout.line_index(m.start)
        for n in range(i - 1, -1, -1):
            if out[n].units is not None or view.layout.line_index(out[n].start) != line:
                break
            out[n] = replace(out[n], units=m.units)
    return out


def _written(view: NoteView) -> Iterator[re.Match[str]]:
    """Whatever looks like a code, in text order."""
    for figures in CODE_FIGURES.finditer(view.text):
        at = figures.start()
        m = CODE.match(view.text, at - 3 if view.lower.endswith("cpt", 0, at) else at)
        if m is not None:
            yield m


def _heads(view: NoteView) -> list[Span]:
    """Lines that head a table of charges: a word for the code, and one for units."""
    if not any(word in view.lower for word in HEAD_WORDS):
        return []
    lines = {view.layout.line_index(m.start()): None for m in UNITS_WORD.finditer(view.text)}
    return [
        view.layout.lines[n]
        for n in lines
        if HEAD_WORD.search(view.text, view.layout.lines[n].start, view.layout.lines[n].end)
    ]


def _without_totals(view: NoteView, found: list[Mention]) -> list[tuple[Mention, int | None]]:
    """The codes without units that sum up a line ("97112 12 min, 97110 15 min = 2 u"), and those units."""
    out: list[tuple[Mention, int | None]] = []
    for i, m in enumerate(found):
        before = found[i - 1] if i else None
        if (
            before is not None
            and m.units is not None
            and before.units is None
            and before.minutes is not None
            and view.layout.line_index(before.start) == view.layout.line_index(m.start)
            and (TOTAL_UNITS.search(view.lower, m.end, m.reach) or _sum_up(view, found[: i + 1], m))
        ):
            out.append((replace(m, units=None), m.units))
        else:
            out.append((m, None))
    return out


def cms_units(timed_minutes: int) -> int:
    """Return the units that the timed minutes of a day support (8-minute rule).

    Examples
    --------
    >>> [cms_units(m) for m in (7, 8, 22, 23, 37, 38)]
    [0, 1, 1, 2, 2, 3]
    """
    return (timed_minutes + UNIT_MINUTES - MIDPOINT) // UNIT_MINUTES


def _sum_up(view: NoteView, found: list[Mention], last: Mention) -> bool:
    """Whether units behind the last code of a line are those of all its codes ("97116 23 min, 97112 15 min (3 units)").

    They are told as such, or are more than its own minutes support and as many as all minutes do.
    """
    if ALL_TOLD.match(view.lower, last.reach) or last.minutes is None or last.units is None:
        return True
    line = view.layout.line_index(last.start)
    minutes = [m.minutes for m in found if view.layout.line_index(m.start) == line]
    if None in minutes or any(
        m.units is not None for m in found[:-1] if view.layout.line_index(m.start) == line
    ):
        return False
    total = sum(n for n in minutes if n is not None)
    return last.units > cms_units(last.minutes) and last.units == cms_units(total)


def _is_code(view: NoteView, m: re.Match[str]) -> bool:
    return m["code"].upper() in codes() and not STATE.search(view.text, max(0, m.start() - 12), m.start())


def _mention(view: NoteView, m: re.Match[str], before: int, end: int, heads: list[Span]) -> Mention:
    start, stop = m.span("code")
    line = view.layout.line_at(start)
    reach = min(end, line.end)
    below = BELOW.match(view.lower, line.end) if reach == line.end else None
    if below is not None and not FIGURE.search(view.lower, stop, reach):
        reach = below.end()
    if reach == end < len(view.text) and (lead := LEADS_NEXT.search(view.lower, stop, reach)) is not None:
        reach = lead.start()
    own = BRACKETED.search(view.lower, max(before, line.start), m.start())
    if own is not None and RESTED.search(view.lower, max(before, line.start), own.start()):
        own = None
    shut = view.text.find(")", stop, reach) if own is not None else -1
    if shut >= 0 and not OWN_FIGURES_BEHIND.match(view.lower, shut, reach):
        reach = shut
    order = _order(view.text, heads, start)
    ahead = AHEAD.search(view.text, max(before, line.start), start) if order == "minutes ahead" else None
    minutes, units, last = _figures(view.lower, stop, reach, "units only" if ahead is not None else order)
    if ahead is not None:
        minutes = _bounded(int(ahead["minutes"]), MAX_MINUTES)
    elif own is not None and shut >= 0 and minutes is None:
        minutes, units = (
            _bounded(int(own["minutes"]), MAX_MINUTES),
            units or (int(own["units"]) if own["units"] else None),
        )
    elif minutes is None or units is None:
        lead = BEFORE.search(view.lower, max(before, line.start), m.start())
        if lead is not None and not view.lower[max(before, line.start) : lead.start()].rstrip().endswith(
            ("/", "+")
        ):
            if lead["minutes"] and minutes is None and not _belongs_before(view.lower, before, lead.start()):
                minutes = int(number(lead["minutes"]))
            elif (
                units is None
                and not lead["minutes"]
                and not _belongs_before(view.lower, before, lead.start())
            ):
                units = int(lead["units"] or lead["times"] or lead["named"])
    assistant = ASSISTANT.search(view.lower, stop, min(end, line.end)) is not None
    return Mention(start, stop, m["code"].upper(), minutes, units, last, assistant=assistant)


def _belongs_before(low: str, before: int, at: int) -> bool:
    """Whether figures before a code belong to the code before it on the same line."""
    gap = low[before:at]
    return before > 0 and "\n" not in gap and not any(c in gap for c in ",;|/\t") and "  " not in gap


def _start(head: Span) -> int:
    return head.start


def _order(text: str, heads: list[Span], at: int) -> str | None:
    """Whether the table above lists ``minutes`` or ``units`` first, or the minutes ahead of the code."""
    i = bisect_left(heads, at, key=_start) - 1
    if i < 0:
        return None
    head = heads[i]
    minutes = MINUTES_WORD.search(text, head.start, head.end)
    units = UNITS_WORD.search(text, head.start, head.end)
    if units is None:
        return None
    if minutes is None:
        return "units only"
    code = CODE_WORD.search(text, minutes.end(), head.end)
    if code is not None and code.start() < units.start():
        return "minutes ahead"
    return "minutes" if minutes.start() < units.start() else "units"


def _figures(
    low: str, at: int, end: int, order: str | None, *, named: bool = False
) -> tuple[int | None, int | None, int]:
    """Return minutes, units and where they end; behind a name (``named``) figures need their unit."""
    minutes: int | None = None
    units: int | None = None
    bare: list[tuple[int, bool]] = []
    loose, last, clock, each = False, at, False, False
    previous = ""
    for m in PIECE.finditer(low, at, end):
        kind = m.lastgroup
        if kind == "times_u":
            kind = "times"
        if m["pair"]:
            kind = "pair"
        if kind == "mark":
            previous = m.group()
            if previous == "=" and (bare or minutes is not None) and TOTAL_MINUTES.match(low, m.start(), end):
                break
            if (
                previous == ";"
                and not (ONLY_MINUTES.match(low, m.end(), end) or LABEL.match(low, m.end(), end))
            ) or (previous == "." and _sentence_ends(low, m.end(), end)):
                break
            continue
        if kind == "word":
            if TOTALS.match(low, m.start()):
                break
            if m.group().strip(".") not in WORDS and previous != "modifier":
                loose = True
            previous = "word"
            continue
        if kind == "modifier" or kind == "range":
            continue
        if kind == "minutes" and minutes is None and not clock:
            minutes = _bounded(int(number(m["minutes"])), MAX_MINUTES)
            slashed = SLASHED_UNITS.match(low, m.end(), end) if units is None else None
            units = int(slashed["units"]) if slashed is not None else units
            each = EACH.match(low, m.end(), end) is not None
        elif kind == "labelled_min" and minutes is None:
            minutes = _bounded(int(m["labelled_min"]), MAX_MINUTES)
        elif kind == "labelled_units" and units is None:
            units = int(m["labelled_units"])
        elif kind == "hours" and minutes is None and not loose:
            minutes = _bounded(60 * int(m["hours"]), MAX_MINUTES)
        elif kind == "prime" and minutes is None and not loose:
            minutes = _bounded(int(m["prime"]), MAX_MINUTES)
        elif kind == "units" and units is None:
            units = int(number(m["units"]))
        elif kind == "times" and named and low[max(at, m.start() - 2) : m.start()].strip().isdigit():
            continue  # "2 x 10": sets and repetitions
        elif (
            kind == "times" and units is None and (not loose or m["times_u"]) and int(m["times"]) <= MAX_UNITS
        ):
            units = int(m["times"])
        elif kind == "times" and minutes is None and not loose and int(m["times"]) > MAX_UNITS:
            minutes = int(m["times"])
        elif kind == "pair" and not (loose or named) and minutes is None:
            minutes, units = int(m["pair_min"]), int(m["pair_units"])
            if minutes <= MAX_UNITS < units:  # "2/30"
                minutes, units = units, minutes
        elif kind == "bare" and not (loose or named):
            bare.append((int(m["bare"]), previous == "("))
        else:
            continue
        last = m.end()
        previous = kind or ""
        if minutes is not None and units is not None:
            break
    if minutes is None or units is None:
        minutes, units = _spread(bare[:2], minutes, units, order)
    if each and minutes is not None and units is not None and units <= MAX_UNITS:
        minutes *= units
    return minutes, units, last


def _bounded(value: int, most: int) -> int | None:
    return value if value <= most else None


def _sentence_ends(low: str, at: int, end: int) -> bool:
    return at >= end or low[at].isspace()


def _spread(
    bare: list[tuple[int, bool]], minutes: int | None, units: int | None, order: str | None
) -> tuple[int | None, int | None]:
    """Give bare figures their meaning: what is missing, the table's order, else the size."""
    figures = [n for n, _ in bare]
    if not figures:
        return minutes, units
    if minutes is not None or units is not None:
        first = figures[0]
        if minutes is None:
            return _bounded(first, MAX_MINUTES), units
        return minutes, first if first <= MAX_UNITS else None
    if len(figures) == 1:
        first = figures[0]
        if order == "units only" or (order is None and first <= MAX_UNITS):
            return None, first if first <= MAX_UNITS else None
        if first <= MAX_UNITS and order == "units":
            return None, first
        return _bounded(first, MAX_MINUTES), None
    first, second = figures
    if order in ("minutes", "units"):
        return (first, second) if order == "minutes" else (second, first)
    if max(first, second) > MAX_MINUTES:
        return None, None
    return (first, second) if first > second else (second, first)


def _named(view: NoteView, coded: list[Mention]) -> Iterable[Mention]:
    """Procedures billed by name alone, with minutes or units beside the name."""
    items = view.of_kind("PROCEDURE")
    if not items:
        return ()
    out: list[Mention] = []
    first_code: dict[int, int] = {}
    for c in coded:
        first_code.setdefault(view.layout.line_index(c.start), c.start)
    by_line: dict[int, list[Item]] = {}
    for item in items:
        by_line.setdefault(view.layout.line_index(item.start), []).append(item)
    have = {c.cpt for c in coded}
    timed = {c.cpt for c in coded if c.minutes is not None}
    for number_, group in by_line.items():
        line = view.layout.lines[number_]
        if number_ in first_code:  # the sentences before the codes of a line
            ends = list(SENTENCE_END.finditer(view.text, line.start, first_code[number_]))
            line = Span(line.start, ends[-1].end() if ends else line.start)
            group = [item for item in group if item.end <= line.end]
        billed = _billed(view, group, line)
        full = [b for b in billed if b.minutes is not None or "unit" in view.lower[b.end : b.reach]]
        short = [b for b in billed if b.end - b.start <= 3]
        around = (
            view.lower[line.start : group[0].start] + view.lower[billed[0].reach : line.end]
            if billed
            else "x"
        )
        alone = len(group) == 1 and NOTHING_ELSE.fullmatch(around) is not None
        awaited = any(b.cpt in have and b.cpt not in timed for b in full)
        plain = short or not BILLING.search(view.lower, line.start, line.end)
        if not full or (len(billed) < 2 and not alone and not awaited and plain):
            continue
        out += [b for b in billed if b.cpt not in have or (b.minutes is not None and b.cpt not in timed)]
    names = Counter(b.cpt for b in out)
    return [b for b in out if names[b.cpt] == 1 or b.cpt not in have]


SENTENCE_END = re.compile(r"[.;][ \t]+(?=[A-Z\d])")
NOTHING_ELSE = re.compile(r"[\s\-*\u2022.:;,)(]*")


def _billed(view: NoteView, group: list[Item], line: Span) -> list[Mention]:
    """Names of a line with the figures right behind them, or right before them."""
    low = view.lower
    starts = [line.start, *(item.end for item in group)]
    leads = [
        BEFORE.search(low, max(at, item.start - BEFORE_REACH), item.start)
        for at, item in zip(starts, group, strict=False)
    ]
    out: list[Mention] = []
    for i, (item, lead) in enumerate(zip(group, leads, strict=True)):
        goes_on = AND_OF.search(low, max(starts[i], item.start - BEFORE_REACH), item.start) if out else None
        if goes_on is not None and "min" in low[line.start : item.start]:
            out.append(_led(item, goes_on["minutes"], None))
            continue
        if leads[0] is not None:
            if lead is not None and (lead["minutes"] or lead["units"]):
                out.append(_led(item, lead["minutes"], lead["units"]))
            continue
        end = group[i + 1].start if i + 1 < len(group) else line.end
        found_minutes, found_units, last = _figures(low, item.end, end, None, named=True)
        if item.end < last <= item.end + 24:
            out.append(
                Mention(item.start, item.end, item.value, found_minutes, found_units, last, named=True)
            )
    return out


def _led(item: Item, minutes: str | None, units: str | None) -> Mention:
    """A name with the figures before it."""
    return Mention(
        item.start,
        item.end,
        item.value,
        int(number(minutes)) if minutes else None,
        int(units) if units else None,
        item.end,
        named=True,
    )


def _merged(view: NoteView, found: list[Mention]) -> list[Mention]:
    """Make one procedure of the mentions of a code on one visit that do not contradict one another."""
    kept: list[Mention] = []
    visits, places = dated_lines(view), dict[tuple[str, object], list[int]]()
    for mention in sorted(found, key=lambda f: f.start):
        same = places.setdefault((mention.cpt, visits.date_at(mention.start)), [])
        for i in same[-8:]:
            other = kept[i]
            if (
                _agree(other.minutes, mention.minutes)
                and _agree(other.units, mention.units)
                and not _shared(view, other, mention)
            ):
                kept[i] = replace(
                    other,
                    minutes=mention.minutes if other.minutes is None else other.minutes,
                    units=mention.units if other.units is None else other.units,
                )
                break
        else:
            same.append(len(kept))
            kept.append(mention)
    return kept


def _shared(view: NoteView, one: Mention, other: Mention) -> bool:
    """Whether a therapist and an assistant bill the same code, on lines of their own below each other."""
    apart = view.layout.line_index(other.start) - view.layout.line_index(one.start)
    full = None not in (one.minutes, one.units, other.minutes, other.units)
    return one.assistant != other.assistant and apart == 1 and full


def _agree(a: int | None, b: int | None) -> bool:
    return a is None or b is None or a == b


def read_treatment_times(view: NoteView) -> Iterator[TreatmentTime]:
    """Read the minutes of the visit, in the lines that hold a word for them."""
    places = [at for at in view.places(TIME_WORDS) if TIME_WORD.match(view.lower, at)]
    lines = dict.fromkeys(map(view.layout.line_index, places))
    for number_ in lines:
        line = view.layout.lines[number_]
        yield from _times_of_line(view, line.start, line.end)


def _times_of_line(view: NoteView, start: int, end: int) -> Iterator[TreatmentTime]:
    low = view.lower
    billed = BILLED_LINE.search(low, start, end) is not None
    for m in TIME.finditer(low, start, end):
        if m["total_n"]:
            if not (m["of"] or m["time"] or m["visit"] or m["total_u"] or billed):
                continue
            yield _time(view, m, "total", int(m["total_n"]))
        elif m["timed_n"]:
            yield _time(view, m, "timed", int(m["timed_n"]))
        elif m["after_n"]:
            yield _time(view, m, "timed" if m["after_timed"] else "total", int(m["after_n"]))
        elif m["said_timed_n"]:
            yield _time(view, m, "timed", int(m["said_timed_n"]))
        else:
            begin, finish = next(pair for pair in CLOCKS if m[f"{pair[0]}_h"])
            minutes = _minutes(m, finish, m[f"{finish}_p"] or m[f"{begin}_p"]) - _minutes(
                m, begin, m[f"{begin}_p"] or m[f"{finish}_p"]
            )
            if minutes <= 0:
                minutes += 12 * 60
            if 0 < minutes <= MAX_MINUTES:
                yield _time(view, m, "total", minutes)


def _minutes(m: re.Match[str], which: str, half: str | None) -> int:
    """Return a clock time as minutes of the day; ``half``: ``a`` or ``p`` where the note says so."""
    hour = int(m[f"{which}_h"]) % 12 if half else int(m[f"{which}_h"])
    return (hour + 12 * (half == "p")) * 60 + int(m[f"{which}_m"])


def _time(view: NoteView, m: re.Match[str], scope: str, minutes: int) -> TreatmentTime:
    return TreatmentTime(
        start=m.start(),
        end=m.end(),
        text=view.text[m.start() : m.end()],
        section=view.category_at(m.start()),
        scope="timed" if scope == "timed" else "total",
        minutes=minutes,
    )
