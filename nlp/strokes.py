"""Stroke: acute, sequela or without residual; type, side, limb and dominance choose the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import Side
from rehabcode.nlp.lexicon import table
from rehabcode.nlp.mentions import (
    APART,
    UNTICKED,
    Mention,
    answered_no,
    denied_behind,
    linked,
    ordered,
    ordered_among,
)
from rehabcode.nlp.reader_words import either, words
from rehabcode.nlp.sites import SIDES
from rehabcode.nlp.view import Assertion, Item, NoteView

NO_RESIDUAL = re.compile(
    r"(?:no|without|w/o|denies|no known|zero)(?: any)?(?: focal| significant|"
    r" known| lasting| appreciable)? (?:residuals?|deficits?|sequelae)|"
    r"(?:no|without|w/o) residual \w+|(?:no|without|w/o) (?:any )?(?:\w+ )?deficits?|"
    + either("strokes", "no_residual")
)
_MOTOR = rf"{either('strokes', 'motor')}|\bhemi\b|[lr]-? ?sided|\bafo\b|[lr] ue\b|[lr] le\b"
_SPEECH = either("strokes", "speech")
RESIDUAL = re.compile(rf"{_MOTOR}|residual (?!no)|{_SPEECH}|\bdysphagia\b")
DENIED_BEFORE = re.compile(
    rf"(?:\b(?:no|denies|denied|without|w/o|zero|negative for)|\bno longer (?:has|any))[ \t]+"
    rf"(?:(?:any|focal|significant|known|current|residual|{_SPEECH}|{either('strokes', 'speech_other')}|"
    rf"{either('strokes', 'motor')}|numbness|and|or|/)[ \t]*,?[ \t]*){{0,5}}\Z"
)
DENIED_AFTER = re.compile(
    r"\w*(?::[ \t]*|[ \t]+(?:(?:is|was|has|have|had|since|now|fully|all)[ \t]+){0,3})"
    r"(?:none|denie[sd]|absent|resolved|cleared|gone|negative)\b"
)
"""Around what a stroke may leave and, by these words, did not (matched on lower case)."""
MOTOR = re.compile(rf"{_MOTOR}|residual (?!no|(?:\w+ )?(?:{_SPEECH}|{either('strokes', 'speech_other')}))")
"""Residuals of the motor system: they tie the weakness of today to the stroke."""
NOT_WEAK = re.compile(rf"\b{either('strokes', 'not_weak')}\b")
"""Residuals that are no weakness: the stroke left something, yet explains no deficit of strength."""
ACUTE = re.compile(
    r"(?<!in )(?<!tx'd )(?<!txd )(?<!treated )(?<!from )\bacute\b"
    rf"(?! {either('strokes', 'not_acute')}|[ \t]*(?:[+&/>,]|->)[ \t]*{either('strokes', 'facility')})|"
    rf"{either('strokes', 'recent')}|\bnew\b|\bday #?(?:\d|1[0-4])\b"
)
ACUTE_CARE = re.compile(
    r"(?<!post-)(?<!post )(?<!sub-)(?<!sub )(?<!non-)\bacute (?:care|pt|ot|hospital|inpatient)\b|"
    r"\bhosp(?:ital)? day #?\d|\bstroke (?:unit|floor)\b|\b(?:neuro ?|n)icu\b"
)
"""What the title of a note from the hospital of an acute stroke says."""
SENT = re.compile(rf"\b{either('strokes', 'sent')}\b")
"""What is done with a patient who may be having a stroke now (matched on lower case)."""
ADMITTED = re.compile(rf"\b{either('strokes', 'admitted')}\b")
"""Words of the first days after a stroke; they make it acute only in a note from acute care."""
OLD_BEFORE = re.compile(rf"\b{either('strokes', 'old_before')}[ \t]+(?:[\w/]+[ \t]+){{0,2}}$")
NEW_BEFORE = re.compile(r"\b(?:acute|new)[ \t]+(?:\w+[ \t]+){0,2}$")
OLD = re.compile(
    r"(?<!year[ -])(?<!years[ -])(?<!yr[ -])(?<!yrs[ -])(?<!month[ -])(?<!week[ -])(?<!day[ -])"
    r"\bold\b|\bremote\b|\bchronic\b|years? ago|yrs? ago|\bhx\b|\bh/o\b|"
    r"history of|\bprior\b(?! to\b)|\bpmh|\bprevious\b|in (?:19|20)\d\d|\b(?:19|"
    r"20)\d\d\b|(?<!\w)['\u2019]\d\d\b"
)
RESIDUAL_OF = re.compile(r"\bresidual\b[^.;\n]{0,60}\b(?:of|from|after)\b[^.;\n]{0,50}\Z")
"""Before a stroke of which something is left ("the residual deficits of her acute ischemic stroke")."""
OLD_INFARCT = re.compile(r"\b(?:old|remote|chronic)[ \t]+(?:[\w/-]+[ \t]+){0,3}$")
"""Before an infarct that a picture shows beside others: a finding, which explains no deficit of its own."""
ARRIVED = re.compile(
    rf"\b{either('strokes', 'arrived')}\b[^.;\n]{{0,90}}\b(?:with|for|of|by|suffer\w*|having|had)\b"
    r"(?:[ \t]+(?!(?:secondary|due|from|caused|her|his)\b)[\w/-]+){0,6}[ \t]*\Z"
)
"""Before a stroke that brought the patient to the hospital (matched on lower case)."""
LATER_CARE = re.compile(rf"\b{either('strokes', 'later_care')}")
"""What makes the stay one of later days ("admitted to rehabilitation", "presents for follow-up")."""
ARRIVED_HEADING = re.compile(
    rf"{either('strokes', 'arrival_heading')}[ \t]*:?[ \t,]*\s{{0,3}}(?:1[.)])?[ \t]*\Z"
)
"""A heading of why somebody is in the hospital, right before the stroke."""
LOOKED_FOR = re.compile(rf"\b{either('strokes', 'looked_for')} for[ \t]+(?:[\w/-]+[ \t]+){{0,3}}\Z")
"""Before a stroke that a study is ordered for ("CT to evaluate for possible stroke")."""
HISTORY_LIST = re.compile(rf"\b{either('strokes', 'history_list')}\b[^.;\n]*\Z")
"""What opens a list of old illnesses ("with multiple medical problems including ...")."""
PICTURE = re.compile(rf"\b{either('strokes', 'picture')}\b")
SHOWS = re.compile(rf"\b{either('strokes', 'shows')}\b[^.;\n]{{0,60}}\Z")
SEEN_BEHIND = re.compile(
    rf"[^.;\n]{{0,40}}?[ \t](?:was|were|is|are)[ \t](?:\w+[ \t])?{either('strokes', 'seen')}\b"
    r"(?P<by>(?:[ \t]+(?:on|by|the|her|his|brain|head|repeat|an?)\b)*[ \t]*)"
)
"""Around a stroke that a picture of the brain shows ("MRI of the head revealed a right MCA infarct")."""
OPERATED = re.compile(rf"\b{either('strokes', 'operated')}\b")
"""What is done for a hemorrhage in its first days."""
KIDNEY = re.compile(
    r"\bflanks?\b|\bcostovertebral\b|\b(?:cva|costovertebral)[ \t]+(?:angle|tender)|\btender\w*[ \t]+(?:over|at|in|"
    r"on)[ \t]+(?:the[ \t]+)?(?:\w+[ \t]+)?cva\b"
)
"""Near "CVA" where it is the costovertebral angle."""
SEQUELA = re.compile(
    r"sequela|residual|post-?stroke|(?:s/p|status post)[ \t]+(?:\w+[ \t]+){0,3}(?:stroke|cva|infarct)|i69"
)
HEMI_WORDS = re.compile(
    r"\b(?P<a>left|right|l|r|lt|rt)[ -]?(?:sided |side |body )?[ ]?(?:spastic "
    r"|dense |mild |residual )?(?:hemi(?!sph)\w*|weakness|sided weakness|facial "
    r"and arm weakness)|"
    r"\bhemi(?:paresis|plegia)\b[^.;\n]{0,12}?\b(?P<b>left|right|l|r|lt|rt)\b|"
    r"\b(?P<c>left|right)[ ]side[ ](?:\w+[ ]){1,3}?weak"
)
HEMI_SAID = re.compile(r"hemi(?:par|pleg|\b)|sided weakness|side weakness")
ONE_LIMB = re.compile(
    rf"\b(?P<s>left|right|l|r|lt|rt)[ -]?(?P<limb>{either('strokes', 'arm')}|{either('strokes', 'leg')})\b"
    r"[^.;\n]{0,12}(?:weak\w*|paresis|monoplegia|monoparesis)"
)
ARM = frozenset(words("strokes", "arm"))
INFARCT = re.compile(r"infarct(?:ion|s)?")
SKULL = re.compile(r"[ \t:=]*\d+(?:\.\d+)?[ \t]*mm\b")
NO_STROKE = re.compile(rf"[ \t-]*{either('strokes', 'no_stroke')}\b")
"""Words behind "stroke" that make it the name of a test, a ward or an order."""
ITS_SIGNS = re.compile(rf"[ \t-]*{either('strokes', 'signs')}\b")
"""Words behind "stroke" that make it the signs to watch for."""
HAPPENED = re.compile(r"\b(?:since|began|started|onset|ago|admitted|hemi(?:paresis|plegia))\b")
"""Behind its signs: that they came ("Stroke symptoms began 9/1")."""
BRAIN = re.compile(rf"\b{either('strokes', 'brain')}\b")
NOT_BRAIN = re.compile(rf"\b{either('strokes', 'not_brain')}\b")
HANDED = re.compile(
    r"\b(?P<a>left|right|l|r|lt|rt)[- ]?(?:hand(?:ed)?[- ]?)?(?:dominant|"
    r"dom\b|handed)|\b(?P<b>[rl])h[dmfw]\b|"
    r"(?:hand(?:ed)?[- ]?dom\w*|dominan(?:t|ce)(?: hand)?|handedness)[ "
    r"\t]*[:=]?[ \t]*(?P<c>left|right|l\b|r\b|lt\b|rt\b)|(?P<d>ambidextrous)"
)
HANDED_WORDS = ("dom", "handed", "ambidextrous", *(side + kind for side in ("lh", "rh") for kind in "dmfw"))
"""What every statement of handedness holds."""


def strokes(view: NoteView) -> Iterator[Mention]:
    """Read every mention of a stroke."""
    yield from _weighed(view, list(_read(view)))


def _weighed(view: NoteView, found: list[Mention]) -> Iterator[Mention]:
    """Take the word of the referral back to a suspicion where the physician then calls the stroke no more than that."""
    suspected = max(
        (m.start for m in found if m.concept == "stroke_acute" and m.said.status == "possible"), default=-1
    )
    for m in found:
        before = max(view.sentence(m.start).start, m.start - 160)
        if m.said.status == "present" and m.start < suspected and ARRIVED.search(view.lower, before, m.start):
            m = m._replace(said=m.said._replace(status="possible"), code=None, linked=False)
        yield m


def _read(view: NoteView) -> Iterator[Mention]:
    """Read each mention for itself."""
    items = view.of_kind("STROKE")
    body = Body.of(view) if items else None
    for item in items:
        if SKULL.match(view.lower, item.end) or NO_STROKE.match(view.lower, item.end):
            continue  # cranial vault asymmetry in millimetres; a stroke test
        if UNTICKED.match(view.text, item.end) or _of_the_flank(view, item):
            continue
        if ITS_SIGNS.match(view.lower, item.end):
            said = assertion(view, item.start, item.end, "diagnosis")
            if said.status in ("conditional", "absent"):  # "report stroke signs at once"
                yield Mention("stroke_sequela", item.start, item.end, said, None, "unspecified", False)
            if said.status != "present" or not HAPPENED.search(
                view.lower, item.end, view.sentence(item.start).end
            ):
                continue
        if INFARCT.fullmatch(view.lower, item.start, item.end):
            sentence = view.sentence(item.start)
            near = view.lower[max(sentence.start, item.start - 60) : min(sentence.end, item.end + 60)]
            if NOT_BRAIN.search(near) or not BRAIN.search(near):
                continue
        assert body is not None
        yield _stroke(view, item, body)


def _of_the_flank(view: NoteView, item: Item) -> bool:
    """Whether "CVA" is the costovertebral angle of the kidney."""
    sentence = view.sentence(item.start)
    return view.lower[item.start : item.end] == "cva" and (
        KIDNEY.search(view.lower, max(sentence.start, item.start - 40), min(sentence.end, item.end + 60))
        is not None
    )


def _stroke(view: NoteView, item: Item, body: Body) -> Mention:
    said = assertion(view, item.start, item.end, "diagnosis")
    if denied_behind(view, item.end, said.status) or answered_no(view, item.start, item.end, said.status):
        said = said._replace(status="absent")
    sentence = view.sentence(item.start)
    near = view.lower[max(sentence.start, item.start - 60) : min(sentence.end, item.end + 90)]
    tight = view.lower[max(sentence.start, item.start - 45) : min(sentence.end, item.end + 45)]
    kind = item.data.get("value", "stroke")
    tied = linked(view, item.start, item.end)
    older = OLD_BEFORE.search(view.lower, max(sentence.start, item.start - 40), item.start)
    acute = older is None and (
        ACUTE.search(tight) is not None
        or (body.acute_care and _admitted_for(view, item))
        or (body.physician and _of_these_days(view, item))
    )
    if said.status in ("absent", "family", "goal") or (said.status == "conditional" and not _ordered(said)):
        new = NEW_BEFORE.search(view.lower[max(0, item.start - 24) : item.start]) is not None
        concept = "stroke_acute" if said.status == "absent" and new else "stroke_sequela"
        return Mention(concept, item.start, item.end, said, None, "unspecified", False)
    if said.status in ("possible", "conditional"):
        now = body.physician and older is None and not _long_ago(view, item)
        concept = "stroke_acute" if now or _ordered(said) or acute or SENT.search(near) else "stroke_sequela"
        told = ordered_among(view, item.start, ordered(said))
        if LOOKED_FOR.search(view.lower, max(sentence.start, item.start - 40), item.start):
            told = told._replace(status="conditional")
        return Mention(concept, item.start, item.end, told, None, "unspecified", False)
    said = said._replace(status="present", cues=())
    if NO_RESIDUAL.search(near):
        return Mention("stroke_no_residual", item.start, item.end, said, "Z86.73", "unspecified", False)
    if acute and said.by != "physician" and view.once(_imaged):
        said = said._replace(by="physician")
    left = RESIDUAL_OF.search(view.lower, max(sentence.start, item.start - 120), item.start)
    if acute and left is None and not SEQUELA.search(tight):
        return Mention("stroke_acute", item.start, item.end, said, _type(kind)["acute"], body.hemi, tied)
    own = view.lower[max(sentence.start, item.start - 120) : min(sentence.end, item.end + 120)]
    old = OLD.search(near) is not None or view.category_at(item.start) == "pmh"
    if old and not (_left(RESIDUAL, own) or _left(NOT_WEAK, own)) and body.hemi == "unspecified":
        return Mention("stroke_no_residual", item.start, item.end, said, "Z86.73", "unspecified", False)
    if _old_infarct(view, item) and not _left(RESIDUAL, own):
        return Mention("stroke_no_residual", item.start, item.end, said, "Z86.73", "unspecified", False)
    code, side = stroke_code(body, kind)
    apart = APART.search(view.lower, max(sentence.start, item.start - 60), item.start) is not None
    left_weak = MOTOR.search(own) is not None and not apart
    return Mention("stroke_sequela", item.start, item.end, said, code, side, tied or left_weak)


def _left(kind: re.Pattern[str], around: str) -> bool:
    """Whether the lower-case words around a stroke name something of that kind and do not deny it."""
    return any(
        not DENIED_BEFORE.search(around, 0, m.start()) and not DENIED_AFTER.match(around, m.end())
        for m in kind.finditer(around)
    )


def _imaged(view: NoteView) -> bool:
    """Whether the note tells of the picture or the treatment of a stroke: then a physician has established it."""
    return IMAGED.search(view.lower) is not None


def _admitted_for(view: NoteView, item: Item) -> bool:
    """Whether the sentence of a stroke tells of an admission for it, and not of an old one."""
    sentence = view.sentence(item.start)
    around = view.lower[max(sentence.start, item.start - 120) : min(sentence.end, item.end + 120)]
    return (
        ADMITTED.search(around) is not None
        and OLD.search(around) is None
        and view.category_at(item.start) != "pmh"
    )


def _long_ago(view: NoteView, item: Item) -> bool:
    """Whether a stroke stands in the history or beside a word of an earlier time."""
    sentence = view.sentence(item.start)
    near = view.lower[max(sentence.start, item.start - 60) : min(sentence.end, item.end + 90)]
    return (
        OLD.search(near) is not None
        or view.category_at(item.start) in ("pmh", "plof")
        or HISTORY_LIST.search(view.lower, max(sentence.start, item.start - 240), item.start) is not None
    )


def _of_these_days(view: NoteView, item: Item) -> bool:
    """Whether a physician tells of a stroke that is treated now: why somebody came, what the picture shows, or an
    operation for it.
    """
    if _long_ago(view, item):
        return False
    sentence = view.sentence(item.start)
    before = max(sentence.start, item.start - 160)
    if view.once(_of_later_care):
        return False
    if item.data.get("value") in ("ich", "sah", "sdh") and view.once(_operated):
        return True
    if ARRIVED_HEADING.search(view.lower, max(0, item.start - 60), item.start):
        return True
    if LATER_CARE.search(view.lower, before, min(sentence.end, item.end + 60)):
        return False
    if ARRIVED.search(view.lower, before, item.start):
        return True
    if OLD_PICTURE.search(view.lower, before, min(sentence.end, item.end + 60)):
        return False
    seen = SEEN_BEHIND.match(view.lower, item.end)
    if seen is not None and PICTURE.match(view.lower, seen.end("by")):
        return True
    return PICTURE.search(view.lower, before, item.start) is not None and (
        seen is not None or SHOWS.search(view.lower, max(before, item.start - 90), item.start) is not None
    )


LATER_NOTE = re.compile(
    r"\b(?:inpatient rehab\w*|rehabilitation|snf|skilled nursing|nursing home|long[- ]term care|office visit|clinic|"
    r"outpatient|home health|physiatry)\b"
)
"""The title of a note that is written after the acute stay (matched on lower case)."""
WEEKS_OUT = re.compile(
    r"\b(?:weeks?|months?|years?) (?:out|post[- ]?stroke)\b|\brehab day\b|\breturns for (?:a )?follow"
)


def _of_later_care(view: NoteView) -> bool:
    """Whether a note is one of rehabilitation or of a clinic, by its title or by what it says of its time."""
    return (
        LATER_NOTE.search(view.lower, 0, TITLE_REACH) is not None or WEEKS_OUT.search(view.lower) is not None
    )


TITLE_REACH = 90
"""How far into a note its title reaches, in characters."""


OLD_PICTURE = re.compile(
    r"\b(?:encephalomalacia|gliosis|age[- ]indeterminate|indeterminate age|small[- ]vessel)\b"
)
"""What a picture calls an old lesion."""


def _operated(view: NoteView) -> bool:
    """Whether the note tells of an operation for a hemorrhage."""
    return OPERATED.search(view.lower) is not None


def _old_infarct(view: NoteView, item: Item) -> bool:
    """Whether it is an old infarct that a picture shows."""
    return (
        "infarct" in view.lower[item.start : item.end]
        and OLD_INFARCT.search(view.lower, max(0, item.start - 40), item.start) is not None
    )


def _type(kind: str) -> dict[str, str]:
    """What a type of stroke is coded with; a stroke of no known type is coded as an infarction."""
    types = table("strokes", "kind")
    return types.get(kind, types["stroke"])


def _ordered(said: Assertion) -> bool:
    """Whether the cue is an order to rule it out."""
    return any(re.search(r"r/o|rule|work|evaluat|exclude", c.text.lower()) for c in said.cues)


_STROKE_WORD = r"\b(?:infarct\w*|cva|stroke|ich|hemorrhage|bleed|mca|pca|aca)\b"
_STUDY_WORD = r"\b(?:mri|ct|cta|dwi|tpa|t-pa|tnk|tenecteplase|alteplase|thrombectomy|thrombolysis)\b"
IMAGED = re.compile(
    rf"{_STROKE_WORD}(?![^.;\n]{{0,40}}\b(?:no|neg\w*|clean|normal|ruled)\b)[^.;\n]{{0,40}}{_STUDY_WORD}"
    rf"(?![^.;\n]{{0,24}}\b(?:no|neg\w*|clean|normal|pending)\b)"
    rf"|{_STUDY_WORD}[^.;\n]{{0,16}}\b(?:shows?|showed|shown|confirm\w*|with|\+|revealed|positive)[^.;\n]{{0,40}}{_STROKE_WORD}"
)
"""A stroke with its picture or treatment ("L MCA infarct 10/3 (MRI), got TNK"; matched on lower case)."""


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
    acute_care: bool
    """Whether the title is of the hospital that treats an acute stroke."""
    physician: bool
    """Whether a physician writes."""

    @classmethod
    def of(cls, view: NoteView) -> Body:
        """Read the note."""
        sides = {SIDES[m["a"] or m["b"] or m["c"]] for m in HEMI_WORDS.finditer(view.lower)}
        limb = ONE_LIMB.search(view.lower)
        return cls(
            hemi=sides.pop() if len(sides) == 1 else "unspecified",
            hemi_said=HEMI_SAID.search(view.lower) is not None,
            limb=None if limb is None else "arm" if limb["limb"] in ARM else "leg",
            limb_side="unspecified" if limb is None else SIDES[limb["s"]],
            dominant=_dominance(view),
            acute_care=ACUTE_CARE.search(view.lower.lstrip().partition("\n")[0][:120]) is not None,
            physician=view.written_by_physician,
        )


def _dominance(view: NoteView) -> Side:
    m = HANDED.search(view.lower) if view.places(HANDED_WORDS) else None
    if m is None:
        return "right"
    if m["d"]:
        return "bilateral"
    return "left" if (m["a"] or m["b"] or m["c"])[0] == "l" else "right"


def stroke_code(body: Body, kind: str) -> tuple[str, Side]:
    """Choose I69.-: type of stroke, deficit (hemiparesis or one limb), side and dominance."""
    stem = f"I69.{_type(kind)['sequela']}"
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
    return {("right", True): "1", ("left", True): "2", ("right", False): "3", ("left", False): "4"}[
        side, is_dominant
    ]
