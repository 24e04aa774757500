"""A training step of nets large enough that the matrix products decide."""
from timing import row, serve, torch


def step_of(inputs, width):
    torch.manual_seed(0)
    net = torch.nn.Sequential(
        torch.nn.Linear(inputs, width), torch.nn.ReLU(), torch.nn.Linear(width, width), torch.nn.ReLU(),
        torch.nn.Linear(width, 10))
    x = torch.randn(128, inputs)
    y = torch.randint(0, 10, (128,))
    loss_fn = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)

    def step():
        loss = loss_fn(net(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss

    return step


row("784-512-512-10, a step", "torch")(lambda: step_of(784, 512))
row("1024-1024-1024-10, a step", "torch")(lambda: step_of(1024, 1024))
serve()
