"""Fit the weights of confidence to gold, and show how well they hold on documents they were not fitted to.

    python -m tests.benchmarks.fit_confidence [--gold DIR ...] [--held-out DIR ...] [--write]

A logistic regression over the features of `extractors.confidence`, with a quadratic penalty, solved by Newton's method. Without
`--write` nothing is changed. Gold files lie beside their documents, or the documents in raw/.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from extractors.analysis import Analysis
from extractors.confidence import features
from extractors.fields import field_of
from pipeline.evaluation.answers import ITEMS
from pipeline.evaluation.briefs import Candidate, brief_documents
from pipeline.evaluation.gold import GoldFile, read_gold
from pipeline.evaluation.judging import Level, judge
from pipeline.evaluation.reliability import Reliability, reliability
from pipeline.settings import read_settings

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold"
RULES = ROOT / "extractors" / "rules" / "confidence.toml"
PENALTY = 1.0
LEAST_SEEN = 8  # a feature of fewer items gets no weight of its own

Case = tuple[str, frozenset[str], bool]  # document, what holds of the item, is it right?


def cases(folders: Iterable[Path]) -> list[Case]:
    """Every item of the gold documents with its features and whether all its attributes are right."""
    found: list[Case] = []
    for folder in folders:
        golds = read_gold([folder])
        beside = all((folder / gold.gold.source).exists() for gold in golds)
        candidates = brief_documents(golds, None if beside else ROOT / "raw", read_settings({}))
        for gold, candidate in zip(golds, candidates, strict=True):
            found.extend(_cases(gold, candidate))
    return found


def _cases(gold: GoldFile, candidate: Candidate) -> Iterable[Case]:
    if candidate.brief is None or candidate.text is None:
        return
    judged = judge(gold, candidate)
    analysis = Analysis(candidate.text)
    for name in ITEMS:
        judgement = judged.fields.get(name)
        if judgement is None:
            continue
        value = field_of(analysis, name)
        items = {item.evidence.start: item for item in (value if isinstance(value, tuple) else (value,)) if item is not None}
        answers = [(match.found, match.meets(Level.ATTRIBUTES)) for match in judgement.matches] + [
            (answer, False) for answer in judgement.false_finds
        ]
        for answer, right in answers:
            item = items.get(answer.item["evidence"]["start"])
            if item is not None:
                yield gold.gold.source, frozenset(features(analysis, name, item, *analysis.place(item.evidence.start))), right


def fit(known: Sequence[Case]) -> dict[str, float]:
    """The weight of each feature that enough items have."""
    counts: dict[str, int] = {}
    for _, held, _ in known:
        for feature in held:
            counts[feature] = counts.get(feature, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= LEAST_SEEN)
    table = np.array([[float(name in held) for name in names] for _, held, _ in known])
    right = np.array([float(good) for _, _, good in known])
    penalty = np.full(len(names), PENALTY)
    penalty[names.index("always")] = 0.01
    weights = np.zeros(len(names))
    for _ in range(50):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (right - likely) - penalty * weights
        curve = (table * (likely * (1 - likely))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def rate(weights: dict[str, float], known: Iterable[Case]) -> Reliability | None:
    """How well the weights' confidence agrees with what is right."""
    return reliability((round(1 / (1 + np.exp(-sum(weights.get(f, 0.0) for f in held))), 2), right) for _, held, right in known)


def crossed(known: Sequence[Case]) -> Reliability | None:
    """The same, each document rated by weights fitted to the others."""
    points = []
    for document in sorted({name for name, _, _ in known}):
        weights = fit([case for case in known if case[0] != document])
        points += [
            (round(1 / (1 + np.exp(-sum(weights.get(f, 0.0) for f in held))), 2), right)
            for name, held, right in known
            if name == document
        ]
    return reliability(points)


def show(title: str, found: Reliability | None) -> None:
    """One reliability table."""
    if found is None:
        return
    print(
        f"\n{title}: {found.count} items, mean confidence {found.mean_confidence:.3f}, right {found.accuracy:.3f}, calibration error {found.expected_calibration_error:.3f}"
    )
    for part in found.bins:
        if part.count:
            print(
                f"  {part.low:.1f}-{part.high:.1f}  {part.count:5}  said {part.mean_confidence:.2f}  right {part.accuracy:.2f}"
            )


def main() -> None:
    """Fit, show, and write the rule file where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, nargs="*", default=[GOLD, GOLD / "more", GOLD / "unseen"])
    parser.add_argument("--held-out", type=Path, nargs="*", default=[GOLD / "fresh"])
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    known, unseen = cases(arguments.gold), cases(arguments.held_out)
    weights = fit(known)
    show("fitted documents", rate(weights, known))
    show("fitted documents, each left out in turn", crossed(known))
    show("held-out documents", rate(weights, unseen))
    if arguments.write:
        head = RULES.read_text(encoding="utf-8").split("[[rules]]", 1)[0]
        RULES.write_text(
            head + "\n".join(f'[[rules]]\nname = "{name}"\nweight = {weight}\n' for name, weight in weights.items()),
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
