"""Convolutions and poolings, forward, or forward and backward if the name says so, and a training step of PyTorch's
example for MNIST.
"""
from timing import normal, row, serve, torch

F = torch.nn.functional if torch else None

# channels in and out, kernel, size of the image, stride, padding, groups
CASES = (
    (1, 32, 3, 28, 1, 0, 1), (32, 64, 3, 26, 1, 0, 1), (64, 128, 3, 14, 2, 1, 1), (256, 256, 1, 14, 1, 0, 1),
    (3, 64, 7, 224, 2, 3, 1), (128, 128, 3, 28, 1, 1, 128))


def name_of(inputs, outputs, kernel, size, stride, padding, groups):
    if groups > 1:
        return f"depthwise {inputs}, {kernel} x {kernel}, {size} x {size}"
    return f"{inputs} to {outputs}, {kernel} x {kernel}{f' step {stride}' if stride > 1 else ''}, {size} x {size}"


def operands(batch, inputs, outputs, kernel, size, stride, padding, groups):
    return normal(batch, inputs, size, size), normal(outputs, inputs // groups, kernel, kernel), normal(outputs)


def forward(batch, *case):
    x, w, b = operands(batch, *case)
    return lambda: F.conv2d(x, w, b, stride=case[4], padding=case[5], groups=case[6])


def with_backward(batch, *case):
    x, w, b = operands(batch, *case)
    leaves = [x, w, b] if case[0] > 3 else [w, b]
    for leaf in leaves:
        leaf.requires_grad_()
    grad = normal(*F.conv2d(x, w, b, stride=case[4], padding=case[5], groups=case[6]).shape)

    def step():
        for leaf in leaves:
            leaf.grad = None
        F.conv2d(x, w, b, stride=case[4], padding=case[5], groups=case[6]).backward(grad)
        return w.grad

    return step


def pooling(pool):
    x, grad = normal(64, 64, 28, 28).requires_grad_(), normal(64, 64, 14, 14)

    def step():
        x.grad = None
        pool(x).backward(grad)
        return x.grad

    return step


def mnist_step():
    nn = torch.nn
    torch.manual_seed(0)
    net = nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.25), nn.Flatten(),
        nn.Linear(9216, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 10))
    x, y = torch.randn(64, 1, 28, 28), torch.randint(0, 10, (64,))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    loss_fn = nn.CrossEntropyLoss()

    def step():
        optimizer.zero_grad()
        loss_fn(net(x), y).backward()
        optimizer.step()
        return net[10].weight

    return step


for case in CASES:
    for batch in (1, 16, 64):
        row(f"{name_of(*case)}, batch {batch}", "torch")(lambda case=case, batch=batch: forward(batch, *case))
        row(f"{name_of(*case)}, batch {batch}, with backward", "torch")(
            lambda case=case, batch=batch: with_backward(batch, *case))
row("maxima of 2 x 2 of 64 x 64 x 28 x 28, with backward", "torch")(lambda: pooling(lambda x: F.max_pool2d(x, 2)))
row("means of 2 x 2 of 64 x 64 x 28 x 28, with backward", "torch")(lambda: pooling(lambda x: F.avg_pool2d(x, 2)))
row("MNIST net of PyTorch's examples, batch 64, training step", "torch")(mnist_step)
serve()
