"""Elementwise operations without a graph, each with a new result."""
from timing import SIZES, normal, row, serve, torch

if torch:
    for name, op in (("add", lambda a, b: a + b), ("mul", lambda a, b: a * b), ("relu", lambda a, _: torch.relu(a)),
                     ("exp", lambda a, _: torch.exp(a)), ("tanh", lambda a, _: torch.tanh(a)),
                     ("sigmoid", lambda a, _: torch.sigmoid(a)), ("gelu", lambda a, _: torch.nn.functional.gelu(a))):
        for size, n in SIZES.items():
            def start(n=n, op=op):
                a, b = normal(n), normal(n)
                return lambda: op(a, b)

            row(f"{name} of {size}", "torch")(start)
serve()
