"""Reductions over all elements, and over one dimension of a matrix."""
from timing import SIZES, normal, row, serve, torch

if torch:
    for name, op in (("sum", torch.sum), ("mean", torch.mean), ("max", torch.max)):
        for size, n in SIZES.items():
            def start(n=n, op=op):
                a = normal(n)
                return lambda: op(a)

            row(f"{name} of {size}", "torch")(start)

    for name, op in (("sum", lambda a, dim: a.sum(dim)), ("mean", lambda a, dim: a.mean(dim)),
                     ("max", lambda a, dim: a.max(dim).values)):
        for rows, columns in ((100, 50), (1000, 1000), (10_000, 100)):
            for dim in (0, 1):
                def start_along(rows=rows, columns=columns, dim=dim, op=op):
                    a = normal(rows, columns)
                    return lambda: op(a, dim)

                row(f"{name} along {dim} of {rows} x {columns}", "torch")(start_along)
serve()
