"""COVID-19: active, post-COVID, history, negative or unclear, by the words around the name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.mentions import Mention, linked
from rehabcode.nlp.view import Assertion, Item, NoteView

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
COVID_NEGATIVE = re.compile(
    r"^[ \t]*(?:-?19)?[ \t,:(/\w+-]{0,18}?\b(?:neg(?:ative)?|not detected|"
    r"ruled out|-ve)\b|^[ \t]*(?:-?19)?[ \t]*\(-\)|^[^.;\n]{0,40}\b(?:test|"
    r"swab|pcr|screen(?:ing)?|rapid|antigen)s?[^.;\n]{0,20}\b(?:neg(?:ative)?|"
    r"not detected)"
)
COVID_NEGATIVE_BEFORE = re.compile(
    r"(?:negative|neg|tested neg(?:ative)?)(?: test)?(?: for)?[ \t]*(?:flu/|"
    r"rsv/)*$|\bno(?: known| current| active| evidence of)?[ \t]*$|\bdenies(?: "
    r"any| having)?[ \t]*$"
)
COVID_IGNORE = re.compile(
    r"^[ \t-]*(?:19)?[ \t-]*(?:vaccin\w*|vax\w*|booster|shot|screen\w*|"
    r"precaution\w*|unit|ward|floor|protocol|polic\w*|test(?:ing)? (?:required|"
    r"pending|ordered|today)|pandemic|restrictions?|questionnaire|clinic|"
    r"wing|era|times|lockdown|exposure|quarantine rule|guidelines|safety|"
    r"symptom screen|immuniz\w*|series|related closures|closures?)|^[ "
    r"\t-]*(?:19)?[ \t]*x[ \t]?\d[ \t]*\(?(?:vax|vaccine|booster)"
)
COVID_IGNORE_BEFORE = re.compile(
    r"(?:vaccin\w*|vax\w*|booster|screen\w*|immuniz\w*|during|exposed "
    r"to|exposure to|since the)(?: for| against| to| with)?[ \t]*$|vaccinated[^.;\n]{0,12}"
    r"$"
)
COVID_POST_BEFORE = re.compile(
    r"(?:post[- ]?(?:acute[- ])?|long[- ]?(?:haul(?:er)?[- ])?|(?:sequelae?|"
    r"consequence) of (?:past |prior )?|recover(?:ed|ing|y) from |since "
    r"|following |after |s/p |status post |from (?:past|prior|previous|"
    r"recent) |due to (?:past|prior|previous) |weak\w* (?:from|due to) "
    r"|residuals? (?:of|from) |d/t prior |sx of )(?:having |her |his |"
    r"a |the |acute |mild |severe |bout of |case of )*[ \t-]*$"
)
COVID_POST_AFTER = re.compile(
    r"^[ \t-]*(?:19)?[ \t-]*(?:long[- ]?haul\w*|sequelae?|related (?:weakness|fatigue))"
)
COVID_ACTIVE = re.compile(
    r"^[ \t]*(?:-?[ \t]?19)?[ \t,:(]*(?:pcr |rapid |test(?:ed)? |antigen "
    r"|infection,? )*(?:\+|pos\b|positive|infection\b|pneumonia|pna\b|"
    r"isolation|day \d|(?:is |still )?active\b(?! in)|currently (?:active|infected))|"
    r"^[ \t]*(?:-?[ \t]?19)?[^.;\n]{0,24}(?:\bpcr[ \t]*\+|"
    r"\bpositive\b|\bpos\b|tested pos)"
)
COVID_ACTIVE_BEFORE = re.compile(
    r"(?:active|acute|current|positive for|tested pos(?:itive)? for|tests "
    r"positive for|isolat\w+ (?:for|due to|d/t)|admitted (?:with|for)|"
    r"confirmed|has|dx:?|new|infected with|\bwith)[ \t]*$"
)
COVID_HISTORY_BEFORE = re.compile(
    r"(?:history of|personal history of|h/o|hx of|hx:?|prior|previous|"
    r"past|remote|resolved|had|has had|pmh:?(?:[^.;\n]{0,80},)?|old|recovered)[ "
    r"\t]*(?:a |mild |severe |acute |bout of |confirmed )*$"
)
COVID_PAST_AFTER = re.compile(
    rf"^[ \t]*(?:-?[ \t]?19)?[ \t,(]*(?:infection |pna |pneumonia )*(?:in "
    rf"|back in |\b)?(?:{MONTH}[ \t,']*)?(?:(?:19|20)\d\d|'\d\d|\d{{1,2}}/\d{{2,4}})|"
    rf"^[^.;\n]{{0,40}}(?:\bresolved|fully recovered|recovered|years? ago|"
    rf"months? ago|last (?:year|winter|spring|summer|fall|month)|x ?\d{{4}})"
)
UNCLEAR = re.compile(
    r"unclear|not sure|unsure|\?\?|dates? not known|no date|date unknown|"
    r"unknown|maybe|might still|or something|whether|still (?:on isolation|"
    r"tests? positive|positive|contagious)\?|possibl[ey]|suspected|rule "
    r"out|r/o\b|not documented|not in chart|\bpending\b|awaiting|(?:cannot|can't|unable to) say|not back\b|"
    r"pos(?:itive)?[ \t]?\?"
)
OWN_TEST = re.compile(r"\b(?:i|pt|patient|she|he) (?:has |have |had )?test(?:ed|s) neg(?:ative)?\b")
EXPLICIT_ACTIVE = re.compile(r"positive|\bpos\b|\+|active|acute|current|isolat")
UNCLEAR_BEFORE = re.compile(r"(?:possible|suspected|\?|r/o|rule out|probable|presumed|maybe|likely)[ \t]*$")


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
RESPIRATORY = re.compile(
    r"\b(?:cough\w*|fever\w*|febrile|sore throat|congest\w*|isolation|contagious|loss of (?:smell|taste))\b"
)
DENIED = re.compile(r"\b(?:no|denies|without|w/o|resolved|negative for)\b[^.;\n]{0,30}$")
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
    if word in ("u09.9", "pasc", "long hauler", "long-hauler") or word.startswith("post-acute"):
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
