"""What kind of note it is: setting, kind and date of service."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import ahocorasick_rs

from rehabcode.nlp.facts import Fact, NoteKind, Setting
from rehabcode.nlp.reader_words import either, words
from rehabcode.nlp.view import NoteView

DATE = re.compile(
    r"(?<![\d/])(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?![\d/])|"
    r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)"
)
DATE_OF_SERVICE = re.compile(
    r"\b(?:DOS|date of service|service date|visit date|date of visit|date of eval(?:uation)?|"
    r"eval date|evaluation date|"
    r"date seen|SOC|start of care|date)\s*[:=]?\s*$",
    re.I,
)
DATE_WORDS = ("date", "dos", "soc", "start of care")
"""What every label of a date of service holds."""
LABEL_REACH = 40
"""How far before its date a label can begin."""
LONGEST_DATE = 12
"""Characters of a date and of what must not stand behind it."""
TITLE_END = re.compile(r"[.:;(|]|[ \t]{3,}|\s[-\u2013\u2014]{1,2}\s")
THERAPY_TITLE = re.compile(
    r"\b(?:P\.?T\.?A?|O\.?T\.?A?|COTA|HHPT)\b(?<!\bnew PT)|\b(?:pt|ot|pta|ota) (?:eval|ie|tx|note|"
    r"visit|daily|progress|dc|d/c|discharge|re-?eval|screen|session|last tx)|(?i:\b(?:physical|"
    r"occupational|recreation(?:al)?) therap|\btherapy\b|\bwheelchair clinic|\brehab assistant)"
)
"""A title that names the discipline."""
VISIT_TITLE = re.compile(rf"\b(?:{either('note', 'visit_title')}|visit \d{{1,2}}\b(?!/))\b", re.I)
"""A title that only names the kind of visit."""
PHYSICIAN_TITLE = re.compile(rf"\b(?:{either('note', 'physician_title')}|H\s?&\s?P|PM\s?&\s?R)\b", re.I)
TOPICS = ("therapy", "physician", "visit", "discharge", "progress", "evaluation", "daily")
"""What a title may say; the list of that name holds how its words begin, punctuation folded to blanks."""
TITLE_WEIGHT = {"discipline": 6, "physician": -4, "visit": 2}
PROSE = 60
"""A longer first line in small letters is prose, not a title."""
CUES: tuple[tuple[re.Pattern[str], tuple[str, ...], int, int], ...] = (
    (re.compile(r"\d(?<!\w.)\d*(?:\.\d+)? ?(?:mg|mcg)\b", re.I), ("mg", "mcg"), -1, 3),
    (
        re.compile(
            r"\d(?<!\w.)\d{1,2}[- ]?(?:year|yr|y)[- /]?o(?:ld)?\b[^.\n]{0,60}\b(?:presents|presented|admitted|"
            r"seen|comes|returns|here)\b",
            re.I,
        ),
        ("present", "admitted", "seen", "comes", "returns", "here"),
        -1,
        1,
    ),
    (
        re.compile(
            r"\n(?:A/P|imp(?:ression)?|exam|PE|HPI|CC|ROS|labs|meds)\b",
            re.I,
        ),
        ("",),
        -2,
        2,
    ),
    (
        re.compile(
            r"\bthank you for asking (?:me|us) to (?:see|evaluate)\b|"
            r"^[ \t]*(?:sincerely|regards|respectfully)\b[^\n]{0,30}\n{1,4}[^\n]{3,40}, ?(?:MD|DO|M\.D\.|D\.O\.|NP|PA-C)\b",
            re.M | re.I,
        ),
        ("thank you for asking", "sincerely", "regards", "respectfully"),
        -4,
        1,
    ),
    (
        re.compile(r"\b(?:97(?:110|112|113|116|140|150|530|535|542|750|16[1-8])|95992|G0283)\b"),
        ("97", "95992", "g0283"),
        3,
        1,
    ),
    (re.compile(r"(?<![\d/])\d{1,2} ?[xX] ?\d{1,2}(?![\d/])"), ("x",), 1, 2),
    (re.compile(r"[Vv](?<!\w.)(?i:(?:isit)? ?#? ?\d{1,2}\b(?: ?(?:/|of) ?\d+)?)"), ("v",), 1, 1),
    (
        re.compile(
            r"[\dOoTt](?<!\w.)(?i:(?<=\d) ?(?:(?:-\d)? ?x ?/? ?(?:wk|week|per week)|w ?\d\b|x ?\d ?wks?\b)|"
            r"(?:(?<=o)nce|(?<=t)wice|(?<=t)wo times|(?<=t)hree times) (?:a week|weekly|per week))",
        ),
        ("",),
        2,
        1,
    ),
    (
        re.compile(
            r"\b(?:CGA|SBA|min(?:imal)? ?(?:a|assist)\b|mod(?:erate)? ?(?:a|assist)\b|max(?:imal)? ?(?:a|"
            r"assist)\b|contact guard)",
            re.I,
        ),
        ("cga", "sba", "min", "mod", "max", "contact guard"),
        1,
        2,
    ),
    (
        re.compile(r"(?<![\d/.])[-+]?[0-5] ?[-+]?/5(?![\d/])|\b(?:plus|minus)? ?out of five\b", re.I),
        ("/5", "out of five"),
        1,
        2,
    ),
    (
        re.compile(r"^[ \t]*[sS][ \t]?[:/-][^\n]*(?:\n[^\n]*){0,3}?(?:^|[.\s])[oO][ \t]?[:/-]", re.M),
        ("",),
        2,
        1,
    ),
)
"""Shapes in the note with a line end before it (their first character is told apart behind it, and a line begins with
the end of the one before: so they are found much faster).

They speak for a therapist (positive weight) or a physician (negative), each with letters one of which it
cannot do without (looked for in lower case), and counted up to a cap.
Those of the physician come first: behind them a score above zero is settled.
"""
MOST = -sum(w * n for _, _, w, n in CUES if w < 0)
LEAST = -sum(w * n for _, _, w, n in CUES if w > 0)
"""Scores that shapes cannot turn any more."""
AHEAD = tuple(
    (sum(w * n for _, _, w, n in CUES[i:] if w < 0), sum(w * n for _, _, w, n in CUES[i:] if w > 0))
    for i in range(len(CUES))
)
"""How far the score can still fall and rise, before each of the shapes."""
SHORT = 400
"""A note shorter than this without any word of a physician is taken as a therapist's."""


TITLE_KINDS: tuple[tuple[NoteKind, re.Pattern[str]], ...] = (
    (
        "discharge",
        re.compile(
            r"\bdis?charge\b|\bD/?C (?:summary|sum|note|eval|visit)\b|\b(?:PT|OT)[ \t]+D/?C\b(?=[ \t]*(?:\Z|[-:,(]|\d))",
            re.I,
        ),
    ),
    (
        "progress",
        re.compile(
            r"\bprogress|\bre-?eval|\bre-?cert|\breassess|\bre-assess|\b10th visit|\brecheck|\bPN\b|"
            r"\bPR\b|\b30[- ]day|\b60 day|\bsixty day|\bf/u\b|\bfollow[- ]?up|\breturn visit",
            re.I,
        ),
    ),
    (
        "evaluation",
        re.compile(
            r"\beval(?:uation)?\b|\bSOC\b|\bstart of care|\binitial|\bIE\b|\bconsult(?:ation)?\b|"
            r"\bnew (?:pt|patient)\b|\bH&P\b|\bhistory and physical",
            re.I,
        ),
    ),
    (
        "daily",
        re.compile(
            r"\bdaily\b|\bvisit\b|\bv\d{1,2}\b|\b(?:treatment|session|encounter|tx|visit) note|\b(?:PT|"
            r"OT) (?:tx|note)\b|\btx #",
            re.I,
        ),
    ),
)
"""Kind by the words of the title, in this order."""
BODY_KINDS: tuple[tuple[NoteKind, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        "discharge",
        ("discharge", "c summary"),
        re.compile(r"\bdischarge (?:summary|note)\b|\bd/?c summary\b|\bat discharge\b"),
    ),
    (
        "evaluation",
        ("9716", "initial ", "referral "),
        re.compile(
            r"[9ir](?<!\w.)(?:(?<=9)716[123567]\b|(?<=i)nitial (?:visit|exam|eval|assessment)|"
            r"(?<=r)eferral (?:received|dx)\b)",
        ),
    ),
    (
        "progress",
        ("progress ", "eval", "cert", "reassess", "goals"),
        re.compile(
            r"[prg\d](?<!\w.)(?:(?<=p)rogress (?:note|report|summary)|(?<=r)e(?:-?eval|-?cert|assess)|"
            r"(?<=g)oals(?: met \d|:? \d/\d met)|(?<=\d)/\d goals met)",
        ),
    ),
    ("daily", ("",), re.compile(r"\n[ \t]*s ?[:/-]")),
    (
        "daily",
        ("tx t", "treatment t", "tol", "cont", "visit "),
        re.compile(
            r"[tpcv](?<!\w.)(?:(?<=t)(?:x|reatment) (?:today|tolerated)|"
            r"(?<=t)ol(?:erated)? (?:tx|treatment|session|well|ok)|"
            r"(?<=p)(?:lan)?[.:/ -]+cont\b|(?<=c)ont poc\b|(?<=v)isit (?:#|no\.?|number)? ?\d)",
        ),
    ),
    (
        "evaluation",
        ("plof", "prior level", "eval", "script"),
        re.compile(r"\bplof\b|\bprior level\b|\beval(?:uation)?\b|\bscript\b"),
    ),
)
"""Kind by the words of the note in lower case with a line end before it, where the title says nothing; each with the
letters it cannot do without.
"""
TITLE_LENGTH = 80
"""Characters of the first line that may name the kind of note."""
LONGEST_TITLE = 110
"""Characters of the first line that may name who wrote it."""
SPACED = {c: (chr(c).lower() if chr(c).isalnum() else " ") for c in range(128)}


def setting(view: NoteView, facts: tuple[Fact, ...]) -> Setting:
    """Return ``therapy`` for a note written by a therapist or assistant, else ``other``.

    The title decides first; then the words of both trades (``lexicon_setting.csv``) and shapes are weighed.
    """
    seen: dict[str, int] = {}
    for item in view.of_kind("SETTING"):
        weight = int(item.data.get("weight", "1"))
        seen[view.lower[item.start : item.end]] = weight if item.value == "therapy" else -weight
    score = sum(seen.values()) + view.once(_title).score()
    if not LEAST < score < MOST:
        return "therapy" if score > 0 else "other"
    text = f"\n{view.text}"
    for (pattern, hints, weight, most), (fall, rise) in zip(CUES, AHEAD, strict=True):
        if score + fall > 0 or score + rise < 0:
            break
        if not [hint for hint in hints if hint in view.lower]:
            continue
        found = 0
        for _ in pattern.finditer(text):
            found += 1
            if found == most:
                break
        score += weight * found
    return "therapy" if score > 0 or (score == 0 and len(view.text) < SHORT) else "other"


def _title(view: NoteView) -> Title:
    return Title(view.text)


class Title:
    """The first line of a note, and what it may say by the stems of its words."""

    def __init__(self, text: str):
        self.line = text.lstrip()[:LONGEST_TITLE].split("\n", 1)[0]
        self._topics = _topics(self.line)

    def may_say(self, topic: str) -> bool:
        """Whether the pattern of a topic has to be tried; never wrong on no."""
        return topic in self._topics

    def score(self) -> int:
        """Return the weight of the line: a discipline, or a physician's kind of note."""
        if self._topics.isdisjoint(("therapy", "physician", "visit")):
            return 0
        parts = TITLE_END.split(self.line, maxsplit=2)
        title = " ".join(parts[:2])
        if self.may_say("therapy") and THERAPY_TITLE.search(title):
            return TITLE_WEIGHT["discipline"]
        if len(parts[0]) > PROSE and not parts[0].isupper():
            return 0
        if self.may_say("physician") and PHYSICIAN_TITLE.search(title):
            return TITLE_WEIGHT["physician"]
        return TITLE_WEIGHT["visit"] if self.may_say("visit") and VISIT_TITLE.search(title) else 0

    def kind(self) -> NoteKind | None:
        """Return the kind of note the line names."""
        title = self.line[:TITLE_LENGTH]
        for kind, pattern in TITLE_KINDS:
            if self.may_say(kind) and pattern.search(title):
                return kind
        return None


def _topics(title: str) -> frozenset[str]:
    """The :data:`TOPICS` with a stem in a title; all of them for letters beyond ASCII."""
    if not title.isascii():
        return frozenset(TOPICS)
    automaton, topics = _stems()
    words = f" {' '.join(title.translate(SPACED).split())}"
    found = {number for number, _, _ in automaton.find_matches_as_indexes(words, overlapping=True)}
    return frozenset().union(*(topics[number] for number in found))


@cache
def _stems() -> tuple[ahocorasick_rs.AhoCorasick, list[frozenset[str]]]:
    """The automaton of all stems, and the topics of each."""
    topics: dict[str, frozenset[str]] = {}
    for topic in TOPICS:
        for stem in words("note", topic):
            topics[stem] = topics.get(stem, frozenset()) | {topic}
    return ahocorasick_rs.AhoCorasick([f" {stem}" for stem in topics]), list(topics.values())


def note_kind(text: str) -> NoteKind:
    """Return the kind of note by the words of its title, else by those of its text."""
    return Title(text).kind() or _kind_in_body(text)


def _kind_in_body(text: str) -> NoteKind:
    """The kind of note by the words of its text."""
    lower = f"\n{text.lower()}"
    for kind, needed, pattern in BODY_KINDS:
        if [word for word in needed if word in lower] and pattern.search(lower):
            return kind
    return "unknown"


def kind_of(view: NoteView) -> NoteKind:
    """Return the kind of note of a view."""
    return view.once(_title).kind() or _kind_in_body(view.text)


def service_date(text: str) -> str | None:
    """Return the date of service where the note states one, as an ISO date."""
    lower = text.lower()
    for label in _places(lower, DATE_WORDS):
        reach = label + LABEL_REACH + LONGEST_DATE
        if text.find("/", label, reach) < 0 and text.find("-", label, reach) < 0:
            continue
        for m in DATE.finditer(text, label, reach):
            if m.start() > label + LABEL_REACH:
                break
            if DATE_OF_SERVICE.search(text, max(0, m.start() - LABEL_REACH), m.start()) and (iso := _iso(m)):
                return iso
    return None


def _places(lower: str, words: Sequence[str]) -> list[int]:
    """Where any of some words or parts of words stands, in text order."""
    found: set[int] = set()
    for word in words:
        at = lower.find(word)
        while at >= 0:
            found.add(at)
            at = lower.find(word, at + 1)
    return sorted(found)


def _iso(m: re.Match[str]) -> str | None:
    month, day, year, iso_year, iso_month, iso_day = m.groups()
    try:
        if iso_year:
            return date(int(iso_year), int(iso_month), int(iso_day)).isoformat()
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)).isoformat()
    except ValueError:
        return None


def note_facts(view: NoteView) -> dict[str, Any]:
    """Return the note-level fields of a reading."""
    return {
        "setting": "therapy" if view.written_by_therapist else "other",
        "note_kind": view.once(kind_of),
        "date": service_date(view.text),
    }


def title_facts(text: str) -> dict[str, Any]:
    """Return the note-level fields of a note in which nothing was read, by its first line."""
    title = Title(text)
    return {
        "setting": "therapy" if title.score() > 0 else "other",
        "note_kind": title.kind() or "unknown",
        "date": service_date(text),
    }
