"""Shared by the peers' scripts: rows, timing (the same as in Timing.cs), and the lines of JSON that they print.

`python3 rnn.py` measures all rows of a script and prints a line for each. With --serve a script first lists its rows
and then measures those that standard input names, so that the runner can alternate between both sides, row by row.
"""
import gc
import importlib
import json
import os
import statistics
import sys
import time

THREADS = int(os.environ.setdefault("OMP_NUM_THREADS", "1"))  # read by the libraries when they are loaded
os.environ.setdefault("OPENBLAS_NUM_THREADS", str(THREADS))

SAMPLE_SECONDS = 0.02  # the shortest length of a sample, long enough to include garbage collections
FEWEST_SAMPLES = 5
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

missing = []


def optional(name):
    """Imports a module; returns None if it is not installed, and then the rows of that library are skipped."""
    try:
        return importlib.import_module(name)
    except ImportError:
        missing.append(name)
        return None


np = optional("numpy")
torch = optional("torch")
if torch:
    torch.set_num_threads(THREADS)

CAPABILITY = os.environ.get("ATEN_CPU_CAPABILITY", "")  # the instructions that PyTorch may use, if not its default
rows = {}


def row(name, library, operations=1):
    """Registers a function that makes new data and weights and returns the step to time; times are per operation."""

    def register(start):
        if library not in missing and (library == "torch" or not CAPABILITY):
            rows[name, f"{library} {CAPABILITY}".strip()] = (start, operations)
        return start

    return register


SIZES = {"1": 1, "100": 100, "1K": 1000, "10K": 10_000, "100K": 100_000, "1M": 1_000_000, "10M": 10_000_000}


def normal(*shape):
    """Draws normal numbers, the same in every row and on both sides."""
    torch.manual_seed(0)
    return torch.randn(*shape)


def check(result):
    """The mean absolute value of a result, by which the results of the sides are compared."""
    if torch and isinstance(result, torch.Tensor):
        return result.detach().double().abs().mean().item()
    return float(abs(result)) if isinstance(result, float) else float(np.abs(np.asarray(result, np.float64)).mean())


def measure(name, library, seconds=0.3, warm_up=0.2):
    start, operations = rows[name, library]
    step = start()
    step()
    step()
    checked = check(step())
    gc.collect()

    calls, begun = 0, time.perf_counter()
    while calls == 0 or time.perf_counter() - begun < warm_up:
        step()
        calls += 1
    steps = max(1, int(calls * SAMPLE_SECONDS / (time.perf_counter() - begun)))

    samples, spent = [], 0.0
    while spent < seconds or len(samples) < FEWEST_SAMPLES:
        begun = time.perf_counter()
        for _ in range(steps):
            step()
        elapsed = time.perf_counter() - begun
        spent += elapsed
        samples.append(elapsed * 1e6 / steps / operations)
    return {"median": float(f"{statistics.median(samples):.5g}"), "best": float(f"{min(samples):.5g}"), "check": checked}


def blas():
    """The BLAS that NumPy has loaded, and the processor type whose kernels it chose."""
    import ctypes

    np.dot(np.ones((2, 2)), np.ones((2, 2)))
    try:
        with open("/proc/self/maps", encoding="ascii") as maps:
            libraries = sorted({line.split()[-1] for line in maps if "blas" in line and "/" in line})
    except OSError:
        return "unknown BLAS"
    for library in libraries:
        try:
            config = ctypes.CDLL(library).openblas_get_config
        except (OSError, AttributeError):
            continue
        config.restype = ctypes.c_char_p
        return config().decode()
    return ", ".join(map(os.path.basename, libraries)) or "unknown BLAS"


def versions():
    found = {"Python": sys.version.split()[0]}
    if np:
        found["NumPy"] = f"{np.__version__}, {blas()}; {THREADS} thread(s)"
    if torch:
        found["PyTorch"] = f"{torch.__version__}; {torch.get_num_threads()} thread(s)"
    if "mygrad" in sys.modules:
        found["MyGrad"] = sys.modules["mygrad"].__version__
    return found


def serve():
    """Measures the rows; the last call of every script."""
    if "--serve" not in sys.argv:
        for (name, library) in rows:
            print(json.dumps({"row": name, "library": library, **measure(name, library)}), flush=True)
        return
    offers = [{"row": name, "library": library} for name, library in rows]
    print(json.dumps({"rows": offers, "versions": versions(), "missing": missing}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(measure(request["row"], request["library"], request["seconds"], request["warm_up"])), flush=True)
