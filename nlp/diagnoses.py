"""Diagnoses that bear on the decision, with status, source, side, link to the weakness and billable code.

Most concepts are phrases of ``lexicon_diagnoses.csv``; their default codes and what a history means for them
(``course``) stand in ``diagnoses.csv``. Three families need grammar of their own:

stroke   acute ("acute CVA", "R/O CVA"), sequela, or without residual; type, side and dominance choose I69.-
COVID    active, post, history, negative or unclear, by the words around the name
falls    "3 falls in 4 months", "fell x2" are repeated falls; "1 fall in August", "no falls" speak of fall
history

For each concept and status stands the mention that says most (code, side), and the one of the best source
where
that is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.covid import EXPLICIT_ACTIVE, UNCLEAR, covid_mentions
from rehabcode.nlp.facts import By, Diagnosis, Side, Status
from rehabcode.nlp.falls import falls
from rehabcode.nlp.lexicon import rows, table
from rehabcode.nlp.mentions import (
    UNTICKED,
    WORN,
    Mention,
    answered_no,
    denied_behind,
    linked,
    ordered,
    ordered_among,
    to_rule_out,
    wanted_out,
)
from rehabcode.nlp.reader_words import either, words
from rehabcode.nlp.sites import SIDES, after, before
from rehabcode.nlp.strokes import LOOKED_FOR, OLD, RESIDUAL, SEQUELA, strokes
from rehabcode.nlp.view import Assertion, Item, NoteView

THERAPIST_CANNOT = frozenset(words("diagnoses", "therapist_cannot"))
"""Diagnoses a therapist alone cannot establish: the therapist's own words make them possible."""
COMPANIONS = frozenset(words("diagnoses", "companion"))
"""General illnesses: weakness "after a stay for heart failure" is not yet put down to the heart."""
HEADING_CUE = re.compile(r"(?:p?m?hx?:?|pmhx?:?|past medical history.*|medical history.*)$", re.I)
"""A heading or list of history: says nothing on whether an episode is over."""
NOT_CUE = re.compile(r"(?:is |are |was )?not\b", re.I)
SIDE_WITHIN = re.compile(r"\b(?:of|to)(?:[ \t\n]+the)?[ \t\n]+(left|right|l|r)\b")
MOTOR_SCORE = re.compile(r"[ \t:=(|]*(?:\d|[rl]\b|right\b|left\b|total\b|score\b|sum\b)")
CORD = re.compile(
    r"\buems\b|\bsci\b|\basia\b|\bais\b|\bisncsci\b|spinal cord|paraplegi|tetraplegi|quadriplegi"
)
"""What makes "LEMS" the motor score of the legs, not the syndrome (matched on lower case)."""
MISCALLED = re.compile(
    r"\b(?:initially|originally|first|at first|previously|once|long)[ \t]+(?:was[ \t]+)?(?:called|"
    r"thought[ \t]+to[ \t]+be|"
    r"label{1,2}ed|diagnosed[ \t]+as|felt[ \t]+to[ \t]+be|taken[ \t]+for|"
    r"mistaken[ \t]+for)[ \t]+(?:as[ \t]+|an?[ \t]+)?\Z|"
    r"\bmis(?:diagnosed|label{1,2}ed|taken)[ \t]+(?:as|for|with)[ \t]+\Z"
)
"""What stands before a diagnosis since revised (matched on lower case)."""
RECOVERED = re.compile(
    r"[^.;\n]{0,24}?(?:\bno residuals?\b(?! weak)|\bw/o residuals?\b|\bwithout residuals?\b|\bno deficits\b|"
    r"\b(?:fully|completely|full)[ \t]+recover(?!y[ \t]+(?:is|may|might|can|could|will|would|not|expected|"
    r"likely|anticipated|unlikely|doubtful)\b)|"
    r"\bno (?:lasting|ongoing|long.term) \w+|\b(?:no|without) sequelae\b|\brecovered[ \t]+(?:fully|completely))"
)
"""What ends an injury or an illness that one recovers from (matched on lower case)."""
GONE = re.compile(
    r"[ \t]*(?:\(?(?:in[ ])?(?:\d{1,2}/)?(?:19|20)\d\d\)?(?:[ \t]*[,;(-])?[ \t]*(?:better after|healed|cleared)|"
    r"(?:\(?(?:in[ ])?(?:\d{1,2}/)?(?:19|20)\d\d\)?)?(?:[ \t]*[,;(-])?[ \t]*(?:which |that )?(?:has |had |have )?"
    r"(?:since |now |fully |completely )?resolved)\b(?![ ]?(?:partially|incompletely|partly|some))"
)
"""What says right behind a disease that it is over ("2019, resolved off atorvastatin"; matched on lower case)."""
OVER_SINCE = re.compile(
    r"[^.;\n]{0,60}[;,] (?:[^.;\n]|(?<=\bdr)\.){0,50}?\b(?:(?:it|this|that)(?: has| had| is| was)|(?:the |"
    r"these |those )?(?:aches|cramps|spasms|symptoms|pains)(?: have| had)?)"
    r"(?: since| now| fully| completely| long){0,2} (?:stopped|settled|subsided|went away|resolved|"
    r"resorbed|reabsorbed|healed|cleared|gone)\b(?![ ]?(?:partially|incompletely|partly|some|for an?\b))"
)
"""What a clause behind a disease says of it: "... hematoma; vascular writes that it has fully resorbed"."""
OFF_TREATMENT = re.compile(
    r",? treated from (?:[a-z]+ )?(?:19|20)\d\d (?:to|until|till|through) [^.;\n]{0,24}(?:(?:19|20)\d\d|last year)\b|"
    r",? (?:now |and |been )*off (?:all )?(?:prednisone|steroids?|methotrexate|chemo\w*|treatment|meds|medications?) "
    rf"since (?:{either('prior_level', 'month')} )?(?:19|20)\d\d\b"
)
"""Behind a history: "Hx PMR, off prednisone since 2020" (matched on lower case)."""
ENDS = frozenset(words("diagnoses", "ends_with_treatment"))
"""Diseases whose treatment ends with them."""
HISTORY_OF = re.compile(r"\b(?:hx|h/o|history)(?: of)?[ \t:]*\Z")
CRITERIA_FOR = re.compile(
    r"\b(?:criteri(?:a|on)|cut-?offs?|cut points?|thresholds?|definition)[ \t]+(?:for|"
    r"of)[ \t]+(?:an?[ \t]+|the[ \t]+)?\Z"
)
UNMET = re.compile(
    r"[ \t]+(?:(?:is|are|was|were)(?: not|n['\u2019]t)|not|never)[ \t]+(?:yet[ \t]+|all[ \t]+|quite[ \t]+)?"
    r"(?:met|fulfilled|satisfied|reached)\b|[ \t]+(?:is|are|was|were)[ \t]+unmet\b"
)
"""Around a disease whose criteria are not met (matched on lower case)."""
RULES = re.compile(
    r"rule[sd](?<!\w.{5})(?<!\bto .{5})(?<!\bwill .{5})(?<!\bwould .{5})(?<!\bcould .{5})(?<!\bcan .{5})(?<!\bmay .{5})"
    r"[ \t]+(?:[\w'-]+[ \t]+){0,2}\Z"  # its letters first: they are found much faster so
)
TEST_FOR = re.compile(
    r"\b(?:screen(?:s|ing)?|test(?:s|ing)?|work-?up|antibod(?:y|ies)|panel|labs?|serology|"
    r"biopsy|emg|mri|imaging)"
    r"(?:[ \t]+done)?[ \t]+for[ \t]+(?:an?[ \t]+|the[ \t]+)?\Z"
)
RESULT = re.compile(
    r"[ \t]*(?:,|:|=|was|were|is|are|came back|come back|returned|has been|have been)?[ \t]*(?:entirely |"
    r"completely |all |both )?"
    r"(?:neg(?:ative)?|unremarkable|normal|clean|unrevealing)\b"
    r"(?=[ \t]*(?:[.;,)\n]|\Z|x ?\d)|[ \t]+(?:and|on \d|today|twice)\b)"
)
"""Around a disease that a test was done for, and its result (matched on lower case)."""
SYMPTOM_OF = re.compile(
    r"\b(?:numbness|tingling|paresthesias?|burning|pain)[ \t]+(?:from|of|due to|d/t|2/2)[ \t]+"
    r"(?:the[ \t]+|her[ \t]+|his[ \t]+)?(?:left[ \t]+|right[ \t]+|[lr][ \t]+)?\Z"
)
"""Before a disease of which only a symptom is over ("numbness from the radiculopathy is gone"; matched on lower case)."""
SINCE_REPAIR = re.compile(
    r"\b(?:since|after|with|following) (?:the |her |his )?(?:surgery|repair|operation|release|replacement)\b"
)
"""Behind a disease that was mended."""
HAD_A = re.compile(
    r"\b(?:had|did have|had had)[ \t]+(?:an?[ \t]+|one[ \t]+|two[ \t]+|her[ \t]+|his[ \t]+)?(?:\w+[ \t]+)?\Z"
)
"""Before what somebody had in an earlier year."""
PROGRAM = re.compile(r"[ \t]+(?:program|rehab|unit|group|class|clinic|protocol)\b")
"""Behind a disease that names a service, which somebody does not qualify for."""
OF_A_DAY = frozenset(words("diagnoses", "of_a_day"))
"""What comes and goes."""
SUBSIDED = re.compile(
    r"[^.;,\n]{0,30}?[ \t](?:stopped|ceased|settled|subsided|went away|cleared)[ \t]+"
    r"(?:when|after|once|with|since|by|on stopping|as soon as)\b"
    r"(?![ ](?:\w+[ ]){0,2}?(?:rest|resting|stretch\w*|heat|massage|sitting|lying|position\w*|\d+[ ]?(?:min|sec)\w*)\b)"
    r"(?![^.;\n]*\b(?:returns?|returned|recurs?|recurred|back|again)\b)"
)
"""Behind it: that it is over ("cramps stopped after the magnesium"; matched on lower case)."""
DIAGNOSED = re.compile(
    r"\b(?:was|were|been|recently|newly|previously) diagnosed with (?:\w+ ){0,2}\Z|"
    r"\b(?:carries|carried|carrying|given|received) (?:an?|the) (?:\w+ )?(?:diagnosis|dx) of (?:\w+ ){0,2}\Z"
)
"""What stands before a diagnosis that somebody made before this visit (matched on lower case)."""
RECOVERABLE = frozenset(words("diagnoses", "recoverable"))
"""What one may recover from without a residual."""
DIALYSIS = re.compile(rf"\b{either('diagnoses', 'dialysis')}")
"""What makes "PD" a way of dialysis (matched on lower case)."""
CREDENTIAL = re.compile(rf",?[ \t]+{either('diagnoses', 'credential')}")
"""What stands behind a person's name, not behind an illness of that name."""
VERB_BEHIND = re.compile(r"[ \t]+(?:to|will|has|is|was|aware|notified|agrees|wants|plans|asked)\b")
"""Behind a credential that is no signature ("..., MD to evaluate")."""
CONFIRMED = re.compile(
    r"(?:[ \t]*[,;(\u2013-])?[ \t]*(?:(?:which[ \t]+)?(?:was|were|is|now|later|since|then|subsequently|and)[ \t]+){0,3}"
    r"confirmed\b|"
    rf"[^.;,\n]{{0,12}}?[,;]? (?:and |but |later |then |the |her |his )*{either('mentions', 'study')}(?: on [\d/]+)?"
    r" (?:has |have |had |later |then |since )?confirm(?:ed|s) (?:it|this|that)\b"
)
"""What turns a suspicion into a finding ("EMG c/w myopathy, confirmed"; matched on lower case)."""
RELEASED = re.compile(r"[ \t]*(?:releases?|transposition|surger(?:y|ies))\b")
"""Behind a nerve entrapment: the name is that of its operation (matched on lower case)."""
ITS_MYOPATHY = {
    "myopathy_nos": words("diagnoses", "kind_of_myopathy"),
    "myositis": words("diagnoses", "kind_of_myositis"),
}
"""Families of diseases, and the diseases that "the myopathy" may take up again."""
OVER = re.compile(r"\b(?:19|20)\d\d\b|\bresolved\b|years? ago|last year|no residual|back to normal")
LOW_RISK = re.compile(r"\b(?:low|minimal|no|not a)[ \t]+$")
CUT_OFF = re.compile(
    r"[<>\u2264\u2265]=?[ \t]?\d{1,3}(?:\.\d{1,2})?[ \t]?(?:s|secs?|seconds|points?|pts?|m/s|%|/\d\d)?[ \t]*"
    r"(?:=|:|indicates|is|means)?[ \t]*(?:high(?:er)?|increased|inc)?[ \t]*\Z"
)
"""Before "fall risk" that a norm or cut-off tells: "> 13.5 s = fall risk" (matched on lower case)."""
CUT_OFF_REACH = 40
LOW_RISK_AFTER = re.compile(r"(?:[ \t]*[:=-])?[ \t]*(?:is |assessment )?(?:low|minimal|none)\b")
EXACT_REACH = 16
"""How near a level in letters and figures ("C6-7") stands to go before a region in words."""
LEVEL_REACH = 40
"""How far from a disc herniation its level stands."""
ONLY_A_WEAKNESS = re.compile(r"icu[ -]?(?:acquired[ -]weakness(?! myopathy)|-?aw\b)")
"""A weakness since intensive care, which names neither its myopathy nor its neuropathy (matched on lower case)."""
ITS_CODE = re.compile(r"[ \t]*[,:(\[-]*[ \t]*g(?:72\.81|62\.81)")
"""The code of the disease behind its name: then it is coded and no query."""
DOSE = re.compile(r"\d[ \t-]*\Z")
"""Before "mg" that is a unit."""
CRAMPING = "crampin"
BELLY = re.compile(rf"\b{either('diagnoses', 'belly')}")
PAIN_KIND = re.compile(rf"\b{either('diagnoses', 'pain_kind')}\b[^.;\n]*\Z")
CRAMP_REACH = 60
"""How near a cramping the words stand that make it one of the belly."""
NAMED_BEFORE = re.compile(
    r"(?:\bmom|\bdad|mother|father|brother|sister|\bdx:?|\bhx:?|h/o|\bw/|"
    r"\bwith|\bhas|2/2|d/t|due to|\bto|pmh:?|-)[ \t]*$"
)
"""What must stand before a short form in small letters ("dx ms", "mom ms")."""


def read_diagnoses(view: NoteView) -> Iterator[Diagnosis]:
    """Read the diagnoses of a note: one fact for each concept and status."""
    mentions = [
        *_listed(view),
        *strokes(view),
        *covid_mentions(view),
        *falls(view),
    ]
    yield from _best(view, _established(view, mentions))


def _listed(view: NoteView) -> Iterator[Mention]:
    """Concepts that are phrases of the lexicon."""
    for item in (*view.of_kind("DIAGNOSIS"), *view.of_kind("DIAGNOSIS_LOWER")):
        if not _plausible(view, item) or UNTICKED.match(view.text, item.end):
            continue
        for named in item.data.get("value", "").split():
            concept = _region_of_radiculopathy(view, item) if named == "radiculopathy" else named
            if concept == "nerve_palsy" and RELEASED.match(view.lower, item.end):
                continue
            side = _side(view, item.start, item.end)
            said = _status(view, item.start, item.end, concept)
            only = ONLY_A_WEAKNESS.match(view.lower, item.start)
            if said.status == "present" and only and not ITS_CODE.match(view.lower, only.end()):
                said = said._replace(status="possible")
            yield Mention(
                concept,
                item.start,
                item.end,
                said,
                _disc_code(view, item) or _code(concept, item, side),
                side,
                linked(view, item.start, item.end, timed=concept not in COMPANIONS),
            )


def _disc_code(view: NoteView, item: Item) -> str | None:
    """Code of a disc herniation by its level, which stands in its name or nearest to it in the clause.

    With a radiculopathy in the same sentence it is the code of both (M54.1- excludes the radiculopathy of a disc).
    """
    if item.data.get("value") != "disc_herniation":
        return None
    sentence = view.sentence(item.start)
    start, end = max(sentence.start, item.start - LEVEL_REACH), min(sentence.end, item.end + LEVEL_REACH)
    root = next(
        (
            i.data["value"].removeprefix("radiculopathy_")
            for i in view.between(sentence.start, sentence.end, "DIAGNOSIS", "DIAGNOSIS_LOWER")
            if (i.data.get("value") or "").startswith("radiculopathy")
            and assertion(view, i.start, i.end, "diagnosis").status == "present"
        ),
        None,
    )
    levels = [
        (m, codes[root in ("radiculopathy", REGION_OF_DISC.get(codes[0][:3]))])
        for pattern, codes in _disc_levels()
        for m in pattern.finditer(view.lower, start, end)
    ]
    if not levels:
        return None
    apart = [(max(m.start() - item.end, item.start - m.end(), 0), m, code) for m, code in levels]
    exact = [one for one in apart if one[1][0][-1].isdigit() and one[0] <= EXACT_REACH]
    return min(exact or apart, key=lambda one: one[0])[2]


REGION_OF_DISC = {"M50": "cervical", "M51": "lumbar"}
"""The region of the radiculopathy that belongs to a disc, by its code."""


@cache
def _disc_levels() -> tuple[tuple[re.Pattern[str], tuple[str, str]], ...]:
    """Patterns of the levels of a disc and their codes without and with radiculopathy, the most exact first."""
    return tuple(
        (re.compile(rf"\b(?:{row['said']})\b"), (row["code"], row["with_radiculopathy"]))
        for row in rows("disc_levels")
    )


def _plausible(view: NoteView, item: Item) -> bool:
    """Whether a short form means the disease here ("MG" after a number is a dose, "RA" after "%" room
    air).
    """
    word = view.text[item.start : item.end]
    left = view.lower[max(0, item.start - 12) : item.start]
    right = view.lower[item.end : item.end + 16]
    signed = CREDENTIAL.match(view.text, item.end)
    if signed is not None and not VERB_BEHIND.match(view.text, signed.end()):
        return False  # "H. Parkinson, DPT" signs
    if item.kind == "DIAGNOSIS_LOWER":
        return names_disease(view.lower, item.start, item.end)
    if word.lower().startswith(CRAMPING):
        return not _of_no_muscle(view, item)
    if word.lower() in ("fall risk", "falls risk", "risk for falls", "risk of falls"):
        before = max(0, item.start - CUT_OFF_REACH)
        return (
            LOW_RISK.search(left) is None
            and LOW_RISK_AFTER.match(right) is None
            and CUT_OFF.search(view.lower, before, item.start) is None
        )
    if word == "LEMS":
        return MOTOR_SCORE.match(right) is None and not view.once(_of_the_cord)
    if word == "MG":
        return re.search(r"\d[ \t]*$", left) is None
    if word == "RA":
        return re.search(r"(?:%|\bon|(?<!due )\bto|o2|sat\w*|\d)[ \t]*(?:at rest )?$", left) is None
    if word == "MS":
        return (
            not right.startswith(":")
            and re.match(r"\.?[ \t]+(?:contin|exam|\w+, (?:pt|ot)\b)|\.[ \t][a-z]\.", right) is None
            and not left.endswith(("m/", "- "))
        )
    if word == "PD":
        if DIALYSIS.search(view.lower, max(0, item.start - 120), item.end + 120):
            return False  # peritoneal dialysis
        return re.match(r"[ \t]*(?:catheter|exchange|cycler|\d|:)", right) is None or "h&y" in right
    if word == "CP":
        return (
            re.search(
                r"cerebral|spastic|diplegi|gmfcs|quadriplegic|\bhx of |\bwith |dx:? ?$",
                view.lower[max(0, item.start - 40) : item.end + 40],
            )
            is not None
            and "denies" not in left
        )
    return True


def _of_no_muscle(view: NoteView, item: Item) -> bool:
    """Whether a cramping is one of the belly, or only a kind of pain ("described as aching and cramping")."""
    sentence = view.sentence(item.start)
    start, end = max(sentence.start, item.start - CRAMP_REACH), min(sentence.end, item.end + CRAMP_REACH)
    return (
        BELLY.search(view.lower, start, end) is not None
        or PAIN_KIND.search(view.lower, start, item.start) is not None
    )


def _of_the_cord(view: NoteView) -> bool:
    """Whether the note is about an injury of the spinal cord."""
    return CORD.search(view.lower) is not None


def names_disease(low: str, start: int, end: int) -> bool:
    """Whether a short form in small letters ("ms", "mg") means the disease, by the words beside it."""
    left, right = low[max(0, start - 12) : start], low[end : end + 16]
    if DOSE.search(left):
        return False  # "25-mg"
    named = NAMED_BEFORE.search(left) is not None or right.startswith((" pt", " patient", " dx"))
    return named and not right.startswith((" contin", "/"))


def _region_of_radiculopathy(view: NoteView, item: Item) -> str:
    """Whether a bare "radiculopathy" is lumbar or cervical, by the words around it."""
    sentence = view.sentence(item.start)
    near = view.lower[max(sentence.start, item.start - 80) : min(sentence.end, item.end + 60)]
    for text in (near, view.lower[max(0, item.start - 600) : item.end + 300]):
        cervical = len(re.findall(r"cervic|neck|\barm\b|upper extremit|\bc[4-8]\b|\bues?\b|spurling", text))
        lumbar = len(
            re.findall(
                r"lumb|low back|\blbp\b|\bleg\b|lower extremit|\bl[1-5]\b|\bs1\b|sciatic|"
                r"\bles?\b|\bslr\b|buttock|\bback\b|calf|straight leg",
                text,
            )
        )
        if cervical != lumbar:
            return "radiculopathy_cervical" if cervical > lumbar else "radiculopathy_lumbar"
    return "radiculopathy_lumbar"


def _status(view: NoteView, start: int, end: int, concept: str) -> Assertion:
    """Status of a mention; a history leaves a chronic disease present and makes a finished event past."""
    said = ordered_among(view, start, ordered(assertion(view, start, end, "diagnosis")))
    course = table("diagnoses", "concept").get(concept, {}).get("course", "chronic")
    earlier = ("HISTORICAL", "PRIOR_LEVEL") if course == "chronic" else ("HISTORICAL",)
    if MISCALLED.search(view.lower, max(0, start - 40), start):
        return said._replace(status="past")
    if (
        said.status == "conditional"
        and concept == "fall_history"
        and all(c.text.lower().startswith("precaution") for c in said.cues)
    ):
        return said._replace(status="present", cues=())  # "Precautions: fall risk" is told of the patient
    if said.status in ("present", "possible", "conditional") and _told_negative(view, start, end):
        return said._replace(status="absent")
    if wanted_out(view, start, said):
        return said._replace(status="conditional")
    if denied_behind(view, end, said.status) or answered_no(view, start, end, said.status):
        return said._replace(status="absent")
    if concept == "foot_drop" and said.status == "absent" and _only_drops(said):
        return said._replace(status="present", cues=())
    if CRITERIA_FOR.search(view.lower, max(0, start - 40), start) and UNMET.match(view.lower, end):
        return said._replace(status="absent")
    if said.status == "present" and concept in OF_A_DAY and SUBSIDED.match(view.lower, end):
        return said._replace(status="past")
    if said.status == "present" and (
        GONE.match(view.lower, end) or (course != "chronic" and OVER_SINCE.match(view.lower, end))
    ):
        return said._replace(status="past")
    if (
        said.status in ("present", "past")
        and concept in ENDS
        and OFF_TREATMENT.match(view.lower, end)
        and HISTORY_OF.search(view.lower, max(0, start - 16), start)
    ):
        return said._replace(status="past")
    if said.status in ("present", "past") and concept in RECOVERABLE and RECOVERED.match(view.lower, end):
        return said._replace(status="past")
    if (
        said.status == "past"
        and SYMPTOM_OF.search(view.lower, max(0, start - 40), start)
        and not SINCE_REPAIR.search(view.lower, end, view.layout.sentence_at(start).end)
        and _gone_behind(said, end)
    ):
        return said._replace(status="present", cues=())
    if said.status == "absent" and any(c.text.lower().endswith("fit") for c in said.cues):
        clause = max(view.layout.sentence_at(start).start, start - 40)
        if WORN.search(view.lower, clause, start):
            return said._replace(status="present", cues=())  # "AFO for foot drop does not fit"
    if said.status == "absent" and PROGRAM.match(view.lower, end):
        return said._replace(status="conditional")
    if said.status == "possible" and CONFIRMED.match(view.lower, end):
        return said._replace(status="present")
    historical = bool(said.cues) and said.status == "past" and all(c.category in earlier for c in said.cues)
    if said.status == "past" and course == "chronic" and _of_the_weakness(view, end, said):
        return said._replace(status="present", cues=())
    if historical and course == "other" and all(HEADING_CUE.match(c.text) for c in said.cues):
        return said._replace(status="present", cues=())
    section = view.category_at(start)
    if historical and course == "chronic":
        return said._replace(status="present", cues=())
    if said.status == "past" and section == "plof":
        return said._replace(status="present", cues=()) if course == "chronic" else said
    if said.status == "goal" and section == "goals" and concept not in ("fall_history", "repeated_falls"):
        return said
    if said.status == "present" and (
        (concept == "tia" and OVER.search(view.lower, max(0, start - 24), end + 40))
        or (view.lower.startswith("concussion", start) and _long_over(view, start, end))
    ):
        return said._replace(status="past")
    if said.status == "present" and concept == "joint_replacement" and section == "plan":
        return said._replace(status="conditional")
    if said.status == "present" and course == "event" and section == "pmh":
        return said._replace(status="past")
    return said


def _gone_behind(said: Assertion, end: int) -> bool:
    """Whether only words behind a disease make it past."""
    return bool(said.cues) and all(c.category == "RESOLVED" and c.start >= end for c in said.cues)


def _long_over(view: NoteView, start: int, end: int) -> bool:
    """Whether words, and no year alone, say that a concussion is over."""
    if view.lower.startswith("post", max(0, start - len("post ")), start):
        return False
    m = OVER.search(view.lower, max(0, start - 24), end + 40)
    had = HAD_A.search(view.lower, max(0, start - 24), start) is not None
    return m is not None and (had or not m.group().isdigit())


def _told_negative(view: NoteView, start: int, end: int) -> bool:
    """Whether the words on both sides deny a disease: "rules CIDP out", "the screen for sarcopenia was negative"."""
    left = max(0, start - 48)
    if RULES.search(view.lower, left, start) and view.lower.startswith(" out", end):
        return True
    return RESULT.match(view.lower, end) is not None and TEST_FOR.search(view.lower, left, start) is not None


def _only_drops(said: Assertion) -> bool:
    """Whether the only word against a foot drop is that the foot drops ("is dropped on swing")."""
    return all(c.text.lower().endswith("dropped") for c in said.cues)


def _of_the_weakness(view: NoteView, end: int, said: Assertion) -> bool:
    """Whether what is over is a weakness between the disease and the word ("MS with weakness, resolved")."""
    over = [c for c in said.cues if c.category == "RESOLVED" and c.start >= end]
    return bool(over) and any(view.between(end, c.start, "WEAK_NOUN", "PARESIS") for c in over)


def _side(view: NoteView, start: int, end: int) -> Side:
    """Side said within a diagnosis ("palsy of the left radial nerve"), right before or right behind it."""
    sentence = view.sentence(start)
    within = SIDE_WITHIN.search(view.lower, start, end)
    if within is not None:
        return SIDES[within[1]]
    left = before(view.lower, start, sentence.start)
    if left.side != "unspecified":
        return left.side
    m = re.match(
        r"[ \t,(-]*(?:of (?:the |her |his )?|at (?:the )?|on (?:the )?|to "
        r"(?:the )?)?(?:[a-z]+ ){0,3}?(left|right|bilateral|bilaterally|l|"
        r"r|lt|rt|b)\b(?![/'])",
        view.lower[end : min(sentence.end, end + 40)],
    )
    if m:
        return SIDES[m[1]]
    return after(view.lower, end, min(sentence.end, end + 40)).side


def _code(concept: str, item: Item, side: Side) -> str | None:
    """Billable code: the phrase's own (stage, level, nerve), else the concept's, by side."""
    row = table("diagnoses", "concept").get(concept, {})
    own = item.data.get("code", "")
    if own == "-":
        return None
    source = item.data if own else row
    named = {"left": "code_left", "right": "code_right", "bilateral": "code_bilateral"}.get(side, "")
    return (source.get(named) if named else "") or own or row.get("code") or None


def _established(view: NoteView, mentions: Iterable[Mention]) -> list[Mention]:
    """Make a therapist's own sarcopenia or frailty possible, unless a physician says so elsewhere in the
    note.
    """
    found = [_diagnosed(view, m) for m in mentions]
    sure = {
        m.concept
        for m in found
        if m.concept in THERAPIST_CANNOT and m.said.status == "present" and m.said.by == "physician"
    }
    out = []
    for m in found:
        if (
            m.concept in THERAPIST_CANNOT
            and m.concept not in sure
            and m.said.status == "present"
            and not view.written_by_physician
        ):
            by: By = "therapist" if m.said.by == "unknown" else m.said.by
            m = m._replace(said=m.said._replace(status="possible", by=by))
        out.append(m)
    return out


def _diagnosed(view: NoteView, m: Mention) -> Mention:
    """Take the word of whoever made a diagnosis that the patient "was diagnosed with"."""
    if m.concept in THERAPIST_CANNOT and DIAGNOSED.search(view.lower, max(0, m.start - 40), m.start):
        return m._replace(said=m.said._replace(by="physician"))
    return m


SEVERAL = frozenset({"electrolyte", "cancer", "disc_herniation"})
"""Concepts of several diseases: the one that the note ties to the weakness counts."""


def _best(view: NoteView, mentions: Iterable[Mention]) -> Iterator[Diagnosis]:
    """Choose the most exact mention of each concept and status, and beside it the one of the best source."""
    found = _taken_up(list(mentions))
    told = _Told.of(found)
    best: dict[tuple[str, Status], Mention] = {}
    sourced: dict[tuple[str, Status], Mention] = {}
    for m in sorted((m for m in found if not _covered(view, m, told)), key=lambda m: (m.start, m.end)):
        key = (m.concept, m.said.status)
        held = best.get(key)
        best[key] = m if held is None else _better(held, m)
        if key not in sourced or _AUTHORITY[m.said.by] > _AUTHORITY[sourced[key].said.by]:
            sourced[key] = m
    chosen = [*best.values()]
    chosen += [
        m
        for key, m in sourced.items()
        if m.said.status == "present" and _AUTHORITY[m.said.by] > _AUTHORITY[best[key].said.by]
    ]
    for m in chosen:
        start = _with_side(view, m)
        yield Diagnosis(
            start=start,
            end=m.end,
            text=view.text[start : m.end],
            section=view.category_at(m.start),
            status=m.said.status,
            by=m.said.by,
            cues=m.said.cues,
            concept=m.concept,
            code=m.code,
            side=m.side,
            linked=m.linked,
        )


def _taken_up(found: list[Mention]) -> list[Mention]:
    """Let a bare "myopathy" stand for the one kind of myopathy that the note names as present."""
    named = {m.concept for m in found if m.said.status == "present"}
    kinds = {
        family: [k for k in ITS_MYOPATHY[family] if k in named] for family in named & ITS_MYOPATHY.keys()
    }
    meant = {family: of[0] for family, of in kinds.items() if len(of) == 1}
    return [
        m._replace(
            concept=meant[m.concept], code=table("diagnoses", "concept")[meant[m.concept]]["code"] or None
        )
        if m.said.status == "present" and m.concept in meant
        else m
        for m in found
    ]


def _family(code: str | None) -> str | None:
    """The code of a disease without its side."""
    return code[:5] if code else None


def _better(held: Mention, m: Mention) -> Mention:
    """The more exact of two mentions of a concept, linked when one is; of several diseases the linked one."""
    if m.concept in SEVERAL and held.linked != m.linked:
        return held if held.linked else m
    best = m if _weight(m) > _weight(held) else held
    return best._replace(linked=held.linked or m.linked)


class _Told(NamedTuple):
    """What a note says elsewhere of the diagnosis of a mention."""

    present: set[str]
    possible: set[str]
    exact: set[tuple[str, str | None]]
    """Present concepts with the family of their code."""
    ruled_out: int
    """Where the last stroke that is denied stands."""

    @classmethod
    def of(cls, found: Iterable[Mention]) -> _Told:
        """Sum up the mentions of a note."""
        told = cls({*()}, {*()}, {*()}, -1)
        for m in found:
            if m.said.status == "present":
                told.present.add(m.concept)
                told.exact.update(((m.concept, None), (m.concept, _family(m.code))))
            elif m.said.status == "possible":
                told.possible.add(m.concept)
            elif m.said.status == "absent" and m.concept.startswith("stroke_"):
                told = told._replace(ruled_out=m.start)
        return told


def _covered(view: NoteView, m: Mention, told: _Told) -> bool:
    """Whether a mention adds nothing to another one of the same note, or is no mention of a diagnosis at
    all.
    """
    status = m.said.status
    if m.concept == "gait_abnormality" and status == "absent":
        return True
    asked = status == "possible" or to_rule_out(m.said)
    if asked and m.concept.startswith("stroke_") and m.end < told.ruled_out:
        return True
    if status == "conditional" and m.concept == "stroke_acute" and "stroke_sequela" in told.possible:
        return LOOKED_FOR.search(view.lower, max(0, m.start - 40), m.start) is not None
    if status == "conditional":
        return m.concept in told.present or (asked and m.concept in told.possible)
    if status == "possible" and m.concept not in SEVERAL and (m.concept, _family(m.code)) in told.exact:
        return True
    if status == "absent":
        return m.concept in told.present and any(NOT_CUE.match(c.text) for c in m.said.cues)
    if m.concept == "fall_history" and status == "goal":
        return True
    if m.concept == "active_covid" and status == "possible" and "post_covid" in told.present:
        return not m.said.cues and not UNCLEAR.search(view.lower, max(0, m.start - 30), m.end + 90)
    if m.concept == "stroke_sequela" and "stroke_acute" in told.present:
        sentence = view.sentence(m.start)
        near = view.lower[max(sentence.start, m.start - 60) : min(sentence.end, m.end + 60)]
        return status == "possible" or (
            status == "present" and not OLD.search(near) and not SEQUELA.search(near)
        )
    if m.concept == "stroke_sequela" and status == "present" and "stroke_no_residual" in told.present:
        sentence = view.sentence(m.start)
        return (
            RESIDUAL.search(view.lower, max(sentence.start, m.start - 60), min(sentence.end, m.end + 90))
            is None
        )
    if m.concept == "active_covid" and status == "present" and "post_covid" in told.present:
        return not EXPLICIT_ACTIVE.search(view.lower[max(0, m.start - 20) : m.end + 20])
    return False


_AUTHORITY: dict[By, int] = {"therapist": 0, "patient": 1, "unknown": 2, "physician": 3}
"""Whose word weighs most for a diagnosis: a mention nobody is named for is taken from the papers of the
case.
"""


def _weight(m: Mention) -> tuple[int, ...]:
    row = table("diagnoses", "concept").get(m.concept, {})
    exact = bool(m.code) and m.code not in {
        row.get(k) for k in ("code", "code_left", "code_right", "code_bilateral")
    }
    sided = bool(m.code) and not (m.code or "").endswith(("9", "0"))
    return (exact, sided, m.side != "unspecified", _AUTHORITY[m.said.by], m.linked)


def _with_side(view: NoteView, m: Mention) -> int:
    """Start of the mention with the side right before it ("left foot drop")."""
    match = re.search(
        r"(?:left|right|bilateral|l|r|lt|rt|b)[ \t]+$", view.lower[max(0, m.start - 10) : m.start]
    )
    at = m.start - len(match.group()) if match else m.start
    return at if at == 0 or not view.text[at - 1].isalnum() else m.start
