"""LSTM, GRU and RNN over 100 steps, forward and backward, in PyTorch: the peer of RecurrentBenchmarks.cs.

Prints one JSON object a line: {"workload", "framework", "threads", "seconds"}, the seconds those of the best of the samples,
and "seconds_median". The loss is the sum of all states; the input needs a gradient too; its size is the hidden size.

Run: python3 benchmarks/compare/lstm_gru.py [--threads 1] [--only lstm] [--hidden 16,64,256] [--batch 1,16,64] [--samples 15]
"""
import argparse
import json
import os
import sys
import time

# BLAS reads its settings when it is loaded.
THREADS = sys.argv[sys.argv.index("--threads") + 1] if "--threads" in sys.argv[:-1] else "1"
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = THREADS

import torch  # noqa: E402

torch.set_num_threads(int(THREADS))
STEPS = 100
MODULES = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "rnn": torch.nn.RNN}
CELLS = {"lstm_cell": torch.nn.LSTMCell, "gru_cell": torch.nn.GRUCell, "rnn_cell": torch.nn.RNNCell}


def sample(work, count):
    """The times of a piece of work, after two runs that are not counted; tiny work is repeated within a sample."""
    work()
    start = time.perf_counter()
    work()
    repeats = max(1, int(0.002 / (time.perf_counter() - start)))
    times = []
    for _ in range(count):
        start = time.perf_counter()
        for _ in range(repeats):
            work()
        times.append((time.perf_counter() - start) / repeats)
    return sorted(times)


def report(workload, times):
    print(json.dumps({
        "workload": workload, "framework": f"torch {torch.__version__}", "threads": int(THREADS),
        "seconds": times[0], "seconds_median": times[len(times) // 2]}), flush=True)


def layer(kind, hidden, batch, samples):
    torch.manual_seed(43052)
    module = MODULES[kind](hidden, hidden)
    x = torch.randn(STEPS, batch, hidden, requires_grad=True)

    def work():
        module(x)[0].sum().backward()
        module.zero_grad(set_to_none=True)
        x.grad = None

    report(f"{kind}/H{hidden}/B{batch}/T{STEPS} fwd+bwd", sample(work, samples))


def cell(kind, hidden, samples):
    torch.manual_seed(43052)
    module = CELLS[kind](hidden, hidden)
    x = torch.randn(1, hidden)
    state = torch.zeros(1, hidden)
    state = (state, state) if kind == "lstm_cell" else state
    report(f"{kind}/H{hidden}/B1 fwd", sample(lambda: module(x, state), samples))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", default="1")
    parser.add_argument("--only", default="lstm,gru,rnn,lstm_cell,gru_cell,rnn_cell")
    parser.add_argument("--hidden", default="16,64,256")
    parser.add_argument("--batch", default="1,16,64")
    parser.add_argument("--samples", type=int, default=15)
    options = parser.parse_args()
    for kind in options.only.split(","):
        if kind in CELLS:
            cell(kind, 4, options.samples)
            continue
        for hidden in map(int, options.hidden.split(",")):
            for batch in map(int, options.batch.split(",")):
                layer(kind, hidden, batch, options.samples)


main()
