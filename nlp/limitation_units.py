"""How a sentence is cut into statements of activity.

A sentence is cut into segments at separators. A segment with activities opens a unit; segments without one
qualify the unit before them. Of several activities in one segment the first counts, and those coordinated
with it ("transfers and gait", "bathing/dressing").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from rehabcode.nlp.facts import Status
from rehabcode.nlp.layout import Span
from rehabcode.nlp.view import Item, NoteView

MARK = re.compile(
    r"[,;|()\u2022\u201c\u201d\":.\s\u2013\u2014-](?!(?<= )\w)"
    r"(?:(?<=,)(?P<list>)|(?:(?<=[;|()\u2022\u201c\u201d])|(?<=\")(?<!\d.))(?P<hard>)|"
    r"(?<=:)(?!\d)(?P<label>)|"
    r"(?P<gap>(?<=\S[ \t])[ \t]+(?=\S)|(?<=\t)|(?<=\.)\.{2,}|(?<=\s[-\u2013\u2014])[-\u2013\u2014]?(?=\s)|(?<=\s)-?->\s))"
)
"""A mark that parts a sentence. The first character is told apart behind it: so it is found much faster.

Most are the blank before a word, which alone parts nothing: it is passed over at once.
"""
BOX = re.compile("[\u25a0\u25a1\u2610-\u2612]")
AT_BOX = re.compile(r"(?P<hard>(?<=\s)(?=[\u25a0\u25a1\u2610-\u2612]))")
CLAUSE = re.compile(
    r"[abhstw](?<!\w.)(?P<word>(?:(?<=b)(?:ut|ecause)|(?<=h)owever|(?<=a)lthough|(?<=t)hough|(?<=w)(?:hile|hereas)|"
    r"(?<=s)(?:ince|o))\b|"
    r"(?<!long a)(?<!soon a)(?<!far a)(?<!much a)(?<=a)s\b(?=\s+(?:he|she|they|i|pt)\b)|"
    r"(?<=a)nd\b(?=\s+(?:he|she|they|it|is|now|also|still|then|only|has|had|must|needs?|requires?|"
    r"cannot|can|unable|could|walks|ambulates|climbs|goes|takes|"
    r"carries|lifts|transfers|stands|sits|pulls|stopped|denies|no longer|does|reports|tolerates|"
    r"limits|uses|needing|unable|standing is|sitting is|walking is|(?:her |his |the |my )?(?:wife|husband|"
    r"daughter|son|staff|aide|mother|father|sister|brother|family|neighbou?r|niece|nephew|friend|grandson|granddaughter|"
    r"caregiver|spouse|partner|roommate|dtr|cousin|kids|boyfriend|girlfriend|i can't|i cannot|i need|i have to))\b))"
)
"""A word that opens a clause (matched on lower case)."""
NEXT_TIME = re.compile(r" (?P<list>/ )(?=(?:now|today|current|goal|target|ltg|stg|was|eval|initial)\b)")
"""A slash before the value of another time: "eval Mod A / now Min A / goal SBA" (matched on lower case)."""
LONG_CUE = 14
"""How long a word of inability is at most that holds no activity ("lacks the stamina to" is none of endurance)."""
RUN_ON_REACH = 40
"""How far behind an activity without punctuation its own level is looked for, in characters."""
LINE_HEAD = re.compile(r"\n[ \t]*(?:[-*\u2022][ \t]*)?\Z")
RUN_ON = re.compile(
    r"(?P<word>(?<=\s)(?=(?:(?:she|he|pt|patient)\s+(?:needs|requires|can|cannot|can't|cant|has|is|walks|uses|falls|"
    r"gets|does|"
    r"denies|still|also|freezes)|has\s+(?:trouble|difficulty)|needs\s+(?:help|assist|min|mod|max|sba|cga)|unable\s+to|"
    r"aide?\s+(?:stands|helps|has))\b))"
)
"""Where a new clause starts in a sentence without punctuation (matched on lower case)."""
HOLDS_ON = re.compile(
    r"\b(?:when|if|that|because|as|while|where|says|states|reports|which|and|but|who|she|he|pt|patient|also|still|"
    r"now|than|until|"
    r"before|after|since)\s+\Z"
)
"""Words that tie what follows to what is before."""
COORDINATED = re.compile(r"(?:^|[\s,])(?:and|or|&|nor|as well as|plus)(?:[\s]|$)|[/,&+](?<![ (][wcs]/)")
"""What joins activities; the slash of "w/" joins none."""
PURPOSE = re.compile(r"\bto\s+(?:\w+\s+)?$")
SITS_TO = re.compile(
    r"[ \t]+(?:down[ \t]+|on[ \t]+(?:a|the|her|his|my)[ \t]+(?:\w+[ \t]+){1,2})?(?:half[ -]?way[ \t]+|midway[ \t]+|"
    r"part[ -]?way[ \t]+|once[ \t]+)?(?:to|while|when|for|"
    r"through|during)[ \t]+(?:(?:the|her|his|a|my|entire|whole|full|all|most|of)[ \t]+){0,3}"
)
WHOLE = re.compile(r"[ \t]*(?:(?:the|her|his|my|entire|whole|full|all|most|of)[ \t]+){0,3}")
ON_GROUND = re.compile(
    r"[ \t]+(?:(?:safely|far|alone|outside|outdoors)[ \t]+)?(?:on|over|across|through|along|up|down)[ \t]+"
    r"(?:(?:the|a|an|any|her|his|my|thick|wet|loose|deep)[ \t]+){0,2}"
)
"""What joins walking to the ground it is done on: walking "on mulch" is a matter of the surface."""
LIMITS_HEAD = re.compile(
    r"[\s\-*\u2022]*(?:(?:current|functional|activity|activities|main|present|reported)[ \t]+){0,2}"
    r"(?:limitations?|limited|limits)(?:[ \t]+(?:in|with|include|are))?[ \t]*:"
)
"""What heads a list of limited activities (matched on lower case)."""
IN_ROOM = re.compile(r"[ \t]+(?:when|while|for|as|to|during)[ \t]+(?:(?:she|he|pt|her|his|the)[ \t]+)*")
"""What makes a bathroom the place of another activity: "in the bathroom when she showers"."""
SELF_CARE = frozenset(
    {"dressing", "bathing", "grooming", "eating", "toileting", "housework", "shopping", "work", "caregiving"}
)
LEVEL_NEXT = re.compile(
    r"[ \t]*[:.]*[ \t]*(?:\[ ?[xX] ?\][ \t]?)?(?:SBA|CGA|(?:min|mod|max|total)[ \t]?(?:a\b|"
    r"assist)|dep\b|supervision|hoyer)",
    re.I,
)
TO_SEAT = re.compile(
    r"\b(?:(?:min|mod|max|total)[ \t]?(?:a|assist)|dep|cga|sba)(?:[ \t]*x[ \t]?[12]|"
    r"[ \t]+of[ \t]+[12])?[ \t]+(?:oob[ \t]+)?to[ \t]+(?:the[ \t]+)?\Z"
)
"""A level right before the seat that is reached: "Max A x2 to chair" (matched on lower case)."""
SEATS_REACHED = ("chair", "recliner", "commode", "toilet")
FROM_SEAT = re.compile(
    r"\b(?:min|mod|max|A|SBA|CGA|assist|help|arms|hands)\s+from\s+(?:a\s+|the\s+)?(?:low\s+|"
    r"std\s+|standard\s+)?\Z",
    re.I,
)
FROM_HEADS = re.compile(
    r"(?:\A|[\n\r.;,(\u2022-])[ \t]*from[ \t]+(?:(?:the|a|an|her|his|low|std|standard)[ \t]+)*(?:\w+[ \t]+)?\Z"
)
"""At the head of a clause, before the seat that somebody rises from ("From the kitchen chair CGA")."""
HEADING = re.compile(r"[ \t]?(?::|[-\u2013\u2014=][ \t])|[ \t][-\u2013\u2014=]{1,2}[ \t]")
"""What parts a topic from what is said of it: "sofa: ...", "chair - ..."."""
HEADS_LINE = re.compile(r"(?:\A|[\n\r.;,(\u2022*\"\u201c-])[ \t]*(?:low |std |the )?\Z")
MOVED = re.compile(r"[ \t]+(?:him|her|me|pt|the patient)\b(?! own)")
"""The patient as the one moved: "aide transfers him"."""
MOVER_REACH = 16
"""How far before the lifting of the patient the one who lifts may stand, in characters."""
IS_HARD = re.compile(
    r"[ \t]+(?:(?:is|are|remains?|still|also|now|always|a|an|the|big|real|main|very|too|so|quite|more|much|"
    r"all|both|getting|becoming)[ \t]+)+"
)
"""What joins a bare noun to a word of difficulty behind it: "gravel is a problem"."""
COUNTED = re.compile(r"(?:one|two|1|2)[ \t-]person")
"""Persons counted as help: "two person stand pivot"."""
COMES = re.compile(r"[ \t]+(?:comes?|stops[ \t]+by|drops[ \t]+by|visits)\b")
"""What a helper does first: "a niece comes by and does the floors"."""
UNCHECKED = re.compile(r"(?:\[ ?\]|\( \)|[\u2610\u25a1])[ \t]?\Z")
EMPTY_BOXES = ("[ ]", "[]", "( )", "\u2610", "\u25a1")
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
        "LIMIT_MANNER",
        "LIMIT_AWAY",
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


class Verdict(NamedTuple):
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
        self._ends = list(accumulate([end for _, end in ordered], max))

    def until(self, at: int) -> int:
        """Return the furthest end of the stretches that start at or before ``at``; -1 where there is none."""
        i = bisect_right(self._starts, at)
        return self._ends[i - 1] if i else -1


def cut(view: NoteView, sentence: Span, acts: Sequence[Item], cues: Sequence[Item]) -> list[Segment]:
    """Cut a sentence at separators and put activities and cues into their segments."""
    covered = Cover((i.start, i.end) for i in (*acts, *cues))
    segments = [Segment(sentence.start, sentence.end, "")]
    run_on = _run_on(view, acts, cues)
    for m in _separators(view, sentence, acts):
        while run_on and run_on[0] <= m.start():
            _part(segments, run_on.pop(0), sentence.end)
        # a separator inside an item parts nothing
        if m.lastgroup == "word" and covered.until(m.start()) > m.end():
            continue
        if m.lastgroup in ("list", "label", "word", "gap") and covered.until(m.start() - 1) > m.end():
            continue
        if m.group() == "(" and covered.until(m.start()) > m.end():
            continue  # "amb 200 ft (I)"
        kind = m.lastgroup or ""
        segments[-1].end, segments[-1].closer = m.start(), kind
        segments.append(Segment(m.end(), sentence.end, kind))
    for at in run_on:
        _part(segments, at, sentence.end)
    hides = [
        (c.start, c.end)
        for c in cues
        if (c.kind in ("LIMIT_CAP", "LIMIT_SUPPORT") and c.end - c.start > 4)
        or (c.kind == "LIMIT_UNABLE" and c.end - c.start > LONG_CUE)
    ]
    hiding = Cover(hides) if hides else None
    starts = [s.start for s in segments]
    for act in acts:
        segment = segments[bisect_right(starts, act.start) - 1]
        hidden = hiding is not None and hiding.until(act.start) >= act.end
        if segment.start <= act.start < segment.end and not hidden:
            segment.acts.append(act)
    boxes = view.once(_has_empty_boxes)
    for cue in cues:
        segment = segments[bisect_right(starts, cue.start) - 1]
        if segment.start <= cue.start < segment.end and not (boxes and _unchecked(view, cue)):
            segment.cues.append(cue)
    return [s for s in segments if s.acts or s.cues or view.text[s.start : s.end].strip()]


def _has_empty_boxes(view: NoteView) -> bool:
    """Whether a box without a tick stands anywhere in a note."""
    return any(box in view.text for box in EMPTY_BOXES)


def _unchecked(view: NoteView, cue: Item) -> bool:
    """Whether a word stands behind a box without a tick."""
    return UNCHECKED.search(view.text, max(0, cue.start - 6), cue.start) is not None


def _part(segments: list[Segment], at: int, end: int) -> None:
    """Close the last segment at an offset and open the next one there."""
    if segments[-1].start < at:
        segments[-1].end, segments[-1].closer = at, "gap"
        segments.append(Segment(at, end, "gap"))


def _run_on(view: NoteView, acts: Sequence[Item], cues: Sequence[Item]) -> list[int]:
    """Where an activity begins right behind the level of the one before ("SIT>STAND MOD A AMB 20 FT MIN A", "a / b")."""
    if len(acts) < 2 or len(cues) < 2:
        return []
    levels = {c.end: c.start for c in cues if c.kind == "ASSIST"}
    out = []
    for before, act in pairwise(acts):
        if act.data.get("form") != "act":
            continue
        if LINE_HEAD.search(view.text, max(0, act.start - 12), act.start):
            if any(before.start < at < act.start for at in levels) and any(
                act.end <= at < act.end + RUN_ON_REACH for at in levels.values()
            ):
                out.append(act.start)
            continue
        if view.text[act.start - 1 : act.start] != " ":
            continue
        slash = view.text.endswith(" / ", 0, act.start)
        level = levels.get(act.start - (3 if slash else 1))
        if level is None or before.end > level:
            continue
        if not slash and not {":", ","}.isdisjoint(view.text[before.end : level]):
            continue  # "Transfers: Mod A sit to stand, Min A car"
        if any(act.end <= at < act.end + RUN_ON_REACH for at in levels.values()):
            out.append(act.start)
    return out


def _separators(view: NoteView, sentence: Span, acts: Sequence[Item]) -> list[re.Match[str]]:
    """Separators of a sentence; without punctuation, the starts of new clauses behind an activity as well."""
    found = [
        *MARK.finditer(view.text, sentence.start, sentence.end),
        *CLAUSE.finditer(view.lower, sentence.start, sentence.end),
    ]
    if view.text.find(" / ", sentence.start, sentence.end) >= 0:
        found += NEXT_TIME.finditer(view.lower, sentence.start, sentence.end)
    if view.once(_has_boxes):
        found += AT_BOX.finditer(view.text, sentence.start, sentence.end)
    found.sort(key=_start)
    if len(acts) < 2 or any(m.lastgroup in ("list", "hard", "label") for m in found):
        return found
    runs = [
        m
        for m in RUN_ON.finditer(view.lower, acts[0].end, sentence.end)
        if HOLDS_ON.search(view.lower, max(acts[0].end - 1, m.start() - 12), m.start()) is None
    ]
    return sorted([*found, *runs], key=_start) if runs else found


def _has_boxes(view: NoteView) -> bool:
    return not view.text.isascii() and BOX.search(view.text) is not None


def _start(m: re.Match[str]) -> int:
    return m.start()


def seat_acts(view: NoteView) -> list[Item]:
    """Seats that stand for an activity of their own.

    Rising: a seat that heads a line ("sofa: needs arms + 2 tries") or follows a level ("mod A from sofa").
    Toileting: "toilet" with a level right behind it.
    """
    out = []
    for s in view.of_kind("SEAT"):
        category = None
        if LEVEL_NEXT.match(view.text, s.end) and FROM_HEADS.search(
            view.lower, max(0, s.start - 24), s.start
        ):
            category = "sit_to_stand"
        elif view.lower[s.start : s.end] == "toilet" and LEVEL_NEXT.match(view.text, s.end):
            category = "toileting"
        elif (
            HEADING.match(view.text, s.end) and HEADS_LINE.search(view.text, max(0, s.start - 8), s.start)
        ) or FROM_SEAT.search(view.text, max(0, s.start - 40), s.start):
            category = "toileting" if _needs_no_hand(view, s) else "sit_to_stand"
        elif view.lower.startswith(SEATS_REACHED, s.start) and TO_SEAT.search(
            view.lower, max(0, s.start - 40), s.start
        ):
            category = "transfer"
        if category is not None:
            form = "act" if category == "transfer" else "label"
            out.append(Item(s.start, s.end, "ACTIVITY", category, {"form": form}))
    return out


def _needs_no_hand(view: NoteView, seat: Item) -> bool:
    """Whether "Toilet:" heads what is said of toileting, not of rising with hands or tries."""
    if (
        not view.lower.startswith(("toilet", "commode"), seat.start)
        or HEADING.match(view.text, seat.end) is None
    ):
        return False
    end = view.sentence(seat.start).end
    return not view.between(seat.end, min(end, seat.end + 60), "LIMIT_SUPPORT")


def _main_acts(view: NoteView, segment: Segment) -> list[Item]:
    """The activities a segment is about: the first, and those coordinated with it."""
    kept: list[Item] = []
    acts = [a for a in segment.acts if a.data.get("form") != "rise" or _seat_follows(view, a, segment.end)]
    for act in acts if len(acts) < 2 else _named(acts):
        form = act.data.get("form", "act")
        if (
            form == "label"
            and act.value not in ("sit_to_stand", "toileting")
            and view.text[act.end : act.end + 3].lstrip(" ")[:1] not in (":", "-", "\t", ".", "|")
            and view.text[act.end : act.end + 2] != "  "
        ):
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
                and first.value in ("squat_bend_kneel", "push_pull_reach")
            )
            or (
                first.value == "lift_carry"
                and act.value == "squat_bend_kneel"
                and view.lower.startswith("pick", first.start)
                and between.strip() in ("", "up")
            )
            or (
                first.value == "maintain_sit"
                and act.value in SELF_CARE
                and (SITS_TO.fullmatch(between) or _sits_for(view, first, between))
                and view.lower.startswith("sit", first.start)
            )
            or (
                first.value == "toileting"
                and form == "act"
                and first.data.get("form") == "label"
                and IN_ROOM.fullmatch(between)
            )
            or (
                first.value == "walk"
                and act.value == "walk_surfaces"
                and (ON_GROUND.fullmatch(between) or not between.strip())
            )
            or (
                view.lower[first.start : first.end] in ("climb", "climbs", "climbing", "ascend", "descend")
                and (act.value == "walk_surfaces" or view.lower[act.start : act.end].startswith("ladder"))
            )
        ):
            on_foot = first.value == "walk" and act.value == "walk_surfaces"
            kept[-1] = act._replace(data={**act.data, "form": "act"}) if on_foot else act
        elif COORDINATED.search(between) and len(between) < 40:
            kept.append(act)
    return kept


def _sits_for(view: NoteView, sitting: Item, between: str) -> bool:
    """Whether "sit for" leads straight to what is done sitting ("needs to sit for LB dressing")."""
    ends = view.lower.endswith((" for", " to", " through"), sitting.start, sitting.end)
    return ends and WHOLE.fullmatch(between) is not None


def _named(acts: Sequence[Item]) -> Sequence[Item]:
    """Without bare nouns beside a named activity; a posture is none ("folds clothes sitting")."""
    topics = [a for a in acts if a.data.get("form") == "topic"]
    if not topics:
        return acts
    named = [a for a in acts if a.data.get("form") != "topic"]
    return named if any(a.value != "maintain_sit" for a in named) else topics[:1]


def _by_another(view: NoteView, segment: Segment, act: Item) -> bool:
    """Whether somebody else does it ("wife lifts leg over"), so that it is not the patient's activity."""
    if act.value in SELF_CARE or act.value in ("drive_transport", "bed_mobility"):
        return False
    if act.value in ("lift_carry", "push_pull_reach", "fine_hand") and " " in view.text[act.start : act.end]:
        return False  # "son carries the bags": what he does for the patient
    if act.value == "lift_carry" and MOVED.match(view.lower, act.end):
        reach = act.start - MOVER_REACH
        return any(c.kind == "LIMIT_PERSON" and reach <= c.end <= act.start for c in segment.cues)
    if act.value == "push_pull_reach" or (act.value != "lift_carry" and MOVED.match(view.lower, act.end)):
        return False
    return any(
        c.kind == "LIMIT_PERSON"
        and c.end <= act.start <= c.end + 12
        and not view.lower.startswith("to ", act.start)  # "needs a bar and her husband to rise"
        and view.lower[c.end : act.start].strip() in ("", "has to", "have to", "must", "had to")
        and COUNTED.fullmatch(view.lower, c.start, c.end) is None
        for c in segment.cues
    )


def _seat_follows(view: NoteView, act: Item, end: int) -> bool:
    return any(s.start - act.end < 26 for s in view.between(act.end, min(end, act.end + 30), "SEAT"))


def group(view: NoteView, segments: Sequence[Segment]) -> list[Unit]:
    """Group segments into units."""
    units: list[Unit] = []
    waiting: list[Item] = []
    last: Segment | None = None
    for segment in segments:
        acts = _main_acts(view, segment)
        if acts and last is not None and not units and _goes_on(view, last, segment):
            segment = replace(segment, start=last.start, opener=last.opener, cues=[*last.cues, *segment.cues])
        last = segment
        if not acts:
            if units:
                units[-1].more.append(segment)
            elif segment.cues:
                waiting = [
                    c
                    for c in segment.cues
                    if c.kind
                    in (
                        "LIMIT_UNABLE",
                        "LIMIT_STOP",
                        "LIMIT_DIFF",
                        "LIMIT_NEED",
                        "ASSIST",
                        "LIMIT_EASY",
                        "LIMIT_INDEP",
                    )
                    or (c.kind == "LIMIT_LIMIT" and LIMITS_HEAD.match(view.lower, segment.start))
                ]
            continue
        bare = acts[0].data.get("form") == "topic"
        if units and bare and segment.opener in ("list", "gap", "label") and not _has_manner(segment):
            units[-1].more.append(segment)
            continue
        if units and _in_brackets(view, units[-1], segment, acts):
            units[-1].more.append(segment)
            continue
        if (
            units
            and _is_label(view, units[-1])
            and units[-1].acts[0].value in SELF_CARE
            and all(
                a.value == "maintain_sit" and view.lower.startswith(("sits", "sitting"), a.start)
                for a in acts
            )
            and SITS_AT_IT.fullmatch(view.lower, segment.start, segment.end)
        ):
            units[-1].more.append(segment)
            continue
        if (
            units
            and _is_label(view, units[-1])
            and all(a.value == "equipment" or a.data.get("form") in ("thing", "label", "topic") for a in acts)
            and not _told_of_part(units[-1], segment, acts)
        ):
            units[-1].more.append(segment)
            continue
        if units and _heads(view, units[-1]) and units[-1].acts[0].value in DAILY:
            if _level_for(view, segment, acts) or _level_seated(view, segment, acts):
                units[-1].more.append(segment)
                continue
            acts = _parts_left(units[-1], acts)
        if units and _says_why(view, units[-1], acts):
            units[-1].more.append(segment)
            continue
        if units and _is_label(view, units[-1]):
            units.pop()
        unit = Unit(acts, segment, inherited=waiting if segment.opener in ("list", "label", "") else [])
        waiting = []
        units.append(unit)
    return units


DAILY = frozenset({"dressing", "bathing", "grooming", "eating", "toileting"})
"""Activities whose label heads all that is said of them in its line."""
PARTS = frozenset({"push_pull_reach", "fine_hand", "lift_carry"})
"""What one does with the hands in one of those."""
DASHES = frozenset("-\u2013\u2014")


SITS_AT_IT = re.compile(r"[ \t]*(?:[a-z]+[ \t]+){0,3}[a-z]+[ \t]*")
"""Words that say that what heads the line is done sitting ("Laundry: folds it sitting"; matched on lower case)."""


def _told_of_part(head: Unit, segment: Segment, acts: Sequence[Item]) -> bool:
    """Whether a clause says itself what cannot be done of what heads the line ("Hair: can't hold the curling iron")."""
    return (
        head.acts[0].data.get("form") == "topic"
        and acts[0].value == head.acts[0].value
        and any(c.kind in ("LIMIT_UNABLE", "LIMIT_DIFF") and c.end <= acts[0].start for c in segment.cues)
    )


def _heads(view: NoteView, unit: Unit) -> bool:
    """Whether a unit is only a heading, before a colon or a dash ("Shower - ...")."""
    if _is_label(view, unit):
        return True
    own = unit.own
    dashed = own.closer == "gap" and not DASHES.isdisjoint(view.text[max(0, own.end - 2) : own.end + 2])
    return dashed and not own.cues and not unit.more


OWN_BODY = re.compile(
    r"[ \t]+(?:(?:to|past|below|beyond|down|behind|around|her|his|own|the|both|l|r|left|right)[ \t]+){0,4}"
    r"(?:feet|foot|toes?|knees?|ankles?|calves|shins?|back|bottom|buttocks|perineum|peri|lower legs?|heels?|waist)\b"
)


def _says_why(view: NoteView, unit: Unit, acts: Sequence[Item]) -> bool:
    """Whether a reach only says why a level of self-care is needed: "LB dressing   Max A   cannot reach feet"."""
    return (
        unit.acts[0].value in DAILY
        and unit.own.closer in ("gap", "label", "list")
        and any(c.kind == "ASSIST" for s in (unit.own, *unit.more) for c in s.cues)
        and all(a.value == "push_pull_reach" for a in acts)
        and view.lower.startswith("reach", acts[0].start)
        and OWN_BODY.match(view.lower, acts[0].end) is not None
    )


def _level_for(view: NoteView, segment: Segment, acts: Sequence[Item]) -> bool:
    """Whether a segment opens with a level and what it is given for ("Shower: Min A to lift legs over tub edge")."""
    first = segment.cues[0] if segment.cues else None
    counted = first is not None and PERSONS_FOR.match(view.lower, first.start, first.end) is not None
    if (
        first is None
        or not (first.kind == "ASSIST" or counted)
        or view.text[segment.start : first.start].strip(" -\u2013\u2014")
    ):
        return False
    if counted:
        return first.end <= acts[0].start
    task = acts[0]
    if task.value in MOBILITY and MOVES.search(view.lower, task.start, task.end):
        return False  # "Toileting: Min A for transfer, Mod A for hygiene"
    return first.end <= task.start and FOR_WHAT.match(view.lower, first.end) is not None


def _level_seated(view: NoteView, segment: Segment, acts: Sequence[Item]) -> bool:
    """Whether a segment opens with a level and the posture it is given in ("LB dressing: Mod A seated EOB")."""
    first = segment.cues[0] if segment.cues else None
    return (
        first is not None
        and first.kind == "ASSIST"
        and first.end <= acts[0].start
        and not view.text[segment.start : first.start].strip(" -\u2013\u2014")
        and all(a.value == "maintain_sit" for a in acts)
        and view.lower.startswith(("seated", "sitting", "sit "), acts[0].start)
    )


PERSONS_FOR = re.compile(r"(?:one|two|1|2) (?:person|people|staff) for\Z")
"""How many a task takes, with what it is for (matched on lower case)."""
MOBILITY = frozenset({"transfer", "sit_to_stand", "walk", "stairs", "maintain_stand", "bed_mobility"})
"""Activities told beside those of daily life, each with its own level."""
MOVES = re.compile(r"transfer|t/f|tf|standing at|walk|ambul|gait|mobil|stair")
FOR_WHAT = re.compile(r"[ \t]*(?:x ?[12][ \t]*)?(?:to|for|with|w/)[ \t]+\w")


def _parts_left(head: Unit, acts: list[Item]) -> list[Item]:
    """The activities without those of the hands beside the one that heads the line ("Eating - opens cartons, cuts meat")."""
    if not any(a.value == head.acts[0].value for a in acts):
        return acts
    return [a for a in acts if a.value not in PARTS]


def _in_brackets(view: NoteView, unit: Unit, segment: Segment, acts: Sequence[Item]) -> bool:
    """Whether a bracket only says with or of what the activity before it is done: "shower (bench) Mod A"."""
    bare = not (unit.own.cues or unit.more or segment.cues) and all(
        a.data.get("form") in ("thing", "label", "topic") for a in acts
    )
    return (
        bare
        and segment.start > 0
        and view.text.startswith("(", segment.start - 1)
        and view.text.startswith(")", segment.end)
    )


def _goes_on(view: NoteView, last: Segment, segment: Segment) -> bool:
    """Whether a clause takes up the one before: "rests twice while ...", "a niece comes by and does ..."."""
    joint = view.lower[last.end : segment.start].strip()
    if joint != "and":
        return joint == "while"
    people = [c for c in last.cues if c.kind == "LIMIT_PERSON"]
    return bool(people) and COMES.match(view.lower, people[-1].end, last.end) is not None


def _has_manner(segment: Segment) -> bool:
    return any(c.kind in ("LIMIT_PERSON", "LIMIT_AWAY", "LIMIT_MANNER") for c in segment.cues)


def _is_label(view: NoteView, unit: Unit) -> bool:
    """Whether a unit is only a heading ("Transfers:") that nothing has filled yet, no cue and no letter ("I", "S")."""
    return (
        unit.own.closer == "label"
        and not unit.own.cues
        and not any(s.cues or view.text[s.start : s.end].strip() in ("I", "S") for s in unit.more)
    )
