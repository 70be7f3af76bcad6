"""What the words of a unit say of its activity: limited, free of limits, or nothing.

The strongest evidence decides: unable, stopped, a level of assistance, difficulty, help of a person, a need;
then independence or ease; then a limit ("only", "then has to sit"), an amount (a short distance, minutes)
or the way it is done (rails, both arms, several tries).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rehabcode.nlp import amounts
from rehabcode.nlp.facts import Status
from rehabcode.nlp.lazy import lazy
from rehabcode.nlp.limitation_units import IS_HARD, SELF_CARE, Segment, Unit, Verdict
from rehabcode.nlp.reader_words import either
from rehabcode.nlp.view import Item, NoteView

BETTER = re.compile(
    r"\b(?:better|increas\w*|improv\w*|returns?\b|resume|(?:be|get|getting) back (?:to|on|in|at)\b|without pain|confidence)",
    re.I,
)
WISHED = re.compile(
    r"\b(?:(?:be|get|getting|go|going|come|coming)[ \t]+(?:able|back)[ \t]+to|return(?:ing)?[ \t]+to|resume|resuming|"
    r"(?:goals?[ \t]+(?:is|are)|wants?|hop(?:es?|ing)|wish(?:es)?|desires?|like|love|goals?[ \t]*:)(?:[ \t]+to)?)"
    r"[ \t]+(?:[a-z'/]+[ \t]+){0,3}\Z"
)
"""What leads to an activity that is wished for (matched on lower case)."""
TAKEN_UP = frozenset({"recreation", "work", "drive_transport", "caregiving", "housework", "shopping"})
"""Activities that are a goal by being named among the goals."""
NO_LONGER_DONE = re.compile(r"\s*(?:[.,;)\n]|\Z|yet\b|since\b|at this|now\b|x ?\d|or\b)", re.I)
EXERCISE = re.compile(
    r"\b(?:ther ?-?ex|exs?|exercises?|therapeutic|97\d{3}|balance|marching|nustep|bike|sets)\b", re.I
)
EXTRA_TIME = re.compile(r"\b(?:extra|increased|more) time\b", re.I)
UNCHECKED_OPTION = re.compile(
    r"[\[(\u2610\u25a1](?:(?<=\[) ?\]|(?<=\() \)|(?<=[\u2610\u25a1]))[ \t]?[\w/+-]+(?:[ \t]A\b)?"
)
CHECKED_LEVEL = re.compile(
    r"[\[\u2611\u2612\u25a0](?:(?<=\[) ?[xX] ?\]|(?<!\[))[ \t]?(Ind\w*|I|S/U|Sup\w*|SBA|S|CGA|Min|Mod|Max|Dep|"
    r"Total|Tot)\b(?! ?I\b)"
)
BARE_LEVEL = re.compile(
    r"(?:[ \t]*[:=-])?[ \t]*(min|mod|max|tot|dep)(?:al)?"
    r"(?=\.?[ \t]*(?:$|[,;|/)\n]|\.(?!\d)|for\b|x ?[12]\b))"
)
"""A level right behind its activity without its noun ("LB dsg max, UB dsg min"; matched on lower case)."""
CHECKED = {
    "s/u": "Set-up",
    "s": "Supervision",
    "sup": "Supervision",
    "sba": "Stand-by assist",
    "cga": "Contact guard",
    "min": "Minimal assist",
    "mod": "Moderate assist",
    "max": "Maximal assist",
    "dep": "Total/dependent",
    "tot": "Total/dependent",
}
AMOUNTS = (amounts.NEAR, amounts.FAR, amounts.TIME)
FIGURE = re.compile(r"\d")
NUM = rf"(?:\d{{1,4}}(?:\.\d)?|{amounts.SPELLED})"
TIME_TO = re.compile(rf"{NUM}[ \t-]{{0,2}}(?:min|mins|minutes|hours?|hrs?)[ \t]+to[ \t]+\Z", re.I)
PRESSURE = re.compile(r"\b\d{2,3}/\d{2,3}\b")
SUPERVISED = re.compile(r"[Ss](?<![^ \t:,;].)(?:up|(?<=S)(?:UP)?)(?=[ \t]*(?:$|[,;.)]|for\b|w/))")
ASSISTED = re.compile(
    r"(?:\b[Nn]eeds?|\b[Rr]eq(?:uires?)?|\bw/|\b[Ww]ith|\bx ?1) A(?=[ ,;.]|$)|"
    r"(?<=\s)[12] A(?=[ ,;.)]|$)"
)
INDEPENDENT_I = re.compile(
    r"I(?<![\w'.].)(?=[ \t]*(?:$|[,;.)\]|\n]|w/|with\b|in\b|no\b|x ?\d|\d{2,}|from\b|all\b|for\b|"
    r"AD\b|at\b|seated\b))"
)
CONTINUING = re.compile(
    r"\b(?:skilled|PT\b|OT\b|therapy|physical therapist|eval\w*|continued?|further|training|"
    r"improve\w*|rehab\w*|follow|f/u|monitor\w*|cues?\b|education|instruction|more (?:strength|"
    r"practice|work)|MRI|imaging|referral|order|hospital|refill|med(?:ication)?s?\b|strengthen\w*)",
    re.I,
)
BALANCE_SCALE = re.compile(r"\b(?:static|dynamic|balance|bal)\b", re.I)
SUPPORTED = frozenset(
    {"sit_to_stand", "stairs", "bed_mobility", "squat_bend_kneel", "bathing", "walk_surfaces"}
)
COUNTED = frozenset(
    {
        "walk",
        "stairs",
        "maintain_sit",
        "maintain_stand",
        "lift_carry",
        "housework",
        "recreation",
        "work",
        "shopping",
        "endurance",
        "drive_transport",
        "equipment",
        "walk_surfaces",
        "bathing",
        "transfer",
        "sit_to_stand",
        "squat_bend_kneel",
        "moving_around_home",
    }
)
NEGATED_BEFORE = re.compile(
    r"\b(?:nothing|(?:nobody|no one)(?:'s)?)[ \t]+\Z|"
    r"\b(?:no|not|never|denies|denied|without|w/o)\s+(?:(?:any|significant|new|much|further|real|major|"
    r"physical|"
    r"hands[- ]on|more|an?|the|need for|needing|use of|report|have|experience|"
    r"complain of|as|much|many)\s+){0,4}"
    r"(?:(?!(?:ad|devices?|lob|sob|rails?|cane|walker|rests?|cues?|vc|attempted|tried|tested|performed|assessed|safe),)\w+(?:,|\s+or|\s+nor)\s+)?\Z"
)
CHANGED = re.compile(r"\s(?:-*>+|=+>+|\u2192|/)\s")
"""Parts the level of before from that of now: "Min A > SBA", "Mod A / I"."""
FREE_BEFORE = re.compile(r"[\s\-*\u2022]*I[ \t]+")
NOUNS = (
    "ing",
    "mob",
    "mobility",
    "transfer",
    "transfers",
    "xfer",
    "xfers",
    "amb",
    "ambulation",
    "gait",
    "stairs",
    "steps",
    "sts",
    "adls",
    "drsg",
)
"""Ends of words that name an activity as a thing: "I feeding" is a level, "I walk" a patient speaking."""
HARDLY = re.compile(r"\b(?:nothing|rarely|never|not|seldom|hardly)[ \t]+\Z")
"""Before a verb of limiting that hardly limits (matched on lower case)."""
NEGATABLE = frozenset({"LIMIT_DIFF", "LIMIT_LIMIT", "LIMIT_HELP", "ASSIST", "LIMIT_NEED"})
"""Words that free an activity of limits when they are negated ("without any difficulty or assistance")."""
ENDS = re.compile(
    r"[^.;\n]{0,40}?\b(?:stop\w*|rest\w*|sit\w*|sat|lie|lies|lying|tir\w+|fatigu\w*|has to|must|needs?|"
    r"requires?|legs?|knees?|"
    r"weak\w*|breath\w*|sob|gives?|buckl\w*|pain\w*|drags?|slows?|quits?|dizz\w*|cramp\w*|turns? "
    r"back)"
)
"""How an activity ends ("walks 60 ft, then ..."): operations and histories go on with "then" as well."""
GIVES_OUT = re.compile(
    r"[ \t]+(?:(?:his|her|my|the|both|she|he)[ \t]+){0,2}(?:(?:legs?|knees?|feet|back|hips?)[ \t]+)?"
    r"(?:quits?|give|gives|giving|buckles?|has to|must|needs?|needing|having to|stopping|sitting|resting)\b"
)
GOES_ON = re.compile(r"[ \t\r\n]+[a-z]")
HELD = re.compile(
    r"(?:'s)?[ \t]+(?:holding|hand|arm|on (?:his|her) arm|steadying|supporting|"
    r"(?:behind|beside) (?:him|her))\b"
)
MEAL = frozenset({"eat", "eats", "eating", "ate", "eaten", "meals"})
BY_HAND = re.compile(
    r"\b(?:hands?|handed|arms?|fingers?|grip|utensils?|forks?|spoons?|knife|cups?|plates?|feed\w*|"
    r"spill\w*|weak\w*|tremor|"
    r"[rl]ue|cut\w*|set ?-?up|mouth)\b"
)
NOT_AT_WORK = re.compile(
    r"(?:^|[.;:,(\n]|\b(?:he|she|i|pt|patient|client|who|they|and|resident|veteran|currently|now|still|"
    r"yet|since)\b)"
    r"[\s\-*\u2022]*(?:(?:is|has|does|was|had|have|do|can|could|will|currently|now|still|"
    r"presently)\b\s*)*\Z"
)


QUALITIES = frozenset({"gait", "rolling", "roll", "stand", "sit", "standing", "sitting", "reach"})
"""Activity words that, behind "decreased" or "poor", name a quality or a posture and no activity."""
OTHER_LOSS = re.compile(
    r"[,/]|\b(?:strength|rom|range|pain|with|during|balance|when|swing|sensation|reflex\w*)\b"
)


OTHER_ACT = re.compile(
    r"[ \t]*(?:with[ \t]+|in[ \t]+|to[ \t]+)?(?:[\w-]+[ \t]+)?(?:speak|speech|talk|see\b|seeing|vision|hear|swallow|"
    r"chew|"
    r"breath|void|urinat|remember|recall|recollect|memory|sleep|asleep|concentrat|explain|understand|communicat|"
    r"read)\w*"
)
"""What is difficult or impossible besides the activities of the lexicon."""
LISTED = re.compile(r",|\b(?:and|or|nor)\b(?![ \t]+\w+s\b)")
AHEAD_NOT = re.compile(
    r"[ \t]*(?:\Z|[^\w \t]|(?:at|today|yet|due|because|secondary|without|perform\w*|do|complete|attempt\w*|tolerate|"
    r"now|independently|be|for|even|since|this|on|in|with|as|alone|any|currently|these|or|and|when|if|unless|safely|"
    r"unassisted|manage|much|so|because|them|it|that|climb|walk|stand|use|lift|reach|play|return|go|"
    r"participate|continue|2|d/t|r/t|s/p|per|at all|by|from|lately|still|post|until|indep\w*|finish|"
    r"come (?:back )?up|get (?:back )?up|hold|last|keep|rise)\b|[ \t]*(?:w/|2/2))"
)
"""What may follow "unable to" behind its activity; any other word is what cannot be done."""
AND_HE = re.compile(r",[ \t]+(?:and|so|but)[ \t]+(?:he|she|they|pt|patient|i)[ \t]*\Z")
OTHER_DEED = re.compile(
    r"[ \t]+(?:climb|walk|stand|use|lift|reach|play|return|go|hold|come|get|keep|rise)[ \t]+"
    r"(?!(?:it|them|that|this|with(?:out)?|for|because|due|alone|any|much|long|on (?:his|her) own)\b)\w"
)
"""Behind ", and he cannot": a verb with an object of its own is another deed ("that shoe ..., and he cannot go back up")."""
EARLIER_ONLY = re.compile(r"[ \t]*(?:before|previously|earlier|at first|initially)\b")
TROUBLE_OF = re.compile(r"[ \t]+(?:with[ \t]+(?!it\b|this\b|that\b|these\b|them\b)\w|\w{3,}ing\b)")
"""What a word of difficulty behind an activity speaks of: "a gait with difficulty turning", "trouble with bearing"."""
CAUSED = re.compile(r"\b(?:is|are|was|were)[ \t]+(?:a |the )?(?:result|due|related|caused|secondary)\b")
TRIES_TO = re.compile(r"\b(?:but|and|he|she|who|also)[ \t]+(?:tries|attempts)[ \t]+to[ \t]")
SYMPTOM_AT = re.compile(r"[ \t]+(?:at|on|with|when|while|after|during)\b")


ORDERED = re.compile(
    r"[ \t]*(?:for[ \t]+\w+(?:[ \t]+to[ \t]+\w+)?[ \t]+(?:hours?|days?|weeks?)|on[ \t]+narcotic|while[ \t]+(?:on|"
    r"taking))\b"
)
"""What follows "no driving" in instructions."""


class _Evidence:
    """Cues of some segments, by class, with the text they stand in."""

    def __init__(
        self, view: NoteView, unit: Unit, segments: Sequence[Segment], inherited: Sequence[Item] = ()
    ):
        self.view = view
        self.unit = unit
        self.segments = segments
        self.items = []
        self.freed = False
        """Whether a word of difficulty or help is negated."""
        for cue in (c for s in segments for c in s.cues):
            if cue.kind in NEGATABLE and NEGATED_BEFORE.search(view.lower, max(0, cue.start - 36), cue.start):
                self.freed = True
            else:
                self.items.append(cue)
        self.inherited = list(inherited)
        self.first, self.last = unit.acts[0], unit.acts[-1]
        self.now = self._now()
        self.by_kind: dict[str, list[Item]] = {}
        for cue in self.items:
            self.by_kind.setdefault(cue.kind, []).append(cue)

    def _now(self) -> int:
        """Where the present value starts when a level is followed by another ("Min A > SBA"); 0 without."""
        end = self.segments[-1].end
        levels = [c for c in self.items if c.kind == "ASSIST" and self.last.end <= c.start]
        if not levels or any(
            s.closer != "gap" for s in self.segments if self.last.end <= s.end <= levels[0].start
        ):
            return 0
        for m in CHANGED.finditer(self.view.text, levels[0].end, end):
            later = [c for c in self.items if c.start >= m.end()]
            if any(c.kind in ("ASSIST", "LIMIT_INDEP", "LIMIT_MODI") for c in later) or INDEPENDENT_I.search(
                self.view.text, m.end() - 1, end
            ):
                self.items = later
                return m.end()
        return 0

    @lazy
    def text(self) -> str:
        """What the segments say, from the present value on, without the options of a form that are not checked."""
        now = self.now
        starts = [max(s.start, now) if s.end > now else s.start for s in self.segments]
        parts = [self.view.text[start : s.end] for start, s in zip(starts, self.segments, strict=True)]
        return UNCHECKED_OPTION.sub(" ", " ; ".join(parts))

    @property
    def number(self) -> bool:
        """Whether any figure or number word is given."""
        return any(
            p.search(self.text) is not None for p in (amounts.COUNT, amounts.WEIGHT, amounts.COUNT_WORD)
        )

    def of(self, kind: str) -> list[Item]:
        return self.by_kind.get(kind, [])

    def __contains__(self, kind: str) -> bool:
        return kind in self.by_kind or any(c.kind == kind for c in self.inherited)

    def before(self, cue: Item, reach: int = 80) -> bool:
        """Whether a cue stands before the unit's activities, near them."""
        return cue.start < self.first.start and self.first.start - cue.end <= reach

    def elsewhere(self, cue: Item) -> bool:
        """Whether a word of difficulty speaks of something else: "trouble sleeping at work", "stairs, cannot sleep"."""
        low = self.view.lower
        if cue.start < self.first.start:
            gap = self.gap(cue)
            other = OTHER_ACT.match(gap)
            return CAUSED.search(gap) is not None or (
                other is not None and LISTED.search(gap, other.end()) is None
            )
        if self.unit.own.closer in ("label", "gap", "hard"):
            return False
        after = low[cue.end : min(cue.end + 40, self.segments[-1].end)]
        if cue.kind == "LIMIT_UNABLE":
            and_he = AND_HE.search(low, self.last.end, cue.start)
            return (
                EARLIER_ONLY.match(after) is not None
                or AHEAD_NOT.match(after) is None
                or (and_he is not None and OTHER_DEED.match(after) is not None)
            )
        told = any(a.start > cue.end for a in self.unit.own.acts)
        told = told or low.endswith(("with ", "with some ", "with great "), 0, cue.start)
        return not told and "slow" not in low[cue.start : cue.end] and TROUBLE_OF.match(after) is not None

    def gap(self, cue: Item) -> str:
        """Text between a cue and the activities."""
        if cue.start < self.first.start:
            return self.view.lower[cue.end : self.first.start]
        return self.view.lower[self.last.end : cue.start]


def judge(
    view: NoteView, unit: Unit, category: str, segments: Sequence[Segment], *, goal: bool
) -> Verdict | None:
    """Say whether the cues of ``segments`` limit an activity of ``category``, or free it of limits."""
    e = _Evidence(view, unit, segments, unit.inherited)
    assist = _assist(e)

    def verdict(status: Status, specific: bool, *, shared: bool = False) -> Verdict:
        return Verdict(status, specific or bool(assist), assist, *_extent(e), shared)

    if category in ("maintain_sit", "maintain_stand") and (
        PRESSURE.search(e.text)
        or (_balance_scale(e) and not assist and not (goal and amounts.TIME.search(e.text)))
    ):
        return None
    if category == "eating" and _of_appetite(e):
        return None
    unable = _unable(e, category)
    if unable == "denied":
        return None
    if unable == "easy":
        return verdict("absent", True)
    if unable:
        return verdict("present", True, shared=unable == "unable")
    if _stopped(e):
        before = any(e.before(c, 40) for c in e.of("LIMIT_STOP"))
        return verdict("present", True, shared=before or any(c.kind == "LIMIT_STOP" for c in e.inherited))
    if assist:
        if category == "maintain_stand" and BALANCE_SCALE.search(e.text) and "balance" in e.text.lower():
            return None
        heads = (*e.of("ASSIST"), *(c for c in e.inherited if c.kind == "ASSIST"))
        return verdict("present", True, shared=any(e.before(c) for c in heads))
    if "LIMIT_MODI" in e:
        return verdict("present", True) if goal else None
    if _difficult(e, category) and not ("LIMIT_INDEP" in e and EXTRA_TIME.search(e.text)):
        return verdict("present", e.number, shared=True)
    if _helped(e, category):
        return verdict(
            "present", bool(e.of("LIMIT_PERSON")) or e.number or bool(e.of("LIMIT_SUPPORT")), shared=True
        )
    if _needs(e, category):
        return verdict("present", True, shared=False)
    if any(BUT_NOT.match(view.lower, c.end) for c in e.of("LIMIT_EASY")):
        return verdict("present", True)
    if category == "walk" and e.of("DEVICE") and _gait_easy(e):
        return None
    if category != "endurance" and _easy(e) and not _capped(e, category, hard=True):
        return verdict("absent", True, shared=True)
    if _capped(e, category, hard=False) or _amount(e, category) or _supported(e, category):
        return verdict("present", True)
    if goal and (
        ((e.number or e.of("LIMIT_SUPPORT")) and category in COUNTED)
        or BETTER.search(e.text)
        or _wished(e, category)
        or _infinitive(e)
    ):
        return verdict("present", True)
    return None


def _gait_easy(e: _Evidence) -> bool:
    """Whether only the manner of walking is called good ("walks normally with the aid of a cane"): the aid is the news."""
    manners = e.of("LIMIT_EASY")
    return bool(manners) and all(e.view.lower.startswith(("walk", "ambulat"), c.start) for c in manners)


def _wished(e: _Evidence, category: str) -> bool:
    """Whether words of a wish lead to the activity, or it is all that an item of the goals names ("golf; driving")."""
    if WISHED.search(e.view.lower, max(0, e.first.start - 60), e.first.start):
        return True
    lead = e.view.text[e.segments[0].start : e.first.start]
    return category in TAKEN_UP and not lead.strip(' \t-*\u2022.)#:"0123456789')


HEAD_OF_GOAL = re.compile(
    r"[\s\-*\u2022\d.)(#:\"\u201c]*(?:by then[ \t,]+)?(?:and[ \t]+)?(?:(?:pt|patient|client|he|she|"
    r"resident)[ \t]+)?(?:(?:will|to|should)[ \t]+)?"
    r"(?:be able to[ \t]+)?(?:(?:safely|independently|consistently)[ \t]+)?"
)
"""What may stand before the verb of a goal (matched on lower case)."""


TOLERATED = re.compile(
    r"\b(?:at (?:the |a )?(?:sink|counter|stove|table|desk)|limited to|only|max(?:imum)?|before|tolerat\w+|fatigu\w*|"
    r"then (?:she|he|sits|needs|knees|legs))\b"
)
"""What makes a static posture with its time one of daily life (matched on lower case)."""


def _balance_scale(e: _Evidence) -> bool:
    """Whether a posture is graded or drilled for balance, and not held in daily life ("static standing at sink 2 min")."""
    if BALANCE_SCALE.search(e.text) is None:
        return False
    low = e.text.lower()
    held = "balance" not in low and amounts.TIME.search(e.text) is not None
    return not (held and TOLERATED.search(low))


def _infinitive(e: _Evidence) -> bool:
    """Whether a verb of daily life heads an item of the goals: "don bra in under 5 min", "carry a plate to the table"."""
    low, first = e.view.lower, e.first
    if low.startswith("reach", first.start) and REACHES.match(low, first.start + len("reach")) is None:
        return False  # "Reach full ROM"
    return (
        first.data.get("form") == "act"
        and BASE_VERB.match(low, first.start) is not None
        and HEAD_OF_GOAL.fullmatch(low, max(e.segments[0].start, first.start - 60), first.start) is not None
        and NO_DRILL.search(low, first.start, e.segments[-1].end) is None
    )


REACHES = re.compile(
    r"(?:ing)?[ \t]+(?:(?:the|a|an|her|his|into|to|up|for|over|overhead|behind|above|across|down|"
    r"back|out|top|first|second|third|high|higher|low|lower|upper)\b[ \t]*)*"
    r"(?:overhead|up\b|behind|shel\w+|cabinets?|cupboards?|counter|light|back\b|head\b|plates?|dish\w*|things|items?|objects?|"
    r"top|fridge|closet|rod|seat ?belt|feet|toes|floor|for\b|into\b|forward|outside|shoulder height|across|above)"
)
"""What a reach of the hand goes to, and no score or range."""
BASE_VERB = re.compile(rf"{either('limitation_verdict', 'base_verb')}\b")
NO_DRILL = re.compile(r"\b(?:exercises?|reps?|sets?|hep|program|x ?\d+)\b")


def _of_appetite(e: _Evidence) -> bool:
    """Whether "eats" tells of appetite or diet: neither a hand nor help nor a level is spoken of."""
    if e.view.lower[e.first.start : e.first.end] not in MEAL:
        return False
    helped = any(
        c.kind in ("ASSIST", "LIMIT_HELP", "LIMIT_PERSON", "LIMIT_INDEP", "LIMIT_MODI", "LIMIT_SUPPORT")
        for c in (*e.items, *e.inherited)
    )
    return not helped and BY_HAND.search(e.text.lower()) is None and not INDEPENDENT_I.search(e.text)


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
    if " A" in e.text and ASSISTED.search(e.text):
        return "Assist"
    bare = BARE_LEVEL.match(e.view.lower, e.last.end, e.segments[-1].end)
    return CHECKED[bare.group(1)] if bare else None


def _has_sense(cue: Item, sense: str) -> bool:
    """Whether the lexicon gives a word a sense (``hard`` limit, ``weak`` negation, ``adapted`` tool ...)."""
    return sense in cue.data.get("sense", "").split()


def _easy(e: _Evidence) -> bool:
    """Whether the activity is done independently or without difficulty."""
    if e.freed or (
        FREE_BEFORE.fullmatch(e.view.text, e.segments[0].start, e.first.start)
        and e.view.lower[e.first.start : e.first.end].endswith(NOUNS)
    ):
        return True
    for cue in (*e.items, *e.inherited):
        if cue.kind == "LIMIT_INDEP":
            return True
        if cue.kind == "LIMIT_EASY":
            written = e.view.lower[cue.start : cue.end]
            if written.startswith("hands") and SITS_UNTIL.match(e.view.lower, cue.end, e.segments[-1].end):
                continue
            if written.startswith("recip") and e.first.value != "stairs":
                continue
            if _has_sense(cue, "resumed") and (e.first.data.get("form") != "thing" or not e.before(cue, 20)):
                continue
            if _has_sense(cue, "able") and not _wholly(e, cue):
                continue
            if _has_sense(cue, "again") and not _done_again(e, cue):
                continue
            return True
    lead = e.view.lower[max(e.segments[0].start, e.first.start - 16) : e.first.start]
    if e.first.value in OWN_DOING and DOES_OWN.search(lead):
        return True
    if e.first.value in OWN_DOING and OWN.search(e.view.lower, e.first.start, e.last.end + 14):
        return True
    if (
        e.first.value == "walk"
        and any(c.value == "None" for c in e.of("DEVICE"))
        and (amounts.FAR.search(e.text) or "community distance" in e.text.lower())
    ):
        return True
    unbroken = any(e.view.lower.startswith(("without ", "w/o "), c.start) for c in e.of("LIMIT_CAP"))
    if unbroken and e.first.value in ("maintain_stand", "maintain_sit") and amounts.TIME.search(e.text):
        return True
    if (
        e.first.value in ("walk", "stairs")
        and unbroken
        and (amounts.FAR.search(e.text) or amounts.FLIGHT.search(e.text) or "flights" in e.text.lower())
    ):
        return True
    checked = CHECKED_LEVEL.search(e.text)
    return INDEPENDENT_I.search(e.text) is not None or bool(checked and checked.group(1)[0] == "I")


SITS_UNTIL = re.compile(r"[ \t,]*(?:before|until|then)\b")
"""How sitting free of hands ends: "hands-free before she folds forward" (matched on lower case)."""


def _wholly(e: _Evidence, cue: Item) -> bool:
    """Whether "now able to" tells of an activity without a limit: no aid, no amount, no "with" or "only"."""
    if cue not in e.inherited and not e.before(cue, 40):
        return False
    after = e.view.text[cue.end : min(e.segments[-1].end, cue.end + 120)]
    return not (
        UNDER_TERMS.search(after.lower())
        or e.of("DEVICE")
        or any(c.end > e.last.end for c in e.of("LIMIT_SUPPORT"))
        or e.of("LIMIT_CAP")
        or any(a.search(after) for a in (amounts.NEAR, amounts.TIME, amounts.WEIGHT))
    )


def _unable(e: _Evidence, category: str) -> str:
    """``"unable"``, ``"easy"`` (no difficulty), ``"denied"`` ("no gait trouble"), ``"none"`` ("no golf") or nothing."""
    for cue in (*e.of("LIMIT_UNABLE"), *(c for c in e.inherited if c.kind == "LIMIT_UNABLE")):
        after = e.view.lower[cue.end : cue.end + 30]
        if e.elsewhere(cue):
            continue
        if _has_sense(cue, "weak"):
            if re.match(
                r"\s*(?:have |having |report |any |an? |as |much |many |needs? |"
                r"requires? ){0,4}\s*(?:any )?(?:difficult|"
                r"trouble|"
                r"problem|issue|limit|help|assist)",
                after,
            ):
                return "easy"
            if category == "work" and not NOT_AT_WORK.search(
                e.view.lower[max(e.segments[0].start, cue.start - 40) : cue.start]
            ):
                continue
            if e.before(cue, 24) and not re.search(
                r"\b(?:that|which|he|she|it|is|are|and|worry|feel|know|with|for|due|because|tested|"
                r"assessed|attempted|only|need|require|use|miss|missed)\b",
                e.gap(cue),
            ):
                return "unable"
            continue
        if e.before(cue, 70) or cue in e.inherited:
            return "unable"
        if cue.start >= e.last.end and (
            len(e.gap(cue)) < 45 or e.unit.own.closer in ("label", "gap", "hard")
        ):
            return "unable"
    for cue in e.of("LIMIT_NO"):
        gap = e.gap(cue)
        if (
            category == "lift_carry"
            and e.before(cue, 4)
            and not gap.strip()
            and not ORDERS.search(e.view.lower, max(e.segments[0].start - JOB_REACH, 0), cue.start)
            and not AT_WORK.match(e.view.lower, e.last.end)
            and _weight_behind(e)
        ):
            return "unable"  # "no lifting over 10 lb"
        if (
            category in NOT_DONE
            and cue.start >= e.last.end
            and e.unit.own.closer == "label"
            and not gap.strip(" :-")
            and NO_LONGER_DONE.match(e.view.text, cue.end)
        ):
            return "unable"  # "Driving: no"
        if (
            e.before(cue, 12)
            and category in ("walk", "stairs", "housework", "drive_transport")
            and not gap.strip(" -")
        ):
            if re.match(
                r"\s*(?:trouble|difficult|problem|change|deviat|disturb|abnormal|instab|impair|training|"
                r"belt)",
                e.view.lower[e.last.end : e.last.end + 14],
            ):
                return "denied"
            if category == "drive_transport" and ORDERED.match(e.view.lower, e.last.end):
                return "denied"
            if category == "stairs" and not re.match(
                r"\s*(?:x ?\d|since|yet|at|now|for)", e.view.lower[e.last.end : e.last.end + 8]
            ):
                continue
            return "unable"
        if (
            category == "recreation"
            and e.before(cue, 4)
            and not gap.strip()
            and NO_LONGER_DONE.match(e.view.text, e.last.end)
        ):
            return "none"
    return ""


NOT_DONE = frozenset({"drive_transport", "housework", "shopping"})
"""Activities that "no" or "none" behind their name says are not done."""
CAN = re.compile(r"(?<!only )\b(?:can|able to|is|are|am|back to|now)[ \t]+(?:now[ \t]+)?(?:also[ \t]+)?\Z")
"""What stands before an activity that is done again: "can carry a basket again", "is driving again"."""


def _done_again(e: _Evidence, cue: Item) -> bool:
    """Whether "again" behind an activity says that it is done as before."""
    lead = e.view.lower[max(e.segments[0].start, e.first.start - 24) : e.first.start]
    between = e.view.lower[e.last.end : cue.start]
    return (
        0 < len(between) <= 40
        and CAN.search(lead) is not None
        and not UNDER_TERMS.search(between)
        and not any(
            c.start > cue.start for c in (*e.of("DEVICE"), *e.of("LIMIT_SUPPORT"), *e.of("LIMIT_CAP"))
        )
    )


UNDER_TERMS = re.compile(
    r"\b(?:with(?!out)|w/|using|if|as long as|provided|only|but|half|part|slowly|most|some|few|sitting|"
    r"seated|height|level|halfway)\b"
)
"""What takes back part of what somebody is able to do."""
BUT_NOT = re.compile(r"(?:[ \t]*,)?[ \t]*(?:but[ \t]+not|except(?![ \t]+(?:when|if|that)))\b")
OWN = re.compile(r"\b(?:her|his|my|their) own\b")
DOES_OWN = re.compile(r"\bdoes[ \t]+(?:all[ \t]+)?own[ \t]+\Z")
OWN_DOING = frozenset({"lift_carry", "grooming", "housework", "shopping", "drive_transport", "transfer"})
"""What one does for oneself: "carries her own groceries"."""
OUT_OF = re.compile(r"\b(?:off|out of|away from)\s+(?:the\s+|his\s+|her\s+)?\Z")


def _stopped(e: _Evidence) -> bool:
    """Whether the activity was given up ("stopped bowling", "off the soccer team")."""
    lead = e.view.lower[max(0, e.first.start - 16) : e.first.start]
    if e.first.value == "recreation" and OUT_OF.search(lead):
        return True
    if any(c.kind == "LIMIT_STOP" for c in e.inherited):
        return True
    return any(
        e.before(cue, 40) or (cue.start >= e.last.end and len(e.gap(cue)) < 12) for cue in e.of("LIMIT_STOP")
    )


def _difficult(e: _Evidence, category: str) -> bool:
    """Whether a word of difficulty or limitation governs the activity."""
    for cue in (*e.of("LIMIT_DIFF"), *(c for c in e.inherited if c.kind in ("LIMIT_DIFF", "LIMIT_LIMIT"))):
        written = e.view.lower[cue.start : cue.end]
        if (written.startswith("slow") and category in ("walk",)) or e.elsewhere(cue):
            continue
        if NEGATED_BEFORE.search(e.view.lower, max(0, cue.start - 24), cue.start):
            continue
        if e.before(cue, 70) or cue in e.inherited:
            return True
        if cue.start >= e.last.end and len(e.gap(cue)) < 60:
            thing = e.first.data.get("form") == "thing"
            if not thing or (category not in ("work", "recreation") and IS_HARD.fullmatch(e.gap(cue))):
                return True
    for cue in e.of("LIMIT_LIMIT"):
        written = e.view.lower[cue.start : cue.end]
        gap = e.gap(cue)
        if not gap.strip() and any(e.before(c, 3) for c in e.of("LIMIT_NO")):
            continue  # "no lifting restriction"
        if NEGATED_BEFORE.search(e.view.lower, max(0, cue.start - 24), cue.start):
            continue
        if category in ("maintain_sit", "maintain_stand") and _balance_scale(e):
            continue
        verb = _has_sense(cue, "verb")
        if verb and (not e.before(cue, 60) or HARDLY.search(e.view.lower, max(0, cue.start - 16), cue.start)):
            continue  # "lifting affects pain", "nothing affects walking"
        if verb or written.startswith(("limit", "restrict")):
            if (
                len(gap) < (25 if e.first.value == "walk" else 60)
                and not re.search(
                    r"\b(?:by|pain|due|exam)\b",
                    gap if e.before(cue, 60) else e.view.lower[cue.end : cue.end + 8],
                )
            ) or (not e.before(cue, 60) and len(gap) < 14):
                return True
        elif _reduces(e, cue, gap):
            return True
    return False


def _reduces(e: _Evidence, cue: Item, gap: str) -> bool:
    """Whether "decreased", "poor" ... stands right at the activity ("decreased ambulation tolerance")."""
    if e.first.data.get("form") == "thing" or e.view.lower[e.first.start : e.first.end] in QUALITIES:
        return False
    if e.before(cue, 30):
        return OTHER_LOSS.search(gap) is None
    return (
        cue.start >= e.last.end
        and len(gap) < 6
        and re.match(r" (?:with|by) ", e.view.lower[cue.end :][:6]) is None
    )


AND_HELPS = re.compile(r"[ \t]+\w+s\b(?:(?!\b(?:he|she|pt|patient|who|with)\b)[^.;,\n]){0,36}[ \t]and[ \t]+")
"""What a helper does before the help: "daughter sets out clothes and helps with ..."."""


AS_ALWAYS = re.compile(
    r"[^.;,\n]{0,24}?\b(?:as always|as (?:he|she|they) always|as usual|as before|like always)\b"
)
"""Behind what others have done all along (matched on lower case)."""


def _helped(e: _Evidence, category: str) -> bool:
    """Whether somebody helps or does the activity for the patient."""
    for cue in e.of("LIMIT_HELP"):
        device = re.match(
            r"\s+(?:of\s+)?(?:a|an|her|his|the|two|one)?\s*"
            if e.view.lower[cue.start : cue.end].endswith(" of")
            else r"\s+of\s+(?:a|an|her|his)?\s*",
            e.view.lower[cue.end : cue.end + 12],
        )
        if device and any(d.start - cue.end < 24 for d in e.of("DEVICE") if d.start >= cue.end):
            continue
        if len(e.gap(cue)) < 50:
            return True
    people = [] if e.view.lower[e.first.start : e.first.end] in ("drove", "driven") else e.of("LIMIT_PERSON")
    if AS_ALWAYS.match(e.view.lower, e.last.end):
        people = []
    for person in people:
        for verb in e.of("LIMIT_HELPV"):
            if category in ("recreation", "work") and e.view.lower.startswith("do", verb.start):
                continue  # "husband does woodworking"
            if 0 < verb.start - person.end <= 20 and not re.search(
                r"\b(?:with|who|(?:reports?|says|states?|notes) (?:that )?(?:she|he|pt|patient))\b",
                e.view.lower[person.end : verb.start],
            ):
                return True
            if (
                e.view.lower.startswith("help", verb.start)
                and person.end < verb.start < e.first.start
                and AND_HELPS.fullmatch(e.view.lower, person.end, verb.start)
            ):
                return True
        gap = e.view.lower[person.end : e.first.start]
        if (
            person.end <= e.first.start
            and len(gap) <= 14
            and category in SELF_CARE | {"drive_transport", "bed_mobility"}
            and re.fullmatch(r"\s*(?:is|now|has to|must|still|does|gives|to)?\s*(?:\w+\s+)?", gap)
            and e.first.data.get("form") != "thing"
        ):
            return True
        if (
            person.start > e.last.end
            and category in ("walk", "stairs", "walk_surfaces")
            and HELD.match(e.view.lower, person.end)
        ):
            return True
        if (
            person.start > e.last.end
            and SUPPLIED.search(e.view.lower, e.last.end, person.start) is None
            and re.search(
                r"\b(?:w/|with|from|by)\s*(?:\w+\s+)?(?:his |her |the |my )?$|\bof\s$",
                e.view.lower[e.last.end : person.start],
            )
            and category not in ("walk", "recreation", "work", "housework", "shopping", "moving_around_home")
        ):
            return True
    return False


SUPPLIED = re.compile(
    r"\b(?:install|bought|built|order|recommend|provid|remov|replac|purchas|paid|request|donat|suppl|approv|deliver)"
)
"""What others do about a thing, and not with the patient: "tub installed by the landlord"."""


def _needs(e: _Evidence, category: str) -> bool:
    """Whether the activity needs something: a hand, a rail, a device, an arm of a person."""
    for cue in e.of("LIMIT_NEED"):
        written = e.view.lower[cue.start : cue.end]
        after = e.view.lower[cue.end : cue.end + 45]
        if CONTINUING.search(after.split(".")[0]) and not (e.of("LIMIT_SUPPORT") or e.of("LIMIT_PERSON")):
            continue
        strong = not written.startswith(("us", "used"))
        if len(e.gap(cue)) > 60:
            continue
        if strong and (
            e.of("LIMIT_SUPPORT")
            or e.of("LIMIT_PERSON")
            or e.of("LIMIT_HELP")
            or (e.of("DEVICE") and category not in ("walk",))
        ):
            return True
        if (
            strong
            and written[:3] in ("nee", "req")
            and category != "walk"
            and e.before(cue, 40)
            and re.search(r"\w\s+(?:for|with|w/)\s+(?:\w+\s+)?$", e.gap(cue))
        ):
            return True
        if (
            strong
            and e.before(cue, 24)
            and re.fullmatch(
                r"\s*(?:\d|one|two|three)\s+(?:people\s+|person\s+|persons\s+|staff\s+|assist\s+)?(?:to\s+|"
                r"for\s+)?(?:\w+\s+)?",
                e.gap(cue),
            )
        ):
            return True
        if not strong and e.of("LIMIT_SUPPORT") and category in SUPPORTED:
            return True
        if strong and cue.start > e.last.end and (amounts.TIME.search(after) or amounts.COUNT.match(after)):
            return True
    return False


def _capped(e: _Evidence, category: str, *, hard: bool) -> bool:
    """Whether the activity has an upper limit ("only", "at most", "then has to sit")."""
    if category not in COUNTED:
        return any(e.view.lower[c.start : c.end] == "only" and len(e.gap(c)) < 30 for c in e.of("LIMIT_CAP"))
    for cue in e.of("LIMIT_CAP"):
        if e.view.lower.startswith(("without ", "w/o "), cue.start):
            continue
        if e.view.lower[max(0, cue.start - 4) : cue.end] == "the only" or (
            e.before(cue)
            and e.view.lower[cue.start : cue.end] == "only"
            and SYMPTOM_AT.match(e.view.lower, cue.end)
        ):
            continue
        if _has_sense(cue, "hard"):
            if e.view.lower[cue.start : cue.end] == "stops" and category not in (
                "walk",
                "stairs",
                "equipment",
            ):
                continue
            return True
        if hard:
            continue
        written = e.view.lower[cue.start : cue.end]
        stop = e.segments[-1].end
        if written == "then" and cue.start >= e.last.end and ENDS.match(e.view.lower, cue.end, stop):
            return True
        if (
            written.startswith("then ")
            and cue.start >= e.last.end
            and category in ("walk", "stairs", "shopping")
        ):
            return True
        if (
            written in ("before", "until")
            and category in ("walk", "stairs")
            and cue.start >= e.last.end
            and GIVES_OUT.match(e.view.lower, cue.end, stop)
        ):
            return True
        if written in ("before", "until") and not GOES_ON.match(e.view.lower, cue.end, stop):
            continue  # "ran 3 miles three times a week before"
        if (
            amounts.NEAR.search(e.text)
            or amounts.FAR.search(e.text)
            or amounts.TIME.search(e.text)
            or amounts.FLIGHT.search(e.text)
            or re.search(r"\bmax\b", e.text, re.I)
        ):
            return True
    return (
        not hard
        and re.search(r"\bmax\b(?![ \t]*(?:a\b|assist))", e.text) is not None
        and bool(amounts.COUNT.search(e.text) or amounts.FAR.search(e.text))
    )


def _amount(e: _Evidence, category: str) -> bool:
    """Whether the amount alone is a limitation: a short distance walked, minutes stood or sat."""
    if category == "walk":
        device = any(c.value != "None" for c in e.of("DEVICE"))
        if device and amounts.FAR.search(e.text):
            return True  # "2 blocks with SPC"
        return any(
            not re.search(r"\b(?:after|at|every|past)\s*$", e.text[: m.start()][-8:])
            for m in amounts.NEAR.finditer(e.text)
        )
    if category == "equipment":
        return amounts.NEAR.search(e.text) is not None
    if category == "lift_carry" or (
        category == "push_pull_reach" and e.view.lower.startswith("hold", e.first.start)
    ):
        return _loaded(e)
    if category in ("maintain_sit", "maintain_stand") and EXERCISE.search(e.text):
        return False
    if category in ("maintain_sit", "maintain_stand") and e.view.lower.endswith("after ", 0, e.first.start):
        return False
    if category in ("maintain_sit", "maintain_stand"):
        return amounts.TIME.search(e.text) is not None and not _balance_scale(e)
    if category == "stairs":
        return amounts.TIME.search(e.text) is not None and re.search(r"\btak(?:es|ing)\b", e.text) is not None
    if category in SELF_CARE:
        return TIME_TO.search(e.view.text, max(0, e.first.start - 30), e.first.start) is not None
    return False


def _weight_behind(e: _Evidence) -> bool:
    """Whether the weight that must not be lifted follows ("no lifting over 10 lb")."""
    weight = amounts.WEIGHT.search(e.view.text, e.last.end, e.last.end + WEIGHT_REACH)
    return weight is not None and WEIGHED.fullmatch(e.view.lower, e.last.end, weight.start()) is not None


WEIGHED = re.compile(
    r"[ \t]*(?:(?:of[ \t]+)?(?:anything[ \t]+)?(?:over|above|more than|greater than|heavier than|exceeding|past|beyond|>|"
    r"\u2265|>=|or carrying(?:[ \t]+(?:over|>|more than))?)[ \t]*)?"
)


def _loaded(e: _Evidence) -> bool:
    """Whether a weight, or the time a thing is held, tells how much the patient can lift now ("lifts 15 lb to waist")."""
    low, start = e.view.lower, e.segments[0].start
    if "LIMIT_NO" in e:
        return False
    if not LIFTS.match(low, e.first.start) and not LIFTING_IS.match(low, e.first.start):
        return False
    if DEMANDED.search(low, max(start - JOB_REACH, 0), e.first.start) or SETS.search(e.text.lower()):
        return False
    if low.startswith(("hold", "manage"), e.first.start):
        at, end = e.last.end, e.segments[-1].end
        return (
            amounts.TIME.search(e.view.text, at, end) is not None or MOMENTS.search(low, at, end) is not None
        )
    weight = amounts.WEIGHT.search(e.view.text, e.first.start, e.segments[-1].end)
    if weight is None or weight.start() - e.first.start >= WEIGHT_REACH:
        return False
    return max(float(n) for n in re.findall(r"\d+(?:\.\d+)?", weight.group()) or ["0"]) < NO_LIMIT


MOMENTS = re.compile(
    r"\b(?:a few|several|only|mere)[ \t]+(?:seconds?|secs?|minutes?|mins?)\b|\ba (?:second|minute)\b"
)
LIFTS = re.compile(r"(?:(?:lift|carr(?=ie))(?:ie)?s|lift|carry|holds?|manages?)\b")
"""A verb of lifting in the present; "lifted" and "lifting" tell of another time or of a job."""
LIFTING_IS = re.compile(r"(?:lift(?:ing)?|carry(?:ing)?)[ \t]*:")
DEMANDED = re.compile(
    r"\b(?:works?|job|jobs|occupation|occ|employ\w*|demands?|requires?|required|duties|plof|prior|before|used to|"
    r"usual\w*|must|may|ok|okay|allowed|will|should|goal|has to|to)\b[^.;\n]{0,40}\Z|\b(?:as|"
    r"is) an? \w+,?[ \t]*(?:who|that|and)?[ \t]*\Z"
)
"""What makes a weight that of a job, a habit or a plan (matched on lower case)."""
ORDERS = re.compile(
    r"\b(?:instruct\w*|educat\w*|precautions?|advised|counsel\w*|taught|reviewed|protocol|rehab)\b[^.;\n]*\Z"
)
"""What makes a weight not to be lifted one of teaching or a protocol."""
AT_WORK = re.compile(r"[^.;\n]{0,20}?\bat work\b")
SETS = re.compile(r"\b(?:\d+[ \t]?x[ \t]?\d+|x[ \t]?\d{2}|reps?|sets?|weights?|dumbbells?|tband|db)\b")
"""A weight of an exercise."""
NO_LIMIT = 50
"""A weight that shows strength ("lifts 80 lb at the gym"), pounds or kilograms."""
JOB_REACH = 30
WEIGHT_REACH = 48
"""How far from a verb of lifting its weight, or a word of the job, may stand, in characters."""


def _supported(e: _Evidence, category: str) -> bool:
    """Whether the way it is done shows the limit: rails, both arms, several tries, one step at a time."""
    adapted = any(_has_sense(c, "adapted") for c in e.of("LIMIT_SUPPORT"))
    if category in ("eating", "fine_hand", "dressing", "grooming") and adapted:
        return True
    if category not in SUPPORTED:
        return False
    low = e.view.lower
    words = {
        low[c.start : c.end]
        for c in e.of("LIMIT_SUPPORT")
        if not (
            low[c.start : c.end] in ("tries", "attempts")
            and TRIES_TO.search(low, max(0, c.start - 5), c.end + 4)
        )
    }
    if category == "sit_to_stand":
        return (
            bool(words - {"seated", "sitting", "wall", "cart", "bar"})
            or re.search(
                r"\b(?:on|by) (?:the )?(?:\d(?:nd|rd|th)|second|third|fourth) (?:try|attempt|heave|go|push|rock|pull)",
                e.text,
                re.I,
            )
            is not None
        )
    if category == "stairs":
        return any(
            not _has_sense(c, "passive") and not low.startswith((" of the stair", " of a stair"), c.end)
            for c in e.of("LIMIT_SUPPORT")
        ) or bool(words & {"tries", "attempts"})
    if category == "bed_mobility":
        return bool(words & {"rail", "bed rail", "bed rails", "trapeze", "rails", "momentum"})
    if category == "squat_bend_kneel":
        return bool(words & {"furniture", "both hands", "holding", "pulling on", "counter"})
    if category == "bathing":
        return (
            bool(words & {"seated", "on bench", "shower chair", "tub bench", "shower bench"})
            and amounts.TIME.search(e.text) is not None
        )
    return bool(words & {"holding", "holding on", "rail", "holds on"})


def _extent(e: _Evidence) -> tuple[int, int]:
    """First and last offset of activities and cues of the unit's own segment."""
    points = [(a.start, a.end) for a in e.unit.acts] + [(c.start, c.end) for s in e.segments for c in s.cues]
    start, end = min(p[0] for p in points), max(p[1] for p in points)
    for segment in e.segments:
        figure = FIGURE.search(e.view.text, segment.start, segment.end) is not None
        told = figure or e.view.tells(amounts.HINTS, segment.start, segment.end)
        for pattern in (*(AMOUNTS if told else ()), INDEPENDENT_I, SUPERVISED):
            m = pattern.search(e.view.text, segment.start, segment.end)
            if m:
                start, end = min(start, m.start()), max(end, m.end())
    bare = BARE_LEVEL.match(e.view.lower, e.last.end, e.segments[-1].end)
    return start, max(end, bare.end(1)) if bare else end
