"""Falls: two or more are repeated falls, one fall and "no falls" speak of fall history."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import Cue, Status
from rehabcode.nlp.mentions import Mention
from rehabcode.nlp.reader_words import either
from rehabcode.nlp.view import Assertion, NoteView

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
FALLS = re.compile(
    r"\b(?P<n>\d{1,2}|one|two|three|four|five|six|several|multiple|couple|few)(?:\+|[ \t]or[ \t]more|[ \t]of)?[ "
    r"\t]+(?:(?:recent|documented|reported|unwitnessed|witnessed|mechanical|"
    r"other|noninjurious|non-injurious|ground level|known|more|total|prior)[ "
    r"\t]+)*falls?\b(?![ \t-]*(?:risk|precaution|prevention|asleep|short|"
    r"apart))"
    r"|\b(?:falls?|fallen|fell|fail)[ \t]*(?:\(?[ \t]*(?:x|\u00d7)[ \t]*(?P<x>\d{1,2})(?!["
    r" \t]*(?:wks?|weeks?|days?|mos?|months?|yrs?|years?|hrs?|d|w)\b)|"
    r"(?<=falls)[ \t](?P<z>\d{1,2})(?:-\d{1,2})?[ \t]*(?:/(?!\d)|per\b|"
    r"times|(?:x|\u00d7)[ \t]*(?:/|per\b|an?\b|each\b|every\b)[ \t]*"
    r"(?:day|week|wk|month|mo)\b)|[ \t](?P<y>\d{1,2}|two|three|four|five|several|twice|multiple)[ "
    r"\t]*(?:times|x\b|in\b)|[ \t](?P<w>once|twice|repeatedly)|"
    r"[ \t]on[ \t](?P<o>one|two|three|four|five|several|multiple|\d{1,2})[ \t](?:separate[ \t])?occasions?)"
    r"|\bfalls?[ \t]*\([ \t]*(?P<b>\d{1,2}|one|two|three|four|five|several|multiple)\b(?![ \t]*[/%.-]|[ \t]*of\b)"
    r"|\bfalls?[ \t]*:[ \t]*(?P<c>\d{1,2}|one|two|three|four|five|several|multiple)\b(?![ \t]*[/x%-])"
    r"|\b(?:slid|slipped|rolled|went down|tumbled)[ \t](?:off|out of|from|in|on|to)[ \t](?:[a-z]+[ \t]){1,3}"
    r"(?P<s>twice|(?:two|three|four|\d)[ \t]times)\b"
    r"|\b(?P<m>second|third|fourth|fifth|2nd|3rd|4th|5th)[ \t]fall\b(?=[ \t](?:in|this|within|since)\b[^.;,\n]{0,12}"
    r"\b(?:month|week|wk|mo|year|yr|days?|quarter)s?\b)"
    r"|\b(?:falls?[ \t](?:hx|history)|(?:hx|history)[ \t]of[ \t]falls?)[ \t]*[:=-][ \t]*(?:yes[ \t,]*)?(?:x[ \t]?)?"
    r"(?P<i>\d{1,2}|one|two|three|four|five|several|multiple)\b(?![ \t]*[/%.-]|[ \t]*"
    r"(?:months?|weeks?|wks?|mos?|yrs?|years?|days?|stairs?|steps?)\b)"
    r"|\bfalling[ \t](?P<f>twice|repeatedly|(?:two|three|four|five|six|several|\d)[ \t]times)\b"
    r"|\b(?:fell|fallen|falls)[ \t](?:just[ \t])?a[ \t](?P<g>couple|few)[ \t](?:of[ \t])?times\b"
    r"|\b(?:went down|gone down|on the (?:floor|ground))[ \t](?P<h>twice|(?:two|three|four|\d)[ \t]times)\b"
    r"(?![ \t]+(?:a|per|each|every)[ \t]+(?:day|week|month))"
    r"|\bfalls?\b[^.;:?\n]{0,12}\b(?:past|last|prior|previous|since)\b[^.;:?\n]{0,24}"
    r"[:?][ \t]*(?:yes\b[ \t,(:-]*)?"
    r"(?P<k>\d{1,2}|one|two|three|four|five|several|multiple)\b(?![ \t]*[/x%-]|[ \t]*\()"
    r"|\bfallen[ \t](?:[a-z'\u2018\u2019]+[ \t]){0,4}(?P<d>half a dozen|half dozen|dozen|several|many|numerous)\b"
    r"|\b(?:hx|history|h/o)[ \t]+(?:of[ \t]+)?(?P<e>an?|one)[ \t]+(?:recent[ \t]+)?fall\b(?![ \t-]*risk)"
    rf"|\b(?:(?:(?P<j>fell)[ \t]+(?=(?:off|from|in|into|at|on|onto|down|over|out|while|getting|reaching|"
    rf"walking|again|to[ \t]+the[ \t]+(?:floor|ground)|"
    rf"yesterday|today|last|this|\d{{1,2}})\b)|(?P<q>fall)[ \t]+(?=(?:off|from|in|at|down|out)\b))"
    rf"(?!(?:out|in)[ \t]+(?:of[ \t]+)?(?:love|line|with|shape|favor|step|practice|touch|rhythm)\b|(?:in|"
    rf"into|on|at)[ \t]+(?:the[ \t]+)?(?:category|range|risk|age|sleep)|"
    rf"(?:off|from)[ \t]+(?:an?[ \t]+|the[ \t]+|his[ \t]+|her[ \t]+)?(?:\w+[ \t]+)?{either('falls', 'height')})"
    rf"[^.;:\n]{{0,40}}?\b(?:(?:0?[1-9]|1[0-2])/(?:[12]?\d|0\d|3[01])(?!\d|[ \t]*(?:ft|in|reps?|sets?|mi|"
    rf"mile|lbs?)\b)|"
    rf"yesterday|last[ \t]+(?:night|week|month|{_DAY})|this[ \t]+(?:morning|week|month)|on[ \t]+{_DAY})"
    r"|(?:un)?witnessed[ \t]+(?P<l>fall)\b(?!s))"
    r"|\b(?P<r>consistently|constantly|frequently|repeatedly|continually)[ \t]+(?:falls?|fell|fallen|falling)\b"
    r"(?![ \t-]*(?:asleep|short|apart|behind|below|ill|within|risk|prevention|precaution|(?:out|in)[ \t]+of)\b)"
    r"|\b(?P<u>fell)[ \t]+(?:(?:about|approximately|roughly|around|some|just)[ \t]+)?(?:an?[ \t]+)?(?:(?:\d{1,2}|one|two|"
    r"three|four|five|six|several|few|couple)[ \t]+)?(?:of[ \t]+)?(?:days?|weeks?|months?|wks?|mos?)[ \t]+ago\b"
    r"|\b(?P<t>an?|one|single)[ \t]+(?:tumble|spill)[ \t]+(?:off|down|in|on|from|over)\b"
)
SAYS_FALL = (
    "fall",
    "fell",
    "fail",
    "gone down",
    "on the floor",
    "on the ground",
    "slid",
    "slipped",
    "rolled",
    "tumble",
    "went down",
    "spill",
)
"""What every count of falls holds; a line without these is not searched."""
NO_FALLS = re.compile(
    r"\b(?:no|denies|denied|deny|without|w/o|zero|0|neg(?:ative)? for)(?:[ "
    r"\t]+(?:any|recent|further|new|reported|actual|true|real|other|hx of|history of|h/o|"
    r"episodes of|recent episodes of|unexpected))*[ \t]+falls?\b(?![ \t-]*(?:risk|"
    r"precaution|prevention))|"
    r"\b(?:denies|denied)[ \t]+(?:(?![a-z/ -]{0,24}\b(?:reports?|c/o|complains|endorse[sd]?|"
    r"positive|hx|pmh|has|had|is|are|was|here|referred|walks|but)\b)[a-z][a-z/ -]{1,24},[ \t]*){1,6}"
    r"(?:or |and |nor )?(?:any |recent )?falls?\b"
    r"(?=[ \t]*(?:[,.;\n)]|or\b|and\b|\Z))|"
    r"\b(?:denies|denied)[ \t]+[a-z][a-z/ -]{1,24} (?:or|nor) (?:any |recent )?falls?\b|"
    r"\bfalls?\b[^.;:?\n]{0,30}[:?][ \t]*(?:none|no\b|0\b|zero|denies|denied)|"
    r"\b(?:not|never|hasn['\u2019]t|haven['\u2019]t|without having|denies having|denied having)"
    r"(?:[ \t](?:yet|been|had|any))?"
    r"[ \t](?:fallen|had a fall)\b|\b(?:not|never)[ \t](?:had|have|experienced|sustained|reported)"
    r"(?:[ \t](?:any|further|other"
    r"|more|new))*[ \t]falls?\b|\bfree[ \t](?:of|from)[ \t]falls\b|\bfalls?[- ]free\b|"
    r"\bfalls?[ \t]*(?:x|\u00d7)[ \t]*0\b|\b(?:denies|denied|not been) falling\b"
)
NONE_SINCE = re.compile(
    r"[^.;\n]{0,60}?[,;][ \t]*(?:but[ \t]+)?(?:none|no (?:more )?falls?)[ \t]+(?:since|now|after|this|so[ \t]+far)\b"
)
"""What makes falls past ("fell x 3 in June, none since"; matched on lower case)."""
AGAIN = re.compile(
    r"[ \t]*(?:or[ \t]+twice[ \t]+)?(?:(?:an?|per|each|every)[ \t]+|/[ \t]*)(?:day|week|wk|month|mo)\b"
)
"""Behind "falls once" what makes it recur (matched on lower case)."""
SOMEONE = re.compile(
    rf"(?:\A|[.;:,(\n\"\u201c\u2022*-]|\b{either('falls', 'who')}\b|\b(?:mr|mrs|ms)\.?[ \t]+\w+)[ \t]*\Z"
)
"""What stands before "fell" where a person fell (matched on lower case)."""
WHO = re.compile(rf"\b(?:{either('falls', 'who')}|(?:mr|mrs|ms)\.?[ \t]+\w+)[ \t]*\Z")
"""The same, named: a bare "fell a while ago" may be of anything."""
WHO_OFTEN = re.compile(
    WHO.pattern[: -len(r"[ \t]*\Z")] + r"(?:[ \t]+(?:is|was|has|have|had|been|also|now|still|and))*[ \t]*\Z"
)
A_FALL = re.compile(rf"(?:\A|[.;:,(\n\"\u201c\u2022*-]|\b{either('falls', 'after')})[ \t]*\Z")
"""What stands before "fall" where it is a thing that happened."""
NOT_A_FALL = re.compile(
    r"[^.;\n]{0,40}?/10[ \t]+(?:on|pain|scale)\b|[^.;\n]{0,24}?\bwagon\b|"
    r"[^.;\n]{0,24}?\b(?:routine|schedule|hard times|depression|debt|bad habits)\b|"
    r"[^.;\n]{0,16}?\d/\d{1,2} (?:of|sls|trials?|attempts?|speed|range|way|reps?)\b"
)
SLIPPED = re.compile(
    r"fell[ \t]+(?:on|in)[ \t]+(?:the[ \t]+|some[ \t]+|black[ \t]+|spilled[ \t]+)?(?:ice|snow|oil|grease)\b"
)
"""An accident of the ground, which tells nothing of the patient's falls (matched on lower case)."""
ASKED_FALL = re.compile(r"falls?\b[^.;:?\n]{0,40}?[:?-][ \t]*(?:no\b|none|0\b|den(?:ies|ied)|zero)")
"""A fall that is only asked for, and its answer ("Fall in the last month: no")."""
DENIES_THAT = re.compile(
    r"\b(?:den(?:y|ies|ied) that|no report that|(?:does|did) not recall(?: that)?)\b[^.;,\n]{0,20}\Z"
)
"""Before a fall that is denied."""
PREVENTED = re.compile(
    r"[ \t]+(?:(?:was|were|is|are|been|being|be)[ \t]+)?(?:narrowly[ \t]+)?(?:prevented|averted|avoided|"
    r"caught|stopped)\b"
)
PREVENTS = re.compile(
    r"\b(?:prevent|avert|avoid|stopp?|caught)(?:ed|s|ing)?[ \t]+(?:(?:at[ \t]+least|about|some)[ \t]+)?\Z"
)
"""What says, behind or before a count of falls, that none of them happened (matched on lower case)."""
NO_BEFORE = re.compile(r"\b(?:no|denies|denied|without|w/o|zero)(?: any| recent| further| new| more)?[ \t]+$")
"""What makes "falls x 30 d" a denied stretch of time and no count."""
ALMOST = re.compile(r"\b(?:nearly|almost)[ \t]+$")
"""Before "fell" no fall happened; before a count of falls it only rounds."""
NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "several": 3,
    "multiple": 3,
    "once": 1,
    "twice": 2,
    "repeatedly": 3,
    "consistently": 3,
    "constantly": 3,
    "frequently": 3,
    "continually": 3,
    "half": 6,
    "dozen": 12,
    "many": 3,
    "numerous": 3,
    "couple": 2,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "5th": 5,
    "few": 3,
    "a": 1,
    "an": 1,
    "single": 1,
    "fell": 1,
    "fall": 1,
}


def falls(view: NoteView) -> Iterator[Mention]:
    """Read falls told with a count, and denied ones."""
    lower = view.lower
    lines = dict.fromkeys(_line(lower, at) for at in view.places(SAYS_FALL))
    for m in (m for line in lines for m in NO_FALLS.finditer(lower, *line)):
        said = assertion(view, m.start(), m.end(), "diagnosis")
        status: Status = said.status if said.status in ("goal", "conditional", "family") else "absent"
        cue = Cue(
            text=view.text[m.start() : m.end()], start=m.start(), end=m.end(), category="NEGATED_EXISTENCE"
        )
        yield Mention(
            "fall_history", m.start(), m.end(), Assertion(status, said.by, (cue,)), None, "unspecified", False
        )
    for m in (m for line in lines for m in FALLS.finditer(lower, *line)):
        if m.group().startswith("0") or NO_BEFORE.search(lower, max(0, m.start() - 24), m.start()):
            continue
        if PREVENTED.match(lower, m.end()) or PREVENTS.search(lower, max(0, m.start() - 24), m.start()):
            continue
        if (m["j"] or m["q"] or m["u"] or m["r"]) and (
            (A_FALL if m["q"] else SOMEONE if m["j"] else WHO_OFTEN if m["r"] else WHO).search(
                lower, max(0, m.start() - 24), m.start()
            )
            is None
            or NOT_A_FALL.match(lower, m.start())
            or SLIPPED.match(lower, m.start())
        ):
            continue
        if (m["j"] or m["q"] or m["u"] or m["r"]) and (
            ASKED_FALL.match(lower, m.start()) or DENIES_THAT.search(lower, max(0, m.start() - 40), m.start())
        ):
            continue
        if m.group().startswith("fell") and ALMOST.search(lower, max(0, m.start() - 24), m.start()):
            continue
        word = next(filter(None, m.group(*"nxyzwobcsdetfghkimjlqru"))).split()[0]
        count = 2 if m["z"] or (m["w"] and AGAIN.match(lower, m.end())) else NUMBERS.get(word) or int(word)
        if count == 0 or re.search(
            r"(?:goal|<|less than|fewer than)[ \t]*$", lower[max(0, m.start() - 12) : m.start()]
        ):
            continue
        concept = "repeated_falls" if count >= 2 else "fall_history"
        said = assertion(view, m.start(), m.end(), "diagnosis")
        said = said._replace(status="present", cues=()) if said.status in ("past", "absent") else said
        if said.status == "present" and NONE_SINCE.match(lower, m.end()):
            said = said._replace(status="past")
        yield Mention(
            concept, m.start(), m.end(), said, "R29.6" if count >= 2 else "Z91.81", "unspecified", False
        )


def _line(text: str, at: int) -> tuple[int, int]:
    """Where the line that holds a place begins and ends."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end
