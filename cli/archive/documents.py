"""Bytes of a document -> its text: plain text, RTF, Word, PDF with a text layer, C-CDA, HTML.

Offsets in reports count in the text that comes out here.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from html.parser import HTMLParser
from xml.parsers import expat

from rehabcode.cli.archive import opening
from rehabcode.cli.decoding import MAX_BYTES, Decoded, decode, usable
from rehabcode.cli.problems import UserError

MAX_DOCUMENT = 64 * 1024 * 1024
"""Bytes of a PDF or Word file (pictures and all)."""
MAX_SPLIT = 64 * 1024 * 1024
"""Bytes of a text file that is split into notes."""
_MARKUP = re.compile(r"\s*<(?:!doctype html|html|body|div|p|br|span|table)\b", re.IGNORECASE)


def text_of(data: bytes, suffix: str, place: str, *, limit: int = MAX_BYTES) -> Decoded:
    """Return the text of a document.

    Parameters
    ----------
    data
        Its bytes.
    suffix
        Its kind, as the suffix of a file name.
    place
        Its name in messages.
    limit
        Most bytes of a plain text.

    Raises
    ------
    UserError
        When no text can be had of it.
    """
    if suffix == ".rtf" or data.startswith(b"{\\rtf"):
        return Decoded(usable(_limited(_rtf(data, place), limit, place), place))
    if suffix == ".docx":
        return Decoded(usable(_limited(_docx(data, place), limit, place), place))
    if suffix == ".pdf" or data.startswith(b"%PDF"):
        return Decoded(usable(_limited(_pdf(data, place), limit, place), place))
    if suffix == ".xml":
        return Decoded(usable(_limited(_ccda(data, place), limit, place), place))
    decoded = decode(data, place, limit)
    if suffix == ".html":
        return Decoded(usable(_html(decoded.text), place), decoded.notice)
    return decoded


def suffix_of(content_type: str, data: bytes) -> str:
    """Return the suffix that stands for a media type.

    Examples
    --------
    >>> suffix_of("application/pdf", b"")
    '.pdf'
    """
    name = content_type.partition(";")[0].strip().lower()
    known = {
        "application/pdf": ".pdf",
        "application/rtf": ".rtf",
        "text/rtf": ".rtf",
        "text/html": ".html",
        "application/xhtml+xml": ".html",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
        "text/xml": ".xml",
        "application/xml": ".xml",
        "application/hl7-cda+xml": ".xml",
        "application/hl7-v3+xml": ".xml",
    }
    return known.get(name, ".pdf" if data.startswith(b"%PDF") else ".txt")


def _limited(text: str, limit: int, place: str) -> str:
    if len(text) > limit:
        raise UserError(place, f"holds more than {limit // 1_000_000} million characters; split it")
    return text


def _rtf(data: bytes, place: str) -> str:
    convert = opening.needed("striprtf.striprtf", "striprtf", place).rtf_to_text
    try:
        return str(
            convert(
                data.decode("ascii", "surrogateescape").encode("cp1252", "surrogateescape").decode("latin-1"),
                errors="replace",
            )
        )
    except Exception as error:
        raise _damaged(place, "RTF", error) from None


def _docx(data: bytes, place: str) -> str:
    docx = opening.needed("docx", "python-docx", place)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > max(opening.UNSUSPECTED, 100 * len(data)):
                raise opening.bomb(place)
        document = docx.Document(io.BytesIO(data))
        return "\n".join(_docx_lines(document))
    except UserError:
        raise
    except Exception as error:
        raise _damaged(place, "Word", error) from None


def _docx_lines(document: object) -> list[str]:
    """Return paragraphs and table rows in the order of the document."""
    lines: list[str] = []
    for block in document.iter_inner_content():  # type: ignore[attr-defined]
        if hasattr(block, "rows"):
            lines += ["\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return lines


def _pdf(data: bytes, place: str) -> str:
    pypdf = opening.needed("pypdf", "pypdf", place)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote what they are about
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UserError(place, "is an encrypted PDF; save it without a password")
        text = "\n\n".join(page.extract_text() or "" for page in reader.pages)
    except UserError:
        raise
    except Exception as error:
        raise _damaged(place, "PDF", error) from None
    if not text.strip():
        raise UserError(place, "is a PDF without a text layer (a scan?); recognize its text first")
    return text


def _damaged(place: str, what: str, error: Exception) -> UserError:
    return UserError(place, f"is damaged or no {what} file ({type(error).__name__})")


class _Narrative:
    """Titles and narrative blocks of a C-CDA document, as lines."""

    BREAKS = frozenset({"br", "paragraph", "item", "tr", "list", "table", "caption", "title", "text"})
    CELLS = frozenset({"td", "th"})

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._path: list[str] = []
        self._inside = 0
        self.is_clinical = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if not self._path:
            self.is_clinical = name == "ClinicalDocument"
        elif (self._path[-1] == "section" and name in ("title", "text")) or self._inside:
            self._inside += 1
            self._mark(name)
        self._path.append(name)

    def end(self, tag: str) -> None:
        name = self._path.pop()
        if self._inside:
            self._inside -= 1
            if name not in self.CELLS:
                self._mark(name)

    def data(self, text: str) -> None:
        if self._inside:
            self.parts.append(re.sub(r"\s+", " ", text))

    def _mark(self, name: str) -> None:
        if name in self.BREAKS:
            self.parts.append("\n")
        elif name in self.CELLS:
            self.parts.append("\t")

    def text(self) -> str:
        """Return the lines, without blank ones and blanks at their ends."""
        lines = (line.strip() for line in "".join(self.parts).split("\n"))
        return "\n".join(line for line in lines if line)


def _ccda(data: bytes, place: str) -> str:
    narrative = _Narrative()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise UserError(place, "declares a document type, which C-CDA never does; left out")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = narrative.start
    parser.EndElementHandler = narrative.end
    parser.CharacterDataHandler = narrative.data
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UserError(place, f"is no well-formed XML (line {error.lineno})") from None
    if not narrative.is_clinical:
        raise UserError(place, "is XML but no C-CDA document (ClinicalDocument)")
    return narrative.text()


class _Html(HTMLParser):
    """Text of HTML, a line a block."""

    BLOCKS = frozenset(
        {"br", "p", "div", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "hr"}
    )
    SILENT = frozenset({"script", "style", "head", "title"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in self.SILENT
        if tag in self.BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append("\t")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in self.SILENT))
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def _html(text: str) -> str:
    if not _MARKUP.match(text) and "<" not in text:
        return text
    parser = _Html()
    parser.feed(text)
    parser.close()
    lines = (line.strip() for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)
