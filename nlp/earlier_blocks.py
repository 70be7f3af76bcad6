"""Blocks of earlier visits inside a note: text copied forward, and the older of dated blocks.

::

    heading = rule date words rule             "--- 9/2/26 visit 3 ---", "== 08/04/2026 =="
            | [rule] "copied from" ... [rule]  "*** COPIED FROM 9/2 NOTE ***", "[carried forward from eval 8/4]"
            | "previous note" [date] ":"       a line of its own
            | "where she started" [date]       likewise
            | date "visit" | "visit" date      "07/06/2026  Visit 4", "Visit 5 (7/9/26)"
    end     = the next heading, a line for today ("Today:", "[end copy]"), or a blank line where none follows

What is found present in such a block is of the past where the note tells of a later state: a measurement outside
the blocks (an activity, for activities). Where it does not, the copied findings are all that it claims. Of ruled lines
with dates the latest heads the current block. A heading behind which nothing ends its block copies nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from rehabcode.nlp.facts import Atrophy, Cue, Dynamometry, Fact, Limitation, Strength, Test, Weakness
from rehabcode.nlp.layout import Span
from rehabcode.nlp.reader_words import either
from rehabcode.nlp.view import NoteView

OF_A_VISIT = (Strength, Dynamometry, Test, Weakness, Atrophy, Limitation)
"""Kinds of findings that belong to a visit; a diagnosis outlasts it."""
MEASURES = (Strength, Dynamometry, Test)
_RULE = r"[-=*_#~<>\[\]|+. \t]"
_DATE = r"\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?|\d{4}-\d{2}-\d{2}"
COPIED = re.compile(
    rf"{_RULE}*(?:(?:text|note|data|below|section|info\w*)[ ]+)?"
    r"(?:copied|carried[ -]forward|copy[ -]?forward|pulled[ -]forward|brought[ -]forward|imported|copied[ -]forward)\b"
    r"(?:[ ]forward)?(?P<rest>[^\n]{0,60})",
    re.I,
)
PREVIOUS = re.compile(
    rf"{_RULE}*(?:previous|prior|last|earlier)[ ]+(?:note|visit|session|eval\w*|entry|assessment|encounter|treatment)"
    rf"(?:[ ]+(?:note|findings|data|on|of|dated?|from|\(?(?:{_DATE})\)?)){{0,4}}{_RULE}*:?{_RULE}*",
    re.I,
)
_STARTED = either("earlier_blocks", "started")
STARTED = re.compile(rf"{_RULE}*{_STARTED}(?:[ ]+\(?(?:{_DATE})\)?)?{_RULE}*:?{_RULE}*", re.I)
"""A line that heads how it was at the start of the episode ("WHERE SHE STARTED")."""
CURRENT = re.compile(
    rf"{_RULE}*(?:today|current(?:ly)?|this (?:visit|date|session)|now|end (?:of )?cop\w*|end carried|"
    r"new (?:note|entry|visit)|"
    rf"present (?:visit|status))\b(?![ ]+(?:meds|medications?|level|problem)\b)",
    re.I,
)
RULED = re.compile(rf"(?:[-=*_#~<>+]{{2}}|\[){_RULE}*(?P<said>[^\n]{{1,60}}?){_RULE}*")
_OF_DAY = (
    rf"(?:(?:{_DATE})[ \t:,-]+(?:pt[ ]+)?{either('earlier_blocks', 'visit')}\b"
    rf"|{either('earlier_blocks', 'visit')}[ \t#:,(-]*(?:\d{{1,3}}[ \t#:,(-]+){{0,2}}(?:{_DATE}))"
)
OF_VISIT = re.compile(rf"{_OF_DAY}\)?[^\n:]{{0,30}}:?", re.I)
NOT_COPIED = re.compile(
    rf"[ ]*to\b|[^:]*\b{either('earlier_blocks', 'lasting')}\b|[^:]*:[ ]*(?:none|no|n/?a|nil)\b", re.I
)
"""Behind "copied": somebody who got a copy, what goes on to hold, or nothing."""
ABOUT_VISIT = re.compile(rf"(?:[\W_\d]|\b{either('earlier_blocks', 'about')}\b)*", re.I)
"""All that stands beside the date on the line of a visit (not of birth, onset, an order or a signature)."""
AHEAD = re.compile(r"\b(?:sched\w*|next|planned|due|appt|appointment)\b", re.I)
"""On a line for a visit to come."""
COPY_WORDS = ("copied", "forward", "copy", "imported")
"""One of these stands in every heading of a copy."""
HINT = re.compile(
    r"\n[ \t]*(?:(?:[-=*_#~<>+]{2}|\[)[^\n]*?\d[/-]\d|(?:[-=*_#~<>+]{2,}[ \t]*)?(?:previous|prior|last|earlier)[ ]+"
    rf"(?:note|visit|session|eval|entry|assessment|encounter|treatment)|{_STARTED}|{_OF_DAY})",
)
"""A ruled line with a date, one for a dated or the last visit: without any no line heads an earlier block.

The line end before it is found much faster than the beginning of a line.
"""
DATE = re.compile(rf"(?<![\d/])(?:{_DATE})(?![\d/])")
BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
HALF_A_YEAR = 6
"""Months between two days without years from which on the later month may be of the year before."""
MAX_WORDS = 7
"""A ruled line of more words is no heading."""
MOST_HEADING = 90
INLINE = 12
"""Characters behind the colon of a heading that make its own line the block."""


class Heading(NamedTuple):
    """A line that heads a block: whether it is copied, its date as a key, whether it is of today, and in its line."""

    line: int
    span: Span
    copied: bool = False
    date: tuple[int, ...] | None = None
    current: bool = False
    inline: bool = False


def of_earlier_blocks(view: NoteView, facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts with those made past that stand in a block of an earlier visit."""
    blocks = _blocks(view)
    if not blocks:
        return list(facts)
    starts = [heading.span.start for heading, _ in blocks]
    heads = [_head(fact, blocks, starts) for fact in facts]
    later = [f for f, head in zip(facts, heads, strict=True) if head is None and f.status == "present"]
    measured = any(isinstance(f, MEASURES) for f in later)
    kinds = OF_A_VISIT if measured else (Limitation,) if any(isinstance(f, Limitation) for f in later) else ()
    return [
        replace(fact, status="past", cues=(_cue(view, head),))
        if head is not None and fact.status == "present" and isinstance(fact, kinds)
        else fact
        for fact, head in zip(facts, heads, strict=True)
    ]


def _head(fact: Fact, blocks: list[tuple[Heading, int]], starts: list[int]) -> Heading | None:
    """The heading of the earlier block in which a fact stands; blocks stand in text order, side by side."""
    at = bisect_right(starts, fact.start) - 1
    return blocks[at][0] if at >= 0 and fact.start < blocks[at][1] else None


def _cue(view: NoteView, heading: Heading) -> Cue:
    start, stop = heading.span
    return Cue(text=view.text[start:stop], start=start, end=stop, category="TIME")


def _blocks(view: NoteView) -> list[tuple[Heading, int]]:
    """The headings of earlier blocks, each with the end of its block."""
    if not any(word in view.lower for word in COPY_WORDS) and HINT.search(f"\n{view.lower}") is None:
        return []
    headings = [h for n, line in enumerate(view.layout.lines) if (h := _heading(view, n, line)) is not None]
    dates = [h.date for h in headings if h.date is not None and not h.copied]
    if not _sortable(dates):
        headings = [h for h in headings if h.date is None or h.copied]
        dates = []
    latest = max(dates, default=None)
    now = any(h.current for h in headings)
    out: list[tuple[Heading, int]] = []
    for h, following in zip_longest(headings, headings[1:]):
        older = h.date is not None and latest is not None and (h.date < latest or now)
        if h.current or not (h.copied or older):
            continue
        end = _end(view, h, following)
        if end is not None:
            out.append((h, end))
    return out


def _end(view: NoteView, heading: Heading, following: Heading | None) -> int | None:
    """Where a block ends; None where nothing says so."""
    line = view.layout.lines[heading.line]
    if heading.inline:
        return line.end
    if following is not None:
        return view.layout.lines[following.line].start
    blank = BLANK_LINE.search(view.text, line.end)
    if blank is not None:
        return blank.start()
    return None if heading.copied else len(view.text)


def _heading(view: NoteView, number: int, line: Span) -> Heading | None:
    text = view.text
    start = line.start + len(text[line.start : line.end]) - len(text[line.start : line.end].lstrip())
    if start >= line.end:
        return None
    end = min(line.end, start + MOST_HEADING)
    copied = COPIED.match(text, start, line.end)
    if copied is not None and NOT_COPIED.match(copied["rest"]):
        return None
    if copied is not None:
        colon = text.find(":", copied.start(), line.end)
        inline = colon >= 0 and len(text[colon + 1 : line.end].strip()) > INLINE
        stop = colon if inline else line.end
        alone = inline or len(text[start : line.end]) <= MOST_HEADING
        return Heading(number, Span(start, stop), copied=True, inline=inline) if alone else None
    stop = _trimmed(text, start, line.end)
    if line.end - start <= MOST_HEADING and (
        PREVIOUS.fullmatch(text, start, stop) or STARTED.fullmatch(text, start, stop)
    ):
        return Heading(number, Span(start, stop), copied=True)
    ruled = RULED.fullmatch(text, start, _trimmed(text, start, end)) if text[start] in "-=*_#~<>+[" else None
    said = ruled["said"] if ruled is not None else None
    if said is not None and len(said.split()) <= MAX_WORDS:
        date = DATE.search(said)
        if CURRENT.match(said):
            return Heading(number, Span(start, line.end), date=_key(date), current=True)
        if date is not None and ABOUT_VISIT.fullmatch(DATE.sub("", said)):
            return Heading(number, Span(start, line.end), date=_key(date))
    if line.end - start <= MOST_HEADING and (
        visit := OF_VISIT.fullmatch(text, start, _trimmed(text, start, end))
    ):
        if not AHEAD.search(visit[0]):
            return Heading(number, Span(start, visit.end()), date=_key(DATE.search(visit[0])))
        return None
    if CURRENT.match(text, start, line.end) and _is_label(text, start, line.end):
        return Heading(number, Span(start, line.end), current=True)
    return None


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether a line opens with a label: a colon soon, or nothing but the word."""
    colon = text.find(":", start, min(end, start + 30))
    return colon >= 0 or len(text[start:end].strip()) <= len("current status today")


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _sortable(dates: Sequence[tuple[int, ...]]) -> bool:
    """Whether dates tell which is older: all with their years, or all without and not far apart."""
    years = [year for year, *_ in dates]
    if all(years):
        return True
    months = [month for _, month, *_ in dates]
    return not any(years) and max(months) - min(months) <= HALF_A_YEAR


def _key(date: re.Match[str] | None) -> tuple[int, ...] | None:
    """A date as a key that sorts by time."""
    if date is None:
        return None
    parts = [int(p) for p in re.findall(r"\d+", date.group())]
    if parts[0] > 31:
        return (parts[0] % 100, *parts[1:])
    return (parts[2] % 100 if len(parts) > 2 else 0, *parts[:2])
