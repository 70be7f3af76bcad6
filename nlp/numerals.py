"""Numbers as therapists write, dictate and scan them: digits, thousands with a comma, and number words."""

from __future__ import annotations

import re

UNITS: dict[str, int] = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS: dict[str, int] = {
    w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
NUMBER_WORDS: dict[str, int] = {**UNITS, **TENS}

_WORD = "|".join((*NUMBER_WORDS, "hundred", "thousand"))
SPELLED = rf"(?:(?:point )?(?:{'|'.join(NUMBER_WORDS)})\b(?:[ \t\n-]{{1,2}}(?:and |point )?(?:{_WORD})\b)*)"
"""Regular expression of a number in words, in lower case ("twenty eight point four", "one hundred ten")."""

DIGITS = r"(?:\d{1,3},\d{3}(?!\d)|\d[\do]{0,4}(?:\.[\do]{1,3})?|\.\d{1,3})(?<!o(?=[a-z]))"
"""Regular expression of a number in digits; a scanned "O" behind a figure is a zero."""

_SPLIT = re.compile(r"[a-z]+")


def number(text: str) -> float:
    """Return the value of what :data:`DIGITS` or :data:`SPELLED` matched (lower case)."""
    if text[0].isdigit() or text[0] == ".":
        return float(text.replace(",", "").replace("o", "0"))
    return spelled(_SPLIT.findall(text))


def spelled(words: list[str]) -> float:
    """Return the value of a number in words ("point" starts the decimals, "and" is read over)."""
    whole, at = 0, 0
    group = 0
    for at, word in enumerate((*words, "point")):
        if word == "point":
            break
        if word == "hundred":
            group = max(group, 1) * 100
        elif word == "thousand":
            whole, group = whole + max(group, 1) * 1000, 0
        else:
            group += NUMBER_WORDS.get(word, 0)
    decimals = "".join(str(NUMBER_WORDS.get(w, "")) for w in words[at + 1 :])
    return float(f"{whole + group}.{decimals or 0}")
