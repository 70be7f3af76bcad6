"""Index terms at the end of a transcript: a list for its archive, which tells nothing of the patient.

Grammar
-------
list       glue, term, ``,``, term, ``,`` ... up to the end of the note, at least four terms
term       a few words in small letters
glue       the full stop of the last sentence, with no blank behind it ("in two weeks.surgery, hernia, mesh, repair,")
"""

from __future__ import annotations

import re

from rehabcode.nlp.reader_words import either

TERM = re.compile(r" ?[a-z0-9(&'](?:(?!\. )[^,\nA-Z;!?]){1,60}")
"""One term of the list."""
GLUED = re.compile(r"\.(?=[a-z]{3})")
"""Where the last sentence ends and the list begins without a blank."""
CLASS = re.compile(rf" ?{either('index_terms', 'class')}\.?")
"""The first term of the list: the class of the transcript, which may hold a full stop."""
FEWEST = 4
"""So many terms make a list."""
REACH = 4000
"""How long a list may be, in characters."""


def index_terms(text: str) -> int:
    """Return where the index terms of a transcript begin; the length of the text where it has none."""
    end = len(text.rstrip())
    if not text.endswith(",", 0, end):
        return _opened(text, end)
    last = end - 1
    line = max(text.rfind("\n", 0, last) + 1, last - REACH)
    terms = 0
    while last > line:
        before = text.rfind(",", line, last)
        if before < 0:
            before = line - 1
        term = text[before + 1 : last]
        glued = [m.end() for m in GLUED.finditer(term)]
        if glued:
            whole = TERM.fullmatch(term, glued[-1]) or CLASS.fullmatch(term, glued[-1])
            return before + 1 + glued[-1] if whole and terms + 1 >= FEWEST else len(text)
        if CLASS.fullmatch(term) and text[max(0, before - 1) : before + 1].strip(" \n")[:1] in (
            ".",
            ",",
            ":",
            "",
        ):
            return before + 1 if terms + 1 >= FEWEST else len(text)
        if term.endswith("."):
            return last + 1 if terms >= FEWEST and text[last + 1] != " " else len(text)
        if TERM.fullmatch(term) is None:
            return len(text)
        terms += 1
        last = before
    return len(text)


OPENED = re.compile(rf"(?<=[.,:)]){either('index_terms', 'class')}\.?,(?= [a-z0-9(])")
"""The class of the transcript right behind its last sentence."""


def _opened(text: str, end: int) -> int:
    """Return where a list begins that is cut off behind a term: its class opens it, and nothing but terms follow."""
    line = max(text.rfind("\n", 0, end) + 1, end - REACH)
    for m in OPENED.finditer(text, line, end):
        terms = text[m.end() : end].split(",")
        if len(terms) + 1 >= FEWEST and all(TERM.fullmatch(term) for term in terms):
            return m.start()
    return len(text)
