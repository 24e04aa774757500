"""Predicts the next letter with an embedding, a tanh and a linear layer. A step is one epoch, all letters at once."""
from timing import row, serve, torch


def epoch_on(period, length, width):
    text = torch.tensor([period[i % len(period)] for i in range(length)])
    x, y = text[:-1], text[1:]
    letters = max(period) + 1

    torch.manual_seed(43052)
    net = torch.nn.Sequential(torch.nn.Embedding(letters, width), torch.nn.Tanh(), torch.nn.Linear(width, letters))
    loss_fn = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(net.parameters())

    def epoch():
        loss = loss_fn(net(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        return loss

    return epoch


row('299 letters "abc…", width 1, an epoch', "torch")(lambda: epoch_on([0, 1, 2], 300, width=1))
row('599 letters "AbAcAd…", width 2, an epoch', "torch")(lambda: epoch_on([0, 1, 0, 2, 0, 3], 600, width=2))
serve()
