"""Limits told by the manner of an activity, where no word of the lexicon says "unable" or "difficult".

A manner makes a limitation of the activities that ``manners.csv`` lists for it::

    agent     somebody else does it      "my sister does the vacuuming", "Dishes: husband"
    gone      it is brought or hired     "groceries are delivered", "yard work hired out"
    portion   in parts, with rests       "does the stairs in two goes", "mows half, leaves the rest"
    posture   sitting                    "peels potatoes sitting down"
    hands     with other or more hands   "lifts the kettle with two hands"
    lean      propped up                 "brushes her teeth with her elbows on the sink"
    tries     pushes, rocks, tries       "recliner - two tries"
    way       how steps are taken        "porch: sideways"
    cost      time and strength spent    "takes 30 minutes to dress", "a shower wipes him out"
    handled   somebody moves the patient "it takes two to get her into the van"
    quit      a bare noun is given up    "sits out the polkas"; likewise ``cannot``, ``avoid`` and ``aid``

A bare noun (``lexicon_topics.csv``) stands for its activity only beside such a manner, and only in a note that
tells of function otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from rehabcode.nlp import amounts
from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.lexicon import rows
from rehabcode.nlp.limitation_status import status_of
from rehabcode.nlp.limitation_units import COUNTED, IS_HARD, MOVED, Cover, Segment, Unit, Verdict
from rehabcode.nlp.reader_words import either, words
from rehabcode.nlp.view import Item, NoteView

LEAD = re.compile(
    r"(?:(?:[^.;]{0,30}?[\s(])?(?:since|after|until|because of)[ \t]+(?:[\w/]+[ \t,]+){1,4}?|"
    r"[^.;]{0,30}:)?[\s\-*\u2022\"\u201c'(\d.]*(?:(?:and|so|but|now|then|also|or|his|her|my|our|the|their|a|an|one|"
    r"pt's|patient's|"
    r"older|oldest|younger|youngest|adult|teen(?:age)?|next[- ]door|other|since[ ]\w+|currently|usually|these|days|"
    r"reports|"
    r"states|says|notes|pt|patient|that|per|today|where|while|because|when|as)\b"
    r"[\s,]*)*\Z"
)
"""What may stand before the person that a clause is about."""
THE_ONE = re.compile(
    r"[ \t]+(?:(?:says?|reports?|states?|notes)[ \t]+)?"
    r"(?:(?:(?:she|he)(?:['\u2019]s|[ \t]+is)|is|has to be)[ \t]+)?the[ \t]+one[ \t]+(?:who|that)\b"
)
"""What only stresses that it is somebody else: "mom says she is the one who ties his shoes"."""
LETS = re.compile(
    r"\b(?:has|have|having|lets?|letting|asks?|gets?|waits? for|leaves? it to|sends?|sending|pays?|paying|relies on|rely on|"
    r"depends on|counts on|waits on|calls?|needs)[ \t]+"
    r"(?:(?:a|an|the|his|her|my|one of|their|older|younger)[ \t]+){0,3}\Z"
)
"""What makes somebody else do it: "has his son carry the bags"."""
NOT_AGENT = re.compile(
    r"\b(?:with|stays?|who|whose|is|was|were|are|and|that|says?|said|reports?|states?|notes?|when|while|works?|can|"
    r"cannot|could|"
    r"unable|needs?|not|no|lives?|present|wants?|about|helped|had|once|if|after|before|than|or|teaches|sees|thinks|"
    r"will|would|enjoys?|likes?|loves?|owns?|runs|because|to be|did|drove|went|came|took(?! over)|brought|got|"
    r"gave|made|died|passed|injured|fell|\w+ed)\b"
)
"""What parts a person from the activity behind: then the activity is not that person's doing."""
NOT_AGENT_THEN = re.compile(
    r"\b(?:with|stays?|who|whose|is|are|and|that|says?|said|reports?|states?|notes?|when|while|works?|can|cannot|could|"
    r"unable|needs?|not|no|lives?|present|wants?|about|once|if|after|before|than|or|will|would|because|to be|came|died|"
    r"passed|injured|fell|worked|lived|retired)\b"
)
"""The same where a verb of the past may tell what somebody did for the patient."""
NO_LONGER = re.compile(r"\b(?:no longer|does not have to|doesn't have to|rarely|never)\b")
"""What takes back that somebody else does it."""
FOR_HIM = re.compile(r"[^.;,\n]{0,24}?\bfor (?:him|her|me|pt|the patient)\b")
PATIENT = re.compile(r"\b(?:him|her|me|pt|patient)[ \t]+(?:to|around|out|over|in|at|for)\b")
PAST_TENSE = re.compile(
    r"(?:drove|took|brought|did|gave|got|made|went|cooked|carried|lifted|washed|\w{3,}ed)\b"
)
OWN_LIFE = re.compile(r"[^.;\n]{0,30}?\b(?:for a living|for work|as always|as usual|always has|as a job)\b")
COMES_AND = re.compile(r"\A[ \t]+(?:comes?|stops? by|drops? by|visits)\b[^.;,]{0,28}?\b(?:and|to)\b")
"""What a helper does first: "comes on Saturdays and does the bathrooms"."""
BY_WHOM = re.compile(
    r"[ \t]+(?:(?:is|are|gets?|being|now|all|always|was)[ \t]+){0,3}\w+(?:ed|ne|en|wn|ut)[ \t]+(?:(?:up|out|in|on|off|"
    r"over)[ \t]+)?by[ \t]+"
    r"(?:(?:his|her|my|the|a|an|one of|our)[ \t]+)*\Z"
)
"""What joins an activity to the one who does it: "... is walked by the"."""
JOB_OF = re.compile(r"[ \t]+(?:(?:is|are|'s)[ \t]+)?(?:now[ \t]+)?(?:(?:his|her|my|the|our)[ \t]+)?\Z")
JOB = re.compile(
    r"(?:'s|\u2019s|s')[ \t]+(?:jobs?|department|chores?|tasks?|thing|business|duty|domain|responsibility)\b"
)
ALONE = re.compile(r"[\s\-]*(?:(?:now|his|her|my|the|by|from|via|w/|her|pt's)\s+)*\Z")
DOES_IT = re.compile(
    r"(?:'s|\u2019s)?(?:[ \t]+(?:now|does|do|handles|manages|takes care of|gets|opens|cuts|ties|fastens|carries|brings|"
    r"it|that|them|these|those|this|rinses|scrubs|washes|dries|helps|cooks|all|always|only|has to|reaches|drives|"
    r"changes|lifts|moves|pours|loads|empties|folds|fetches|fills|mows|shovels|picks|up|for|him|her|me|"
    r"comes|daily|weekly|twice|once|a|per|week|"
    r"wk|day|"
    r"every|other|[\dx/]+(?:wk|week|day|mo)?))*\s*(?:[.,;)\"\u201d]|\Z)"
)
"""What may stand behind the person alone in a segment: "Dishes - husband does them"."""
FOR_PERSON = re.compile(r"(?:[ \t]+(?:my|his|her|the|our|a|an|one of|older|younger|now))*[ \t]+\Z")
FIRST_PERSON = re.compile(r"[ \t]+(?:my|me|for me)\b|[^.;,\n]{0,30}\bfor me\b")
THIRD = re.compile(r"\b(?:he|she|they)[ \t]+(?:now[ \t]+|still[ \t]+|usually[ \t]+)?\Z")
TIME_JUST = re.compile(
    r"[ \t](?:just[ \t]+|even[ \t]+)?to[ \t]+(?:(?:get|put|pull|do|make|finish|manage)[ \t]+(?:on[ \t]+)?"
    r"(?:(?:his|her|my|the)[ \t]+)?)?\Z"
)
SPENT = re.compile(
    r"(?:half an hour|an hour|(?:most|much|all) of (?:an|the) \w+|the whole (?:morning|day|afternoon)|ages|forever|"
    r"so long|too long|twice as long|longer|all (?:morning|day|afternoon))\b"
)
TAKES = re.compile(r"\b(?:takes?|runs?|lasts?|taking|took|spends?|needs?|uses up|eats up)\b")
PROJECT = re.compile(
    r"\b(?:min(?:ute)?s?|hour)[ \t-]+(?:long[ \t]+)?(?:project|job|affair|event|undertaking|process|ordeal|"
    r"production|operation)\b"
)
TREATED = re.compile(
    r"\b(?:not attempted|not tested|sets|strengthening|repetitions|nustep|bike|training|trng|exercise|ther ?ex|"
    r"x ?\d+ ?reps?|97\d{3})\b"
)
TRUNK = re.compile(r"\b(?:eob|edge of (?:the )?bed|unsupported|balance|bp|tolerance)\b")
NO_NEED = re.compile(r"\b(?:no|not|without|never|denies|n't)\b[^.;,]{0,24}\Z")
KINDS = {
    "LIMIT_PERSON": "agent",
    "LIMIT_AWAY": "gone",
    "LIMIT_STOP": "quit",
    "LIMIT_UNABLE": "cannot",
    "LIMIT_MANNER": "",
}
TELLING = frozenset([*KINDS, "LIMIT_SUPPORT", "LIMIT_CAP", "LIMIT_DIFF", "LIMIT_HELP"])
"""Kinds of words that may tell of a manner."""
FREED = frozenset({"LIMIT_MODI", "LIMIT_INDEP", "LIMIT_EASY", "ASSIST"})
"""Words that judge an activity by themselves."""
HANDLES = re.compile(
    r"[ \t]+(?:(?:has to|have to|must|comes to|to|can|will|now|usually|always)[ \t]+){0,2}"
    r"(?:lifts?|pulls?|hauls?|hoists?|boosts?|drags?|hefts?|heaves?|yanks?|push(?:es)?|steady|steadies|gets?|moves?|"
    r"rolls?)[ \t]+"
    r"(?:him|her|me|pt|the patient|on (?:him|her|me))\b(?![ \t]+(?:to|out to|around)\b)"
)
"""How somebody moves the patient: "till someone pulls her up"."""
PARTS = re.compile(
    r"\b(?:one|a|1) (?!time|mile|block|lap|hour|minute|day|meal)\w+ (?:a|per|each|every) (?:day|trip|go|weekend)\b|"
    r"\b(?:split|spread|broken?|breaks?)\b"
    r"[^.;\n]{0,14}?\b(?:over|across|into|out over|up)\b|\bon (?:two|three|different|separate) days\b|"
    r"\bhalf (?:of )?(?:the|it|his|her|my|one)\b[^.;\n]{0,30}?\b(?:then|rests?|later|next|stops?|sits|quits|"
    r"tomorrow|day)\b"
)
PART_WORDS = (
    " a day",
    " a trip",
    " per ",
    "split",
    "spread",
    "break",
    "broke",
    "half",
    " days",
    " a weekend",
    " each ",
)
"""One of these stands in every text that :data:`PARTS` finds something in."""
AVOIDED = re.compile(
    r"(?:\s+(?:(?:anything|more|heavier|something)\s+)?(?:over|above|than|past)\s+\d+\s?(?:lbs?|pounds?))?"
    r"(?:\s+(?:at|in|of|on|to|into|from|above|over|under|behind|beside)\s+(?:(?:the|her|his|my|a)\s+)?(?!the\b|her\b|his\b|is\b|are\b)\w+"
    rf"(?:\s(?!(?:is|are|was|and|doctor|aide|nurse|elevator|he|she|who|{either('limitation_manner', 'kin')})\b)\w+)?"
    r"(?=\s)){0,2}"
    r"[\s:,=\-\u2013\u2014]*"
    r"(?:(?:is|are|was|were|just|now|got|getting|gets?|feels?|seems?|hurts?|of water|'s|both|all|still|really|currently|"
    r"completely|simply)\s+)*"
)
"""What may stand between a thing and "too heavy", "no chance"."""
OVERCOMES = words("limitation_manner", "overcomes")
"""Words that say of an activity itself that it is too much: "stairs defeat him"."""
KIN = frozenset(words("limitation_manner", "kin"))
ITS_OWN = re.compile(
    r"(?:[ \t]+(?:had|has|underwent)[ \t][^.;,\n]{3,40}[ \t]and)?[ \t]+"
    r"(?:(?:is|has|had|also|now|was|who|recently|still)[ \t]+)*"
)
WITH_KIN = re.compile(
    r"\b(?:(?:lives?|living|resides?)[ \t]+with|(?:cares?|caring|caregiver|caretaker)[ \t]+(?:for|of|to))[ \t]+"
    r"(?:(?:his|her|an?|elderly|disabled|aging)[ \t]+)*\Z"
)
"""Before one of the family that a household or a duty is told of: "lives with his wife who needs help"."""
KIN_REACH = 60
"""How far behind one of the family their trouble may be told, in characters."""
FOR_PATIENT = re.compile(
    r"[^.;,\n]{0,40}?\b(?:him|her\b(?! (?:own|last|final|later|life|illness|death))|pt|patient|me|assist|"
    r"help(?! with)|provide|lift|manage|"
    r"care|(?:drive|transport)(?=[ \t]+(?:him|her|pt|me|to)\b))\b"
)
"""What tells that a relative's trouble is with the patient: "wife is unable to lift him"."""
WITH_IT = re.compile(
    r"[ \t]+(?:with|for|on|doing|managing|opening|closing|using|lifting|carrying|handling|in)[ \t]+"
    r"(?:(?:the|a|an|his|her|my|any|both|own|most|all|heavy|getting|putting|on|off|right|left|low|high|"
    r"deep)[ \t]+){0,4}"
)
"""What joins a word of help or difficulty to a bare noun."""
CANNOT_DO = re.compile(
    r"[ \t]+(?:(?:do|doing|manage|handle|use|work|open|face|tackle|take on|deal with|go|been|gone|get|up|down|out|"
    r"to|in|into|on|near|"
    r"back|off|even|yet|with|the|a|an|any|his|her|my|own|most|all|those|these|full|heavy|big|deep|low|high)[ \t]+)*"
)
"""What may stand between "cannot" and a bare noun."""
RESTS_THEN = re.compile(
    r"[^.;\n]{0,40}?(?:,|\band\b|\bthen\b|\s-)[ \t]*(?:and[ \t]+|then[ \t]+)?(?:she[ \t]+|he[ \t]+|i[ \t]+|pt[ \t]+)?"
    r"(?:has to[ \t]+|must[ \t]+|needs to[ \t]+|have to[ \t]+)?(?:sits?|rests?|stops?|naps?|lies|lie|quits?|"
    r"is[ \t]+(?:done|finished|beat|wiped|shot|spent))\b(?![ \t]+(?:with|in the garden|on the porch|to watch|"
    r"quietly|up))"
)
"""How an activity goes on in a rest: "mows ten minutes, sits twenty"."""
QUIT_GAP = re.compile(
    r"\s*[-:,\u2013\u2014=]?\s*(?:(?:the|her|his|my|their|all|most|of|is|are|has been|for now)\s+){0,4}\Z"
)
LINE_HEAD = re.compile(r"(?:\A|[\n;.])[ \t]*(?:[-*\u2022][ \t]*)?\Z")
HEAD_GAP = re.compile(r"[ \t]*(?::|-|\u2013|\u2014)[ \t]*(?:(?:now|has|had to|is|currently)[ \t]+)?")
LITTLE = re.compile(
    r"(?P<what>[ \t]*(?::|-|\u2013|\u2014)[ \t]*(?:only[ \t]+\w[^.;,\n]{1,24}|(?:[\w/-]+[ \t]+){1,4}(?:only|max|tops|"
    r"at most)))[ \t]*(?:[.;,\n]|\Z)"
)
HEAD_ENDS = re.compile(
    r"[ \t]*(?:[.,;(\n]|\Z|(?:it|them|this|last|in|since|because|due|d/t|now|as|for now|entirely|completely)\b)"
)
"""Around a noun that heads a statement and the word it is ended by (matched on lower case)."""
OTHERS = re.compile(r"(?:'s|\u2019s|s'|s\u2019)[ \t]+\Z")
REACH = 60
"""How far from its manner a bare noun may stand, in characters."""


@cache
def allowed() -> dict[str, frozenset[str]]:
    """Return the activities that each manner limits."""
    return {row["manner"]: frozenset(row["categories"].split()) for row in rows("manners")}


def topic_acts(view: NoteView, acts: Sequence[Item]) -> Iterator[Item]:
    """Yield bare nouns that stand for an activity: beside a manner, in a note that tells of function otherwise.

    A noun inside one of ``acts``, the activities found otherwise, stands for none.
    """
    topics = view.of_kind("LIMIT_TOPIC")
    if not topics or not (view.of_kind("ACTIVITY") or view.of_kind("SEAT")):
        return
    ends = {a.start: a.end for a in acts}
    blocked = Cover((n.start, n.end) for n in view.of_kind("NOT_ACTIVITY"))
    for topic in topics:
        if ends.get(topic.start, -1) >= topic.end or blocked.until(topic.start - 1) >= topic.end:
            continue
        near = [c for c in view.between(topic.start - REACH, topic.end + REACH) if c.kind in TELLING]
        others = OTHERS.search(view.lower, max(0, topic.start - 4), topic.start)
        if others is None and (
            any(topic.value in limited_by(c.kind, c.value, c.data.get("sense", "")) for c in near)
            or (topic.value in allowed()["cannot"] and _little_left(view.lower, topic))
        ):
            yield Item(topic.start, topic.end, "ACTIVITY", topic.value, {"form": "topic"})


@cache
def manner_of(kind: str, value: str, sense: str) -> str:
    """Return the manner a word tells of, if any."""
    if kind in KINDS:
        return KINDS[kind] or value
    if not kind.startswith("LIMIT_"):
        return ""
    told_by = next((w for w in sense.split() if w in allowed()), "")
    return told_by or ("aid" if kind in ("LIMIT_HELP", "LIMIT_DIFF") else "")


@cache
def limited_by(kind: str, value: str, sense: str) -> frozenset[str]:
    """Return the activities that a word may limit by its manner."""
    if kind == "LIMIT_PERSON":
        return allowed()["agent"] | allowed()["handled"]
    return allowed().get(manner_of(kind, value, sense), frozenset())


def told(view: NoteView, unit: Unit, act: Item) -> Verdict | None:
    """Return the verdict that the manner of an activity gives, if any."""
    segments = [unit.own, *unit.more]
    cues = [c for s in segments for c in s.cues]
    low = view.lower
    if any(c.kind in FREED for c in cues):
        return None
    for cue in cues:
        manner = manner_of(cue.kind, cue.value, cue.data.get("sense", ""))
        if act.value not in limited_by(cue.kind, cue.value, cue.data.get("sense", "")):
            continue
        if NO_NEED.search(low, max(unit.own.start, cue.start - 34), cue.start):
            continue
        if manner == "agent" and NO_LONGER.search(low, cue.end, max(cue.end, act.start)):
            continue
        if manner == "agent":
            found = (HANDLES.match(low, cue.end) is not None or _moves(low, act, cue)) or (
                act.value in allowed()["agent"]
                and (
                    _agent(low, unit.own, act, cue)
                    or _beside(low, unit, act, cue)
                    or (
                        not (act.value in CHORES and low.startswith(SPOUSES, cue.start))
                        and _agent(low, unit.own, act, cue, then=True)
                        and _is_past(view, act)
                    )
                )
            )
        elif manner == "aid":
            found = act.data.get("form") == "topic" and (
                WITH_IT.fullmatch(low, _joint(low, cue), act.start) is not None
                or (cue.kind == "LIMIT_DIFF" and IS_HARD.fullmatch(low, act.end, cue.start) is not None)
            )
        elif manner == "cannot":
            found = (
                (
                    act.data.get("form") == "topic"
                    and not low.startswith(("is", "no", "won", "wo"), cue.start)
                    and CANNOT_DO.fullmatch(low, cue.end, act.start) is not None
                )
                or (
                    act.data.get("form") == "topic"
                    and low.startswith(
                        ("out of the question", "not happening", "not an option", "off the table"), cue.start
                    )
                    and AVOIDED.fullmatch(low, act.end, cue.start) is not None
                )
                or _headed(low, act, cue, unit)
            )
        elif manner == "quit":
            found = _quit(low, act, cue) or _headed(low, act, cue, unit)
        elif manner == "gone":
            found = _gone(low, act, cue, cues)
        else:
            found = _so_done(low, unit, act, cue, manner)
        if found:
            return Verdict("present", manner != "aid", None, min(act.start, cue.start), max(act.end, cue.end))
    if (
        act.data.get("form") == "topic"
        and act.value in allowed()["cannot"]
        and (little := _little_left(low, act))
    ):
        return Verdict("present", True, None, act.start, little)
    if act.value in allowed()["agent"] and (_for_me(low, unit.own, act) or _for_the_patient(view, act)):
        return Verdict("present", True, None, act.start, act.end)
    return _time_spent(view, unit.own, act) or _in_parts(view, unit, act)


def of_kin(view: NoteView, unit: Unit) -> bool:
    """Whether a clause tells what one of the family cannot do: "her mother could not climb stairs"."""
    low, own = view.lower, unit.own
    first = unit.acts[0].start
    for person in (c for c in own.cues if c.kind == "LIMIT_PERSON" and c.end <= first):
        lead = low[max(own.start, person.start - 40) : person.start]
        if low[person.start : person.end] not in KIN or not (LEAD.match(lead) or WITH_KIN.search(lead)):
            continue
        for cue in own.cues:
            if (
                cue.kind in ("LIMIT_UNABLE", "LIMIT_DIFF", "LIMIT_NEED", "LIMIT_LIMIT")
                and not low.startswith(("has to", "have to", "must", "had to", "us"), cue.start)
                and person.end <= cue.start <= person.end + KIN_REACH
                and ITS_OWN.fullmatch(low, person.end, cue.start)
                and FOR_PATIENT.match(low, cue.end, own.end) is None
            ):
                return True
    return False


KIN_HEAD = re.compile(
    r"(?:(?<=[.;\n:\u2022\"\u201c])|\A)[\s\-]*"
    r"(?:(?:her|his|pt'?s|patient's|the|my|their|adult|only|elderly|own)[ \t]+){0,3}\Z"
)
"""What stands between the head of a clause and the person that it is about (matched on lower case)."""
KIN_OWN = re.compile(
    r"(?:[ \t]+in[ \t]+bed[ \t]+\w)?(?:,?[ \t]+who)?"
    r"(?:[ \t]+(?:(?:has|have|had|is)[ \t]+(?!to\b)(?:[\w-]+[ \t]+){1,5}?(?:and|but)|also|himself|herself|now|too|still))*"
    r"[ \t]+(?:cannot|can['\u2019]?t|could[ \t]+no[ \t]+longer|can[ \t]+no[ \t]+longer|could[ \t]+not|couldn['\u2019]t|"
    r"is[ \t]+unable|uses|used|walks|needs|requires|has[ \t]+(?:difficulty|trouble|a[ \t]+bad|bad)|does[ \t]+not|"
    r"doesn['\u2019]t|no[ \t]+longer)\b"
    r"(?![^.;\n]{0,60}\b(?:him|her|them|that|me|pt|patient)\b(?!['\u2019]))"
    r"(?![ \t]+(?:to[ \t]+(?:help|assist|lift|drive|stand|be|do|come)|(?:lift|move|help|leave|get|pull|trust|let|be|want|"
    r"think|believe|feel|allow)\b))(?:(?!\band[ \t]+(?:she|he|pt|patient|they)\b)[^.;\n])*"
)
"""What one of the family cannot do or needs, behind the person (matched on lower case)."""
HELPS_NO_MORE = re.compile(
    r"[ \t]+(?:no[ \t]+longer[ \t]+(?:(?:has|needs)[ \t]+to[ \t]+\w+|drives|helps|lifts)|"
    r"does(?:[ \t]+not|n['\u2019]t)[ \t]+(?:have|need)[ \t]+to[ \t]+\w+)[ \t]+(?:him|her|me|pt)\b[^.;,\n]*"
)
"""Help that one of the family gives no more: "no longer drives him" (matched on lower case)."""
DOG_CANNOT = re.compile(r"[ \t]+can(?:not|['\u2019]?t)\b[^.;\n]*")
KIN_WORDS = tuple(sorted({*KIN, "roommate"}))
KIN_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(KIN_WORDS, key=len, reverse=True))})\b")
KIN_LEAD = 40
"""How far before a person its clause may begin, in characters."""


def kin_own(view: NoteView) -> Cover:
    """The stretches that tell of what one of the family cannot do: "Spouse has bad knees and cannot kneel"."""
    low = view.lower
    found: list[tuple[int, re.Match[str] | None]] = []
    for at in view.places(KIN_WORDS):
        person = KIN_WORD.match(low, at)
        if person is not None and KIN_HEAD.search(low, max(0, at - KIN_LEAD), at):
            found.append((at, KIN_OWN.match(low, person.end()) or HELPS_NO_MORE.match(low, person.end())))
    for at in view.places(("dog ",)):
        if KIN_HEAD.search(low, max(0, at - KIN_LEAD), at):
            found.append((at, DOG_CANNOT.match(low, at + len("dog"))))
    return Cover((at, m.end()) for at, m in found if m is not None)


CHORES = frozenset({"housework", "shopping", "drive_transport"})
SPOUSES = ("wife", "husband", "spouse", "partner")
"""What couples share: "his wife did the cooking" tells of no limit of his."""


def _is_past(view: NoteView, act: Item) -> bool:
    """Whether an activity is told of an earlier time or of the prior level."""
    return status_of(view, act.start, act.end, assertion(view, act.start, act.end, "limitation")) == "past"


def _agent(low: str, own: Segment, act: Item, person: Item, *, then: bool = False) -> bool:
    """Whether a person is the one who does the activity: "sister does the vacuuming", "has his son carry bags".

    ``then`` lets verbs of the past tell it: "her son had to put her socks on".
    """
    if person.end > act.start or person.start < own.start:
        return False
    gap = COMES_AND.sub(" ", THE_ONE.sub(" ", low[person.end : act.start]))
    if PATIENT.search(gap):
        return False
    if (
        len(gap) > 40
        or (NOT_AGENT_THEN if then else NOT_AGENT).search(gap)
        or NO_LONGER.search(gap)
        or (act.data.get("form") in ("thing", "topic") and not gap.strip())
    ):
        return False
    if low.startswith("pill", act.start) or OWN_LIFE.match(low, act.end):
        return False
    if not then and PAST_TENSE.match(low, act.start):
        return False
    lead = low[max(own.start, person.start - 40) : person.start]
    if act.value == "lift_carry" and " " not in low[act.start : act.end]:
        return LETS.search(lead) is not None or FOR_HIM.match(low, act.end, own.end) is not None
    return then or LEAD.match(lead) is not None or LETS.search(lead) is not None


def _moves(low: str, act: Item, person: Item) -> bool:
    """Whether the activity is what persons do with the patient: "aide transfers him", "two person stand pivot"."""
    if person.end + 1 >= act.start and COUNTED.fullmatch(low, person.start, person.end):
        return person.end <= act.start
    return (
        person.end <= act.start <= person.end + 12
        and MOVED.match(low, act.end) is not None
        and PAST_TENSE.match(low, act.start) is None
    )


def _beside(low: str, unit: Unit, act: Item, person: Item) -> bool:
    """Whether a person alone is set beside the activity: "Dishes: husband", "jars are my wife's department"."""
    if person.start < act.end:
        return False
    if (
        low.startswith(" by ", act.end)
        and low.endswith("ed", act.start, act.end)
        and FOR_PERSON.fullmatch(low, act.end + 3, person.start)
    ):
        return True
    if BY_WHOM.match(low[act.end : person.start][-60:]) and person.start - act.end < REACH:
        return True
    if JOB.match(low, person.end):
        return JOB_OF.match(low[act.end : person.start]) is not None
    if low[act.end : unit.own.end].strip() or unit.own.closer not in ("label", "gap"):
        return False
    for segment in unit.more[:3]:
        if segment.start <= person.start < segment.end:
            return (
                ALONE.match(low[segment.start : person.start]) is not None
                and DOES_IT.match(low, person.end, min(segment.end + 1, len(low))) is not None
            )
    return False


GONE_REACH = 24
TO_PERSON_REACH = 40
"""How far from an activity the words may stand that it is gone, or left to somebody, in characters."""


def _gone(low: str, act: Item, cue: Item, cues: Sequence[Item]) -> bool:
    """Whether the activity is left to somebody, brought or hired out."""
    between = low[min(act.end, cue.end) : max(act.start, cue.start)]
    if (
        len(between) > (GONE_REACH if cue.value == "gone" else TO_PERSON_REACH)
        or "." in between
        or ";" in between
    ):
        return False
    if cue.value == "gone":
        if low.startswith(("delivered", "brought"), cue.start) and cue.start < act.start:
            return False
        return not low.startswith("vacuum", act.start)
    return any(
        c.kind == "LIMIT_PERSON"
        and 0 < c.start - cue.end < 24
        and FOR_PERSON.fullmatch(low[cue.end : c.start])
        for c in cues
    )


def _quit(low: str, act: Item, cue: Item) -> bool:
    """Whether a bare noun is what was given up: "sits out the polkas", "put the garden on hold"."""
    between = low[min(act.end, cue.end) : max(act.start, cue.start)]
    if low.endswith(" let", cue.start, cue.end) and not low.startswith(" go", act.end):
        return False  # "has let the garden go" gives it up, "has let the gardener in" does not
    return act.data.get("form") == "topic" and QUIT_GAP.fullmatch(between) is not None


def _joint(low: str, cue: Item) -> int:
    """Where the "with" begins that joins a cue to its noun, which some cues hold themselves ("difficulty with")."""
    return cue.end - len(" with") if low.endswith(" with", cue.start, cue.end) else cue.end


def _headed(low: str, act: Item, cue: Item, unit: Unit) -> bool:
    """Whether a bare noun heads the one word that ends it: "Tennis - gave up", "Public transport: avoids"."""
    return (
        act.data.get("form") in ("thing", "topic")
        and LINE_HEAD.search(low, max(0, act.start - 8), act.start) is not None
        and HEAD_GAP.fullmatch(low, act.end, cue.start) is not None
        and (
            low.endswith((" since", " until"), cue.start, cue.end)
            or HEAD_ENDS.match(low, cue.end) is not None
        )
    )


def _little_left(low: str, act: Item) -> int:
    """Where a head ends that tells how little of a thing is left ("milk - pint only"), or 0."""
    if LINE_HEAD.search(low, max(0, act.start - 8), act.start) is None:
        return 0
    m = LITTLE.match(low, act.end, act.end + REACH)
    return 0 if m is None else m.end("what")


def _so_done(low: str, unit: Unit, act: Item, cue: Item, manner: str) -> bool:
    """Whether a manner speaks of the activity: near it, and no posture of an exercise."""
    near = low[min(act.end, cue.end) : max(act.start, cue.start)]
    if len(near) > REACH or TREATED.search(low, unit.own.start, unit.own.end):
        return False
    if manner == "avoid" and cue.end <= act.start and near.strip() == "to":
        return act.data.get("form") == "act" and low.startswith("too ", cue.start)  # "too heavy to lift"
    if manner == "avoid":
        return AVOIDED.fullmatch(near) is not None and (
            act.data.get("form") == "topic" or near.strip() != "" or low.startswith(OVERCOMES, cue.start)
        )
    if manner == "breath":
        return cue.end <= act.start
    if manner == "posture" and low.startswith(("tub", "bathtub"), act.start):
        return False
    if manner == "posture":
        return (
            len(near) < 30 and " and " not in near and TRUNK.search(low, unit.own.start, unit.own.end) is None
        )
    if manner in ("hands", "tries"):
        return len(near) < (REACH if unit.own.closer in ("label", "gap") else 40) and not low.startswith(
            "reach", act.start
        )
    return True


def _for_me(low: str, own: Segment, act: Item) -> bool:
    """Whether the patient tells what another does for them: "she cuts my meat"."""
    return (
        THIRD.search(low, max(own.start, act.start - 24), act.start) is not None
        and low.find(" my ", act.start, min(own.end, act.end + 20)) >= 0
    ) or low.find(" for me", act.end, min(own.end, act.end + 24)) >= 0


OWN_CARE = frozenset({"dressing", "bathing", "grooming", "eating", "toileting"})
PRONOUN = re.compile(r"\b(?:(?P<she>she|her|hers|herself)|he|him|his|himself)\b")
DOES_HIS = re.compile(
    r"\b(?P<who>she|he)[ \t]+(?:(?:still|also|now|then|always|usually|has[ \t]+to)[ \t]+)*"
    r"(?:(?:does|do|puts?|gets?|ties|fastens|buttons|zips|hooks|washes|cuts|combs|brushes|shaves|pulls|laces)[ \t]+)?"
    r"(?:on[ \t]+)?(?:all[ \t]+(?:of[ \t]+)?)?(?P<whose>his|her)[ \t]+(?:[\w'-]+[ \t]+(?:and[ \t]+)?){0,2}\Z"
)
"""Somebody of the other sex who does what is the patient's: "she does his shirt and shoes"."""


def _patient_is_she(view: NoteView) -> bool | None:
    """Whether most pronouns of a note are of a woman; None where it is not clear."""
    found = [m["she"] is not None for m in PRONOUN.finditer(view.lower)]
    women = sum(found)
    if not found or 2 * max(women, len(found) - women) < 3 * min(women, len(found) - women):
        return None
    return 2 * women > len(found)


def _for_the_patient(view: NoteView, act: Item) -> bool:
    """Whether "she" does "his" own care, in a note about him, or the other way round."""
    if act.value not in OWN_CARE:
        return False
    m = DOES_HIS.search(view.lower, max(view.sentence(act.start).start, act.start - 60), act.end)
    m = m or DOES_HIS.search(view.lower, max(view.sentence(act.start).start, act.start - 60), act.start)
    if m is None or (m["who"] == "she") == (m["whose"] == "her"):
        return False
    woman = view.once(_patient_is_she)
    return woman is not None and woman == (m["whose"] == "her")


HANDS_ON = words("limitation_manner", "hands_on")
"""What a helper does with or for the patient, as the verb of a cell: "wife did both", "she ties them"."""
DOER = re.compile(
    r"(?:\A|[,;(][ \t]*|\b(?:and|but|then|until|till)[ \t]+)(?:(?:his|her|the|a|an|now|my)[ \t]+)*"
    rf"(?:(?P<she>she)|(?P<he>he)|(?P<kin>{either('limitation_manner', 'kin')}|aide|caregiver|staff|nurse|cna))"
    rf"[ \t]+(?:(?:now|still|also|just|only|always|usually)[ \t]+)*(?:{'|'.join(HANDS_ON)})\b"
    r"(?![ \t]+(?:(?:it|them|this|that|both|all)[ \t]+)?(?:him|her|my)self\b)"
)
"""Who does what a cell is about (matched on lower case)."""


def done_by_another(view: NoteView, start: int, end: int) -> bool:
    """Whether a cell says that somebody else does the activity, or a part of it: "he does socks, she does the shoes"."""
    for m in DOER.finditer(view.lower[start:end]):
        if m["kin"] is not None:
            return True
        woman = view.once(_patient_is_she)
        if woman is not None and woman == (m["he"] is not None):
            return True
    return False


def _in_parts(view: NoteView, unit: Unit, act: Item) -> Verdict | None:
    """Whether an activity is done in parts: "paints one wall a day", "mows half of it, the rest tomorrow"."""
    if act.value not in allowed()["portion"] - {"walk", "recreation", "bathing", "eating", "dressing"}:
        return None
    low, own = view.lower, unit.own
    end = min(act.end + REACH, len(low))
    text = low[max(own.start, act.start - REACH) : end]
    if (
        (act.data.get("form") == "act" or act.value == "housework")
        and RESTS_THEN.match(low, act.end, end)
        and not TREATED.search(text)
    ):
        return Verdict("present", True, None, act.start, act.end)
    if not any(w in text for w in PART_WORDS) or TREATED.search(text):
        return None
    m = PARTS.search(text)
    return None if m is None else Verdict("present", True, None, act.start, act.end)


def _time_spent(view: NoteView, own: Segment, act: Item) -> Verdict | None:
    """What an activity costs in time: "takes half an hour to dress", "a shower takes 45 minutes"."""
    if act.value not in allowed()["time"]:
        return None
    low = view.lower
    if TREATED.search(low, own.start, own.end):
        return None
    lead = TIME_JUST.search(low, max(own.start, act.start - 40), act.start)
    if lead is not None and amounts.TIME.search(view.text, max(own.start, act.start - 40), lead.start() + 1):
        return Verdict("present", True, None, lead.start(), act.end)
    for m in TAKES.finditer(low, max(own.start, act.start - 50), min(own.end, act.end + 30)):
        spent = amounts.TIME.search(view.text, m.end(), min(own.end, m.end() + 30)) or SPENT.search(
            low, m.end(), min(own.end, m.end() + 30)
        )
        if spent is not None and " hold" not in low[m.end() : own.end]:
            return Verdict("present", True, None, min(act.start, m.start()), max(act.end, spent.end()))
    if PROJECT.search(low, max(own.start, act.start - 40), min(own.end, act.end + 40)):
        return Verdict("present", True, None, act.start, act.end)
    return None
