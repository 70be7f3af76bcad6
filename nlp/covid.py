"""COVID-19: active, post-COVID, history, negative or unclear, by the words around the name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.mentions import Mention, linked
from rehabcode.nlp.reader_words import either, words
from rehabcode.nlp.view import Assertion, Item, NoteView

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
POST_NAMES = words("covid", "post_name")
COVID_NEGATIVE = re.compile(
    rf"^[ \t]*(?:-?19)?[ \t,:(/\w+-]{{0,18}}?\b{either('covid', 'negative')}\b|^[ \t]*(?:-?19)?[ \t]*\(-\)|"
    rf"^[^.;\n]{{0,40}}\b{either('covid', 'test')}s?[^.;\n]{{0,20}}\b(?:neg(?:ative)?|not detected)"
)
COVID_NEGATIVE_BEFORE = re.compile(
    r"(?:negative|neg|tested neg(?:ative)?)(?: test)?(?: for)?[ \t]*(?:flu/|"
    r"rsv/)*$|\bno(?: known| current| active| evidence of)?[ \t]*$|\bdenies(?: "
    r"any| having)?[ \t]*$|\bnot detected[ \t]*[(:,-]?[ \t]*$"
)
COVID_IGNORE = re.compile(
    rf"^[ \t-]*(?:19)?[ \t-]*{either('covid', 'ignore')}|"
    r"^[ \t-]*(?:19)?[ \t]*x[ \t]?\d[ \t]*\(?(?:vax|vaccine|booster)"
)
COVID_IGNORE_BEFORE = re.compile(
    rf"{either('covid', 'ignore_before')}(?: for| against| to| with)?[ \t]*$|vaccinated[^.;\n]{{0,12}}$"
)
COVID_POST_BEFORE = re.compile(
    r"(?:post[- ]?(?:acute[- ])?|long[- ]?(?:haul(?:er)?[- ])?|weak\w* (?:from|due to) |"
    rf"{either('covid', 'post_before')} )"
    r"(?:having |i had |she had |he had |getting |catching |her |his |my |a |the |acute |mild |severe |bout of |"
    r"case of )*[ \t-]*$"
)
COVID_POST_AFTER = re.compile(
    r"^[ \t-]*(?:19)?[ \t-]*(?:long[- ]?haul\w*|sequelae?|related (?:weakness|fatigue))"
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
    r"(?:was |is |now |came back )?neg(?:ative)?\b|\b(?:tested )?negative since\b"
)
"""The same for a negative test ("home test neg x2")."""
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


def _still_ill(view: NoteView, item: Item) -> bool:
    """Whether a symptom of today follows an infection told without a date ("had COVID. Cough.")."""
    m = RESPIRATORY.search(view.lower, item.end, item.end + SYMPTOM_REACH)
    return m is not None and DENIED.search(view.lower, max(item.end, m.start() - 40), m.start()) is None


def _covid_mention(view: NoteView, item: Item) -> Iterator[Mention]:
    sentence = view.sentence(item.start)
    left = view.lower[max(sentence.start, item.start - 90) : item.start]
    right = view.lower[item.end : min(sentence.end, item.end + 90)]
    word = view.lower[item.start : item.end]
    said = assertion(view, item.start, item.end, "diagnosis")
    tied = linked(view, item.start, item.end)
    if word in POST_NAMES or word.startswith("post-acute"):
        yield Mention("post_covid", item.start, item.end, said, "U09.9", "unspecified", tied)
        return
    if COVID_IGNORE.match(right) or COVID_IGNORE_BEFORE.search(left):
        return
    if COVID_POST_BEFORE.search(left) or COVID_POST_AFTER.match(right):
        if (
            said.status in ("past", "possible")
            and said.cues
            and all(c.end > item.start - 12 for c in said.cues)
        ):
            said = said._replace(status="present", cues=())
        if said.status == "past":
            said = said._replace(status="present", cues=())
        yield Mention("post_covid", item.start, item.end, said, "U09.9", "unspecified", tied)
        return
    if said.status == "family" and (own := OWN_TEST.search(view.lower, item.end, sentence.end)):
        tested = Assertion("present", said.by, ())
        yield Mention("covid_negative", own.start(), own.end(), tested, None, "unspecified", False)
    if said.status == "family":
        yield Mention("active_covid", item.start, item.end, said, None, "unspecified", False)
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
        yield Mention("active_covid", item.start, item.end, possible, "U07.1", "unspecified", tied)
        return
    if had and not COVID_PAST_AFTER.match(right) and _still_ill(view, item):
        yield Mention("active_covid", item.start, item.end, possible, "U07.1", "unspecified", tied)
    if COVID_HISTORY_BEFORE.search(left) or word == "z86.16":
        yield Mention("history_covid", item.start, item.end, past, "Z86.16", "unspecified", False)
    elif COVID_ACTIVE.match(right) or word in ("u07.1",) or "pneumonia" in word or "pna" in word:
        yield _active(item, said, past, right, tied)
    elif COVID_PAST_AFTER.match(right) or view.category_at(item.start) == "pmh" or said.status == "past":
        yield Mention("history_covid", item.start, item.end, past, "Z86.16", "unspecified", False)
    elif COVID_ACTIVE_BEFORE.search(left) or view.category_at(item.start) in ("diagnosis", "referral"):
        yield _active(item, said, past, right, tied)
    elif re.search(r"(?:due to|d/t|2/2|secondary to|from)[ \t]*$", left):
        yield Mention(
            "post_covid",
            item.start,
            item.end,
            said._replace(status="present", cues=()),
            "U09.9",
            "unspecified",
            True,
        )
    else:
        yield Mention("active_covid", item.start, item.end, possible, "U07.1", "unspecified", tied)


def _active(item: Item, said: Assertion, past: Assertion, right: str, tied: bool) -> Mention:
    if re.match(r"[^.;\n]{0,40}\b(?:resolved|recovered)", right):
        return Mention("history_covid", item.start, item.end, past, "Z86.16", "unspecified", False)
    present = said._replace(status="present", cues=()) if said.status == "past" else said
    return Mention("active_covid", item.start, item.end, present, "U07.1", "unspecified", tied)
