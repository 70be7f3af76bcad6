"""The words that the patterns of single readers are built of, from ``reader_words.csv``.

The table has the columns

``reader``   the module that reads with them
``list``     what the words are to it; their order in the table is the order of the alternatives
``phrase``   a word or phrase in small letters (credentials as written); ``{a|b}`` stands for both, as in the lexicons
``ends``     ``word``: only as a whole word; ``any``: with any ending, or none; ``some``: with an ending; nothing:
             the pattern says what follows
``source``   where it comes from

Grammar (numbers, separators, connectives, what must not follow) stays in the reader.
"""

from __future__ import annotations

import re
from functools import cache

from rehabcode.nlp.lexicon import combinations, rows

ENDS = {"": "", "word": r"\b", "any": r"\w*", "some": r"\w+"}


@cache
def _lists() -> dict[tuple[str, str], list[dict[str, str]]]:
    """The rows of the table by reader and list."""
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows("reader_words"):
        found.setdefault((row["reader"], row["list"]), []).append(row)
    return found


def words(reader: str, name: str) -> tuple[str, ...]:
    """Return the words of a list, in the order of the table."""
    return tuple(word for row in _lists()[reader, name] for word in combinations(row["phrase"]))


def either(reader: str, name: str, blank: str = " ") -> str:
    r"""Return a list as one group of alternatives for a regular expression.

    Parameters
    ----------
    reader, name : str
        The list.
    blank : str
        What a blank of a phrase may be in a note.
    """
    return f"(?:{'|'.join(_pattern(row, blank) for row in _lists()[reader, name])})"


def _pattern(row: dict[str, str], blank: str) -> str:
    escaped = re.escape(row["phrase"])
    for sign, meaning in ((r"\{", "(?:"), (r"\|", "|"), (r"\}", ")"), (r"\ ", blank)):
        escaped = escaped.replace(sign, meaning)
    return escaped + ENDS[row["ends"]]
