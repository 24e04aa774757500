"""A step is one iteration: 100 images drawn with replacement, the gradient, the update and, as in the notebook, the
loss after the update. NumPy has hand-written layers in doubles, with the pixels as bytes ("raw") or divided by 255;
PyTorch has modules in float32.
"""
import functools
import gzip
import os

from timing import ROOT, np, row, serve, torch


@functools.lru_cache(maxsize=None)
def train():
    folder = os.path.join(ROOT, "data", "mnist")
    with gzip.open(os.path.join(folder, "train-images-idx3-ubyte.gz")) as file:
        images = np.frombuffer(file.read(), np.uint8, offset=16).reshape(60000, 784)
    with gzip.open(os.path.join(folder, "train-labels-idx1-ubyte.gz")) as file:
        labels = np.frombuffer(file.read(), np.uint8, offset=8)
    return images, labels


@functools.lru_cache(maxsize=None)
def scaled():
    return train()[0] / 255


class Relu:
    def forward(self, x):
        self.mask = x <= 0
        y = x.copy()
        y[self.mask] = 0
        return y

    def backward(self, dout):
        dout[self.mask] = 0
        return dout


class Affine:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.w) + self.b

    def backward(self, dout):
        self.dw = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.w.T)


class SoftmaxWithLoss:
    def forward(self, x, t):
        z = x.T
        z = z - np.max(z, axis=0)
        self.y, self.t = (np.exp(z) / np.sum(np.exp(z), axis=0)).T, t
        return -np.sum(np.log(self.y[np.arange(len(t)), t] + 1e-7)) / len(t)

    def backward(self):
        dx = self.y.copy()
        dx[np.arange(len(self.t)), self.t] -= 1
        return dx / len(self.t)


def layers_by_hand(images):
    labels = train()[1]
    random = np.random.RandomState(42)
    first = Affine(0.01 * random.randn(784, 50), np.zeros(50))
    second = Affine(0.01 * random.randn(50, 10), np.zeros(10))
    layers, last = [first, Relu(), second], SoftmaxWithLoss()
    losses = []

    def loss_of(x, t):
        for layer in layers:
            x = layer.forward(x)
        return last.forward(x, t)

    def step():
        mask = random.choice(60000, 100)
        x, t = images[mask], labels[mask]
        loss_of(x, t)
        dout = last.backward()
        for layer in reversed(layers):
            dout = layer.backward(dout)
        for affine in (first, second):
            affine.w -= 0.1 * affine.dw
            affine.b -= 0.1 * affine.db
        losses.append(loss_of(x, t))
        return second.w

    return step


def modules(images):
    images, labels = torch.from_numpy(images.astype(np.float32)), torch.from_numpy(train()[1].astype(np.int64))
    random = np.random.RandomState(42)
    net = torch.nn.Sequential(torch.nn.Linear(784, 50), torch.nn.ReLU(), torch.nn.Linear(50, 10))
    with torch.no_grad():
        for layer in (net[0], net[2]):
            layer.weight.copy_(torch.from_numpy(0.01 * random.randn(layer.in_features, layer.out_features).T))
            layer.bias.zero_()
    loss_fn = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    losses = []

    def step():
        mask = torch.from_numpy(random.choice(60000, 100))
        x, t = images[mask], labels[mask]
        optimizer.zero_grad()
        loss_fn(net(x), t).backward()
        optimizer.step()
        with torch.no_grad():
            losses.append(loss_fn(net(x), t).item())
        return net[2].weight

    return step


row("raw pixels, doubles", "numpy")(lambda: layers_by_hand(train()[0]))
row("scaled pixels, doubles", "numpy")(lambda: layers_by_hand(scaled()))
row("raw pixels, modules in float32", "torch")(lambda: modules(train()[0]))
row("scaled pixels, modules in float32", "torch")(lambda: modules(scaled()))
serve()
