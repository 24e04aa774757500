"""Times a whole process that makes a net, trains it for one step and ends, the start of Python and libraries included.
"""
import subprocess
import sys

from timing import row, serve

PROGRAM = """
import torch
torch.manual_seed(0)
net = torch.nn.Sequential(torch.nn.Linear(784, 50), torch.nn.ReLU(), torch.nn.Linear(50, 10))
optimizer = torch.optim.Adam(net.parameters())
x = torch.randn(100, 784)
y = torch.randint(0, 10, (100,))

loss = torch.nn.CrossEntropyLoss()(net(x), y)
loss.backward()
optimizer.step()
print(loss.item())
"""


@row("784-50-10, Adam, batch of 100, as built", "torch")
@row("784-50-10, Adam, batch of 100, published", "torch")
def first_step():
    return lambda: float(subprocess.run([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, check=True).stdout)


serve()
