"""Activity limitations.

A limitation is an activity (``lexicon_activities.csv``) with a word that limits it (``lexicon_limitations.csv``)::

    cue, activity      "unable to climb stairs", "needs help with socks", "difficulty with transfers and gait"
    activity, level    "Sup to Sit: SBA", "TRANSFERS: MOD A SIT TO STAND", "bathing/dressing Dep"
    activity, amount   "Gait: 25 ft x 2 RW", "stands at the counter 3 min", "4 steps with both rails"
    helper, activity   "his wife helps him wash below the knees"
    whole statement    "off work", "still not driving" (``lexicon_limitations_said.csv``)
    table row          ``| TRANSFERS | MOD A | MIN A | SBA |`` under ``| INITIAL | CURRENT | GOAL |``

A sentence is cut into segments at separators; a segment with activities is a unit, and segments without one qualify
the unit before them. One unit gives one fact for each of its activities; the same activity twice in one sentence is
one fact. ``specific`` facts carry a level, a number, a device of support or the word "unable".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from rehabcode.nlp import function_tables
from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import Limitation, Status
from rehabcode.nlp.layout import Span
from rehabcode.nlp.lexicon import table
from rehabcode.nlp.prior_level import prior_spans
from rehabcode.nlp.view import Item, NoteView

SPLIT = re.compile(
    r"(?P<list>,)|(?P<hard>[;|()\u2022\"\u201c\u201d])|(?P<label>:(?!\d))|(?P<gap>(?<=\S)[ \t]{2,}(?=\S)|\t|\.{3,}|(?<=\s)[-\u2013\u2014]{1,2}(?=\s)|\s-?->\s)|"
    r"(?P<word>\b(?:but|however|although|though|while|whereas|because|since|so)\b|"
    r"\band\b(?=\s+(?:he|she|they|it|is|now|also|still|then|only|has|had|must|needs?|requires?|cannot|can|unable|could|walks?|ambulates?|climbs?|goes|takes|"
    r"carries|lifts|transfers|stands|sits|pulls|stopped|denies|no longer|does|reports|tolerates|limits|uses|needing|unable|standing is|sitting is|walking is|wife|husband|daughter|son|staff)\b))",
    re.I,
)
COORDINATED = re.compile(r"(?:^|[\s,])(?:and|or|&|nor|as well as|plus)(?:[\s]|$)|[/,&+]")
PURPOSE = re.compile(r"\bto\s+(?:\w+\s+)?$")
SELF_CARE = frozenset({"dressing", "bathing", "grooming", "eating", "toileting", "housework", "shopping", "work", "caregiving"})

NUMBER = r"(?:\d+(?:\.\d+)?(?:[ \t]?[\u00bd/][ \t]?\d+)?|\d[\dOoIl]{0,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:a |one |two |three |four |five )?hundred(?: (?:and )?(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))?)"
NEAR_DISTANCE = re.compile(rf"(?<![\w/.]){NUMBER}(?:[ \t]?[x\u00d7][ \t]?\d+)?[ \t-]{{0,2}}(?:(?:five|one|two|three|four|six|seven|eight|nine)[ \t]+)?(?:ft\b(?!/)|feet\b|foot\b|'|\u2019(?!\w)|m\b(?!in|/)|meters?\b|metres?\b|yd\b|yds\b|yards?\b|steps\b|laps?\b)", re.I)
FAR_DISTANCE = re.compile(rf"(?<![\w.]){NUMBER}(?:[ \t]?/[ \t]?\d)?[ \t-]{{0,2}}(?:half[ \t])?(?:blocks?\b|blks?\b|miles?\b|mi\b)|\b(?:half a|a quarter|quarter|half|a|1/2|1/4) (?:block|mile|mi)\b", re.I)
DURATION = re.compile(rf"(?<![\w/.]){NUMBER}[ \t-]{{0,2}}(?:to[ \t]\d+[ \t])?(?:min\b|mins\b|minutes?\b|sec\b|secs\b|seconds?\b|s\b|h\b|hrs?\b|hours?\b)(?![ \t]?(?:a\b|assist|ax))", re.I)
COUNT = re.compile(rf"(?<![\w/.]){NUMBER}(?![\w/.%])|[x\u00d7][ \t]?\d+", re.I)
WEIGHT = re.compile(rf"(?<![\w/.]){NUMBER}[ \t-]{{0,2}}(?:lbs?\b|#|pounds?\b|kg\b)|#\d|<[ \t]?\d+[ \t]?(?:lbs?|#)|\b(?:one|1) (?:grocery )?bag", re.I)
STEP_COUNT = re.compile(rf"(?<![\w/.]){NUMBER}[ \t-]{{0,2}}(?:\w+[ \t]+)?(?:steps?|stairs?|flights?|flts?)\b|\b(?:stairs?|steps?)[ \t:]*(?:x[ \t]?)?\d+\b|\b(?:a|one) flight\b", re.I)
BETTER = re.compile(r"\b(?:better|increas\w*|improv\w*|returns?\b|resume|without pain|confidence)", re.I)
NO_LONGER_DONE = re.compile(r"\s*(?:[.,;)\n]|\Z|yet\b|since\b|at this|now\b|x ?\d|or\b)", re.I)
NOW_SEGMENT = re.compile(r"[ \t]*(?:now|current(?:ly)?|curr|today)\b", re.I)
THEN_SEGMENT = re.compile(r"[ \t]*(?:was|prior|previously|prev|from|IE|eval|at eval|initial(?:ly)?|goal|baseline)\b", re.I)
EXERCISE = re.compile(r"\b(?:ther ?-?ex|exs?|exercises?|therapeutic|97\d{3}|balance|marching|nustep|bike)\b", re.I)
LEVEL_NEXT = re.compile(r"[ \t]*[:.]*[ \t]*(?:\[ ?[xX] ?\][ \t]?)?(?:SBA|CGA|(?:min|mod|max|total)[ \t]?(?:a\b|assist)|dep\b|supervision|hoyer)", re.I)
FROM_SEAT = re.compile(r"\b(?:min|mod|max|A|SBA|CGA|assist|help|arms|hands)\s+from\s+(?:a\s+|the\s+)?(?:low\s+|std\s+|standard\s+)?\Z", re.I)
EXTRA_TIME = re.compile(r"\b(?:extra|increased|more) time\b", re.I)
UNCHECKED_OPTION = re.compile(r"(?:\[ ?\]|\( \)|[\u2610\u25a1])[ \t]?[\w/+-]+(?:[ \t]A\b)?")
CHECKED_LEVEL = re.compile(r"(?:\[ ?[xX] ?\]|[\u2611\u2612\u25a0])[ \t]?(Ind\w*|I|S/U|Sup\w*|SBA|S|CGA|Min|Mod|Max|Dep|Total|Tot)\b(?! ?I\b)")
CHECKED = {"s/u": "Set-up", "s": "Supervision", "sup": "Supervision", "sba": "Stand-by assist", "cga": "Contact guard", "min": "Minimal assist", "mod": "Moderate assist", "max": "Maximal assist", "dep": "Total/dependent", "tot": "Total/dependent"}
UNCHECKED = re.compile(r"(?:\[ ?\]|\( \)|[\u2610\u25a1])[ \t]?\Z")
TIME_TO = re.compile(rf"{NUMBER}[ \t-]{{0,2}}(?:min|mins|minutes|hours?|hrs?)[ \t]+to[ \t]+\Z", re.I)
PRESSURE = re.compile(r"\b\d{2,3}/\d{2,3}\b")
SUPERVISED = re.compile(r"(?<=[ \t:])(?:S|Sup|SUP|sup)(?=[ \t]*(?:$|[,;.)]))")
ASSISTED = re.compile(r"(?:\b[Nn]eeds?|\b[Rr]eq(?:uires?)?|\bw/|\b[Ww]ith|\bx ?1) A(?=[ ,;.]|$)|(?<=\s)[12] A(?=[ ,;.)]|$)")
INDEPENDENT_I = re.compile(r"(?<![\w'.])I(?=[ \t]*(?:$|[,;.)\]|\n]|w/|with\b|in\b|no\b|x\d|\d{2,}|from\b|all\b|for\b|AD\b))")
TO_ENTER = re.compile(r"\bto enter\b|\bSTE\b|\blives\b|\bresides\b|\bstory\b|\blevel (?:home|house)|\bwalk[- ]?up\b|\bhome (?:set|env)|\bto (?:bed|2nd|second|basement)\b|\b(?:ranch|elevator|apartment|condo)\b|\bhouse with\b|\bhome with\b|\bramp to\b|\bbetween levels\b|\blevel house\b|\bsplit level\b|\bentry\b(?! steps)", re.I)
NO_REPORT = re.compile(
    r"[\s\-\u2022*\d.)]*(?:(?:pt|patient|family|wife|husband|caregiver|staff|daughter|son)(?:/\w+)? )?(?:was |were )?"
    r"(?:edu?\b|educ|instruct|taught|teach|train(?:ed|ing) (?:on|in|pt|patient|staff|family|wife)|discuss|"
    r"review(?:ed|s)?\b(?! (?:of )?(?:therapy|pt|ot|chart|notes))|advised?\b|recommend|recs?\b|"
    r"equip(?:ment)? (?:to|issued|deliv)|precautions?\b|plan\b|freq|home exercise|hep\b|(?:skilled )?[il]ntervent|"
    r"treatment (?:provided|today|included)|tx (?:today|since)|activity order|orders?\b|work on\b|"
    r"cont(?:inue)?\b(?! to (?:need|req|have|lim|be))|will (?:work|focus|progress|continue|benefit)|"
    r"progress (?:to|gait|stairs)|next (?:visit|session)|barriers?\b|dispo\b|d/c rec)"
)
"""Sentences that open with teaching, plans or orders report no function (matched on lower case)."""
TEACHING = re.compile(
    r"\b(?:billing|cpt|call \d{3})\b|\bshould (?:not|avoid|use|continue|call)\b|\bcalls? (?:pcp|md|us|if|don't)\b|"
    r"\b(?:told|instructed|advised|educated|taught|cued|trained|encouraged|reminded|asked|agreed) (?:\w+ ){0,2}?"
    r"(?:to|on|in|about)\b"
)
TEACHING_WORDS = ("billing", "cpt", "call", "should", "told", "instruct", "advis", "educat", "taught", "cued", "trained", "encourag", "remind", "asked", "agreed")
AIMS = re.compile(r"\b(?:improv\w*|increas\w*|progress\w*|train\w*|practi[cs]\w*|promot\w*|maximi\w*|enhanc\w*|restor\w*|facilitat\w*|work on|focus\w* on|drills?|education|safe(?:ty)? (?:with|in|during)|in order to|return to|needed to|necessary (?:to|for)|required (?:to|for)|prep(?:are)? for|simulat\w*|for safe)\s+(?:\w+[ \t,/&]+){0,3}$", re.I)
RISK = re.compile(r"\b(?:risk (?:of|for)|(?:if|should|in case|whether)\s+(?:\w+\s+){0,3})$", re.I)
WAS_ONLY = re.compile(r"\((?:was|from|IE|eval|initial\w*|previously|prev|prior|SOC)\b[^)]*$", re.I)
EARLIER = re.compile(
    r"\b(?:at (?:eval\w*|IE|SOC|admission|initial \w+|start of care|first)|on (?:admission|eval\w*|IE)|initially|when (?:first seen|I (?:first )?(?:saw|opened|met|evaluated))|upon admission|d\d{1,2}(?= ))\b[^;]*$",
    re.I,
)
INTENDED = re.compile(
    r"^[\s\-\u2022*\d.)]*(?:(?:pt|patient|client)'?s?\s+)?(?:goals?|STGs?|LTGs?)\b|\b(?:pt|patient|client|he|she)\s+(?:will|is to|to)\b[^.;]*$|\b(?:will be able to|would like to|wants? to|hopes? to|wishes to|desires? to|goal (?:is|of|to)|aims? to|by (?:week|visit|day|month|discharge|d/c)\b)[^.;]*$",
    re.I,
)
GOALS_FOLLOW = re.compile(
    r"(?:^|[.!?]\s+)(?:(?:short|long)[- ]term )?goals?\b(?![^.:]*(?:\bmet\b|achiev|review|progress|\d ?/ ?\d))[^.:]*(?:[.:]|are as follows)(?![^\n]*\b(?:plan|frequency|prognosis|assessment|rehab potential)\b)",
    re.I | re.M,
)
CURRENT = re.compile(r"\b(?:now|current(?:ly)?|today|these days|at this point|has not|have not|hasn't|no longer|at present|presently|at d/?c|at discharge|CLOF|this (?:visit|date|week|time))\b", re.I)
CONTINUING = re.compile(r"\b(?:skilled|PT\b|OT\b|therapy|physical therapist|eval\w*|continued?|further|training|improve\w*|rehab\w*|follow|f/u|monitor\w*|cues?\b|education|instruction|more (?:strength|practice|work)|MRI|imaging|referral|order|hospital|refill|med(?:ication)?s?\b|strengthen\w*)", re.I)
BALANCE_SCALE = re.compile(r"\b(?:static|dynamic|balance|bal)\b", re.I)
TRAINING_SECTIONS = frozenset({"treatment"})
SILENT_SECTIONS = frozenset({"plan", "billing", "certification", "medications", "family_history", "pmh"})
SOCIAL_SECTIONS = frozenset({"social"})

CLASSES = (
    "LIMIT_UNABLE", "LIMIT_STOP", "LIMIT_NO", "LIMIT_DIFF", "LIMIT_LIMIT", "LIMIT_NEED", "LIMIT_HELP", "LIMIT_HELPV", "LIMIT_PERSON",
    "LIMIT_CAP", "LIMIT_SUPPORT", "LIMIT_EASY", "LIMIT_INDEP", "LIMIT_MODI", "ASSIST", "DEVICE",
)
WEAK_NEGATION = frozenset(
    "not;does not;do not;did not;doesn't;don't;didn't;has not;have not;had not;hasn't;haven't;hadn't;isn't;is not;never;not yet;no longer;no more;has yet to;yet to;have yet to;won't".split(";")
)
HARD_CAP = frozenset(
    "only;at most;at best;max of;maximum;maximum of;no more than;not more than;no further than;limited to;halfway;half way;at a time;barely;hardly;needs to sit;must sit;has to sit;must rest;has to rest;has to stop;must stop;stops;unless;household distances only;less than a block;has to lie down;must lie down;needs to lie down;lies down;has to sit down;needs to sit down;must sit down;sits down;halfway;needs to rest".split(";")
)
PASSIVE_SUPPORT = frozenset("seated;sitting;arm;arms;hands;ue;ues;wall;walls;counter;bar;cart;on bench;shower chair;shower bench;tub bench;tries;attempts;reacher;adaptive equipment".split(";"))
SUPPORTED = frozenset({"sit_to_stand", "stairs", "bed_mobility", "squat_bend_kneel", "bathing", "walk_surfaces"})
COUNTED = frozenset({"walk", "stairs", "maintain_sit", "maintain_stand", "lift_carry", "housework", "recreation", "work", "shopping", "endurance", "drive_transport", "equipment", "walk_surfaces", "bathing", "transfer", "sit_to_stand", "moving_around_home"})
NEGATED_BEFORE = re.compile(r"\b(?:no|not|denies|without|w/o|denied)\s+(?:any\s+|significant\s+|new\s+)?\Z")
ADAPTED = frozenset("built up;built-up;built up handle;built-up handle;u-cuff;universal cuff;button hook;buttonhook;hook;weighted utensils;adapted;reacher;sock aid;sock-aid;dressing stick;elastic laces;l hand;r hand;with l;with r;w/ l only;w/ r only;other hand;good arm;good hand;left hand;right hand;both hands;two hands".split(";"))
RESUMED = frozenset({"back to", "returned to", "resumed", "has resumed", "has returned to", "is back to", "return to full"})
MOBILITY_DEVICES = frozenset({"Rolling walker", "Rollator", "Standard walker", "Hemi walker", "Single point cane", "Quad cane", "Crutches", "Wheelchair"})


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


@cache
def _icf() -> dict[str, str]:
    return {row["category"]: row["icf"] for row in table("limitation_categories", "category").values()}


def read_limitations(view: NoteView) -> Iterator[Limitation]:
    """Read activity limitations with category, assistance and status."""
    found: list[Limitation] = []
    rows = function_tables.activity_rows(view)
    priors = prior_spans(view)
    for fact in _from_rows(view, rows):
        found.append(fact)
    for sentence, acts in _by_sentence(view):
        if any(row.start <= sentence.start < row.end for row in rows):
            continue
        found += _sentence(view, sentence, acts, priors)
    for fact in _said(view, rows, priors):
        found.append(fact)
    merged: dict[tuple[int, str, Status], Limitation] = {}
    for fact in sorted(found, key=lambda f: (f.start, f.end)):
        key = (view.layout.sentence_index(fact.start), fact.category, fact.status)
        known = merged.get(key)
        merged[key] = fact if known is None else _joined(view, known, fact)
    walks = [f for f in merged.values() if f.category == "walk" and f.status == "present"]
    for fact in merged.values():
        beside = any(f.start - 70 < fact.start < f.end + 70 for f in walks if view.sentence(f.start) == view.sentence(fact.start))
        if not (fact.category == "equipment" and beside and not PROPELS.search(fact.text)):
            yield fact


def _joined(view: NoteView, one: Limitation, other: Limitation) -> Limitation:
    """The same activity told twice in one sentence: one fact over both places."""
    end = max(one.end, other.end)
    return replace(
        one,
        end=end,
        text=view.text[one.start : end],
        assist=one.assist or other.assist,
        specific=one.specific or other.specific,
    )


def _by_sentence(view: NoteView) -> Iterator[tuple[Span, list[Item]]]:
    """Activities grouped by sentence; words of a test's name are no activity."""
    tests = [i for i in view.items if i.kind in ("TEST", "TESTOTHER")]
    group: list[Item] = []
    at = -1
    t = 0
    for act in sorted([*view.of_kind("ACTIVITY"), *_seat_acts(view)], key=lambda a: a.start):
        while t < len(tests) and tests[t].end <= act.start:
            t += 1
        if t < len(tests) and tests[t].start <= act.start and act.end <= tests[t].end and (
            tests[t].kind == "TEST" or tests[t].end - tests[t].start > act.end - act.start
        ):
            continue
        index = view.layout.sentence_index(act.start)
        if index != at and group:
            yield view.layout.sentences[at], group
            group = []
        at = index
        group.append(act)
    if group:
        yield view.layout.sentences[at], group


# ---------------------------------------------------------------------------------------------- segments and units


def _segments(view: NoteView, sentence: Span, acts: Sequence[Item]) -> list[Segment]:
    """Cut a sentence at separators and put activities and cues into their segments."""
    cues = view.between(sentence.start, sentence.end, *CLASSES)
    covered = [(i.start, i.end) for i in (*acts, *cues)]
    segments = [Segment(sentence.start, sentence.end, "")]
    for m in SPLIT.finditer(view.text, sentence.start, sentence.end):
        if m.lastgroup in ("list", "label", "word", "gap") and any(s < m.start() and m.end() < e for s, e in covered):
            continue
        kind = m.lastgroup or ""
        segments[-1].end, segments[-1].closer = m.start(), kind
        segments.append(Segment(m.end(), sentence.end, kind))
    hiding = [c for c in cues if c.kind in ("LIMIT_CAP", "LIMIT_SUPPORT") and c.end - c.start > 4]
    acts = [a for a in acts if not any(c.start <= a.start and a.end <= c.end for c in hiding)]
    for segment in segments:
        segment.acts = [a for a in acts if segment.start <= a.start < segment.end]
        segment.cues = [c for c in cues if segment.start <= c.start < segment.end and not UNCHECKED.search(view.text, max(0, c.start - 6), c.start)]
    return [s for s in segments if s.acts or s.cues or view.text[s.start : s.end].strip()]


def _seat_acts(view: NoteView) -> list[Item]:
    """Seats that stand for an activity of their own.

    Rising: a seat that heads a line ("sofa: needs arms + 2 tries") or follows a level ("mod A from low sofa").
    Toileting: "toilet" with a level right behind it.
    """
    out = []
    for s in view.of_kind("SEAT"):
        category = None
        if view.lower[s.start : s.end] == "toilet" and LEVEL_NEXT.match(view.text, s.end):
            category = "toileting"
        elif view.text[s.end : s.end + 2].lstrip()[:1] == ":" or FROM_SEAT.search(view.text, max(0, s.start - 40), s.start):
            category = "sit_to_stand"
        if category is not None:
            out.append(Item(s.start, s.end, "ACTIVITY", category, {"form": "label"}))
    return out


def _main_acts(view: NoteView, segment: Segment) -> list[Item]:
    """The activities a segment is about: the first, and those coordinated with it."""
    kept: list[Item] = []
    for act in segment.acts:
        form = act.data.get("form", "act")
        if form == "label" and act.value not in ("sit_to_stand", "toileting") and view.text[act.end : act.end + 3].lstrip(" ")[:1] not in (":", "-", "\t", ".", "|") and view.text[act.end : act.end + 2] != "  ":
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
        if first.data.get("form") == "thing" and form == "act" and not COORDINATED.search(between):
            kept[-1] = act
        elif form == "act" and PURPOSE.search(between) and act.value in SELF_CARE and first.value == "squat_bend_kneel":
            kept[-1] = act
        elif view.lower[first.start : first.end] in ("climb", "climbs", "climbing", "ascend", "descend") and (act.value == "walk_surfaces" or view.lower[act.start : act.end].startswith("ladder")):
            kept[-1] = act
        elif COORDINATED.search(between) and len(between) < 40:
            kept.append(act)
    return kept


def _by_another(view: NoteView, segment: Segment, act: Item) -> bool:
    """Whether somebody else does it ("wife lifts leg over"), so that it is not the patient's activity."""
    if act.value in SELF_CARE or act.value in ("drive_transport", "bed_mobility"):
        return False
    return any(
        c.kind == "LIMIT_PERSON" and c.end <= act.start <= c.end + 4 and not view.lower[c.end : act.start].strip()
        for c in segment.cues
    )


def _seat_follows(view: NoteView, act: Item, end: int) -> bool:
    return any(s.start - act.end < 26 for s in view.between(act.end, min(end, act.end + 30), "SEAT"))


def _units(view: NoteView, segments: Sequence[Segment]) -> list[Unit]:
    """Group segments into units."""
    units: list[Unit] = []
    waiting: list[Item] = []
    for segment in segments:
        acts = _main_acts(view, segment)
        if not acts:
            if units:
                units[-1].more.append(segment)
            elif segment.cues:
                waiting = [c for c in segment.cues if c.kind in ("LIMIT_UNABLE", "LIMIT_DIFF", "LIMIT_NEED", "ASSIST", "LIMIT_EASY", "LIMIT_INDEP")]
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


# ------------------------------------------------------------------------------------------------------- the verdict


class _Evidence:
    """Cues of some segments, by class, with the text they stand in."""

    def __init__(self, view: NoteView, unit: Unit, segments: Sequence[Segment], inherited: Sequence[Item] = ()):
        self.view = view
        self.unit = unit
        self.segments = segments
        self.items = [c for s in segments for c in s.cues]
        self.inherited = list(inherited)
        self.first, self.last = unit.acts[0], unit.acts[-1]
        self.text = UNCHECKED_OPTION.sub(" ", " ; ".join(view.text[s.start : s.end] for s in segments))

    @property
    def number(self) -> bool:
        """Whether any figure or number word is given."""
        return COUNT.search(self.text) is not None or WEIGHT.search(self.text) is not None

    def of(self, kind: str) -> list[Item]:
        return [c for c in self.items if c.kind == kind]

    def __contains__(self, kind: str) -> bool:
        return any(c.kind == kind for c in (*self.items, *self.inherited))

    def before(self, cue: Item, reach: int = 80) -> bool:
        """Whether a cue stands before the unit's activities, near them."""
        return cue.start < self.first.start and self.first.start - cue.end <= reach

    def gap(self, cue: Item) -> str:
        """Text between a cue and the activities."""
        if cue.start < self.first.start:
            return self.view.lower[cue.end : self.first.start]
        return self.view.lower[self.last.end : cue.start]


def _judge(view: NoteView, unit: Unit, category: str, segments: Sequence[Segment], *, goal: bool) -> Verdict | None:
    """Say whether the cues of ``segments`` limit an activity of ``category``, or free it of limits."""
    e = _Evidence(view, unit, segments, unit.inherited)
    assist = _assist(e)
    easy = _easy(e)
    start, end = _extent(e)

    def verdict(status: Status, specific: bool, *, shared: bool = False) -> Verdict:
        return Verdict(status, specific or bool(assist), assist, start, end, shared)

    if category in ("maintain_sit", "maintain_stand") and (PRESSURE.search(e.text) or (BALANCE_SCALE.search(e.text) and not assist)):
        return None
    unable = _unable(e, category)
    if unable == "easy":
        return verdict("absent", True)
    if unable:
        return verdict("present", True, shared=True)
    if _stopped(e):
        return verdict("present", True)
    if assist:
        if BALANCE_SCALE.search(e.text) and category == "maintain_stand" and "balance" in e.text.lower():
            return None
        return verdict("present", True, shared=any(e.before(c) for c in e.of("ASSIST")))
    if "LIMIT_MODI" in e:
        return verdict("present", True) if goal else None
    if _difficult(e, category) and not ("LIMIT_INDEP" in e and EXTRA_TIME.search(e.text)):
        return verdict("present", e.number, shared=True)
    if _helped(e, category):
        return verdict("present", bool(e.of("LIMIT_PERSON")) or e.number or bool(e.of("LIMIT_SUPPORT")), shared=True)
    if _needs(e, category):
        return verdict("present", True, shared=False)
    if easy and category != "endurance" and not _capped(e, category, hard=True):
        return verdict("absent", True, shared=True)
    if _capped(e, category, hard=False) or _amount(e, category) or _supported(e, category):
        return verdict("present", True)
    if goal and ((e.number or e.of("LIMIT_SUPPORT")) and category in COUNTED or BETTER.search(e.text)):
        return verdict("present", True)
    return None


def _assist(e: _Evidence) -> str | None:
    """The level of assistance written for the unit (the first one)."""
    for cue in (*e.items, *e.inherited):
        if cue.kind == "ASSIST":
            return cue.value
    checked = CHECKED_LEVEL.search(e.text)
    if checked:
        word = checked.group(1).lower()
        return CHECKED.get(word) or CHECKED.get(word[:3])
    if SUPERVISED.search(e.text):
        return "Supervision"
    if ASSISTED.search(e.text):
        return "Assist"
    return None


def _easy(e: _Evidence) -> bool:
    """Whether the activity is done independently or without difficulty."""
    for cue in (*e.items, *e.inherited):
        if cue.kind == "LIMIT_INDEP":
            return True
        if cue.kind == "LIMIT_EASY":
            written = e.view.lower[cue.start : cue.end]
            if written.startswith("recip") and e.first.value != "stairs":
                continue
            if written in RESUMED and (e.first.data.get("form") != "thing" or not e.before(cue, 20)):
                continue
            return True
    if e.first.value == "walk" and FAR_DISTANCE.search(e.text) and any(c.value == "None" for c in e.of("DEVICE")):
        return True
    checked = CHECKED_LEVEL.search(e.text)
    return INDEPENDENT_I.search(e.text) is not None or bool(checked and checked.group(1)[0] == "I")


def _unable(e: _Evidence, category: str) -> str:
    """``"unable"``, ``"easy"`` (a negated difficulty) or nothing."""
    for cue in (*e.of("LIMIT_UNABLE"), *(c for c in e.inherited if c.kind == "LIMIT_UNABLE")):
        word = cue.value if cue.value != "limit_unable" else ""
        written = e.view.lower[cue.start : cue.end].replace("\u2019", "'")
        after = e.view.lower[cue.end : cue.end + 30]
        if written in WEAK_NEGATION or word in WEAK_NEGATION:
            if re.match(r"\s*(?:have |having |report |any |an? |needs? |requires? )?\s*(?:any )?(?:difficult|trouble|problem|issue|limit|help|assist)", after):
                return "easy"
            if e.before(cue, 30) and not re.search(r"\b(?:with|for|due|because|tested|assessed|attempted|only|need|require|use)\b", e.gap(cue)):
                return "unable"
            continue
        if e.before(cue, 70) or cue in e.inherited:
            return "unable"
        if cue.start >= e.last.end and (len(e.gap(cue)) < 45 or e.unit.own.closer in ("label", "gap", "hard")):
            return "unable"
    for cue in e.of("LIMIT_NO"):
        gap = e.gap(cue)
        if e.before(cue, 12) and category in ("walk", "stairs", "housework", "drive_transport") and not gap.strip(" -"):
            if re.match(r"\s*(?:trouble|difficult|problem|change|deviat|disturb|abnormal|instab|impair|training|belt)", e.view.lower[e.last.end : e.last.end + 14]):
                return ""
            if category == "stairs" and not re.match(r"\s*(?:x ?\d|since|yet|at|now|for)", e.view.lower[e.last.end : e.last.end + 8]):
                continue
            return "unable"
        if category == "recreation" and e.before(cue, 4) and not gap.strip() and NO_LONGER_DONE.match(e.view.text, e.last.end):
            return "unable"
    return ""


def _stopped(e: _Evidence) -> bool:
    for cue in e.of("LIMIT_STOP"):
        if e.before(cue, 40) or (cue.start >= e.last.end and len(e.gap(cue)) < 12):
            return True
    return False


def _difficult(e: _Evidence, category: str) -> bool:
    """Whether a word of difficulty or limitation governs the activity."""
    for cue in (*e.of("LIMIT_DIFF"), *(c for c in e.inherited if c.kind == "LIMIT_DIFF")):
        written = e.view.lower[cue.start : cue.end]
        if written.startswith("slow") and category in ("walk",):
            continue
        if NEGATED_BEFORE.search(e.view.lower, max(0, cue.start - 24), cue.start):
            continue
        if e.before(cue, 70) or cue in e.inherited:
            return True
        if cue.start >= e.last.end and len(e.gap(cue)) < 60 and e.first.data.get("form") != "thing":
            return True
    for cue in e.of("LIMIT_LIMIT"):
        written = e.view.lower[cue.start : cue.end]
        gap = e.gap(cue)
        if NEGATED_BEFORE.search(e.view.lower, max(0, cue.start - 24), cue.start):
            continue
        if category in ("maintain_sit", "maintain_stand") and BALANCE_SCALE.search(e.text):
            continue
        if written.startswith(("limit", "restrict", "limitation")):
            if len(gap) < (25 if e.first.value == "walk" else 60) and not re.search(r"\b(?:by|pain|due|exam)\b", gap if e.before(cue, 60) else e.view.lower[cue.end : cue.end + 8]) or (not e.before(cue, 60) and len(gap) < 14):
                return True
        elif e.first.data.get("form") != "thing" and e.view.lower[e.first.start : e.first.end] not in ("gait", "rolling", "roll", "stand", "sit", "standing", "sitting", "push", "pull", "reach"):
            if (e.before(cue, 30) and not re.search(r"[,/]|\b(?:strength|rom|range|pain|with|during|balance|when)\b", gap)) or (cue.start >= e.last.end and len(gap) < 6):
                return True
    return False


def _helped(e: _Evidence, category: str) -> bool:
    """Whether somebody helps or does the activity for the patient."""
    for cue in e.of("LIMIT_HELP"):
        device = re.match(r"\s+of\s+(?:a|an|her|his)?\s*", e.view.lower[cue.end : cue.end + 12])
        if device and any(d.start - cue.end < 24 for d in e.of("DEVICE") if d.start >= cue.end):
            continue
        if len(e.gap(cue)) < 50:
            return True
    people = e.of("LIMIT_PERSON")
    for person in people:
        for verb in e.of("LIMIT_HELPV"):
            if 0 < verb.start - person.end <= 20 and not re.search(r"\b(?:with|who)\b", e.view.lower[person.end : verb.start]):
                return True
        gap = e.view.lower[person.end : e.first.start]
        if person.end <= e.first.start and len(gap) <= 14 and category in SELF_CARE | {"drive_transport", "bed_mobility"} and re.fullmatch(r"\s*(?:is|now|has to|must|still|does|gives|to)?\s*(?:\w+\s+)?", gap) and e.first.data.get("form") != "thing":
            return True
        if person.start > e.last.end and re.search(r"\b(?:w/|with|from|by)\s*(?:\w+\s+)?(?:his |her |the |my )?$|\bof\s$", e.view.lower[e.last.end : person.start]) and category not in ("walk", "recreation", "work", "housework", "shopping", "moving_around_home"):
            return True
    return False


def _needs(e: _Evidence, category: str) -> bool:
    """Whether the activity needs something: a hand, a rail, a device, an arm of a person."""
    for cue in e.of("LIMIT_NEED"):
        written = e.view.lower[cue.start : cue.end]
        after = e.view.lower[cue.end : cue.end + 45]
        if CONTINUING.search(after.split(".")[0]) and not (e.of("LIMIT_SUPPORT") or e.of("LIMIT_PERSON")):
            continue
        strong = not written.startswith(("us", "used"))
        if strong and (e.of("LIMIT_SUPPORT") or e.of("LIMIT_PERSON") or e.of("LIMIT_HELP") or (e.of("DEVICE") and category not in ("walk",))):
            return True
        if strong and written[:3] in ("nee", "req") and category != "walk" and e.before(cue, 40) and re.search(r"\w\s+(?:for|with|w/)\s+(?:\w+\s+)?$", e.gap(cue)):
            return True
        if strong and e.before(cue, 24) and re.fullmatch(r"\s*(?:\d|one|two|three)\s+(?:people\s+|person\s+|persons\s+|staff\s+|assist\s+)?(?:to\s+|for\s+)?(?:\w+\s+)?", e.gap(cue)):
            return True
        if not strong and e.of("LIMIT_SUPPORT") and category in SUPPORTED:
            return True
        if strong and cue.start > e.last.end and (DURATION.search(after) or COUNT.match(after)):
            return True
    return False


def _capped(e: _Evidence, category: str, *, hard: bool) -> bool:
    """Whether the activity has an upper limit ("only", "at most", "then has to sit")."""
    if category not in COUNTED:
        return any(e.view.lower[c.start : c.end] == "only" for c in e.of("LIMIT_CAP"))
    for cue in e.of("LIMIT_CAP"):
        written = e.view.lower[cue.start : cue.end]
        if written in HARD_CAP:
            if written in ("stops",) and category not in ("walk", "stairs", "equipment"):
                continue
            return True
        if hard:
            continue
        if NEAR_DISTANCE.search(e.text) or FAR_DISTANCE.search(e.text) or DURATION.search(e.text) or STEP_COUNT.search(e.text) or re.search(r"\b(?:max|then)\b", e.text, re.I):
            return True
    return not hard and re.search(r"\bmax\b(?![ \t]*(?:a\b|assist))", e.text) is not None and bool(COUNT.search(e.text) or FAR_DISTANCE.search(e.text))


def _amount(e: _Evidence, category: str) -> bool:
    """Whether the amount alone is a limitation: a short distance walked, minutes stood or sat."""
    if category == "walk":
        return any(not re.search(r"\b(?:after|at|every|past)\s*$", e.text[: m.start()][-8:]) for m in NEAR_DISTANCE.finditer(e.text))
    if category == "equipment":
        return NEAR_DISTANCE.search(e.text) is not None
    if category in ("maintain_sit", "maintain_stand") and EXERCISE.search(e.text):
        return False
    if category in ("maintain_sit", "maintain_stand"):
        return DURATION.search(e.text) is not None and not BALANCE_SCALE.search(e.text)
    if category == "stairs":
        return DURATION.search(e.text) is not None and re.search(r"\btak(?:es|ing)\b", e.text) is not None
    if category in SELF_CARE:
        return TIME_TO.search(e.view.text, max(0, e.first.start - 30), e.first.start) is not None
    return False


def _supported(e: _Evidence, category: str) -> bool:
    """Whether the way it is done shows the limit: rails, both arms, several tries, one step at a time."""
    adapted = {e.view.lower[c.start : c.end] for c in e.of("LIMIT_SUPPORT")} & ADAPTED
    if category in ("eating", "fine_hand", "dressing", "grooming") and adapted:
        return True
    if category not in SUPPORTED:
        return False
    words = {e.view.lower[c.start : c.end] for c in e.of("LIMIT_SUPPORT")}
    if category == "sit_to_stand":
        return bool(words - {"seated", "sitting", "wall", "cart", "bar"}) or re.search(r"\b(?:on|by) (?:the )?(?:\d(?:nd|rd|th)|second|third) (?:try|attempt)", e.text, re.I) is not None
    if category == "stairs":
        return bool(words - PASSIVE_SUPPORT) or bool(words & {"tries", "attempts"})
    if category == "bed_mobility":
        return bool(words & {"rail", "bed rail", "bed rails", "trapeze", "rails", "momentum"})
    if category == "squat_bend_kneel":
        return bool(words & {"furniture", "both hands", "holding", "pulling on", "counter"})
    if category == "bathing":
        return bool(words & {"seated", "on bench", "shower chair", "tub bench", "shower bench"}) and DURATION.search(e.text) is not None
    return bool(words & {"holding", "holding on", "rail", "holds on"})


def _extent(e: _Evidence) -> tuple[int, int]:
    """First and last offset of activities and cues of the unit's own segment."""
    points = [(a.start, a.end) for a in e.unit.acts] + [(c.start, c.end) for s in e.segments for c in s.cues]
    start, end = min(p[0] for p in points), max(p[1] for p in points)
    for segment in e.segments:
        for pattern in (NEAR_DISTANCE, FAR_DISTANCE, DURATION):
            m = pattern.search(e.view.text, segment.start, segment.end)
            if m:
                start, end = min(start, m.start()), max(end, m.end())
    return start, end


# ------------------------------------------------------------------------------------------------------- a sentence


def _sentence(
    view: NoteView, sentence: Span, acts: Sequence[Item], priors: Sequence[tuple[int, int, int]]
) -> Iterator[Limitation]:
    """Facts of one sentence."""
    section = view.category_at(acts[0].start)
    if section in SILENT_SECTIONS or _is_teaching(view, sentence):
        return
    segments = _segments(view, sentence, acts)
    units = _units(view, segments)
    previous: Unit | None = None
    for unit in units:
        status = _status_of(view, unit.acts[0].start, unit.acts[0].end, priors)
        goal = status == "goal"
        for act in unit.acts:
            fact_verdict = _unit_verdict(view, unit, act, previous, goal=goal)
            if fact_verdict is None:
                continue
            unit.verdict = fact_verdict
            fact = _fact(view, _rising(view, act, unit, fact_verdict), fact_verdict, status, section)
            if fact is not None:
                yield fact
        previous = unit
    yield from _backwards(view, units, priors, section)


def _rising(view: NoteView, act: Item, unit: Unit, verdict: Verdict) -> Item:
    """Help "to stand" is help to rise, unless a time stood is given."""
    helped = verdict.assist or any(c.kind in ("LIMIT_HELP", "LIMIT_PERSON", "LIMIT_NEED") for c in unit.own.cues)
    bare = view.lower[act.start : act.end] in ("stand", "stands", "stood", "to stand")
    if not bare or not helped or DURATION.search(view.text, unit.own.start, unit.own.end):
        return act
    return act._replace(value="sit_to_stand")


def _is_teaching(view: NoteView, sentence: Span) -> bool:
    """Whether a sentence teaches, plans or orders instead of reporting."""
    low = view.lower
    if NO_REPORT.match(low, sentence.start, sentence.end):
        return True
    words = low[sentence.start : sentence.end]
    return any(w in words for w in TEACHING_WORDS) and TEACHING.search(words) is not None


def _unit_verdict(view: NoteView, unit: Unit, act: Item, previous: Unit | None, *, goal: bool) -> Verdict | None:
    """The verdict of one activity: from its own segment, from its qualifiers, or from the list it goes on."""
    if act.data.get("form") == "said":
        return Verdict("present", True, None, act.start, act.end)
    if _not_meant(view, unit, act, goal=goal):
        return None
    unit = _as_now(view, unit)
    thing = act.data.get("form") in ("thing", "label")
    own = _judge(view, unit, act.value, [unit.own], goal=goal)
    if own is None and unit.more:
        own = _judge(view, unit, act.value, [unit.own, *unit.more], goal=goal)
        if own is not None and thing:
            own = None if not own.shared and act.data.get("form") == "thing" else own
    elif own is not None and unit.more and not own.assist:
        more = _judge(view, unit, act.value, [unit.own, *unit.more], goal=goal)
        if more is not None and more.status == own.status and (more.assist or more.specific):
            own = more
        elif more is not None and own.status == "absent" and more.status == "present" and more.assist:
            own = more
    if own is None and previous is not None and previous.verdict is not None and previous.verdict.shared and unit.own.opener == "list":
        lead = view.text[unit.own.start : act.start]
        if len(lead.split()) <= 3 and all(c.kind == "DEVICE" for c in unit.own.cues):
            v = previous.verdict
            return Verdict(v.status, v.specific, v.assist, act.start, act.end, True)
    if own is not None and thing and not _strong_for_thing(view, unit, own):
        return None
    return own


def _as_now(view: NoteView, unit: Unit) -> Unit:
    """The unit without values of another time: from "now" on, and without "(was ...)" or "prior ..." behind."""
    pieces = [unit.own, *unit.more]
    for i, segment in enumerate(pieces[1:], 1):
        if NOW_SEGMENT.match(view.text, segment.start, segment.end) and any(c.kind == "ASSIST" for s in pieces[:i] for c in s.cues):
            bare = replace(unit.own, cues=[], end=unit.acts[-1].end)
            return replace(unit, own=bare, more=pieces[i:])
    kept = [s for s in unit.more if not THEN_SEGMENT.match(view.text, s.start, s.end)]
    return unit if len(kept) == len(unit.more) else replace(unit, more=kept)


def _strong_for_thing(view: NoteView, unit: Unit, verdict: Verdict) -> bool:
    """A bare thing ("church", "socks") needs a verb that says it cannot be done, needs help, or is done again."""
    kinds = {c.kind for s in (unit.own, *unit.more) for c in s.cues} | {c.kind for c in unit.inherited}
    if verdict.assist:
        return True
    if verdict.status == "absent":
        return "LIMIT_EASY" in kinds
    return bool(kinds & {"LIMIT_UNABLE", "LIMIT_STOP", "LIMIT_DIFF", "LIMIT_HELP", "LIMIT_HELPV", "LIMIT_CAP", "ASSIST", "LIMIT_LIMIT"})


def _not_meant(view: NoteView, unit: Unit, act: Item, *, goal: bool = False) -> bool:
    """Aims, risks, home set-up and other places where an activity's word tells no function."""
    before = view.text[max(unit.own.start, act.start - 60) : act.start]
    if RISK.search(before) or (AIMS.search(before) and not goal):
        return True
    around = view.text[unit.own.start : unit.own.end]
    if act.value == "stairs" and TO_ENTER.search(around) and not any(
        c.kind in ("ASSIST", "LIMIT_UNABLE", "LIMIT_DIFF") for c in unit.own.cues
    ):
        return True
    if act.value in ("sit_to_stand", "transfer") and act.data.get("form") == "act" and re.search(r"\b\d+[ \t]?x[ \t]?\d+\b", around) and not any(c.kind == "ASSIST" for c in unit.own.cues):
        return True
    written = view.lower[act.start : act.end]
    if written in ("steps", "step") and not STEP_COUNT.search(around) and not re.search(r"\b(?:the|unable|cannot|can't|up|down|manage|negotiate|porch|entry|front|back)\b", around, re.I):
        return True
    if act.value == "bed_mobility" and re.search(r"\b(?:back|declined|refused|to|assisted) $", view.lower[max(0, act.start - 9) : act.start]) and written in ("bed", "into bed", "oob"):
        return True
    section = view.category_at(act.start)
    if section in TRAINING_SECTIONS or section in SOCIAL_SECTIONS:
        kinds = {c.kind for s in (unit.own, *unit.more) for c in s.cues}
        return not kinds & {"ASSIST", "LIMIT_UNABLE", "LIMIT_DIFF", "LIMIT_HELP", "LIMIT_STOP", "LIMIT_PERSON"}
    return False


def _backwards(
    view: NoteView, units: Sequence[Unit], priors: Sequence[tuple[int, int, int]], section: str | None
) -> Iterator[Limitation]:
    """Lists whose level stands at the end: "bathing, dressing, toileting Max A"."""
    for unit, following in zip(reversed(units[:-1]), reversed(units[1:]), strict=True):
        if unit.verdict is None and following.verdict is not None and following.own.opener == "list" and not unit.own.cues and not any(s.cues for s in unit.more):
            v = following.verdict
            trailing = any(c.start >= following.acts[-1].end and c.kind in ("ASSIST", "LIMIT_INDEP", "LIMIT_UNABLE") for c in following.own.cues)
            exercise = re.search(r"\bx[ \t]?\d", view.text[unit.own.start : unit.own.end])
            if not trailing or exercise or _not_meant(view, unit, unit.acts[0]):
                continue
            unit.verdict = Verdict(v.status, v.specific, v.assist, unit.acts[0].start, unit.acts[-1].end)
            for act in unit.acts:
                status = _status_of(view, act.start, act.end, priors)
                fact = _fact(view, act, unit.verdict, status, section)
                if fact is not None:
                    yield fact


# ------------------------------------------------------------------------------------------------- status and facts


def _status_of(view: NoteView, start: int, end: int, priors: Sequence[tuple[int, int, int]]) -> Status:
    """Status by cues, section and statements of the prior level; negation is read by this module itself."""
    sentence = view.sentence(start)
    lead = view.text[sentence.start : start]
    line = view.layout.line_at(start).start
    if start - line > 40 and GOALS_FOLLOW.search(view.text, line, start):
        return "goal"
    said = assertion(view, start, end, "limitation")
    if said.status == "family" and not said.cues[0].category.startswith("FAMILY"):
        return "family"
    if said.status == "goal" or INTENDED.search(lead):
        return "goal"
    if said.status == "conditional" and not re.search(r"[,;]", view.text[said.cues[0].end : start]):
        return "conditional"
    for begin, _, stretch in priors:
        if begin <= start < stretch and not CURRENT.search(view.text, begin + 4, start):
            return "past"
    from_section = bool(said.cues) and said.cues[0].category == "section:plof"
    if said.status == "past" and not from_section and not CURRENT.search(lead):
        return "past"
    if from_section and not CURRENT.search(view.text, said.cues[0].end, start):
        return "past"
    if (WAS_ONLY.search(lead) or EARLIER.search(lead)) and not CURRENT.search(lead):
        return "past"
    return "present"


def _fact(
    view: NoteView, act: Item, verdict: Verdict, status: Status, section: str | None
) -> Limitation | None:
    """A fact from an activity and its verdict; None where the statement is no labelled limitation."""
    start, end = min(verdict.start, act.start), max(verdict.end, act.end)
    said = assertion(view, act.start, act.end, "limitation")
    if status == "past" and verdict.status == "present" and CURRENT.search(view.text, act.end, end):
        status = "present"
    if status == "past":
        if verdict.status == "absent" or not (verdict.assist or verdict.shared):
            return None
    if status == "present":
        status = verdict.status
        if status == "present" and any(c.category == "NEGATED_EXISTENCE" and c.text.lower().startswith(("denie", "denied", "deny", "negative")) for c in said.cues):
            status = "absent"
    if status in ("family", "conditional", "possible"):
        return None
    if status == "goal" and "[x" in view.text[max(0, act.start - 8) : act.start].lower():
        return None
    return Limitation(
        start=start,
        end=end,
        text=view.text[start:end],
        section=section,
        status=status,
        by=said.by,
        cues=said.cues,
        category=act.value,
        icf=_icf()[act.value],
        assist=verdict.assist,
        specific=verdict.specific,
    )


def _from_rows(view: NoteView, rows: Iterable[function_tables.Row]) -> Iterator[Limitation]:
    """Facts of table rows with a column for each time."""
    for row in rows:
        for cell in row.cells:
            cues = view.between(cell.start, cell.end, "ASSIST", "LIMIT_UNABLE", "LIMIT_INDEP", "LIMIT_MODI")
            text = view.text[cell.start : cell.end]
            level = next((c.value for c in cues if c.kind == "ASSIST"), None)
            limited = level is not None or any(c.kind == "LIMIT_UNABLE" for c in cues) or NEAR_DISTANCE.search(text)
            free = any(c.kind in ("LIMIT_INDEP", "LIMIT_MODI") for c in cues) or INDEPENDENT_I.fullmatch(text.strip())
            if (not limited and not free) or any(c.kind == "LIMIT_MODI" for c in cues):
                continue
            if not limited and cell.status != "present":
                continue
            said = assertion(view, cell.start, cell.end, "limitation")
            yield Limitation(
                start=cell.start,
                end=cell.end,
                text=text,
                section=view.category_at(cell.start),
                status=cell.status if limited else "absent",
                by=said.by,
                cues=said.cues,
                category=row.act.value,
                icf=_icf()[row.act.value],
                assist=level,
                specific=True,
            )


# ---------------------------------------------------------------------------- whole statements, falls and equipment

FALLS = re.compile(
    rf"(?<![\w/.])(?:(?P<n>{NUMBER}|several|multiple|numerous|frequent|repeated|many|recurrent)[ \t]+(?:recent[ \t]+|unwitnessed[ \t]+|mechanical[ \t]+|near[- ])?(?:falls|LOBs?\b|losses? of balance|stumbles)|"
    rf"(?:fell|fallen)[ \t]+(?:x[ \t]?\d+|twice|three times|(?:several|multiple|many) times|\d+[ \t]?x)|falls?[ \t]*(?::[ \t]*)?(?:x[ \t]?[2-9]|[2-9][ \t]?x|[2-9][ \t]+in\b)|LOB[ \t]+x[ \t]?\d|falls?[ \t]+\d(?:[ \t]?-[ \t]?\d)?[ \t]?x?[ \t]?(?:/|per)[ \t]?(?:wk|week|mo|month|day|d)\b|"
    r"(?:had|has had|with|one|1)[ \t]+(?:a[ \t]+|another[ \t]+|1[ \t]+|one[ \t]+|recent[ \t]+)?fall[ \t]+(?:in|last|this|since|past|on|w/in|within|yesterday|\()|(?<!\w)fell[ \t]+(?:\d{1,2}/\d|last|yesterday|again)|fall[ \t]+x[ \t]?\d[ \t]+(?:last|this|in|since)|"
    rf"(?:{NUMBER}|x\d)[ \t]+near[- ]falls?|fall(?:ing)?[ \t]+(?:secondary|due|2/2)[ \t]+to[ \t]+(?:weak|instab|loss|leg|imbal|poor)\w*)",
    re.I,
)
REST = re.compile(
    r"(?<!then )(?<!before )(?<!until )\b(?:needs?|needed|requires?|required|req)[ \t]+(?:[\w-]+[ \t]+){0,3}(?:seated |standing |sitting )?(?:rests?\b|rest breaks?)|\b(?:seated|standing)[ \t]+rests?\b(?=[^.;\n]{0,25}\bto recover)",
    re.I,
)
WORK_LESS = re.compile(
    r"\b(?:now[ \t]+)?work(?:s|ed|ing)?[ \t]+(?:only[ \t]+)?\d+(?:[ \t]?-[ \t]?)?[ \t]?h(?:r|our)?s?\b(?:[ \t]*/?[ \t]*(?:shifts?|days?|per day))?[ \t,;(]{0,3}(?:not|was|instead of|down from|rather than)\b|"
    r"\bcut (?:down|back)?[ \t]*(?:work[ \t]+)?(?:from|to)[ \t]+(?:full|part|half|\d)[^.;\n]{0,12}|\blimited to \d+ ?(?:lbs?|pounds?)\b[^.;\n]{0,16}ladders?|\bcannot finish (?:a|an|her|his) (?:\d+|shift)",
    re.I,
)
NOT_YET = re.compile(r"\b(?:not|yet|never|hasn't|isn't|unable|cannot|no)\b[^.;,]*\Z", re.I)
DEVICE_FOR = re.compile(r"[ \t]+for[ \t]+(?:>|all\b|community|long|distance|outdoor|mobility|household|out of|anything|more than|primary|most)", re.I)
DISTANCE_THEN = re.compile(
    rf"(?:^|[.;:\n][ \t]*)(?P<what>(?:{NUMBER}[ \t-]{{0,2}}(?:ft|feet|'|m|meters?|metres?|yds?|yards?|blocks?|blks?|miles?|mi|laps?)|(?:half a|a|one|1/2|1/4) (?:block|mile))\b[^.;\n]{{0,14}}?[ \t](?:then|before)[ \t](?:she |he |has to |must |needs to |needing to )?(?:stops?|rests?|sits?|sitting|resting))",
    re.I | re.M,
)
NO_FALL = re.compile(r"(?:\b(?:no|denies|denied|without|zero|0|avoid|prevent\w*|reduce|risk (?:of|for)|free of)\s+(?:\w+\s+){0,3})$", re.I)
FALL_WORD = re.compile(r"\b(?:falls?|fell|fallen|falling|lobs?|balance|stumbles)\b")
LOCAL: tuple[tuple[re.Pattern[str], re.Pattern[str], str, int], ...] = (
    (re.compile(r"\brests?\b"), REST, "endurance", 45),
    (re.compile(r"\bwork(?:s|ed|ing)?\b|\bcut\b|\blimited to\b|\bfinish\b"), WORK_LESS, "work", 8),
    (re.compile(r"\b(?:then|before)\b"), DISTANCE_THEN, "walk", 45),
)
"""Shapes looked for only beside their word: word, shape, category, characters before the word."""
AHEAD = 45
DEVICE_USE = re.compile(
    r"\b(?:uses?|using|used|relies on|rely on|dependent on|depends on|requires?|required|needs?|needed|ambulat\w+ (?:only )?with|walks? (?:only )?with|walking with|amb w/|walks w/|with the (?:use|assistance|help|aid) of|gets around (?:with|in)|mobile with|moves? (?:with|in|by))"
    r"[ \t\n]+(?:only[ \t]+)?(?:(?:a|an|her|his|their|the|one|two|bilateral|b|with|the use of|use of)[ \t\n]+)*(?:[\w-]+[ \t\n]+){0,1}(?:and[ \t]+(?:a[ \t]+)?)?$",
    re.I,
)
WALKS_WITH = re.compile(r"\b(?:walks?|walking|ambulates?|ambulating|amb)\b(?:[ \t]+[\w/]+){0,3}?[ \t]+(?:w/?|with|using)[ \t]+(?:only[ \t]+)?(?:(?:a|an|her|his|the|one|two|2|bil|b)[ \t]+)?$", re.I)
PROPELS = re.compile(r"prop[eu]l|w/?c|wheelchair|chair", re.I)
USED = re.compile(r"\b(?:used|needed)\b", re.I)


def _said(
    view: NoteView, rows: Sequence[function_tables.Row], priors: Sequence[tuple[int, int, int]]
) -> Iterator[Limitation]:
    """Statements that need no parsing, falls told as a problem, and equipment."""
    for item in view.of_kind("LIMITATION"):
        yield from _statement(view, item.start, item.end, item.value, item.data.get("status", "present"), priors)
    for word, pattern, category, back in LOCAL:
        done = -1
        for at in word.finditer(view.lower):
            m = pattern.search(view.text, max(done, at.start() - back, 0), min(len(view.text), at.end() + AHEAD))
            if m is not None and m.start() >= done:
                done = m.end()
                group = "what" if "what" in pattern.groupindex else 0
                yield from _statement(view, m.start(group), m.end(group), category, "present", priors)
    yield from _distances(view, rows, priors)
    fallen = False
    for at in FALL_WORD.finditer(view.lower):
        m = FALLS.search(view.text, max(0, at.start() - 26), min(len(view.text), at.end() + 26))
        if fallen or m is None or not m.start() <= at.start() < m.end():
            continue
        lead = view.text[max(view.sentence(m.start()).start, m.start() - 40) : m.start()]
        if NO_FALL.search(lead) or (m["n"] or "").lower() in ("0", "zero"):
            continue
        for fact in _statement(view, m.start(), m.end(), "balance", "present", priors):
            if fact.status == "present":
                fallen = True
                yield fact
    yield from _equipment(view, rows, priors)


def _statement(
    view: NoteView, start: int, end: int, category: str, status: str, priors: Sequence[tuple[int, int, int]]
) -> Iterator[Limitation]:
    section = view.category_at(start)
    sentence = view.sentence(start)
    said = assertion(view, start, end, "limitation")
    real = _status_of(view, start, end, priors)
    if section in SILENT_SECTIONS and category != "work":
        return
    if _is_teaching(view, sentence) or RISK.search(view.text[max(sentence.start, start - 40) : start]):
        return
    if real == "present":
        real = "absent" if status == "absent" and not NOT_YET.search(view.text, max(sentence.start, start - 30), start) else "present"
        if said.status == "absent" and status == "present" and "," not in view.text[said.cues[0].end : start]:
            return
    elif real == "past" or real == "goal":
        if category not in ("equipment", "work"):
            return
    else:
        return
    yield Limitation(
        start=start,
        end=end,
        text=view.text[start:end],
        section=section,
        status=real,
        by=said.by,
        cues=said.cues,
        category=category,
        icf=_icf()[category],
        specific=category != "endurance",
    )


def _equipment(
    view: NoteView, rows: Sequence[function_tables.Row], priors: Sequence[tuple[int, int, int]]
) -> Iterator[Limitation]:
    """A device named as what the patient uses, without distance or level."""
    for device in view.of_kind("DEVICE"):
        if device.value not in MOBILITY_DEVICES:
            continue
        sentence = view.sentence(device.start)
        begin = max(sentence.start, device.start - 60)
        use = DEVICE_USE.search(view.text[begin : device.start]) or WALKS_WITH.search(view.text[begin : device.start])
        if not use and DEVICE_FOR.match(view.text, device.end, sentence.end):
            use = re.search(r"\Z", view.text[begin : device.start])
        if not use or any(r.start <= device.start < r.end for r in rows):
            continue
        clause_end = min([sentence.end, *(device.end + i for i in [view.text.find(c, device.end, sentence.end) - device.end for c in ",;."] if i >= 0)])
        clause = view.text[begin + use.start() : clause_end]
        if (use.group() and NEAR_DISTANCE.search(clause)) or view.between(begin + use.start(), clause_end, "ASSIST", "TEST"):
            continue
        start = begin + use.start()
        status = _status_of(view, device.start, device.end, priors)
        if status == "past" and not USED.search(view.text, begin, device.start):
            continue
        if status == "goal":
            continue
        yield from _statement(view, start, device.end, "equipment", "present", priors)


def _distances(
    view: NoteView, rows: Sequence[function_tables.Row], priors: Sequence[tuple[int, int, int]]
) -> Iterator[Limitation]:
    """A distance beside a walking aid with a level or an end, where no activity is named ("40 ft RW Min A")."""
    done = -1
    for device in view.of_kind("DEVICE"):
        if device.value not in MOBILITY_DEVICES or device.value == "Wheelchair":
            continue
        sentence = view.sentence(device.start)
        told = view.between(sentence.start, sentence.end, "ACTIVITY", "TEST")
        if sentence.start == done or any(i.kind == "TEST" or i.value in ("walk", "stairs") for i in told):
            continue
        distance = _distance_beside(view, device, sentence)
        after = view.text[device.end : min(sentence.end, device.end + 30)]
        ended = view.between(device.start - 20, device.end + 25, "ASSIST") or re.match(r"[ \t,]*(?:then|before|and then)\b", after, re.I)
        if distance is None or not ended or any(r.start <= device.start < r.end for r in rows):
            continue
        done = sentence.start
        start, end = min(distance.start(), device.start), max(distance.end(), device.end)
        yield from _statement(view, start, end, "walk", "present", priors)


def _distance_beside(view: NoteView, device: Item, sentence: Span) -> re.Match[str] | None:
    low, high = max(sentence.start, device.start - 25), min(sentence.end, device.end + 25)
    return NEAR_DISTANCE.search(view.text, low, high) or FAR_DISTANCE.search(view.text, low, high)
