"""Limitations that need no parsing: whole statements, falls told as a problem, and equipment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from rehabcode.nlp import amounts, function_tables
from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import Limitation
from rehabcode.nlp.falls import NONE_SINCE
from rehabcode.nlp.layout import Span
from rehabcode.nlp.lexicon import table
from rehabcode.nlp.limitation_shapes import of_somebody_else, shapes
from rehabcode.nlp.limitation_status import RISK, is_silent, is_teaching, status_of
from rehabcode.nlp.limitation_verdict import EXERCISE, NOT_AT_WORK, NUM
from rehabcode.nlp.reader_words import either
from rehabcode.nlp.view import Item, NoteView

LABEL_REACH = 40
"""How far before a device its label may begin, in characters."""
MOBILITY_DEVICES = frozenset(
    {
        "Rolling walker",
        "Rollator",
        "Standard walker",
        "Hemi walker",
        "Single point cane",
        "Quad cane",
        "Crutches",
        "Wheelchair",
    }
)


@cache
def icf() -> dict[str, str]:
    return {row["category"]: row["icf"] for row in table("limitation_categories", "category").values()}


MINUTES = r"(?:min(?:ute)?s?|sec(?:ond)?s?)\b"
FALLS = re.compile(
    rf"(?<![\w/.])(?:(?P<n>{NUM}|several|multiple|numerous|frequent|repeated|many|"
    r"recurrent)[ \t]+(?:recent[ \t]+|unwitnessed[ \t]+|mechanical[ \t]+|(?:back|for)ward[ \t]+|"
    r"posterior[ \t]+|near[- ])?(?:falls|"
    r"LOBs?\b|losses? of balance|stumbles)|"
    r"(?:fell|fallen)[ \t]+(?:x[ \t]?\d+|twice|three times|(?:on[ \t]+)?(?:several|multiple|many) (?:times|"
    r"occasions)|"
    rf"(?:on[ \t]+)?{NUM} (?:times|occasions)|"
    r"\d+[ \t]?x)|falls?[ \t]*(?::[ \t]*)?(?:x[ \t]?[2-9]|[2-9][ \t]?x|[2-9][ \t]+in\b)|"
    r"LOB[ \t]+x[ \t]?\d|falls?[ \t]+\d(?:[ \t]?-[ \t]?\d)?[ \t]?x?[ \t]?(?:/|per)[ \t]?(?:wk|"
    r"week|mo|month|day|d)\b|"
    r"(?:had|has had|with|one|1)[ \t]+(?:a[ \t]+|another[ \t]+|1[ \t]+|one[ \t]+|"
    r"recent[ \t]+)?fall[ \t]+(?:in|last|this|since|past|on|w/in|within|yesterday|\()|"
    r"(?<!\w)fell[ \t]+(?:\d{1,2}/\d|last|yesterday|again)|fall[ \t]+x[ \t]?\d[ \t]+(?:last|this|"
    r"in|since)|"
    rf"(?:went|gone)[ \t]+down[ \t]+(?:twice|(?:{NUM}|several|multiple)[ \t]+times)(?![ \t]+(?:a|per|each)\b)|"
    rf"(?:{NUM}|x\d)[ \t]+near[- ]falls?|fall(?:ing)?[ \t]+(?:secondary|due|"
    r"2/2)[ \t]+to[ \t]+(?:weak|instab|loss|leg|imbal|poor)\w*)",
    re.I,
)
REST = re.compile(
    r"(?<!then )(?<!before )(?<!until )\b(?:needs?|needed|requires?|required|"
    r"req)[ \t]+(?:[\w-]+[ \t]+){0,3}(?:(?:seated |standing |sitting )?(?:rests?\b|rest breaks?)|"
    r"(?:seated|standing|sitting)[ \t]+breaks?\b)|"
    r"\b(?:seated|standing)[ \t]+rests?\b(?=[^.;\n]{0,25}\bto recover)|\brests[ \t]+after[ \t]+\d+[ "
    r"\t]?min\w*",
    re.I,
)
THEN_RESTS = re.compile(r"\b(?:then|before)\b[^.;\n]*\Z", re.I)
"""What ties a rest to the walk that ends in it: "300 ft, then shuffles and needs a rest"."""
WORK_LESS = re.compile(
    r"\b(?:now[ \t]+)?work(?:s|ed|ing)?[ \t]+(?:only[ \t]+)?\d+(?:[ \t]?-[ \t]?)?[ \t]?h(?:r|"
    r"our)?s?\b(?:[ \t]*/?[ \t]*(?:shifts?|days?|per day))?[ \t,;(]{0,3}(?:not|was|instead of|"
    r"down from|rather than)\b|"
    r"\bcut (?:down|back)?[ \t]*(?:work[ \t]+)?(?:from|to)[ \t]+(?:full|part|half|"
    r"\d(?!\d*[ \t]?(?:mg|mcg|units|tabs?|pills?|packs?|cigar))"
    r")[^.;\n]{0,12}|\blimited to \d+ ?(?:lbs?|pounds?)\b[^.;\n]{0,16}ladders?|"
    r"\bcannot finish (?:a|an|her|his) (?:\d+|shift)|"
    r"\bwork(?:s|ing)?(?:[ \t]*:)?[ \t]*(?:only[ \t]+)?(?:[1-6]|two|three|four|five)[ \t]?h(?:r|our)?s?"
    r"[ \t]?(?:/|a|per)[ \t]?day\b",
    re.I,
)
OFF_JOB = re.compile(
    r"(?:(?:^|[.;:,(\n*\u2022\"\u201c-])[ \t]*|"
    r"\b(?:is|are|remains|remained|still|currently|now|been|being|pt|patient|and|stays)[ \t]+)"
    r"(?P<what>off[ \t]+(?:(?:(?:his|her|the|all)[ \t]+)?(?!light|modified|desk)[a-z]{3,16}[ \t]+"
    r"(?:work|job|duty|duties|shifts?)|(?:the|his|her)[ \t]+(?:\w+[ \t]+)?"
    r"(?:truck|tractor|combine|rig|route|forklift|ambulance|crew|roster|assembly line)))\b"
    r"(?![ \t]+(?:boots?|shoes?|clothes|gloves|site))",
    re.I | re.M,
)
"""Off one's trade: "off roofing work", "is off her nursing job"."""
BY_HAND = re.compile(
    rf"{NUM}[ \t-]{{0,2}}(?:ft|feet|foot|')(?:[ \t]+[\w>/-]+){{0,3}}?[ \t,]+(?:(?:with|w/)[ \t]+)?"
    r"(?:HHA|hand[- ]held assist\w*)(?![\w/]|[ \t]+\dx?/)|"
    rf"\bHHA(?:[ \t]*x[ \t]?[12])?[ \t,]+{NUM}[ \t-]{{0,2}}(?:ft|feet|foot)\b"
)
"""A distance with a hand held ("15 ft to the door HHA"); an HHA is a home health aide as well."""
HOME_FOR = re.compile(
    r":[ \t]*(?:yes[ \t,;-]*)?(?:\w+[ \t]+){0,2}?(?:taxing effort[ \t,;-]*(?:and[ \t]+)?)?"
    r"(?:needs?|requires?|unable|cannot|(?:one|two|three|[1-3])[ \t]+(?:people|persons?|helpers?)|"
    r"(?:leaving(?: (?:the )?(?:house|home))?|to leave|getting out|an outing) (?:takes|needs|requires|wipes))"
    r"\b[^.;,\n]{0,40}",
    re.I,
)
"""Why somebody is homebound, behind the name of the box."""
HOME_BOX = re.compile(
    r"home ?bound[ \t]*(?:status|yes|criteria|per\b|dx|y\b|[(\[](?![ \t]*(?:taxing|needs|requires|unable|cannot)\b))"
)
"""The box of a form, and no statement (matched on lower case)."""
LONGEST_WALK = re.compile(
    rf"\bdistance[ \t]*[:=-][ \t]*(?:about[ \t]+|~)?{NUM}[ \t-]{{0,2}}(?:ft|feet|yds?|yards?|m|meters?|blocks?)[ \t]+"
    rf"(?:max(?:imum|imal)?|at most|tops|only)\b|"
    rf"\b(?:max(?:imum|imal)?|longest|total)[ \t]+(?:(?:walking|gait|amb\w*)[ \t]+)?distance[ \t:=]+(?:is[ \t]+|"
    rf"of[ \t]+|"
    rf"about[ \t]+|only[ \t]+|~)?{NUM}[ \t-]{{0,2}}(?:ft|feet|yds?|yards?|m|meters?|blocks?|')(?!\w)",
    re.I,
)
"""How far somebody walks at most: "max distance 70 ft"."""
COUNTED_REST = re.compile(
    r"\b(?:[1-9]|one|two|three|four|five|six|several|multiple|frequent)[ \t]+(?:brief[ \t]+|short[ \t]+|long[ \t]+)?"
    r"(?:seated|standing|sitting)[ \t]+(?:rests?\b(?:[ \t]+breaks?)?|breaks?\b)(?![ \t]*(?:hr|bp|position|"
    r"and reach))|"
    r"\b(?:[1-9]|one|two|three|four|five|several|multiple|frequent)[ \t]+rest[ \t]+stops?\b"
    r"(?![ \t]+(?:on|along)[ \t]+the[ \t]+way)|"
    r"\b(?:seated|standing|sitting)[ \t]+rests?(?:[ \t]+breaks?)?[ \t]+(?:after[ \t]+)?every\b|"
    rf"\b(?:seated|standing|sitting)[ \t]+rests?(?:[ \t]+breaks?)?[ \t]+(?:of[ \t]+|x[ \t]?)?{NUM}[ \t-]?{MINUTES}|"
    rf"(?<![\w.]){NUM}[ \t-]?{MINUTES}[ \t]+(?:seated|standing|sitting)[ \t]+(?:rests?|recovery|breaks?)\b",
    re.I,
)
"""Rests that are counted or timed, or come at regular distances."""
VITALS = re.compile(rf"\b{either('limitation_statements', 'vitals')}\b[^.\n]*\Z")
"""What a rest is only kept for: a measure at rest (matched on lower case)."""
VITALS_REACH = 48
SITS_TO_RECOVER = re.compile(
    rf"\b(?:needs?|needed|requires?|required)[ \t]+(?:an?[ \t]+)?(?:to[ \t]+(?:sit|"
    rf"rest)(?:[ \t]+down)?[ \t]+(?:for[ \t]+)?)?"
    rf"{NUM}[ \t-]?{MINUTES}[ \t]+(?:to[ \t]+)?(?:sit|rest|recover|seated|for breath|to catch|off (?:her|his|my) feet)\w*|"
    rf"\b(?:takes?|took)[ \t]+{NUM}[ \t-]?{MINUTES}[ \t]+(?:of[ \t]+)?(?:sitting|rest|resting)[ \t]+(?:to|before)[ \t]+"
    r"(?:return|recover|come[ \t]+back|get[ \t]+back)\b",
    re.I,
)
"""Minutes of rest that are needed: "needs 2 min sit after", "needs to sit 3 min for breath"."""
TIED = re.compile(r"\b(?:then|before|until|till|with|w/|and|after)[ \t]*\Z", re.I)
"""What ties a rest to the walk that it qualifies."""
SHORT_ACTIVITY = re.compile(
    rf"\btolerat\w+[ \t]+(?:only[ \t]+|up to[ \t]+)?{NUM}[ \t-]?(?:min|mins|minutes?)[ \t]+(?:of[ \t]+"
    rf")?(?:\w+[ \t]+)?"
    r"(?:activity|exercise|therapeutic activit\w+|adls?|(?:on[ \t]+)?(?:the[ \t]+)?(?:nustep|bike|"
    r"treadmill|ube))\b(?:(?!\bno\b|\bwithout\b|\bw/o\b)[^.;\n]){0,20}?\b(?:before|then|with\b|w/(?!o)|rests?|until|"
    r"fatigue)",
    re.I,
)
"""Minutes of activity and how they end: "tolerates 8 min of activity, then rests"."""
LESS_OFTEN = re.compile(
    rf"\bwork(?:s|ed|ing)?[ \t]+(?:only[ \t]+)?{NUM}[ \t-](?:days?|shifts?|hours?|"
    rf"hrs?)\b[^.;,\n]{{0,14}}[ \t,(]{{1,3}}"
    r"(?:instead of|down from|rather than|was)\b",
    re.I,
)
NOT_YET = re.compile(r"\b(?:not|yet|never|hasn't|isn't|unable|cannot|no)\b[^.;,]*\Z", re.I)
DEVICE_FOR = re.compile(
    r"[ \t]+(?:for[ \t]+(?:>|all\b|community|outings|appointments|errands|"
    r"long|distance|outdoor|mobility|household|out of|anything|more than|"
    r"primary|"
    r"most|any\b)|full[- ]time\b|at all times\b|bound\b|everywhere\b|outdoors\b|outside\b|since \d|at baseline now|24/7|"
    r"(?:in|around|about)[ \t]+(?:the[ \t]+)?(?:clinic|community|house|home|halls?|facility|apartment|building)\b|"
    r"to[ \t]+(?:the[ \t]+)?(?:clinic|meals|dining|therapy|mailbox|bathroom|appointments)\b|required for\b|daily\b)",
    re.I,
)
DISTANCE = (
    rf"(?:^|[.;:\n][ \t]*|,[ \t]*(?=about|maybe)|\b(?:makes it|goes|gets|walks|went|walked)[ \t])"
    rf"(?:(?:about|maybe|only|roughly|approx\.?|up to)[ \t])?(?P<what>"
    rf"(?:{NUM}[ \t-]{{0,2}}(?:ft|feet|'|m|meters?|metres?|yds?|yards?|"
    r"blocks?|blks?|miles?|mi|laps?)|(?:half a|a|one|1/2|1/4) (?:block|"
    r"mile))\b[^.;\n]{0,14}?[ \t]"
)
DISTANCE_THEN = re.compile(
    rf"{DISTANCE}(?:then|before|and)[ \t](?:she |he |pt )?(?:has to |must |needs to |"
    r"needing to |having to |wants to )?(?:stops?|rests?|sits?|sitting|resting))",
    re.I | re.M,
)
LEGS_QUIT = re.compile(
    rf"{DISTANCE}(?:then|before|and|till|until)[ \t](?:the |her |his |my |both )?"
    r"(?:legs?|calf|calves|knees?|hips?|back|feet)[ \t](?:quits?|says?|burns?|locks?|seizes?))",
    re.I | re.M,
)
LOST_BALANCE = re.compile(
    r"(?<!0 )(?<!zero )(?<!no )\bLOBs?\b"
    r"(?:[ \t]+(?:to|the|back|backward|post\w*|ant\w*|lat\w*|left|right|[LR])\b){0,3}[ \t,]*"
    r"(?:x[ \t]?[1-9]|[1-9][ \t]?x|(?:min|mod|max)[ \t]?A\b|CGA\b)",
    re.I,
)
"""Balance lost so many times, or caught by somebody."""
WALKED = re.compile(
    r"(?:^[ \t]*(?:[-*\u2022][ \t]*)?|(?:[.;]|(?<=\d|n):)[ \t]*|\b(?:goal|[sl]tg):?[ \t]|"
    r"\b(?:goals?|[sl]tgs?)\b[^:;.\n]{0,16}:[ \t]*)"
    r"(?P<what>\d{2,4}[ \t]?(?:ft|feet|')(?!\w)"
    r"(?![^.;\n]{0,40}\b(?:w/?c|wheel|propel|scoot|crawl))"
    r"[^.;:\n]{0,30}?\b(?:SBA|CGA|HHA|(?:min|mod|max)[ \t]?A(?:ssist)?|contact guard|"
    r"stand-?by assist\w*|(?:min|mod|max)\w* assist\w*|(?:with|and|w/)[ \t]+supervision)(?!\w))",
    re.I | re.M,
)
"""A distance with a level of help at the head of a statement: "420 ft no device, SBA"."""
NO_FALL = re.compile(
    r"(?:\b(?:no|fewer|less|denies|denied|without|zero|0|avoid|prevent\w*|reduce|risk (?:of|for)|"
    r"free of)\s+(?:\w+\s+){0,3})$",
    re.I,
)
FEWER = re.compile(r"\b(?:fewer|less|no more)[ \t]+(?:\w+[ \t]+)?\Z")
BARE_FALLS = re.compile(r"(?:repeated|recurrent|frequent)[ \t]+falls\Z", re.I)
"""What may be the diagnosis of a referral."""
WENT_DOWN = re.compile(r"(?:went|gone)\b", re.I)
"""Falls told without their name: only where no other words count them."""
OFF_HEIGHTS = re.compile(
    r"\boff[ \t]+(?:ladders|roofs)\b(?=[ \t]*(?:since(?![ \t]+age)|until|now|[.;,\n]|\Z))", re.I
)
COVERED = re.compile(
    r"\b(?:staff|co-?workers?|colleagues?|partner|brother|apprentice|helper|crew|others?|a temp|subs?)[ \t]+"
    r"(?:now[ \t]+)?"
    r"cover(?:s|ing)?[ \t]+(?:for[ \t]+)?(?:his|her)[ \t]+(?:shifts?|route|bench|station|class(?:es)?|duties|job|"
    r"patients|calls)",
    re.I,
)
"""Somebody else who does the patient's job."""
CUT_TO = re.compile(
    r"\bcut[ \t]+(?:(?:down|back)[ \t]+)?(?:(?:his|her|my|the)[ \t]+(?:schedule|hours|shifts|days|load|caseload|"
    r"routes?)[ \t]+"
    r"(?:down[ \t]+)?(?:to|by|in half|back)|to[ \t]+[^.;\n]{0,30}?\d+[ \t]?h(?:rs?|ours)?[ \t]?(?:/|a|"
    r"per)[ \t]?(?:wk|week|day))\b",
    re.I,
)
"""Less work than before: "has cut her schedule to 3 days"."""
NOT_RETURNED = re.compile(
    r"(?:\bnot|\bunable|n't|\bcannot)[ \t]+(?:(?:yet|been|able|to|go|get|come)[ \t]+){0,4}(?:return(?:ed)?|"
    r"back)[ \t]+to[ \t]+"
    r"(?:(?:the|her|his)[ \t]+(?:\w+[ \t]+)?(?:unit|floor|line|shop|office|classroom|ward|counter|truck|field|"
    r"station|bench|route)|"
    r"\w+ing[ \t]+(?:the[ \t]+)?(?:routes|shifts|patients|houses|tables|classes|trucks|cars|calls|trees|roofs))\b",
    re.I,
)
"""A job that is not taken up again: "has not been able to return to the dialysis unit"."""
GRABS = re.compile(
    r"\b(?:drifts?|veers?|sways?|staggers?|stumbles?|wobbles?)\b[^.;\n]{0,30}?\b(?:grabs?|grabbing|reach(?:es|"
    r"ing) for|holds onto|"
    r"catches)\b[ \t]+(?:at[ \t]+)?(?:the[ \t]+)?\w+",
    re.I,
)
"""Balance that a hand saves: "drifts and grabs the wall"."""
LEANS = re.compile(
    r"\bleans?[ \t]+(?:to[ \t]+)?(?:the[ \t]+)?(?:R|L|right|left|back\w*|posterior\w*)\b[^.;\n]{0,16}?\b(?:at|on|"
    r"sitting|when sitting)"
    r"[ \t]*(?:EOB|edge of (?:the )?bed|mat|sitting)\b",
    re.I,
)
OFF_FLOOR = re.compile(
    r"\b(?:gets?|getting|rises?|rising|comes?)[ \t]+(?:up[ \t]+)?(?:off|from|up[ \t]+from)[ \t]+the[ \t]+"
    r"(?:\w+[ \t]+)?floor[ \t]+"
    r"(?:only[ \t]+)?(?:by|with|w/|using|via)\b(?![ \t]+(?:ease|no\b|(?:him|her|them)sel))|"
    r"\b(?:down|once)[ \t]+on[ \t]+the[ \t]+(?:\w+[ \t]+)?floor[^.;\n]{0,10}?\b(?:can't|cannot|unable to|"
    r"can not)[ \t]+(?:get|rise|come)\b",
    re.I,
)
"""How somebody comes up from the floor: "gets off the floor by walking his hands up his legs"."""
THEN_LEANS = re.compile(
    rf"\bwalks?[ \t]+(?:about[ \t]+|only[ \t]+)?(?:{NUM}|a|half a)[ \t]?(?:blocks?|ft|feet|miles?|m|yards?|"
    rf"minutes?|min)\b"
    r"[^.;\n]{0,12}?[ \t,]+(?:and[ \t]+)?then[ \t]+(?:he[ \t]+|she[ \t]+)?(?:leans?|holds? on|grabs?|hangs?)\b",
    re.I,
)
"""A walk and how it ends: "walks 3 blocks, then leans on a car"."""
FALL_WORDS = ("fall", "fell", "lob", "balance", "stumbl", "went down", "gone down")
LOCAL: tuple[tuple[tuple[str, ...], re.Pattern[str], str, int], ...] = (
    (("rest", "break"), REST, "endurance", 45),
    (("rest", "break", "recover"), COUNTED_REST, "endurance", 34),
    (("sit", "rest", "recover", "breath"), SITS_TO_RECOVER, "endurance", 34),
    (("tolerat",), SHORT_ACTIVITY, "endurance", 0),
    (("work", "cut", "limited to", "finish"), WORK_LESS, "work", 8),
    (("off",), OFF_JOB, "work", 14),
    (("ladders", "roofs"), OFF_HEIGHTS, "work", 5),
    (("cover",), COVERED, "work", 24),
    (("cut",), CUT_TO, "work", 4),
    (("back", "return"), NOT_RETURNED, "work", 24),
    (("drift", "veer", "sway", "stagger", "stumbl", "wobbl"), GRABS, "balance", 0),
    (("lean",), LEANS, "maintain_sit", 0),
    (("floor",), OFF_FLOOR, "squat_bend_kneel", 40),
    (("then",), THEN_LEANS, "walk", 32),
    (("distance",), LONGEST_WALK, "walk", 24),
    (("hha", "hand held", "hand-held"), BY_HAND, "walk", 40),
    (("instead of", "down from", "rather than"), LESS_OFTEN, "work", 45),
    (("lob",), LOST_BALANCE, "balance", 0),
    (("then", "before"), DISTANCE_THEN, "walk", 45),
    (("sba", "cga", "hha", "min", "mod", "max", "contact", "stand", "supervision"), WALKED, "walk", 45),
    (("quit", "says", "burns", "locks", "seizes"), LEGS_QUIT, "walk", 60),
)
"""Shapes looked for only beside one of their words: words, shape, category, characters before the word."""
NEEDED = {
    WALKED: re.compile(r"\d{2,4}[ \t]?(?:ft|feet|')", re.I),
    COUNTED_REST: re.compile(r"[sSrR\u017f](?:(?i:(?<=s)(?:eated|tanding|itting)|(?<=r)est[ \t]+stop))"),
}
"""What a shape cannot do without, where that is found much faster than the shape."""
LOOSE = frozenset((OFF_HEIGHTS, COVERED, CUT_TO, NOT_RETURNED, GRABS, LEANS, OFF_FLOOR, THEN_LEANS))
"""Shapes that prove nothing in a note that tells of no function otherwise."""
AHEAD = 45
CLAUSE = 600
"""How far around a device its clause is looked at, in characters: keeps an endless sentence linear."""
DEVICE_USE = re.compile(
    r"\b(?:uses?|using|used|utili[sz](?:es|ing)|relies on|rely on|dependent on|depends on|requires?|required|needs?|"
    r"needed|ambulat\w+ (?:only )?with|walks? (?:only )?with|walking with|amb w/|walks w/|"
    r"with the (?:use|assistance|help|aid) of|gets (?:around|about) (?:with|in|on|by)|to meals (?:with|w/)|"
    r"mobile with|moves? (?:with|"
    r"in|by)|(?:arriv\w+|present(?:s|ed)|came|comes|enter(?:s|ed)|walk(?:s|ed) in|ambulat(?:es|ed) in(?:to \w+)?)"
    r"(?:[ \t]+(?:in|to)(?:[ \t]+the)?[ \t]+(?:clinic|department|gym|therapy))?"
    r"[ \t]+(?:on|with|using|w/)|(?:is|remains|still|back|now|currently)[ \t]+on|new to|needed now|relies upon)"
    r"[ \t\n]+(?:only[ \t]+)?(?:(?:a|an|her|his|their|the|one|two|bilateral|b|with|the use of|"
    r"use of)[ \t\n]+)*(?:[\w-]+[ \t\n]+){0,1}(?:and[ \t]+(?:a[ \t]+)?)?$",
    re.I,
)
DEVICE_LABEL = re.compile(
    r"(?:^|(?<=[\n\u2022*-])|(?<=[\u2022*-] ))(?:AD|assistive device|device|gait device|"
    r"ambulation device)(?:[ \t]+used)?[ \t]*[:=][ \t]*\Z",
    re.I,
)
"""The label of a device that fills its line ("AD: RW")."""
LINE_ENDS = re.compile(r"[ \t.]*(?:\n|\Z)")
WALKS_WITH = re.compile(
    r"\b(?:walks?|walking|ambulates?|ambulating|amb)\b(?:[ \t]+[\w/]+){0,3}?[ \t]+(?:w/?|c|with|"
    r"using)[ \t]+(?:only[ \t]+)?(?:(?:a|an|her|his|the|one|two|2|bil|b)[ \t]+)?$",
    re.I,
)
WITHIN = re.compile(
    r"\b(?:household|hh|in[- ]home|indoors?)\b|\b(?:around|within|in|inside)[ \t]+(?:the[ \t]+|his[ \t]+|her[ \t]+)?"
    r"(?:house|home|apartment|room)\b",
    re.I,
)
"""A distance in words: walking with a device within the house is a limit of walking."""
ONLY_SO = re.compile(
    r"[^.;,\n]{0,40}?(?:,[ \t]*)?(?:\bw/(?!o|[ \t]*no\b)|\b(?:with(?![ \t]+no\b)|only|however|although|slowly|one|"
    r"difficult\w*|help|using|if|assist\w*|holding|"
    r"when|once|again|after|before|but[ \t]+(?:it|has|needs?|takes?|very|she|he)|takes?[ \t]+(?:\d|long|extra|"
    r"forever))\b)"
)
"""What takes back that somebody is able to do something (matched on lower case)."""
WAS_OFF = re.compile(r"\b(?:(?:was|were|been)|had[ \t]+(?:him|her|me))[ \t]+\Z")
DONE_FOR_HIM = ("chauffeur",)
"""Statements of what somebody else does for the patient."""
WORKS_A_THING = re.compile(
    r"(?<=work)[ \t]+(?:(?:the|his|her|a|my|any|those|these)[ \t]+(?:[\w-]+[ \t]+){0,2}?)?"
    r"(?:pedals?|buttons?|zippers?|belts?|snaps?|buckles?|laces|hooks|earrings?(?:[ \t]+backs?)?|coins|jewelry|"
    r"call (?:light|bell|button)|bed controls?|"
    r"clutch|brakes?|keys?|knobs?|latch|lock|remote|phone|scissors|opener|controls?|levers?|clasps?|lighter|keypad|"
    r"faucets?|taps?|switch(?:es)?|thermostat|microwave|stove|oven|tv|joystick|pump)\b"
)
"""What a hand or foot works, and no job: "cannot work the brake pedal"."""
WALL_DRILL = re.compile(
    r"\b(?:slides?|pulleys?|aarom|prom|reps?|sets|stretch\w*|shoulder flexion|flex|ladder)\b[^.;\n]{0,30}\bwall walk|"
    r"\bwall walk\w*[^.;\n]{0,30}\b(?:pulleys?|slides?|reps?|sets|x ?\d|aarom|flexion|min each)"
)
"""Fingers that walk up a wall as an exercise."""
OFF_FOR = re.compile(r"[ \t]+(?:again[ \t]+)?(?:for|during|from)\b")
NO_USE = re.compile(
    r"\b(?:(?:do|does|did|will)[ \t]+not|never|no longer|doesnt|dont|didnt|denies|rather than|instead of)[ \t]+"
    r"(?:\w+[ \t]+){0,2}\Z|n't[ \t]+\Z|(?:stopped|quit|done)[ \t]+\Z",
    re.I,
)
DEVICE_PART = re.compile(
    r"[ \t]+(?:tips?|basket|bag|tray|pouch|wheels?|brakes?|cushion|repair\w*|adjust\w*|handles?|grips?|battery|charger|"
    r"rental|company|vendor|delivery|fitting)\b"
)
"""What is needed for a device, and not the device (matched on lower case)."""
USED_NONE = re.compile(r"\b(?:uses?|used|using|needs?|needed|with)[ \t]+no[ \t]")
PROPELS = re.compile(r"prop[eu]l|w/?c|wheelchair|chair", re.I)
USED = re.compile(r"\b(?:used|needed)\b", re.I)


NO_STATEMENT = re.compile(
    r"[ \t]+(?:status[ \t]+(?:reviewed|discussed|explained|documented|verified|criteria)|(?:letter|note|forms?|"
    r"slip|papers?|paperwork|insurance|policy|benefits|claim)\b)|"
    r"[ \t]+(?:asleep|hemoglobin|hematocrit|counts?|platelets?|blood|sugars?|glucose|pressures?|oxygen|saturations?)\b"
)
"""Behind a phrase that names a paper, what was talked about or a laboratory value: "homebound status reviewed", "light
duty letter", "falling hematocrit"."""
OPEN_ENDS = (" after", " with", " w/", " than")
WHAT_FOLLOWS = re.compile(r"(?:[ \t]+(?!(?:but|unless|and|except|only|when|if)\b)[\w'/-]+){0,6}")
"""What a phrase that ends in a preposition is told of."""


UPHILL = re.compile(
    r"[ \t]+(?:the|her|his|my|a)[ \t]+(?:driveway|hill|hall|hallway|street|ramp|block|slope)\b"
)
"""What a rest halfway up tells of besides stairs (matched on lower case)."""
ON_GROUND = re.compile(
    r"[ \t]+on[ \t]+(?:the[ \t]+|uneven[ \t]+)?(?:grass|gravel|lawn|ground|sidewalks?|curbs?|cracks|roots)\b"
)
"""The ground on which a toe is caught (matched on lower case)."""
LISTED = re.compile(r"(?:[ \t]*(?:,|/|&)[ \t]*(?:and[ \t]+)?|[ \t]+(?:and|&)[ \t]+)")
"""Between the activities of a list (matched on lower case)."""
OPENS = re.compile(
    r"(?:\A|[.;:\n\"\u201c])[ \t]*(?:[-*\u2022>][ \t]*)?(?:(?:his|her|the|she|he|pt|patient)[ \t]+)?\Z"
)
"""Before a list that opens its statement (matched on lower case)."""
OPENS_REACH = 14
FREE = re.compile(
    r"(?:[ \t]*[:,-])?[ \t]*"
    r"(?:(?:is|are|all|both|she|he|pt|patient|manages?|does|do|done|remains?|three|two|four|these)[ \t]+)*"
    r"(?:independent(?:ly)?\b|indep\b|(?<=all[ ])i(?=[ \t]*(?:[.;,\n]|\Z))|"
    r"on (?:his|her|their|my) own\b|by (?:him|her|my|them)sel(?:f|ves)\b|alone\b|"
    r"unassisted\b|without (?:any )?(?:help|assist\w*|difficulty|trouble)\b|"
    r"(?P<fine>(?:fine|ok|okay|no (?:problems?|trouble|issues?))"
    r"(?=[ \t]*(?:[.;,\n]|\Z))))(?!(?:[ \t]*,)?[ \t]*(?:with|but|except|once|if|only|when|w/|using|after|"
    r"(?:is|are) (?:not|un)|not|unsafe|impossible|causes?)\b)"
)
"""Behind a list of activities that need no help (matched on lower case)."""
ENDURANCE_AIM_WORDS = (
    "tolerate",
    "complete",
    "perform",
    "sustain",
    "engage",
    "participate",
    "increase",
    "improve",
    "tolerance",
)
ENDURANCE_AIM = re.compile(
    r"(?:(?:tolerate|complete|perform|sustain|participate[ \t]+in|engage[ \t]+in)[ \t]+(?:up[ \t]+to[ \t]+|"
    r"at[ \t]+least[ \t]+|"
    r">[ \t]?)?(?:an?[ \t]+)?\d{1,3}[ \t-]?min(?:ute)?s?"
    r"(?:[ \t]+of)?[ \t]+(?:(?:continuous|functional|therapeutic|aerobic|skilled)[ \t]+)?(?:therapy|activity|exercise|"
    r"treatment|activities|adls?|sessions?)\b|"
    r"(?:(?:increase|improve)[ \t]+)?(?:activity|exercise)[ \t]+tolerance[ \t]+(?:to|of|for|"
    r"x)[ \t]?\d{1,3}[ \t-]?min(?:ute)?s?\b)"
)
"""An aim at endurance (matched on lower case)."""
WORK_AIM_WORDS = ("back", "return", "full", "resume", "rtw")
WORK_AIM = re.compile(
    r"(?!returns?[ \t]+to[ \t]+(?:the[ \t]+|our[ \t]+)?(?:clinic|office|unit)\b)(?:(?:back|return|"
    r"returning|resume|resuming)[ \t]+(?:(?:to|on|at|in|behind)[ \t]+)?(?:(?:the|his|her|full|"
    r"light|half|regular|"
    r"ground|field|office|part[- ]time|full[- ]time|modified)[ \t]+){0,3}(?:"
    rf"{either('limitation_statements', 'aimed_at')}|line(?!\s+danc)|"
    r"\d+[ \t]?h(?:r|rs|"
    r"ours)?/wk)\b|"
    r"rtw\b|full[- ]time[ \t]+(?:work|teaching|employment|nursing|duty|schedule|position)\b|"
    r"full[ \t]+duty(?=[ \t]+(?:as|at|by|in|with)\b)|"
    r"full[ \t]+(?:(?:work|teaching|clinic|school)[ \t]+)?(?:days?|shifts?|weeks?|schedule)[ \t]+(?:of|on|at|in|"
    r"without|w/o)\b"
    r"[^.;,\n]{0,24})"
)
"""An aim at work (matched on lower case)."""


TAKEN_BACK = re.compile(r"(?:[ \t]+[\w'-]+){0,3}?[ \t]+no[ \t]+(?:longer|more)[ \t]*(?:[.;,:\n]|\Z)")
"""Behind a statement that no longer holds: "uses the cart no longer" (matched on lower case)."""
ENDED = re.compile(
    r"[^.;:,\n]{0,16}?[ \t](?:until|till)[ \t]+(?:last\b|recently\b|(?:a|two|three|"
    r"\d)[ \t]+(?:\w+[ \t]+)?(?:days?|weeks?|wks?|months?|"
    r"mos?)[ \t]+ago\b)"
)
NEVER_DONE = re.compile(
    r"\b(?:never|rarely|seldom)[ \t]+(?:(?:had|has|have|needs?|needed|gets?|got|to|any)[ \t]+){0,3}\Z"
)
NEGATIVE = re.compile(
    r"\b(?:not|no|never|nor|without|un\w+|in\w+able|can'?t|cannot|hardly|quit|quits|stopped|stops|gave|given|gives|sold|lost|"
    r"left|moved|retired|dropped|cut|sits|hired|avoids?|surrendered|revoked|suspended|turned)\b|n't\b"
)
"""A statement of something left off, which holds from its date on (matched on lower case)."""
LONG_AGO = re.compile(
    r"[^.;:,\n]{0,32}?[ \t(](?:(?:back|only|except)[ \t]+)?(?:in|during|of|from)[ \t]+(?:[a-z]+[ \t]+(?:of[ \t]+)?)?"
    r"(?P<year>(?:19|20)\d\d)\b(?![ \t]?(?:ft|feet|m|lbs?|steps)\b)"
)
"""The year of another time behind a statement (matched on lower case)."""
THAT_YEAR = re.compile(
    r"(?:^|[.;\n]|\bback)[ \t]*in[ \t]+(?:[a-z]+[ \t]+(?:of[ \t]+)?)?(?P<year>(?:19|20)\d\d)\b[^.;\n]*\Z"
)
DONE_THEN = re.compile(
    r"(?<!has )(?<!have )(?<!'s )\b(?:used|needed|had|was|were|walked|required|could|ambulated|climbed|stood|took|"
    r"transferred|lived|went|drove|did|relied|leaned|carried|wore|kept|tried|got|ran|hired|borrowed|fell)\b"
)
"""The verb of a statement of another time; one of the present, or none, is told of today."""
JUST_THEN = re.compile(
    r"[ \t]*\(?(?:in|during)[ \t]+(?:[a-z]+[ \t]+(?:of[ \t]+)?)?(?P<year>(?:19|20)\d\d)\b"
    r"(?![ \t]?(?:ft|feet|m|lbs?|steps|sq)\b)"
)
"""A year right behind a statement, with no cause between ("Endurance is poor in 2011, per old records")."""
YEAR_OF_DATE = re.compile(r"\b\d{1,2}[/-]\d{1,2}[/-](?P<y>\d{4}|\d\d)\b|\b(?P<iso>20\d\d)-\d\d-\d\d\b")
DRILL = (
    r"(?:single[ -](?:leg|limb)|one[ -]leg(?:ged)?|sls\b|tandem|semi-?tandem|romberg|exercises?\b|squats?\b|"
    r"(?:heel|toe|calf)[ -]raises?|marching|lunges|drills?\b|step[ -]?(?:ups?|downs?)\b|"
    r"hip (?:abduction|extension)|leg lifts)"
)
IN_DRILL = re.compile(
    rf"[^.;,:\n]{{0,12}}?[ \t](?:during|for|in|with|while (?:doing |in )?|when (?:doing |in )?|"
    rf"on)[ \t]*(?:[\w-]+[ \t]+){{0,2}}?{DRILL}"
)
HOLDS = re.compile(
    r"\b(?:hold\w*|touch\w*|hand|hands|finger\w*|wall|counter|rail|lean\w*|steadi\w*|reach\w*|grab\w*)\b"
)
"""A hold, which is no sign of balance lost where an exercise asks for it."""
DRILL_BEFORE = re.compile(
    rf"\b(?:in|during)[ \t]+(?:[\w-]+[ \t]+){{0,2}}?{DRILL}(?:(?!\b(?:and|but)\b)[^.;\n]){{0,16}}\Z|"
    rf"\b{DRILL}[ \t]*:(?:(?!\b(?:and|but)\b)[^.;\n]){{0,20}}\Z"
)
"""An exercise, in which a hand on the wall tells nothing of function (matched on lower case)."""
DENIED_WITH = re.compile(
    r"\b(?:no|without|w/o|denies)[ \t]+(?:[\w-]+[ \t]+){1,3}(?:or|nor)[ \t]+(?:any[ \t]+)?\Z",
)
"""Before what is denied along with something else: "without a device or any" (matched on lower case)."""
FALLS_NO_FALL = re.compile(r"[ \t]+(?:asleep|in love|behind|short of|apart|ill\b|sick|through)")


def _note_year(view: NoteView) -> int:
    """The latest year among the dates of a note; 0 without."""
    years = [0]
    for m in YEAR_OF_DATE.finditer(view.text):
        year = int(m["iso"] or m["y"])
        years.append(year if year > 99 else 2000 + year)
    return max(years)


def other_year(view: NoteView, year: int) -> bool:
    """Whether a year is another one than that of the note."""
    return year != view.once(_note_year)


def of_another_time(view: NoteView, sentence: Span, start: int, end: int) -> bool:
    """Whether a statement is dated to an earlier year: "used a rollator in 2019"; what was left off then still is."""
    low = view.lower
    if NEGATIVE.search(low, start, end):
        return False
    if DONE_THEN.search(low, max(sentence.start, start - 8), end) is None:
        m = JUST_THEN.match(low, end, min(sentence.end, end + 48))
        return m is not None and other_year(view, int(m["year"]))
    m = LONG_AGO.match(low, end, min(sentence.end, end + 60)) or THAT_YEAR.search(
        low[max(sentence.start, start - YEAR_REACH) : start]
    )
    return m is not None and other_year(view, int(m["year"]))


YEAR_REACH = 48
"""How far before a statement its year may stand, in characters."""


def _holds_no_more(view: NoteView, sentence: Span, start: int, end: int, category: str) -> bool:
    """Whether words behind or before a statement take it back, or make it one of an exercise."""
    low = view.lower
    if TAKEN_BACK.match(low, end, min(len(low), end + 32)) and not NEGATIVE.search(low, start, end):
        return True
    if ENDED.match(low, end, min(len(low), end + 48)):
        return True
    if not low.startswith(("never", "rarely"), start) and NEVER_DONE.search(
        low[max(sentence.start, start - 32) : start]
    ):
        return True
    if (
        category == "balance"
        and low.startswith(("loss", "lob"), start)
        and DENIED_WITH.search(low[max(sentence.start, start - 40) : start])
    ):
        return True
    if (
        category == "balance"
        and HOLDS.search(low, start, end)
        and (
            IN_DRILL.match(low, end, min(sentence.end, end + 60))
            or DRILL_BEFORE.search(low[max(sentence.start, start - 60) : start])
        )
    ):
        return True
    return category == "balance" and FALLS_NO_FALL.match(low, end) is not None


def _places(view: NoteView, stems: tuple[str, ...]) -> list[int]:
    """Where words with one of the stems begin, in text order."""
    low = view.lower
    return [at for at in view.places(stems) if at == 0 or not low[at - 1].isalnum()]


def said(view: NoteView, rows: Sequence[function_tables.Row]) -> Iterator[Limitation]:
    """Statements that need no parsing, falls told as a problem, and equipment."""
    for item in view.of_kind("LIMITATION"):
        if of_somebody_else(view, item.start, at_work=item.value == "work") and not view.lower.startswith(
            DONE_FOR_HIM, item.start
        ):
            continue
        if NO_STATEMENT.match(view.lower, item.end) is not None:
            continue
        end = item.end
        category = item.value
        if category == "stairs" and UPHILL.match(view.lower, end):
            continue
        if category == "walk" and ON_GROUND.match(view.lower, end):
            category = "walk_surfaces"
        if view.lower.endswith(OPEN_ENDS, item.start, end):
            what = WHAT_FOLLOWS.match(view.text, end, view.sentence(end - 1).end)
            end = what.end() if what is not None else end
        yield from _statement(view, item.start, end, category, item.data.get("status", "present"))
    tells_function = bool(view.of_kind("ACTIVITY") or view.of_kind("SEAT"))
    for stems, pattern, category, back in LOCAL:
        if pattern in LOOSE and not tells_function:
            continue
        done, needed = -1, NEEDED.get(pattern)
        for at in _places(view, stems):
            begin, end = max(done, at - back, 0), min(len(view.text), at + AHEAD + 8)
            if needed is not None and needed.search(view.text, begin, end) is None:
                continue
            m = pattern.search(view.text, begin, end)
            if m is not None and m.start() >= done:
                done = m.end()
                if pattern is COUNTED_REST and (
                    _of_a_walk(view, m.start())
                    or VITALS.search(view.lower, max(0, m.start() - VITALS_REACH), m.start())
                ):
                    continue
                if pattern is REST and THEN_RESTS.search(view.text, max(0, m.start() - 36), m.start()):
                    continue
                group = "what" if "what" in pattern.groupindex else 0
                aims = pattern is WALKED
                yield from _statement(view, m.start(group), m.end(group), category, "present", aims=aims)
    for start, end, category in shapes(view):
        yield from _statement(view, start, end, category, "present")
    yield from _free_lists(view)
    yield from _work_aims(view)
    yield from _endurance_aims(view)
    yield from _distances(view, rows)
    yield from _falls(view)
    yield from _equipment(view, rows)


def _free_lists(view: NoteView) -> Iterator[Limitation]:
    """Activities in a row that are all free ("Shower, dressing, eating, all on his own", "Writing and buttons fine")."""
    acts = [i for i in view.of_kind("ACTIVITY") if i.value != "equipment"]
    seats = [s for s in view.of_kind("SEAT") if view.lower.startswith(("toilet,", "commode,"), s.start)]
    if seats:
        acts = sorted([*acts, *(s._replace(value="toileting") for s in seats)], key=lambda a: a.start)
    at = 0
    while at < len(acts):
        run = [acts[at]]
        while at + len(run) < len(acts) and LISTED.fullmatch(
            view.lower, run[-1].end, acts[at + len(run)].start
        ):
            run.append(acts[at + len(run)])
        at += len(run)
        sentence = view.sentence(run[0].start)
        free = FREE.match(view.lower, run[-1].end, sentence.end)
        opens = OPENS.search(view.lower, max(0, run[0].start - OPENS_REACH), run[0].start)
        if free is None or opens is None or (len(run) == 1 and not free["fine"]):
            continue
        for act in run:
            yield from _statement(view, act.start, free.end(), act.value, "absent")


def names_aim(low: str) -> bool:
    """Whether a text in lower case holds the words of an aim at work or endurance; for those who ask before reading."""
    for stems, aim in ((WORK_AIM_WORDS, WORK_AIM), (ENDURANCE_AIM_WORDS, ENDURANCE_AIM)):
        for stem in stems:  # three times as fast as one pattern of the stems
            at = low.find(stem)
            while at >= 0:
                if aim.match(low, at):
                    return True
                at = low.find(stem, at + 1)
    return False


def _work_aims(view: NoteView) -> Iterator[Limitation]:
    """What work somebody aims to return to ("LTG: back on the route for half shifts"), told among goals alone."""
    for place in _places(view, WORK_AIM_WORDS):
        m = WORK_AIM.match(view.lower, place)
        if m is None:
            continue
        for fact in _statement(view, m.start(), m.end(), "work", "present"):
            if fact.status == "goal":
                yield fact


def _endurance_aims(view: NoteView) -> Iterator[Limitation]:
    """How long somebody aims to keep going ("will tolerate 20 min of therapy"), told among goals alone."""
    for place in _places(view, ENDURANCE_AIM_WORDS):
        m = ENDURANCE_AIM.match(view.lower, place)
        if m is None:
            continue
        for fact in _statement(view, m.start(), m.end(), "endurance", "present", aims=True):
            if fact.status == "goal":
                yield fact


def _of_a_walk(view: NoteView, at: int) -> bool:
    """Whether a rest is told with a timed test, or tied to a walk or stairs or an exercise, which it only qualifies."""
    sentence = view.sentence(at)
    near = view.between(max(sentence.start, at - CLAUSE), min(sentence.end, at + CLAUSE), "ACTIVITY", "TEST")
    tied = TIED.search(view.text, max(sentence.start, at - 12), at) is not None
    return any(i.kind == "TEST" or (tied and i.value in ("walk", "stairs")) for i in near) or (
        EXERCISE.search(view.text, max(sentence.start, at - CLAUSE), min(sentence.end, at + CLAUSE))
        is not None
    )


def _falls(view: NoteView) -> Iterator[Limitation]:
    """The first statement of falls as a present problem; one that counts them before a bare "repeated falls"."""
    bare: Limitation | None = None
    down: Limitation | None = None
    for at in _places(view, FALL_WORDS):
        m = FALLS.search(view.text, max(0, at - 26), min(len(view.text), at + 34))
        if m is not None and m.end() <= at:
            m = FALLS.search(view.text, m.end(), min(len(view.text), at + 34))
        if m is None or not m.start() <= at < m.end():
            continue
        lead = view.text[max(view.sentence(m.start()).start, m.start() - 40) : m.start()]
        if (
            NO_FALL.search(lead)
            or (m["n"] or "").lower() in ("0", "zero")
            or NONE_SINCE.match(view.lower, m.end())
        ):
            continue
        for fact in _statement(view, m.start(), m.end(), "balance", "present"):
            if fact.status == "present" and WENT_DOWN.match(fact.text):
                down = down or fact
                continue
            if fact.status == "present" and not BARE_FALLS.match(fact.text):
                yield fact
                return
            if fact.status == "present" and bare is None:
                bare = fact
    told = down or bare
    if told is not None:
        yield told


NOTHING_DOES = re.compile(
    r"\b(?:nothing|never|no longer|not|does not|doesn't|didn't|isn't|is not|alarm|mat|previously)(?: \w+)?[ \t]*\Z"
)
"""Before what keeps somebody from something: that it does not, or that it is a device (matched on lower case)."""
AT_FIRST_ONLY = re.compile(
    r"[^.;\n]{0,30}?\b(?:the first|at first|initially|for (?:a|two|three|\d+) (?:days?|nights?|weeks?)|until|last week)\b"
    r"[^.;\n]{0,40}?\b(?:but|now)\b[^.;\n]{0,40}\bbed\b"
)
"""Where somebody slept only for a time, and is back in bed ("slept in the recliner the first week, now in bed")."""
NOT_TOLD = {
    "bed_mobility": AT_FIRST_ONLY,
    "work": re.compile(r"[ \t]+(?:boots?|shoes?)\b"),
    "endurance": re.compile(r"[ \t]+(?:were |was |are |is )?(?:offered|given|encouraged|provided|allowed)\b"),
    "moving_around_home": re.compile(r"[ \t]+(?:no|minimal|\d+ ?min\w*)\b"),
}
"""Behind a whole statement: that it was offered only, costs nothing, or is of a thing."""
FREELY = re.compile(r"\bable to[ \t]*\Z")
WISHED_FOR = re.compile(r"\b(?:wants?|hopes?|wishes|would like|until|rarely|seldom|when|if|goal)\b[^.;\n]*\Z")
"""Before what is free only some day, or sometimes."""


def _not_told(view: NoteView, sentence: Span, start: int, end: int, category: str) -> bool:
    """Whether the words around a whole statement make it none."""
    low = view.lower
    kept = low.startswith(("keep", "prevent", "stop", "several", "many"), start)
    if kept and NOTHING_DOES.search(low, max(sentence.start, start - 24), start):
        return True
    told = NOT_TOLD.get(category)
    if told is not None and told.match(low, end, sentence.end):
        return True
    return category == "eating" and FREELY.search(low, max(sentence.start, start - 16), start) is not None


def _statement(
    view: NoteView, start: int, end: int, category: str, status: str, *, aims: bool = False
) -> Iterator[Limitation]:
    section = view.category_at(start)
    sentence = view.sentence(start)
    if is_silent(view, section, sentence) and category != "work":
        return
    if status == "absent" and ONLY_SO.match(view.lower, end, min(sentence.end, end + 45)):
        return
    if category == "work" and (
        _not_of_now(view, sentence, start, end) or WORKS_A_THING.match(view.lower, end)
    ):
        return
    if category == "balance" and WALL_DRILL.search(view.lower, max(sentence.start, start - 40), end + 40):
        return
    if category == "balance" and FEWER.search(view.lower, max(sentence.start, start - 16), start):
        return
    if category == "moving_around_home" and HOME_BOX.match(view.lower, start):
        return
    if view.text.startswith(":", end) and category == "moving_around_home":
        why = HOME_FOR.match(view.text, end, min(sentence.end, end + 80))
        if why is None:
            return  # "Homebound: yes" is a box of a form
        end = why.end()
    if status == "present" and _holds_no_more(view, sentence, start, end, category):
        return
    if status == "present" and _not_told(view, sentence, start, end, category):
        return
    if status == "absent" and WISHED_FOR.search(view.lower, max(sentence.start, start - 40), start):
        return
    said = assertion(view, start, end, "limitation")
    real = status_of(view, start, end, said)
    if real == "present" and status == "present" and of_another_time(view, sentence, start, end):
        if category != "equipment":
            return
        real = "past"
    if category != "work" and is_teaching(view, sentence):
        return  # "Recommendations: no return to work" tells of work
    if RISK.search(view.text[max(sentence.start, start - 40) : start]):
        return
    if real == "present":
        real = (
            "absent"
            if status == "absent" and not NOT_YET.search(view.text, max(sentence.start, start - 30), start)
            else "present"
        )
        if said.status == "absent" and status == "present" and "," not in view.text[said.cues[0].end : start]:
            return
    elif real == "past" and status == "absent":
        return  # an independent prior level limits nothing
    elif real == "past" or real == "goal":
        pass
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
        icf=icf()[category],
        specific=category != "endurance",
    )


def _not_of_now(view: NoteView, sentence: Span, start: int, end: int) -> bool:
    """Whether words of work tell of another time ("was off work for a month"), or of a thing that fails."""
    low, before = view.lower, view.lower[max(sentence.start, start - 40) : start]
    said = low[start:end]
    if said.startswith("half days") and before.endswith(("and a ", "and-a-", "a ")):
        return True
    if said.startswith("off ") and WAS_OFF.search(before) and OFF_FOR.match(low, end, sentence.end):
        return True
    verb = said.endswith(("working", "work", "worked")) and said.startswith(
        ("not", "does", "is ", "no longer")
    )
    return verb and NOT_AT_WORK.search(before) is None


def _equipment(view: NoteView, rows: Sequence[function_tables.Row]) -> Iterator[Limitation]:
    """A device named as what the patient uses, without distance or level."""
    for device in view.of_kind("DEVICE"):
        if device.value not in MOBILITY_DEVICES:
            continue
        sentence = view.sentence(device.start)
        begin = max(sentence.start, device.start - 60)
        use = DEVICE_USE.search(view.text[begin : device.start]) or WALKS_WITH.search(
            view.text[begin : device.start]
        )
        if not use and DEVICE_FOR.match(view.text, device.end, sentence.end):
            use = re.search(r"\Z", view.text[begin : device.start])
        if not use and LINE_ENDS.match(view.text, device.end):
            begin = max(0, device.start - LABEL_REACH)
            use = DEVICE_LABEL.search(view.text[begin : device.start])
        if not use or any(r.start <= device.start < r.end for r in rows):
            continue
        clause_end = min(
            [
                min(sentence.end, device.end + CLAUSE),
                *(
                    device.end + i
                    for i in [view.text.find(c, device.end, sentence.end) - device.end for c in ",;."]
                    if i >= 0
                ),
            ]
        )
        clause = view.text[begin + use.start() : clause_end]
        if (use.group() and (amounts.NEAR.search(clause) or amounts.FAR.search(clause))) or view.between(
            begin + use.start(), clause_end, "ASSIST", "TEST"
        ):
            continue
        start = begin + use.start()
        if NO_USE.search(view.text, max(sentence.start, start - 24), start) or of_somebody_else(view, start):
            continue
        told = _is_told_to(view, start, sentence) or DEVICE_PART.match(view.lower, device.end)
        if USED_NONE.match(view.lower, start) or told:
            continue
        said = assertion(view, device.start, device.end, "limitation")
        status = status_of(view, device.start, device.end, said)
        if status == "past" and not USED.search(view.text, begin, device.start):
            continue
        if status == "goal":
            continue
        walks = WALKS_WITH.search(view.text[begin : device.start]) and WITHIN.search(clause)
        yield from _statement(view, start, device.end, "walk" if walks else "equipment", "present")


def _is_told_to(view: NoteView, start: int, sentence: Span) -> bool:
    """Whether a sentence tells somebody what to do ("Use crutches to keep off the foot")."""
    return view.text.startswith("Use ", start) and not view.text[sentence.start : start].strip(
        " \t-*\u2022.)0123456789"
    )


def _distances(view: NoteView, rows: Sequence[function_tables.Row]) -> Iterator[Limitation]:
    """A distance beside a walking aid with a level or an end, without an activity ("40 ft RW Min A")."""
    done = -1
    for device in view.of_kind("DEVICE"):
        if device.value not in MOBILITY_DEVICES or device.value == "Wheelchair":
            continue
        sentence = view.sentence(device.start)
        told = view.between(
            max(sentence.start, device.start - CLAUSE),
            min(sentence.end, device.end + CLAUSE),
            "ACTIVITY",
            "TEST",
        )
        if sentence.start == done or any(i.kind == "TEST" or i.value in ("walk", "stairs") for i in told):
            continue
        distance = _distance_beside(view, device, sentence)
        after = view.text[device.end : min(sentence.end, device.end + 30)]
        ended = view.between(device.start - 20, device.end + 25, "ASSIST") or re.match(
            r"[ \t,]*(?:today[ \t,]*)?(?:then|before|and then|stop(?:s|ped)\b|quit\b)\b", after, re.I
        )
        if distance is not None and not ended:
            ended = MANAGES.search(view.lower, max(sentence.start, distance.start() - 32), distance.start())
        if distance is None or not ended or any(r.start <= device.start < r.end for r in rows):
            continue
        done = sentence.start
        start, end = min(distance.start(), device.start), max(distance.end(), device.end)
        yield from _statement(view, start, end, "walk", "present", aims=True)


MANAGES = re.compile(
    r"\b(?:manages?|managing|covers?|goes|does)[ \t]+(?:(?:about|perhaps|maybe|only|roughly|around|some|up to)[ \t]+)*\Z"
)
"""A verb of getting about right before a distance (matched on lower case)."""


def _distance_beside(view: NoteView, device: Item, sentence: Span) -> re.Match[str] | None:
    low, high = max(sentence.start, device.start - 25), min(sentence.end, device.end + 25)
    return amounts.NEAR.search(view.text, low, high) or amounts.FAR.search(view.text, low, high)
