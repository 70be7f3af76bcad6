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
from rehabcode.nlp.limitation_units import COUNTED, HEADING, IS_HARD, MOVED, Cover, Segment, Unit, Verdict
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
    r"gave|made|died|passed|injured|hurt|broke|fell|\w+ed)\b"
)
"""What parts a person from the activity behind: then the activity is not that person's doing."""
NOT_AGENT_THEN = re.compile(
    r"\b(?:with|stays?|who|whose|is|are|and|that|says?|said|reports?|states?|notes?|when|while|works?|can|cannot|could|"
    r"unable|needs?|not|no|lives?|present|wants?|about|once|if|after|before|than|or|will|would|because|to be|came|died|"
    r"passed|injured|fell|worked|lived|retired)\b"
)
"""The same where a verb of the past may tell what somebody did for the patient."""
FIRST_DOES = re.compile(
    r"\A[ \t]+(?:hands?|brings?|sets?|stands?|stays?|lifts?|holds?|gets?|fetches|fills|runs|opens|lays?)\b"
    r"(?:(?!\b(?:she|he|pt|patient|who|i|can|cannot|needs?)\b)[^.;,]){0,36}?[ \t]and[ \t]+(?:then[ \t]+)?"
)
"""What a helper does before that: "hands her the soap and washes her back"."""
NO_LONGER = re.compile(r"\b(?:no longer|does not have to|doesn't have to|rarely|never)\b")
"""What takes back that somebody else does it."""
FOR_HIM = re.compile(r"[^.;,\n]{0,24}?\bfor (?:him|her|me|pt|the patient)\b")
PATIENT = re.compile(r"\b(?:him|her|me|pt|patient)[ \t]+(?:to|around|out|over|in|at|for)\b")
PAST_TENSE = re.compile(
    r"(?:drove|took|brought|did|gave|got|made|went|cooked|carried|lifted|washed|\w{3,}ed)\b"
)
BRINGS = re.compile(r"\bto bring\b")
OWN_LIFE = re.compile(
    r"[^.;\n]{0,30}?\b(?:for a living|for work|as always|as usual|always has|as a job|"
    r"for the (?:whole |entire )?(?:street|block|building|neighborhood|family|church)|for (?:everybody|everyone|"
    r"others|the neighbors))\b"
)
ALWAYS_HAS = re.compile(
    r"\b(?:(?:has|have|'s|had) always|always has|always did|has done (?:this |it )?for years)\b"
)
"""What a couple has shared that way all along: "husband has always done the cooking"."""
COMES_AND = re.compile(r"\A[ \t]+(?:comes?|stops? by|drops? by|visits)\b[^.;,]{0,28}?\b(?:and|to)\b")
"""What a helper does first: "comes on Saturdays and does the bathrooms"."""
BY_WHOM = re.compile(
    r"[ \t]+(?:(?:is|are|gets?|being|now|all|always|was)[ \t]+){0,3}"
    r"(?!install|bought|built|order|recommend|provid|remov|replac|purchas|paid|request|donat|suppl|approv)"
    r"\w+(?:ed|ne|en|wn|ut)[ \t]+"
    r"(?:(?:in|at|on)[ \t]+(?:the[ \t]+)?(?:bed|sink|chair|shower|bedside|tub|home)[ \t]+)?(?:(?:up|out|in|on|off|"
    r"over)[ \t]+)?by[ \t]+"
    r"(?:(?:his|her|my|the|a|an|one of|our)[ \t]+)*\Z"
)
"""What joins an activity to the one who does it: "... is walked by the"."""
BY_PLACE = re.compile(r"(?:[ \t]+(?:at|in|on|over)[ \t]+(?:[\w-]+[ \t]+){0,2}\w+)?[ \t]+by(?=[ \t])")
"""What joins "washed" to the one who does it: "... at the kitchen sink by the"."""
JOB_OF = re.compile(r"[ \t]+(?:(?:is|are|'s)[ \t]+)?(?:now[ \t]+)?(?:(?:his|her|my|the|our)[ \t]+)?\Z")
JOB = re.compile(
    r"(?:'s|\u2019s|s')[ \t]+(?:jobs?|department|chores?|tasks?|thing|business|duty|domain|responsibility)\b"
)
ALONE = re.compile(r"[\s\-]*(?:(?:now|his|her|my|the|by|from|via|w/|her|pt's)\s+)*\Z")
DOES_IT = re.compile(
    r"(?:'s|\u2019s)?(?:[ \t]+(?:now|does|do|handles|manages|takes care of|gets|opens|cuts|ties|fastens|carries|brings|"
    r"(?!likes|loves|wants|says|thinks|needs)\w{2,10}s[ \t]+(?:it|them|those)|"
    r"it|that|them|these|those|this|downstairs|upstairs|away|home|"
    r"rinses|scrubs|washes|dries|helps|cooks|all|always|only|has to|reaches|drives|"
    r"changes|lifts|moves|pours|loads|empties|folds|fetches|fills|mows|shovels|picks|up|for|him|her|me|"
    r"comes|daily|weekly|twice|once|a|per|week|"
    r"wk|day|"
    r"every|other|[\dx/]+(?:wk|week|day|mo)?))*\s*(?:[.,;)\"\u201d]|\Z)"
)
"""What may stand behind the person alone in a segment: "Dishes - husband does them"."""
FOR_PERSON = re.compile(r"(?:[ \t]+(?:my|his|her|the|our|a|an|one of|older|younger|now))*[ \t]+\Z")
THIRD = re.compile(r"\b(?:he|she|they)[ \t]+(?:now[ \t]+|still[ \t]+|usually[ \t]+)?\Z")
TIME_JUST = re.compile(
    r"[ \t](?:just[ \t]+|even[ \t]+)?to[ \t]+(?:(?:get|put|pull|do|make|finish|manage)[ \t]+(?:on[ \t]+)?"
    r"(?:(?:his|her|my|the)[ \t]+)?)?\Z"
)
SPENT = re.compile(
    r"(?:half an hour|an hour|(?:most|much|all) of (?:an|the) \w+|the whole (?:morning|day|afternoon)|ages|forever|"
    r"so long|too long|long(?= to\b)|a long time|twice as long|longer|all (?:morning|day|afternoon))\b"
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
    r"\b(?:split|spreads?|broken?|breaks?)\b"
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
    r"(?:\s+(?:at|in|of|on|to|into|from|above|over|under|behind|beside|with|w/)\s+(?:(?:the|her|his|my|a)\s+)?(?!the\b|her\b|his\b|is\b|are\b)\w+"
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
    r"\b(?:(?:lives?|living|resides?)[ \t]+(?:with|w/)|(?:cares?|caring|caregiver|caretaker)[ \t]+(?:for|of|to))[ \t]+"
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
    r"[ \t]+(?:(?:him|her|me|pt)[ \t]+)?(?:with|w/|for|on|doing|managing|getting|putting|keeping|"
    r"cleaning|reaching|opening|closing|using|lifting|carrying|handling|in|"
    r"over|across|through|onto)[ \t]+"
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
    r"\s*[-:,\u2013\u2014=]?\s*(?:(?:the|her|his|my|their|all|most|of|to|is|are|has been|for now)\s+){0,4}\Z"
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
    people = {p.start for p in view.of_kind("LIMIT_PERSON")}
    for topic in topics:
        if topic.start in people and LETS.search(view.lower, max(0, topic.start - SENT_REACH), topic.start):
            continue  # "sends her grandson to the pharmacy" tells of the errand
        if ends.get(topic.start, -1) >= topic.end or blocked.until(topic.start - 1) >= topic.end:
            continue
        near = [c for c in view.between(topic.start - REACH, topic.end + REACH) if c.kind in TELLING]
        heads_kin = topic.value == "caregiving" and HEADING.match(view.text, topic.end) is not None
        others = OTHERS.search(view.lower, max(0, topic.start - 4), topic.start)
        if others is None and (
            any(
                topic.value in limited_by(c.kind, c.value, c.data.get("sense", ""))
                or (heads_kin and c.kind == "LIMIT_PERSON" and c.start > topic.end)
                for c in near
            )
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
        if act.value == "caregiving" and manner == "agent" and _beside(low, unit, act, cue):
            return Verdict("present", True, None, min(act.start, cue.start), max(act.end, cue.end))
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
                    or (_agent(low, unit.own, act, cue, then=True) and _is_past(view, act))
                )
            )
        elif manner == "aid":
            found = act.data.get("form") == "topic" and (
                WITH_IT.fullmatch(low, _joint(low, cue), act.start) is not None
                or _cannot_behind(view, unit, cue)
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
            found = found or (act.data.get("form") == "topic" and _cannot_behind(view, unit, cue))
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
    if _heads_alone(unit) and act.value in HEADED_CARE and _partly(view, unit):
        return Verdict("present", True, None, act.start, act.end)
    return _time_spent(view, unit.own, act) or _in_parts(view, unit, act)


HEADED_CARE = frozenset(
    {"dressing", "bathing", "grooming", "eating", "toileting", "fine_hand", "housework", "shopping"}
)
"""Activities that head a line of what is done and by whom."""
COUNT_OF = re.compile(
    r"[ \t]*(?:only[ \t]+|about[ \t]+|does[ \t]+|did[ \t]+)*"
    r"(?P<some>\d{1,2})[ \t]?(?:out[ \t]+of|of)[ \t]?(?P<all>\d{1,2})\b"
    r"(?![ \t]+(?:goals?|visits?|sessions?|appointments?)\b)"
)
STEPS_OF = re.compile(
    r"[ \t]*(?:only[ \t]+|does[ \t]+|did[ \t]+)*(?P<some>\d{1,2})[ \t]?/[ \t]?(?P<all>\d{1,2})[ \t]+"
    r"(?:steps|parts|tasks|buttons|pieces|items|components|snaps|zippers|laces)\b"
)
"""The same with a slash, before what is counted: "shirt: 2/4 steps"."""
PASSIVE = re.compile(
    r"[ \t]*(?:(?:is|are|all|now|being)[ \t]+)*\w+(?:ed|ne|en|wn|ut)\b[^.;,\n]{0,24}?\bby[ \t]+(?:(?:the|his|her|a)[ \t]+)?"
    rf"(?:{either('limitation_manner', 'kin')}|aide|caregiver|cg|staff|nurse|nursing|cna|pca|hha)\b"
)
"""By whom the things of a head are handled: "pants - pulled over the hips by the aide"."""
LETS_FALL = re.compile(r"[ \t]*(?:(?:he|she|pt|often|still)[ \t]+)*(?:drops|loses|spills|fumbles)\b")
"""What happens to the things of a head: "coins: drops 3/5"."""
"""How many of how many are done: "buttons: 3 of 6" (matched on lower case)."""


PERCENT = re.compile(
    r"[ \t]*(?:only[ \t]+|about[ \t]+|pt[ \t]+|does[ \t]+|did[ \t]+|~)*[1-9]\d?[ \t]?%"
    r"(?![ \t]*(?:improved?|better|accura\w*|of the time|goal|met|of normal))"
)
"""How much of it is done: "grooming: 60%" (of eating it would be the intake)."""


def _heads_alone(unit: Unit) -> bool:
    """Whether an activity heads what is told of it: "Bathing: ...", "combing - ..."."""
    return unit.own.closer in ("label", "gap") and bool(unit.more)


def _cannot_behind(view: NoteView, unit: Unit, cue: Item) -> bool:
    """Whether what is told behind a head begins with what cannot be done: "grandkids: can't keep up"."""
    if not _heads_alone(unit) or "weak" in cue.data.get("sense", "").split():
        return False
    start = unit.more[0].start
    return cue.start >= start and not view.lower[start : cue.start].strip(' -"\u201c')


def _partly(view: NoteView, unit: Unit) -> bool:
    """Whether what is told behind a head leaves a part of it undone, or to somebody else."""
    start, end = unit.more[0].start, unit.more[-1].end
    start = end - len(view.lower[start:end].lstrip())
    if TREATED.search(view.lower, start, end):
        return False
    if unit.acts[0].value in ("fine_hand", "eating", "grooming") and LETS_FALL.match(view.lower, start, end):
        return True
    count = COUNT_OF.match(view.lower, start, end) or STEPS_OF.match(view.lower, start, end)
    if count is not None and int(count["some"]) < int(count["all"]):
        return True
    if unit.acts[0].value != "eating" and PERCENT.match(view.lower, start, end):
        return True
    return PASSIVE.match(view.lower, start, end) is not None or done_by_another(view, start, end)


def of_kin(view: NoteView, unit: Unit) -> bool:
    """Whether a clause tells what one of the family cannot do: "her mother could not climb stairs"."""
    low, own = view.lower, unit.own
    first = unit.acts[0].start
    for person in (c for c in own.cues if c.kind == "LIMIT_PERSON" and c.end <= first):
        lead = low[max(own.start, person.start - 40) : person.start]
        kin = low[person.start : person.end] in KIN or "named" in person.data
        if not kin or not (LEAD.match(lead) or WITH_KIN.search(lead)):
            continue
        if SAYS_SO.search(lead):
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
    r"(?:(?:her|his|pt'?s|patient's|the|my|our|their|adult|only|elderly|own)[ \t]+){0,3}\Z"
)
"""What stands between the head of a clause and the person that it is about (matched on lower case)."""
KIN_OWN = re.compile(
    r"(?:[ \t]+is[ \t]+(?:autistic|disabled|blind|deaf|frail|elderly|"
    r"bedbound)\b[^.;,\n]{0,20},(?=[ \t]))?(?:,[ \t]*\d{2}(?:[ \t]?(?:yo|"
    r"y/o))?,)?(?:[ \t]+in[ \t]+bed[ \t]+\w)?(?:,?[ \t]+who)?"
    r"(?:[ \t]+(?:(?:has|have|had|is)[ \t]+(?!to\b)(?:[\w-]+[ \t]+){1,5}?(?:and|but)|also|himself|herself|now|too|still))*"
    r"[ \t]+(?:cannot|can['\u2019]?t|could[ \t]+no[ \t]+longer|can[ \t]+no[ \t]+longer|could[ \t]+not|couldn['\u2019]t|"
    r"is[ \t]+unable|is(?:[ \t]+not|n['\u2019]t)[ \t]+allowed|gets[ \t]+(?:winded|tired|dizzy|sob|short|lost|confused|sore)|"
    r"uses|used|walks|needs|requires|has[ \t]+(?:difficulty|trouble|a[ \t]+bad|bad)|does[ \t]+not|"
    r"doesn['\u2019]t|no[ \t]+longer)\b"
    r"(?![^.;\n]{0,60}\b(?:him|"
    r"her(?![ \t]+(?:own|knees?|back|hips?|shoulders?|hands?|eyes|vision|heart|balance|memory)\b)|"
    r"them|that|me|pt|patient)\b(?!['\u2019])"
    r"(?! (?:own\b|is (?:the one|his|her|their)\b|helps\b|cares\b|assists\b|does it\b)))"
    r"(?![ \t]+(?:to[ \t]+(?:help|assist|lift(?![ \t]+(?:anything|things|heavy|much|more|over|overhead|groceries|[<>\d]))|"
    r"drive|stand|be(?![ \t]+(?:carried|fed|held|watched|changed)\b)|do|come)|(?:lift|move|leave|get|pull|trust|let|be|"
    r"want|think|believe|feel|allow)\b)|(?<!needs)(?<!requires)[ \t]+help\b)(?:(?!\band[ \t]+(?:she|he|pt|"
    r"patient|they)\b)[^.;\n]){0,160}"
)
"""What one of the family cannot do or needs, behind the person (matched on lower case)."""
KIN_CAN = re.compile(
    r"[ \t]+(?:can|is[ \t]+able[ \t]+to)[ \t]+(?:do|drive|lift|carry|climb|walk|manage|cook)\b"
    r"(?![^.;\n]{0,60}\b(?:him|her|me|pt|patient|for|help|assist|only)\b)(?:(?!,?[ \t]*\b(?:and|but|"
    r"so)?[ \t]*\b(?:he|she|pt|patient|they|needs|unable)\b)[^.;\n]){0,160}"
)
"""What one of the family is able to do (matched on lower case)."""
KIN_ILL = re.compile(
    r"['\u2019]s[ \t]+(?:own[ \t]+)?(?:arthritis|back|knees?|hips?|heart|illness|stroke|vision|surgery|pain)[ \t]+"
    r"(?:makes|keeps|limits|prevents|made|kept)\b[^.;\n]*"
)
"""What the ailment of one of the family does to them (matched on lower case)."""
KIN_RECOVERS = re.compile(
    r"[ \t]+(?:is[ \t]+)?(?:also[ \t]+|still[ \t]+|herself[ \t]+|himself[ \t]+)?(?:recovering|healing|s/p|"
    r"(?:just|recently)[ \t]+had|"
    r"just[ \t]+home)\b[^.;,\n]{0,50},[ \t]*(?:and[ \t]+|so[ \t]+)?(?:(?:is|herself|himself)[ \t]+){0,2}"
    r"(?:not[ \t]+allowed|cannot|can['\u2019]?t|unable|not[ \t]+able|no[ \t]+lifting|limited)\b"
    r"(?![^.;\n]{0,60}\b(?:him|her|them|me|pt|patient)\b(?!['\u2019])(?! own\b))[^.;\n]*"
)
"""One of the family after an operation of their own (matched on lower case)."""
KIN_WHO = re.compile(
    r",?[ \t]+(?:who|(?=(?:both|all)[ \t]))[ \t]*(?:both[ \t]+|all[ \t]+)?(?:also[ \t]+)?(?:is|was|has|had|"
    r"does[ \t]+not|doesn['\u2019]t|cannot|can['\u2019]?t|"
    r"uses?|have|are|needs|requires|"
    r"walks|works|no[ \t]+longer)\b"
    r"(?![^.;\n]{0,80}\b(?:him|me|pt|patient|helps?|helping|assists?|cares|able|available|willing|supportive|"
    r"does(?!n|[ \t]+not)|"
    r"cooks|drives|shops|cleans|manages|handles|provides|brings|her(?![ \t]+own\b))\b)(?:(?!,?[ \t]*\b(?:and|but|"
    r"so)?[ \t]*\b(?:he|she|pt|patient|they|needs|unable)\b)[^.;\n]){0,160}"
)
"""What is told of one of the household: "lives with her sister, who uses a white cane" (matched on lower case)."""
KIN_POOR = re.compile(
    r"(?:['\u2019]s)[ \t]+(?:\w+[ \t]+)?(?:vision|eyesight|eyes|knees?|hips?|health|back|heart|memory|hearing|hands?)[ \t]+"
    r"(?:is|are)[ \t]+[^.;,\n]{2,24},[ \t]*(?:and[ \t]+|so[ \t]+)?(?:he|she)[ \t]+(?:does[ \t]+not|doesn['\u2019]t|cannot|"
    r"can['\u2019]?t|no[ \t]+longer|won['\u2019]t)\b(?![^.;\n]{0,60}\b(?:him|me|pt|patient|her(?![ \t]+own\b))\b)[^.;\n]*"
)
"""The ailment of one of the family and what it keeps them from (matched on lower case)."""
KIN_LIFTS = re.compile(
    r"(?:,?[ \t]+who)?(?:[ \t]+(?:has|have|had|is|was|uses|wears|walks)[ \t]+(?!to\b)(?:[\w-]+[ \t]+){1,5}?(?:and|but))?"
    r"(?:[ \t]+(?:also|still|really|now|who))*[ \t]+"
    r"(?:cannot|can not|can['\u2019]?t|can no longer|could not|couldn['\u2019]t|"
    r"does not|doesn['\u2019]?t|never|no longer|(?:(?:is|are|was|were|would be)[ \t]+)?"
    r"(?:unable|not[ \t]+(?:\w+[ \t]+)?(?:able|strong enough|big enough|allowed|supposed|comfortable))|"
    r"(?:has|have|had)[ \t]+(?:trouble|difficulty|a hard time)|too[ \t]+(?:weak|small|frail|old))[ \t]+"
    r"(?:(?:to|safely|physically|fully|always|really|even)[ \t]+)*"
    r"(?:lift|carry|move|transfer|hoist|hold|support|push|pick|catch|handle|kneel|bend|stoop|"
    r"squat|climb|walk|drive|reach|cook|shovel|stand)(?:ing|s)?\b"
    r"(?:(?!\b(?:so|when|if|after|because|since|and[ \t]+(?:she|he|pt|patient|they|is|needs))\b)[^.;\n]){0,160}"
)
"""What one who helps has no strength for, behind the person: "wife cannot lift him" (matched on lower case)."""
HELPS_NO_MORE = re.compile(
    r"[ \t]+(?:no[ \t]+longer[ \t]+(?:(?:has|needs)[ \t]+to[ \t]+\w+|drives|helps|lifts)|"
    r"does(?:[ \t]+not|n['\u2019]t)[ \t]+(?:have|need)[ \t]+to[ \t]+\w+)[ \t]+(?:him|her|me|"
    r"pt)\b(?:(?!\bbut\b)[^.;,\n]){0,160}"
)
"""Help that one of the family gives no more: "no longer drives him" (matched on lower case)."""
DOG_CANNOT = re.compile(r"[ \t]+can(?:not|['\u2019]?t)\b[^.;\n]*")
KIN_WORDS = tuple(sorted({*KIN, "roommate"}))
KIN_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(KIN_WORDS, key=len, reverse=True))})\b")
IS_ONE = re.compile(r"\b(?:is|was|as|am|works as)[ \t]+(?:an?|the)[ \t]+(?:[\w/-]+[ \t]+){0,3}\Z")
HELPERS = tuple(sorted({*KIN_WORDS, *words("limitation_manner", "helper")}))
HELPER = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(HELPERS, key=len, reverse=True))})\b")
CALLED_SO = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(HELPERS, key=len, reverse=True))}),?[ \t]\(?\Z")
"""The word of the family right before a name."""
SAYS_SO = re.compile(r"\b(?:per|according to|from|by)[ \t]+(?:(?:her|his|pt'?s|patient's|the|my)[ \t]+)?\Z")
"""Before the person that a report comes from: "per wife unable to ..." is told of the patient."""
SHE_NEED = re.compile(r"\b(?:she|he|they)\Z")
NOT_HERS = re.compile(
    r"\b(?:(?P<he>he)|she)[ \t]+(?:also |still )?"
    r"(?:cannot|can not|can['\u2019]?t|could not|couldn['\u2019]t|is unable to|is not able to)"
    r"[ \t]+(?:\w+ly[ \t]+)?(?:lift|carry|move|transfer|hold|pick|catch)\b[ \t]+(?:up[ \t]+)?(?P<whom>him|her)\b"
    r"[^.;\n]{0,160}"
)
"""Somebody of the other sex who cannot lift the patient: "he cannot lift her" (matched on lower case)."""
KIN_LEAD = 40
"""How far before a person its clause may begin, in characters."""


def kin_own(view: NoteView) -> Cover:
    """The stretches that tell of what one of the family cannot do: "Spouse has bad knees and cannot kneel"."""
    low = view.lower
    found: list[tuple[int, re.Match[str] | None]] = []
    for at in view.places(KIN_WORDS):
        person = KIN_WORD.match(low, at)
        if person is not None and KIN_HEAD.search(low, max(0, at - KIN_LEAD), at):
            told = (
                p.match(low, person.end())
                for p in (KIN_OWN, KIN_CAN, KIN_ILL, KIN_POOR, KIN_RECOVERS, HELPS_NO_MORE)
            )
            found.append((at, next(filter(None, told), None)))
        elif person is not None and WITH_KIN.search(low, max(0, at - KIN_LEAD), at):
            found.append((at, KIN_WHO.match(low, person.end())))
    for named in (p for p in view.of_kind("LIMIT_PERSON") if "named" in p.data):
        lead = low[max(0, named.start - KIN_LEAD) : named.start]
        called = CALLED_SO.search(lead)
        at = named.start - (0 if called is None else len(called[0]))
        own = KIN_OWN.match(low, named.end) if KIN_HEAD.search(low, max(0, at - KIN_LEAD), at) else None
        found.append((at, own or KIN_LIFTS.match(low, named.end)))
    for at in view.places(
        (" no longer has to ", " no longer needs to ", " does not have to ", " doesn't have to ")
    ):
        if SHE_NEED.search(low, max(0, at - len(" she")), at):
            found.append((max(view.sentence(at).start, at - KIN_LEAD), HELPS_NO_MORE.match(low, at)))
    for at in view.places((" lift ", " carry ", " move ", " transfer ", " hold ", " pick ", " catch ")):
        m = NOT_HERS.search(low, max(0, at - KIN_LEAD), at + KIN_LEAD)
        if m is not None and (m["he"] is None) != (m["whom"] == "her"):
            woman = view.once(_patient_is_she)
            found.append((m.start(), m if woman is not None and woman == (m["whom"] == "her") else None))
    for at in view.places(HELPERS):
        helper = HELPER.match(low, at)
        if (
            helper is not None
            and not IS_ONE.search(low, max(0, at - KIN_LEAD), at)
            and SAYS_SO.search(low, max(0, at - KIN_LEAD), at) is None
        ):
            found.append((at, KIN_LIFTS.match(low, helper.end())))
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
    gap = FIRST_DOES.sub(" ", low[person.end : act.start])
    gap = COMES_AND.sub(" ", THE_ONE.sub(" ", gap))
    if PATIENT.search(gap):
        return False
    if (
        len(gap) > 40
        or (NOT_AGENT_THEN if then else NOT_AGENT).search(gap)
        or NO_LONGER.search(gap)
        or ALWAYS_HAS.search(gap)
        or KIN_WORD.search(gap)
        or BRINGS.search(gap)
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
        (
            low.endswith(("ed", "put on", "done", "made", "cut", " care"), act.start, act.end)
            or not low[unit.own.start : act.start].strip(' -*\u2022"\u201c')
        )
        and (by := BY_PLACE.match(low, act.end)) is not None
        and FOR_PERSON.fullmatch(low, by.end(), person.start)
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


TOOLS = ("vacuum", "mop", "mower", "lawnmower", "iron", "hoover", "broom", "rake", "shovel")
"""Tools that name their chore."""


def _is_noun(low: str, act: Item) -> bool:
    """Whether an activity is told by the thing it needs ("toothbrush"), and not by a verb ("drops")."""
    form = act.data.get("form")
    if act.value == "housework" and low.endswith(TOOLS, act.start, act.end):
        return True
    return form == "topic" or (
        form == "thing"
        and act.value in ("grooming", "dressing", "eating", "fine_hand")
        and not low.startswith(("drop", "gr", "pinch", "writ", "put"), act.start)
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
            _is_noun(low, act) or near.strip() != "" or low.startswith((*OVERCOMES, "is ", "are "), cue.start)
        )
    if manner == "breath":
        return cue.end <= act.start
    if manner == "posture" and low.startswith(("tub", "bathtub"), act.start):
        return False
    if manner == "posture":
        return (
            len(near) < 30 and " and " not in near and TRUNK.search(low, unit.own.start, unit.own.end) is None
        )
    if manner == "hands" and act.value == "fine_hand":
        used = low[cue.start : cue.end]
        return low.startswith(WRITES, act.start) is False and any(
            w in used for w in ("both", "two", "2", "only")
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


WRITES = ("writ", "wrote", "typ", "keyboard", "text", "sign")
"""What is done with the better hand, or with both."""
SENT_REACH = 24
"""How far before a person the verb may stand that makes it his errand, in characters."""
OWN_CARE = frozenset({"dressing", "bathing", "grooming", "eating", "toileting"})
PRONOUN = re.compile(r"\b(?:(?P<she>she|her|hers|herself)|he|him|his|himself)\b")
DOES_HIS = re.compile(
    r"\b(?P<who>she|he)[ \t]+(?:(?:still|also|now|then|always|usually|has[ \t]+to)[ \t]+)*"
    r"(?:(?:does|do|puts?|gets?|ties|fastens|buttons|zips|hooks|washes|cuts|combs|brushes|shaves|pulls|laces|"
    r"(?:has[ \t]+(?:started|begun|taken[ \t]+over|taken[ \t]+to)|is)[ \t]+(?:doing|putting|tying|buttoning|washing|cutting|"
    r"combing|brushing|shaving|pulling|lacing))[ \t]+)?"
    r"(?:on[ \t]+)?(?:all[ \t]+(?:of[ \t]+)?)?(?P<whose>his|her)[ \t]+(?:[\w'-]+[ \t]+(?:and[ \t]+)?){0,2}\Z"
)
"""Somebody of the other sex who does what is the patient's: "she does his shirt and shoes"."""


PUTS = re.compile(
    r"\b(?P<who>she|he)[ \t]+(?:(?:still|also|now|then|always|usually|has[ \t]+to)[ \t]+)*"
    r"(?:puts?|gets?|pulls?|slides?|works?)[ \t][^.;\n]{0,28}\Z"
)
ON_HIM = re.compile(r"[^.;,\n]{0,28}?\bon[ \t]+(?:(?:for|to)[ \t]+)?(?P<whose>him|her)\b(?![ \t]+\w)")
"""Somebody of the other sex who puts something on the patient: "she puts the brace and shoe on him"."""


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
    if m is not None:
        who, whose = m["who"], m["whose"]
    else:
        puts = PUTS.search(view.lower, max(view.sentence(act.start).start, act.start - 40), act.start)
        on = ON_HIM.match(view.lower, act.end) if puts is not None else None
        if puts is None or on is None:
            return False
        who, whose = puts["who"], on["whose"]
    if (who == "she") == (whose == "her"):
        return False
    woman = view.once(_patient_is_she)
    return woman is not None and woman == (whose == "her")


HANDS_ON = words("limitation_manner", "hands_on")
"""What a helper does with or for the patient, as the verb of a cell: "wife did both", "she ties them"."""
DOER = re.compile(
    r"(?:\A|[,;(][ \t]*|\b(?:and|but|then|until|till)[ \t]+)(?:(?:his|her|the|a|an|now|my)[ \t]+)*"
    rf"(?:(?P<she>she)|(?P<he>he)|(?P<kin>{either('limitation_manner', 'kin')}|aide|caregiver|staff|nurse|cna))"
    rf"[ \t]+(?:(?:now|still|also|just|only|always|usually)[ \t]+)*(?:{'|'.join(HANDS_ON)})\b"
    r"(?![ \t]+(?:(?:it|them|this|that|both|all)[ \t]+)?(?:him|her|my)self\b)|"
    r"\bby[ \t]+(?:(?:his|her|the|a|an|my)[ \t]+)*"
    rf"(?P<by>{either('limitation_manner', 'kin')}|aide|caregiver|staff|nurse|cna)\b"
)
"""Who does what a cell is about (matched on lower case)."""


def done_by_another(view: NoteView, start: int, end: int) -> bool:
    """Whether a cell says that somebody else does the activity, or a part of it: "he does socks, she does the shoes"."""
    for m in DOER.finditer(view.lower[start:end]):
        if m["kin"] is not None or m["by"] is not None:
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
