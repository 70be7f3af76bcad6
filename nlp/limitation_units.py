"""How a sentence is cut into statements of activity.

A sentence is cut into segments at separators. A segment with activities opens a unit; segments without one
qualify the unit before them. Of several activities in one segment the first counts, and those coordinated
with it ("transfers and gait", "bathing/dressing").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from rehabcode.nlp.facts import Status
from rehabcode.nlp.layout import Span
from rehabcode.nlp.view import Item, NoteView

SPLIT = re.compile(
    r"(?P<list>,)|(?P<hard>[;|()\u2022\"\u201c\u201d]|(?<=\s)(?=[\u25a0\u25a1\u2610-\u2612]))|"
    r"(?P<label>:(?!\d))|"
    r"(?P<gap>(?<=\S)[ \t]{2,}(?=\S)|\t|\.{3,}|(?<=\s)[-\u2013\u2014]{1,2}(?=\s)|\s-?->\s)|"
    r"(?P<word>\b(?:but|however|although|though|while|whereas|because|since|so)\b|"
    r"\band\b(?=\s+(?:he|she|they|it|is|now|also|still|then|only|has|had|must|needs?|requires?|"
    r"cannot|can|unable|could|walks?|ambulates?|climbs?|goes|takes|"
    r"carries|lifts|transfers|stands|sits|pulls|stopped|denies|no longer|does|reports|tolerates|"
    r"limits|uses|needing|unable|standing is|sitting is|walking is|(?:her |his |the |my )?(?:wife|husband|"
    r"daughter|son|staff|aide|mother|father|sister|brother|family))\b))",
    re.I,
)
COORDINATED = re.compile(r"(?:^|[\s,])(?:and|or|&|nor|as well as|plus)(?:[\s]|$)|[/,&+]")
PURPOSE = re.compile(r"\bto\s+(?:\w+\s+)?$")
SELF_CARE = frozenset(
    {"dressing", "bathing", "grooming", "eating", "toileting", "housework", "shopping", "work", "caregiving"}
)
LEVEL_NEXT = re.compile(
    r"[ \t]*[:.]*[ \t]*(?:\[ ?[xX] ?\][ \t]?)?(?:SBA|CGA|(?:min|mod|max|total)[ \t]?(?:a\b|"
    r"assist)|dep\b|supervision|hoyer)",
    re.I,
)
FROM_SEAT = re.compile(
    r"\b(?:min|mod|max|A|SBA|CGA|assist|help|arms|hands)\s+from\s+(?:a\s+|the\s+)?(?:low\s+|"
    r"std\s+|standard\s+)?\Z",
    re.I,
)
HEADS_LINE = re.compile(r"(?:\A|[\n\r.;,(\u2022*-])[ \t]*(?:low |std |the )?\Z")
UNCHECKED = re.compile(r"(?:\[ ?\]|\( \)|[\u2610\u25a1])[ \t]?\Z")
CLASSES = frozenset(
    [
        "LIMIT_UNABLE",
        "LIMIT_STOP",
        "LIMIT_NO",
        "LIMIT_DIFF",
        "LIMIT_LIMIT",
        "LIMIT_NEED",
        "LIMIT_HELP",
        "LIMIT_HELPV",
        "LIMIT_PERSON",
        "LIMIT_CAP",
        "LIMIT_SUPPORT",
        "LIMIT_EASY",
        "LIMIT_INDEP",
        "LIMIT_MODI",
        "ASSIST",
        "DEVICE",
    ]
)
"""Kinds of words that limit an activity, or free it of limits."""


@dataclass
class Segment:
    """A stretch of a sentence between separators."""

    start: int
    end: int
    opener: str
    """Kind of the separator before it (``list``, ``hard``, ``label``, ``gap``, ``word`` or empty)."""
    closer: str = ""
    acts: list[Item] = field(default_factory=list)
    cues: list[Item] = field(default_factory=list)


@dataclass
class Unit:
    """Activities of one segment with the segments that qualify them."""

    acts: list[Item]
    own: Segment
    more: list[Segment] = field(default_factory=list)
    inherited: list[Item] = field(default_factory=list)
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Verdict:
    """What a unit says of its activities."""

    status: Status
    specific: bool
    assist: str | None
    start: int
    end: int
    shared: bool = False
    """The limiting word governs a list that may go on in the next segment."""


class Cover:
    """How far stretches of text reach: the furthest end of those that start up to a place, in logarithmic time."""

    def __init__(self, stretches: Iterable[tuple[int, int]]):
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def until(self, at: int) -> int:
        """Return the furthest end of the stretches that start at or before ``at``; -1 where there is none."""
        i = bisect_right(self._starts, at)
        return self._ends[i - 1] if i else -1


def cut(view: NoteView, sentence: Span, acts: Sequence[Item], cues: Sequence[Item]) -> list[Segment]:
    """Cut a sentence at separators and put activities and cues into their segments."""
    covered = Cover((i.start, i.end) for i in (*acts, *cues))
    segments = [Segment(sentence.start, sentence.end, "")]
    for m in SPLIT.finditer(view.text, sentence.start, sentence.end):
        # a separator inside an item parts nothing
        if m.lastgroup in ("list", "label", "word", "gap") and covered.until(m.start() - 1) > m.end():
            continue
        kind = m.lastgroup or ""
        segments[-1].end, segments[-1].closer = m.start(), kind
        segments.append(Segment(m.end(), sentence.end, kind))
    hiding = Cover(
        (c.start, c.end) for c in cues if c.kind in ("LIMIT_CAP", "LIMIT_SUPPORT") and c.end - c.start > 4
    )
    starts = [s.start for s in segments]
    for act in acts:
        segment = segments[bisect_right(starts, act.start) - 1]
        if segment.start <= act.start < segment.end and hiding.until(act.start) < act.end:
            segment.acts.append(act)
    for cue in cues:
        segment = segments[bisect_right(starts, cue.start) - 1]
        if segment.start <= cue.start < segment.end and not UNCHECKED.search(
            view.text, max(0, cue.start - 6), cue.start
        ):
            segment.cues.append(cue)
    return [s for s in segments if s.acts or s.cues or view.text[s.start : s.end].strip()]


def seat_acts(view: NoteView) -> list[Item]:
    """Seats that stand for an activity of their own.

    Rising: a seat that heads a line ("sofa: needs arms + 2 tries") or follows a level ("mod A from sofa").
    Toileting: "toilet" with a level right behind it.
    """
    out = []
    for s in view.of_kind("SEAT"):
        category = None
        if view.lower[s.start : s.end] == "toilet" and LEVEL_NEXT.match(view.text, s.end):
            category = "toileting"
        elif (
            view.text[s.end : s.end + 2].lstrip()[:1] == ":"
            and HEADS_LINE.search(view.text, max(0, s.start - 8), s.start)
        ) or FROM_SEAT.search(view.text, max(0, s.start - 40), s.start):
            category = "sit_to_stand"
        if category is not None:
            out.append(Item(s.start, s.end, "ACTIVITY", category, {"form": "label"}))
    return out


def _main_acts(view: NoteView, segment: Segment) -> list[Item]:
    """The activities a segment is about: the first, and those coordinated with it."""
    kept: list[Item] = []
    for act in segment.acts:
        form = act.data.get("form", "act")
        if (
            form == "label"
            and act.value not in ("sit_to_stand", "toileting")
            and view.text[act.end : act.end + 3].lstrip(" ")[:1] not in (":", "-", "\t", ".", "|")
            and view.text[act.end : act.end + 2] != "  "
        ):
            continue
        if form == "rise" and not _seat_follows(view, act, segment.end):
            continue
        if _by_another(view, segment, act):
            continue
        if not kept:
            kept.append(act)
            continue
        between = view.lower[kept[-1].end : act.start]
        first = kept[-1]
        if (
            (first.data.get("form") == "thing" and form == "act" and not COORDINATED.search(between))
            or (
                form == "act"
                and PURPOSE.search(between)
                and act.value in SELF_CARE
                and first.value == "squat_bend_kneel"
            )
            or (
                view.lower[first.start : first.end] in ("climb", "climbs", "climbing", "ascend", "descend")
                and (act.value == "walk_surfaces" or view.lower[act.start : act.end].startswith("ladder"))
            )
        ):
            kept[-1] = act
        elif COORDINATED.search(between) and len(between) < 40:
            kept.append(act)
    return kept


def _by_another(view: NoteView, segment: Segment, act: Item) -> bool:
    """Whether somebody else does it ("wife lifts leg over"), so that it is not the patient's activity."""
    if act.value in SELF_CARE or act.value in ("drive_transport", "bed_mobility"):
        return False
    return any(
        c.kind == "LIMIT_PERSON"
        and c.end <= act.start <= c.end + 4
        and not view.lower[c.end : act.start].strip()
        for c in segment.cues
    )


def _seat_follows(view: NoteView, act: Item, end: int) -> bool:
    return any(s.start - act.end < 26 for s in view.between(act.end, min(end, act.end + 30), "SEAT"))


def group(view: NoteView, segments: Sequence[Segment]) -> list[Unit]:
    """Group segments into units."""
    units: list[Unit] = []
    waiting: list[Item] = []
    for segment in segments:
        acts = _main_acts(view, segment)
        if not acts:
            if units:
                units[-1].more.append(segment)
            elif segment.cues:
                waiting = [
                    c
                    for c in segment.cues
                    if c.kind
                    in ("LIMIT_UNABLE", "LIMIT_DIFF", "LIMIT_NEED", "ASSIST", "LIMIT_EASY", "LIMIT_INDEP")
                ]
            continue
        if units and _is_label(units[-1]) and all(a.data.get("form") in ("thing", "label") for a in acts):
            units[-1].more.append(segment)
            continue
        if units and _is_label(units[-1]):
            units.pop()
        unit = Unit(acts, segment, inherited=waiting if segment.opener in ("list", "label", "") else [])
        waiting = []
        units.append(unit)
    return units


def _is_label(unit: Unit) -> bool:
    """Whether a unit is only a heading ("Transfers:") that nothing has filled yet."""
    return unit.own.closer == "label" and not unit.own.cues and not any(s.cues for s in unit.more)
