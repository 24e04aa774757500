"""The recurrent training epochs of RnnBenchmarks.cs, in PyTorch on one thread: 599 steps of one-hot letters, hidden size 2, Adam.

Run: python3 benchmarks/compare/recurrent.py     (needs PyTorch; prints the median milliseconds of an epoch)
"""
import statistics
import time

import torch

torch.set_num_threads(1)
STEPS = 599
loss_fn = torch.nn.CrossEntropyLoss()
letters = torch.tensor([(0, 1, 0, 2, 0, 3)[i % 6] for i in range(STEPS + 1)])
text = torch.nn.functional.one_hot(letters).float()
x, y = text[:-1], text[1:]


def median_epoch(name, parameters, loss_of_epoch, epochs):
    optimizer = torch.optim.Adam(parameters)
    times = []
    for _ in range(epochs):
        start = time.perf_counter()
        loss_of_epoch().backward()
        optimizer.step()
        optimizer.zero_grad()
        times.append(time.perf_counter() - start)
    print(f"{name}: {statistics.median(times[1:]) * 1e3:.2f} ms")


def main():
    torch.manual_seed(43052)
    cell, rnn, cook = torch.nn.RNNCell(4, 2), torch.nn.RNN(4, 2), torch.nn.Linear(2, 4)

    def loop():
        loss, hidden = 0, torch.zeros(1, 2)
        for t in range(STEPS):
            hidden = cell(x[[t]], hidden)
            loss = loss + loss_fn(cook(hidden), y[[t]])
        return loss

    median_epoch("CellInALoop", [*cell.parameters(), *cook.parameters()], loop, 15)
    median_epoch("WholeLayer", [*rnn.parameters(), *cook.parameters()], lambda: loss_fn(cook(rnn(x, torch.zeros(1, 2))[0]), y), 60)


main()
