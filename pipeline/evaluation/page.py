"""The report as one HTML page: no script, nothing loaded from elsewhere, legible on a phone and on paper."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from pipeline.evaluation.judging import Level
from pipeline.evaluation.markup import Markup, element, joined
from pipeline.evaluation.phrases import KINDS, LEVELS, STATUSES, bounds, difference, difference_bounds, name, one_line, score
from pipeline.evaluation.reliability import Reliability
from pipeline.evaluation.report import (
    ALL,
    Change,
    Comparison,
    Document,
    Figure,
    Finding,
    Group,
    Interval,
    Kind,
    Movement,
    Report,
)

STYLE = Path(__file__).with_name("page.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
CUT = 600


def page(report: Report) -> str:
    """`report` as a standalone HTML document."""
    title = "Evaluation of case briefs"
    tiers = {tier: group for tier, group in report.groups.items() if tier != ALL}
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(STYLE.read_text(encoding="utf-8"))),
    )
    body = element(
        "body",
        element("header", element("h1", title), element("p", _about(report), class_="dim")),
        element(
            "main",
            _problems(report),
            _section("summary", "Summary", _summary(report)),
            _section("fields", "Fields", (_fields(tier, group) for tier, group in tiers.items())),
            _section("attributes", "Attributes of what was found", _attributes(tiers)),
            _confidence(report.groups[ALL]),
            _comparison(report.comparison) if report.comparison else None,
            _section("documents", "Documents", _documents(report.documents)),
            _section("faults", "Faults", _faults(report.findings)),
            _section("terms", "What the figures mean", _terms(report)),
        ),
    )
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


def _about(report: Report) -> str:
    gold = ", ".join(report.gold)
    documents = len(report.documents)
    return (
        f"{documents} document{'s' if documents != 1 else ''}. Measured: {report.measured}. Gold: {gold}. "
        f"casebrief {report.version}."
    )


def _section(key: str, title: str, *content: object) -> Markup:
    return element("section", element("h2", title, id=key), *content)


def _table(head: Sequence[object], rows: Iterable[Sequence[object]], *, texts: int = 1, caption: str | None = None) -> Markup:
    """A table whose first `texts` columns hold texts and whose others hold figures. It scrolls by itself where it is wide."""

    def cell(kind: str, i: int, content: object) -> Markup:
        if isinstance(content, Markup) and content.startswith("<td"):
            return content
        return element("th" if i == 0 and kind == "td" else kind, content, class_=None if i < texts else "number")

    header = element("tr", (element("th", content, class_=None if i < texts else "number") for i, content in enumerate(head)))
    lines = [element("tr", (cell("td", i, content) for i, content in enumerate(row))) for row in rows]
    inside = (element("caption", caption) if caption else None, element("thead", header), element("tbody", lines))
    return element("div", element("table", *inside), class_="wide")


def _bar(value: float, interval: Interval | None = None) -> Markup:
    """A figure from 0 to 1 as a number over a bar, with its interval as a line."""
    whisker = (
        element("line", x1=f"{interval[0] * 100:.2f}", x2=f"{interval[1] * 100:.2f}", y1="4", y2="4", class_="whisker")
        if interval
        else None
    )
    drawing = element(
        "svg",
        element("rect", width="100", height="8", class_="track"),
        element("rect", width=f"{value * 100:.2f}", height="8", class_="fill" if value >= 0.9 else "fill low"),
        whisker,
        viewBox="0 0 100 8",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
    return element("td", element("span", score(value)), drawing, class_="number bar")


def _problems(report: Report) -> Markup | None:
    lines = [
        f"No brief for {document.source}: {document.problem}. All is missed."
        for document in report.documents
        if document.problem
    ]
    lines += [f"Check the gold, its text does not stand in the document. {text}" for text in report.unplaced]
    return element("ul", (element("li", one_line(line, CUT)) for line in lines), class_="warning") if lines else None


def _summary(report: Report) -> Markup:
    rows = []
    for label, group in report.groups.items():
        whole = group.documents_right[Level.ATTRIBUTES]
        rows.append(
            (
                label,
                str(group.documents),
                _bar(group.core.value, group.core.interval),
                _bar(group.all_fields.value, group.all_fields.interval),
                *(_bar(group.items[level].f1, group.items[level].interval) for level in Level),
                _bar(group.document_f1[Level.OVERLAP].value, group.document_f1[Level.OVERLAP].interval),
                f"{whole.right} of {whole.of}",
                score(group.provenance.value) if group.provenance else "–",
            )
        )
    head = ("tier", "documents", "core F1", "all fields F1", "items found F1", "… and attributes right", "… with equal text",
            "mean F1 of a document", "without a fault", "evidence quotes its text")  # fmt: skip
    return _table(head, rows)


def _fields(tier: str, group: Group) -> Markup:
    def row(field: str, figures: dict[Level, Figure]) -> Sequence[object]:
        found = figures[Level.OVERLAP]
        return (
            name(field),
            _bar(found.f1, found.interval),
            bounds(found.interval),
            score(found.precision),
            score(found.recall),
            *(score(figures[level].f1) for level in (Level.ATTRIBUTES, Level.EXACT)),
            str(found.gold),
            str(found.found),
        )

    head = ("field", "F1", "95 % interval", "precision", "recall", "attributes right", "text equal", "gold", "found")
    caption = f"{tier}: {group.documents} document{'s' if group.documents != 1 else ''}"
    return _table(head, (row(field, figures) for field, figures in group.fields.items()), caption=caption)


def _attributes(tiers: dict[str, Group]) -> Markup:
    names = dict.fromkeys(attribute for group in tiers.values() for attribute in group.attributes)
    if not names:
        return element("p", "Nothing was found that has attributes.")
    rows = []
    for attribute in names:
        shares = [group.attributes.get(attribute) for group in tiers.values()]
        rows.append((name(attribute), *(_bar(share.value, share.interval) if share else "–" for share in shares)))
    return _table(("attribute", *tiers), rows)


def _confidence(group: Group) -> Markup | None:
    if not group.reliability:
        return None
    return _section("confidence", "Confidence", (_reliability(level, found) for level, found in group.reliability.items()))


def _reliability(level: Level, found: Reliability) -> Markup:
    rows = [
        (f"{part.low:.1f} to {part.high:.1f}", str(part.count), score(part.mean_confidence), _bar(part.accuracy))
        for part in found.bins
        if part.mean_confidence is not None and part.accuracy is not None
    ]
    caption = (
        f"{LEVELS[level].capitalize()}: {found.count} items, mean confidence {score(found.mean_confidence)}, right "
        f"{score(found.accuracy)}, expected calibration error {score(found.expected_calibration_error)}, "
        f"Brier score {score(found.brier_score)}"
    )
    return _table(("confidence", "items", "mean confidence", "share right"), rows, caption=caption)


def _comparison(comparison: Comparison) -> Markup:
    left_out = ", ".join(comparison.left_out)
    return _section(
        "changes",
        "Against an earlier output",
        element("p", f"{comparison.against}, over {comparison.documents} documents of which both hold a brief."),
        element("p", f"Not compared, for want of a brief: {left_out}.") if left_out else None,
        (_movements(group, movements) for group, movements in comparison.movements.items()),
        _changes("Losses", comparison.losses),
        _changes("Gains", comparison.gains),
    )


def _movements(group: str, movements: dict[str, Movement]) -> Markup:
    rows = [
        (
            name(figure),
            score(moved.before),
            score(moved.after),
            element("td", difference(moved.difference), class_=f"number {'gain' if moved.difference > 0 else 'loss'}"),
            difference_bounds(moved.interval),
        )
        for figure, moved in movements.items()
        if moved.difference
    ]
    summary = element("summary", f"Figures that moved, {group}: {len(rows)}")
    table = _table(("figure", "before", "now", "difference", "95 % interval"), rows) if rows else None
    return element("details", summary, table, open=group == ALL and bool(rows))


def _changes(title: str, changes: Sequence[Change]) -> Markup:
    rows = [
        (
            change.document,
            _line(change),
            name(change.field),
            f"{STATUSES[change.before]} → {STATUSES[change.after]}",
            change.text,
        )
        for change in changes
    ]
    summary = element("summary", f"{title}: {len(changes)}")
    table = _table(("document", "place", "field", "fate", "text"), rows, texts=5) if rows else None
    return element("details", summary, table, open=title == "Losses" and bool(rows))


def _documents(documents: Sequence[Document]) -> Markup:
    rows = [
        (
            document.source,
            document.tier,
            *(_bar(document.f1[level]) for level in Level),
            "yes" if document.right[Level.ATTRIBUTES] else "no",
        )
        for document in documents
    ]
    head = ("document", "tier", "items found F1", "… and attributes right", "… with equal text", "without a fault")
    return _table(head, rows, texts=2)


def _faults(findings: Sequence[Finding]) -> Markup:
    if not findings:
        return element("p", "None: all is as gold says.")
    return joined([_faults_of(document, list(found)) for document, found in groupby(findings, lambda found: found.document)])


def _faults_of(document: str, findings: Sequence[Finding]) -> Markup:
    counts = ", ".join(f"{count} {KINDS[kind]}" for kind in KINDS if (count := sum(found.kind is kind for found in findings)))
    items = [
        element(
            "li",
            element(
                "p",
                element("span", KINDS[found.kind], class_=f"kind {found.kind}"),
                " ",
                element("b", name(found.field), f", {name(found.attribute)}" if found.attribute else None),
                element("span", f" {_line(found)}", class_="dim"),
                element("span", f" confidence {found.confidence:.2f}", class_="dim") if found.confidence is not None else None,
            ),
            None if found.kind is Kind.OTHER_TEXT else element("blockquote", one_line(found.text, CUT)),
            _expected(found),
        )
        for found in findings
    ]
    summary = element("summary", element("b", document), f" {counts}")
    return element("details", summary, element("ol", items, class_="faults"))


def _expected(found: Finding) -> Markup | None:
    if found.expected is None and found.got is None:
        return None
    who = "evidence" if found.kind is Kind.MISQUOTED else "brief"
    return element("dl", _said("gold", found.expected, "gain"), _said(who, found.got, "loss"))


def _said(who: str, text: str | None, style: str) -> Sequence[Markup]:
    return () if text is None else (element("dt", who), element("dd", one_line(text, CUT), class_=style))


def _line(found: Finding | Change) -> str:
    return "place unknown" if found.line is None else f"line {found.line}, characters {found.start} to {found.end}"


def _terms(report: Report) -> Markup:
    terms = (
        ("found", "An item of the brief has nearly the same words (token F1 of 0.8 or more), one to one."),
        ("attributes right", "It is found, and its attributes, citations and quantities are as gold says."),
        ("text equal", "It is found, and its text is the same but for case, white space, quotes, dashes and closing marks."),
        ("precision, recall, F1", "Right answers among those found, among those in gold, and the harmonic mean."),
        ("core F1", "The mean F1 of metrics, stakeholders, options, risks, citations and quantities."),
        ("95 % interval", f"Bootstrap over documents, {report.resamples} draws, seed {report.seed}."),
        ("without a fault", "Nothing in the document is missed, false or wrong in an attribute."),
    )  # fmt: skip
    return element("dl", ((element("dt", term), element("dd", meaning)) for term, meaning in terms), class_="terms")
