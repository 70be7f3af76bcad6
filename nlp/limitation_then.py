"""Whether a statement of function is told of an earlier time.

Grammar
-------
::

    then      = opening [subject] verb of the past      "Back in June she needed a walker"
              | "last visit:"                           a label of an earlier visit
              | statement closing                       "could not climb stairs at the start of care"
              | statement "for" span "after"            "was unable to drive for 8 weeks after surgery"
              | verb of the past, then one of now       "needed help wiping, manages it alone now"
              | a line of the first visit above one of today   "SOC: ... / DC: ..."

Openings and closings are words of the table (``limitation_then``). A verb of the present between the opening and the
statement, or a word behind it that it goes on ("and still does"), makes it one of today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehabcode.nlp.layout import Span
from rehabcode.nlp.reader_words import either
from rehabcode.nlp.timing import EARLIER_TIME
from rehabcode.nlp.view import NoteView

REACH = 90
"""How far around a statement the words of its time may stand, in characters."""
HEAD_REACH = 240
"""How far behind the head of its sentence a statement may be of the time that opens it, in characters."""
FAR = 300
"""How far a line goes on behind a statement, in characters."""
BLANK = r"[ \t]+"
TIME = (
    rf"(?:{either('limitation_then', 'opening', BLANK)}"
    rf"|(?:back[ \t]+)?in[ \t]+(?:the[ \t]+)?(?:early[ \t]+|late[ \t]+|mid-?[ \t]?)?"
    rf"(?:{either('prior_level', 'month')}|spring|summer|fall|autumn|winter)"
    rf"|last[ \t]+(?:month|week|year|spring|summer|fall|winter|autumn|{either('prior_level', 'month')})"
    r"|when[ \t]+(?:she|he|we|pt|the[ \t]+patient|i)[ \t]+(?:started|began)(?=[ \t]*[,:])"
    r"|before[ \t]+(?:[\w']+[ \t]+){1,4}?(?:started|began|happened|flared|got[ \t]+(?:worse|bad))(?:[ \t]+\w+ing)?"
    r"|(?:on[ \t]+|last[ \t]+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:[ \t]+(?:night|morning|evening))?"
    rf"|{EARLIER_TIME}"
    r"|(?:an?|one|two|three|four|six|\d{1,2})[ \t]+(?:weeks?|wks?|months?|years?)[ \t]+(?:ago|back))"
    r"(?:[ \t]+of[ \t]+(?:19|20)\d\d)?(?![ \t]+(?:gym|room|bed|hallway|unit|risk|prev\w*|prec\w*)\b)"
)
BULLET = r"[\s\-*\u2022\d.)]*(?:and[ \t]+|but[ \t]+|[so]:[ \t]*)?[\"\u201c]?"
OPENS = re.compile(BULLET + TIME + r"\b")
"""A time before at the head of a sentence (matched on lower case)."""
OPENS_CLAUSE = re.compile(r"[;:.(\"\u201c\u2014-][ \t]*(?:and[ \t]+|but[ \t]+)?" + TIME + r"\b")
"""The same at the head of a clause."""
LABELS = re.compile(
    BULLET
    + rf"{either('limitation_then', 'label', BLANK)}(?:[ \t]+\(?\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\)?)?[ \t]*:"
)
"""The label of an earlier visit at the head of a sentence (matched on lower case)."""
CLOSES = re.compile(
    r"(?:(?!\b(?:now|today|current\w*|as|since|from|same|but|is|are)\b)[^.;,:()\n]){0,32}?\b"
    rf"(?:{either('limitation_then', 'closing', BLANK)}|in[ \t]+(?:the[ \t]+)?(?:early[ \t]+|late[ \t]+)?"
    rf"(?:{either('prior_level', 'month')}|spring|summer|autumn|winter))[ \t]*(?:[.;,\n)]|\Z)"
)
"""A time before right behind a statement that ends with it (matched on lower case)."""
AT_FIRST = re.compile(
    r"(?:[ \t]*[:=])?"
    r"(?:(?!\b(?:now|today|current\w*|as|since|from|"
    r"same)\b)[^.;,:()\n]){0,32}?\b(?:at[ \t]+(?:(?:the[ \t]+)?time[ \t]+of[ \t]+)?(?:eval\w*|ie|soc|"
    r"admission|start of care|that (?:time|point)|"
    r"(?:the[ \t]+)?(?:initial|first)[ \t]+(?:eval\w*|visit))|on[ \t]+(?:admission|admit|eval\w*|ie)|"
    r"initially(?:[ \t]+after[ \t]+[^.;,\n]{0,30})?)[ \t]*(?:[.;\n]|\Z)"
)
"""The time of the first visit right behind a statement, whatever its verb (matched on lower case)."""
FIRST_WITHIN = re.compile(
    r"[ \t]+\(?(?:at[ \t]+(?:eval\w*|ie|soc|admission|admit|start of care)|"
    r"on[ \t]+(?:admission|admit|eval\w*|ie))\)?[ \t]*[:=]"
)
"""The time of the first visit between an activity and its value (matched on lower case)."""
AT_HOME = re.compile(
    r"[\s\-*\u2022\d.)]*(?:back[ \t]+)?at[ \t]+home,?[ \t]+(?:(?:he|she|pt|patient)[ \t]+)?(?:used|walked|ambulated)\b"
)
FOR_A_WHILE = re.compile(
    r"[^.;,\n]{0,30}?\bfor[ \t]+(?:the[ \t]+first[ \t]+)?(?:an?|about|\d{1,2}|two|three|four|six|eight|many|several)?[ \t]?"
    r"(?:days|weeks?|wks?|months?|years?)[ \t]+(?:after|before|following)\b"
)
"""How long something was so that is over, behind it ("was unable to drive for 8 weeks after surgery")."""
UNTIL_DAY = re.compile(
    r"[^.;,:\n]{0,24}?\b(?:until|till)[ \t]+(?:(?:about|around|roughly|his|her|the|hosp(?:ital)?|post-?op(?:erative)?|icu)"
    r"[ \t]+)*(?:(?:pod|hd|day|icu day)[ \t]?\#?\d|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"last|[\w-]+(?:st|nd|rd|th))[ \t]+(?:day|week|hospital day|post-?op day)\b)"
)
"""A day of the stay that ended it ("could not walk until day 9"; matched on lower case)."""
UNTIL_DATE = re.compile(
    r"[^.;,:\n]{0,24}?\b(?:until|till)[ \t]+(?:(?:about|around|roughly)[ \t]+)?\d{1,2}/\d{1,2}\b"
)
"""The same by its date, behind a verb of the past: "unable to drive until 11/4" is told of now."""
PAST_VERB = re.compile(
    r"\b(?:was|wasn['\u2019]?t|were|weren['\u2019]?t|had|hadn['\u2019]?t|could|couldn['\u2019]?t|couldnt|did|didn['\u2019]?t|didnt|"
    r"would|wouldn['\u2019]?t|took|got|held|fell|went|gave|used|tied|led|stood|sat|lay|rose|drove|ate|fed|wore|kept|left|came|hung|ran|slept|"
    r"made|let|put|brought|"
    r"(?!(?:seated|assisted|unassisted|modified|supported|unsupported|supervised|limited|impaired|unaided|raised|"
    r"elevated|weighted|wheeled|indeed|speed|based|aided|bathed|untreated|uncontrolled|sided|handed|legged|footed)\b)"
    r"[a-z]{3,}(?<!ne)(?<!fe)(?<!spe)ed)\b"
)
"""A verb of the past (matched on lower case)."""
OF_NOW = re.compile(
    r";|\b(?:now|today|currently|but|is|are|has|have|needs?|requires?|cannot|can|can['\u2019]t|reports?|presents?|uses|walks|"
    r"ambulates)\b"
)
"""What leads from the time before to that of now: a clause of its own, a verb of the present."""
GAVE_UP = re.compile(
    r"\bhad[ \t]+to[ \t]+(?:stop|quit|give[ \t]+up)\b|\b(?:stopped|quit|gave[ \t]+up|lost)\b|"
    r"\b(?:went|gone|moved|switched|changed|declined)[ \t]+from\b"
)
"""What was given up or changed then is so still."""
WAS = re.compile(r"\b(?:was|were|had|used|needed|required|could|(?:could|was|were|had|did)n['\u2019]?t)\b")
GOES_ON = re.compile(
    r"(?:(?!,[ \t]*(?:but[ \t]+)?now\b)[^.;\n])*?\b(?:still|(?<!none )since|"
    r"remains?|continues?|ever|unchanged|same|to[ \t]+this[ \t]+day|as[ \t]+well|no[ \t]+better|"
    r"until[ \t]+(?:now|today)|persist\w*|daily|today[ \t]+too|(?:he|she)[ \t]+(?:needs|uses)|does[ \t]+now)\b"
)
"""What says, in the same clause, that it goes on."""
THEN_NOW = re.compile(
    r"[^.;,\n]{0,40}[,;][ \t]+(?:and[ \t]+|but[ \t]+)?"
    r"(?P<clause>(?:(?!,)[^.;\n]){0,60}?\b(?:now|currently|these[ \t]+days)\b(?:(?!,)[^.;\n]){0,40})"
)
"""A clause of now right behind a statement of the past."""


RECENT = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|weekend|last[ \t]+week)\b")
"""Times so near that what was so then is so still, where nothing of today is told against it."""
CONTRAST = re.compile(
    r"\b(?:today|now|this[ \t]+(?:week|wk|visit|time)|better|since[ \t]+then|no[ \t]+longer)\b"
)
CONTRAST_REACH = 120
"""How far behind a statement what is told of today may stand, in characters."""
TODAY_BEHIND = re.compile(
    r"[^.;\n]{0,40}?,[ \t]*(?:only|just|but|is|limited)\b|[^.;\n]{0,60}?\b(?:only[ \t]+)?\d[^.;,\n]{0,12}\btoday\b"
)
"""What goes on with the value of today in the same statement."""
APART = re.compile(
    r"[,:]|\b(?:with[ \t]+(?:residual|difficulty)|resulting|residual|leading|leaving|since|because|so)\b"
)
"""What parts a verb from a statement that is its consequence."""
ONSET = re.compile(
    r"(?:notic|noted|developed|began|started|tore|torn|sprain|hurt|injur|fractur|broke|slipped|sustain|underwent|suffer|"
    r"reported|stated|seen|discharged|admitted|referred)"
)
"""A verb of how something began, or who told it."""
DONE_NOW = re.compile(
    r"\b(?:manages?|does|independent\w*|indep|alone|on[ \t]+(?:his|her|my|their)[ \t]+own|by[ \t]+(?:him|her|my)self|"
    r"without|"
    r"no[ \t]+(?:help|assist\w*|device)|mod[ \t]i|sba|cga|min[ \t]a|supervis\w*|easily|ties?|dresses|walks|climbs|"
    r"drives|i[ \t]+just)\b"
)
"""What tells that an activity is done in another way now (matched on lower case)."""
NOT_OVER = re.compile(
    r"\b(?:unable|cannot|can['\u2019]t|in[ \t]+bed|chair|resting|room|bp|hr|o2|spo2|pain|sore|tired|lives?|reach|stable)\b"
)
"""What a clause of now tells that ends nothing."""
CLAUSE_ENDS = re.compile(r"[.;\n]|,?[ \t]+(?:but|yet|and[ \t]+now|now|today)\b")
"""Where the clause of a statement ends (matched on lower case)."""
BEFORE_IT = re.compile(
    r"[ \t]*(?:prior[ \t]+to|before)[ \t]+(?:the|his|her|this|surgery|admission|getting|starting)\b"
)
"""What a fall of an earlier time came before (matched on lower case)."""
FALLS = re.compile(r"\b(?:falls?|fell|fallen|went[ \t]+down|tripp?(?:ed|s)|slipped|stumbled)\b")
"""A fall of the last months is a problem of the present, whatever its day (matched on lower case)."""


DISCHARGED = re.compile(
    BULLET
    + r"(?:d/?c['\u2019]?d|dced|discharged)[ \t]+(?:from|out[ \t]+of)[ \t]+(?:the[ \t]+)?(?:\w+[ \t]+)?"
    r"(?:irf|snf|ltach|rehab|hosp\w*|acute|hh|home[ \t]+health)\b[^.;\n]{0,20}?[ \t](?:at|with|w/)[ \t][^.;\n]{0,24}\Z"
)
"""The level that somebody left another place at, before it (matched on lower case)."""


def told_of_then(view: NoteView, start: int, end: int, sentence: Span) -> bool:
    """Whether the statement at ``[start, end)`` is told of an earlier time, by the words around it."""
    low, last = view.lower, min(sentence.end, end + REACH)
    if AT_FIRST.match(low, end, last) or _on_earlier_line(view, start) or until_a_day(view, start, end, last):
        return True
    if _first_within(low, start, end, last):
        return True
    head = max(sentence.start, start - REACH)
    if "d" in low[head : head + 8] and DISCHARGED.match(low[head:start]):
        return True
    if LABELS.match(low, sentence.start, start) and start - sentence.start <= REACH:
        return ";" not in low[sentence.start : start]
    ends = CLAUSE_ENDS.search(low, end, last)
    stop = ends.start() if ends is not None else last
    if PAST_VERB.search(low, min(head, start), stop) is None:
        return False
    if FALLS.search(low, start, end) and not (
        BEFORE_IT.match(low, end, last) and _past_here(low, head, start, end)
    ):
        return False
    words = _opening(view, start, end, sentence, head)
    if words is not None:
        begins, opening = words
        if RECENT.search(low, begins, opening) and CONTRAST.search(low, end, end + CONTRAST_REACH) is None:
            return False
        verb = _governing(low, opening, start, stop)
        told = verb is not None and OF_NOW.search(low, opening, max(end, verb.start())) is None
        if not told or TODAY_BEHIND.match(low, end, last):
            return False
        return GAVE_UP.search(low, opening, end) is None and GOES_ON.match(low, end, last) is None
    if AT_HOME.match(low, sentence.start, end):
        return True
    over = FOR_A_WHILE.match(low, end, last) is not None and WAS.search(low, max(head, start - 12), end)
    if not over and not _past_here(low, head, start, end):
        return False
    if over or CLOSES.match(low, end, last) or BEFORE_IT.match(low, end, last) or _now_done(low, end, last):
        return GOES_ON.match(low, end, last) is None and not GAVE_UP.search(low, max(head, start - 12), end)
    return False


def until_a_day(view: NoteView, start: int, end: int, last: int) -> bool:
    """Whether a statement ended on a day that is told behind it ("not out of bed until POD 6")."""
    if not view.tells((" until ", " till "), end, last):
        return False
    if UNTIL_DAY.match(view.lower, end, last) is not None:
        return True
    dated = UNTIL_DATE.match(view.lower, end, last) is not None
    return dated and WAS_NOT.search(view.lower, max(0, start - NOT_REACH), end) is not None


WAS_NOT = re.compile(
    r"\b(?:was|wasn['\u2019]?t|had|hadn['\u2019]?t|did|didn['\u2019]?t|could|couldn['\u2019]?t)\b"
)
NOT_REACH = 30
"""How far before an activity a verb of the past that denies it may stand, in characters."""


def _first_within(low: str, start: int, end: int, last: int) -> bool:
    """Whether the time of the first visit stands within a statement, before its value ("Stairs at eval: 2")."""
    m = FIRST_WITHIN.match(low, end, last) or FIRST_WITHIN.search(low, start, end)
    return m is not None and OF_NOW.search(low, m.end(), last) is None


def _now_done(low: str, end: int, last: int) -> bool:
    """Whether a clause of now behind a statement tells the same activity done in another way."""
    m = THEN_NOW.match(low, end, last)
    return m is not None and DONE_NOW.search(m["clause"]) is not None and NOT_OVER.search(m["clause"]) is None


def does_now(view: NoteView, start: int, end: int) -> bool:
    """Whether a clause of now, at ``[start, end)``, tells that the activity is done ("now does them reciprocally")."""
    return (
        DONE_NOW.search(view.lower, start, end) is not None
        and NOT_OVER.search(view.lower, start, end) is None
    )


def _opening(view: NoteView, start: int, end: int, sentence: Span, head: int) -> tuple[int, int] | None:
    """The words of an earlier time that open the sentence or clause of a statement."""
    low = view.lower
    if start - sentence.start <= HEAD_REACH and (m := OPENS.match(low, sentence.start, end)):
        return m.span()
    opened = [m.span() for m in OPENS_CLAUSE.finditer(low, head, end)]
    return opened[-1] if opened else None


def _governing(low: str, opening: int, start: int, stop: int) -> re.Match[str] | None:
    """The verb of the past that a statement belongs to: inside it, or before it with nothing that parts the two."""
    inside = PAST_VERB.search(low, start, stop)
    if inside is not None and APART.search(low, start, inside.start()) is None:
        return inside
    before = [m for m in PAST_VERB.finditer(low, opening, start) if ONSET.match(low, m.start()) is None]
    if before and APART.search(low, before[-1].end(), start) is None:
        return before[-1]
    return None


def _past_here(low: str, head: int, start: int, end: int) -> bool:
    """Whether the statement or the few words before it hold a verb of the past, and none of the present."""
    near = max(head, start - 24)
    return PAST_VERB.search(low, near, end) is not None and OF_NOW.search(low, near, end) is None


FIRST_LINE = re.compile(
    rf"[\s\-*\u2022]*{either('limitation_then', 'first_line')}"
    r"(?:[ \t]+\(?\d{1,2}/\d{1,2}(?:/\d{2,4})?\)?)?[ \t]*[:=]"
)
"""How a line of the first visit's findings opens (matched on lower case)."""
LATER_LINE = re.compile(
    rf"[\s\-*\u2022]*{either('limitation_then', 'later_line')}"
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
    rf"[.;|][ \t]*{either('limitation_then', 'later_line')}[ \t]*[:=](?![ \t]*(?:same|unchanged|no change)\b)"
)
"""Its counterpart on the same line: "Initial: rolling Mod A. Today: rolling SBA"."""
COUNTERPART = 12
"""How many lines below the first one its counterpart can stand."""


DATED_LINE = re.compile(
    r"[ \t\-*\u2022]*(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])(?:/(?P<year>\d{4}|\d{2}))?(?![\d/])"
    r"[ \t]*(?:\([^()\n]{0,24}\))?[ \t:|-]+"
    r"(?!flights?\b|of\b|trials?\b|steps?\b|blocks?\b|pain\b|next\b|appt|f/u|follow|recert|sign|cosign|review|by\b|at\b|surgery|physician|md\b|dr\b|visit\b)[a-z]"
)
"""A line of a log, which opens with its day (matched on lower case)."""
LOG = 8
"""How many lines below it a later day of a log is looked for."""


def _dated_below(view: NoteView, number: int) -> Iterator[re.Match[str]]:
    """The lines right below one of a log that open with a day and tell of function, too."""
    lines = view.layout.lines
    for line, above in zip(lines[number + 1 : number + 1 + LOG], lines[number : number + LOG], strict=False):
        if view.text.count("\n", above.end, line.start) > 1:
            return
        m = DATED_LINE.match(view.lower, line.start, line.end)
        if m is not None and view.between(line.start, line.end, "ACTIVITY", "DEVICE"):
            yield m


def _is_grade(m: re.Match[str]) -> bool:
    """Whether what looks like a day may be a grade or a rating ("3/5", "2/10")."""
    return m["year"] is None and m["day"] in ("5", "10")


def _day(m: re.Match[str]) -> tuple[int, int, int]:
    return int(m["year"] or 0) % 100, int(m["month"]), int(m["day"])


def _on_earlier_line(view: NoteView, at: int) -> bool:
    """Whether a statement stands on a line of the first visit, with one of today below ("SOC: ... / DC: ...")."""
    lines = view.layout.lines
    number = view.layout.line_index(at)
    if (dated := DATED_LINE.match(view.lower, lines[number].start, lines[number].end)) is not None:
        later = list(_dated_below(view, number))
        if all(_is_grade(m) for m in (dated, *later)):
            return False
        return any(_day(m) > _day(dated) and bool(m["year"]) == bool(dated["year"]) for m in later)
    if FIRST_LINE.match(view.lower, lines[number].start, lines[number].end) is None:
        return False
    if LATER_BESIDE.search(view.lower, at, min(lines[number].end, at + 4 * FAR)):
        return True
    below = lines[number + 1 : number + 1 + COUNTERPART]
    return any(
        (m := LATER_LINE.match(view.lower, line.start, line.end))
        and not GOES_TO.match(view.lower, m.end(), line.end)
        for line in below
    )
