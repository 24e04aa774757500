"""One update of a single large parameter, whose gradient is given."""
from timing import SIZES, normal, row, serve, torch


def step_of(n, optimizer_of):
    parameter = torch.nn.Parameter(normal(n))
    parameter.grad = normal(n)
    optimizer = optimizer_of(parameter)

    def step():
        optimizer.step()
        return parameter

    return step


for size in ("1M", "10M"):
    n = SIZES[size]
    row(f"Adam on {size}", "torch")(lambda n=n: step_of(n, lambda p: torch.optim.Adam([p])))
    row(f"SGD on {size}", "torch")(lambda n=n: step_of(n, lambda p: torch.optim.SGD([p], lr=1e-3)))
    row(f"SGD with momentum on {size}", "torch")(lambda n=n: step_of(n, lambda p: torch.optim.SGD([p], lr=1e-3, momentum=0.9)))
serve()
