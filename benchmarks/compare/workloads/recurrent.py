"""LSTM and GRU layers over 100 steps, with as many inputs as hidden units, forward and backward with the input's
gradient.
"""
from timing import normal, row, serve, torch

STEPS = 100


def forward_and_backward(layer, hidden, batch):
    torch.manual_seed(0)
    net = layer(hidden, hidden)
    x = normal(STEPS, batch, hidden).requires_grad_()

    def step():
        x.grad = None
        net.zero_grad(set_to_none=True)
        output, _ = net(x)
        output.sum().backward()
        return x.grad

    return step


for name in ("LSTM", "GRU"):
    for hidden in (16, 64, 256):
        for batch in (1, 16, 64):
            row(f"{name}, hidden {hidden}, batch {batch}", "torch")(
                lambda name=name, hidden=hidden, batch=batch: forward_and_backward(getattr(torch.nn, name), hidden, batch))
serve()
