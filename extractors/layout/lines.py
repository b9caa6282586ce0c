"""Lines and their marks: indent, list marker, heading mark, underline, table row."""

import re
from dataclasses import dataclass

_TAB = 4
GLYPHS = "•●○◦◉◎⦿▪▫■□▢◆◇◈❖►▶▸▹▷▻‣⁃·∙⋅✓✔✗✘☐☑☒★☆✦✧➢➤➔➜➡→⇒»›–—−*+~-"
_BULLET = re.compile(
    rf"\((?:[+–—-]|\+/-)\)\s*(?=\S)|(?:[{re.escape(GLYPHS)}]|o(?=\s{{1,3}}\S))\s+(?=\S)|[•●○◦▪▫■□►▶▸▹▷‣⁃➢➤❖◆◇](?=\S)"
)
_NUMBER = re.compile(
    r"""(?:\*\*)?(?:
        \((?P<both>\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)
      | (?P<deep>\d{1,2}(?:\.\d{1,2}){1,3})\.?
      | (?P<plain>\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]
    )(?:\*\*)?[ \t]+(?=\S)""",
    re.VERBOSE,
)
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"([=\-~^_*#])\1{2,}[ \t]*$")
_RULE = re.compile(r"(?:[-*_=~–—•.#][ \t]?){3,}$")
_BOLD = re.compile(r"(\*\*|__)(?P<inner>[^*_\n]+?)\1[:.]?[ \t]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text, without its end; `start` and `end` are those of its words, behind indent and marker."""

    first: int  # where the line begins
    start: int  # where its words begin, behind indent and marker
    end: int  # where its words end
    indent: int  # columns before the marker or the words
    hang: int  # columns before the words
    marker: str = ""  # the bullet glyph, "1.", "(a)", "##"
    number: str = ""  # what counts in the marker: "1", "a", "iv", "2.1"
    hashes: int = 0
    bold: bool = False  # the whole line is bold
    quoted: bool = False

    @property
    def blank(self) -> bool:
        """Are there no words on the line?"""
        return self.start >= self.end


def read_lines(text: str) -> list[Line]:
    """The lines of `text`, blank ones included."""
    lines: list[Line] = []
    at = 0
    for raw in text.split("\n"):
        lines.append(_read_line(text, at, at + len(raw)))
        at += len(raw) + 1
    return lines


def _read_line(text: str, first: int, last: int) -> Line:
    at, indent = first, 0
    while (at < last and text[at].isspace()) or (at < last and text[at] in "\ufeff\u200b>"):
        if text[at] == ">" and text[first:at].strip():
            break
        indent += _TAB - indent % _TAB if text[at] == "\t" else 1
        at += 1
    end = last
    while end > at and (text[end - 1].isspace() or text[end - 1] == "\u200b"):
        end -= 1
    if at >= end:
        return Line(first, at, at, indent, indent)
    if match := _HASHES.match(text, at, end):
        close = end
        while close > match.end() and text[close - 1] in "# ":
            close -= 1
        return Line(first, match.end(), close, indent, indent, marker=match.group(1), hashes=len(match.group(1)))
    if text[at] == ":" and text[at + 1 : at + 2].isspace():  # a definition below its term
        start = at + 1
        while text[start].isspace():
            start += 1
        return Line(first, start, end, indent + _TAB, indent + _TAB, marker=":")
    if (match := _BULLET.match(text, at, end)) and not _RULE.match(text, at, end):
        hang = indent + match.end() - at
        start = match.end()
        inner = _NUMBER.match(text, start, end) if text[at] not in "*" else None
        if inner and _counts(inner):
            return Line(first, inner.end(), end, indent, hang, marker=text[at:start].strip(), number=_counts(inner))
        return Line(first, start, end, indent, hang, marker=text[at:start].strip())
    if match := _NUMBER.match(text, at, end):
        number = _counts(match)
        if number and not _is_initial(text, at, match.end(), end, number):
            return Line(
                first, match.end(), end, indent, indent + match.end() - at, marker=text[at : match.end()].strip(), number=number
            )
    bold = _BOLD.match(text, at, end)
    return Line(first, at, end, indent, indent, bold=bool(bold))


def _counts(match: re.Match[str]) -> str:
    return match.group("both") or match.group("deep") or match.group("plain") or ""


def _is_initial(text: str, at: int, behind: int, end: int, number: str) -> bool:
    """Is a capital letter with a point a person's initial ("J. Smith argues ...") rather than a list marker?"""
    if not (len(number) == 1 and number.isupper() and text[at:behind].strip() == f"{number}."):
        return False
    follow = re.match(r"[A-Z]\.\s|[A-Z][a-z]+ (?:[a-z]+s|has|had|is|was|will)\b", text[behind:end])
    return follow is not None


def is_underline(text: str, line: Line) -> str:
    """The character that underlines the line before, else ''."""
    match = _UNDERLINE.match(text, _words(text, line), line.end)
    return match.group(1) if match else ""


def is_rule(text: str, line: Line) -> bool:
    """Is the line nothing but a rule that separates parts?"""
    return bool(_RULE.match(text, _words(text, line), line.end))


def _words(text: str, line: Line) -> int:
    at = line.first
    while at < line.end and text[at].isspace():
        at += 1
    return at


def wrap_width(lines: list[Line]) -> int | None:
    """The column at which the document's lines were broken by hand, None where paragraphs stand on one line each.

    The longest lines but for one in fifty give the width; where they are longer than anybody's screen, nothing was broken.
    """
    lengths = sorted((line.end - line.first for line in lines if not line.blank), reverse=True)
    if len(lengths) < 4:
        return None
    width = lengths[len(lengths) // 50]
    full = sum(1 for length in lengths if length >= 0.75 * width)
    return width if 40 <= width <= 120 and full >= max(4, len(lengths) // 8) else None
