"""A mention of a diagnosis, before one fact is chosen for each concept and status."""

from __future__ import annotations

import re
from typing import NamedTuple

from rehabcode.nlp.facts import Side, Status
from rehabcode.nlp.reader_words import either
from rehabcode.nlp.view import Assertion, NoteView

LINK_AFTER_WEAKNESS = re.compile(
    r"(?:weak\w*|paresis|plegia|strength|atrophy|wasting|wkness|deficits?)\b[^.;\n]{0,60}?"
    r"(?:due to|d/t|2/2|2\u00b0|secondary to|because of|related to|r/t|"
    r"caused by|as a (?:result|consequence) of|from|following|after|since|"
    r"associated with|attribut\w+ to|in (?:the )?setting of|consequence "
    r"of|sequelae? of|explained by|on account of|down to|blamed on|post|in|s/p)\s*(?:[\w'/-]+[ \t]+){0,6}$",
    re.I,
)
WEAKNESS_AFTER = re.compile(
    r"^(?:,[ ]?(?:now|newly|recently|and)?[ ]?(?=with\b))?"
    r"[^.;,\n]{0,40}?\b(?:with|w/|caus(?:ing|es|ed)|leading to|leads to|resulting in|results in|leaving|"
    r"produc(?:ing|es|ed)|explain(?:s|ing)|account(?:s|ing) for|behind|responsible for|"
    r"the (?:cause|reason|source) (?:of|for|behind))"
    r"\s*(?!no\b|without\b|any\b)(?:[\w'/-]+[ \t]+){0,4}?(?:weak\w*|hemi\w*|paresis|strength "
    r"loss)|"
    r"^[ \t-]*(?:related |associated |induced )?(?:generali[sz]ed |muscle "
    r"|persistent |residual )*weakness",
    re.I,
)


CAUSE_LINK = re.compile(
    r"\b(?:due to|d/t|2/2|secondary to|because of|related to|r/t|caused by|"
    r"(?:result|consequence) of|from|associated "
    r"with|attribut\w+ to|setting of|sequelae? of|explained by|on account of|down to|blamed on)\b|2\u00b0",
    re.I,
)
"""A link of cause. One of time alone ("after hospitalization for CHF") is enough for a stroke or COVID-19
only.
"""


APART = re.compile(
    r"\b(?:superimposed on|on top of|separate from|apart from|distinct from|unrelated to|not (?:due|from|"
    r"related|caused)|"
    r"besides|in addition to|rather than)\b",
    re.I,
)
"""Words that set a weakness apart from the diagnosis behind them."""
OWN_LINK = re.compile(r"(?:due to|d/t|2/2|secondary to|from)[ \t\n]+", re.I)


class Mention(NamedTuple):
    """A reading of one mention, before one fact is chosen for each concept and status."""

    concept: str
    start: int
    end: int
    said: Assertion
    code: str | None
    side: Side
    linked: bool


ITS_SYMPTOMS = re.compile(
    r"[^.\n]{0,60}\.(?:[ ](?:i|she|he|pt|this|we)\b[^.\n]{0,80}\.)?(?:[ \t]{1,3}|[ ]?\n[ ]{0,8})"
    r"(?:his|her|their|these|the|current)[ \t]+symptoms\b"
    r"(?:(?!\b(?:no|not|without|w/o|denies|deny|unrelated|improved|resolved|but)\b)[^.;\n]){0,120}?"
    r"\bweakness\b"
)
"""Behind a diagnosis whose symptoms the next sentences tell: "2. X. Her symptoms are mild and consist of leg weakness"
(matched on lower case)."""


ANSWERED_NO = re.compile(
    r"(?:[ \t]?(?:/|\bor\b)[ \t]?[\w ]{2,16})?[ \t]*[:?][ \t]*(?:no|none|neg(?:ative)?|"
    r"denie[ds])[ \t]*(?=[.;,)\n]|\Z)"
)
"""Behind a diagnosis that is asked for: "Hx of stroke/PD: no" (matched on lower case)."""
TAKEN_BACK = re.compile(
    r"[^.\n]{0,60}[;,] (?:and )?(?:this|it|that) (?:was|is|has been) (?:excluded|ruled out)\b|"
    rf"[^.\n]{{0,40}}?(?: but|[;,]) (?:the |his |her |an? )?(?:[\w ]{{2,16}} and )?{either('mentions', 'study')} "
    rf"(?:(?:was|were|is|came back|returned|looked) {either('mentions', 'clean')}|"
    r"(?:cleared|exonerated) (?:him|her|it|them|the patient|pt)\b|"
    r"(?:did not|didn't) (?:show|support|confirm|bear)\b)|"
    r"[^.;\n]{0,80}?\b(?:dropped|dismissed|abandoned|discarded) (?:it|this|that|the idea|the diagnosis)\b|"
    r"[^.;,\n]{0,60}[;,] (?:but |though |however,? )[^.;\n]{1,100}?\b(?:argu|sp[eo]a?k|weigh|point|militat)\w* "
    r"(?:strongly )?against (?:it|this|that)\b"
)
"""Behind a suspicion that is taken back: "a question of myopathy; the CK was 61, this was excluded"."""


TOLD_NOT = re.compile(
    r"[^.;\n]{0,12}?[,;] (?:and |but |then |later |now |was |were |been |is |has |had |since )*told (?:that )?"
    r"(?:it|this|she|he|they) (?:was|is|did|does|has|had|do)(?: not|n['\u2019]t)(?=[ \t]*(?:[.;,\n]|\Z))"
)
"""Behind a diagnosis that somebody took back: "told it was gout, then told it was not"."""
SUPPOSED = re.compile(
    r"\b(?:thought|called|believed|presumed|assumed|treated as|labell?ed|(?:first|initial|working|original) "
    r"(?:impression|diagnosis|dx|thought)(?: was| of|:)?)\b[^.;,\n]{0,24}\Z"
)
TURNED_OUT = re.compile(
    r"(?: at first| initially| originally)?[,;] (?:but |and |then |later )?"
    r"(?:it |this |that |which )?(?:later |then |in the end )?(?:turned out|proved to be|proved otherwise)\b"
)
"""Behind what was supposed, the thing it was: "they thought gout, it turned out to be a fracture"."""


RAISED = re.compile(
    rf"\b{either('mentions', 'raised')}(?:[ \t]+(?:the|an?|of|about|whether|if|it|this|that|she|he|they|pt|"
    rf"might|may|could|is|was|"
    r"has|have|had|be|been|being|him|her|them|me|us|to|for|early|possible|second|new|another|question|"
    r"possibility|idea|look|too|also)){0,8}[ \t]+\Z"
)
"""What makes the disease behind it a question that somebody raised (matched on lower case)."""
RAISED_BEHIND = re.compile(
    rf"(?:[ \t]+(?:disease|syndrome|was|were|had|has|have|been|is))*[ \t]+{either('mentions', 'raised')}"
)
"""The same behind the disease ("Parkinson's was on the referral slip")."""
QUESTIONED = re.compile(r"\?(?:[ \t]+|[^?.\n]{0,80}\d[^?.:;,\n]{0,12}[:;,][ \t]+)no(?=[ \t]*(?:[.;\n]|\Z))")
"""A question mark behind the disease, and its answer ("GBS? Reflexes 2+: no.")."""
ANSWERED_BEHIND = re.compile(r"\?[^?\n]{0,90}[:;,.][ \t]+no(?=[ \t]*(?:[.;\n]|\Z))")
IS_IT = re.compile(
    r"\b(?:is|was|could|can|might|does|do|would)[ \t]+(?:this|it|that|these|he|she|they|there)\b[^.;?\n]*\Z"
)
"""Before the disease of a whole question ("Is this GBS? Reflexes present: no.")."""
ANSWER_REACH = 220
"""How far behind a question its answer stands."""
ANSWER = re.compile(
    r"\b(?:it|this|that|these) (?:is|was|are|were)(?: clearly| certainly| simply| just)?(?: not|n['\u2019]t)"
    r"(?= the (?:case|cause|answer)\b|[ \t]*(?:[.;,)\n]|\Z))|"
    r"\b(?:it|this|that) (?:is|was|seems|looks|appears|has been) (?:felt |thought |judged |"
    r"considered )?(?:very |most |highly |quite )?"
    r"(?:unlikely|improbable|implausible|excluded|ruled out|dismissed|dropped|discarded|refuted|taken off)\b|"
    r"(?:\b(?:it|this|that|which) (?:is |was )?|[,;(-][ ]?)(?:considered|felt|thought|deemed|judged) (?:to be )?"
    r"(?:very |highly |most |quite )?(?:unlikely|improbable)\b|"
    r"\b(?:(?:he|she|they|pt|patient) (?:does|do|did)|(?:and|but) does)(?: not|n['\u2019]t) have (?:it|this|that|either|"
    r"any of (?:these|them|it))"
    r"(?=[ \t]*(?:[.;,)\n]|\Z))|"
    r"\b(?:neither|none of (?:them|these|it|this|that)) (?:holds?|held|is|was|fits?|applies|applied|"
    r"bears?|bore|stands?|"
    r"panned|proved|turned)\b|"
    r"\b(?:this|that|it|which)(?: diagnosis| label| idea| suspicion| impression)? (?:does|did)(?: not|"
    r"n['\u2019]t) (?:(?:hold|bear|pan|prove|apply|stand)(?= up\b| out of\b| here\b|[ \t]*(?:[.;,\n)]|\Z))|"
    r"fit(?! (?:in|into|on|over|through|his|her|well)\b))|"
    r"\btold (?:her|him|them|the \w+) (?:that )?(?:she|he|they|it) (?:does|did|do|is|was)(?: not|"
    r"n['\u2019]t)(?=[ \t]*(?:[.;,\n]|\Z))|"
    r"\b(?:(?:did|do)(?: not|n['\u2019]t) (?:find|confirm|support|substantiate)|(?:could|can)(?: not|n['\u2019]t) "
    r"(?:find|support|substantiate)) (?:it|this|that|any of (?:it|this|that))"
    r"(?= either\b|[ \t]*(?:[.;,)\n]|\Z))|"
    r"\b(?:find|found|see|saw|had) (?:no|neither|nothing)\b[^.;\n]{0,80}\btold (?:her|him|them|the \w+) so\b|"
    r"\b(?:neuro\w*|rheum\w*|cardiolog\w*|radiolog\w*|ortho\w*|surgeon|md|dr\.? \w+|physician|doctor|specialist|pcp|team|"
    r"we|i)\b[^.;,\n]{0,20}? (?:disagreed|disagrees|disagree|(?:did|does|do) not agree)\b(?! (?:on|about|with|to)\b)|"
    r"\b(?:crossed|struck|scratched) (?:it|this|that) off\b|"
    r"\b(?:says|said|states|stated|feels|felt|assured (?:her|him|them)|is clear|was clear) (?:that )?(?:it|this|that) "
    r"(?:is|was)(?: not|n['\u2019]t)(?=[ \t]*(?:[.;,)\n]|\Z))|"
    r"\b(?:took|taken) (?:it|this|that) off (?:the|her|his) (?:list|chart|problem list|table)\b|"
    r"\b(?:ruled|threw|thrown|rules|throws) (?:it|this|that) out\b|"
    r"\b(?:that|this|the) (?:label|diagnosis|idea|impression|reading) (?:was|is|has been) (?:later |then |since )?"
    r"(?:dropped|withdrawn|abandoned|revised|corrected|retracted|removed|wrong|mistaken)\b|"
    r"\bit (?:was|is)(?: not|n['\u2019]t) (?:that|this)(?=[ \t]*(?:[.;,)\n]|\Z))|"
    r"[-\u2013\u2014,;:(][ ]?(?:which was )?wrong(?:ly)?(?=[ \t]*(?:[.;,\n)]|\Z))|\bcorrected by\b|"
    r"\b(?:nothing of the (?:sort|kind)|no sign of (?:it|this|that)|no such thing)\b|"
    r"\b(?:so|is|answer:|answer is|short answer is|answer was)[ \t]+no(?=[ \t]*(?:[.;\n]|\Z))|"
    rf"\banswered by (?:an?|the) (?:\w+ )?{either('mentions', 'clean')}\b|"
    rf"\buntil (?:an?|the|his|her) (?:\w+ ){{1,3}}(?:came back|was|returned|proved|turned out|"
    rf"looked) {either('mentions', 'clean')}"
)
"""What answers a question with no ("..., so it is not"; matched on lower case)."""
WORN = re.compile(
    r"\b(?:brace|afo|kafo|sling|shoes?|boots?|orthos[ie]s|orthotics?|splint|wheelchair|w/c|socks?|liner|cast)\b"
)
"""What may not fit the patient."""
LISTED_ON = re.compile(r"[ \t]*(?:,|/|\band\b|\bor\b|\babout\b|\ban?\b|\bthe\b|[ \t]){1,6}\Z")
"""What stands between the diseases of one question."""
UNTICKED = re.compile(r"[ \t]*(?:\[[ _]?\]|[\u2610\u25a1])[ \t]*(?=[;,|\r\n]|\Z)")
"""An empty box behind a name, in a form whose boxes stand behind the names."""
EXCLUDED = re.compile(
    r"[^.;\n]{0,30}?(?: and| but|,|;) (?:the |her |his )?(?:\w+ )?"
    r"(?:neuro\w*|rheum\w*|specialist|pcp|md|physician|doctor|team|work-?up|testing|tests|imaging|mri|emg|biopsy)"
    r"(?: has| had| have| later| then){0,2} (?:excluded (?:it|this|that)|ruled (?:it|this|"
    r"that) out)\b(?! (?:as|that)\b)"
)
"""Behind a disease that was raised: "the family brought up MS and neurology excluded it" (matched on lower case)."""
SCREENED = re.compile(
    r"[ \t]*(?:(?:on |was |done )*\d{1,2}/\d{1,2}(?:/\d{2,4})?)?[ \t]*(?:[:,(=-]|was|came back|and was)?[ \t]*"
    r"neg(?:ative)?(?=[ \t]*(?:[.;,)\n]|\Z|today\b|by\b|on\b))"
)
"""Behind what somebody was screened for: "screened for sarcopenia 7/8: negative" (matched on lower case)."""
WANTED = re.compile(
    r"\b(?:wants?|wanted|asks?|asked|would like|needs?|requests?|requested|to have|hopes? to)\b[^.;\n]{0,40}\Z"
)
"""Before what shall be ruled out: "the team wants myasthenia ruled out" (matched on lower case)."""
RULED_OUT = frozenset(("ruled out", "excluded"))
RULE_OUT = frozenset(("r/o", "rule out"))


def to_rule_out(said: Assertion) -> bool:
    """Whether a note only asks to rule something out."""
    return said.status == "conditional" and any(c.text.lower() in RULE_OUT for c in said.cues)


def wanted_out(view: NoteView, start: int, said: Assertion) -> bool:
    """Whether somebody only wants the disease ruled out."""
    out = said.status == "absent" and all(c.text.lower() in RULED_OUT for c in said.cues)
    return out and WANTED.search(view.lower, max(0, start - 60), start) is not None


VERSUS = frozenset(("vs", "vs.", "versus"))
ASKED_OUT = re.compile(r"\b(?:r/o|rule out|rule-out)[ \t]+(?:[\w/-]+[ \t]+){1,5}(?:vs\.?|versus)[ \t]+\Z")
"""Before the second of two diseases to be ruled out ("r/o CIDP vs myopathy"; matched on lower case)."""


def ordered_among(view: NoteView, start: int, said: Assertion) -> Assertion:
    """Make conditional what is only one of two diseases to be ruled out."""
    if said.status != "possible" or not said.cues:
        return said
    told = {c.text.lower() for c in said.cues}
    order = told & RULE_OUT and told <= RULE_OUT | VERSUS
    other = told <= VERSUS and ASKED_OUT.search(view.lower, max(0, start - 80), start) is not None
    return said._replace(status="conditional") if order or other else said


def ordered(said: Assertion) -> Assertion:
    """Turn a suspicion that is only an order to rule it out into what such an order is: conditional."""
    if said.status == "possible" and said.cues and all(c.text.lower() in RULE_OUT for c in said.cues):
        return said._replace(status="conditional")
    return said


_NAMES = ("DIAGNOSIS", "DIAGNOSIS_LOWER", "STROKE", "COVID")
NOT_BEFORE = re.compile(
    r"\b(?:not|isn['\u2019]t|wasn['\u2019]t|no)[ \t]+(?:an?[ \t]+|the[ \t]+|true[ \t]+|a case of[ \t]+)?\Z"
)


def _denied_again(view: NoteView, start: int, end: int) -> bool:
    """Whether the next disease behind a question is the same one, and denied ("asked about ALS. This is not ALS.")."""
    own = next((i.data.get("value") for i in view.between(start, start + 1, *_NAMES)), None)
    following = view.between(end, end + ANSWER_REACH, *_NAMES)
    if not following or own is None or following[0].data.get("value") != own:
        return False
    at = following[0].start
    return NOT_BEFORE.search(view.lower, max(0, at - 24), at) is not None


def answered_no(view: NoteView, start: int, end: int, status: Status) -> bool:
    """Whether a disease was only asked about, and a clause or sentence behind it says that it is not there.

    "Her son asked whether this might be ALS; reflexes are normal, so it is not." Another disease between question and
    answer takes the answer for itself.
    """
    if status not in ("present", "possible", "conditional"):
        return False
    sentence = view.sentence(start)
    if status != "possible" and not (
        RAISED.search(view.lower, max(sentence.start, start - 90), start)
        or RAISED_BEHIND.match(view.lower, end)
    ):
        return False
    asked = IS_IT.search(view.lower, max(sentence.start, start - 60), start) is not None
    if (ANSWERED_BEHIND if asked else QUESTIONED).match(view.lower, end):
        return True
    if _denied_again(view, start, end):
        return True
    last = end + ANSWER_REACH
    blank = view.text.find("\n\n", end, last)
    answer = ANSWER.search(view.lower, end, blank if blank >= 0 else last)
    if answer is not None and answer.group().endswith("fit") and WORN.search(view.lower, end, answer.start()):
        return False  # "has a brace, but it does not fit"
    if answer is None or view.layout.sentence_index(answer.start()) - view.layout.sentence_index(start) > 2:
        return False
    at = end
    for item in view.between(end, answer.start(), *_NAMES):
        if LISTED_ON.match(view.lower, at, item.start) is None:
            return False
        at = item.end
    return True


def denied_behind(view: NoteView, end: int, status: Status) -> bool:
    """Whether the words behind a mention of that status deny it; only a suspicion is taken back by a clause."""
    if status == "possible" and TAKEN_BACK.match(view.lower, end):
        return True
    if status in ("present", "past", "possible") and (
        TOLD_NOT.match(view.lower, end) or EXCLUDED.match(view.lower, end)
    ):
        return True
    if (
        status in ("present", "past", "possible")
        and TURNED_OUT.match(view.lower, end)
        and SUPPOSED.search(view.lower, max(0, end - 60), end)
    ):
        return True
    if status == "conditional" and SCREENED.match(view.lower, end):
        return True
    return status in ("present", "past", "possible") and ANSWERED_NO.match(view.lower, end) is not None


def linked(view: NoteView, start: int, end: int, *, timed: bool = True) -> bool:
    """Whether the sentence ties the weakness to the diagnosis; ``timed``: a link of time ("since") counts
    too.
    """
    sentence = view.sentence(start)
    own = OWN_LINK.match(view.text, start, end)  # "from low sodium" holds its link itself
    left = LINK_AFTER_WEAKNESS.search(
        view.text, max(sentence.start, start - 140), start if own is None else own.end()
    )
    if left and (timed or CAUSE_LINK.search(left.group())) and not APART.search(left.group()):
        return True
    right = view.text[end : min(sentence.end, end + 90)]
    return WEAKNESS_AFTER.match(right) is not None or ITS_SYMPTOMS.match(view.lower, end) is not None
