"""Opinion groups beside the plain algebra and red-dwarf, in one run: time, peak memory, ratios, likeness on real sets.

.venv/bin/python bench/opinions.py                     real sets (../shared/data/polis) and 10,000 × 200
.venv/bin/python bench/opinions.py --sizes 10k 100k 1m the synthetic ones; --csv reads them from a file too
red-dwarf takes part where it is installed: .venv/bin/uv pip install red-dwarf==0.4.0 (only here; license unclear)
Each measurement is a process of its own, so that peak memory is its own; votes are laid into a temporary folder before.
"""

import argparse
import csv
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SETS = ROOT.parent / "shared" / "data" / "polis"
SIZES = {"10k": (10_000, 200, 0.15), "100k": (100_000, 500, 0.05), "1m": (1_000_000, 1_000, 0.05)}
#: people above whom red-dwarf, which keeps every pair of distances, does not finish
MOST_FOR_RED_DWARF = 20_000


def synthetic(people, opinions, share, folder):
    """Votes of three planted groups, in random order, as three int64 arrays."""
    chance = np.random.default_rng(7)
    agree = np.clip(0.5 + 0.22 * chance.standard_normal((3, opinions)), 0.05, 0.95)
    group, parts = chance.integers(0, 3, people), []
    for first in range(0, people, 20_000):
        block = group[first : first + 20_000]
        who, what = np.nonzero(chance.random((len(block), opinions), np.float32) < share)
        luck = chance.random(len(who), np.float32)
        how = np.where(luck < 0.1, 0, np.where((luck - 0.1) / 0.9 < agree[block[who], what], 1, -1))
        parts.append((who + first, what, how))
    arrays = [np.concatenate(column).astype(np.int64) for column in zip(*parts, strict=True)]
    order = chance.permutation(len(arrays[0]))
    np.savez(folder / "votes.npz", *(array[order] for array in arrays), group=group)


def real(name, folder):
    """A real set in the form of the synthetic ones, with what moderators left out and the published groups."""
    from commonbeat.measures.opinions import polis

    talk = polis.read(SETS / name)
    published = talk.ballots.published
    group = np.array([-1 if published.get(p) is None else published[p] for p in range(max(published) + 1)])
    arrays = [np.asarray(a, np.int64) for a in (talk.ballots.people, talk.ballots.statements, talk.ballots.votes)]
    np.savez(folder / "votes.npz", *arrays, group=group, out=np.array(talk.moderated_out, np.int64))


def ours(who, what, how, out):
    from commonbeat.measures.opinions import opinion_map

    found = opinion_map(who, what, how, seed=0, moderated_out=out)
    return found.votes.people, found.groups


def same_steps(who, what, how, out):
    """Only the steps that red-dwarf has too: no test of whether there are groups at all."""
    from commonbeat.measures.opinions import components, mapping, partition
    from commonbeat.measures.opinions.votes import tally

    every = tally(who, what, how)
    votes = mapping.without(every, out)
    means = components.mean_votes(votes)
    values = components.centered(votes, means)
    where = components.positions(values, components.principal_components(values, means))
    placed = (every.given >= min(mapping.ENOUGH, len(every.opinions)))[np.searchsorted(every.people, votes.people)]
    labels = np.full(len(where), -1)
    labels[placed] = partition.partition(where[placed], seed=0).labels
    return votes.people, labels


def ours_updated(who, what, how, out):
    """The map redrawn after 1,000 new votes; the time is of that alone."""
    from commonbeat.measures.opinions import opinion_map, update

    last = opinion_map(who[:-1000], what[:-1000], how[:-1000], seed=0)
    before = time.perf_counter()
    found = update(last, who[-1000:], what[-1000:], how[-1000:])
    return found.votes.people, found.groups, time.perf_counter() - before


def plain(who, what, how, out):
    """Sparse SVD of the centered votes and k-means with the same number of starts as SciPy does them."""
    from scipy import sparse
    from scipy.cluster.vq import kmeans2
    from scipy.sparse.linalg import svds

    keep = ~np.isin(what, out)
    who, what, how = who[keep], what[keep], how[keep].astype(float)
    count = np.maximum(np.bincount(what), 1)
    values = sparse.csr_array((how - (np.bincount(what, how) / count)[what], (who, what)))
    left, sizes, _right = svds(values, k=2)
    return np.arange(values.shape[0]), kmeans2(left * sizes, 3, minit="++", seed=1)[1]


def red_dwarf(who, what, how, out):
    from reddwarf.implementations.base import run_pipeline

    votes = [
        {"participant_id": p, "statement_id": s, "vote": v, "modified": n}
        for n, (p, s, v) in enumerate(zip(who.tolist(), what.tolist(), how.tolist(), strict=True))
    ]
    voted = set(what.tolist())
    before = time.perf_counter()
    found = run_pipeline(votes=votes, mod_out_statement_ids=[o for o in out.tolist() if o in voted], random_state=0)
    labels = found.participants_df["cluster_id"].fillna(-1).astype(int)
    return labels.index.to_numpy(), labels.to_numpy(), time.perf_counter() - before


def from_csv(who, what, how, out, folder):
    """The votes read from a file and mapped, as the command line does without the bootstrap."""
    from commonbeat.measures.opinions import opinion_map
    from commonbeat.measures.opinions.vote_files import read_ballots

    before = time.perf_counter()
    ballots = read_ballots(folder / "votes.csv")
    found = opinion_map(ballots.people, ballots.statements, ballots.votes, seed=0)
    return found.votes.people, found.groups, time.perf_counter() - before


METHODS = {
    "ours": ours,
    "ours, same steps": same_steps,
    "1,000 new votes": ours_updated,
    "plain SVD": plain,
    "red-dwarf": red_dwarf,
    "from CSV": from_csv,
}


def write_csv(folder):
    with np.load(folder / "votes.npz") as file:
        who, what, how = (file[f"arr_{n}"] for n in range(3))
    with (folder / "votes.csv").open("w") as file:
        file.write("timestamp,datetime,comment-id,voter-id,vote\n")
        for first in range(0, len(who), 1_000_000):
            rows = zip(*(a[first : first + 1_000_000].tolist() for a in (what, who, how)), strict=True)
            file.write("".join(f"{1_600_000_000_000 + first + n},Sun Sep 13 12:26:40 UTC 2020,{s},{p},{v}\n"
                               for n, (s, p, v) in enumerate(rows)))  # fmt: skip


def one(method, folder):
    """A single measurement in this process, as JSON on standard output."""
    from commonbeat.measures.opinions.stability import adjusted_rand

    extra = [folder] if method == "from CSV" else []
    with np.load(folder / "votes.npz") as file:
        arrays = [file[f"arr_{n}"] for n in range(3)] if not extra else [None] * 3
        group, out = file["group"], file["out"] if "out" in file else np.zeros(0, np.int64)
    import scipy.optimize  # noqa: F401
    import scipy.sparse.linalg  # noqa: F401

    given = np.bincount(arrays[0]) if arrays[0] is not None else None
    before, before_cpu = time.perf_counter(), time.process_time()
    people, labels, *told = METHODS[method](*arrays, out, *extra)
    seconds, cpu = told[0] if told else time.perf_counter() - before, time.process_time() - before_cpu
    same = group[people] >= 0
    if given is not None:
        same &= given[people] >= 7
    likeness = adjusted_rand(labels[same] + 1, group[people[same]])
    status = Path("/proc/self/status").read_text()  # not getrusage, which carries over what the parent process used
    memory = int(status.split("VmHWM:")[1].split()[0]) / 2**20
    print(json.dumps({"seconds": seconds, "cpu": None if told else cpu, "gib": memory, "likeness": likeness}))


def measured(method, folder):
    command = [sys.executable, __file__, "--one", method, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        return {"seconds": None, "error": done.stderr.strip().splitlines()[-1:]}
    return json.loads(done.stdout.splitlines()[-1])


def compared(name, people, folder, with_csv):
    methods = ["ours", "plain SVD"]
    if importlib.util.find_spec("reddwarf") and people <= MOST_FOR_RED_DWARF:
        methods += ["ours, same steps", "red-dwarf"]
    if name in SIZES:
        methods.append("1,000 new votes")
    if with_csv:
        write_csv(folder)
        methods.append("from CSV")
    first = None
    for method in methods:
        found = measured(method, folder)
        if found["seconds"] is None:
            print(f"{name:30} {method:16} did not finish: {found['error']}")
            continue
        first = first or found["seconds"]
        cost = f"{found['seconds']:8.2f} s {found['gib']:6.2f} GiB  {found['seconds'] / first:8.2f} × ours"
        cost += f" {found['cpu']:8.2f} s of processor" if found["cpu"] else " " * 24
        print(f"{name:30} {method:16} {cost}   adjusted Rand {found['likeness']:.3f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="*", default=["real", "10k"], choices=["real", *SIZES])
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--one", nargs=2, metavar=("METHOD", "FOLDER"))
    asked = parser.parse_args()
    if asked.one:
        return one(asked.one[0], Path(asked.one[1]))
    for size in asked.sizes:
        for name in sorted(p.name for p in SETS.iterdir()) if size == "real" else [size]:
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place)
                if size == "real":
                    real(name, folder)
                    with (SETS / name / "participants-votes.csv").open() as file:
                        people = sum(1 for _ in csv.reader(file))
                else:
                    synthetic(*SIZES[name], folder)
                    people = SIZES[name][0]
                compared(name, people, folder, asked.csv)
    return None


if __name__ == "__main__":
    main()
