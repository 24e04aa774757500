"""One update of a single large parameter, or of a million numbers in 20 parameters, whose gradients are given."""
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

def many():
    parameters = [torch.nn.Parameter(normal(250, 200)) for _ in range(20)]
    for parameter in parameters:
        parameter.grad = normal(250, 200)
    return parameters


def step_of_many(make):
    parameters = many()
    optimizer = make(parameters)

    def step():
        optimizer.step()
        return parameters[0]

    return step


def clip():
    parameters = many()

    def step():
        torch.nn.utils.clip_grad_norm_(parameters, 10)
        return parameters[0].grad

    return step


optim = torch.optim
for name, make in {
    "SGD": lambda p: optim.SGD(p, lr=1e-3), "SGD with momentum": lambda p: optim.SGD(p, lr=1e-3, momentum=0.9),
    "Adam": optim.Adam, "Adam with amsgrad": lambda p: optim.Adam(p, amsgrad=True), "AdamW": optim.AdamW,
    "Adamax": optim.Adamax, "NAdam": optim.NAdam, "RAdam": optim.RAdam, "RMSprop": optim.RMSprop,
    "RMSprop centered with momentum": lambda p: optim.RMSprop(p, momentum=0.9, centered=True), "Adagrad": optim.Adagrad,
    "Adadelta": optim.Adadelta, "ASGD": optim.ASGD, "Rprop": optim.Rprop,
}.items():
    row(f"{name} on 20 x 50K", "torch")(lambda make=make: step_of_many(make))
row("norm of 20 x 50K clipped", "torch")(clip)
serve()
