"""Diagnoses that bear on the decision, with status, source, side, link to the weakness and billable code.

Most concepts are phrases of ``lexicon_diagnoses.csv``; their default codes and what a history means for them
(``course``) stand in ``diagnoses.csv``. Three families need grammar of their own:

stroke   acute ("acute CVA", "R/O CVA"), sequela, or without residual; type, side and dominance choose I69.-
COVID    active, post, history, negative or unclear, by the words around the name
falls    "3 falls in 4 months", "fell x2" are repeated falls; "1 fall in August", "no falls" speak of fall history

One fact stands for each concept and status: the mention that says most (code, side, link, physician).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import By, Cue, Diagnosis, Side, Status
from rehabcode.nlp.lexicon import table
from rehabcode.nlp.sites import SIDES, after, before
from rehabcode.nlp.view import Assertion, Item, NoteView

EVENT_PAST = frozenset({"event"})
THERAPIST_CANNOT = frozenset({"sarcopenia", "frailty"})
"""Diagnoses a therapist alone cannot establish: the therapist's own words make them possible."""

LINK_AFTER_WEAKNESS = re.compile(
    r"(?:weak\w*|paresis|plegia|strength|atrophy|wasting|wkness|deficits?)\b[^.;\n]{0,60}?"
    r"(?:due to|d/t|2/2|2\u00b0|secondary to|because of|related to|r/t|caused by|as a (?:result|consequence) of|from|following|after|since|"
    r"associated with|attribut\w+ to|in (?:the )?setting of|consequence of|sequelae? of|explained by|post|in|s/p)\s*(?:[\w'/-]+[ \t]+){0,6}$",
    re.I,
)
WEAKNESS_AFTER = re.compile(
    r"^[^.;\n]{0,40}?\b(?:with|w/|causing|leading to|resulting in|leaving|and|,)\s*(?:[\w'/-]+[ \t]+){0,4}?(?:weak\w*|hemi\w*|paresis|strength loss)|"
    r"^[ \t]*(?:related |associated |induced )?(?:generali[sz]ed |muscle |persistent |residual )*(?:weakness|fatigue)",
    re.I,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DATE = re.compile(r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{1,2}/\d{2,4}\b")
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"

HEADING_CUE = re.compile(r"(?:p?m?hx?:?|pmhx?:?|past medical history.*|medical history.*)$", re.I)
"""A heading or list of history: says nothing on whether an episode is over."""

NO_RESIDUAL = re.compile(
    r"(?:no|without|w/o|denies|no known|zero)(?: any)?(?: focal| significant| known| lasting| appreciable)? (?:residuals?|deficits?|sequelae)|"
    r"(?:no|without|w/o) residual \w+|full(?:y)? recover(?:y|ed)|complete recovery|recovered (?:fully|completely|well)|made a full|(?:no|without|w/o) (?:any )?(?:\w+ )?deficits?|no residual"
)
RESIDUAL = re.compile(
    r"hemipar|hemipleg|\bhemi\b|residual (?!no)|weakness|aphasia|dysarthria|neglect|spastic|paresis|plegia|deficits|[lr]-? ?sided|\bafo\b|hand use|[lr] ue\b|[lr] le\b"
)
ACUTE = re.compile(r"\bacute\b(?! (?:rehab|care|stay|hospital|on chronic|inpatient))|in progress|\bnew\b|evolving|hyperacute|\btnk\b|\btpa\b|tenecteplase|thrombectomy|code stroke|today|this morning")
OLD = re.compile(r"\bold\b|\bremote\b|\bchronic\b|years? ago|yrs? ago|\bhx\b|\bh/o\b|history of|\bprior\b|\bpmh|\bprevious\b|in (?:19|20)\d\d|\b(?:19|20)\d\d\b")
SEQUELA = re.compile(r"sequela|residual|post-?stroke|(?:s/p|status post)[ \t]+(?:\w+[ \t]+){0,3}(?:stroke|cva|infarct)|i69")
COVID_NEGATIVE = re.compile(
    r"^[ \t]*(?:-?19)?[ \t,:(/\w+-]{0,18}?\b(?:neg(?:ative)?|not detected|ruled out|-ve)\b|^[ \t]*(?:-?19)?[ \t]*\(-\)|^[^.;\n]{0,40}\b(?:test|swab|pcr|screen(?:ing)?|rapid|antigen)s?[^.;\n]{0,20}\b(?:neg(?:ative)?|not detected)"
)
COVID_NEGATIVE_BEFORE = re.compile(r"(?:negative|neg|tested neg(?:ative)?)(?: test)?(?: for)?[ \t]*(?:flu/|rsv/)*$|\bno(?: known| current| active| evidence of)?[ \t]*$|\bdenies(?: any| having)?[ \t]*$")
COVID_IGNORE = re.compile(
    r"^[ \t-]*(?:19)?[ \t-]*(?:vaccin\w*|vax\w*|booster|shot|screen\w*|precaution\w*|unit|ward|floor|protocol|polic\w*|test(?:ing)? (?:required|pending|ordered|today)|pandemic|restrictions?|questionnaire|clinic|wing|era|times|lockdown|exposure|quarantine rule|guidelines|safety|symptom screen|immuniz\w*|series|related closures|closures?)|^[ \t-]*(?:19)?[ \t]*x[ \t]?\d[ \t]*\(?(?:vax|vaccine|booster)"
)
COVID_IGNORE_BEFORE = re.compile(r"(?:vaccin\w*|vax\w*|booster|screen\w*|immuniz\w*|during|exposed to|exposure to|since the)(?: for| against| to| with)?[ \t]*$|vaccinated[^.;\n]{0,12}$")
COVID_POST_BEFORE = re.compile(
    r"(?:post[- ]?(?:acute[- ])?|long[- ]?(?:haul(?:er)?[- ])?|(?:sequelae?|consequence) of (?:past |prior )?|recover(?:ed|ing|y) from |since |following |after |s/p |status post |from (?:past|prior|previous|recent) |due to (?:past|prior|previous) |weak\w* (?:from|due to) |residuals? (?:of|from) |d/t prior |sx of )(?:having |her |his |a |the |acute |mild |severe |bout of |case of )*[ \t-]*$"
)
COVID_POST_AFTER = re.compile(r"^[ \t-]*(?:19)?[ \t-]*(?:long[- ]?haul\w*|sequelae?|related (?:weakness|fatigue))")
COVID_ACTIVE = re.compile(
    r"^[ \t]*(?:-?[ \t]?19)?[ \t,:(]*(?:pcr |rapid |test(?:ed)? |antigen |infection,? )*(?:\+|pos\b|positive|infection\b|pneumonia|pna\b|isolation|day \d)|^[ \t]*(?:-?[ \t]?19)?[^.;\n]{0,24}(?:\bpcr[ \t]*\+|\bpositive\b|\bpos\b|tested pos)"
)
COVID_ACTIVE_BEFORE = re.compile(r"(?:active|acute|current|positive for|tested pos(?:itive)? for|tests positive for|isolat\w+ (?:for|due to|d/t)|admitted (?:with|for)|confirmed|has|dx:?|new|infected with|\bwith)[ \t]*$")
COVID_HISTORY_BEFORE = re.compile(r"(?:history of|personal history of|h/o|hx of|hx:?|prior|previous|past|remote|resolved|had|has had|pmh:?(?:[^.;\n]{0,80},)?|old|recovered)[ \t]*(?:a |mild |severe |acute |bout of |confirmed )*$")
COVID_PAST_AFTER = re.compile(rf"^[ \t]*(?:-?[ \t]?19)?[ \t,(]*(?:infection |pna |pneumonia )*(?:in |back in |\b)?(?:{MONTH}[ \t,']*)?(?:(?:19|20)\d\d|'\d\d|\d{{1,2}}/\d{{2,4}})|^[^.;\n]{{0,40}}(?:\bresolved|fully recovered|recovered|years? ago|months? ago|last (?:year|winter|spring|summer|fall|month)|x ?\d{{4}})")
UNCLEAR = re.compile(
    r"unclear|not sure|unsure|\?\?|dates? not known|no date|date unknown|unknown|maybe|might still|or something|whether|still (?:on isolation|tests? positive|positive|contagious)\?|possibl[ey]|suspected|rule out|r/o\b|not documented|not in chart"
)
OWN_TEST = re.compile(r"\b(?:i|pt|patient|she|he) (?:has |have |had )?test(?:ed|s) neg(?:ative)?\b")
NOT_CUE = re.compile(r"(?:is |are |was )?not\b", re.I)
EXPLICIT_ACTIVE = re.compile(r"positive|\bpos\b|\+|active|acute|current|isolat")
UNCLEAR_BEFORE = re.compile(r"(?:possible|suspected|\?|r/o|rule out|probable|presumed|maybe|likely)[ \t]*$")

FALLS = re.compile(
    r"\b(?P<n>\d{1,2}|one|two|three|four|five|six|several|multiple)\+?[ \t]+(?:(?:recent|documented|reported|unwitnessed|witnessed|mechanical|other|noninjurious|non-injurious|ground level|known|more|total|prior)[ \t]+)*falls?\b(?![ \t-]*(?:risk|precaution|prevention|asleep|short|apart))"
    r"|\b(?:falls?|fallen|fell|fail)[ \t]*(?:\(?[ \t]*(?:x|\u00d7)[ \t]*(?P<x>\d{1,2})|[ \t](?P<y>\d{1,2}|two|three|four|five|several|twice|multiple)[ \t]*(?:times|x\b|in\b)|[ \t](?P<w>twice|repeatedly))"
)
ONE_FALL = re.compile(r"\b(?:had|with|after|sustained|hx of|recent|s/p|status post)[ \t]+(?:a|one|1|recent)[ \t]+(?:recent[ \t]+)?fall\b")
NO_FALLS = re.compile(
    r"\b(?:no|denies|denied|deny|without|w/o|zero|0|negative for)(?:[ \t]+(?:any|recent|further|new|reported|other|hx of|history of|h/o|episodes of|recent episodes of|unexpected))*[ \t]+falls?\b(?![ \t-]*(?:risk|precaution|prevention))"
)
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "several": 3, "multiple": 3, "twice": 2, "repeatedly": 3}

HEMI_WORDS = re.compile(
    r"\b(?P<a>left|right|l|r|lt|rt)[ -]?(?:sided |side |body )?[ ]?(?:spastic |dense |mild |residual )?(?:hemi\w*|weakness|sided weakness|facial and arm weakness)|"
    r"\bhemi(?:paresis|plegia)\b[^.;\n]{0,12}?\b(?P<b>left|right|l|r|lt|rt)\b"
)
HEMI_SAID = re.compile(r"hemi(?:par|pleg|\b)|sided weakness|side weakness")
ONE_LIMB = re.compile(r"\b(?P<s>left|right|l|r|lt|rt)[ -]?(?P<limb>arm|ue|upper extremity|hand|leg|le|lower extremity|foot)\b[^.;\n]{0,12}(?:weak\w*|paresis|monoplegia|monoparesis)")
ARM = frozenset({"arm", "ue", "upper extremity", "hand"})
INFARCT = re.compile(r"infarct(?:ion|s)?")
BRAIN = re.compile(r"\b(?:[mapv]ca|cerebr\w*|cerebell\w*|pontine|pons|lacun\w*|basal ganglia|thalam\w*|brain\w*|ischemic|mri|ct|frontal|parietal|temporal|occipital|capsul\w*|corona radiata|watershed|cardioembolic|hemispher\w*|stroke)\b")
HEART = re.compile(r"\b(?:septal|myocardial|cardiac muscle|ekg|ecg|sinus rhythm|pvcs?|st elevation|bowel|renal|splenic|bone)\b")
STROKE_TYPE = {"stroke": "3", "ich": "1", "sah": "0", "sdh": "2"}
ACUTE_CODE = {"stroke": "I63.9", "ich": "I61.9", "sah": "I60.9", "sdh": "I62.00"}
HANDED = re.compile(
    r"\b(?P<a>left|right|l|r|lt|rt)[- ]?(?:hand(?:ed)?[- ]?)?(?:dominant|dom\b|handed)|\b(?P<b>[rl])h[dmfw]\b|"
    r"(?:hand(?:ed)?[- ]?dom\w*|dominan(?:t|ce)(?: hand)?|handedness)[ \t]*[:=]?[ \t]*(?P<c>left|right|l\b|r\b|lt\b|rt\b)|(?P<d>ambidextrous)"
)


NAMED_BEFORE = re.compile(r"(?:\bmom|\bdad|mother|father|brother|sister|\bdx:?|\bhx:?|h/o|\bw/|\bwith|\bhas|2/2|d/t|due to|\bto|pmh:?|-)[ \t]*$")
"""What must stand before a short form in small letters ("dx ms", "mom ms")."""


class Mention(NamedTuple):
    """A reading of one mention, before one fact is chosen for each concept and status."""

    concept: str
    start: int
    end: int
    said: Assertion
    code: str | None
    side: Side
    linked: bool


def read_diagnoses(view: NoteView) -> Iterator[Diagnosis]:
    """Read the diagnoses of a note: one fact for each concept and status."""
    mentions = [
        *_listed(view),
        *_strokes(view),
        *_covid(view),
        *_falls(view),
    ]
    yield from _best(view, _established(view, mentions))


def _listed(view: NoteView) -> Iterator[Mention]:
    """Concepts that are phrases of the lexicon."""
    for item in (*view.of_kind("DIAGNOSIS"), *view.of_kind("DIAGNOSIS_LOWER")):
        if not _plausible(view, item):
            continue
        for concept in item.data.get("value", "").split():
            concept = _region_of_radiculopathy(view, item) if concept == "radiculopathy" else concept
            if concept is None:
                continue
            side = _side(view, item.start, item.end)
            said = _status(view, item.start, item.end, concept)
            yield Mention(
                concept, item.start, item.end, said, _code(concept, item, side), side, _linked(view, item.start, item.end)
            )


def _plausible(view: NoteView, item: Item) -> bool:
    """Whether a short form means the disease here ("MG" after a number is a dose, "RA" after "%" room air)."""
    word = view.text[item.start : item.end]
    left = view.lower[max(0, item.start - 12) : item.start]
    right = view.lower[item.end : item.end + 16]
    if item.kind == "DIAGNOSIS_LOWER":
        named = NAMED_BEFORE.search(left) is not None or right.startswith((" pt", " patient", " dx"))
        return named and not right.startswith((" contin", "/"))
    if word == "MG":
        return re.search(r"\d[ \t]*$", left) is None
    if word == "RA":
        return re.search(r"(?:%|\bon|\bto|o2|sat\w*|\d)[ \t]*(?:at rest )?$", left) is None
    if word == "MS":
        return not right.startswith(":") and re.match(r"\.?[ \t]+(?:contin|exam|\w+, (?:pt|ot)\b)|\.[ \t][a-z]\.", right) is None and not left.endswith(("m/", "- "))
    if word == "PD":
        return re.match(r"[ \t]*(?:catheter|exchange|cycler|\d|:)", right) is None or "h&y" in right
    if word == "CP":
        return re.search(r"cerebral|spastic|diplegi|gmfcs|quadriplegic|\bhx of |\bwith |dx:? ?$", view.lower[max(0, item.start - 40) : item.end + 40]) is not None and "denies" not in left
    return True


def _region_of_radiculopathy(view: NoteView, item: Item) -> str | None:
    """Whether a bare "radiculopathy" is lumbar or cervical, by the words around it."""
    sentence = view.sentence(item.start)
    near = view.lower[max(sentence.start, item.start - 80) : min(sentence.end, item.end + 60)]
    for text in (near, view.lower[max(0, item.start - 600) : item.end + 300]):
        cervical = len(re.findall(r"cervic|neck|\barm\b|upper extremit|\bc[4-8]\b|\bues?\b|spurling", text))
        lumbar = len(re.findall(r"lumb|low back|\blbp\b|\bleg\b|lower extremit|\bl[1-5]\b|\bs1\b|sciatic|\bles?\b|\bslr\b|buttock|\bback\b|calf|straight leg", text))
        if cervical != lumbar:
            return "radiculopathy_cervical" if cervical > lumbar else "radiculopathy_lumbar"
    return "radiculopathy_lumbar"


def _status(view: NoteView, start: int, end: int, concept: str) -> Assertion:
    """Status of a mention; a history leaves a chronic disease present and makes a finished event past."""
    said = assertion(view, start, end, "diagnosis")
    course = table("diagnoses", "concept").get(concept, {}).get("course", "chronic")
    historical = bool(said.cues) and said.status == "past" and all(c.category == "HISTORICAL" for c in said.cues)
    if historical and course == "other" and all(HEADING_CUE.match(c.text) for c in said.cues):
        return said._replace(status="present", cues=())
    section = view.category_at(start)
    if historical and course == "chronic":
        return said._replace(status="present", cues=())
    if said.status == "past" and section == "plof":
        return said._replace(status="present", cues=()) if course == "chronic" else said
    if said.status == "goal" and section == "goals" and concept not in ("fall_history", "repeated_falls"):
        return said
    if said.status == "present" and course == "event" and section == "pmh":
        return said._replace(status="past")
    return said


def _side(view: NoteView, start: int, end: int) -> Side:
    """Side said right before or behind a diagnosis."""
    sentence = view.sentence(start)
    left = before(view.lower, start, sentence.start)
    if left.side != "unspecified":
        return left.side
    m = re.match(
        r"[ \t,(-]*(?:of (?:the |her |his )?|at (?:the )?|on (?:the )?|to (?:the )?)?(?:[a-z]+ ){0,3}?(left|right|bilateral|bilaterally|l|r|lt|rt|b)\b(?![/'])",
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


def _linked(view: NoteView, start: int, end: int) -> bool:
    """Whether the sentence ties the weakness to the diagnosis."""
    sentence = view.sentence(start)
    left = view.text[max(sentence.start, start - 140) : start]
    right = view.text[end : min(sentence.end, end + 90)]
    return bool(LINK_AFTER_WEAKNESS.search(left)) or bool(WEAKNESS_AFTER.match(right))


# --- stroke


def _strokes(view: NoteView) -> Iterator[Mention]:
    items = view.of_kind("STROKE")
    body = Body.of(view) if items else None
    for item in items:
        if INFARCT.fullmatch(view.lower, item.start, item.end):
            sentence = view.sentence(item.start)
            near = view.lower[max(sentence.start, item.start - 60) : min(sentence.end, item.end + 60)]
            if HEART.search(near) or not BRAIN.search(near):
                continue
        assert body is not None
        yield _stroke(view, item, body)


def _stroke(view: NoteView, item: Item, body: Body) -> Mention:
    said = assertion(view, item.start, item.end, "diagnosis")
    sentence = view.sentence(item.start)
    near = view.lower[max(sentence.start, item.start - 60) : min(sentence.end, item.end + 90)]
    tight = view.lower[max(sentence.start, item.start - 30) : min(sentence.end, item.end + 45)]
    kind = item.data.get("value", "stroke")
    linked = _linked(view, item.start, item.end)
    acute = ACUTE.search(tight) is not None
    if said.status in ("absent", "family", "goal") or (said.status == "conditional" and not _ordered(said)):
        concept = "stroke_acute" if said.status == "absent" and acute else "stroke_sequela"
        return Mention(concept, item.start, item.end, said, None, "unspecified", False)
    if said.status in ("possible", "conditional"):
        concept = "stroke_acute" if _ordered(said) or acute else "stroke_sequela"
        return Mention(concept, item.start, item.end, said, None, "unspecified", False)
    said = said._replace(status="present", cues=())
    if NO_RESIDUAL.search(near):
        return Mention("stroke_no_residual", item.start, item.end, said, "Z86.73", "unspecified", False)
    if acute and not SEQUELA.search(tight):
        return Mention("stroke_acute", item.start, item.end, said, ACUTE_CODE[kind], body.hemi, linked)
    own = view.lower[max(sentence.start, item.start - 120) : min(sentence.end, item.end + 120)]
    old = OLD.search(near) is not None or view.category_at(item.start) == "pmh"
    if old and not RESIDUAL.search(own) and body.hemi == "unspecified":
        return Mention("stroke_no_residual", item.start, item.end, said, "Z86.73", "unspecified", False)
    code, side = stroke_code(body, kind)
    return Mention("stroke_sequela", item.start, item.end, said, code, side, linked or bool(RESIDUAL.search(own)))


def _ordered(said: Assertion) -> bool:
    """Whether the cue is an order to rule it out."""
    return any(re.search(r"r/o|rule|work", c.text.lower()) for c in said.cues)


class Body(NamedTuple):
    """What the whole note says of sides: read once for all strokes."""

    hemi: Side
    """Side of the hemiparesis; unspecified when none or both are named."""
    hemi_said: bool
    limb: str | None
    """The one limb that is weak (``arm``, ``leg``), where no hemiparesis is named."""
    limb_side: Side
    dominant: Side
    """Right unless stated; ``bilateral`` when ambidextrous."""

    @classmethod
    def of(cls, view: NoteView) -> Body:
        """Read the note."""
        sides = {SIDES[m["a"] or m["b"]] for m in HEMI_WORDS.finditer(view.lower)}
        limb = ONE_LIMB.search(view.lower)
        return cls(
            hemi=sides.pop() if len(sides) == 1 else "unspecified",
            hemi_said=HEMI_SAID.search(view.lower) is not None,
            limb=None if limb is None else "arm" if limb["limb"] in ARM else "leg",
            limb_side="unspecified" if limb is None else SIDES[limb["s"]],
            dominant=_dominance(view),
        )


def _dominance(view: NoteView) -> Side:
    m = HANDED.search(view.lower)
    if m is None:
        return "right"
    if m["d"]:
        return "bilateral"
    return "left" if (m["a"] or m["b"] or m["c"])[0] == "l" else "right"


def stroke_code(body: Body, kind: str) -> tuple[str, Side]:
    """Choose I69.-: type of stroke, deficit (hemiparesis or one limb), side and dominance."""
    stem = f"I69.{STROKE_TYPE.get(kind, '3')}"
    if body.limb is not None and not body.hemi_said:
        part = "3" if body.limb == "arm" else "4"
        return f"{stem}{part}{_sixth(body.limb_side, body.dominant)}", body.limb_side
    if body.hemi_said or body.hemi != "unspecified":
        return f"{stem}5{_sixth(body.hemi, body.dominant)}", body.hemi
    return f"{stem}0", "unspecified"


def _sixth(side: Side, dominant: Side) -> str:
    """Sixth character: 1 right dominant, 2 left dominant, 3 right, 4 left non-dominant, 9 unspecified."""
    if side not in ("left", "right"):
        return "9"
    is_dominant = dominant in (side, "bilateral")
    return {("right", True): "1", ("left", True): "2", ("right", False): "3", ("left", False): "4"}[side, is_dominant]


# --- COVID-19


def _covid(view: NoteView) -> Iterator[Mention]:
    for item in view.of_kind("COVID"):
        yield from _covid_mention(view, item)


def _covid_mention(view: NoteView, item: Item) -> Iterator[Mention]:
    sentence = view.sentence(item.start)
    left = view.lower[max(sentence.start, item.start - 90) : item.start]
    right = view.lower[item.end : min(sentence.end, item.end + 90)]
    word = view.lower[item.start : item.end]
    said = assertion(view, item.start, item.end, "diagnosis")
    linked = _linked(view, item.start, item.end)
    if word in ("u09.9", "pasc", "long hauler", "long-hauler") or word.startswith("post-acute"):
        yield Mention("post_covid", item.start, item.end, said, "U09.9", "unspecified", linked)
        return
    if COVID_IGNORE.match(right) or COVID_IGNORE_BEFORE.search(left):
        return
    if COVID_POST_BEFORE.search(left) or COVID_POST_AFTER.match(right):
        if said.status in ("past", "possible") and said.cues and all(c.end > item.start - 12 for c in said.cues):
            said = said._replace(status="present", cues=())
        if said.status == "past":
            said = said._replace(status="present", cues=())
        yield Mention("post_covid", item.start, item.end, said, "U09.9", "unspecified", linked)
        return
    if said.status == "family" and (own := OWN_TEST.search(view.lower, item.end, sentence.end)):
        tested = Assertion("present", said.by, ())
        yield Mention("covid_negative", own.start(), own.end(), tested, None, "unspecified", False)
    if said.status in ("family", "goal", "conditional"):
        return
    ruled = said.status == "absent" and not COVID_HISTORY_BEFORE.search(left)
    if COVID_NEGATIVE.match(right) or COVID_NEGATIVE_BEFORE.search(left) or ruled:
        negative = Assertion("present", said.by, said.cues)
        yield Mention("covid_negative", item.start, item.end, negative, None, "unspecified", False)
        return
    context = view.lower[max(sentence.start, item.start - 30) : item.end + 130]
    unclear = UNCLEAR.search(context.split("\n\n")[0]) is not None
    past: Assertion = Assertion("past", said.by, said.cues)
    possible: Assertion = Assertion("possible", said.by, said.cues)
    had = re.search(r"\bhad[ \t]*$", left) is not None
    if unclear and had and "or something" not in context:
        yield Mention("history_covid", item.start, item.end, past, "Z86.16", "unspecified", False)
    if unclear or UNCLEAR_BEFORE.search(left) or said.status == "possible":
        yield Mention("active_covid", item.start, item.end, possible, "U07.1", "unspecified", linked)
        return
    if COVID_HISTORY_BEFORE.search(left) or word == "z86.16":
        yield Mention("history_covid", item.start, item.end, past, "Z86.16", "unspecified", False)
    elif COVID_ACTIVE.match(right) or word in ("u07.1",) or "pneumonia" in word or "pna" in word:
        yield _active(item, said, past, right, linked)
    elif COVID_PAST_AFTER.match(right) or view.category_at(item.start) == "pmh" or said.status == "past":
        yield Mention("history_covid", item.start, item.end, past, "Z86.16", "unspecified", False)
    elif COVID_ACTIVE_BEFORE.search(left) or view.category_at(item.start) in ("diagnosis", "referral"):
        yield _active(item, said, past, right, linked)
    elif re.search(r"(?:due to|d/t|2/2|secondary to|from)[ \t]*$", left):
        yield Mention("post_covid", item.start, item.end, said._replace(status="present", cues=()), "U09.9", "unspecified", True)
    else:
        yield Mention("active_covid", item.start, item.end, possible, "U07.1", "unspecified", linked)


def _active(item: Item, said: Assertion, past: Assertion, right: str, linked: bool) -> Mention:
    if re.match(r"[^.;\n]{0,40}\b(?:resolved|recovered)", right):
        return Mention("history_covid", item.start, item.end, past, "Z86.16", "unspecified", False)
    present = said._replace(status="present", cues=()) if said.status == "past" else said
    return Mention("active_covid", item.start, item.end, present, "U07.1", "unspecified", linked)


# --- falls


def _falls(view: NoteView) -> Iterator[Mention]:
    lower = view.lower
    if "fall" not in lower and "fell" not in lower and "fail" not in lower:
        return
    for m in NO_FALLS.finditer(lower):
        said = assertion(view, m.start(), m.end(), "diagnosis")
        status: Status = said.status if said.status in ("goal", "conditional", "family") else "absent"
        cue = Cue(text=view.text[m.start() : m.end()], start=m.start(), end=m.end(), category="NEGATED_EXISTENCE")
        yield Mention("fall_history", m.start(), m.end(), Assertion(status, said.by, (cue,)), None, "unspecified", False)
    for m in FALLS.finditer(lower):
        if m.group().startswith("0"):
            continue
        word = m["n"] or m["x"] or m["y"] or m["w"]
        count = NUMBERS.get(word) or int(word)
        if count == 0 or re.search(r"(?:goal|<|less than|fewer than)[ \t]*$", lower[max(0, m.start() - 12) : m.start()]):
            continue
        concept = "repeated_falls" if count >= 2 else "fall_history"
        said = assertion(view, m.start(), m.end(), "diagnosis")
        said = said._replace(status="present", cues=()) if said.status in ("past", "absent") else said
        yield Mention(concept, m.start(), m.end(), said, "R29.6" if count >= 2 else "Z91.81", "unspecified", False)


# --- choice


def _established(view: NoteView, mentions: Iterable[Mention]) -> list[Mention]:
    """Make a therapist's own sarcopenia or frailty possible, unless a physician says so elsewhere in the note."""
    found = list(mentions)
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


def _best(view: NoteView, mentions: Iterable[Mention]) -> Iterator[Diagnosis]:
    """Choose the most informative mention of each concept and status."""
    found = list(mentions)
    present = {m.concept for m in found if m.said.status == "present"}
    best: dict[tuple[str, Status], Mention] = {}
    for m in sorted((m for m in found if not _covered(view, m, present)), key=lambda m: (m.start, m.end)):
        key = (m.concept, m.said.status)
        if key not in best or _weight(m) > _weight(best[key]):
            previous = best.get(key)
            linked = m.linked or (previous is not None and previous.linked)
            best[key] = m._replace(linked=linked)
        elif m.linked:
            best[key] = best[key]._replace(linked=True)
    for (concept, status), m in best.items():
        start = _with_side(view, m)
        yield Diagnosis(
            start=start,
            end=m.end,
            text=view.text[start : m.end],
            section=view.category_at(m.start),
            status=status,
            by=m.said.by,
            cues=m.said.cues,
            concept=concept,
            code=m.code,
            side=m.side,
            linked=m.linked,
        )


def _covered(view: NoteView, m: Mention, present: set[str]) -> bool:
    """Whether a mention adds nothing to a present one of the same note, or is no mention of a diagnosis at all."""
    status = m.said.status
    if m.concept == "gait_abnormality" and status == "absent":
        return True
    if status == "absent":
        return m.concept in present and any(NOT_CUE.match(c.text) for c in m.said.cues)
    if m.concept == "fall_history" and status == "goal":
        return True
    if m.concept == "fall_history" and status == "present" and "repeated_falls" in present:
        return "risk" in view.lower[m.start : m.end]
    if m.concept == "stroke_sequela" and "stroke_acute" in present:
        sentence = view.sentence(m.start)
        near = view.lower[max(sentence.start, m.start - 60) : min(sentence.end, m.end + 60)]
        return status == "possible" or (status == "present" and not OLD.search(near) and not SEQUELA.search(near))
    if m.concept == "active_covid" and status == "present" and "post_covid" in present:
        return not EXPLICIT_ACTIVE.search(view.lower[max(0, m.start - 20) : m.end + 20])
    return False


def _weight(m: Mention) -> tuple[int, ...]:
    specific = bool(m.code) and not (m.code or "").endswith(("9", "0"))
    return (m.said.by == "physician", specific, m.side != "unspecified", m.linked)


def _with_side(view: NoteView, m: Mention) -> int:
    """Start of the mention with the side right before it ("left foot drop")."""
    match = re.search(r"(?:left|right|bilateral|l|r|lt|rt|b)[ \t]+$", view.lower[max(0, m.start - 10) : m.start])
    at = m.start - len(match.group()) if match else m.start
    return at if at == 0 or not view.text[at - 1].isalnum() else m.start
