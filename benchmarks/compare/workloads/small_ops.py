"""The overhead of an operation, on so few numbers that the arithmetic does not count. Chains of 100; times per
operation.
"""
from timing import row, serve, torch

CHAIN = 100


def forward(n, op):
    x, w = torch.full((n,), 0.5, requires_grad=True), torch.full((n,), 1.001)

    def step():
        y = x
        for _ in range(CHAIN):
            y = op(y, w)
        return y

    return step


def backward(n, op):
    x, w = torch.full((n,), 0.5, requires_grad=True), torch.full((n,), 1.001)

    def step():
        x.grad = None
        y = x
        for _ in range(CHAIN):
            y = op(y, w)
        y.sum().backward()
        return x.grad

    return step


for n in (1, 16, 64):
    for name, op in (("add", lambda y, w: y + w), ("mul", lambda y, w: y * w), ("tanh", lambda y, _: y.tanh())):
        row(f"{name} of {n}, forward with graph", "torch", CHAIN)(lambda n=n, op=op: forward(n, op))
        row(f"{name} of {n}, forward and backward", "torch", CHAIN)(lambda n=n, op=op: backward(n, op))
serve()
