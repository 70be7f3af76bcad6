"""Status of a finding and who asserts it: ConText cues of its clause, then its section.

A finding's own sentence speaks before its section: "STG: ... currently 3+/5" is current although it stands
among
goals. Among cues, the order of :data:`PRECEDENCE` decides. Cues come from ``nlp/data/context_rules.csv``;
what words
alone cannot say is decided here, by the text between cue and finding:

- a list goes on under one negation ("denies numbness, weakness or falls"), but a predicate or a finding
  with its own
  grade behind a comma stands for itself ("no pain, legs are weak"; "no pain, weakness in BLE 3/5"),
- "without" and "possible" reach over a comma only when the list is closed by "or",
- a bracket that closes between cue and finding ends the cue's reach, and so does a dash with blanks.
"""

from __future__ import annotations

import re

from rehabcode.nlp.facts import By, Cue, Status
from rehabcode.nlp.layout import LABEL
from rehabcode.nlp.reader_words import words
from rehabcode.nlp.view import Assertion, CueScope, NoteView, Section

PRECEDENCE: tuple[tuple[str, Status], ...] = (
    ("GOAL", "goal"),
    ("HYPOTHETICAL", "conditional"),
    ("NEGATED_EXISTENCE", "absent"),
    ("FAMILY", "family"),
    ("POSSIBLE_EXISTENCE", "possible"),
    ("PRIOR_LEVEL", "past"),
    ("RESOLVED", "past"),
    ("HISTORICAL", "past"),
)
"""ConText categories with the status they set, strongest first."""

MEASURED = frozenset({"strength", "dynamometry", "test"})
"""Kinds whose values are never negated, possible or somebody else's: their readers bring their own rules."""
NOT_MEASURED = frozenset({"NEGATED_EXISTENCE", "POSSIBLE_EXISTENCE", "FAMILY", "RESOLVED"})

SECTION_STATUS: dict[str, Status] = {"goals": "goal", "plof": "past", "family_history": "family"}
SECTION_BY: dict[str, By] = {
    "referral": "physician",
    "pmh": "physician",
    "medications": "physician",
    "subjective": "patient",
    "objective": "therapist",
    "strength": "therapist",
    "assessment": "therapist",
    "current_function": "therapist",
    "goals": "therapist",
    "plan": "therapist",
    "treatment": "therapist",
    "tests": "therapist",
    "balance": "therapist",
    "rom": "therapist",
    "progress": "therapist",
    "discharge": "therapist",
}
"""Who speaks in a section of a therapist's note; in a physician's note the physician speaks everywhere."""
SOURCES: dict[str, By] = {
    "PHYSICIAN_SOURCE": "physician",
    "THERAPIST_SOURCE": "therapist",
    "PATIENT_SOURCE": "patient",
}
"""ConText categories that name who asserts a finding; the one nearest to it speaks, in doubt the first."""

QUESTION_AFTER = re.compile(r"[ \t]?(?:dx|diagnosis)?(?P<mark>\?)+(?P<no>[ \t]*(?:-+[ \t]*)?no\b)?")
"""A question mark right behind a finding; an answer behind it may deny it ("ALS dx? no")."""
QUESTION_BEFORE = re.compile(r"(?:^|[\s(,;:])(\?)+[ \t]*$")
LIST_LINE = re.compile(
    r"[ \t]*(?:[-*#\u2022\u25cf\u25aa>+]|\(?\d{1,2}[.)]|[A-Za-z][.)][ "
    r"\t]|(?:[SL]TG\d?|Goal|Pt will|Patient will)\b)",
    re.I,
)
NEW_LABEL = re.compile(r"[.;][ \t]+[A-Z][A-Za-z/ ]{1,24}:[ \t]|[ \t]{2,}[A-Z][A-Za-z/ ]{1,24}:[ \t]")
TODAY_OPENS = re.compile(
    r"\.[ \t]+(?:MMT|Strength|ROM|Objective|Subjective|Assessment|Exam|Now|Current(?:ly)?|Today|At present|Presents?|"
    r"Reports?|States|Denies|C/o|Complains|Dx|Needs|Requires|Weak(?:ness)?|Pain|Vitals|BP|Pt (?:presents|reports|now|c/o|"
    r"needs|requires|demonstrates|is weak|with))\b",
    re.I,
)
"""How a sentence behind the prior level opens that speaks of today."""
REACHED = 12
"""How far into the finding itself such an opening may reach ("... no device. Weakness of both legs")."""
SENTENCE_ENDS = re.compile(r"[.;][ \t]+(?=[A-Z\d])")
PHYSICIAN_TITLE = re.compile(
    r"\b(?:attending|hospitalist|physician|internal medicine|family medicine|primary care|office visit|h&p|"
    r"admission|discharge summary|neurology|rheumatology|geriatrics?|cardiology|pulmonary|oncology|pm&r|"
    r"physiatry|orthop\w+ clinic|pcp|consultation|emergency)\b"
)
THERAPY_TITLE = re.compile(
    r"\b(?:pt|ot|p\.t|therap\w+|rehab|refer\w*|ref|eval\w*|home health|"
    r"snf (?:pt|ot)|daily|visit \d+)\b"
)
"""A title that names a specialty may be a therapist's, with the referral in its first line."""

DASH = re.compile(r"\s(?:-{1,2}|[\u2013\u2014])\s")
CHOOSING = words("assertion", "choosing")
"""How cues open that weigh treatments as well as diseases."""
FOR = re.compile(
    r"\b(?!(?:test|check|screen|evaluat|work|look|assess|suspic|concern)\w*[ \t]|(?:up|eval|risk)[ \t])\w+[ \t]+"
    r"(?:for|in|with|since|despite|because)\b"
)
"""Between such a cue and a finding: a treatment is weighed, not the finding ("considering an AFO for her foot drop")."""
NARROW = re.compile(r"without|w/o|(?:\w+ )?not|\w+n't")
"""Cues of one thing, not of a list: they pass a comma only when an "or" closes the list."""
CLOSED_LIST = re.compile(r"\b(?:or|nor|vs\.?|versus)\b|/")
LISTING = words("assertion", "listing")
"""How cues open whose list goes on over commas."""
STILL_LISTING = re.compile(r"[\s,]*(?:and|or|nor|any)\b")
AUXILIARY = re.compile(
    r"[\s,]*(?:and |but |which |that |this |it |now |since |then |has "
    r"|have |had |is |was |were |are |been |also |all |"
    r"fully |completely |later |symptoms? |since then |subsequently |quickly "
    r"|reportedly |apparently |with \w+ )*\s*$"
)
POSITIVE_MARK = re.compile(r"[ \t]*(?:\(\+\)|:[ \t]?(?:yes|present|positive)\b)")
AFFIRMED_AFTER = re.compile(
    r"[ \t]+(?:is |was |are |still |also )?(?:present|noted|persists?|"
    r"remains?|continues?|evident|observed|seen)\b"
)
PLUS = re.compile(r"(?<![\w+])\+[A-Za-z]{3}")
"""A finding with a plus before it."""
RISKS = re.compile(
    r"\b(?<!fall )(?:risks?(?![ \t]+(?:for|of)[ \t]+(?:falls?|falling|skin|re-?\w+)|[ \t]*factors?|[ \t]*/)|"
    r"complications?(?![^.;\n]{0,40}\bincluded))\b[^.;\n]{0,120}?\b(?:includ(?:e|es|ed|ing)|limited[ \t]+to|"
    r"restricted[ \t]+to)\b"
    r"(?:,?[ \t]+but[ \t]+(?:are[ \t]+|is[ \t]+|were[ \t]+)?not[ \t]+(?:be[ \t]+)?(?:limited|restricted)[ \t]+to\b)?"
    r"(?P<list>[^.\n]*)\Z"
)
"""Before what a treatment may bring about, in a list of any length ("risks include bleeding; infection; stroke")."""
OTHER_HEADING = re.compile(r"[ \t]*[A-Z][A-Za-z /&-]{2,40}:[ \t,]*")
NO_LIST = re.compile(r"\b(?:he|she|they|patient|pt|has|had|is|was|were|are|reports?|currently|now)\b")
RISKS_REACH = 500
LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def assertion(
    view: NoteView, start: int, end: int, kind: str, *, own_grade: bool = False, adjective: bool = False
) -> Assertion:
    """Return status, source and cues of the finding at ``[start, end)``.

    Parameters
    ----------
    view : NoteView
        The note.
    start, end : int
        Where the finding stands.
    kind : str
        Kind of the fact (``strength``, ``weakness``, ...): rules may be limited to kinds (``allowed_types``).
    own_grade : bool
        The finding carries its own grade below 5/5: a cue behind a comma does not negate it.
    adjective : bool
        The finding is a predicate ("legs are weak"): a noun list ("denies pain, ...") does not reach it.
    """
    measured = kind in MEASURED
    scopes = [
        s
        for s in view.scopes_over(start, end)
        if (not s.allowed_types or kind.upper() in s.allowed_types)
        and not (measured and s.category in NOT_MEASURED)
        and reaches(view, s, start, end, own_grade=own_grade, adjective=adjective)
    ]
    section = view.section_at(start)
    categories = {s.category for s in scopes} if scopes else set()
    by = _source(view, scopes, start, end, section)
    governed = section is not None and governs(view, section, start, measured=measured)
    if section and governed and section.category == "goals" and "CURRENT" not in categories:
        categories.discard("NEGATED_EXISTENCE")  # "Goals: no falls" is a goal
    if not measured and _among_risks(view, start):
        return Assertion("conditional", by, ())
    if section and governed and section.category == "family_history":
        categories -= {"HISTORICAL", "RESOLVED"}  # "Family history: father, history of stroke"
    for category, status in PRECEDENCE if categories else ():
        if category in categories:
            return Assertion(status, by, tuple(_cue(view, s) for s in scopes if s.category == category))
    asking = not measured and view.text.find("?", max(0, start - 4), start) >= 0
    question = QUESTION_BEFORE.search(view.text, max(0, start - 4), start) if asking else None
    if question:
        mark = Cue(
            text="?", start=question.start(1), end=question.start(1) + 1, category="POSSIBLE_EXISTENCE"
        )
        return Assertion("possible", by, (mark,))
    asked = QUESTION_AFTER.match(view.lower, end) if kind == "diagnosis" else None
    if asked is not None:
        at = asked.start("mark")
        if asked["no"]:
            return Assertion(
                "absent",
                by,
                (
                    Cue(
                        text=view.text[at : asked.end()],
                        start=at,
                        end=asked.end(),
                        category="NEGATED_EXISTENCE",
                    ),
                ),
            )
        return Assertion(
            "possible", by, (Cue(text="?", start=at, end=at + 1, category="POSSIBLE_EXISTENCE"),)
        )
    if kind not in MEASURED and _signed_minus(view, start):
        minus = Cue(text="-", start=start - 1, end=start, category="NEGATED_EXISTENCE")
        return Assertion("absent", by, (minus,))
    if section and governed and "CURRENT" not in categories:
        title = Cue(
            text=view.text[section.start : section.body],
            start=section.start,
            end=section.body,
            category=f"section:{section.category}",
        )
        return Assertion(SECTION_STATUS[section.category], by, (title,))
    return Assertion("present", by, ())


def _among_risks(view: NoteView, start: int) -> bool:
    """Whether a finding stands in the list of what a treatment may bring about; semicolons do not end such a list."""
    if not view.once(_names_risks):
        return False
    sentence = view.sentence(start)
    listed = RISKS.search(view.lower, max(sentence.start, start - RISKS_REACH), start)
    return listed is not None and NO_LIST.search(listed["list"]) is None


def _names_risks(view: NoteView) -> bool:
    """Whether the note speaks of risks at all."""
    return "risk" in view.lower or "complication" in view.lower


def _signed_minus(view: NoteView, start: int) -> bool:
    """Whether a minus stands for "no", in a line whose other findings carry signs ("+nausea, -weakness")."""
    if not view.text.startswith("-", start - 1) or start < 1 or view.text[max(0, start - 2)].isalnum():
        return False
    line = view.layout.line_at(start)
    return PLUS.search(view.text, line.start, line.end) is not None


def governs(view: NoteView, section: Section, start: int, *, measured: bool = False) -> bool:
    """Whether a heading's status still holds at ``start``.

    "PLOF: indep, no AD" speaks of its own line (and the prose it wraps into); under a heading that stands
    alone, of
    the paragraph; goals go on as long as list items follow.
    """
    if section.category not in SECTION_STATUS:
        return False
    lines = LINE_BREAK.split(view.text[section.body : start])
    if len(lines) == 1:
        return section.category == "goals" or not _goes_over(view, section.body, start, measured=measured)
    alone = not lines[0].strip()
    rest = lines[1:] if alone else lines
    body = section.body + len(lines[0]) + 1 if alone else section.body
    line = view.layout.line_at(start)
    if section.category == "goals":
        if LIST_LINE.match(view.text, line.start, line.end):
            return True
        listed = any(LIST_LINE.match(x) for x in rest[:-1])
        return all(x.strip() for x in lines[1:-1]) and ((alone and not listed) or _wraps(view, body, start))
    if LABEL.match(view.text, line.start, line.end):
        return False
    if section.category == "family_history" and any(OTHER_HEADING.fullmatch(x) for x in rest[:-1]):
        return False  # a heading that the table does not know
    if alone:
        return all(x.strip() for x in rest[:-1]) or not any(x.strip() for x in rest[:-1])
    return _wraps(view, body, start)


def _goes_over(view: NoteView, body: int, start: int, *, measured: bool) -> bool:
    """Whether a paragraph that opens with the prior level has come to today before ``start``.

    A new label says so, a sentence that opens with a word of today, and any measurement in a later sentence: nobody
    writes a grade into the prior level.
    """
    if NEW_LABEL.search(view.text, body, start) or TODAY_OPENS.search(view.text, body, start + REACHED):
        return True
    return measured and SENTENCE_ENDS.search(view.text, body, start) is not None


def _wraps(view: NoteView, start: int, end: int) -> bool:
    """Whether every line from ``start`` on is prose that goes on in the next, up to the line of ``end``."""
    return all(
        view.layout.wraps(number)
        for number in range(view.layout.line_index(start), view.layout.line_index(end))
    )


def reaches(
    view: NoteView, scope: CueScope, start: int, end: int, *, own_grade: bool = False, adjective: bool = False
) -> bool:
    """Whether a cue really reaches a finding of its scope: decided by the text between the two."""
    category = scope.category
    if category not in _BOUNDED:
        return True
    forward = scope.end <= start
    between = view.lower[scope.end : start] if forward else view.lower[end : scope.start]
    if not between.strip():
        return True
    opened, closed = between.find("("), between.find(")")
    if closed >= 0 and not 0 <= opened < closed:
        return False
    if (
        category in ("NEGATED_EXISTENCE", "POSSIBLE_EXISTENCE")
        and FOR.search(between)
        and view.lower.startswith(CHOOSING, scope.start)
    ):
        return False
    if category == "NEGATED_EXISTENCE":
        return _negates(view, scope, between, end, forward, own_grade=own_grade, adjective=adjective)
    if category in ("POSSIBLE_EXISTENCE", "FAMILY"):
        if DASH.search(between) and not (category == "FAMILY" and len(between) < 5):
            return False
        listing = category == "FAMILY" or view.lower.startswith(LISTING, scope.start)
        return "," not in between or listing or bool(CLOSED_LIST.search(between))
    if category == "RESOLVED" and not forward:
        return _same_clause(between)
    return True


_BOUNDED = frozenset({"NEGATED_EXISTENCE", "POSSIBLE_EXISTENCE", "RESOLVED", "FAMILY"})


def _negates(
    view: NoteView,
    scope: CueScope,
    between: str,
    end: int,
    forward: bool,
    *,
    own_grade: bool,
    adjective: bool,
) -> bool:
    if DASH.search(between) and len(between) > 3:
        return False
    if not forward:
        return view.lower.startswith("all ", scope.start) or _same_clause(between)
    if POSITIVE_MARK.match(view.lower, end):
        return False
    if "," in between and AFFIRMED_AFTER.match(view.lower, end):
        return False
    if own_grade and ("," in between or len(between) > 25):
        return False
    if "," not in between:
        return True
    if adjective and not STILL_LISTING.match(between[between.rfind(",") + 1 :]) and "feel" not in between:
        return False
    cue = view.lower[scope.start : scope.end]
    if NARROW.fullmatch(cue):
        tail = view.lower[end : min(end + 40, view.sentence(end).end)]
        return bool(CLOSED_LIST.search(between) or CLOSED_LIST.search(tail.split(".")[0]))
    return True


def _same_clause(between: str) -> bool:
    """Whether a cue behind a finding still speaks of it: behind the last comma stand auxiliaries at most."""
    comma = between.rfind(",")
    return comma < 0 or AUXILIARY.fullmatch(between[comma + 1 :]) is not None


def _source(view: NoteView, scopes: list[CueScope], start: int, end: int, section: Section | None) -> By:
    """Who asserts: the sentence's own words, then the kind of note, then the section."""
    named = [s for s in scopes if s.category in SOURCES] if scopes else []
    if named:
        order = list(SOURCES)
        nearest = min(
            named, key=lambda s: (max(start - s.end, s.start - end), order.index(s.category), s.start)
        )
        return SOURCES[nearest.category]
    if view.written_by_physician:
        return "physician"
    if section is not None and section.category == "diagnosis":
        heading = view.lower[section.start : section.body]
        return (
            "therapist"
            if re.search(r"\b(?:pt|ot|tx|treatment|therapy|rehab|impression)", heading)
            else "physician"
        )
    return SECTION_BY.get(section.category, "unknown") if section else "unknown"


def _cue(view: NoteView, scope: CueScope) -> Cue:
    return Cue(
        text=view.text[scope.start : scope.end], start=scope.start, end=scope.end, category=scope.category
    )
