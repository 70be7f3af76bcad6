"""When a measurement was taken: before this visit, now, or as an aim.

In this order decide

1. a time word beside the value, or its column (the readers of tests and dynamometry pass it on),
2. the word that governs the clause or line: at its start ("IE: SLS 3 s, LEFS 39"), before a colon, before the
   name ("goal TUG 12 s"), or at the head of the list ("Goals 1 wk" above bullets),
3. verbs of aim in the same sentence ("is to ambulate 1000 feet"),
4. the cues and the section of the value (:func:`rehabcode.nlp.assertion.assertion`),
5. the date that opens its line, where a page holds several visits,
6. a referral or history sentence in which the value stands.

An initial value is past beside a current one or a column for one, and in a follow-up note.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from rehabcode.nlp.facts import Cue, Status
from rehabcode.nlp.quantities import Token
from rehabcode.nlp.reader_words import either, words
from rehabcode.nlp.view import Assertion, Item, NoteView

DATED = re.compile(
    r"^[ \t]*[\[(]?(?:(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?|(\d{1,2})/(20\d{2}))[\])]?(?=[ \t]*[:-]|"
    r"[ \t]+[A-Za-z])",
    re.M,
)
NAMED_NOW = re.compile(
    r"^[ \t]*(?:current|today|now|present|re-?eval|re-?test|re-?assess|this visit|measure)[\w' -]{0,30}?[ (]{1,2}"
    r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?\)?[ \t]*[:-]",
    re.M | re.I,
)
"""A line that names the date of the current measures."""
AGO = re.compile(
    r"[(\[]{1,2}(?:on )?(?:\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?(?![\d/])"
    r"(?:\] ?(?=\d)| ?[:-] {0,3}(?=[\w.])| (?=\d{1,3}(?:\.\d+)? ?(?:s|secs?|seconds|m|meters|ft|feet|lbs?|kg)\b)"
    r"|(?<![( [][0-5]/5) (?=[0-5][+-]?/5(?!\d)))"
    rf"|(?!may ){either('prior_level', 'month')} "
    r"(?=\d{1,3}(?:\.\d+)? ?(?:s|secs?|seconds|m|meters|ft|feet|lbs?|kg)\b|\d{1,2}/\d\d\))"
    r"|(?:wk|week|visit|day|session)\.? ?#?\d{1,2}(?:[:,=-] ?| [:=-] | )(?=\d))",
    re.I,
)
"""The opening of a bracket behind a value that holds one of another day: a date or a week, and a figure."""
HALF_A_YEAR = 6
"""Months: a date without a year that lies further ahead is of the year before."""
LIST_ITEM = re.compile(
    r"[ \t]*(?:[-*\u2022\u25cf\u25aa\u25e6\u00b7]|\(?\d{1,2}[.)]|\d{1,2}[ \t]+(?=[a-z])|"
    r"\[ ?[x ]?\])[ \t]*\S|(?:\t|  +)\S",
    re.I,
)
LIST_REACH = 15
"""How many items below the head of a list one can stand."""
HEAD_LENGTH = 60
FOLLOW_UP = re.compile(
    r"\b(?:daily|progress|discharge|d/?c (?:summary|note|sum)|re-?eval\w*|re-?cert\w*|re-?assess\w*|"
    r"treatment note|tx note|"
    r"visit #? ?(?:[2-9]|[1-9]\d)\b(?! of))",
    re.I,
)
HEAD = 250
"""Where the title of a note stands."""
LABEL_LENGTH = 45
"""A bracket may close before the colon of a label this short ("BLOCK A (11/2 eval):")."""
BLOCK_REACH = 3000
"""How far a dated line rules the lines behind it."""
BACK = 800
"""How far back in its line a word can rule a measure."""
SENTENCE_BACK = 400
GOAL_REACH = 600
"""How far a goal word at the start of a sentence rules the sentences behind it in dictated prose."""
BULLETS = " \t-*\u2022\u25cf\u25aa.)(0123456789|[]>#"
OPENING = re.compile(r"(?:(?:at|on|upon)\b)?[ \t]*(?:(?:the|her|his|their|our|my)\b)?")
"""Before the time word that opens a sentence ("On the first visit ...")."""
LABELLED = re.compile(
    r"(?:updated|revised|new|current|short[- ]term|long[- ]term|pt|patient|functional|therapy)"
)
"""Before the word of a goal in a label ("Updated LTG: ...")."""
AIMED_TOO = re.compile(
    r"(?<!s) (?:is |of )?(?!remain|progress|met\b|not\b|partly|unchanged|reviewed|discussed)[a-z][^,;.\n]{0,60}"
    r"(?: and| &| \+)(?: (?:the|an?))? "
)
"""Between the word of a goal in the middle of a line and the second measure aimed at."""
GOVERNS = re.compile(
    r"\s*\)?(?:\([^()\n]{0,30}\)|#?\d{1,2} ?(?:wks?|weeks?|days?|d|mos?|months?)?\b(?![./]\d))?[ \t]*"
    r"(?:[\w/.-]+[ \t]?){0,2}(?:\([^()\n]{0,30}\))?[ \t]*[:=-]"
)
WILL = re.compile(
    r"\b(?:will(?! (?:re-?)?(?:assess|test|be|perform|monitor))|should(?= (?:climb|do|walk|reach|be able|have))"
    r"(?![^.;]*\bby now\b)|"
    r"(?:is|are|pt|patient) to|to be|"
    r"able to achieve)\b"
)
GOAL_VERB = re.compile(
    r"\b(?:improve|increase|decrease|reduce|raise|lower|achieve|reach|bring)(?: (?:his|her|their|the|"
    r"pt'?s?|patient'?s?))?[ \t]*$"
)
EARLIER_TIME = (
    r"(?:when (?:i|we) (?:first|last) (?:saw|met|tested|evaluated) (?:her|him|them|pt|the patient)"
    r"|when (?:therapy|treatment|pt|ot|rehab|care|services) (?:began|started)"
    r"|when (?:she|he|pt|the patient) (?:left|came home from|was discharged from|came out of) (?:the )?"
    r"(?:hospital|rehab|snf|icu)"
    r"|(?:on|upon) (?:leaving|discharge from) (?:the )?(?:hospital|rehab|snf|icu|acute care)"
    r"|(?:on|at) hospital discharge"
    r"|at the (?:start|outset|beginning) of (?:therapy|treatment|care|pt|ot|rehab|the episode|services)"
    r"|(?:on )?(?:the first day|day one|day 1)(?: of (?:therapy|care|pt|ot))?"
    r"|at (?:her|his|its|their|the) (?:very )?(?:worst|weakest|lowest)"
    r"|at the time of (?:the |her |his )?(?:injury|accident|fall|surgery|stroke|admission|onset|diagnosis|referral)"
    r"|(?:right|immediately|soon|just|shortly) after (?:the |her |his )?(?:surgery|stroke|injury|fall|accident|operation|"
    r"extubation)"
    r"|(?:(?:she|he|pt) )?arrived (?:(?:nearly|almost|fully) )?(?:flaccid|paraly[sz]ed|quadriplegic|plegic|"
    r"hemiplegic)(?=,)"
    r"|an? (?:year|month|week) back|earlier this (?:month|week|year|fall|spring|summer|winter))"
)
"""What opens a clause on an earlier time, in the words of prose."""
EARLIER = re.compile(rf"{EARLIER_TIME},?(?= )", re.I)
STRAIGHT = re.compile(
    r"[,:]?[ \t]*(?:\([^()\n]{1,14}\)[,:]?[ \t]*)?"
    r"(?:(?:and|the|her|his|their|its|our|my|i|we|pt's|patient's|pt|patient|she|he|it|had|an?|scored|completed|performed|did|"
    r"measured|took|taken|tested|recorded|repeat|initial|baseline|on|for|of|with|right|left|both|bilateral|r|l|b|"
    r"total|best|walked|demonstrated|showed|scores?|results?|outcome|measures?|was|were|when|in|at|therapy|clinic|using|"
    r"walker|cane|rollator|first|last)\b[,:]?[ \t]*)*"
)
"""Between "six weeks ago" and the measures of that day (matched on lower case)."""
MEASURES = ("TEST", "DYNAMO", "MUSCLE", "JOINT", "MOTION")
TURNS = re.compile(
    r";|\b(?:is|are|now|today|presents?|demonstrates?|shows?|went|twisted|heard|saw|hurt|gave|has(?! had)|"
    r"got (?!\d)|felt (?:great|fine|well|good|a)|started|lost|but (?:now|today)|"
    r"received (?!an? (?:score|grade))|used no|noticed|stopped|fell|slipped|tripped|underwent|worsened)\b"
)
"""Behind an earlier time: a verb of today, an event, or another statement."""
OPENER_REACH = 240
"""How far an earlier time at the start of a sentence rules."""
PRESENT = re.compile(r"\b(?:is|are|now|today)\b")
"""Between the name of a measure and its value of today."""
GOES_ON = frozenset(("and", "to", "but", "then", "with", ";"))
"""Behind a value's own time, before the next value."""
CHANGED = frozenset(words("timing", "changed"))
"""Before "to" and the present value ("22 s in May has fallen to 15 s")."""
BEFORE_IS = frozenset(("and", "but", ",", ";", "it", "past"))
"""Before "is" and the present value; "past" is the time of the one before."""
OF_GOAL_BACK = 24
BELOW = frozenset(
    ("below", "above", "short", "more", "fewer", "less", "away", "shy", "better", "worse", "years")
)
"""Behind a figure that only tells the distance to another."""
STANDS = frozenset(("is", "are", "stands", "measures"))
"""Before the present value, behind one that was ("was 34 s and is 19")."""
PAST_SECTIONS = frozenset(("referral", "pmh", "plof"))
ROLES: dict[str, str] = {"was": "past", "from": "past", "norm": "conditional", "to": "now"}
OF_GOAL = re.compile(r"\b(?:goals?|[ls]tgs?)[ ]?\([^()\n]{0,16}\Z")
"""Before a word in the bracket behind that for a goal: it says when the goals were set ("Goals (recert): ...")."""
UNMET = frozenset(words("timing", "unmet"))
"""What a goal is said to be right behind its value ("TUG < 20 s - not met")."""
UNMET_ALONE = frozenset(w for w in UNMET if w.endswith("met"))
"""The same, of goals only, whatever heads the line."""
NO_GOVERNOR = frozenset(("was", "from", "to", "met", "change"))


class Timed(NamedTuple):
    """Time role (``now``, ``initial``, ``past``, ``goal``, ``conditional``) and the words that gave it."""

    role: str
    cues: tuple[Cue, ...] = ()


def time_of(
    view: NoteView,
    name: int,
    value: int,
    said: Assertion,
    when: str | None,
    item: Item | None,
    visits: Visits,
) -> Timed:
    """Return the time role of a measurement.

    Parameters
    ----------
    view : NoteView
        The note.
    name, value : int
        Where the name of the measure and the value start.
    said : Assertion
        Status of the value by cues and section.
    when : str or None
        Role a word beside the value or its column gave, None for none.
    item : Item or None
        That word.
    visits : tuple
        What :func:`dated_lines` returned for the note.
    """
    if when is not None and when != "met":
        return Timed(ROLES.get(when, when), _cues(view, item))
    at = min(name, value)
    governor = _governor(view, at, value)
    if governor is not None:
        return Timed(ROLES.get(governor.value, governor.value), _cues(view, governor))
    if GOAL_VERB.search(view.lower, max(0, at - 40), at) or WILL.search(
        view.lower, max(view.layout.sentence_at(at).start, at - SENTENCE_BACK), value
    ):
        return Timed("goal")
    if said.status == "goal":
        return Timed("goal", said.cues)
    if earlier_visit(view, visits, value):
        return Timed("past")
    section = view.section_at(value)
    if section and section.category in PAST_SECTIONS and view.layout.sentence_at(value).start <= section.body:
        return Timed("past", said.cues)
    return Timed("now")


def status_in(view: NoteView, role: str, header: frozenset[str], *, current: bool) -> Status:
    """Return the status of a measurement by its time role.

    An initial value is past beside a current one (``current``), in a table with a column for one
    (``header``), and, outside tables, in a note that is no evaluation.
    """
    if role == "initial":
        followed = "now" in header or current or (not header and not is_evaluation(view))
        return "past" if followed else "present"
    statuses: dict[str, Status] = {"goal": "goal", "past": "past", "conditional": "conditional"}
    return statuses.get(role, "present")


def is_evaluation(view: NoteView) -> bool:
    """Whether the note can be an evaluation, where the initial values are the current ones."""
    return FOLLOW_UP.search(view.text, 0, HEAD) is None


class Visits(NamedTuple):
    """The dated lines of a note: where they begin, their dates, and the last of the days."""

    starts: list[int]
    dates: list[tuple[int, int, int]]
    last: tuple[int, int, int] | None
    named: bool = False
    """Whether the last day is named beside the current measures: older dates rule their own lines alone."""

    def date_at(self, at: int) -> tuple[int, int, int] | None:
        """Return the date of the dated line that rules offset ``at``."""
        i = bisect_right(self.starts, at) - 1
        return self.dates[i] if i >= 0 else None


def dated_lines(view: NoteView) -> Visits:
    """Return the lines that open with a date.

    A page of visits ("10/02  S: ...", "10/09  S: ...") and blocks pulled forward ("[03/2024] ...") are read
    so.
    """
    return view.once(_dated_lines)


def _dated_lines(view: NoteView) -> Visits:
    starts, dates = [], []
    for line in view.layout.lines:
        m = DATED.match(view.text, line.start)
        if m is None:
            continue
        month, day, year, old_month, old_year = m.groups()
        starts.append(m.start())
        dates.append((int(old_year), int(old_month), 0) if old_year else (_year(year), int(month), int(day)))
    days = {d for d in dates if d[2]}
    named = NAMED_NOW.search(view.text) if days else None
    if named is not None:
        now = (_year(named[3]), int(named[1]), int(named[2]))
        if all(_before(d, now) or d == now for d in days):
            dates = [d if d == now or d < now else (now[0] - 1, *d[1:]) for d in dates]
            return Visits(starts, dates, now, named=True)
    return Visits(starts, dates, max(days) if len(days) > 1 else None)


def _before(day: tuple[int, int, int], now: tuple[int, int, int]) -> bool:
    """Whether a day lies before the current one; without years December lies before January."""
    if day < now:
        return True
    return not (day[0] or now[0]) and day[1] - now[1] >= HALF_A_YEAR


def _year(text: str | None) -> int:
    return 0 if text is None else int(text) % 100 + 2000


def earlier_visit(view: NoteView, visits: Visits, at: int) -> bool:
    """Whether ``at`` stands under an earlier date than the last visit, or beside a month long gone."""
    i = bisect_right(visits.starts, at) - 1
    if i < 0:
        return False
    start, date = visits.starts[i], visits.dates[i]
    if not date[2] or (visits.named and visits.last is not None and date < visits.last):
        return view.layout.line_index(at) == view.layout.line_index(start)
    earlier = visits.last is not None and date < visits.last
    return earlier and at - start < BLOCK_REACH and view.text.find("\n\n", start, at) < 0


def _governor(view: NoteView, at: int, value: int) -> Item | None:
    """Return the time word that rules the clause, line or list of a measure at ``at``, its ``value`` behind."""
    line, sentence = view.layout.line_at(at), view.layout.sentence_at(at)
    low = view.lower
    if (opener := _opener(view, sentence.start, at, value)) is not None:
        return opener
    start = max(min(line.start, sentence.start), at - BACK)
    told_now = False
    for item in reversed(view.between(start, at, "WHEN")):
        if item.value in NO_GOVERNOR or OF_GOAL.search(
            low, max(start, item.start - OF_GOAL_BACK), item.start
        ):
            continue
        told_now = told_now or item.value == "now"
        own = item.start >= sentence.start
        first = sentence.start if own else view.layout.sentence_at(item.start).start
        lead = low[max(first, view.layout.line_at(item.start).start) : item.start]
        if (
            item.value == "past"
            and is_ago(item)
            and (
                told_now
                or lead.strip(BULLETS)
                or not _straight(view, item.end, at)
                or PRESENT.search(low, at, value)
            )
        ):
            continue
        opens = item.value != "norm" and OPENING.fullmatch(lead.strip(BULLETS)) is not None
        opens = opens or (
            item.value == "goal"
            and ":" in (low[item.end - 1], low[item.end : item.end + 1])
            and LABELLED.fullmatch(lead.strip(BULLETS)) is not None
        )
        between = low[item.end : at]
        shut = between.find(")")
        if shut >= 0 and low[max(0, item.start - 1) : item.start] == "(" and ":" not in between[shut:]:
            continue  # "knee ext 5/5 (eval 4-/5). TUG 7 s": said of what stands before the bracket
        colon = GOVERNS.match(low, item.end, at)
        if (
            colon
            and (own or _same_list(view, item, at))
            and (
                not _closes_bracket(low[item.start : colon.end()]) or colon.end() - line.start < LABEL_LENGTH
            )
        ):
            # "Prior: no device; now needs a walker. TUG 28 s"
            return item if own or not told_now or item.value in ("now", "goal") else None
        if item.value == "goal" and lead.rstrip()[-1:] in (";", ",") and AIMED_TOO.fullmatch(between):
            return item  # "4x/wk; goal quad 4+/5 and LEFS 70/80"
        if not between.strip(" \t:=-#") or between.strip() in ("of", "of:", "the", "for"):
            return item
        if opens and (own or (item.value == "goal" and _same_list(view, item, at))):
            return item
        if item.value == "initial" and not told_now and opens_paragraph(view, item.start, at):
            return item
    return _list_head(view, at)


def _straight(view: NoteView, ago: int, at: int) -> bool:
    """Whether measures alone follow "six weeks ago", and no event that it dates ("... he got a prosthesis, TUG 18 s")."""
    m = STRAIGHT.match(view.lower, ago, at)
    first = m.end() if m else ago
    return first == at or any(i.start == first for k in MEASURES for i in view.between(first, first + 1, k))


def _opener(view: NoteView, start: int, at: int, value: int) -> Item | None:
    """The words of an earlier time that open the sentence of a measure ("At the start of therapy TUG was 22 s")."""
    while start < at and view.text[start] in BULLETS:
        start += 1
    m = EARLIER.match(view.lower, start, at)
    if m is None or value - m.end() > OPENER_REACH:
        return None
    turned = TURNS.search(view.lower, m.end(), value)
    first = next((i.start for i in view.between(m.end(), value, *MEASURES)), value)
    if (turned and (turned.group() != ";" or turned.start() < first)) or view.between(m.end(), at, "WHEN"):
        return None
    return Item(m.start(), m.end(), "WHEN", "past", {})


def opens_paragraph(view: NoteView, word: int, at: int) -> bool:
    """Whether a word opens the line of ``at`` ("On eval he needed help. BLE 3-/5; TUG 48 s.")."""
    line = view.layout.line_at(at)
    return line.start <= word < at and not view.text[line.start : word].strip(BULLETS)


def _same_list(view: NoteView, goal: Item, at: int) -> bool:
    """Whether no other section begins between a time word and a sentence that follows it on the line."""
    section = view.section_at(at)
    return at - goal.end < GOAL_REACH and (
        section is None or section.start <= goal.start or section.category == "goals"
    )


def _closes_bracket(part: str) -> bool:
    """Whether a word before a colon stands in brackets that close before it ("(goal 12): ...")."""
    return part.count(")") > part.count("(")


def _list_head(view: NoteView, at: int) -> Item | None:
    """Return the goal word that heads the list in which the line at ``at`` is an item."""
    text, lines = view.text, view.layout.lines
    own = n = view.layout.line_index(at)
    for _ in range(LIST_REACH):
        line = lines[n]
        if not LIST_ITEM.match(text, line.start, line.end) or n == 0 or lines[n - 1].end < line.start - 2:
            break
        n -= 1
    head = lines[n] if lines else None
    if head is None or n == own or head.end - head.start > HEAD_LENGTH:
        return None
    items = view.between(head.start, head.end, "WHEN")
    if items and items[0].value == "goal" and not text[head.start : items[0].start].strip(BULLETS + "IVX"):
        return items[0]
    return None


def is_ago(item: Item) -> bool:
    """Whether a time word counts back from today ("six weeks ago"): it may date an event as well as a value."""
    return item.data.get("literal", "").endswith(" ago")


def told_behind(toks: list[Token], i: int) -> bool:
    """Whether a time word stands right behind its value, and the clause goes on with another one.

    "30 in July and is 41 today", "22 s in May to 15 s", "18 s at eval, 12 s today".
    """
    if not i or toks[i - 1].kind != "value" or i + 2 >= len(toks):
        return False
    if toks[i + 1].text == ",":
        return toks[i + 2].kind == "value" and i + 3 < len(toks) and toks[i + 3].kind == "when"
    return toks[i + 1].text in GOES_ON


def stands_now(toks: list[Token], i: int) -> bool:
    """Whether "is" leads to the value of today behind one that was ("was 34 s and is 19")."""
    if not i or toks[i].text not in STANDS or toks[i - 1].text not in BEFORE_IS:
        return False
    told = toks[i - 1].kind in ("word", "mark", "when")
    follows = toks[i + 1 : i + 3]
    below = len(follows) > 1 and follows[1].text in BELOW
    return told and bool(follows) and follows[0].kind == "value" and not below


def is_unmet_goal(view: NoteView, item: Item, at: int) -> bool:
    """Whether a word right behind the value at ``at`` says that it is a goal not reached ("TUG < 20 s - not met")."""
    literal = item.data.get("literal", "").lower()
    return literal in UNMET and (literal in UNMET_ALONE or goal_named(view, at))


def goal_named(view: NoteView, at: int) -> bool:
    """Whether a goal word stands before ``at`` in its sentence, or ``at`` in the goals."""
    sentence = view.layout.sentence_at(at)
    said = any(w.value == "goal" for w in view.between(max(sentence.start, at - BACK), at, "WHEN"))
    return said or view.category_at(at) == "goals"


def _cues(view: NoteView, item: Item | None) -> tuple[Cue, ...]:
    if item is None:
        return ()
    text = view.text[item.start : item.end]
    return (Cue(text=text, start=item.start, end=item.end, category=f"TIME:{item.value}"),)
