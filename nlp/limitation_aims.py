"""Activities that somebody aims at, told by a wish or among the goals without level, amount or word that limits.

Grammar
-------
::

    aim    = wish verb phrase       "hopes to tote his tackle box", "wants to be back in the pool by summer"
           | item of the goals      "Goals: teach a full day; pick up a dish from the floor"
    phrase = activity | verb, up to six words, bare noun that stands for one     (``lexicon_topics.csv``)

One clause gives one aim, the first activity that it names, and none where another reader has found something in it
or where it speaks of an impairment ("increase strength to carry groceries").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from rehabcode.nlp import actions
from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import Limitation, Status
from rehabcode.nlp.limitation_shapes import of_somebody_else
from rehabcode.nlp.limitation_statements import icf
from rehabcode.nlp.limitation_status import is_silent, is_teaching, status_of
from rehabcode.nlp.limitation_units import Cover
from rehabcode.nlp.reader_words import either
from rehabcode.nlp.view import Assertion, Item, NoteView

AIM_WORDS = (
    "want",
    "hope",
    "hoping",
    "wish",
    "goal",
    "aim",
    "target",
    "stg",
    "ltg",
    "like to",
    "like him to",
    "like her to",
    "plans ",
    "planning",
    "plan to",
    "desire",
    "forward to",
    "toward",
    "eager",
    "by discharge",
    "by d/c",
    " will ",
    "return to ",
    " visits",
    " wk",
    " week",
)
"""One of these stands in every note with an aim (in lower case)."""
CLAUSE = re.compile(
    r"[.;\n(),\u2022\"\u201c\u201d](?!\d)|[ \t](?:so that|because|before|when|but|and then)[ \t]"
)
"""What parts the clauses of aims (matched on lower case)."""
PARTED = (" when ", " before ", " because ")
"""Words before a clause that is no aim itself: "TUG when able to stand"."""
IMPAIRMENT = re.compile(
    r"\b(?:strength\w*|rom|a?prom|arom|range|pain\w*|grade|mmt|score\w*|balance|stability|tolerance|flexib\w*|edema|"
    r"swelling|endurance|gait (?:speed|pattern|quality|mechanics)|"
    r"hep|program|exercises?|independen\w+ with|progress\w*|met|unmet|"
    r"educat\w*|understand\w*|verbali\w*|demonstrat\w*|falls?|"
    r"risk|symptoms?|numbness|deficits?|weak\w*|therapy|\d[+-]? ?/ ?5|"
    r"increas\w*|continue|work on|working on|practi[cs]\w*|decreas\w*|reduc\w*|improv\w*|maximi\w*|training|review\w*|"
    r"address\w*|assess\w*|equipment|device)\b"
)
"""What an aim that is no activity speaks of (matched on lower case)."""
NO_AIM = re.compile(
    r"\b(?:not|no|never|\w+n['\u2019]t|without plans|cancel\w*|avoid|stop|quit|was hoping|were hoping|asked to|md|doctor|"
    r"surgeon|physician|we will|friend|pt plans to teach|daily|every day|with staff|"
    r"next (?:week|time)|(?:before|after|for) the session|"
    r"today|tonight|tomorrow|back to bed|(?:pain|symptoms?|pressure|swelling|numbness|dizziness) (?:will|may|would))\b"
)
"""What makes a wish or an announcement no aim: denied, an order, somebody else's, or of the next hours."""
NO_AIM_REACH = 24
NAMED_SO = re.compile(r"(?<=[a-z][ \t])[A-Z][a-z]+[ \t]+[A-Z][a-z]")
"""A noun in the name of a place, inside a sentence: "discharged to Garden Court"."""
NO_THING = re.compile(either("limitation_aims", "no_thing"))
"""A noun of an activity that is a verb or a count here: "to ice the knee", "the next cycle of treatment"."""
FINITE_VERB = re.compile(
    r"(?:walks|stands|sits|climbs|drives|cooks|lifts|carries|dresses|bathes|transfers to|uses)\b.*"
)
"""What an activity is told to be now, even in a section of goals."""
LEADS = re.compile(
    rf"(?:\b(?:to|back|{either('limitation_aims', 'verb')})\b(?:[ \t]+(?:back|in|on|at|to|into|of|the|his|her|my|a|an|own|"
    r"full|all|up|down|out|some|with|for|able|be|go|get|do|take|again|for)\b)*[ \t]+(?:[\w'/-]+[ \t]+){0,2})\Z"
)
"""What leads from a wish or goal to a bare noun (matched on lower case)."""
HEADS = re.compile(
    r"[\s\-*\u2022\d.)(#:\"\u201c]*(?:[^:\n]{0,40}:[ \t]*)?(?:(?:pt|patient|client|he|she|resident|child|and|will|to|should|"
    r"be able to|safely|independently|consistently)[ \t]+)*\Z"
)
"""What may stand before the activity that an item of the goals is."""
REACH = 120
"""How far back the clause of an aim may begin, in characters."""
TAKEN_UP = ("attend ", "play ", "walk ", "ride ", "swim ", "sing ", "go ")
"""Verbs that a named thing may open with."""
NOT_AIMED = frozenset({"equipment", "balance", "endurance", "none"})
"""Categories that need a level or an amount to be an aim."""


def aims(view: NoteView, found: Iterable[Limitation]) -> Iterator[Limitation]:
    """Yield the aims that no other reader has found."""
    if not view.places(AIM_WORDS):
        return
    known = Cover((f.start, f.end) for f in found)
    done = -1
    for item in view.once(_candidates):
        if item.start < done or not _near_aim(view, item):
            continue
        start, end = _clause(view, item)
        if known.until(end - 1) > start or not _phrased(view, item, start, end):
            continue
        sentence = view.sentence(item.start)
        section = view.category_at(item.start)
        if is_silent(view, section, sentence) or is_teaching(view, sentence):
            continue
        said = assertion(view, item.start, item.end, "limitation")
        if said.status in ("absent", "family") or of_somebody_else(view, item.start):
            continue
        if status_of(view, item.start, item.end, said) != "goal":
            continue
        done = end
        yield _fact(view, item, (item.start, item.end), "goal", said)


LIMITING = (
    "LIMIT_UNABLE",
    "LIMIT_STOP",
    "LIMIT_DIFF",
    "LIMIT_LIMIT",
    "LIMIT_NEED",
    "LIMIT_HELP",
    "LIMIT_PERSON",
    "LIMIT_CAP",
    "LIMIT_SUPPORT",
    "LIMIT_MANNER",
    "LIMIT_AWAY",
    "LIMIT_MODI",
    "ASSIST",
    "DEVICE",
    "TEST",
    "TESTOTHER",
)
"""Kinds of words beside which an activity is not simply free."""
FREE_CLAUSE = re.compile(
    r"[.;\n()\u2022\"\u201c\u201d](?!\d)|,?[ \t](?:but|although|though|except|yet|however|while)[ \t]"
)
"""What parts the clauses of what is free (matched on lower case)."""
DRILL = re.compile(
    r"\bx ?\d|\d ?x\b|\b(?:reps?|sets?|ther ?ex|exercises?|training|drill\w*|hep|if|until|unless|would|should|could|"
    r"expected|able to tolerate|pain|sleep\w*|breath\w*|tolerated|when fed|slow\w*|rests?|limp|against|unsafe|only|rarely|"
    r"seldom|hardly|not|cones|treatment|"
    r"caregiver|aide|sensation|skin|rom|range|motion|doctor|with difficulty|steps? at a time)\b"
)
"""What makes a clause tell of an exercise, a condition or comfort (matched on lower case)."""
DOES = re.compile(
    r"[\s\"\u201c(,:;*\u2022-]*(?:(?:he|she|pt|patient|i|now|still|again|also|and|today|can|currently|back|to|is|able|"
    r"his|her|my|own|the|all|both|up|down|on|off|out|in|of|a|an|at|from|with|two|most|every|usual|full|for|around|"
    r"get|go|do|make|takes?)[ \t]+|[a-z]+(?:s|ing|ed)[ \t]+){0,8}\Z"
)
"""What may stand before an activity that somebody does: few words, a verb among them (matched on lower case)."""


FREE_IN = re.compile(
    r"[ \t]+(?:with|in|on|over|at|for|getting|across|to)[ \t]+(?:(?:the|his|her|my|all|her own|his own)[ \t]+)?"
)
"""Between words of freedom and the activity behind them ("Independent over grass")."""


def freed(view: NoteView, found: Iterable[Limitation]) -> Iterator[Limitation]:
    """Yield the activities told to be free of trouble that no other reader has found.

    "Fixes her own breakfast with no trouble", "Typing feels normal again", "In and out of the car independently".
    """
    easy = [c for c in view.of_kind("LIMIT_EASY") if not c.data.get("sense")]
    words = sorted([*easy, *view.of_kind("LIMIT_INDEP")])
    if not words:
        return
    known = Cover((f.start, f.end) for f in found)
    candidates = view.once(_candidates)
    starts = [c.start for c in candidates]
    done = -1
    for word in words:
        if word.start < done:
            continue
        sentence = view.sentence(word.start)
        start = max(sentence.start, word.start - REACH)
        for m in FREE_CLAUSE.finditer(view.lower, start, word.start):
            start = m.end()
        ends = FREE_CLAUSE.search(view.lower, word.end, min(sentence.end, word.end + REACH))
        end = ends.start() if ends is not None else min(sentence.end, word.end + REACH)
        own = candidates[bisect_left(starts, start) : bisect_left(starts, word.start)]
        behind = candidates[bisect_left(starts, word.end) :][:1]
        if not own and behind and FREE_IN.fullmatch(view.lower, word.end, behind[0].start):
            own, start = behind, word.end
        if not own or known.until(end - 1) > start or view.between(start, end, *LIMITING):
            continue
        item = own[0]
        if view.lower.startswith("recip", word.start) and item.value != "stairs":
            continue
        if DRILL.search(view.lower, start, end):
            continue
        if item.start < word.start and DOES.match(view.lower, start, item.start) is None:
            continue
        section = view.category_at(item.start)
        if (
            is_silent(view, section, sentence)
            or is_teaching(view, sentence)
            or of_somebody_else(view, item.start)
        ):
            continue
        said = assertion(view, item.start, item.end, "limitation")
        if status_of(view, item.start, item.end, said) != "present":
            continue
        done = end
        span = min(item.start, word.start), max(item.end, word.end)
        yield _fact(view, item, span, "absent", said)


def _fact(view: NoteView, item: Item, span: tuple[int, int], status: Status, said: Assertion) -> Limitation:
    """The statement about an activity; an aim without level or amount is not specific."""
    start, end = span
    return Limitation(
        start=start,
        end=end,
        text=view.text[start:end],
        section=view.category_at(item.start),
        status=status,
        by=said.by,
        cues=said.cues,
        category=item.value,
        icf=icf()[item.value],
        specific=status != "goal",
    )


def _candidates(view: NoteView) -> list[Item]:
    """Activities and bare nouns that stand for one, in text order; where they overlap, the activity counts."""
    acts = [
        a
        for a in view.once(actions.activities)
        if a.value not in NOT_AIMED and a.data.get("form") not in ("label", "rise")
    ]
    starts = [a.start for a in acts]
    topics = []
    for topic in view.of_kind("LIMIT_TOPIC"):
        i = bisect_left(starts, topic.end)
        if (
            topic.value not in NOT_AIMED
            and (i == 0 or acts[i - 1].end <= topic.start)
            and NAMED_SO.match(view.text, topic.start) is None
        ):
            topics.append(topic)
    return sorted([*acts, *topics])


def _near_aim(view: NoteView, item: Item) -> bool:
    """Whether a candidate stands among the goals, or behind a word of an aim."""
    if view.category_at(item.start) == "goals":
        return True
    return view.tells(AIM_WORDS, view.sentence(item.start).start - AIM_REACH, item.end)


AIM_REACH = 200
"""How far before its sentence the word of an aim may stand ("Goals: ..."), in characters."""


def _clause(view: NoteView, item: Item) -> tuple[int, int]:
    """Where the clause of a candidate starts and ends."""
    sentence = view.sentence(item.start)
    start = max(sentence.start, item.start - REACH)
    for m in CLAUSE.finditer(view.lower, start, item.start):
        start = m.end()
    ends = CLAUSE.search(view.lower, item.end, min(sentence.end, item.end + REACH))
    return start, ends.start() if ends is not None else min(sentence.end, item.end + REACH)


def _phrased(view: NoteView, item: Item, start: int, end: int) -> bool:
    """Whether a clause aims at an activity: by its verb, or by what leads to a bare noun."""
    low = view.lower
    if IMPAIRMENT.search(low, start, end) is not None or view.between(start, end, "TEST", "TESTOTHER"):
        return False
    if low.endswith(PARTED, 0, start) or NO_AIM.search(
        low, max(start - NO_AIM_REACH, view.sentence(item.start).start), end
    ):
        return False
    if FINITE_VERB.fullmatch(low, item.start, item.end) or NO_THING.match(low, item.start):
        return False
    if low.startswith("to ", item.start):
        return True
    named = item.data.get("form") == "act" or low.startswith(TAKEN_UP, item.start)
    if named and HEADS.fullmatch(low, start, item.start) is not None:
        return True
    return LEADS.search(low, start, item.start) is not None
