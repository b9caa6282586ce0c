"""The evaluation as a whole: judge every document, add up, estimate intervals, compare, report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.errors import SettingError
from pipeline.evaluation.answers import FIELDS, ITEMS
from pipeline.evaluation.bootstrap import Array, Sample, draws, interval, rounded
from pipeline.evaluation.briefs import Candidate
from pipeline.evaluation.comparison import changes, movements
from pipeline.evaluation.findings import findings, unplaced
from pipeline.evaluation.gold import GoldFile, Tier
from pipeline.evaluation.judging import JudgedDocument, Level, compared_attributes, judge
from pipeline.evaluation.measures import CORE, DOCUMENT_F1, ITEMS_MEASURE, PROVENANCE, WHOLE, Counts, Measure, count
from pipeline.evaluation.reliability import Reliability, reliability
from pipeline.evaluation.report import ALL, Comparison, Document, Figure, Group, Mean, Report, Share
from pipeline.version import version

RESAMPLES = 1000
SEED = 0


def evaluate(
    golds: Sequence[GoldFile],
    candidates: Sequence[Candidate],
    *,
    against: tuple[str, Sequence[Candidate]] | None = None,
    places: Sequence[str] = (),
    measured: str = "",
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Report:
    """Measure `candidates`, one for each of `golds`.

    `against` names an earlier output and holds its candidates; `places` and `measured` are repeated in the report as they
    are. Raises SettingError where no gold has a brief.
    """
    judged = [judge(file, candidate) for file, candidate in zip(golds, candidates, strict=True)]
    if all(candidate.brief is None for candidate in candidates):
        raise SettingError(_nothing(judged))
    counts = [count(document) for document in judged]
    return Report(
        version=version(),
        gold=tuple(places),
        measured=measured,
        resamples=resamples,
        seed=seed,
        documents=tuple(_document(document, found) for document, found in zip(judged, counts, strict=True)),
        groups={
            name: _group([judged[i] for i in members], [counts[i] for i in members], draws(len(members), resamples, seed))
            for name, members in _groups(judged).items()
        },
        findings=tuple(finding for document in judged for finding in findings(document)),
        unplaced=tuple(text for document in judged for text in unplaced(document)),
        comparison=_comparison(judged, *against, resamples, seed) if against else None,
    )


def confidences(documents: Iterable[JudgedDocument], level: Level) -> Iterator[tuple[float, bool]]:
    """The confidence of every item that states one, and whether the item is right at `level`: input for `reliability`."""
    for document in documents:
        for name in ITEMS:
            judgement = document.fields.get(name)
            for match in judgement.matches if judgement else ():
                if match.found.confidence is not None:
                    yield match.found.confidence, match.meets(level)
            for answer in judgement.false_finds if judgement else ():
                if answer.confidence is not None:
                    yield answer.confidence, False


def _groups(documents: Sequence[JudgedDocument]) -> dict[str, list[int]]:
    """The indices of the documents of each group, groups in the order in which they are shown."""
    tiers = {str(tier): [i for i, document in enumerate(documents) if document.tier is tier] for tier in Tier}
    return {ALL: list(range(len(documents))), **{tier: members for tier, members in tiers.items() if members}}


def _group(judged: Sequence[JudgedDocument], counts: Sequence[Mapping[Measure, Counts]], table: Array) -> Group:
    sample = Sample(counts, table)
    documents = len(judged)
    shown = [name for name in FIELDS if sample.counts(Measure(name)).gold or sample.counts(Measure(name)).found]
    wanted = [Measure(name) for name in FIELDS if sample.counts(Measure(name)).gold]
    compared = [f"{name}.{attribute.name}" for name in FIELDS for attribute in compared_attributes(name, prose=False)]
    known = set(sample.measures)
    return Group(
        documents=documents,
        core=_mean(sample.mean_f1(map(Measure, CORE), empty=1.0), documents),
        all_fields=_mean(sample.mean_f1(wanted), documents),
        items={level: _figure(sample, Measure(ITEMS_MEASURE, level), documents) for level in Level},
        documents_right={level: _share(sample, Measure(WHOLE, level), documents) for level in Level},
        document_f1={level: _mean(sample.f1(Measure(DOCUMENT_F1, level)), documents) for level in Level},
        provenance=_share(sample, Measure(PROVENANCE), documents) if Measure(PROVENANCE) in known else None,
        fields={name: {level: _figure(sample, Measure(name, level), documents) for level in Level} for name in shown},
        attributes={name: _share(sample, Measure(name), documents) for name in compared if Measure(name) in known},
        reliability=_reliability(judged),
    )


def _reliability(judged: Sequence[JudgedDocument]) -> dict[Level, Reliability]:
    tables = ((level, reliability(confidences(judged, level))) for level in (Level.OVERLAP, Level.ATTRIBUTES))
    return {level: table for level, table in tables if table is not None}


def _document(document: JudgedDocument, counts: Mapping[Measure, Counts]) -> Document:
    brief = document.candidate.brief
    return Document(
        source=document.source,
        tier=document.tier,
        gold=str(document.file.path),
        brief=None if brief is None else str(brief["id"]),
        problem=document.candidate.problem,
        right={level: bool(counts[Measure(WHOLE, level)].right) for level in Level},
        f1={level: rounded(counts[Measure(DOCUMENT_F1, level)].right) for level in Level},
    )


def _figure(sample: Sample, measure: Measure, documents: int) -> Figure:
    counts = sample.counts(measure)
    return Figure(
        precision=rounded(counts.precision),
        recall=rounded(counts.recall),
        f1=rounded(counts.f1),
        right=int(counts.right),
        gold=int(counts.gold),
        found=int(counts.found),
        interval=interval(sample.f1(measure), documents),
    )


def _share(sample: Sample, measure: Measure, documents: int) -> Share:
    counts = sample.counts(measure)
    return Share(
        value=rounded(counts.recall),
        right=int(counts.right),
        of=int(counts.gold),
        interval=interval(sample.f1(measure), documents),
    )


def _mean(values: Array, documents: int) -> Mean:
    return Mean(value=rounded(values[0]), interval=interval(values, documents))


def _comparison(
    judged: Sequence[JudgedDocument], against: str, earlier: Sequence[Candidate], resamples: int, seed: int
) -> Comparison:
    known = [
        (judge(now.file, candidate), now)
        for now, candidate in zip(judged, earlier, strict=True)
        if candidate.brief is not None and now.candidate.brief is not None
    ]
    if not known:
        raise SettingError(
            f"--against {against}: holds no brief of a document that was measured. Name an output over the same input."
        )
    compared = {now.source for _, now in known}
    moved = {}
    for name, members in _groups([now for _, now in known]).items():
        if members:
            table = draws(len(members), resamples, seed)
            before, after = (Sample([count(known[i][side]) for i in members], table) for side in (0, 1))
            moved[name] = movements(before, after, len(members))
    return Comparison(
        against=against,
        documents=len(known),
        left_out=tuple(document.source for document in judged if document.source not in compared),
        movements=moved,
        changes=tuple(change for then, now in known for change in changes(then, now)),
    )


def _nothing(judged: Sequence[JudgedDocument]) -> str:
    lines = [f"There is no brief for any of {len(judged)} gold files; nothing can be measured."]
    lines += [f"{document.source}: {document.candidate.problem}" for document in judged[:5]]
    return "\n".join([*lines, "Name the documents (INPUT) or an output that was made from them (--output DIR)."])
