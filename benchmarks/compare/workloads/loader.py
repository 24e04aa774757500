"""A step is a pass of PyTorch's loader without workers: shuffled batches of 64 images of MNIST, in bytes and in floats;
and samples that take 2 ms each.
"""
import functools
import gzip
import os
import time

from timing import ROOT, np, row, serve, torch

SAMPLES, SLOW_SAMPLES = 6400, 64


@functools.lru_cache(maxsize=None)
def train():
    folder = os.path.join(ROOT, "data", "mnist")
    with gzip.open(os.path.join(folder, "train-images-idx3-ubyte.gz")) as file:
        images = np.frombuffer(file.read(), np.uint8, offset=16).reshape(60000, 28, 28)[:SAMPLES]
    with gzip.open(os.path.join(folder, "train-labels-idx1-ubyte.gz")) as file:
        labels = np.frombuffer(file.read(), np.uint8, offset=8)[:SAMPLES]
    return torch.from_numpy(images.copy()), torch.from_numpy(labels.astype(np.int64))


def passes(images, labels):
    data = torch.utils.data.TensorDataset(images, labels)
    loader = torch.utils.data.DataLoader(data, batch_size=64, shuffle=True)

    def step():
        torch.manual_seed(0)
        for x, _ in loader:
            pass
        return x.float()

    return step


class Slow:
    def __len__(self):
        return SLOW_SAMPLES

    def __getitem__(self, index):
        time.sleep(0.002)
        return float(index)


def slow():
    loader = torch.utils.data.DataLoader(Slow(), batch_size=8)

    def step():
        for x in loader:
            pass
        return x

    return step


row("MNIST in bytes, shuffled", "torch")(lambda: passes(*train()))
row("MNIST in floats, shuffled", "torch")(lambda: passes(train()[0].float() / 255, train()[1]))
row("samples of 2 ms, two workers", "torch")(slow)
serve()
