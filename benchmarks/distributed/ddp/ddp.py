"""A training step of an MLP, 1024 wide, on all ranks of the job together: PyTorch, with mpi4py for the gradients.

mpirun -n 2 /usr/bin/python3 ddp.py [batch] [steps]; the counterpart of Ddp.cs."""
import sys
import time

import torch
from mpi4py import MPI

batch = int(sys.argv[1]) if len(sys.argv) > 1 else 256
steps = int(sys.argv[2]) if len(sys.argv) > 2 else 30
world = MPI.COMM_WORLD
rank, ranks = world.Get_rank(), world.Get_size()
torch.set_num_threads(1 if ranks > 1 else 2)

width, layers = 1024, 6
torch.manual_seed(rank)
x = torch.randn(batch // ranks, width)
y = torch.randint(width, (batch // ranks,))
modules = []
for i in range(2 * layers - 1):
    modules.append(torch.nn.Linear(width, width) if i % 2 == 0 else torch.nn.ReLU())
net = torch.nn.Sequential(*modules)
for p in net.parameters():
    world.Bcast(p.detach().numpy(), root=0)
optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)


def step():
    optimizer.zero_grad()
    torch.nn.functional.cross_entropy(net(x), y).backward()
    if ranks > 1:
        for p in net.parameters():
            world.Allreduce(MPI.IN_PLACE, p.grad.numpy(), op=MPI.SUM)
            p.grad.div_(ranks)
    optimizer.step()


times = []
for i in range(-3, steps):
    world.Barrier()
    start = time.perf_counter()
    step()
    world.Barrier()
    if i >= 0:
        times.append(1000 * (time.perf_counter() - start))
if rank == 0:
    print(f"PyTorch {torch.__version__}: {ranks} ranks, batch {batch}, ms a step: minimum {min(times):.1f}, median {sorted(times)[len(times) // 2]:.1f}")
