"""Whether a statement of function is current, a goal, the prior level, or no report at all."""

from __future__ import annotations

import re
from bisect import bisect_right

from rehabcode.nlp.facts import Status
from rehabcode.nlp.layout import Span
from rehabcode.nlp.limitation_then import told_of_then
from rehabcode.nlp.prior_level import prior_spans
from rehabcode.nlp.view import Assertion, NoteView

NO_REPORT = re.compile(
    r"[\s\-\u2022*\d.)]*(?:(?:pt|patient|family|wife|husband|caregiver|staff|daughter|"
    r"son)(?:/\w+)? )?(?:was |were )?"
    r"(?:edu?\b|educ|instruct|taught|teach|train(?:ed|ing) (?:on|in|pt|patient|staff|family|wife)|discuss|"
    r"review(?:ed|s)?\b(?! (?:of )?(?:therapy|pt|ot|chart|notes))|advised?\b|recommend|recs?\b|"
    r"equip(?:ment)? (?:to|issued|deliv)|precautions?\b|plan\b|freq|home exercise|hep\b|"
    r"(?:skilled )?[il]ntervent|worked on\b(?! (?:an?|the|his|her)? ?(?:farm|railroad|line|docks?)\b)"
    r"(?![^.\n]{0,120}\b(?:(?:min|mod|max)(?:imal|erate|imum)?[ ]?(?:a\b|assist)|cga|sba|requires?|needs?|unable|cannot)\b)|"
    r"treatment (?:provided|today|included)|tx (?:today|since)|activity order|orders?\b(?! (?:groceries|food|meals|"
    r"her|his|everything|most)\b)|work on\b|"
    r"focus(?:ed|ing)? on\b|(?:signs to (?:report|watch)|watch for|red flags|warning signs)\b|"
    r"(?:fall prevention|body mechanics|joint protection|pacing|energy conservation|"
    r"safety(?: ed\w*)?|tips?(?: (?:for|on) \w+)?)[ \t]*:(?![^.\n]{0,120}\b(?:(?:min|mod|max)\w*[ ]?(?:a\b|assist)|"
    r"cga|sba|supervision|requires?|needs?|has to|unable|cannot|rests every)\b)|"
    r"cont(?:inue)?\b(?! to (?:need|req|have|lim|be))|will (?:work|focus|progress|continue|benefit)|"
    r"progress (?:to|gait|stairs)|do not |don't |learning\b|next (?:visit|session)|barriers?\b|dispo\b|"
    r"d/c rec)"
)
"""Sentences that open with teaching, plans or orders report no function (matched on lower case)."""
TEACHING = re.compile(
    r"\b(?:billing|cpt|call \d{3}|home (?:exercise )?program|on order)\b|\bshould (?:not|avoid|use|"
    r"continue|call)\b|\bcalls? (?:pcp|"
    r"md|us|if|don't)\b|"
    r"\b(?:told|instructed|advised|educated|taught|cued|trained|encouraged|reminded|"
    r"(?<!when )asked(?! to (?:lie|sit|stop|rest|return|go|be|stay|skip)|(?: (?:the|a|her|his|my|for))? (?:wife|husband|son|"
    r"daughter|staff|nurse|aide|cna|cota|pta|therapist|neighbor|someone|help|bed)\b)|"
    r"agreed) (?:\w+ ){0,2}?"
    r"(?:to|on|in|about)\b|"
    r"\b(?:test|item|protocol) (?:asks|requires|calls for)\b|"
    r"\b(?:is|are) to (?:avoid|refrain|remain|continue|start|follow|keep)\b|"
    r"\bwill (?:discontinue|refrain|avoid)\b|\brecommend\w* (?:that )?(?:he|she|they|the patient)\b|"
    r"\brecommended (?:when|for|with|during|on|while)\b|"
    r"\bhave (?:him|her|them|the patient) (?:ambulate|walk|use|start|continue)\b"
)
TEACHING_WORDS = (
    "billing",
    "cpt",
    "call",
    "test ",
    "item ",
    "task ",
    "protocol ",
    "program",
    "on order",
    "should",
    "told",
    "instruct",
    "advis",
    "educat",
    "taught",
    "cued",
    "trained",
    "encourag",
    "remind",
    "asked",
    "agreed",
    "is to ",
    "are to ",
    "will ",
    "recommend",
    "have him",
    "have her",
    "have them",
    "have the patient",
)
RISK = re.compile(
    r"\b(?:risk (?:of|for)\s*|(?:if|(?<!he )(?<!she )(?<!pt )(?<!they )(?<!patient )should|in case|"
    r"whether)\s+(?:\w+\s+){0,3}|"
    r"\bwould (?:be|have been|need to be|have to be)\s+)$",
    re.I,
)
WAS_ONLY = re.compile(r"\((?:was|from|IE|eval|initial\w*|previously|prev|prior|SOC)\b[^)]*$", re.I)
EARLIER = re.compile(
    r"\b(?:last (?:visit|session),? when(?![^;]*\band (?:is|has|cannot|needs)\b)|"
    r"at (?:eval\w*|IE|SOC|admission|initial \w+|start of care|first)|on (?:adm(?:ission|it)?|"
    r"eval\w*|IE)|initially|when (?:first seen|I (?:first )?(?:saw|opened|met|evaluated))|"
    r"upon admission|d\d{1,2}(?= )|up (?:to|until) (?:(?:mid|early|late)[- ])?(?:jan|feb|mar|apr|may|"
    r"june?|july?|aug|sep|oct|nov|dec|last(?! \d))\w*)"
    r"\b[^;]*$",
    re.I,
)
EARLIER_WORDS = (
    *("(was", "(from", "(ie", "(eval", "(initial", "(prev", "(prior", "(soc"),
    *("up to ", "up until ", "last visit", "last session"),
    *("at eval", "at ie", "at soc", "at admission", "at initial", "at start", "at first"),
    *("on adm", "on eval", "on ie", "initially", "when first", "when i "),
    *(f"d{n}" for n in range(10)),
)
"""What either of them begins with, or holds."""
INTENDED_START = re.compile(
    r"[\s\-\u2022*\d.)]*(?:(?:pt|patient|client)'?s?\s+)?(?:(?:goals?|[SL]TGs?\d?)\b|"
    r"expected (?:at|by|on) [^:;.\n]{1,24}:|aims?[ \t]*(?:[:(]|,[ \t]*\d))",
    re.I,
)
INTENDED = re.compile(
    r"\b(?:(?:pt|patient|client|he|she)\s+(?:will(?! not\b)|is to|to)|"
    r"(?:once|until)[ \t]+(?:he|she|pt|the patient)[ \t]+(?:can|is able to)|will be able to|would like to|expected outcome|"
    r"anticipated (?:outcome|level)|target(?: level)?:|"
    r"by then(?![^.;]*\b(?:was|were|is|needed|required|unable|could)\b)|"
    r"(?:in|within) \d{1,2} (?:wks?|weeks|days|months|visits)[ \t]*:[ \t]*(?=\w)(?![^.;]*\b(?:has|have|was|is)\b)|"
    r"(?:in|within|by)[ \t]+(?:(?:\d{1,2}|an?|one|two|three|four|six|eight|discharge|d/c|week|month|the|next|end|of)"
    r"[ \t]+){1,3}"
    r"(?:\w+[ \t]+){0,2}will\b(?! (?:not|need|require|have)\b)|wants? to|hopes? to|wishes to|hoping to|looking forward to|"
    r"desires? to|goal (?:is|of|to)|aims? (?:to|for)(?![^.;]*, ?(?:needs?|requires?|is|has)\b)|"
    r"by (?:week|visit|day|month|discharge|d/c|"
    r"the end(?! of (?:the |this )?(?:day|session|visit|treatment|shift|gait|walk|hall)\b)))\b[^.;]*\Z",
    re.I,
)
INTENDED_WORDS = (
    "will",
    "to",
    " can ",
    "expected outcome",
    "anticipated",
    "target",
    "by ",
    "goal",
    "aim",
    "in ",
)
"""What every one of them holds."""
WISHED_FOR = re.compile(
    r"\b(?:(?:wants?|wish(?:es)?|hopes?|like|likes) (?:for )?(?:him|her|pt|the patient|mom|dad) to|"
    r"hop(?:es?|ing) (?:that )?(?:he|she|pt|to) (?:can|will|could|be)|"
    r"(?:(?:his|her|pt'?s|patient'?s|family'?s|my|own|the|main|biggest) )?(?:aim|goal|target|wish|hope|dream) is(?: to)?|"
    r"(?:i|he|she)(?:['\u2019]d| would) (?:really |just |so )?(?:love|like) to(?! (?:know|see if|ask))|"
    r"(?:can['\u2019]?t|cannot) wait (?:to|until|till)|"
    r"(?:he|she|pt|patient|i|and) plans? (?:to|on)(?! having)|plans (?:to|on)(?! having)|planning (?:to|on)(?! having)|"
    r"work(?:s|ing) towards?|"
    r"(?:i|we) (?:expect|anticipate|aim (?:for|at)|look for)|looks? forward to|dreams? of|"
    r"[a-z]\. will(?! not\b| need| require))(?!\w)"
    r"(?![^.;]*\b(?:discharge|d/c) (?:to|home))"
    r"(?:(?!\b(?:because|since|but|as (?:he|she|pt)|and (?:he|she|pt|patient|needs|cannot|requires))\b)[^.;])*\Z",
    re.I,
)
"""A wish, or a plan of the patient's own, before a statement."""
TERM_UNIT = r"(?:wks?|weeks?|days?|months?|mos?|visits?|sessions?)"
IN_A_TERM = re.compile(
    rf"(?:\A|[.;(])[\s\-*\u2022\d.)\"]*(?:in|within|by) (?:\d{{1,2}}|two|three|four|six|eight|ten) {TERM_UNIT}[ \t]*"
    r"(?:,[ \t]*[^.;]{0,40}|:[^.\n]*)\Z|"
    r"(?:\A|[\s(])by (?:\d{1,2}/\d{1,2}(?:/\d{2,4})?|discharge|d/c|"
    r"end of (?!(?:the |this )?(?:day|session|visit|treatment|shift|gait|walk))[\w ]{1,20})[ \t]*"
    r"(?:,[ \t]*[^.;]{0,40}|:[^.\n]*)\Z|"
    r"(?:\A|[.;(])[\s\-*\u2022\d.)\"]*(?:wants?|hopes|wishes|target(?: level)?(?: (?:at|by|for) [\w/]+)?)[ \t]*:[^.\n]*\Z",
    re.I,
)
"""A term that opens a goal ("Within 4 visits: shower with a bench")."""
OF_NOW = re.compile(
    r"\b(?:has|have|had|was|were|is|are|now|still|needs?|requires?|needed|required|unable|cannot|can't|difficult\w*|trouble|"
    r"limited|fell|ambulates|walks)\b",
    re.I,
)
"""What makes words behind a term no goal ("In 3 weeks: he has fallen twice")."""
INFINITIVE = re.compile(
    r"[\s\-\u2022*\d.)\"]*To[ \t]+(?:safely[ \t]+|independently[ \t]+|be able to[ \t]+|return to[ \t]+)?\Z"
)
"""An infinitive at the head of a sentence."""
ABLE_SOME_DAY = re.compile(
    r"[\s\-\u2022*\d.)\"\u201c]*Be(?:ing)?[ \t]+able[ \t]+to[ \t]+(?:\w+ly[ \t]+)?(?:get[ \t]+)?"
)
"""A wish in the infinitive at the head of a sentence: "Be able to get up from the toilet without pulling"."""
LABELLED = re.compile(r"[^.;,\n]{0,24}?(?::|[ \t]-[ \t])")
"""What makes an infinitive the label of a level: "To get out of bed: mod A"."""
FINITE = re.compile(
    r"\b(?:he|she|they|pt|patient|i|you|needs?|requires?|has|must|uses|takes|holds|leans|pulls|pushes|is|are|was|were)\b"
)
"""What makes such an infinitive one of purpose: "To climb stairs he needs both rails" (matched on lower case)."""
GOAL_LINE = re.compile(
    r"[\s\-*\u2022]*(?:(?:pt|patient)(?:'s)?[ \t]+)?(?:goals?|[sl]tgs?)[ \t]+(?:for|in|by|within)[ \t]+[^.;:\n]*\Z"
)
"""A line of goals in a note without full stops: "GOAL FOR NEXT WEEK ..." (matched on lower case)."""
GOALS_FOLLOW = re.compile(
    r"(?:^|[.!?]\s+)(?:(?:short|long)[- ]term )?goals?\b(?![^.:]*(?:\bmet\b|achiev|review|"
    r"progress|\d ?/ ?\d))[^.:]*(?:[.:]|are as follows)(?![^\n]*\b(?:plan|frequency|prognosis|"
    r"assessment|rehab potential)\b)",
    re.I | re.M,
)
GOAL_MET = re.compile(
    r"\b(?:met|achieved|reached|exceeded|surpassed)[ \t]+(?:(?:the|his|her|all|both|initial|first)[ \t]+)*"
    r"(?:[SL]TGs?|goals?)[ \t]+(?:of|for|to)[ \t]+(?:\w+[ \t]+){0,3}\Z",
    re.I,
)
"""A goal that is told as reached ("met the goal of walking ...") tells neither a goal nor a limit."""
GOAL_BEHIND = re.compile(
    r"[^.;\n]*?\b(?:is|are|remains?)[ \t]+(?:(?:the|a|his|her|my|their|pt's|main|first|next|long|short|term|long-term|"
    r"short-term)[ \t]+)+(?:goals?|aims?|[sl]tgs?)\b|[^.;()\n]*?\((?:goal|[sl]tg)\)|"
    r"(?P<met>[^.;()\n]{0,24}?[ \t]*[-\u2013\u2014:(][ \t]*(?:goal[ \t]+)?(?:not[ \t]+|partially[ \t]+|partly[ \t]+)?"
    r"(?:met|unmet|achieved)\b(?! with))"
)
"""A statement that is called a goal only behind it (matched on lower case)."""
TELLS_NOW = re.compile(
    r"\b(?:needs|requires|unable|cannot|can't|difficult\w*|trouble|walks|ambulates|climbs|transfers with)\b[^.;\n]*\Z",
    re.I,
)
"""Before an activity: that it is one of now, whatever goal it is measured against."""
GOAL_REACH = 90
WILL_WORDS = ("he will ", "he'll ", "he\u2019ll ")
"""They stand in those of a woman as well."""
WILL_DO = re.compile(r"\bs?he(?: will|['\u2019]ll)(?: (?:only|just|sometimes|usually|generally|often))?[ ]\Z")
HABIT = re.compile(
    r"\b(?:before|until|till|and|then|but)[ \t]+(?:then[ \t]+)?(?:s?he[ \t]+)?(?:soon[ \t]+)?(?:asks?|asking|wants|wanting|"
    r"complain(?:s|ing)|giv(?:es|ing) (?:up|out)|quits|quitting|refus(?:es|ing)|calls|calling|begs|begging|insists|"
    r"insisting)\b|\b(?:most|some)[ \t]+(?:days|mornings|evenings)\b|\bon[ \t]+(?:a[ \t]+)?good[ \t]+days?\b|\bat times\b|"
    r"\bif[ \t]+(?:it|he|she|the|her|his|someone|somebody|asked|prompted|reminded)\b"
)
"""What makes "will" tell of a habit (matched on lower case)."""
WILL_REACH = 40
"""How far before an activity its "will" may stand, in characters."""
GOAL_WORDS = ("goal", "aim", "tg", "met", "achieved")
"""One of these stands in every goal that is told as reached, or called so behind it."""
CURRENT = re.compile(
    r"\b(?:now|current(?:ly)?|today|these days|at this point|has not|have not|hasn't|no longer|"
    r"at present|presently|at d/?c|at discharge|CLOF|this (?:visit|date|week|time))\b",
    re.I,
)
ACCUSTOMED = re.compile(r"used to (?:public|the|this|these|it|being|having|a|her|his)\b")
"""What is no habit of the past but a thing one is used to."""
LEAD = 300
"""How far before a statement words still govern it, in characters: keeps an endless line linear."""
UNBROKEN = 24
"""How far behind a statement its own words of the prior level may begin, in characters."""
AS_EVER = re.compile(
    r"[ \t]*(?:and[ \t]+\w+[ \t]+)?(?:(?:independently|freely|safely|alone|daily|regularly)[ \t]*)?"
)
"""What may stand between the two (matched on lower case)."""
PAST_FORM = re.compile(
    r"(?:ed|knelt|stood|sat|drove|ran|swam|rode|did|took|went|got|rose|fed|wore|held|kept|slept|made|wrote)\b"
)
"""A verb of the past (matched on lower case)."""
UNTIL_THEN = re.compile(
    r"(?:(?!\b(?:now|today|but|unable|cannot|can't|needs?|requires?|since)\b|(?:min|mod|max)[ \t]a)[^.;:,\n])*"
)
"""Between such a verb and the words of the time before ("Dressed every day without help until June")."""
NEAREST = 8
"""How many statements of the prior level before it may still govern a statement."""
SILENT_SECTIONS = frozenset({"plan", "billing", "certification", "medications", "family_history", "pmh"})


COMPLAINS = re.compile(
    r"\b(?:he|she|pt|patient|they)[ \t]+(?:(?:also|still|currently|now|does|usually|often)[ \t]+){0,3}"
    r"(?:(?:has|have)[ \t]+(?:(?:a|an|some|great|marked|much|lot|of|severe|mild|increasing|significant)[ \t]+){0,4}"
    r"(?:[\w-]+[ \t]+(?:and[ \t]+|,[ \t]*)(?:also[ \t]+)?)?"
    r"(?:difficult|trouble|problems?[ \t]+(?:with|walk|climb)|limit|hard[ \t]+time)|cannot\b|can't\b|"
    r"can[ \t]+(?:only|no[ \t]+longer)|is[ \t]+(?:unable|not[ \t]+able|confined|dependent|independent|"
    r"(?:min|mod|max)\w*[ \t]+assist)|(?:needs|requires|uses|walks|ambulates)\b)"
)
"""A complaint of the present, which physicians write into the past history as well (matched on lower case)."""
COMPLAINT_OF = re.compile(r"\bcomplain(?:s|ts|ed|ing)?[ \t]+of\b")
HAVING = re.compile(
    r"(?<!if )(?<!until )(?<!when )\b(?:he|she|pt|patient|who)[ \t]+(?:is|remains)[ \t]+(?:still[ \t]+|also[ \t]+)?"
    r"(?:unable|not[ \t]+able)[ \t]+to\b|"
    r"\b(?:he|she|patient|who)[ \t]+(?:is[ \t]+|was[ \t]+)?(?:also[ \t]+|still[ \t]+|continues[ \t]+to[ \t]+){0,2}"
    r"(?:has|have|having)[ \t]+(?:a[ \t]+|an[ \t]+|great[ \t]+|some[ \t]+|severe[ \t]+|marked[ \t]+){0,2}"
    r"(?:inability|difficult\w*|trouble|hard[ \t]+time)\b"
)
"""A finding that a physician repeats under assessment and plan (matched on lower case)."""
AIM_IN_PLAN = re.compile(
    r"[\s\-*\u2022\d.)(]*(?:p:|plan:)?[ \t]*(?:(?:pt|patient|client|the|our|his|her)'?s?[ \t]+)?(?:(?:goals?|"
    r"[sl]tgs?)\b[ \t]*#?\d{0,2}"
    r"(?![ \t]*(?:were |are |have been )?(?:not |partially |partly )?(?:met|unmet|reviewed|addressed|discussed)\b)"
    r"(?:[ \t]*[:(-])?[ \t]*"
    r"(?:\w+[ \t]+)?\S|(?:he|she|pt|patient)[ \t]+(?:would like|wants|hopes|wishes)[ \t]+to\b|"
    r"(?:in|within)[ \t]+\d{1,2}[ \t]+(?:wks?|weeks|days|months|visits)[ \t]*:)"
)
"""A goal that stands under the plan (matched on lower case)."""
STILL_LIMITED = re.compile(
    r"\b(?:cga|sba|(?:min|mod|max|total)\w*[ \t]?(?:a\b|assist)|supervision|unable|cannot|can't|needs|requires|difficult\w*|"
    r"trouble|then|only)(?!\w)"
)
"""What tells of function under a heading of teaching or precautions (matched on lower case)."""
RESTRICTS = re.compile(
    r"[\s\-*\u2022\d.)]*(?:[a-z ]{2,24}:[ \t]*)?(?:no|avoid|limit|do not|don't|keep|use|may|must)\b"
)
"""How a precaution opens (matched on lower case)."""
TOLD_STILL = {"plan": HAVING, "medications": COMPLAINT_OF, "pmh": COMPLAINS}
"""What tells of function even in a silent section."""
MILESTONE = re.compile(
    r"\b(?:sat|stood|walked|crawled|cruised|rolled|cruise|walk|sit|stand)\b[^.;\n]{0,40}?\b(?:at|until|by)[ \t]+"
    r"(?:the[ \t]+age[ \t]+of[ \t]+|age[ \t]+)?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|"
    r"thirteen|fourteen|fifteen|eighteen|twenty)"
    r"(?:[ \t]+(?:and[ \t]+a[ \t]+half|or[ \t]+\w+|to[ \t]+\w+))?[ \t]+"
    r"(?:months?|mos?)\b(?![ \t]+(?:after|post|ago|since|out|s/p))"
)
"""A child's milestones ("sat at seven months") tell of development and no function (matched on lower case)."""


RETURN = re.compile(
    r"[\s\-*\u2022\d.)#]*return[ \t]+to[ \t]+(?!(?:the[ \t]+)?(?:clinic|office|md|doctor|er|ed|bed|chair|sit|sitting|"
    r"stand|standing|supine|seat)\b)"
)
"""A bare infinitive at the head of a statement that tells what is to be taken up again (matched on lower case)."""
HELD_UP = re.compile(r"[ \t]+(?:limited|restricted|delayed|prevented)\b")
"""What hinders a return, behind it: "return to work limited by weakness"."""
RETURN_REACH = 14
"""How far behind it what is taken up again may begin ("return to independent driving"), in characters."""
WILL = re.compile(
    r"[\s\-*\u2022\d.)\"\u201c]*will[ \t]+(?:safely[ \t]+|independently[ \t]+|be able to[ \t]+|consistently[ \t]+)?"
    r"(?!not\b|only\b|often\b|sometimes\b|usually\b|need|requir|have\b|likely\b|benefit)(?:\w+[ \t]+){0,3}\Z"
)
"""A bare "will" at the head of a statement announces what is aimed at (matched on lower case)."""


def is_silent(view: NoteView, section: str | None, sentence: Span) -> bool:
    """Whether a sentence of a section tells no function: plans, orders, and a past history without complaint."""
    if section == "education" and RESTRICTS.match(view.lower, sentence.start, sentence.end):
        return (
            STILL_LIMITED.search(view.lower, sentence.start, min(sentence.end, sentence.start + LEAD)) is None
        )
    if section not in SILENT_SECTIONS:
        return False
    told = TOLD_STILL.get(section)
    end = min(sentence.end, sentence.start + 4 * LEAD)
    if section == "plan" and AIM_IN_PLAN.match(view.lower, sentence.start, end):
        return False
    return told is None or told.search(view.lower, sentence.start, end) is None


def is_teaching(view: NoteView, sentence: Span) -> bool:
    """Whether a sentence teaches, plans or orders instead of reporting."""
    low = view.lower
    if NO_REPORT.match(low, sentence.start, sentence.end):
        return True
    start, end = sentence.start, min(sentence.end, sentence.start + 4 * LEAD)
    if low.find(" mo", start, end) >= 0 and MILESTONE.search(low[start:end]):
        return True
    return view.tells(TEACHING_WORDS, start, end) and TEACHING.search(low[start:end]) is not None


def _by_habit(view: NoteView, sentence: Span, start: int, end: int) -> bool:
    """Whether "will" tells what somebody is used to do, not what is aimed at ("will sit up till he asks for bed")."""
    if view.category_at(start) == "goals":
        return False
    begins = max(sentence.start, start - WILL_REACH)
    return (
        WILL_DO.search(view.lower, begins, start) is not None
        and HABIT.search(view.lower, start, min(sentence.end, end + GOAL_REACH)) is not None
    )


def _leads_to(view: NoteView, start: int, end: int, prior: int) -> bool:
    """Whether a statement runs into the words of the prior level ("drove independently before this summer")."""
    if view.text[prior : prior + 1] in (".", ";", "\n"):
        return False
    if end <= prior <= end + GOAL_REACH and PAST_FORM.search(view.lower, start, end):
        return UNTIL_THEN.fullmatch(view.lower, end, prior) is not None
    return end <= prior <= end + UNBROKEN and AS_EVER.fullmatch(view.lower, end, prior) is not None


def status_of(view: NoteView, start: int, end: int, said: Assertion) -> Status:
    """Status by cues, section and statements of the prior level; negation is read by this module itself."""
    sentence = view.sentence(start)
    lead = view.text[max(sentence.start, start - LEAD) : start]
    if view.lower.startswith(("to ", "not ", "never "), start, end):
        lead += view.text[start : view.text.index(" ", start) + 1]
    line = max(view.layout.line_at(start).start, start - 4 * LEAD)
    if start - line > 40 and "goal" in view.lower[line:start] and GOALS_FOLLOW.search(view.text, line, start):
        return "goal"
    if view.tells(WILL_WORDS, sentence.start, start) and _by_habit(view, sentence, start, end):
        return "present"
    if said.status == "family" and not said.cues[0].category.startswith("FAMILY"):
        return "family"
    aims = view.tells(GOAL_WORDS, start - len(lead), end + GOAL_REACH)
    if aims and GOAL_MET.search(lead):
        return "conditional"
    called = GOAL_BEHIND.match(view.lower, end, min(sentence.end, end + GOAL_REACH)) if aims else None
    if called is not None and (called["met"] is None or not TELLS_NOW.search(lead)):
        return "goal"
    if _aimed_at(view, start, end, sentence):
        return "goal"
    if said.status == "goal" or INTENDED_START.match(lead):
        return "goal"
    back = RETURN.match(view.lower, sentence.start, sentence.end)
    if (
        back is not None
        and start <= back.end() + RETURN_REACH
        and FINITE.search(view.lower, end, sentence.end) is None
        and HELD_UP.match(view.lower, end) is None
    ):
        return "goal"
    if (
        WILL.fullmatch(lead.lower())
        and BY_THEN.match(view.lower, start) is not None
        and view.lower.find(" only", start, end + len(" only")) < 0
    ):
        return "goal"
    begins = max(sentence.start, start - LEAD)
    intended = view.tells(INTENDED_WORDS, begins, begins + len(lead)) and INTENDED.search(lead)
    if intended:
        return "goal"
    if WISHED_FOR.search(lead) or (
        (m := IN_A_TERM.search(lead)) and not OF_NOW.search(m[0] + view.text[start:end])
    ):
        return "goal"
    if (
        INFINITIVE.fullmatch(lead)
        and FINITE.search(view.lower, end, sentence.end) is None
        and LABELLED.match(view.lower, end) is None
    ):
        return "goal"
    if ABLE_SOME_DAY.fullmatch(lead):
        return "goal"
    if GOAL_LINE.match(view.lower[line:start]):
        return "goal"
    if said.status == "conditional" and not re.search(r"[,;]", view.text[said.cues[0].end : start]):
        return "conditional"
    priors = prior_spans(view)
    near = bisect_right(priors, (start, len(view.text), 0))
    for begin, _, stretch in priors[max(0, near - NEAREST) : near]:
        if begin <= start < stretch and not CURRENT.search(view.text, begin + 4, end):
            return "past"
    if near < len(priors) and _leads_to(view, start, end, priors[near][0]):
        return "past"
    from_section = bool(said.cues) and said.cues[0].category == "section:plof"
    if said.status == "past" and said.cues and ACCUSTOMED.match(view.lower, said.cues[0].start):
        return "present"
    if said.status == "past" and not from_section and not CURRENT.search(lead):
        return "past"
    if from_section and not CURRENT.search(view.text, said.cues[0].end, start):
        return "past"
    if view.tells(EARLIER_WORDS, start - len(lead), start) and (
        (WAS_ONLY.search(lead) or EARLIER.search(lead)) and not CURRENT.search(lead)
    ):
        return "past"
    return "past" if told_of_then(view, start, end, sentence) else "present"


BY_THEN = re.compile(
    r"(?:to[ \t]+)?(?:be[ \t]+able[ \t]+to[ \t]+)?(?:walk|ambulate|amb|climb|ascend|descend|lift|carry|stand|sit|transfer|"
    r"reach|perform|complete|don|doff|get|rise|roll|scoot|negotiate|tolerate|return|drive|bathe|shower|dress|toilet|"
    r"rtw)\b"
    r"(?! (?:limited|unable|completed|is|was)\b)"
)
BY_LEVEL = frozenset({"independent", "indep", "ind", "mod i", "modified independent", "supervision", "sba"})
"""Levels that an aim with a term may open with ("Independent floor transfer by D/C")."""
TERM = re.compile(
    r"\b(?:in|within|by)[ \t]+(?:\d{1,2}|two|three|four|six|eight|ten|twelve)[ \t]*(?:wks?|weeks?|days?|"
    r"months?|mos?|visits?|sessions?)\b(?:,[^.;\n]{0,30})?[ \t.;)]*\Z|"
    r"\bby[ \t]+(?:d/?c|discharge|(?:wk|week|visit)[ \t]*\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?)[ \t.;)]*\Z"
)
"""A term at the end of what is told in the infinitive: "Walk 1/2 mile in 8 wks" (matched on lower case)."""
BY_DISCHARGE = re.compile(
    r"\bby[ \t]+(?:the[ \t]+time[ \t]+of[ \t]+)?(?:d/?c|discharge|(?:wk|week)[ \t]*\d{1,2})[ \t.;)]*\Z"
)
"""The end of the stay as the term of what is told without a verb: "Transfers SBA by d/c" (matched on lower case)."""
TOLD_OF = re.compile(
    r"\b(?:is|was|are|were|has|had|unable|cannot|not|met|needs?|needed|requires?|required|achieved|reached|progressed|"
    r"(?:ambulat|walk|transferr?|perform|complet|climb|manag|progress)ed)\b"
)


def _aimed_at(view: NoteView, start: int, end: int, sentence: Span) -> bool:
    """Whether a statement is an aim by its form: an infinitive at its head, a term at its end."""
    if (
        sentence.end - sentence.start <= LEAD
        and BY_DISCHARGE.search(view.lower, end, sentence.end) is not None
        and TOLD_OF.search(view.lower, sentence.start, sentence.end) is None
    ):
        return True
    if sentence.end - sentence.start > LEAD:
        return False
    lead = view.lower[sentence.start : start].strip(" \t\r\n-*\u2022.)#(0123456789")
    opens = lead in BY_LEVEL or lead == "will" or (not lead and BY_THEN.match(view.lower, start) is not None)
    return opens and TERM.search(view.lower, end, sentence.end) is not None
