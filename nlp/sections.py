"""Sections of a therapy note.

A heading is a phrase of ``section_headings.csv``

- at the start of a line (after bullets or list numbers), followed by ``:``, a dash, a full stop or nothing,
- inside a line, in capitals and followed by ``:`` ("O: ... A: ...", "PLOF: ... CLOF: ..."), or
- a single SOAP letter followed by ``:``, at a line start or behind a sentence end.

A heading of goals may carry its time frame ("STG (2 wks):", "LTG 8 wk:", "Goals 7d -"). Sections run to the
next heading; a heading with nothing behind it is a section with an empty body. Some (:data:`ONE_LINERS`) end
with the line (goals: with the list) when their heading is filled on its own line; the section before is then
resumed, so that "PLOF: independent" does not turn the lines below into history.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rehabcode.nlp.layout import BULLET, Layout, Span
from rehabcode.nlp.lexicon import SectionRule
from rehabcode.nlp.reader_words import words
from rehabcode.nlp.view import Section

LINE_HEAD = re.compile(
    r"[ \t\u00a0]*\[?(?:[-*#\u2022\u25cf\u25aa>]+[ \t]*|\(?(?:\d{1,2}|[IVX]{1,4}|[A-L])[.)][ \t]+)?"
    r"(?P<head>[A-Za-z](?:[^\n\r:|\t]{0,58}?[^\s:|]|))(?P<sep>[ \t]*(?::|"
    r"[ \t][-\u2013\u2014]{1,2}(?=[ \t])|[=]{1,2})|\.(?=[ \t]+[A-Z])|[ \t]*$|(?=[ \t]*\|)|(?=\t))",
    re.M,
)
LINE_OPENING = re.compile(r"[ \t\u00a0]*\[?([a-z0-9&/]+)")
ITEM_OPENING = re.compile(
    r"[ \t\u00a0]*(?:[-*#\u2022\u25cf\u25aa>]+[ \t]*|\(?(?:\d{1,2}|[ivx]{1,4}|[a-l])[.)][ \t]+)([a-z0-9&/]+)"
)
"""First word of a line, and behind a bullet or list number."""
LONGEST_MARK = 4
"""So many letters or figures a list number has at most: a line that opens with a longer word is no item."""
GOAL_LINE = re.compile(
    r"[ \t]*(?P<head>(?:[SL]TG\d?|Goal)s?\b[^\n\r:|]{0,24}?)(?P<sep>[ \t]{3,})(?=\S)", re.I
)
GOAL_KEY = re.compile(
    r"(?:(?:pt|ot|slp|patient|patients|client|functional|rehab|therapy|treatment|updated|upgraded|current|"
    r"revised|short|long|term|stgs?|ltgs?|and|s|new) )*"
    r"(?:goals?|stgs?|ltgs?|aims|targets|(?:short|long) term|by (?:the )?end of (?:wk|week))"
    r"(?: (?:x\d{1,2}(?: (?:d|days?|wks?|weeks?))?|\d{1,2}/\d{1,2}(?:/\d{2,4})?|"
    r"for|to be met|to be|upgraded?|completed|achieved|in|by|x|within|the|are|as follows|set|d c|at|next|"
    r"period|(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)(?: (?:wks?|"
    r"weeks?|w|days?|d|mos?|months?|visits?|sessions?))?|\d{1,2}(?:wks?|w|d|mos?)|wks?|weeks?|"
    r"days?|poc|cert|and))*"
)
COLON = re.compile(r":(?!\d)")
WORD_START = re.compile(r"(?<![\w/&.'-])[A-Z]")
REACH = 48
"""How far before a colon inside a line a heading can start."""
NORMALIZE = re.compile(r"[^a-z0-9&/]+")
ONE_LINERS = frozenset(
    {"plof", "goals", "family_history", "medications", "pmh", "social", "education", "hospital_course"}
)
"""Kinds that end with their line when the heading is filled there."""
AFTER_LETTERS = frozenset({"G"})
"""Letters that are headings only behind those of SOAP: "G:" alone is gait, or a grade of good, as likely as goals."""
COLON_ONLY = frozenset(words("sections", "colon_only"))
"""Headings that are ordinary words: they need a colon (or stand alone in capitals)."""
BY_DATE = re.compile(r"\b(?:by|for|until|to be met by)[ \t]{1,3}\d{1,2}/\d{1,2}(?:/\d{2,4})?", re.I)
"""The day of a heading of goals ("Goals by 12/17"), which is no count of goals met."""
FRACTION = re.compile(r"\d[ \t]?/[ \t]?\d")


def normalize(heading: str) -> str:
    """Fold a heading for look-up: lower case, punctuation and runs of blanks to one blank."""
    return NORMALIZE.sub(" ", heading.lower()).strip()


class Headings:
    """The headings of a set of section rules, matched at line starts and inline in linear time.

    Parameters
    ----------
    rules : iterable of SectionRule
        Plain or medspaCy rules: ``literal`` and ``category`` are read; the first rule of a heading wins.
    """

    def __init__(self, rules: Iterable[SectionRule] = ()):
        self._by_heading: dict[str, SectionRule] = {}
        self._openings: set[str] = set()
        self.add(rules)

    def add(self, rules: Iterable[SectionRule]) -> None:
        """Add section rules."""
        for rule in rules:
            key = normalize(rule.literal)
            self._by_heading.setdefault(key, rule)
            self._openings.add(key.partition(" ")[0])

    @property
    def rules(self) -> list[SectionRule]:
        """All section rules, in the order they were added."""
        return list(self._by_heading.values())

    def find(self, text: str, layout: Layout) -> list[tuple[int, int, SectionRule]]:
        """Return ``(start, end, rule)`` of every heading, in text order, without overlaps."""
        found: dict[int, tuple[int, SectionRule]] = {}
        for line in layout.lines:
            if not self._may_open(text[line.start : line.end].lower()):
                continue
            for pattern in (LINE_HEAD, GOAL_LINE):
                m = pattern.match(text, line.start, line.end)
                if m is None or self._list_item(text, line.start, m):
                    continue
                rule = self._rule(m["head"], m["sep"].strip())
                if rule is not None:
                    found[m.start("head")] = (m.end(), rule)
                    break
        for colon in COLON.finditer(text):
            hit = self._before_colon(text, colon.start(), layout)
            if hit is not None:
                found.setdefault(hit[0], (colon.end(), hit[1]))
        out: list[tuple[int, int, SectionRule]] = []
        letters: set[str] = set()
        for start in sorted(found):
            end, rule = found[start]
            if len(rule.literal) == 1:
                if rule.literal.upper() in AFTER_LETTERS and not letters:
                    continue
                letters.add(rule.literal.upper())
            if not out or start >= out[-1][1]:
                out.append((start, end, rule))
        return out

    def _may_open(self, line: str) -> bool:
        """Whether a line in lower case can begin with a heading, by its first word; never wrong on no."""
        if "goal" in line or "stg" in line or "ltg" in line or "end of w" in line:
            return True
        m = LINE_OPENING.match(line)
        if m is not None:
            if m[1] in self._openings:
                return True
            if len(m[1]) > LONGEST_MARK:
                return False
        m = ITEM_OPENING.match(line)
        return m is not None and m[1] in self._openings

    @staticmethod
    def _list_item(text: str, start: int, m: re.Match[str]) -> bool:
        """Whether the words behind a list number fill their line ("2. stairs"): an item, not a heading."""
        lead = text[start : m.start("head")].strip()
        numbered = lead[-1:] in (".", ")") and lead.strip("(.)").isdigit()
        return numbered and not m["sep"].strip() and not m["head"].isupper()

    def _before_colon(self, text: str, colon: int, layout: Layout) -> tuple[int, SectionRule] | None:
        """Return start and rule of the longest heading that ends at a colon inside a line."""
        line_start = layout.line_at(colon).start
        for m in WORD_START.finditer(text, max(line_start, colon - REACH), colon):
            if not self._may_open(text[m.start() : colon].lower()):
                continue
            rule = self._rule(text[m.start() : colon], ":")
            if rule is not None and self._inline(text, m.start(), colon):
                return m.start(), rule
        return None

    @staticmethod
    def _inline(text: str, start: int, end: int) -> bool:
        """Whether a heading word inside a line really opens a section there."""
        before = text[max(0, start - 2) : start]
        opens = (
            start == 0
            or before[-1:] in "\n\r|\t"
            or before == "  "
            or before.rstrip()[-1:] in (".", ";", ")", "!", "?", "")
        )
        word = text[start:end].rstrip(": \t")
        return opens or (len(word) > 3 and word.isupper())

    def _rule(self, head: str, sep: str) -> SectionRule | None:
        """The rule of a heading with the separator behind it (empty: the line ends there)."""
        key = normalize(head)
        if sep != ":" and (
            (len(key) < 3 and sep != "-" and not head.isupper()) or (key in COLON_ONLY and not head.isupper())
        ):
            return None
        if sep in ("", ".") and len(key) < 3:
            return None
        rule = self._by_heading.get(key)
        if rule is None and "(" in head:
            rule = self._by_heading.get(normalize(head.split("(")[0]))
        timed = sep == ":" and key.startswith(("short term", "long term", "by end of w", "by the end of w"))
        if (rule is None and ("goal" in key or timed)) or key[:3] in ("stg", "ltg"):
            rule = rule or (
                self._by_heading.get("goals")
                if GOAL_KEY.fullmatch(key) and not FRACTION.search(BY_DATE.sub("", head))
                else None
            )
        return rule

    def sections(self, text: str, layout: Layout) -> tuple[Section, ...]:
        """Return the sections of a note by offset."""
        return tuple(bodies(self.find(text, layout), layout))


def bodies(headings: list[tuple[int, int, SectionRule]], layout: Layout) -> Iterator[Section]:
    """Sections from headings: each runs to the next heading, one-liners to the end of their line or list."""
    text, size = layout.text, len(layout.text)
    ends = ([start for start, _, _ in headings] + [size])[1:]
    resumed = "unlabelled"
    for (start, body, rule), end in zip(headings, ends, strict=True):
        if rule.category not in ONE_LINERS:
            resumed = rule.category
            yield Section(rule.category, start, body, end)
            continue
        close = _one_liner(layout, body, end, listed=rule.category == "goals")
        yield Section(rule.category, start, body, close)
        if close < end and text[close:end].strip():
            yield Section(resumed, close, close, end)


def _one_liner(layout: Layout, body: int, end: int, *, listed: bool) -> int:
    """Where a section ends whose heading may be filled on its own line."""
    text = layout.text
    number = layout.line_index(body - 1)
    line = layout.lines[number]
    close = min(line.end, end)
    filled = content = bool(text[body:close].strip(" \t.:-_=|"))
    items = False
    if filled:
        close = min(end, max(close, layout.sentence_at(max(body, close - 1)).end))
    for following in layout.lines[layout.line_index(max(close - 1, body - 1)) + 1 :]:
        if following.start >= end:
            break
        if content and following.start < layout.sentence_at(close - 1).end:
            close = following.end
            continue
        item = listed and _is_item(text, following)
        if (content and not item and _blank_before(text, close, following)) or (
            (filled or items) and not item
        ):
            break
        content, items, close = True, items or item, following.end
    return min(close, end)


def _blank_before(text: str, close: int, line: Span) -> bool:
    """Whether a blank line lies before a line."""
    return text[close : line.start].replace("\r\n", "\n").count("\n") > 1


def _is_item(text: str, line: Span) -> bool:
    """Whether a line looks like a list item: bullet, number, box or indented."""
    return (
        bool(BULLET.match(text, line.start, line.end))
        or text[line.start] in " \t["
        or text[line.start].isdigit()
    )
