"""Columns of a table of values: which holds the initial, the current and the goal values, and which side.

A header is a line of cells (separated by ``|``, tabs, two and more blanks, or slashes between blanks)
of which at least one is a time word (``lexicon_timing.csv``), a date, a month or a side, and which holds
no measurement. A value of a row below takes the role of its column: by number when header and row have as many
cells (or the row one more, its label), else by the nearest horizontal place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from rehabcode.nlp.facts import Side
from rehabcode.nlp.lexicon import entries
from rehabcode.nlp.quantities import SIDES
from rehabcode.nlp.reader_words import either, words
from rehabcode.nlp.view import Item, NoteView

GAP = re.compile(r"\t[\t ]*| {2,}")
DATE = re.compile(
    r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?(?![\d/])|(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)"
)
MONTHS = {name[:3]: n for n, name in enumerate(words("prior_level", "month"), 1)}
"""The number of a month by its first letters."""
_MONTH = rf"(?:{either('prior_level', 'month')}|sept|{'|'.join(MONTHS)})\b\.?"
MONTH = re.compile(
    rf"(?:(?P<first>\d{{1,2}})[ -])?(?P<month>{_MONTH})(?:[ -]?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?"
    r"(?:,?[ ]?['\u2019-]?(?P<year>\d{4}|\d{2}))?",
    re.I,
)
"""A month by its name, with its day or year, as a column heading ("Sept", "Nov 2025", "Feb 3")."""
_NUMBER = r"(?:(?:wk|week|visit|day|month|mo|session)s?\.?[ ]?#?\d{1,2}|\d{1,2}[ -]?(?:wk|week|month|mo)s?)"
NUMBERED = re.compile(_NUMBER, re.I)
"""A week, visit or day by its number, as a column heading."""
SIDE_HEADER = re.compile(
    r"(?:^|[\t|]| {2})[ ]*\(?(?:right|left|r|l|rt|lt|[rl][ul]e)\b\)?(?: (?:side|hand|ue|le))?[ ]*(?:[\t|]| {2}|$)",
    re.I | re.M,
)
SIDE = re.compile(r"[rlRL](?<!\w.)(?i:(?<=r)ight|(?<=l)eft|t|[ul]e|)\b")
SIDE_NAMES = {
    **SIDES,
    "rue": SIDES["right"],
    "rle": SIDES["right"],
    "lue": SIDES["left"],
    "lle": SIDES["left"],
}
FORM_CODE = re.compile(r"\b(?:gg ?0\d{3}|m1\d{3})\b", re.I)
"""Names of form sections over a table, digits and all."""
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
GRADE = re.compile(r"[0-5] ?/ ?5")
NO_GRADE_DATE = re.compile(r"(?<![\d/])\d{1,2}/(?!5(?!\d))\d{1,2}(?![\d/])")
"""A day that cannot be a grade: another one of its line is no grade either ("SOC 1/6   TODAY 2/5")."""
ROW_LABEL = re.compile(
    r"(?:date|test|measure|muscle|motion|outcome|mmt|movement|item|visit|score|result|value|comment|"
    r"interpretation|week|wk|session|day|month|"
    r"obj|objective|function|functional|measurement|strength|outcome measure|functional test|status|activity|task|mobility|"
    r"adl|level|skill|parameter|category|"
    r"data|domain|area|need|goal area|"
    r"objective measure)s?:?",
    re.I,
)
REACH = 40
"""How many lines below its header a row can stand."""
TITLE_LINES = 3
"""Lines in which a note's title and its date stand."""
MAX_CELL = 26
"""A longer cell is prose, not a column heading."""
MAX_ROW = 400
"""A longer line is no table row."""
WEAK = frozenset(("was", "to"))
DATE_HEADER = re.compile(
    r"^[ \t|]*(?:(?:date|test|measure|muscle|motion|outcome|mmt|movement|item|obj|objective|status|activity|task|"
    r"function|mobility|adl)s?:?"
    r"[ ]*(?:[\t|]| {2}))?[ \t|]*"
    r"\d{1,2}/\d{1,2}(?:/\d{2,4})?[ ]*(?:[\t|]| {2})[ \t|]*\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])",
    re.I | re.M,
)
NUMBER_HEADER = re.compile(
    rf"(?:[\t|]|  |^)[ ]*{_NUMBER}[ ]*(?:[\t|]| {{2}})[ \t|]*{_NUMBER}(?=[ \t|\r]|$)", re.I | re.M
)
"""Two columns headed by the numbers of weeks or visits."""
NUMBER_WORDS = ("wk", "week", "visit", "day", "mo", "session")
"""What each of them holds (in lower case)."""
MONTH_CELL = re.compile(
    rf"(?:[\t|]|[ ]{{2}}|^)[ ]*(?:\d{{1,2}}[ -])?{_MONTH}(?=[ \t|\r\d,'\u2019-]|$)", re.I | re.M
)
"""A cell that begins with a month: cheaper than all cells of a line."""
COUNTED = re.compile(
    r"[ \t|]*(?:week|wk|visit|day|session|month)s?\.?(?: ?#| no\.?)?:?[ ]*(?:[\t|]|[ ]{2})[ \t|]*\d{1,2}[ ]*"
    r"(?:[\t|]|[ ]{2})",
    re.I,
)
"""The opening of a line of the numbers of weeks or visits, whose word stands once, before them ("Week   1   2   4")."""
BARE_NUMBER = re.compile(r"\d{1,2}(?P<day>(?!))?(?P<year>(?!))?")
"""One of these numbers; its groups are those of a date, and hold nothing."""

YEAR = re.compile(r"(?:19|20)\d\d")
CLOCK = re.compile(r"(?P<hour>[01]?\d|2[0-3])(?P<colon>:?)(?P<minute>[0-5]\d)[ ]?(?P<half>[ap]m?)?", re.I)
"""A time of the day, as a column heading."""


REPORT_DAY = re.compile(
    r"(?:\d{1,3}[ -]?day|re-?(?:eval|cert|assess)\w*|pn|prog\w*(?: (?:note|report|rpt))?|mid-?(?:term|point)?|"
    r"visit #?\d{1,3}|rpt|report|check)",
    re.I,
)
"""What a heading names its day ("30-DAY 3/11", "Recert 8/4")."""
BY_DAY = re.compile(r"(?:by|goal|target)\b", re.I)
"""What makes the day of a heading one to come ("by 5/16")."""


class Column(NamedTuple):
    """One heading: place in the line, time role, side, and the date as a sortable key."""

    start: int
    end: int
    role: str | None = None
    side: Side | None = None
    date: tuple[int, int, int] | None = None
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """A header line with its columns; ``gap`` is the separator it uses (``|``, ``/`` or blank)."""

    line: int
    gap: str
    columns: tuple[Column, ...]

    @property
    def roles(self) -> frozenset[str]:
        """Time roles of all columns."""
        return frozenset(c.role for c in self.columns if c.role)


def cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the trimmed cells of a line; a line without separators is one cell."""
    out: list[tuple[int, int]] = []
    if "|" in text[start:end]:
        at = start
        for part in text[start:end].split("|"):
            out.append(_trim(text, at, at + len(part)))
            at += len(part) + 1
        while out and out[0][0] == out[0][1]:
            out.pop(0)
        while out and out[-1][0] == out[-1][1]:
            out.pop()
        return out
    at, _ = _trim(text, start, end)
    for m in GAP.finditer(text, at, end):
        out.append(_trim(text, at, m.start()))
        at = m.end()
    if at < end:
        out.append(_trim(text, at, end))
    return [c for c in out if c[0] < c[1]]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end].rstrip()
    said = part.lstrip()
    last = start + len(part)
    return (last - len(said), last) if said else (start, start)


def headers(view: NoteView) -> list[Header]:
    """Return the header lines of a note, in text order."""
    return view.once(_headers)


def _headers(view: NoteView) -> list[Header]:
    text, layout = view.text, view.layout
    parted = [(n, line) for n, line in enumerate(layout.lines) if _parted(text, *line)]
    lines = sorted(
        {layout.line_index(i.start) for i in view.of_kind("WHEN") if i.value not in WEAK}
        | {
            n
            for n, line in parted
            if _sided(text, *line)
            or _dated_header(text, *line)
            or _numbered_header(view, *line)
            or _clocked(text, *line)
            or _told_in_words(text, *line)
        }
    )
    slashed = {
        layout.line_index(i.start)
        for i in (view.of_kind("WHEN") if " / " in text else ())
        if i.value not in WEAK
    }
    found = [
        (_slashed(view, n) if n in slashed else None) or _header(view, n) for n in sorted({*lines, *slashed})
    ]
    return [h for h in found if h is not None]


SLASH = re.compile(r"(?<=[ \t])/(?=[ \t])")
"""What parts the times of a header, and the values below it, on one line: "INIT 11/4 / LAST 11/17 / NOW 12/1"."""
TIMES_IN_BRACKET = re.compile(r"[^()\n]{0,40}\((?P<times>[^()\n]*[ \t]/[ \t][^()\n]*)\)[ \t:]*")
LEADERS = re.compile(r"(?:[ \t]*\.{2,}|[ \t]{2,}|\t|[ \t]*:)[ \t]*")
"""What parts the label of such a row from its values."""


def _slashed(view: NoteView, number: int) -> Header | None:
    """The header whose times stand between slashes, alone on their line or in a bracket behind a title."""
    line = view.layout.lines[number]
    if line.end - line.start > MAX_ROW:
        return None
    bracket = TIMES_IN_BRACKET.fullmatch(view.text, line.start, line.end)
    start, end = bracket.span("times") if bracket is not None else _trim(view.text, line.start, line.end)
    labelled = slashed_cells(view.text, start, end) if bracket is None else []
    parts = labelled[1:] or _between_slashes(view.text, start, end)
    columns = [_column(view, *part) for part in parts] if len(parts) > 1 else []
    told = [c for c in columns if c is not None and (c.role or c.date) and not c.side]
    if len(told) < len(parts) or not told or not any(c.role for c in told):
        return None
    return Header(number, "/", tuple(dated_columns(told)))


def _between_slashes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out, at = [], start
    for m in SLASH.finditer(text, start, end):
        out.append((at, m.start()))
        at = m.end()
    return [*out, (at, end)]


def slashed_cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the label of a row and its values between slashes ("STS   mod A / min A / CGA")."""
    if end - start > MAX_ROW:
        return []
    first = SLASH.search(text, start, end)
    if first is None:
        return []
    gaps = [m for m in LEADERS.finditer(text, start, first.start()) if m.start() > start]
    if not gaps:
        return []
    values = _between_slashes(text, gaps[-1].end(), end)
    return [_trim(text, start, gaps[-1].start()), *(_trim(text, *v) for v in values)]


def _of_slashes(view: NoteView, header: Header, at: int) -> tuple[Column, Header] | None:
    """The column of a value between slashes."""
    line = view.layout.line_at(at)
    row = slashed_cells(view.text, line.start, line.end)
    if len(row) != len(header.columns) + 1:
        return None
    index = next((i for i, (start, end) in enumerate(row) if start <= at < end), 0)
    return (header.columns[index - 1], header) if index else None


def _sided(text: str, start: int, end: int) -> bool:
    """Whether a cell of a line is a side; few lines hold the word for one."""
    return SIDE.search(text, start, end) is not None and SIDE_HEADER.search(text, start, end) is not None


def _told_in_words(text: str, start: int, end: int) -> bool:
    """Whether the cells of a line are months, or the numbers behind a word for weeks or visits."""
    return len(month_cells(text, start, end)) > 1 or COUNTED.match(text, start, end) is not None


def month_cells(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the cells of a line that are months ("Sept", "Nov 2025")."""
    if end - start > MAX_ROW or MONTH_CELL.search(text, start, end) is None:
        return []
    return [m for cell in cells(text, start, end) if (m := MONTH.fullmatch(text, *cell))]


COUNT_CELL = re.compile(r"\d{1,2}[ -]?(?:wk|week|month|mo)s?(?P<day>(?!))?(?P<year>(?!))?", re.I)
"""A cell that is a number of weeks or months ("4 wk"); its groups are those of a date, and hold nothing."""


def count_cells(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the cells of a line that are numbers of weeks or months ("Baseline   4 wk   8 wk")."""
    if end - start > MAX_ROW or COUNT_CELL.search(text, start, end) is None:
        return []
    return [m for cell in cells(text, start, end) if (m := COUNT_CELL.fullmatch(text, *cell))]


def number_cells(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the cells that are plain numbers behind a word for weeks or visits ("Week   1   2   4")."""
    if end - start > MAX_ROW or COUNTED.match(text, start, end) is None:
        return []
    return [m for cell in cells(text, start, end) if (m := BARE_NUMBER.fullmatch(text, *cell))]


def _clocked(text: str, start: int, end: int) -> bool:
    """Whether a line holds two times of the day and nothing else."""
    parts = (
        cells(text, start, end) if end - start <= MAX_ROW and text[start:end].strip()[:1].isdigit() else []
    )
    years = all(YEAR.fullmatch(text, *part) for part in parts)
    return len(parts) > 1 and not years and all(CLOCK.fullmatch(text, *part) for part in parts)


def _dated_header(text: str, start: int, end: int) -> bool:
    """Whether a line is headed by two days; few lines hold a slash."""
    return text.find("/", start, end) >= 0 and DATE_HEADER.match(text, start, end) is not None


def _numbered_header(view: NoteView, start: int, end: int) -> bool:
    """Whether a line is headed by the numbers of weeks or visits; few lines hold the word for one."""
    if end - start > MAX_ROW or not view.tells(NUMBER_WORDS, start, end):
        return False
    return NUMBER_HEADER.search(view.text, start, end) is not None


def _parted(text: str, start: int, end: int) -> bool:
    """Whether anything in a line can part cells."""
    return (
        text.find("  ", start, end) >= 0
        or text.find("\t", start, end) >= 0
        or text.find("|", start, end) >= 0
    )


def _header(view: NoteView, number: int) -> Header | None:
    line = view.layout.lines[number]
    if line.end - line.start > MAX_ROW or not _parted(view.text, line.start, line.end):
        return None
    parts = cells(view.text, line.start, line.end)
    if len(parts) < 2:
        return None
    kept: list[Column] = []
    numbers = {m.start(): int(m[0]) for m in number_cells(view.text, *line)}
    for start, end in parts:
        if start in numbers:
            kept.append(Column(start, end, None, None, (0, 0, numbers[start])))
            continue
        column = _column(view, start, end)
        if column is None:
            return None
        kept.append(column)
    roles = [c for c in kept if c.role]
    if (
        number < TITLE_LINES
        and parts[0][0] == line.start
        and len(roles) == 1
        and any(c.date for c in kept if not c.role)
        and (len(kept) == 2 or all(c.date or ":" in view.text[c.start : c.end] for c in kept[1:]))
    ):
        return None  # "OASIS SOC - PT      11/13/25", "PROGRESS REPORT   1/5 - 1/18   Payer: X": the title of the note
    if number < TITLE_LINES and len(roles) == 1 and _is_title(view.text, kept):
        return None  # "Fall Clinic   PT Eval   5/6/2026"
    if len(roles) == 1 and not any(c.date or c.side for c in kept if not c.role):
        others = [c for c in kept if not c.role]
        if not all(ROW_LABEL.fullmatch(view.text, c.start, c.end) for c in others):
            return None
    if not roles and not _plain_header(view.text, kept):
        return None
    kept = _of_title(dated_columns(kept))
    return Header(number, "|" if "|" in view.text[line.start : line.end] else " ", tuple(kept))


def _is_title(text: str, columns: list[Column]) -> bool:
    """Whether a line names the clinic, the kind of its note and a full date: what opens a table is a label."""
    first, *others = columns
    told = first.role or first.date or first.side or ROW_LABEL.fullmatch(text, first.start, first.end)
    days = [c for c in others if c.date and not c.role]
    return not told and len(days) == 1 and len(others) == 2 and bool(days[0].date and days[0].date[0])


def _of_title(columns: list[Column]) -> list[Column]:
    """Give all columns the side of the title left of them ("LEFT UE   SOC   D/C   GOAL")."""
    title, *others = columns
    if (
        title.side is None
        or title.role
        or title.date
        or not others
        or any(c.side or not c.role for c in others)
    ):
        return columns
    return [title, *(c._replace(side=title.side) for c in others)]


def _plain_header(text: str, columns: list[Column]) -> bool:
    """Whether a line of sides or dates alone is a header, and not a row of grades."""
    dates = [c for c in columns if c.date]
    if dates and all(GRADE.fullmatch(text, c.start, c.end) for c in dates):
        return False
    others = [c for c in columns if not c.date and not c.side]
    if dates:
        return len(dates) > 1 and all(ROW_LABEL.fullmatch(text, c.start, c.end) for c in others)
    return len([c for c in columns if c.side]) > 1


def _column(view: NoteView, start: int, end: int) -> Column | None:
    """Read one heading; None when the cell cannot be one (prose, or a measurement)."""
    text = view.text[start:end]
    whens = [i for i in view.between(start, end, "WHEN") if i.value not in WEAK]
    role = role_of(text) or (whens[0].value if whens and whens[0].end <= end else None)
    if role is None and text.lower().strip(" .:*") in PRIOR_HEADS:
        role = "past"
    date, rest = None, text
    if any(c.isdigit() for c in text):
        date = DATE.search(text)
        rest = DATE.sub(" ", FORM_CODE.sub(" ", text))
    key = _date_key(date) if date else None
    if (clock := CLOCK.fullmatch(text)) is not None:
        afternoon = 12 * ((clock["half"] or "").lower().startswith("p") and int(clock["hour"]) < 12)
        return Column(start, end, None, None, (0, int(clock["hour"]) + afternoon, int(clock["minute"])))
    if not role and (month := MONTH.fullmatch(text)) is not None:
        return Column(start, end, None, None, _month_key(month))
    rest = BRACKETS.sub(" ", rest) if "(" in rest or "[" in rest else rest
    if date and not role and NUMBERED.fullmatch(rest.strip()) is not None:
        return Column(start, end, None, None, key)  # "wk 4 (03/30)"
    if not (role or date) and NUMBERED.fullmatch(rest.strip()) is not None:
        return Column(start, end, None, None, (0, 0, int(re.sub(r"\D", "", rest))))
    if date and not role and REPORT_DAY.fullmatch(rest.strip()) is not None:
        return Column(start, end, None, None, key)
    if date and not role and BY_DAY.match(text):
        return Column(start, end, "goal", None, key, Item(start, end, "WHEN", "goal", {}))
    if date and not role and re.search(r"[a-z]", rest, re.I):
        return None  # "DOS 2/25/26": a title
    if len(rest.strip()) > MAX_CELL + 14 * bool(date) or (any(c.isdigit() for c in rest) and not role):
        return None
    words = re.findall(r"[a-z]+", rest.lower())
    sides = {SIDE_NAMES[w] for w in words if w in SIDE_NAMES}
    side = sides.pop() if len(sides) == 1 and len(words) <= 2 else None
    item = Item(start, end, "WHEN", role, {}) if role else None
    return Column(start, end, role, side, key, item)


@cache
def _roles() -> dict[str, str]:
    return {r["phrase"].lower(): r["value"] for r in entries("lexicon_timing") if r["value"] not in WEAK}


PRIOR_HEADS = frozenset(words("value_columns", "prior_head"))
"""Headings of the time before the illness: in prose they open the prior level, so that they are no time words."""
WORDS = re.compile(r"[a-z%.\u0394]+(?:[ /-][a-z%.]+)*")


def role_of(heading: str) -> str | None:
    """Return the time role of a heading, looked up whole, then word by word."""
    roles = _roles()
    found = WORDS.findall(DATE.sub(" ", heading).lower())
    for phrase in found:
        if phrase in roles:
            return roles[phrase]
    for word in " ".join(found).split():
        if word.strip(".") in roles:
            return roles[word.strip(".")]
    return None


def _date_key(m: re.Match[str]) -> tuple[int, int, int]:
    month, day, year, iso_year, iso_month, iso_day = m.groups()
    if iso_year:
        return int(iso_year), int(iso_month), int(iso_day)
    return (int(year) % 100 if year else 0), int(month), int(day)


def _month_key(m: re.Match[str]) -> tuple[int, int, int]:
    """The sortable key of a month with the day or year it is told with."""
    return int(m["year"] or 0) % 100, MONTHS[m["month"][:3].lower()], int(m["first"] or m["day"] or 0)


def dated_columns(columns: list[Column]) -> list[Column]:
    """Give columns that show only a date their role: the latest is current, the others are past."""
    nows = [c for c in columns if c.role == "now" and not c.side]
    if len(nows) > 1:  # "30-DAY 3/11     DC 4/2", "IE   PN   DC"
        columns = [c._replace(role="past") if c in nows[:-1] else c for c in columns]
    bare = [c for c in columns if c.date and not c.role]
    if not bare or (len(bare) < 2 and not any(c.role in ("initial", "now") for c in columns)):
        return columns
    has_now = any(c.role == "now" for c in columns)
    latest = (
        bare[-1]
        if any(c.date and c.date[0] == 0 for c in bare)
        else max(bare, key=lambda c: c.date or (0, 0, 0))
    )
    return [
        c._replace(role="now" if c is latest and not has_now else "past") if c in bare else c for c in columns
    ]


def _line(header: Header) -> int:
    return header.line


def column_of(view: NoteView, found: list[Header], at: int) -> tuple[Column, Header] | None:
    """Return the column of the value at offset ``at``, with its header, where a table stands above.

    Parameters
    ----------
    view : NoteView
        The note.
    found : list of Header
        What :func:`headers` returned for it.
    at : int
        Offset of a value.
    """
    number = view.layout.line_index(at)
    i = bisect_left(found, number, key=_line) - 1
    if i < 0:
        return None
    header = found[i]
    if number - header.line > REACH:
        return None
    if header.gap == "/":
        return _of_slashes(view, header, at)
    line = view.layout.lines[number]
    row = cells(view.text, line.start, line.end)
    if len(row) < 2 or ("|" in view.text[line.start : line.end]) != (header.gap == "|"):
        return None
    row = _with_empty(view, header, line, row)
    if header.gap != "|" and len(row) > 2 and SIDE.fullmatch(view.text, *row[1]):
        row = [(row[0][0], row[1][1]), *row[2:]]  # "Grip  R    6 kg    15 kg"
    header = _of_times(header, found[i - 1] if i else None, len(row))
    told = _sides_told(view, row) if header.roles else []
    if len(told) > 1 and len(set(told)) == len(told):
        return None  # "Grip kg   L 17   R 15": values of the two sides, and of no times
    if header.roles <= UNTIMED and not same_block(view, header, at):
        header = _earlier(found[max(0, i - EARLIER_HEADS) : i], header, len(row))
    index = next((i for i, (_, end) in enumerate(row) if at < end), len(row) - 1)
    columns = header.columns
    timed = [c for c in columns if c.role]
    if timed and len(told) == 2 * len(timed) == len(row) - 1:
        return (timed[(index - 1) // 2], header) if index else None  # "Grip   R 9  L 8   R 11  L 10"
    if len(row) == len(columns) and not _is_label(view, header, row[0]):
        return columns[index], header
    if header.gap == "|" and len(row) < len(columns) and not same_block(view, header, at):
        return None  # another table
    if len(row) == len(columns) + 1:
        if not (columns[0].role or columns[0].side or columns[0].date):
            return (columns[index], header) if index < len(columns) else None  # one more cell at the end
        return (columns[index - 1], header) if index else None
    if header.gap == "|":
        return (columns[index], header) if index < len(columns) else None
    above = view.layout.lines[header.line].start
    place = row[index][0] - line.start  # all of a cell is below one head
    column = min(columns, key=lambda c: abs(c.start - above - place))
    return (column, header) if abs(column.start - above - place) <= MAX_CELL // 2 else None


SIDED_CELL = re.compile(r"\(?(?P<side>[rl])(?:ight|eft|t)?\)?[ :=]{0,2}\d", re.I)


def _sides_told(view: NoteView, row: list[tuple[int, int]]) -> list[str]:
    """The sides with which the cells of a row begin."""
    return [m["side"].lower() for cell in row if (m := SIDED_CELL.match(view.text, *cell))]


def _with_empty(
    view: NoteView, header: Header, line: tuple[int, int], row: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The cells of a row that tabs part, empty ones too, where with them it has a label and one for every column."""
    if "\t" not in view.text[slice(*line)] or header.gap == "|":
        return row
    first = header.columns[0]
    wanted = len(header.columns) + bool(first.role or first.side or first.date)
    if len(row) >= wanted:
        return row
    out, at = [], line[0]
    for part in view.text[slice(*line)].split("\t"):
        out.append(_trim(view.text, at, at + len(part)))
        at += len(part) + 1
    return out if len(out) == wanted else row


def _is_label(view: NoteView, header: Header, cell: tuple[int, int]) -> bool:
    """Whether the first cell of a row is its label, and stands left of all columns: a later cell is left empty."""
    first = header.columns[0]
    indent = first.start - view.layout.lines[header.line].start
    return header.gap != "|" and indent > cell[1] - view.layout.line_at(cell[0]).start


def _of_times(sides: Header, above: Header | None, values: int) -> Header:
    """The header of times right above one of sides, for a row with a value a time ("TUG   21 s   14 s")."""
    if above is None or sides.roles or not above.roles or sides.line - above.line > 2:
        return sides
    return above if values in (len(above.columns), len(above.columns) + 1) else sides


UNTIMED = frozenset(("change", "norm", "met"))
"""Roles of columns that hold no value of a day."""
EARLIER_HEADS = 4
"""How many headers above may be the one of the page's times."""


def _earlier(heads: list[Header], header: Header, values: int) -> Header:
    """The last header of several times that a row below another table takes up again ("INITIAL  CURRENT  GOAL")."""
    for head in reversed(heads):
        timed = len([c for c in head.columns if c.role and c.role not in UNTIMED]) == len(head.columns) > 1
        if timed and head.gap == header.gap and values == len(head.columns) + 1:
            return head
    return header


def same_block(view: NoteView, header: Header, at: int) -> bool:
    """Whether no blank line parts a header from the row at ``at``."""
    first = view.layout.lines[header.line].end
    return "\n\n" not in view.text[first:at].replace("\r\n", "\n").replace(" ", "")


def place_of(view: NoteView, name: tuple[int, int], value: tuple[int, int]) -> tuple[Column, Header] | None:
    """Return column and header of a measure's value, when the measure is the label of a table row.

    Parameters
    ----------
    view : NoteView
        The note.
    name, value : tuple of int
        Where the name of the measure and the value stand.
    """
    line = view.layout.line_at(value[0])
    text = view.text[line.start : line.end]
    if len(text) > MAX_ROW or ("  " not in text and "|" not in text and "\t" not in text):
        return None
    row = cells(view.text, line.start, line.end)
    if len(row) < 2:
        return None
    hit = column_of(view, headers(view), value[0])
    if hit is None:
        return None
    header = hit[1]
    if name[1] > row[0][1] and not same_block(view, header, value[0]):
        return None
    own_cell = any(start <= name[0] and value[1] <= end for start, end in row)
    if own_cell and len(row) != len(header.columns):
        return None
    return hit
