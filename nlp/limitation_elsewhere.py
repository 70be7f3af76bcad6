"""Statements that name an activity and a word that limits, but tell nothing of what the patient can do now.

They are read like any other and dropped here, each for a reason of its own::

    the house      "split level, 5 steps + 1 rail to the bedroom", "the walk to the clinic is about 300 ft"
    an exercise    "walking with head turns 20 ft x 4", "sit<>stand off mat x8, side steps at counter"
    a measure      "SpO2 97% after walking 200 ft"
    a teaching     "people with arthritis often have trouble on stairs", "if your legs tire, rest on the landing"
    a name         "Z74.1 need for assistance with personal care"
    another time   "2010, when he was unable to stand up straight", "not out of bed until POD 3"
    another person "my neighbor fell and now she can't get to the store"
"""

from __future__ import annotations

import re

from rehabcode.nlp.facts import Limitation
from rehabcode.nlp.layout import Span
from rehabcode.nlp.limitation_manner import CHORES, KIN_WORDS, OWN_LIFE, SPOUSES
from rehabcode.nlp.limitation_statements import other_year
from rehabcode.nlp.reader_words import either
from rehabcode.nlp.view import NoteView

LEAD = 160
"""How far before a statement its sentence is looked at, in characters: keeps an endless line linear."""
BEHIND = 80
"""How far behind it."""
STRONG = (
    "ASSIST",
    "LIMIT_UNABLE",
    "LIMIT_DIFF",
    "LIMIT_NEED",
    "LIMIT_HELP",
    "LIMIT_HELPV",
    "LIMIT_PERSON",
    "LIMIT_STOP",
    "LIMIT_CAP",
    "LIMIT_MANNER",
    "LIMIT_LIMIT",
)
"""Kinds of words that limit by themselves; a rail, an amount or a device tells something only of what was done."""

STEPS = re.compile(
    r"(?:(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|a|full)[ \t]+"
    r"(?:\w+[ \t]+)?(?:steps?|stairs|flight)\b|\b(?:steps|stairs)(?:[ \t]+inside)?[ \t]*[:=(][ \t]*\d)"
)
"""Steps that are counted."""
HOUSE = re.compile(rf"\b{either('limitation_elsewhere', 'house')}\b")
CLIMBS = re.compile(rf"\b(?:{either('limitation_elsewhere', 'climbs')}|x ?\d|\d ?x)\b")
WALK_FROM = re.compile(r"(?:the[ \t]+)?walk[ \t]+(?:from|to|between)[ \t][^.;\n]{3,60}?[ \t](?:is|was)[ \t]")
"""The length of a way."""
ALL_SHE_CAN = re.compile(r"\b(?:all|limit|far|most|max\w*|enough|hard|difficult|too|can|can't|cannot)\b")

SETS = re.compile(
    r"\bperformed[ \t]+\d{1,2}\b|\b(?:\d{1,2}[ \t]?x[ \t]?\d{1,3}|x[ \t]?\d{1,2}|\d{1,2}[ \t]?x|"
    r"\d{1,2}[ \t]?(?:reps?|sets|laps)|\d{1,3} ?ft (?:each|ea))\b"
)
DRILL = re.compile(rf"\b{either('limitation_elsewhere', 'drill')}\b")
LOAD = re.compile(rf"\b{either('limitation_elsewhere', 'load')}\b")
NEXT_DRILL = re.compile(rf"[^.;\n]*?,[ \t]*(?:[\w-]+[ \t]+)?{either('limitation_elsewhere', 'drill')}\b")
"""The next exercise of a list."""
TRAINED = re.compile(
    r"[a-z/<> -]{2,30}?(?<! of)[ \t]+(?:practi[cs]ed?|drills?|simulation|tasks?(?=[ \t]*:)|"
    r"(?:with[ \t]+|w/[ \t]?)?[a-z -]{0,24}?trial(?:ed|led))\b"
)
SHOWN = re.compile(
    r"[a-z/<> -]{2,30}?[ \t]+(?:was[ \t]+|were[ \t]+)?(?:demonstrated|demo'?d|shown|modeled)[ \t]+by[ \t]+"
    r"(?:the[ \t]+|this[ \t]+)?(?:therapist|clinician|author|writer|me|[cpo]ta?s?)\b"
)
"""Behind the name of an activity: that it was trained, or shown."""
TRAINABLE = frozenset(
    {
        "walk",
        "stairs",
        "transfer",
        "sit_to_stand",
        "squat_bend_kneel",
        "bed_mobility",
        "dressing",
        "bathing",
        "grooming",
        "toileting",
        "eating",
        "housework",
    }
)
ONE_SIDE = re.compile(r"\b(?:rails?|railings?)\b[^.;,\n]{0,12}?[ \t](?:side[ \t]+)?only\b")
SIDE_ONLY = re.compile(r"\b(?:rails?|railings?)\b[^.;,\n]{0,12}[ \t]\Z")
"""Before "only": the side of a rail ("rail on L only")."""
TREATED = re.compile(
    r"[\s\-*\u2022]*(?:9[27]\d{3}|te|ta|nmr|nmre|there?x|ther[ -]?ex|ther[ -]?act|therapeutic (?:ex\w*|act\w*)|neuro re-?ed)"
    r"(?:[ \t]*\([^()\n]{0,20}\))?[ \t]*[:=]"
)
"""The head of a line of treatment (matched on lower case)."""
BETWEEN_SETS = re.compile(r"[^.;,\n]{0,16}?\bbetween (?:exercises?|sets|stations|tasks|activities)\b")
FIRST_STEPS = re.compile(r"\b(?:first|last|every|each)[ \t]+(?:few|\d{1,2})[ \t]+steps\b")
"""Steps of a walk that tell how it goes."""
DUAL_TASK = re.compile(r"\b(?:serial[ \t]+\d|dual[ -]task|count(?:s|ing)[ \t]+back|head[ \t]+turns)")
FOR_SHAPE = re.compile(
    r"\b(?:for (?:strengthening|conditioning|endurance|warm ?-?up)|as (?:an? )?warm ?-?up|cool ?-?down|"
    r"for practice|rounds)\b|"
    r"\bx ?\d{1,2} (?:each|ea)\b"
)
"""What an exercise is for, and how it is counted."""
EXAMINED = re.compile(
    r"[a-z]+[ \t]+(?:(?:was|were|is)[ \t]+)?(?:assessed|observed|analy[sz]ed|taken|filmed|videoed|recorded|evaluated)\b"
)
ON_ONE_LEG = re.compile(
    r"\bon[ \t]+(?:the[ \t]+|her[ \t]+|his[ \t]+)?(?:r|l|right|left|one|each|single|either)[ \t]+(?:leg|foot|le)\b"
)
"""A balance test."""
TREADMILL = re.compile(r"\b(?:treadmill|tm)\b[^;\n]{0,40}?\bmph\b|\bmph\b[^;\n]{0,40}?\btreadmill\b")
TIRES = re.compile(
    r"\b(?:only|then|before|until|tolerat\w*|max\w*|fatigu\w*|stop\w*|limited|winded|sob|tired|drag\w*|buckl\w*|"
    r"after \d)(?!\w)"
)
HELD = frozenset({"maintain_sit", "maintain_stand", "lift_carry", "push_pull_reach"})
"""What is done besides in a treatment."""
ALL_DAY = re.compile(
    r"[^.;,\n]{0,40}?\b(?:all day|all shift|every shift|for a living|day in|(?:good|proper|correct|"
    r"safe) (?:form|mechanics))\b"
)
AGAIN = re.compile(r"\bthen again\b")
RAIL_SIDE = re.compile(
    r"\b(?:rails?|railings?|r|l|b|right|left|sides?)[ \t]+(?:\w+[ \t]+)?(?:going|coming|as you go|when going|ascending)"
    r"[ \t]*(?:up|down|in|out)?\b"
)
"""The side of a rail is told as one goes up."""

CANNOT = re.compile(r"\b(?:cannot|can't|unable|not|he|she|pt|patient|difficult\w*|hard)\b")
DEMANDS = re.compile(
    r"\b(?:jobs?|work|occupation|position|role|duties|employer|trade|sport)\b[^.;\n]{0,24}?\b"
    r"(?:requires?|involves?|demands?|includes?|entails?|needs)\b[^.;\n]*\Z"
)
"""Before what a job asks for: "job requires lifting up to 50 lb"."""
VITALS = re.compile(
    r"\b(?:hr|bp|spo2|sao2|o2|sats?|pulse|rpe|rr|bpm)\b[^.;\n]{0,40}\b(?:after|post|following|p|with|during)[ \t]+\Z"
)

TAUGHT = re.compile(
    r"\b(?:understands|knows|aware|agrees|verbali[sz]\w+)(?: [\w']+){0,4} to[ \t]+\Z|\b(?:understands|knows|agrees) \Z|"
    r"\bbenefits? from\b(?:(?!\b(?:but|and|due|because|as|requires?|needs?|has|she|he)\b)[^.;,\n])*\Z|"
    r"\btalked (?:about|through|over)\b(?:(?!\b(?:but|and|due|because|as|requires?|needs?|has|she|he)\b)[^.;,\n])*\Z|"
    r"\bunderstanding (?:of|that|to|regarding)\b(?:(?!\b(?:but|and|due|because|as|requires?|needs?|has|she|"
    r"he)\b)[^.;,\n])*\Z|"
    r"\b(?:showed|shown|demonstrated|explained|reviewed|discussed|demo(?:'d|ed))(?: \w+){0,2} (?:how|why)\b[^.;\n]*\Z|"
    rf"\b{either('limitation_elsewhere', 'anybody')}(?: (?:with|who|in|after)(?: [\w'-]+){{1,4}})?"
    r"(?: (?:are|is|often|usually|commonly|frequently|generally|typically|can|may|might|will|also))*"
    r"(?: (?:have|find|get|feel|report|notice|experience))?\s+\Z|"
    r"\bit is (?:common|normal|usual|typical|expected|not unusual|not uncommon)\b[^.;\n]*\Z|"
    r"\b(?:can|may|might|could|will) make (?:it|them)\s+(?:very |more |too )?\Z|"
    r"\byou(?:['\u2019]ll| may| might| will| should| must| could| need)\b[^.;\n]*\Z"
)
"""Before what is taught (matched on lower case)."""
IF_SO = re.compile(r"[\s\-*\u2022\d.)\"]*(?:if|when|whenever|before|once)\b")
SOMEBODY = re.compile(r"\b(?:he|she|pt|patient|i|they|who|client|resident|is|was)\b")
ORDERED = re.compile(
    r"[,:][ \t]*(?:then[ \t]+|please[ \t]+)?(?:stop|rest|sit|use|call|hold|lean|wait|take|do|go|turn|slow|lie|keep|cut|"
    r"scoot|push|nose|bend|bring|place|put|reach|roll|swing|skip|try|ask)\b"
)
"""What to do then: "..., stop and rest on the landing"."""
ORDERS = re.compile(
    r"[\s\-*\u2022\d.)\"]*(?:please )?avoid\b(?! ?[:=-])|"
    r"[\s\-*\u2022\d.)\"]*(?:please )?(?:take|use|keep|limit|avoid|hold|do|sit|rest|get|climb|walk|go|stand|skip)\b"
    r"(?=[^.;\n]{0,80}\b(?:for the next|for (?:\d{1,2}|two|three|a few) (?:hours|days|weeks|wks)|"
    r"until (?:cleared|seen|you|your|the|[a-z]+ is)|at all times|when you|each time|your)\b)"
)
"""An order with its term at the head of a sentence."""

AFTER_YOU = re.compile(r"\b(?:behind|beside|with|near|below|holding) you\b")
"""Who is addressed."""
STAFF_TO = re.compile(
    r"(?:staff|nursing|rn|cna|family|caregivers?)[ \t]+(?:to|should)[ \t]+(?:assist|help|supervise|walk|stay|guard)\b"
)
"""An order to others."""
GENERAL = re.compile(
    r"\b(?:in|with|of) (?:ms|pd|copd|chf|als|parkinson's(?: disease)?|arthritis|stroke|diabetes|osteoporosis|"
    r"aging|this condition)"
    r" (?:often|usually|commonly|typically|can|may)\b"
)
"""What an illness does to anybody."""
CODED = re.compile(r"\b[a-z]\d\d(?:\.[\da-z]{1,4})?[ \t]*[:,\u2013-]?[ \t]*(?:[a-z]+[ \t]+){0,6}?\Z")
"""A code before its name."""
NAME = re.compile(rf"{either('limitation_elsewhere', 'name')}\b")

WAS = re.compile(
    r"\b(?:could(?:n['\u2019]?t| not)|was(?:n['\u2019]t| not| un)[ \t]?able|was unable|were unable|had to|"
    r"(?:(?:was|were) )?(?:too weak|too sick|too tired)|(?:was|were) (?:in too)|had (?:trouble|difficult\w*|"
    r"a hard time|problems)|needed|used|walked with|"
    r"could (?:hardly|barely|scarcely))\b"
)
THAT_TIME = re.compile(
    r"[^.;,\n]{0,30}?[ \t](?:back )?(?:then|those days|as an? (?:toddler|child|kid|baby|teen\w*|boy|girl|"
    r"infant)|in (?:childhood|infancy|high school|college)|that (?:day|week|night|month)|at (?:that|"
    r"the) time)[ \t]*(?:[.;,)\n]|\Z)"
)
OVER = re.compile(
    r"(?:[,;(]|\band\b|\bbut\b)[ \t]*(?:(?:but|and|now|has|have|had|since|this|that|it|which|all|he|she|is|"
    r"was)[ \t]+){0,4}(?:none (?:recently|lately|now)|(?:fine|well|normal|ok) (?:by|after|within|the next)|"
    r"(?:none|not|nothing|no (?:more )?(?:problems?|trouble|issues?|symptoms|difficulty)|fine|well|good|ok|okay)"
    r"[ \t]+since|(?:better|gone|improved) since|(?:fully )?(?:resolved|recovered)|(?:full|complete) recovery|"
    r"back to normal|completely better)\b"
)
"""Behind what is over (matched on lower case)."""
FOR_TERM = re.compile(
    r"[ \t]+(?:for[ \t]+)?(?:an?|\d{1,2}|two|three|four|six|eight|ten|twelve)[ \t]+(?:days?|weeks?|wks?|months?|"
    r"mos?|years?)\b"
)
SPELL = re.compile(
    r"\b(?:had (?:a|an|some|one) (?:spell|bout|episode|period|stretch)|(?:began|started) with)\b[^.;\n]{0,40}\Z"
)
"""Before what came once, or first."""
WHEN_SHE = re.compile(
    r"\b(?:had|did|saw|started|went|came|was)\b[^.;\n]{0,60}\bwhen (?:he|she|pt|patient)[ \t]+\Z"
)
"""A statement that only dates another of the past: "had home therapy in May when she could not leave"."""
YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\b")
HOLDS_ON = re.compile(r"\b(?:since|still|ever|now|today|remains?|continues?|has|have)\b")
UNTIL_THEN = re.compile(
    r"[ \t]*(?:until|till|before)[ \t]+(?:pod|post-?op(?:erative)? day|hospital day|hd|day|icu day)[ \t]?#?\d"
)
"""How long something was not done in a hospital."""
PUT_AWAY = re.compile(
    r"[^.;,\n]{0,24}?,[ \t]*(?:and[ \t]+)?(?:has[ \t]+|have[ \t]+)?(?:since[ \t]+)?(?:sold|returned|donated|"
    r"threw|gave)[ \t]+it\b|"
    r"[^.;,\n]{0,16}?[ \t]until[ \t]+(?:this|the|her|his|last)\b|"
    r",?[ \t]+(?:which|that|and)[ \t]+(?:he|she|pt)?[ \t]*(?:gave up|stopped using|no longer uses|put away|"
    r"threw away|got rid of|"
    r"retired|quit)\b"
)
"""Behind a device that is not used any more."""
AND_CALLED = re.compile(
    r"[^.;\n]{0,40}?\b(?:called|phoned|dialed)[ \t]+(?:911|ems|an ambulance|the ambulance|the squad|the paramedics)\b"
)
"""How the story of an onset goes on."""

OTHER_ONE = re.compile(
    r"\b(?:she|he|they)(?:['\u2019](?:s|re)| is| are| was)?(?: just| really| also|"
    r" still)?(?: the ones? who)?\s+(?:even\s+)?\Z"
)
"""The subject right before a statement that a patient quotes."""
MINE = re.compile(rf"\b(?:my|our)[ \t]+(?:\w+[ \t]+)?(?:{'|'.join(KIN_WORDS)})\b|\bour\b|\bthe ones? who\b")
BY_CHOICE = re.compile(
    r"[^.;\n]{0,24}?\b(?:by choice|by preference|because (?:he|she) (?:likes|prefers|enjoys))\b"
)
NEVER_DID = re.compile(
    r"[^.;\n]{0,8}?(?:,[ \t]*never[ \t]+(?:did|have|has|had)\b|\bin[ \t]+(?:my|his|her)[ \t]+life\b)"
)
"""What was never done."""
TOGETHER = re.compile(r"[^.;,\n]{0,16}?\btogether\b")
HELPS_KIN = re.compile(r"\b(?:helps?|helping|assists?)[ \t]+(?:to[ \t]+)?(?:his|her|my|their)[ \t]+\Z")
"""Whom the patient helps."""
HE_DOES = re.compile(
    r",[ \t]*(?:and[ \t]+|while[ \t]+)?(?:he|she|pt|patient|i)[ \t]+(?:does|do|cleans?|cooks?|handles?|mows?|drives?|shops?|"
    r"washes|folds|takes[ \t]+care)\b(?![^.;\n]{0,50}\b(?:only|sitting|seated|help|slow\w*|nothing|none|no)\b)"
)
"""The patient's own share of the household behind that of another: "wife cooks, he cleans up"."""
HIS_OWN = re.compile(rf"\b(?:(?:his|her|their)[ \t]+own|helps[ \t]+their[ \t]+(?:{'|'.join(KIN_WORDS)}))\b")
OTHER_REASON = re.compile(
    r"[^.;,\n]{0,16}?\b(?:for|because of|due to)[ \t]+(?:(?:a|the|his|her)[ \t]+)?(?:jury|funeral|wedding|"
    r"vacation|holidays?|snow|"
    r"weather|storm|flood|graduation)\b"
)
"""Why somebody was not at work."""
KIN_IS = re.compile(
    rf"[\s\-*\u2022\"\u201c]*(?:(?:his|her|pt'?s|patient's|the|my|our)[ \t]+)?(?:{'|'.join(KIN_WORDS)})[ \t]+"
    r"(?:works|is|has|hurt|broke|injured|took|takes|teaches|runs|owns|retired|was|manages|farms|drives|got)\b(?!['\u2019])"
    r"(?:(?!\b(?:he|she|they|pt|patient|i|me|him|that|because|since)\b)[^.;\n])*\Z"
)
"""One of the family who is all that a sentence is about up to the statement: "husband works days but has FMLA"."""
ORDERED_FOR = re.compile(
    rf"\b{either('limitation_elsewhere', 'order')}\b[^;\n]{{0,40}}?(?:[:\"\u201c]|\bfor\b)[^.;\n]{{0,60}}\Z"
)
"""What a referral or an order names."""
BARE_FALLS = re.compile(r"(?:repeated|recurrent|frequent|multiple)[ \t]+falls")
MAKES_SIT = re.compile(
    r"\bma(?:kes?|de|king)[ \t]+(?:him|her|me|pt)[ \t]+(?:have[ \t]+to[ \t]+|need[ \t]+to[ \t]+)?(?:sit|stop)\b"
)
"""How another activity ends."""
QUOTE = re.compile(r"[\"\u201c]")


def tells_nothing(view: NoteView, fact: Limitation) -> bool:
    """Whether a limitation speaks of something else than the patient's function now."""
    if fact.status == "past":
        return _shared_then(view, fact)
    if fact.status != "present":
        return False
    sentence = view.sentence(fact.start)
    return (
        _of_house(view, fact, sentence)
        or _of_exercise(view, fact, sentence)
        or _managed(view, fact, sentence)
        or (
            fact.category == "maintain_sit" and MAKES_SIT.search(view.lower, fact.start, fact.end) is not None
        )
        or _of_teaching(view, fact, sentence)
        or _of_code(view, fact, sentence)
        or _of_then(view, fact, sentence)
        or _of_other(view, fact, sentence)
    )


def _before(view: NoteView, fact: Limitation, sentence: Span) -> str:
    return view.lower[max(sentence.start, fact.start - LEAD) : fact.start]


def _weak(view: NoteView, fact: Limitation) -> bool:
    """Whether no word of a fact limits by itself."""
    low = view.lower
    strong = (
        c
        for c in view.between(fact.start, fact.end, *STRONG)
        if c.value != "posture"
        and not low.startswith("up to", c.start)
        and not (low.startswith("only", c.start) and SIDE_ONLY.search(low, max(0, c.start - 24), c.start))
    )
    return fact.assist is None and next(strong, None) is None


def _of_house(view: NoteView, fact: Limitation, sentence: Span) -> bool:
    """Whether the steps, or the way, of a place are counted, and nobody is told to take them."""
    low = view.lower
    if fact.category == "walk" and WALK_FROM.match(low, fact.start):
        return ALL_SHE_CAN.search(low, fact.start, min(sentence.end, fact.end + BEHIND)) is None
    if fact.category != "stairs" or not _weak(view, fact):
        return False
    start, end = max(sentence.start, fact.start - LEAD), min(sentence.end, fact.end + BEHIND)
    if re.search(r"\bstairs?[ \t]*:[^;\n]*\Z", low[sentence.start : fact.start + 8]):
        return False
    around = ONE_SIDE.sub(" rail ", RAIL_SIDE.sub(" ", low[start:end]))
    return (
        STEPS.search(low, start, end) is not None
        and HOUSE.search(low, start, end) is not None
        and CLIMBS.search(HOUSE.sub(" ", around)) is None
    )


def _of_exercise(view: NoteView, fact: Limitation, sentence: Span) -> bool:
    """Whether what was done is an exercise, a training or the effort before a measure."""
    low = view.lower
    end = min(sentence.end, fact.end + BEHIND)
    if fact.assist is None and DEMANDS.search(
        low[max(sentence.start, fact.start - LEAD) : fact.start + len("requires")]
    ):
        return CANNOT.search(low, fact.start, sentence.end) is None
    if fact.category in TRAINABLE and SHOWN.match(low, fact.start, end):
        return True
    if (
        fact.category == "stairs"
        and _weak(view, fact)
        and FIRST_STEPS.search(low, max(sentence.start, fact.start - 8), fact.end)
    ):
        return True
    if (
        fact.category == "walk"
        and fact.assist is None
        and TREADMILL.search(low[max(sentence.start, fact.start - 40) : end])
    ):
        return not (CANNOT.search(low, fact.start, end) or TIRES.search(low, fact.start, end))
    if fact.category == "walk" and fact.assist is None and AGAIN.search(low, fact.start, end):
        return True
    if not _weak(view, fact):
        return False
    around = low[max(sentence.start, fact.start - 40) : end]
    if fact.category in TRAINABLE | HELD and TREATED.match(low, sentence.start, fact.start):
        return True
    if BETWEEN_SETS.match(low, fact.end, end):
        return True
    if fact.category == "lift_carry" and ALL_DAY.match(low, fact.end, sentence.end):
        return True
    if fact.category in ("walk", "stairs") and VITALS.search(_before(view, fact, sentence)):
        return True
    if fact.category in TRAINABLE and TRAINED.match(low, fact.start, end):
        return True
    if fact.category in TRAINABLE and FOR_SHAPE.search(low, fact.start, end):
        return True
    if fact.category in ("walk", "stairs") and EXAMINED.match(low, fact.start, end):
        return True
    if fact.category == "maintain_stand" and ON_ONE_LEG.search(low, fact.start, end):
        return True
    if fact.category == "walk" and DUAL_TASK.search(around):
        return True
    if fact.category not in ("walk", "maintain_stand", "sit_to_stand", "squat_bend_kneel", "lift_carry"):
        return False
    if SETS.search(around) is None:
        return False
    if fact.category == "sit_to_stand":
        return LOAD.search(around) is not None or NEXT_DRILL.match(low, fact.start, end) is not None
    return DRILL.search(around) is not None


def _managed(view: NoteView, fact: Limitation, sentence: Span) -> bool:
    """Whether stairs with a rail are told as modified independence: "Stairs: mod I, 12 steps w/ rail"."""
    if fact.category != "stairs" or not _weak(view, fact):
        return False
    return bool(view.between(max(sentence.start, fact.start - 40), fact.start, "LIMIT_MODI"))


def _of_teaching(view: NoteView, fact: Limitation, sentence: Span) -> bool:
    """Whether a sentence tells what is so for anybody, or what to do."""
    before = _before(view, fact, sentence)
    if fact.assist is None and (
        TAUGHT.search(before) or TAUGHT.search(before + view.lower[fact.start : fact.start + 1])
    ):
        return True
    if AFTER_YOU.search(view.lower, fact.start, min(sentence.end, fact.end + BEHIND)):
        return True
    if fact.assist in (None, "Assist") and STAFF_TO.match(view.lower, fact.start):
        return True
    whole = view.lower[sentence.start : min(sentence.end, fact.end + BEHIND)]
    if len(whole) > LEAD + BEHIND:
        return False
    if ORDERS.match(whole) or GENERAL.search(whole):
        return True
    return (
        IF_SO.match(whole) is not None
        and SOMEBODY.search(whole) is None
        and ORDERED.search(whole) is not None
    )


def _of_code(view: NoteView, fact: Limitation, sentence: Span) -> bool:
    """Whether a statement is the name of a code that stands before it, or of the diagnosis of an order."""
    if BARE_FALLS.fullmatch(view.lower, fact.start, fact.end):
        line = view.layout.line_at(fact.start)
        return ORDERED_FOR.search(view.lower[max(line.start, fact.start - LEAD) : fact.start]) is not None
    named = NAME.search(view.lower, fact.start, fact.end)
    return (
        named is not None
        and CODED.search(view.lower[max(sentence.start, named.start() - 60) : named.start()]) is not None
    )


def _of_then(view: NoteView, fact: Limitation, sentence: Span) -> bool:
    """Whether what could not be done belongs to an earlier year, to a stay in hospital, or to an onset."""
    low = view.lower
    if fact.category == "equipment" and PUT_AWAY.match(low, fact.end, sentence.end):
        return True
    if UNTIL_THEN.match(low, fact.end, sentence.end) or AND_CALLED.match(low, fact.end, sentence.end):
        return True
    before = _before(view, fact, sentence)
    year = YEAR.search(before)
    if fact.category == "work" and year is not None and FOR_TERM.match(low, fact.end, sentence.end):
        return other_year(view, int(year["year"])) and HOLDS_ON.search(before, year.end()) is None
    if (
        WAS.search(low, max(sentence.start, fact.start - 8), fact.end) is None
        and SPELL.search(before) is None
    ):
        return False
    if WHEN_SHE.search(before) is not None:
        return True
    if THAT_TIME.match(low, fact.end, sentence.end) or (
        fact.assist is None and OVER.search(low, fact.start, min(sentence.end, fact.end + BEHIND))
    ):
        return True
    return (
        year is not None
        and other_year(view, int(year["year"]))
        and HOLDS_ON.search(before, year.end()) is None
    )


def _shared_then(view: NoteView, fact: Limitation) -> bool:
    """Whether all that is told of before is which chores the spouse did, which couples share."""
    return (
        fact.category in CHORES
        and view.lower.startswith(SPOUSES, fact.start)
        and not view.between(
            fact.start, fact.end, *(k for k in STRONG if k not in ("LIMIT_PERSON", "LIMIT_HELPV"))
        )
    )


def _of_other(view: NoteView, fact: Limitation, sentence: Span) -> bool:
    """Whether somebody's own doing is told: "my neighbor ... now she can't get to the store", "shovels for the street"."""
    before = _before(view, fact, sentence)
    if view.between(fact.start, fact.end, "LIMIT_PERSON") and OWN_LIFE.match(
        view.lower, fact.end, sentence.end
    ):
        return True
    if NEVER_DID.search(view.lower, fact.start, min(sentence.end, fact.end + len("never did"))):
        return True
    if BY_CHOICE.match(view.lower, fact.end, sentence.end):
        return True
    person = next(iter(view.between(fact.start, fact.end, "LIMIT_PERSON")), None)
    if (
        person is not None
        and fact.category != "caregiving"
        and (
            TOGETHER.match(view.lower, fact.end, sentence.end)
            or HELPS_KIN.search(view.lower, max(sentence.start, person.start - 24), person.start)
        )
    ):
        return True
    if (
        person is not None
        and person.start == fact.start
        and (
            HE_DOES.match(view.lower, fact.end, sentence.end)
            or HIS_OWN.search(view.lower, person.end, fact.end)
        )
    ):
        return True
    if fact.category == "work" and OTHER_REASON.match(view.lower, fact.end, sentence.end):
        return True
    if fact.category == "work" and KIN_IS.match(before) is not None:
        return True
    return (
        QUOTE.search(before) is not None
        and OTHER_ONE.search(before) is not None
        and (MINE.search(before) is not None or MINE.search(view.lower, fact.start, fact.end + 1) is not None)
    )
