"""Draws the README's picture, a passage of a sample with its evidence marked beside its values: python docs/picture.py"""

import textwrap
from html import escape
from pathlib import Path

from extractors import extract_brief
from schemas import CaseBrief, Quantity

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "raw" / "tessellate-health.txt"
COLUMNS, LINE, CHAR = 74, 19, 7.25
COLOURS = {"label": "#fde68a", "quantity": "#bbf7d0", "citation": "#bfdbfe", "holder": "#fbcfe8", "cue": "#fecaca"}


def marks(brief: CaseBrief, text: str) -> list[tuple[int, int, str]]:
    """The ranges to colour, by kind."""
    found = []
    for item in (*brief.metrics, *brief.stakeholders):
        found += [(q.evidence.start, q.evidence.end, "quantity") for q in item.quantities]
        found += [(c.evidence.start, c.evidence.end, "citation") for c in item.citations]
    for metric in brief.metrics:
        found.append((metric.evidence.start, metric.evidence.start + len(metric.name), "label"))
    for holder in brief.stakeholders:
        found.append((holder.evidence.start, holder.evidence.start + len(holder.name), "holder"))
        if holder.cue and (at := text.find(holder.cue, holder.evidence.start, holder.evidence.end)) >= 0:
            found.append((at, at + len(holder.cue), "cue"))
    return found


def lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The passage in lines of at most COLUMNS characters, each with where it begins in the text."""
    made: list[tuple[int, str]] = []
    at = start
    for raw in text[start:end].split("\n"):
        place = at
        for piece in textwrap.wrap(raw, COLUMNS, drop_whitespace=False, replace_whitespace=False) or [""]:
            made.append((place, piece))
            place += len(piece)
        at += len(raw) + 1
    return made


def figure(quantity: Quantity) -> str:
    """A normalised figure in few characters."""
    words = [f"{quantity.value:,.10g}", quantity.unit or ""]
    words += [f"per {quantity.per}"] if quantity.per else []
    words += [quantity.bound.value] if quantity.bound != "exact" else []
    words += [quantity.role.value] if quantity.role != "level" else []
    words += [str(quantity.period.start)[:4]] if quantity.period else []
    return " · ".join(word for word in words if word)


def draw(text: str, brief: CaseBrief) -> str:
    """The picture as SVG."""
    chosen = [*brief.metrics[:4], *brief.stakeholders[:2]]
    start = text.rfind("\n\n", 0, brief.metrics[0].evidence.start)
    start = text.rfind("\n\n", 0, start) + 2
    shown = lines(text, start, brief.metrics[3].evidence.end + 1)
    holders = text.rfind("\n\n", 0, brief.stakeholders[0].evidence.start)
    holders = text.rfind("\n\n", 0, holders) + 2
    shown += [(0, ""), *lines(text, holders, brief.stakeholders[1].evidence.end + 1)]
    body, top = [], 56
    tops: dict[int, float] = {}
    for row, (place, piece) in enumerate(shown):
        y = top + row * LINE
        for first, last, kind in marks(brief, text):
            left, right = max(first, place), min(last, place + len(piece))
            if piece and left < right:
                body.append(
                    f'<rect x="{24 + (left - place) * CHAR:.1f}" y="{y - 14}" width="{(right - left) * CHAR:.1f}" height="18" rx="3" fill="{COLOURS[kind]}"/>'
                )
        for item in chosen:
            if piece and place <= item.evidence.start < place + len(piece):
                tops[item.evidence.start] = y
        body.append(f'<text x="24" y="{y}" xml:space="preserve">{escape(piece)}</text>')
    right = 24 + COLUMNS * CHAR + 40
    floor = 0.0
    for item in chosen:
        y = max(tops[item.evidence.start], floor)
        head = item.name + (f" — {item.stance.value}" if hasattr(item, "stance") else "")
        body.append(f'<text x="{right}" y="{y}" class="head">{escape(head)}</text>')
        told = (
            [figure(q) for q in item.quantities]
            if not hasattr(item, "stance")
            else [f"{item.kind.value}, {item.role or 'no role'}", f"cue: {item.cue}"]
        )
        told.append(", ".join(f"{c.kind.value} {c.locator}" for c in item.citations))
        for n, line in enumerate(told, start=1):
            body.append(f'<text x="{right}" y="{y + n * 16}" class="value">{escape(line)}</text>')
        floor = y + (len(told) + 1) * 16 + 10
    height = max(top + len(shown) * LINE, floor) + 16
    legend = "".join(
        f'<rect x="{24 + n * 110}" y="14" width="14" height="14" rx="3" fill="{colour}"/><text x="{44 + n * 110}" y="26" class="value">{kind}</text>'
        for n, (kind, colour) in enumerate(COLOURS.items())
    )
    style = "text{font:12px ui-monospace,Menlo,Consolas,monospace;fill:#111827}.head{font-weight:700}.value{fill:#374151;font-size:11.5px}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{right + 330:.0f}" height="{height:.0f}" role="img">'
        f"<title>A passage of a case solution with its evidence marked, beside the brief's values</title><style>{style}</style>"
        f'<rect width="100%" height="100%" fill="#ffffff"/><rect x="{right - 20}" y="0" width="1" height="100%" fill="#d1d5db"/>{legend}{"".join(body)}</svg>\n'
    )


if __name__ == "__main__":
    source = SAMPLE.read_text(encoding="utf-8")
    (ROOT / "docs" / "brief.svg").write_text(draw(source, extract_brief(source)), encoding="utf-8")
