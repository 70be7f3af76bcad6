"""Prior level of function, told by a heading or in a clause.

*heading*
    ``PLOF``, ``Prior level``, ``Baseline``, ``Before`` ... with content there or below
*clause*
    "until the flu she ran the shop alone", "previously drove the school bus", "used to swim every day"

A mention without content ("return to PLOF", "PLOF met") states nothing; "PTA" behind a name is a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehabcode.nlp.assertion import TODAY_OPENS, assertion
from rehabcode.nlp.facts import PriorLevel
from rehabcode.nlp.reader_words import either, words
from rehabcode.nlp.value_columns import cells
from rehabcode.nlp.view import NoteView

BLANKS = r"[ \t]+"
SPORT = rf"(?:{either('prior_level', 'sport_level')}[ \t]+\w+|{either('prior_level', 'sport')}\b)"
DID = (
    rf"(?:{either('prior_level', 'did', blank=BLANKS)}|"
    r"took[ \t]+(?:the|her|his|stairs|care|bus|a daily|walks)|"
    r"did[ \t]+(?:all|her|his|the|their|own|everything|every|\w+ (?:class|classes|laps))|"
    r"went[ \t]+(?:down |out |up |over |by |alone )*(?:to|for|dancing|out|shopping|everywhere)|"
    r"got[ \t]+(?:around|about|to|out|up and down)|could[ \t]+(?!not\b)\w+|used[ \t]+(?:a|an|one|no|her|his)|"
    r"needed[ \t]+(?:no|nobody|nothing)|had[ \t]+(?:no|zero)[ \t]+(?:limits?|limitations?|trouble|difficulty|problems?))"
)
"""What a patient did in the time before."""
DOING = rf"(?:{either('prior_level', 'doing')}|doing(?![ \t]+{either('prior_level', 'doing_so')}\b))"
SO = (
    rf"(?:{either('prior_level', 'so')}|"
    r"(?:a|an|the|our)[ \t]+(?:[\w-]+[ \t]+){0,3}?\w{2,}(?:er|or|ist|ian|man|woman|eer|ess)\b|"
    rf"(?:a|an|the)[ \t]+(?:[\w-]+[ \t]+){{0,2}}?{either('prior_level', 'occupation')}\b|"
    r"(?<=was )\w{3,}(?:er|or|ist|ian|man|woman)\b)"
)
"""How a patient was in the time before: independence, work, an occupation."""
SUBJECT = r"(?:he|she|they|pt|patient|who|i|the patient|mr\.? \w+|mrs\.? \w+|ms\.? \w+)"
HEADING = re.compile(
    r"(?:(?<![\w/-])|(?<=/)(?=PLOF\b)|(?<=home/)(?=prior\b))"
    r"(?P<head>PLOF|prior (?:level(?:s)? (?:of )?func(?:tion|tional)?(?:ing)?|level|"
    r"func(?:tion(?:al|ing)?)?(?: (?:level|status|mobility))?|status|mobility|living)|"
    r"pr(?:e|ior)[- ]?morbid(?:ly)?(?: (?:function|level|status)(?: of function)?)?|PLF|"
    r"pre[- ]?(?:inj(?:ury)?|op(?:erative)? (?:level|function|status)|admit|admission(?! screen)|"
    r"hospital(?:ization)?|fall|illness|covid|stroke)(?: (?:level|function|"
    r"status)(?: of function)?)?|"
    r"previous (?:level(?: of function)?|func(?:tion(?:al)?)?(?: (?:level|status))?)|"
    r"prev(?:ious(?:ly)?)?|pre-?lnjury|baseline(?: (?:level(?: of function)?|"
    r"func(?:tion(?:al)?)?(?: (?:level|status))?|mobility|status))?|"
    r"(?<!narrow )(?<!wide )base(?=:)|prior(?:ly)?|before|PTA|usual (?:level|function|state))(?![\w-]|/\S)"
    r"(?P<note>[ \t]*(?:\([^)\n]{0,40}\)|"
    r"[a-z0-9][a-z0-9/. ]{0,18}(?=[ \t]*:)))?(?P<sep>[ \t]*(?:[:=.]|/(?=[ \t])|[ \t]-{1,2}(?=[ \t\n]|\Z)|"
    r"[\u2013\u2014]))?[ \t]*",
    re.I,
)
HEAD_TRIGGER = re.compile(
    r"(?:(?<![\w/-])|(?<=/)(?=plof\b)|(?<=home/)(?=prior\b))(?:pl(?:o)?f|pr(?:e|ior)|base(?:line|(?=:))|before|pta|usual)"
)
HEAD_TRIGGER_WORDS = ("plof", "plf", "pre", "prior", "base", "before", "pta", "usual")
TRIGGER = re.compile(
    r"\b(?:was|were|took care|cared|managed|as (?:late|recently) as|been|being|previous to|prev|pre-?op|used to|would|"
    r"indep|ind(?= w| no)|before|prior to|"
    r"preceding|up to|until|till?|ago\b|"
    r"back\b|formerly|lived|ha(?:s|ve) (?:amb|walk|used|rel)|normally|typically|usually|assisted living|alf\b|ilf\b|"
    r"ordinarily|last (?=[sfwym])|in (?=[jfmasond])|this time\b|this (?=[psfw])|prior\b|at baseline)"
)
"""Words at which a statement of the prior level can begin (looked for in lower case)."""
TRIGGER_WORDS = (
    *(
        "was",
        "were",
        "took care",
        "cared",
        "managed",
        "as late as",
        "as recently as",
        "been",
        "being",
        "prev",
        "pre-op",
        "preop",
        "used to",
        "would",
        "indep",
        "ind w",
        "ind no",
        "before",
        "prior to",
    ),
    *(
        "preceding",
        "up to",
        "until",
        "til",
        "ago",
        "back",
        "formerly",
        "lived",
        "has amb",
        "has walk",
        "has used",
        "has rel",
        "have walk",
        "have used",
        "normally",
        "ordinarily",
        "typically",
        "usually",
        "this time",
        "assisted living",
        "alf",
        "ilf",
    ),
    *(
        "last s",
        "last f",
        "last w",
        "last y",
        "last m",
        "this p",
        "this s",
        "this f",
        "this w",
        "at baseline",
        "prior",
    ),
    *(f"in {month[:3]}" for month in words("prior_level", "month")),
)
BARE = frozenset(words("prior_level", "bare_heading"))
"""Heading words that are ordinary words too: without a separator they need content about function."""
NO_CONTENT = re.compile(
    rf"(?:(?:met|reached|achieved)(?! ?\()|\[?(?:blank|none|n/?a)\b|{either('prior_level', 'no_content')}|"
    r"(?:see|to be|and|with|or|as|but) |of function\s*$)",
    re.I,
)
NO_BARE = re.compile(
    rf"(?:{either('prior_level', 'no_function')}|"
    r"to (?!(?:[\w'-]+[ \t]+){0,4}?(?:he |she |they |pt |patient |i )?(?:was |were )?"
    rf"{either('prior_level', 'deed_stem')}\w*)|"
    rf"(?:was|were|is|had|has) (?:a |an )?{either('prior_level', 'was_treated')})",
    re.I,
)
"""What follows "prior", "previous" or "baseline" where no function is told ("prior surgery")."""
NO_NOTE = re.compile(either("prior_level", "no_note"), re.I)
DEED_SOON = re.compile(
    r"(?![^.;\n]{0,30}\bno longer\b)(?:[\w'-]+[ \t]+){0,4}?"
    r"(?:(?:he|she|they|pt|patient|i)[ \t]+)?(?:was[ \t]+|were[ \t]+|had[ \t]+)?"
    rf"{either('prior_level', 'deed_soon')}\b",
    re.I,
)
"""A deed soon behind "before" ("before pregnancy ran half marathons")."""
CLAUSE_END = re.compile(r"[ \t]*(?:[.,;)\n]|\Z)")
DEED_THEN = re.compile(
    r"(?:\A|[.;,:\n(]|\b(?:he|she|they|pt|patient|and|i|was|were)\b)[ \t]*(?:was |were |also |still |fully |at \w+ )*"
    rf"(?:{DID}|{DOING}|roofing|{SO})(?!\w)[^.;\n]*\Z",
    re.I,
)
"""A deed of the past in a clause that "before" ends."""
LAST_YEAR = re.compile(r"last (?:year|summer|spring|fall|winter)\b")
NOT_THERE = re.compile(rf"\b{either('prior_level', 'not_at_baseline')}[ \t]+\Z", re.I)
"""What stands before "at baseline" where it is told of today."""
AT_BASELINE = re.compile(
    r"(?:,?[ \t]*(?:he|she|they|pt|the patient|patient)[ \t]+|[ \t]+)(?:is |was |mostly |usually )*"
    rf"{either('prior_level', 'lives_so')}\b",
    re.I,
)
AIM_REACH = 60
"""How far before a heading word the last word stands that makes it an aim, in characters."""
AIMED = re.compile(rf"(?:{either('prior_level', 'aimed')}[ \t]+(?:the[ \t]+)?)+$", re.I)
AIM_WORD = re.compile(rf"(?:{either('prior_level', 'aimed')}|the)\Z", re.I)
"""How the last of these words ends."""
FUNCTION = (
    r"(?:\d ?x ?/ ?(?:wk|week|d|day|mo)\b|"
    r"(?<![\w'])\(?I\)?(?=[ \t]*(?:[,;.:/)]|$|w/|with\b|in\b|for\b|all\b|no\b))|"
    rf"{either('prior_level', 'function')}|{SPORT})"
)
HAS_FUNCTION = re.compile(rf"(?<![\w-]){FUNCTION}", re.I)
INDEPENDENT_THEN = re.compile(
    r"\b(?:was|were|been|being)[ \t\n]+(?:previously[ \t]+|fully[ \t]+|completely[ \t]+|"
    r"entirely[ \t]+|totally[ \t]+)?(?:independent|indep)\b(?=[^.;\n]{0,80}\b(?:until|before|"
    r"prior|previously|up to|till|at home|w/o|without|no (?:ad|device|assistive)))",
    re.I,
)
PREVIOUSLY = re.compile(
    r"\b(?:previously|prev)[ \t]+(?:was[ \t]+|been[ \t]+|fully[ \t]+|very[ \t]+)*" + FUNCTION, re.I
)
PREVIOUSLY_LATER = re.compile(rf"\bpreviously\b[^.;\n]{{0,80}}\b{either('prior_level', 'later')}\b", re.I)
INDEPENDENT_AND = re.compile(
    r"\b(?:was|were|been)[ \t]+(?:fully[ \t]+|completely[ \t]+|otherwise[ \t]+)?indep\w*"
    rf"[^.;\n]{{0,60}}\b{either('prior_level', 'independent_and')}\b",
    re.I,
)
MONTH = either("prior_level", "month")
AMBULATOR = re.compile(
    r"\bwas (?:an? )?(?:(?:independent|unlimited|full|limited|household|community)[ \t]+){1,2}ambulator\b"
    r"(?![^.;\n]{0,30}\btoday)",
    re.I,
)
FULL_TIME = re.compile(r"\bwas (?:an? )?(?:ft|full[- ]?time)\b(?! (?:today|now))", re.I)
STILL_DOING = re.compile(
    r"\bwas still (?!hav|feel|need|tak|recover|los|gett|improv|complain)\w+ing\b"
    rf"(?=[^.;\n]{{0,60}}\b(?:ago|until|till|before|last (?:year|summer|spring|fall|winter)|in {MONTH})\b)",
    re.I,
)
ON_ADMISSION = re.compile(
    r"(?<![\w(])\(?(?:ind|indep\w*|mod i|i)\)?(?:[ \t]+(?:w/[ \t]?|with[ \t]+|without[ \t]+|w/o[ \t]?|no[ \t]+)"
    r"(?:an?[ \t]+)?(?!pta\b)[\w-]+)?[ \t]+pta\b",
    re.I,
)
"""Independence prior to admission ("ind w/ cane PTA"), no session with an assistant ("ind with PTA")."""
WAS_DOING = re.compile(
    rf"\bwas (?:still |up to |also )?{either('prior_level', 'was_doing')}\b(?=[^.;\n]{{0,60}}\b(?:until|till|"
    r"before|last|a year|months? ago|weeks? ago|full|every|daily|\d ?x|in the (?:summer|spring|fall|winter)|"
    rf"in {MONTH}|"
    r"with (?:a )?(?:walker|cane|rw)|w/o|without|for (?:the|a)|now)\b)(?![^.;\n]{0,50}\b(?:when|"
    r"fell|tripped|slipped|struck|with pt|today)\b)",
    re.I,
)
DID_OWN = re.compile(
    r"\bwas (?:doing|managing) (?:all )?(?:(?:her|his|their) )?own (?:dressing|bathing|toileting|adls?|self[- ]care|cooking|"
    r"meds|shopping|housework|laundry|meals|personal care)\b"
    r"(?![^.;\n]{0,60}\b(?:with (?:pt|ot|min|mod)|today|in therapy)\b)",
    re.I,
)
"""What somebody did for himself: "was doing own dressing and toileting"."""
INDEPENDENT_BEFORE = re.compile(
    r"\bindep\w* (?:before|prior|previously|until|till)\b|\bbefore (?:was |she was |"
    r"he was )?indep\w*",
    re.I,
)
HAD_BEEN = re.compile(
    r"(?<=had )been[ \t]+(?:\w+ly |quite |very )?"
    rf"(?:indep\w*|self[- ]sufficient|active(?=[ \t]*(?:,|and\b|until\b))|{DOING})(?![ \t]+on\b)",
    re.I,
)
AT_A_HOME = re.compile(
    rf"(?:assisted living|ALF|ILF)(?: facility| apartment)?,?[ \t]+{SUBJECT}[ \t]+(?:was[ \t]+{DOING}|{DID})\b",
    re.I,
)
"""What somebody did in a home: "in her assisted living she used a rollator"."""
INDEPENDENT_UNTIL = re.compile(
    r"\bindep\w*(?:(?:[ \t]+(?:with|in|w/|for)[ \t]+(?!bed mob|transfers?\b|hep\b|sit)[\w/ ]{2,30}?)?,"
    rf"[ \t]+(?:who[ \t]+|and[ \t]+|then[ \t]+)?(?:was[ \t]+)?{either('prior_level', 'fell_ill')}"
    r"|[ \t]+(?:with|in|w/|for)[ \t]+(?:everything|all\b|(?:i?adls?|mobility|self[- ]care|ambulation)\b)[\w/ ]{0,24}?,"
    rf"[ \t]+(?:who[ \t]+|and[ \t]+|then[ \t]+)?(?:was[ \t]+)?{either('prior_level', 'fell_ill_or_now')}"
    r"(?![ \t]+(?:to|with)[ \t]+(?:gait|(?:mod|min|max)(?:erate|imal|imum)?\b|cga|sba|pt\b|therapy|gym)))\b",
    re.I,
)
"""How somebody was who then fell ill: "58M, independent with everything, woke with right weakness"."""
WOULD = re.compile(
    r"\bwould (?:run|walk|hike|swim|golf|bike|jog|work)\b(?=[^.\n]{0,80}\b(?:however|but|now)\b)", re.I
)
PREV_LABEL = re.compile(r"\b(?:prev(?:iously)?|pre-?op)[ \t]*:[ \t]*(?=[^\n]{0,60}" + FUNCTION + ")", re.I)
USED_TO = re.compile(
    rf"(?:(?<=\n)used to:|\bused to) (?:be (?:able|independent|active|very)|(?!{either('prior_level', 'no_habit')})\w+)",
    re.I,
)
TOOL = re.compile(
    rf"\b(?:was|were|is|are|be|been|being|{either('prior_level', 'tool')}s?)"
    r"(?:[ \t\n]+(?:then|also|again|next|carefully|gently|subsequently))*[ \t\n]+\Z",
    re.I,
)
"""What stands before "used to" where a tool is told of and no habit: "a blade was then used to incise"."""
FORMERLY = re.compile(
    rf"\bformerly[ \t]+(?!work)(?:(?:she|he|pt)[ \t]+)?(?:was[ \t]+|a[ \t]+)?(?:{DID}|{DOING}|{SO})", re.I
)
NORMALLY = re.compile(
    r"\b(?:normally|ordinarily|(?:typically|usually)(?=[^.\n]{0,100}\b(?:now|but|however|until)\b))"
    r"[ \t]+(?:he |she |pt )?(?:is[ \t]+)?"
    rf"{either('prior_level', 'normally')}\b(?![^.;\n]{{0,40}}\b(?:therapist|with (?:pt|ot)|(?:min|mod|max)[ ]a)\b)",
    re.I,
)
AT_IT = (
    r"(?!hav|feel|tak|gett|being|los|do(?:ing)?[ \t]+(?:well|poor|fine|ok)|experienc|complain|hospital|receiv|improv|"
    r"progress|recover|need|requir|us|limp|fall|struggl|suffer|trip|stumbl|notic|start|undergo|wear|declin|see(?!k)|attend|try)\w{3,}ing\b"
)
"""What somebody was at in the time before, and no illness or treatment."""
SEASON = re.compile(
    rf"\b(?:(?P<last>last (?:summer|spring|fall|winter|year))|last month|in {MONTH}|"
    rf"this (?:past )?(?:summer|spring|fall|winter)),?[ \t]+{SUBJECT}[ \t]+"
    rf"(?:(?(last)(?:was|were)[ \t]+(?:{DOING}|{AT_IT})|(?!))|(?:was|were)[ \t]+still[ \t]+(?:[\w-]+[ \t]+)?{DOING}|"
    r"(?:could still|was still able to|were still able to)[ \t]+\w+|"
    rf"(?:still |also )?{DID}\b"
    r"(?=[^.;\n]{0,60}\b(?:every|daily|each|\d ?x|own|all|alone|laps|weekly|\d+ (?:mi|miles?|blocks?|holes))\b))",
    re.I,
)
THIS_TIME = re.compile(
    rf"\bthis time last (?:year|summer|spring|fall|winter|month),?[ \t]+{SUBJECT}[ \t]+"
    rf"(?:(?:still |also )?{DID}|transferred|dressed|(?:was|were)[ \t]+(?:{DOING}|{SO}))\b",
    re.I,
)
"""A year before: "at this time last year she transferred by herself"."""
NORMALLY_LABEL = re.compile(
    rf"\b(?:normally|ordinarily|usually|formerly)[ \t]*:[ \t]*(?:he |she |pt )?(?:{DID}|{DOING}|{SO}|indep\w*)\b",
    re.I,
)
"""A label for the time before: "Normally: drove 50 h a week"."""
SEASON_LABEL = re.compile(
    rf"last (?:year|summer|spring|fall(?!:[^\n]{{0,60}}\b(?:bathroom|night|bed|tripped|slipped|needs?)\b)|"
    r"autumn|winter)[ \t]*:[ \t]*"
    rf"(?:{SUBJECT}[ \t]+)?(?:was[ \t]+)?(?:{DID}|{DOING}|indep\w*)",
    re.I,
)
"""A label of the season before: "Last fall: climbed to the attic"."""
UNTIL_NOUN = re.compile(
    r"\b(?:until|till?)[ \t]+(?:the|her|his|a|this|last)[ \t]+"
    r"(?![^,;.\n]{0,12}\b(?:rep|set|trial|session|lap|end)s?\b)(?:[\w-]+[ \t]+){0,2}?[\w-]+"
    rf"(?:[ \t]+(?:in|on)[ \t]+{MONTH})?,?[ \t]+"
    rf"(?:he|she|they|pt|patient)[ \t]+(?:(?:was|were)[ \t]+(?:still[ \t]+)?(?:{SO}|{DOING})|{DID}|"
    r"(?!(?:deni|report|refus|need|requir|stay|remain|complain)\w*)[a-z]{3,}ed\b)",
    re.I,
)
THROUGH_YEAR = re.compile(
    r"was[ \t]+(?!need|requir|hav|us)\w+ing\b[^.;\n]{0,80}?\b(?:through|as late as|up to)[ \t]+"
    r"(?:the (?:spring|summer|fall|winter) of[ \t]+)?"
    r"(?:19|20)\d\d\b(?![^.;\n]{0,20}\bstill\b)",
    re.I,
)
"""What somebody went on doing to a year: "was driving a route and bowling through 2023"."""
LATE_AS = re.compile(
    rf"as[ \t]+(?:late|recently)[ \t]+as[ \t]+(?:[\w-]+[ \t]+){{1,3}}?{SUBJECT},?[ \t]+"
    rf"(?:was[ \t]+{DOING}|(?:still[ \t]+)?{DID})\b",
    re.I,
)
"""The last time that all was well: "as late as last Christmas he walked without a device"."""
LABEL_BEHIND = re.compile(r"\(?(?:prior level(?: of function)?|PLOF|baseline)\)", re.I)
"""The label of a prior level behind it, in brackets."""
ON_OWN_UNTIL = re.compile(
    r"(?:(?:was|were)[ \t]+(?:still[ \t]+|always[ \t]+)?(?:doing|managing|getting (?:around|about|by|along)|living|caring|"
    r"fine|okay?|up and about|functioning|coping)|took care|cared|managed)\b"
    r"[^.;\n]{0,40}?\b(?:(?:for|by|of) (?:her|him|them)sel(?:f|ves)|on (?:her|his|their) own|"
    r"(?:no|without (?:an? |any )?)[ \t]?(?:device|ad|help|cane|walker|aid))\b"
    r"[^.;\n]{0,40}?\b(?:until|till?)[ \t]+(?!now\b|today\b|discharge\b|d/c\b|standing\b|fatigue|pain|knees?\b|legs?\b)\w+",
    re.I,
)
"""How somebody lived until something happened: "was doing for herself with no device until the new year"."""
LIVED = re.compile(
    r"lived[ \t]+(?:alone|indep\w*|in|with|w/)\b[^.;\n]{0,80}?[,&][ \t]*(?:and[ \t]+)?(?:was[ \t]+)?"
    rf"(?:{DID}|indep\w*|ind\b|mod i\b|no (?:ad|device|assistive))(?![^.;\n]{{0,60}}\b(?:now|today|currently)\b)",
    re.I,
)
"""How somebody lived, in the past tense: "lived in AL, dressed herself, walked to meals w/ rollator"."""
FOR_YEARS = re.compile(
    r"(?:has|have) (?:ambulated|walked|used|relied on)\b[^.;\n]{0,70}\bfor (?:many|several|the (?:last|past)|some|\d+|two|"
    r"three|four|five|ten)\b[^.;\n]{0,12}\b(?:years|yrs)\b",
    re.I,
)
"""A habit of years ("has walked with a cane for several years")."""
CLAUSES: dict[str, tuple[re.Pattern[str], ...]] = {
    "until": (UNTIL_NOUN,),
    "till": (UNTIL_NOUN,),
    "til": (UNTIL_NOUN,),
    "formerly": (FORMERLY, NORMALLY_LABEL),
    "normally": (NORMALLY, NORMALLY_LABEL),
    "ordinarily": (NORMALLY, NORMALLY_LABEL),
    "typically": (NORMALLY,),
    "usually": (NORMALLY, NORMALLY_LABEL),
    "this time": (THIS_TIME,),
    **dict.fromkeys(("assisted living", "alf", "ilf"), (AT_A_HOME,)),
    "last ": (SEASON, SEASON_LABEL),
    "in ": (SEASON,),
    "this ": (SEASON,),
    "was": (
        INDEPENDENT_THEN,
        INDEPENDENT_AND,
        WAS_DOING,
        DID_OWN,
        AMBULATOR,
        FULL_TIME,
        STILL_DOING,
        ON_OWN_UNTIL,
        THROUGH_YEAR,
    ),
    "were": (INDEPENDENT_THEN, INDEPENDENT_AND, ON_OWN_UNTIL),
    **dict.fromkeys(("took care", "cared", "managed"), (ON_OWN_UNTIL,)),
    "as late as": (LATE_AS,),
    "as recently as": (LATE_AS,),
    "been": (INDEPENDENT_THEN, INDEPENDENT_AND, HAD_BEEN),
    "being": (INDEPENDENT_THEN,),
    "prev": (PREVIOUSLY, PREVIOUSLY_LATER, PREV_LABEL),
    **dict.fromkeys(("pre-op", "preop"), (PREV_LABEL,)),
    "used to": (USED_TO,),
    "would": (WOULD,),
    "indep": (INDEPENDENT_BEFORE, ON_ADMISSION, INDEPENDENT_UNTIL),
    "ind": (ON_ADMISSION,),
    "before": (INDEPENDENT_BEFORE,),
    "lived": (LIVED,),
    **dict.fromkeys(("has amb", "has walk", "has used", "has rel", "have walk", "have used"), (FOR_YEARS,)),
}
"""Shapes of a clause by the word they begin with."""
MIN_COLUMNS = 3
"""Cells of the header of a table with a column for the prior level."""
LEVEL = re.compile(r"(?:I|Ind|Indep|S|SBA|CGA|Mod|Min|Max|SPC|RW|no|w/|walk\w*)(?![a-z])", re.I)
"""How a cell with a level of function begins."""
WINDOW = 160
"""How much text around a word is looked at: bounds the work in a note without full stops."""
ENDINGS = frozenset({"before", "prior", "at baseline", "last "})
"""Words that may end a clause on the time before ("was indep with a cane prior")."""
BEFORE_WORDS = frozenset({"before", "prior to", "previous to", "preceding", "up to", "until", "til", "till"})
AGO = re.compile(
    r"\b(?:a|an|one|two|three|four|five|six|eight|nine|ten|eighteen|\d{1,2}|several|few) "
    r"(?:years?|yrs?|months?|mos?|weeks?|wks?|winters?|summers?) (?:ago|back)[,:]? "
    rf"(?:(?:{SUBJECT}|was)\b[^.;\n]{{0,40}}?\b(?:{DID}|still[ \t]+\w+ing|"
    r"(?:walk|work|driv|liv|do|play|runn|swimm|golf|hik|garden|cook|shopp|bik)ing(?![ \t]+well)|"
    r"indep\w*|active|full use|shopp|garden|splitting|lived alone|out (?:on|in|at) (?:the|his|her)|no (?:ad|device|limits))|"
    rf"(?:his|her|their) function\w* (?:has|have|had)\b|\d+ holes|{DID})",
    re.I,
)
AGO_BACK = 16
"""How far before "ago" its number can begin."""
BEFORE = re.compile(
    r"\b(?:before|prior to|previous to|preceding|up to|up until|until|till|til)[ \t\n]+(?P<what>(?:(?:the|"
    r"this|that|his|her|their|my|a|an|all|about|around|last|past|approximately|recent|current|initial|"
    r"mid|early|late|the end of|the middle of|the start of|"
    r"the week of|the day of|the night of|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|"
    r"several|few|\d{1,2}|first|second|third|fourth|\d{1,2}(?:st|nd|rd|th)|"
    r"hospital|acute|onset|of|getting|he|she|they|pt|patient|got|was|became|had)(?:[ \t\n]+|(?<=mid)-)){0,6}"
    rf"(?:admi\w+|covid\S*|{either('prior_level', 'event')}|this|that|then|{MONTH}|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|spring|summer|fall|autumn|winter|years?|months?|weeks?|wks?|"
    rf"{either('prior_level', 'holiday')}|"
    r"yrs?|mos?|ago|recently|\d{1,2}/\d{2,4}|\d{1,2}/\d{1,2}|\d{4}|"
    r"(?<=day of the )\w+|(?<=night of the )\w+))\b",
    re.I,
)
PAST_DEED = re.compile(
    rf"(?:(?:\A|[.;:,(\n-])[ \t]*|\b(?:{SUBJECT}|and|also|fully|was|were|had|been)[ \t\n]+)"
    r"(?:also |still |always |usually |regularly |ever |been |fully |completely |entirely |even |was |were |had |"
    r"he |she |they |pt )*"
    rf"(?:{DID}|(?:showered|knelt|stood|transferred|toileted|groomed)\b|(?<=was )(?:[\w-]+[ \t]+)?{DOING}|"
    r"(?<=was )on (?:the|his|her) (?!bed|floor|couch|toilet)\w+ \w+ing|"
    rf"(?<=still ){DOING}|(?<=been ){DOING}|{DOING}|{SO}|ad\b|no ad\b)",
    re.I,
)
USUAL_DEED = re.compile(rf"{SUBJECT}[ \t]+(?:still[ \t]+|always[ \t]+)?{DID}", re.I)
"""What follows "in his usual state" where a deed is told."""
IN_USUAL = re.compile(r"\bin (?:his|her|their|my) $", re.I)
WAS_AT_IT = re.compile(
    rf"[ \t,]*{SUBJECT}[ \t]+was[ \t]+(?:still[ \t]+|up to[ \t]+)?"
    rf"{AT_IT}",
    re.I,
)
"""What somebody was at before the event ("before this he was benching 185")."""
MEDICAL = re.compile(
    r"\b(?:was (?:admitted|given|seen|treated|started|found|taken|told|diagnosed|in)|had (?:a|an|"
    r"been (?:seen|treated|taking))|took (?:his|her) (?:meds|medication)|was doing well until)\b",
    re.I,
)
NO_EVENT_BEFORE = re.compile(r"\b(?:medications?|meds)[ \t]+\Z")
OF_EVENT = re.compile(
    r"[ \t\n]*(?:[,:;.)]|\Z|(?:he|she|they|i|pt|patient|the patient|was|were|incident|event|"
    rf"time|point|episode|unrestricted|indep\w*|no|full|active|reached|and (?:kept|did|had|drove|walked|never)|{DID})\b)",
    re.I,
)
"""What follows "before this" where it stands for the event."""
NOT_BEFORE = re.compile(
    r"(?:seconds?|sec|min(?:utes?)?|ft|feet|standing|steps?|reps?|rest|hours?)[ \t\n]+$", re.I
)


def prior_spans(view: NoteView) -> list[tuple[int, int, int]]:
    """Return ``(start, end, stretch)`` of every statement of a prior level, in text order.

    ``end`` closes the quoted statement; text up to ``stretch`` still speaks of the time before.
    """
    return view.once(_prior_spans)


def _prior_spans(view: NoteView) -> list[tuple[int, int, int]]:
    text = view.text
    found: list[tuple[int, int, int]] = []
    if view.operative:
        return found
    for place in view.places(HEAD_TRIGGER_WORDS):
        m = HEADING.match(text, place) if HEAD_TRIGGER.match(view.lower, place) else None
        span = (_column(view, m) or _heading(view, m)) if m else None
        if span:
            found.append(span)
        elif LABEL_BEHIND.match(text, place) and text[place - 1 : place] == "(":
            start = view.sentence(place).start
            if HAS_FUNCTION.search(text, start, place):
                found.append((start, place - 1, place))
    for place in view.places(TRIGGER_WORDS):
        at = TRIGGER.match(view.lower, place)
        if at is None:
            continue
        word = at.group()
        if word in ("ago", "back"):
            m = AGO.search(text, max(0, at.start() - AGO_BACK), at.end() + WINDOW // 2)
            if m and m.start() < at.start():
                found.append((m.start(), m.end(), view.sentence(m.start()).end))
            continue
        for pattern in CLAUSES.get(word, ()):
            m = pattern.match(text, at.start())
            if m and not (word == "used to" and TOOL.search(text, max(0, at.start() - 40), at.start())):
                habit = pattern is FOR_YEARS  # it goes on today
                found.append((m.start(), m.end(), m.start() if habit else view.sentence(m.start()).end))
        m = BEFORE.match(text, at.start()) if word in BEFORE_WORDS else None
        span = _before(view, m) if m else _ending(view, at) if word in ENDINGS else None
        if span:
            found.append(span)
    return sorted(set(found))


CURRENT = re.compile(r"(?:current|now|today|present)\b", re.I)


def _column(view: NoteView, m: re.Match[str]) -> tuple[int, int, int] | None:
    """The first level below the heading of a column ("ADL   PLOF   SOC   D/C")."""
    layout = view.layout
    number = layout.line_index(m.start())
    if number + 1 >= len(layout.lines) or m["head"].lower() in BARE:
        return None
    head, row = (cells(view.text, *layout.lines[n]) for n in (number, number + 1))
    index = next(
        (i for i, (start, end) in enumerate(head) if start == m.start("head") and end == m.end("head")), None
    )
    if any(CURRENT.match(view.text, *cell) for cell in head):
        return None  # the rows below tell both times
    if not index or len(head) < MIN_COLUMNS or len(row) != len(head):
        return None
    start, end = row[index]
    return (start, end, end) if LEVEL.match(view.text, start, end) else None


def _aimed(before: str) -> bool:
    """Whether the words before a heading word make it an aim; the last of them alone mostly tells that they do not."""
    said = before.split()
    if not said or not before.endswith((" ", "\t")) or AIM_WORD.search(said[-1]) is None:
        return False
    return AIMED.search(before, max(0, len(before) - AIM_REACH)) is not None


def _heading(view: NoteView, m: re.Match[str]) -> tuple[int, int, int] | None:
    """The statement behind a heading word, when it has content."""
    text = view.text
    head = m["head"].lower()
    bare = head in BARE
    sep = m["sep"] if not (bare and m["sep"] and m["sep"].strip() == ".") else None
    line = view.layout.line_at(m.start())
    before = text[max(line.start, m.start() - WINDOW) : m.start()]
    lives_so = head == "baseline" and AT_BASELINE.match(text, m.end()) is not None
    lives_so = lives_so or (
        IN_USUAL.search(before) is not None and USUAL_DEED.match(text, m.end()) is not None
    )
    if (
        not lives_so
        and _aimed(before)
        and not (m["note"] and "(" in m["note"] and HAS_FUNCTION.search(m["note"]))
    ):
        return None
    if bare and (
        (m["sep"] and not sep and before.strip()) or (m["note"] and NO_NOTE.match(m["note"].strip()))
    ):
        return None
    if "medication" in before[-14:].lower():
        return None
    if head == "pta" and not (sep or HAS_FUNCTION.match(text, m.end())):
        return None
    if head == "pta" and re.search(r"[\w,]\s*$", before):
        return None
    if bare and not sep and m["note"] and not m["note"].strip().startswith("("):
        return None
    start, end = m.end(), line.end
    if not text[start : min(end, start + WINDOW)].strip(" \t.-_"):
        if "__" in text[start:end]:
            return None  # a form's blank
        following = view.layout.line_index(m.start()) + 1
        if not (sep or not before.strip()) or following >= len(view.layout.lines):
            return None
        start, end = view.layout.lines[following].start, view.layout.lines[following].end
    content = text[start : min(end, start + WINDOW)].strip()
    if m["note"] and "(" in m["note"]:
        content = m["note"].strip("() ") + " " + content
    independent = content.strip(" .,;") in ("I", "i")
    if not independent and (len(content.strip(" .-_?")) < 2 or NO_CONTENT.match(content)):
        return None
    if bare and not sep:
        content = content[: max(0, view.sentence(start).end - start)]
        if NO_BARE.match(content) or (head == "before" and not DEED_SOON.match(content)):
            return None
    if bare and not HAS_FUNCTION.search(content[: 90 if sep else 34]):
        return None
    if (
        not bare
        and not sep
        and not (m["note"] and "(" in m["note"])
        and not HAS_FUNCTION.search(content[:60])
        and not lives_so
    ):
        return None
    sentence_end = view.sentence(start).end
    stretch = end if sep else min(end, sentence_end)
    section = view.section_at(start)
    if section is not None and section.start <= m.end():
        stretch = min(stretch, section.end)
    today = TODAY_OPENS.search(text, start, stretch)
    if today is not None:
        stretch = today.start() + 1
    return m.start(), max(m.end(), min(end, sentence_end)), max(stretch, m.end())


def _before(view: NoteView, m: re.Match[str]) -> tuple[int, int, int] | None:
    """A sentence that tells what the patient did before an event."""
    sentence = view.sentence(m.start())
    if NOT_BEFORE.search(view.text, max(sentence.start, m.start() - 14), m.start()):
        return None
    if m["what"].lower().endswith(("this", "that", "then")) and not OF_EVENT.match(view.text, m.end()):
        return None
    if NO_EVENT_BEFORE.search(view.lower, max(sentence.start, m.start() - 14), m.start()) or (
        view.lower.startswith("up to", m.start()) and view.lower.startswith(" to ", m.end())
    ):
        return None
    rest = view.text[m.end() : min(sentence.end, m.end() + WINDOW)]
    lead = view.text[max(sentence.start, m.start() - WINDOW) : m.start()]
    deed = (
        PAST_DEED.search(rest)
        or re.match(r"[ \t,:(\w/)]{0,24}?[:,]?[ \t]*" + FUNCTION, rest, re.I)
        or PAST_DEED.search(lead)
        or WAS_AT_IT.match(rest)
    )
    if not deed or (MEDICAL.search(f"{lead} {rest}") and not HAS_FUNCTION.search(rest)):
        return None
    return m.start(), m.end(), sentence.end


def _ending(view: NoteView, at: re.Match[str]) -> tuple[int, int, int] | None:
    """A deed of the time before, told in a sentence that ends with "before" ("drove a school bus before")."""
    sentence = view.sentence(at.start())
    end = at.end()
    if at.group() == "last ":
        year = LAST_YEAR.match(view.lower, at.start())
        if year is None:
            return None
        end = year.end()
    if not CLAUSE_END.match(view.text, end, sentence.end):
        return None
    if at.group() == "at baseline" and NOT_THERE.search(
        view.text, max(sentence.start, at.start() - 12), at.start()
    ):
        return None
    deed = DEED_THEN.search(view.text, max(0, sentence.start - 2, at.start() - WINDOW // 2), at.start())
    return None if deed is None else (deed.start(), end, end)


def read_prior_level(view: NoteView) -> Iterator[PriorLevel]:
    """Read the statements of the prior level of function."""
    last = -1
    for start, end, _ in prior_spans(view):
        if start < last:
            continue
        last = end
        said = assertion(view, start, end, "prior_level")
        if said.status in ("family", "goal", "conditional"):
            continue
        yield PriorLevel(
            start=start,
            end=end,
            text=view.text[start:end],
            section=view.category_at(start),
            status="past",
            by=said.by,
        )
