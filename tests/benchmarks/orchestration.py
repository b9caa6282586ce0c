"""What a run costs: throughput, and the share of it that orchestration takes.

    python -m tests.benchmarks.orchestration [--documents 2000] [--workers 2]

The same documents are briefed twice into empty folders: by the plain functions (`pipeline.run.run_plain`) and by the command
`casebrief run`, which adds Prefect with its embedded server. Both use as many worker processes. Orchestration is what the
second takes longer, as a share of the second; on a machine that has other work, trust the processor time. A third run, in which nothing changed, is timed too.

A run over a single document comes first: on a machine that never ran casebrief the server's database is migrated then.
"""

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.documents import write_cases

PLAIN = """
import sys
from pathlib import Path
from pipeline.run import run_plain
from pipeline.settings import read_settings
if __name__ == "__main__":
    run_plain(read_settings({"input": Path(sys.argv[1]), "output": Path(sys.argv[2]), "workers": int(sys.argv[3])}))
"""
COMMAND = "from pipeline.cli import main; main()"


def measure(*command: object) -> tuple[float, float]:
    """The wall seconds and the processor seconds, children included, of a command that must end well."""
    wall, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - wall, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        characters = write_cases(folder / "in", asked.documents)
        script = folder / "plain.py"
        script.write_text(PLAIN, encoding="utf-8")
        os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
        run = (sys.executable, "-c", COMMAND, "run", folder / "in", "--output", folder / "flow", "--workers", asked.workers)
        one = folder / "one"
        write_cases(one, 1)
        single = measure(sys.executable, "-c", COMMAND, "run", one, "--output", folder / "single", "--workers", 1)
        plain = measure(sys.executable, script, folder / "in", folder / "plain", asked.workers)
        flow = measure(*run)
        idle = measure(*run)
    print(f"{asked.documents:,} documents, {characters:,} characters, {asked.workers} workers")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores")
    for what, (wall, used) in (("plain functions", plain), ("with Prefect", flow), ("nothing changed", idle)):
        rates = f"{asked.documents / wall:8,.0f} documents/s {characters / wall / 1000:8,.0f} thousand characters/s"
        print(f"{what:16} {wall:7.1f} s {used:7.1f} s of processors {rates}")
    print(f"{'one document':16} {single[0]:7.1f} s")
    for i, what in enumerate(("wall time", "processor time")):
        print(f"orchestration    {(flow[i] - plain[i]) / flow[i]:7.1%} of the {what}")


if __name__ == "__main__":
    main()
