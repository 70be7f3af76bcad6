"""Whether a statement of function is current, a goal, the prior level, or no report at all."""

from __future__ import annotations

import re
from bisect import bisect_right

from rehabcode.nlp.facts import Status
from rehabcode.nlp.layout import Span
from rehabcode.nlp.prior_level import prior_spans
from rehabcode.nlp.reader_words import either
from rehabcode.nlp.timing import EARLIER_TIME
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
    r"\b(?:is|are) to (?:avoid|refrain|remain|continue|start|follow|keep)\b|"
    r"\bwill (?:discontinue|refrain|avoid)\b|\brecommend\w* (?:that )?(?:he|she|they|the patient)\b|"
    r"\brecommended (?:when|for|with|during|on|while)\b|"
    r"\bhave (?:him|her|them|the patient) (?:ambulate|walk|use|start|continue)\b"
)
TEACHING_WORDS = (
    "billing",
    "cpt",
    "call",
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
    r"at (?:eval\w*|IE|SOC|admission|initial \w+|start of care|first)|on (?:admission|"
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
    *("on admission", "on eval", "on ie", "initially", "when first", "when i "),
    *(f"d{n}" for n in range(10)),
)
"""What either of them begins with, or holds."""
INTENDED_START = re.compile(
    r"[\s\-\u2022*\d.)]*(?:(?:pt|patient|client)'?s?\s+)?(?:(?:goals?|[SL]TGs?\d?)\b|"
    r"expected (?:at|by|on) [^:;.\n]{1,24}:|aims?[ \t]*(?:[:(]|,[ \t]*\d))",
    re.I,
)
INTENDED = re.compile(
    r"\b(?:(?:pt|patient|client|he|she)\s+(?:will(?! not\b)|is to|to)|will be able to|would like to|expected outcome|"
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
INTENDED_WORDS = ("will", "to", "expected outcome", "anticipated", "target", "by ", "goal", "aim", "in ")
"""What every one of them holds."""
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
    r"short-term)[ \t]+)+(?:goals?|aims?|[sl]tgs?)\b|[^.;()\n]*?\((?:goal|[sl]tg)\)"
)
"""A statement that is called a goal only behind it (matched on lower case)."""
GOAL_REACH = 90
GOAL_WORDS = ("goal", "aim", "tg")
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


def is_silent(view: NoteView, section: str | None, sentence: Span) -> bool:
    """Whether a sentence of a section tells no function: plans, orders, and a past history without complaint."""
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
    line = max(view.layout.line_at(start).start, start - 4 * LEAD)
    if start - line > 40 and "goal" in view.lower[line:start] and GOALS_FOLLOW.search(view.text, line, start):
        return "goal"
    if said.status == "family" and not said.cues[0].category.startswith("FAMILY"):
        return "family"
    aims = view.tells(GOAL_WORDS, start - len(lead), end + GOAL_REACH)
    if aims and GOAL_MET.search(lead):
        return "conditional"
    if aims and GOAL_BEHIND.match(view.lower, end, min(sentence.end, end + GOAL_REACH)):
        return "goal"
    if _aimed_at(view, start, end, sentence):
        return "goal"
    if said.status == "goal" or INTENDED_START.match(lead):
        return "goal"
    if view.tells(INTENDED_WORDS, start - len(lead), start) and INTENDED.search(lead):
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
    if _at_first(view, end, min(sentence.end, end + GOAL_REACH)) or _told_of_then(view, start, end, sentence):
        return "past"
    return "past" if _on_earlier_line(view, start) else "present"


AT_FIRST = re.compile(
    r"(?:(?!\b(?:now|today|current\w*|as|since|from|same)\b)[^.;,:()\n]){0,32}?\b(?:at[ \t]+(?:eval\w*|ie|soc|"
    r"admission|start of care|that (?:time|point)|"
    r"(?:the[ \t]+)?(?:initial|first)[ \t]+(?:eval\w*|visit))|on[ \t]+(?:admission|admit|eval\w*|ie)|initially)[ \t]*[.;\n]"
)
"""The time of the first visit right behind a statement that ends with it (matched on lower case)."""
FIRST_WORDS = ("eval", " ie", "\tie", "soc", "admi", "start of care", "that ", "initial", "first")
"""What each of them holds."""
THEN = re.compile(
    r"[\s\-*\u2022\d.)(]*(?:and[ \t]+|but[ \t]+|s:[ \t]*|o:[ \t]*)?"
    rf"(?:(?:back[ \t]+)?in[ \t]+(?:early[ \t]+|late[ \t]+|mid-?[ \t]?)?{either('prior_level', 'month')}"
    rf"|last[ \t]+(?:month|week|year|spring|summer|fall|winter|autumn|{either('prior_level', 'month')})"
    r"|(?:at|on)[ \t]+(?:(?:the|his|her)[ \t]+)?(?:time[ \t]+of[ \t]+)?(?:first|initial)[ \t]+(?:visit|session|eval\w*|day)"
    r"|at[ \t]+(?:the[ \t]+)?time[ \t]+of[ \t]+(?:\w+[ \t]+)?(?:admit|admission|eval\w*)|on[ \t]+day[ \t]+(?:1|one)"
    r"|(?:in|at|on)[ \t]+(?:the[ \t]+)?(?:acute[ \t]+|inpatient[ \t]+)?(?:icu|rehab|hospital|snf|"
    r"(?<=acute )unit|(?<=inpatient )unit)"
    rf"|{EARLIER_TIME}"
    r"|(?:an?|one|two|three|four|six|\d{1,2})[ \t]+(?:weeks?|wks?|months?|years?)[ \t]+ago)"
    r"(?:[ \t]+of[ \t]+(?:19|20)\d\d)?,?[ \t]+(?:(?:he|she|they|i|pt|patient|the patient|client)[ \t]+)?"
    r"(?:still[ \t]+|only[ \t]+|also[ \t]+)?(?:was|were|had[ \t]+to|needed|required|could|couldn't|"
    r"did(?:[ \t]+not|n't)|used|walked|ambulated|transferred|climbed|stood|took)\b|"
    r"[\s\-*\u2022\d.)(]*(?:back[ \t]+)?at[ \t]+home,?[ \t]+(?:(?:he|she|pt|patient)[ \t]+)?(?:used|walked|ambulated)\b"
)
"""A time before with a verb of the past, at the head of a sentence ("In June he needed a walker")."""
FOR_A_WHILE = re.compile(
    r"[^.;,\n]{0,30}?\bfor[ \t]+(?:an?|about|\d{1,2}|two|three|four|six|eight|many|several)?[ \t]?"
    r"(?:days|weeks?|wks?|months?|years?)[ \t]+(?:after|before|following)\b"
)
"""How long something was so that is over, behind it ("was unable to drive for 8 weeks after surgery")."""
OF_NOW = re.compile(
    r";|\b(?:but|is|are|has|have|needs?|requires?|cannot|can|can['\u2019]t|reports?|presents?|uses|walks|ambulates)\b"
)
"""What leads from the time before to that of now: a clause of its own, a verb of the present."""
GAVE_UP = re.compile(r"had[ \t]+to[ \t]+(?:stop|quit|give[ \t]+up)\b")
"""What was given up then is given up still."""
WAS = re.compile(r"\b(?:was|were|had|used|needed|required|could)\b")
GOES_ON = re.compile(r"\b(?:still|now|since|remains?|continues?|currently|today|ever|unchanged|same)\b")
"""What says that it goes on."""
BY_THEN = re.compile(
    r"(?:to[ \t]+)?(?:be[ \t]+able[ \t]+to[ \t]+)?(?:walk|ambulate|amb|climb|ascend|descend|lift|carry|stand|sit|transfer|"
    r"reach|perform|complete|don|doff|get|rise|roll|scoot|negotiate|tolerate|return|drive|bathe|shower|dress|toilet)\b"
    r"(?! (?:limited|unable|completed|is|was)\b)"
)
TERM = re.compile(
    r"\b(?:in|within|by)[ \t]+(?:\d{1,2}|two|three|four|six|eight|ten|twelve)[ \t]*(?:wks?|weeks?|days?|"
    r"months?|mos?|visits?|sessions?)\b(?:,[^.;\n]{0,30})?[ \t.;)]*\Z|"
    r"\bby[ \t]+(?:d/?c|discharge|(?:wk|week|visit)[ \t]*\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?)[ \t.;)]*\Z"
)
"""A term at the end of what is told in the infinitive: "Walk 1/2 mile in 8 wks" (matched on lower case)."""


def _at_first(view: NoteView, start: int, end: int) -> bool:
    """Whether the time of the first visit follows a statement."""
    return view.tells(FIRST_WORDS, start, end) and AT_FIRST.match(view.lower, start, end) is not None


def _told_of_then(view: NoteView, start: int, end: int, sentence: Span) -> bool:
    """Whether a statement is told of another time: by the head of its sentence, or by how long it was so."""
    low, last = view.lower, min(sentence.end, end + GOAL_REACH)
    m = THEN.match(low, sentence.start, end) if start - sentence.start <= GOAL_REACH else None
    if m is not None and (
        OF_NOW.search(low, m.end(), end) or GAVE_UP.search(low, m.end() - len("had to"), end)
    ):
        return False
    over = (
        m is None
        and FOR_A_WHILE.match(low, end, last) is not None
        and WAS.search(low, max(sentence.start, start - 12), end)
    )
    if m is None and not over:
        return False
    return GOES_ON.search(low, end if over else m.end() if m is not None else start, last) is None


def _aimed_at(view: NoteView, start: int, end: int, sentence: Span) -> bool:
    """Whether a statement is an aim by its form: an infinitive at its head, a term at its end."""
    return (
        sentence.end - sentence.start <= LEAD
        and BY_THEN.match(view.lower, start) is not None
        and not view.text[sentence.start : start].strip(" \t\r\n-*\u2022.)#(0123456789")
        and TERM.search(view.lower, end, sentence.end) is not None
    )


FIRST_LINE = re.compile(
    rf"[\s\-*\u2022]*{either('limitation_status', 'first_line')}"
    r"(?:[ \t]+\(?\d{1,2}/\d{1,2}(?:/\d{2,4})?\)?)?[ \t]*[:=]"
)
"""How a line of the first visit's findings opens (matched on lower case)."""
LATER_LINE = re.compile(
    rf"[\s\-*\u2022]*{either('limitation_status', 'later_line')}"
    r"(?:[ \t]+\(?\d{1,2}/\d{1,2}(?:/\d{2,4})?\)?)?[ \t]*[:=]"
)
"""How its counterpart opens, below it."""
GOES_TO = re.compile(
    r"[ \t]*(?:to|home|snf|alf|ilf|rehab|irf|ltc|hh|facility|hospice|when|with|after|plan\w*|pending|tbd|expected|"
    r"anticipated|"
    r"\d+ ?(?:wks?|weeks?|days?|visits?)|recommend\w*|from)\b"
)
"""Behind "Discharge:": where somebody goes, and no level."""
LATER_BESIDE = re.compile(
    rf"[.;|][ \t]*{either('limitation_status', 'later_line')}[ \t]*[:=](?![ \t]*(?:same|unchanged|no change)\b)"
)
"""Its counterpart on the same line: "Initial: rolling Mod A. Today: rolling SBA"."""
COUNTERPART = 12
"""How many lines below the first one its counterpart can stand."""


def _on_earlier_line(view: NoteView, at: int) -> bool:
    """Whether a statement stands on a line of the first visit, with one of today below ("SOC: ... / DC: ...")."""
    lines = view.layout.lines
    number = view.layout.line_index(at)
    if FIRST_LINE.match(view.lower, lines[number].start, lines[number].end) is None:
        return False
    if LATER_BESIDE.search(view.lower, at, min(lines[number].end, at + 4 * LEAD)):
        return True
    below = lines[number + 1 : number + 1 + COUNTERPART]
    return any(
        (m := LATER_LINE.match(view.lower, line.start, line.end))
        and not GOES_TO.match(view.lower, m.end(), line.end)
        for line in below
    )
