"""Characters a second of `find` beside quantulum3 and Recognizers-Text, in one run over the same sentences.

    python -m tests.benchmarks.quantities_speed [--peers FOLDER] [--no-peers]

The peers live in a virtual environment of their own (made on first use in FOLDER, by default `.bench-peers`, from the package
index), because their dependencies are old. On our side the time includes spaCy's blank tokenizer, as in the pipeline.
"""

import argparse
import json
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path

PEERS = {
    "quantulum3": ("quantulum3", "from quantulum3 import parser\nread = parser.parse"),
    "Recognizers-Text": (
        "recognizers-text-suite emoji<2",
        "from recognizers_number import recognize_number, recognize_percentage\n"
        "from recognizers_number_with_unit import recognize_currency, recognize_dimension, recognize_temperature, recognize_age\n"
        "reads = [recognize_number, recognize_percentage, recognize_currency, recognize_dimension, recognize_temperature, recognize_age]\n"
        "def read(text):\n    for one in reads:\n        one(text, 'en-us')\n",
    ),
}
HARNESS = """
import json, sys, time
{code}
texts = json.load(sys.stdin)
read(texts[0])
start = time.perf_counter()
for text in texts:
    read(text)
print(sum(map(len, texts)) / (time.perf_counter() - start))
"""
SENTENCES = [
    "Sales of the northern depots rose by {a} percent to ${b} million in 2021, up from ${c} million a year earlier.",
    "The managers met twice in spring and agreed that the old sheds should be kept open for the sake of the town.",
    "Each of the {a} workshops employs about {b} people, and a licence costs £{c} per seat per month.",
    "Nobody knows how long the thaw will last, although the harbour office publishes a table every week.",
    "Margins narrowed by {a} basis points, while the fleet grew from {b} to {c} lorries within three years.",
]


def sample(count: int) -> list[str]:
    """So many sentences of ordinary density of figures, none like another."""
    return [SENTENCES[i % len(SENTENCES)].format(a=3 + i % 40, b=20 + i % 70, c=100 + i % 800) for i in range(count)]


def rate(read: Callable[[str], object], texts: list[str]) -> float:
    """Characters a second, the best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        for text in texts:
            read(text)
        best = min(best, time.perf_counter() - start)
    return sum(map(len, texts)) / best


def ours() -> dict[str, float]:
    """Our rates: `find` alone and behind the blank tokenizer, over documents of about 9,000 characters."""
    import spacy

    from extractors.quantities import find

    nlp = spacy.blank("en")
    texts = ["\n\n".join(sample(90))] * 20
    nlp(texts[0])
    find(texts[0])
    return {"find": rate(find, texts), "find and tokenizer": rate(lambda text: find(nlp(text).text), texts)}


def peer(name: str, folder: Path, count: int) -> float | None:
    """A peer's rate in its environment; None, with the reason on stderr, where it cannot be installed or run."""
    package, code = PEERS[name]
    home = folder / package.split()[0]
    python = home / "bin" / "python"
    try:
        if not python.exists():
            venv.create(home, with_pip=True)
            subprocess.run(
                [python, "-m", "pip", "install", "-q", *package.split(), "setuptools<81"],
                check=True,
                capture_output=True,
                text=True,
            )
        done = subprocess.run(
            [python, "-W", "ignore", "-c", HARNESS.format(code=code)],
            input=json.dumps(sample(count)),
            check=True,
            capture_output=True,
            text=True,
        )
        return float(done.stdout.split()[-1])
    except (OSError, subprocess.CalledProcessError, ValueError, IndexError) as error:
        detail = getattr(error, "stderr", None) or str(error)
        print(f"{name}: not measured: {detail.strip().splitlines()[-1] if detail.strip() else error}", file=sys.stderr)
        return None


def main() -> None:
    """Print the rates and the ratio to the faster peer."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--peers", type=Path, default=Path(".bench-peers"), help="where the peers' environments lie")
    parser.add_argument("--no-peers", action="store_true", help="measure only ours")
    options = parser.parse_args()
    rates = ours()
    peers = (
        {}
        if options.no_peers
        else {name: peer(name, options.peers, count) for name, count in (("quantulum3", 400), ("Recognizers-Text", 60))}
    )
    for name, value in {**rates, **peers}.items():
        print(f"{name:20} {value:12,.0f} characters/s" if value is not None else f"{name:20} not measured")
    measured = [value for value in peers.values() if value]
    if measured:
        print(f"{'ratio':20} {rates['find and tokenizer'] / max(measured):12.1f} times the faster peer")


if __name__ == "__main__":
    main()
