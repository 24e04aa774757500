"""A lecture's recurrent nets on "AbAcAd...": a hand-written cell, the library's cell and layer. A step is one epoch."""
from timing import row, serve, torch

SEED = 43052


def letters():
    """599 letters and their successors, one-hot."""
    text = torch.tensor([0, 1, 0, 2, 0, 3] * 100)
    text = torch.nn.functional.one_hot(text).float()
    return text[:-1], text[1:]


def loop(cell):
    x, y = letters()
    torch.manual_seed(SEED)
    cook = torch.nn.Linear(2, 4)
    loss_fn = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam([*cell.parameters(), *cook.parameters()])

    def epoch():
        loss = 0
        hidden = torch.zeros(1, 2)
        for t in range(len(x)):
            hidden = cell(x[[t]], hidden)
            loss = loss + loss_fn(cook(hidden), y[[t]])
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        return loss

    return epoch


@row("own cell called in a loop, an epoch", "torch")
def own_cell():
    class HandCell(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.i2h = torch.nn.Linear(4, 2)
            self.h2h = torch.nn.Linear(2, 2)
            self.tanh = torch.nn.Tanh()

        def forward(self, x, hidden):
            return self.tanh(self.i2h(x) + self.h2h(hidden))

    torch.manual_seed(SEED)
    return loop(HandCell())


@row("RNNCell called in a loop, an epoch", "torch")
def library_cell():
    torch.manual_seed(SEED)
    return loop(torch.nn.RNNCell(4, 2))


@row("RNN, the whole layer, an epoch", "torch")
def layer():
    x, y = letters()
    torch.manual_seed(SEED)
    rnn = torch.nn.RNN(4, 2)
    torch.manual_seed(SEED)
    cook = torch.nn.Linear(2, 4)
    loss_fn = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam([*rnn.parameters(), *cook.parameters()])

    def epoch():
        hidden, _ = rnn(x, torch.zeros(1, 2))
        loss = loss_fn(cook(hidden), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        return loss

    return epoch


serve()
