"""Elementwise operations without a graph, each with a new result."""
from timing import SIZES, normal, row, serve, torch

if torch:
    for name, op in (("add", lambda a, b: a + b), ("mul", lambda a, b: a * b), ("relu", lambda a, _: torch.relu(a)),
                     ("exp", lambda a, _: torch.exp(a)), ("log", lambda a, _: torch.log(a)),
                     ("sin", lambda a, _: torch.sin(a)), ("erf", lambda a, _: torch.erf(a)), ("tanh", lambda a, _: torch.tanh(a)),
                     ("sigmoid", lambda a, _: torch.sigmoid(a)), ("gelu", lambda a, _: torch.nn.functional.gelu(a))):
        for size, n in SIZES.items():
            def start(n=n, op=op, name=name):
                a, b = normal(n), normal(n)
                if name == "log":
                    a.abs_()
                return lambda: op(a, b)

            row(f"{name} of {size}", "torch")(start)
serve()
