"""Tells whether the second half of a sequence of digits equals the first. A step trains on one sequence of ten digits
with a relu recurrence made of linear layers. Making the sequences is not timed.
"""
from timing import np, row, serve, torch

COUNT = 1000


@row("a training step", "torch")
def training_step():
    class Net(torch.nn.Module):
        def __init__(self, inputs, recurrent, outputs):
            super().__init__()
            self.x2h = torch.nn.Linear(inputs, recurrent)
            self.h2h = torch.nn.Linear(recurrent, recurrent)
            self.h2y = torch.nn.Linear(recurrent, outputs)
            self.relu = torch.nn.ReLU()

        def forward(self, x):
            h = torch.zeros(1, self.h2h.out_features)
            states = []
            for xt in x:
                h = self.relu(self.x2h(xt.unsqueeze(0)) + self.h2h(h))
                states.append(h)
            all_states = torch.cat(states, dim=0)
            return self.h2y(all_states), all_states

    random = np.random.RandomState(0)
    sequences = torch.nn.functional.one_hot(torch.from_numpy(random.randint(0, 10, (COUNT, 10)))).float()
    targets = torch.from_numpy(random.randint(0, 2, (COUNT, 1))).short()

    torch.manual_seed(0)
    model = Net(10, 50, 2)
    optimizer = torch.optim.Adam(model.parameters())
    state = {"next": 0}

    def step():
        x, target = sequences[state["next"]], targets[state["next"]]
        state["next"] = (state["next"] + 1) % COUNT

        optimizer.zero_grad()
        output, _ = model(x)
        output = output[-1:]
        target = target.long()
        loss = torch.nn.CrossEntropyLoss()(output, target)
        value = loss.item()
        loss.backward()
        optimizer.step()
        accuracy = (output.argmax(dim=1) == target).float().mean().item()
        return value + accuracy

    return step


serve()
