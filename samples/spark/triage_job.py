#!/usr/bin/env python3
"""Reads logs with logtriage on Spark: one task per log, several for a large one; README.md says more.

usage: spark-submit triage_job.py --binary logtriage --output REPORT INPUT...

INPUT is a folder or log files, which every executor sees under the same path. The report is the one
of a single `logtriage analyze` over all of them.
"""
import argparse, fnmatch, os, pathlib, re, subprocess, sys, tempfile

from pyspark import SparkFiles
from pyspark.sql import SparkSession

PACKED = (".gz", ".zst", ".xz", ".bz2")


def arguments():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("inputs", nargs="+", metavar="INPUT")
    options.add_argument("--binary", required=True, help="a path, or a name below what spark-submit --archives unpacks")
    options.add_argument("--patterns", help="the folder Patterns/, likewise; without it, the one beside the binary")
    options.add_argument("--compose", help="the compose file of the stack")
    options.add_argument("--saved", help="a folder with docker inspect, API answers and the like; may be INPUT itself")
    options.add_argument("--output", required=True, help="where the driver writes the report")
    options.add_argument("--format", default="json", help="of the report (%(default)s)")
    options.add_argument("--logs", default="*.log*", help="names of the files of a folder that are logs (%(default)s)")
    options.add_argument("--split-bytes", type=int, default=512 << 20, help="larger logs are read in ranges (%(default)s)")
    options.add_argument("--parts", help="an existing folder that all machines see: parts are left there, not sent to the driver")
    options.add_argument("--group", type=int, default=200, help="parts that one merge takes (%(default)s)")
    return options.parse_args()


def logs(inputs, pattern):
    """The files of each log; those that its driver rotated belong together."""
    sets = {}
    for path in inputs:
        walk = os.walk(path) if os.path.isdir(path) else []
        found = [os.path.join(folder, name) for folder, _, names in walk for name in fnmatch.filter(names, pattern)]
        for file in found if os.path.isdir(path) else [path]:
            base = re.sub(r"(\.\d{1,4})?(\.gz|\.zst|\.xz|\.bz2)?$", "", file)
            sets.setdefault(base, set()).add(file)
    return [sorted(files) for _, files in sorted(sets.items())]


def tasks(sets, split):
    """Pairs of files and range; the program itself moves the bounds to where records begin."""
    for files in sets:
        size = os.path.getsize(files[0]) if os.path.exists(files[0]) else 0
        if len(files) > 1 or size <= split or files[0].endswith(PACKED):
            yield files, None
        else:
            pieces = -(-size // split)
            bounds = [size * n // pieces for n in range(pieces)] + [""]
            yield from ((files, f"{start}-{end}") for start, end in zip(bounds, bounds[1:]))


def logtriage(options, words, **how):
    """Runs the program without a shell."""
    def here(path): return path if os.path.exists(path) else SparkFiles.get(path)
    environment = dict(os.environ, **({"LOGTRIAGE_PATTERNS": here(options.patterns)} if options.patterns else {}))
    return subprocess.run([here(options.binary), *words], env=environment, stdin=subprocess.DEVNULL, **how)


def scan(options, root, number, files, span):
    """The part of one task (its bytes, or its path on shared storage), or why there is none."""
    path = os.path.join(options.parts, f"{number:06}.part") if options.parts else "-"
    words = ["scan", *files, "--root", root, "--partial", path]
    try:
        run = logtriage(options, words + (["--range", span] if span else []), capture_output=True)
        if run.returncode == 2 and b"--range is for" in run.stderr:  # one of several containers: it is read whole
            if not span.startswith("0-"): return None, None  # by the task of the first range
            run = logtriage(options, words, capture_output=True)
    except OSError as error:
        return None, f"{files[0]}: {error}"
    if run.returncode in (0, 3):  # 3: it was read as far as possible, and the report says so
        if not options.parts and run.stdout: return run.stdout, None
        if options.parts and os.path.exists(path): return path, None
    why = run.stderr.decode(errors="replace").strip() or f"ended with {run.returncode}"
    return None, f"{files[0]}{' ' + span if span else ''}: {why}"


def merge(options, parts, folder):
    """Merges in groups until one merge can take all, and writes the report."""
    level, size = 0, max(2, options.group)
    while len(parts) > size:
        groups = [parts[n : n + size] for n in range(0, len(parts), size)]
        parts = [os.path.join(folder, f"merged-{level}-{n:06}.part") for n in range(len(groups))]
        for group, path in zip(groups, parts): logtriage(options, ["merge", *group, "--partial", path])
        level += 1
    words = ["merge", *parts, "--format", options.format, "--output", options.output, "--reproducible"]
    for name in ("compose", "saved"):
        if getattr(options, name): words += [f"--{name}", getattr(options, name)]
    return logtriage(options, words).returncode


def main():
    options = arguments()
    options.inputs = [os.path.abspath(path) for path in options.inputs]
    # Names in the report are relative to this.
    root = options.inputs[0] if len(options.inputs) == 1 and os.path.isdir(options.inputs[0]) else os.path.commonpath(
        [path if os.path.isdir(path) else os.path.dirname(path) for path in options.inputs])
    work = [(n, *task) for n, task in enumerate(tasks(logs(options.inputs, options.logs), options.split_bytes))]
    if not work: sys.exit(f"no {options.logs} in {', '.join(options.inputs)}")
    context = SparkSession.builder.appName("logtriage").getOrCreate().sparkContext
    results = context.parallelize(work, len(work)).mapPartitions(
        lambda items: [scan(options, root, *item) for item in items]).collect()
    failures = [why for _, why in results if why]
    for why in failures: print(f"no part of {why}; the rest is analysed", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for n, part in enumerate(part for part, _ in results if part):
            parts.append(part if options.parts else os.path.join(folder, f"{n:06}.part"))
            if not options.parts: pathlib.Path(parts[-1]).write_bytes(part)
        status = merge(options, parts, folder) if parts else 3
    return 3 if failures else status


if __name__ == "__main__":
    sys.exit(main())
