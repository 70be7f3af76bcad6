"""COVID-19: active, post-COVID, history, negative or unclear, by the words around the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import Status
from rehabcode.nlp.mentions import Mention, linked
from rehabcode.nlp.reader_words import either, words
from rehabcode.nlp.view import Assertion, Item, NoteView

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
POST_NAMES = words("covid", "post_name")
COVID_NEGATIVE = re.compile(
    rf"^[ \t]*(?:-?19)?[ \t,:(/\w+-]{{0,18}}?\b{either('covid', 'negative')}\b|^[ \t]*(?:-?19)?[ \t]*\(-\)|"
    rf"^[^.;\n]{{0,40}}\b{either('covid', 'test')}s?(?:[^.;\n]|(?<=\b[ap])\.|"
    rf"(?<=\b[ap]\.m)\.){{0,20}}\b(?:neg(?:ative)?|not detected)"
)
COVID_NEGATIVE_BEFORE = re.compile(
    r"(?:negative|neg|tested neg(?:ative)?)(?: test)?(?: for)?[ \t]*(?:flu/|"
    r"rsv/)*$|\bno(?: known| current| active| evidence of)?[ \t]*$|\bdenies(?: "
    r"any| having)?[ \t]*$|\bnot detected(?:[ \t]*[(:,-])?[ \t]*$"
)
COVID_IGNORE = re.compile(
    rf"^[ \t-]*(?:19)?[ \t-]*{either('covid', 'ignore')}|"
    r"^[ \t-]*(?:19)?[ \t]*x[ \t]?\d[ \t]*\(?(?:vax|vaccine|booster)|"
    r"^[ \t-]*(?:19)?[ \t:-]*(?:never (?:had|got|took)|declin\w+|refus\w+|no) (?:an? |any |the )?(?:vaccin|vax|booster)"
)
COVID_IGNORE_BEFORE = re.compile(
    rf"{either('covid', 'ignore_before')}(?: for| against| to| with)?[ \t]*$|vaccinated[^.;\n]{{0,12}}$"
)
COVID_POST_BEFORE = re.compile(
    r"(?:post[- ]?(?:acute[- ])?|long[- ]?(?:haul(?:er)?[- ])?|weak\w* (?:from|due to) |"
    rf"{either('covid', 'post_before')} )"
    r"(?:having |(?:i|he|she|they|pt|patient) (?:had|got|caught|contracted|went through) |getting |"
    r"catching |her |his |my |a |the |acute |mild |severe |bout of |"
    r"case of |first |second |third |latest |recent )*[ \t-]*$"
)
NEVER_BEFORE = re.compile(
    r"\b(?:no|denies|denied|without|w/o)(?: any| known| ever)* (?:prior|previous|past|history of|hx of|"
    r"h/o|personal history of|"
    r"(?:ever )?having(?: ever)? had|(?:ever )?having|ever had)(?: any| known)?[ \t]*$|"
    r"\b(?:never|not|hasn['\u2019]t|haven['\u2019]t)(?: ever| knowingly| yet)?(?: (?:has|have))? (?:had|"
    r"caught|contracted|got|gotten|"
    r"tested positive for|been diagnosed with|been infected with|come down with)[ \t]*$|"
    r"\b(?:has|have|was|were|been)[ \t]+(?:been[ \t]+)?(?:spared|dodged|escaped|avoided)(?: by)?[ \t]*$"
)
NEVER_AFTER = re.compile(
    r"^[ \t]*(?:-?[ \t]?19)?[ \t]*[,;(:-][ \t]*(?:but |and )?(?:has |was )?never (?:been )?(?:infected|"
    r"had it|caught it|got it|"
    r"tested positive|sick with it|contracted it)\b|"
    r"^[ \t]*(?:-?[ \t]?19)?(?: infection)?[ \t]*[:=?][ \t]*never\b(?! had (?!it\b|covid\b))"
)
"""What says that there never was an infection (matched on lower case)."""
NO_SEQUEL = re.compile(
    r"^[^.\n]{0,60}\b(?:no|without|w/o|denies)(?: any)? (?:lingering|residual|lasting|persistent|ongoing|"
    r"long[- ]term|after)\b"
)
"""Behind an infection that the patient recovered from: that nothing is left of it."""
RECOVERED_FROM = re.compile(r"\brecover(?:ed|y)[ \t]+from[ \t]*$")
WEAK_SINCE = re.compile(
    r"^[^.\n]{0,70}\b(?:weak|weakness|tired|fatigued?|deconditioned|exhausted|short of breath)\b[^.;,\n]{0,12}"
    r"\b(?:ever since|since then|since)(?=[ \t]*(?:[.;,\n]|\Z))"
)
"""Behind an infection: a complaint that has lasted since."""
OPERATED = re.compile(
    r"\b(?:tka|tha|surgery|fracture|fx|orif|cva|stroke|(?:left|right|quad\w*|leg|arm|[lr])[ ](?:sided[ ])?weak\w*)\b"
)
"""A nearer cause of a weakness, or one of a single side or part."""
NAMED_TEST = re.compile(r"[ \t]*(?:-?[ \t]?19)?[ \t]+(?:tests?|swabs?|testing|pcr)\b")
COVID_POST_AFTER = re.compile(
    r"^[ \t-]*(?:19)?[ \t-]*(?:long[- ]?haul\w*|sequelae?|related "
    r"(?:\w+ )?(?:weakness|fatigue|decondition|debility|symptoms|decline|lung disease))"
)
COVID_ACTIVE = re.compile(
    r"^[ \t]*(?:-?[ \t]?19)?[ \t,:(]*(?:pcr |rapid |test(?:ed)? |antigen |infection,? )*"
    rf"(?:\+|day \d|(?:is |still )?active\b(?! in)|{either('covid', 'active')})|"
    r"^[ \t]*(?:-?[ \t]?19)?[^.;\n]{0,24}(?:\bpcr[ \t]*\+|\bpositive\b|\bpos\b|tested pos|\bdetected\b)"
)
COVID_ACTIVE_BEFORE = re.compile(
    rf"(?:{either('covid', 'active_before')}|isolat\w+ (?:for|due to|d/t)|\bwith)[ \t]*$"
)
COVID_HISTORY_BEFORE = re.compile(
    rf"(?:{either('covid', 'history_before')}|pmh:?(?:[^.;\n]{{0,80}},)?)[ \t]*"
    r"(?:a |mild |severe |acute |bout of |confirmed )*$"
)
COVID_PAST_AFTER = re.compile(
    rf"^[ \t]*(?:-?[ \t]?19)?[ \t,(]*(?:infection |pna |pneumonia )*(?:in "
    rf"|back in |\b)?(?:{MONTH}[ \t,']*)?(?:(?:19|20)\d\d|'\d\d|\d{{1,2}}/\d{{2,4}})|"
    rf"^[^.;\n]{{0,40}}(?:\bresolved|fully recovered|recovered|years? ago|"
    rf"months? ago|last (?:year|winter|spring|summer|fall|month)|x ?\d{{4}})"
)
UNCLEAR = re.compile(
    rf"{either('covid', 'unclear')}|\bpending\b|"
    r"still (?:on isolation|tests? positive|positive|contagious)\?|pos(?:itive)?[ \t]?\?"
)
OWN_TEST = re.compile(r"\b(?:i|pt|patient|she|he) (?:has |have |had )?test(?:ed|s) neg(?:ative)?\b")
EXPLICIT_ACTIVE = re.compile(rf"{either('covid', 'explicit')}|\bpos\b")
UNCLEAR_BEFORE = re.compile(rf"{either('covid', 'unclear_before')}[ \t]*$")

AGAIN = re.compile(
    r"\b(?:now |has |again |re)*test(?:ed|s|ing)? (?:pos(?:itive)?|\+) ?again\b|\bre-?infect(?:ed|ion)\b|"
    r"\b(?:again|now) test(?:ed|s|ing) pos(?:itive)?\b|\bnow (?:covid )?pos(?:itive)?(?: again)?\b"
)
"""A new infection told without the name, in a note that names COVID-19 before."""
NEGATIVE_TEST = re.compile(
    r"\b(?:home|rapid|antigen|pcr|repeat|swab)(?:[ -](?:antigen|pcr|test|swab))*s?[ \t]*(?:x ?\d )?"
    r"(?:(?:on |of )?\d{1,2}/\d{1,2}(?:/\d{2,4})? )?(?:was |is |now |came back )?neg(?:ative)?\b|"
    r"\btested neg(?:ative)?\b|\bnegative since\b"
)
"""The same for a negative test ("home test neg x2")."""
TESTED_TODAY = re.compile(
    r"[ \t-]*(?:19)?[ \t-]*test(?:ing)? today[ \t:,=-]*(?:was |is |came back )?(?:neg|pos|\+|not detected)"
)
"""A test of today with its result behind it; without one it only was ordered."""
ENDED = re.compile(rf"[^.;\n]{{0,60}}?\b{either('covid', 'ended')}\b")
"""What ends an infection named as active."""
ISOLATED = re.compile(
    r"[^.;\n]{0,80}?\b(?:remains?|still|stays?|currently|continues?) (?:\w+ )?(?:on |in |"
    r"under )?(?:isolation|quarantine)\b"
)
"""What shows it active all the same ("cough has cleared, remains on isolation")."""
RESPIRATORY = re.compile(rf"\b{either('covid', 'respiratory')}\b")
DENIED = re.compile(rf"\b{either('covid', 'denied')}\b[^.;\n]{{0,30}}$")
SYMPTOM_REACH = 90


def covid_mentions(view: NoteView) -> Iterator[Mention]:
    """Read every mention of COVID-19."""
    items = view.of_kind("COVID")
    if not items:
        return
    negative = False
    for item in items:
        for mention in _covid_mention(view, item):
            negative = negative or mention.concept == "covid_negative"
            yield mention
    if not negative and (m := NEGATIVE_TEST.search(view.lower, items[0].end)):
        said = assertion(view, m.start(), m.end(), "diagnosis")
        if said.status not in ("family", "goal", "conditional"):
            tested = Assertion("present", said.by, said.cues)
            yield Mention("covid_negative", m.start(), m.end(), tested, None, "unspecified", False)
    again = AGAIN.search(view.lower, items[0].end)
    if again is not None:
        said = assertion(view, again.start(), again.end(), "diagnosis")
        if said.status in ("present", "past"):
            present = Assertion("present", said.by, ())
            yield Mention("active_covid", again.start(), again.end(), present, "U07.1", "unspecified", False)


def _of_the_test(right: str) -> bool:
    """Whether the words behind the name make it that of a test or a vaccine."""
    return COVID_IGNORE.match(right) is not None or NAMED_TEST.match(right) is not None


def _still_ill(view: NoteView, item: Item) -> bool:
    """Whether a symptom of today follows an infection told without a date ("had COVID. Cough.")."""
    m = RESPIRATORY.search(view.lower, item.end, item.end + SYMPTOM_REACH)
    return m is not None and DENIED.search(view.lower, max(item.end, m.start() - 40), m.start()) is None


class _Near(NamedTuple):
    """A mention of COVID-19 and the words around it, in lower case."""

    item: Item
    word: str
    left: str
    right: str
    context: str
    section: str | None
    said: Assertion
    tied: bool

    def told(self, concept: str, status: Status, code: str | None, *, tied: bool | None = None) -> Mention:
        """Make the mention of one state of the infection."""
        said = Assertion(status, self.said.by, self.said.cues)
        link = self.tied if tied is None else tied
        return Mention(concept, self.item.start, self.item.end, said, code, "unspecified", link)


def _weak_since(view: NoteView, near: _Near, end: int) -> bool:
    """Whether a complaint has lasted since the infection, and no other disease or operation stands between."""
    m = WEAK_SINCE.match(near.right)
    if m is None:
        return False
    at = near.item.end
    others = view.between(at, at + m.end(), "DIAGNOSIS", "DIAGNOSIS_LOWER", "STROKE")
    return not others and OPERATED.search(near.right, 0, m.end()) is None


def _covid_mention(view: NoteView, item: Item) -> Iterator[Mention]:
    """Read one mention: its name, then what stands right beside it, then the sentence."""
    sentence = view.sentence(item.start)
    near = _Near(
        item,
        view.lower[item.start : item.end],
        view.lower[max(sentence.start, item.start - 90) : item.start],
        view.lower[item.end : min(sentence.end, item.end + 90)],
        view.lower[max(sentence.start, item.start - 30) : item.end + 130].split("\n\n")[0],
        view.category_at(item.start),
        assertion(view, item.start, item.end, "diagnosis"),
        linked(view, item.start, item.end),
    )
    status = near.said.status
    if near.word in POST_NAMES or near.word.startswith("post-acute"):
        yield near.told("post_covid", status, "U09.9")
    elif NEVER_AFTER.match(near.right) or (
        status != "family" and NEVER_BEFORE.search(near.left) and not _of_the_test(near.right)
    ):
        yield near.told("history_covid", "absent", None, tied=False)
    elif (
        COVID_IGNORE.match(near.right) and not TESTED_TODAY.match(near.right)
    ) or COVID_IGNORE_BEFORE.search(near.left):
        return
    elif RECOVERED_FROM.search(near.left) and (status == "family" or NO_SEQUEL.match(near.right)):
        past = status != "family"
        yield near.told(
            "history_covid" if past else "active_covid", "past" if past else "family", None, tied=False
        )
    elif COVID_POST_BEFORE.search(near.left) or COVID_POST_AFTER.match(near.right):
        yield _post(near)
    elif status in ("present", "past") and _weak_since(view, near, sentence.end):
        yield near.told("post_covid", "present", "U09.9", tied=True)
    elif status == "family":
        if own := OWN_TEST.search(view.lower, item.end, sentence.end):
            tested = Assertion("present", near.said.by, ())
            yield Mention("covid_negative", own.start(), own.end(), tested, None, "unspecified", False)
        yield near.told("active_covid", "family", None, tied=False)
    elif status in ("goal", "conditional"):
        return
    elif (
        COVID_NEGATIVE.match(near.right)
        or COVID_NEGATIVE_BEFORE.search(near.left)
        or (status == "absent" and not COVID_HISTORY_BEFORE.search(near.left))
    ):
        yield near.told("covid_negative", "present", None, tied=False)
    else:
        yield from _infection(view, near)


def _post(near: _Near) -> Mention:
    """A state after the infection: its own "since" or "history of" does not make it past."""
    said, item = near.said, near.item
    own = said.status == "possible" and said.cues and all(c.end > item.start - 12 for c in said.cues)
    tested = said.status == "absent" and all(
        c.start > item.end and "neg" in c.text.lower() for c in said.cues
    )
    if said.status == "past" or own or tested:
        said = said._replace(status="present", cues=())
    return Mention("post_covid", item.start, item.end, said, "U09.9", "unspecified", near.tied)


def _infection(view: NoteView, near: _Near) -> Iterator[Mention]:
    """The infection itself: unclear, past or active."""
    item, left, right = near.item, near.left, near.right
    unclear = UNCLEAR.search(near.context) is not None
    had = re.search(r"\bhad[ \t]*$", left) is not None
    if unclear and had and "or something" not in near.context:
        yield near.told("history_covid", "past", "Z86.16", tied=False)
    if unclear or UNCLEAR_BEFORE.search(left) or near.said.status == "possible":
        yield near.told("active_covid", "possible", "U07.1")
        return
    if had and not COVID_PAST_AFTER.match(right) and _still_ill(view, item):
        yield near.told("active_covid", "possible", "U07.1")
    if COVID_HISTORY_BEFORE.search(left) or near.word == "z86.16":
        yield near.told("history_covid", "past", "Z86.16", tied=False)
    elif COVID_ACTIVE.match(right) or near.word == "u07.1" or "pneumonia" in near.word or "pna" in near.word:
        yield _active(near)
    elif COVID_PAST_AFTER.match(right) or near.section == "pmh" or near.said.status == "past":
        yield near.told("history_covid", "past", "Z86.16", tied=False)
    elif COVID_ACTIVE_BEFORE.search(left) or near.section in ("diagnosis", "referral"):
        yield _active(near)
    elif re.search(r"(?:due to|d/t|2/2|secondary to|from)[ \t]*$", left):
        present = near.said._replace(status="present", cues=())
        yield Mention("post_covid", item.start, item.end, present, "U09.9", "unspecified", True)
    else:
        yield near.told("active_covid", "possible", "U07.1")


def _active(near: _Near) -> Mention:
    """An infection named as active, unless the words behind it end it."""
    item, said = near.item, near.said
    if ENDED.match(near.right) and not ISOLATED.match(near.right):
        return near.told("history_covid", "past", "Z86.16", tied=False)
    present = said._replace(status="present", cues=()) if said.status == "past" else said
    return Mention("active_covid", item.start, item.end, present, "U07.1", "unspecified", near.tied)
