"""Reads and writes of .pt files: four large tensors, and the many small ones of a deep net."""
import atexit
import os
import shutil
import tempfile

from timing import row, serve, torch

folder = tempfile.mkdtemp(prefix="autograd-torch-")
atexit.register(shutil.rmtree, folder)


def state(count, length):
    return {f"layer.{i}.weight": torch.ones(length) for i in range(count)}


def read(count, length):
    path = os.path.join(folder, f"read-{count}.pt")
    torch.save(state(count, length), path)
    return lambda: torch.load(path)["layer.0.weight"][1].item()


def write(count, length):
    weights, path = state(count, length), os.path.join(folder, "written.pt")

    def step():
        torch.save(weights, path)
        return 1.0

    return step


for name, count, length in ((".pt of 128 MB, 4 tensors", 4, 1 << 23), (".pt of 4 MB, 1000 tensors", 1000, 1 << 10)):
    row(f"{name}: read", "torch")(lambda count=count, length=length: read(count, length))
    row(f"{name}: write", "torch")(lambda count=count, length=length: write(count, length))
serve()
