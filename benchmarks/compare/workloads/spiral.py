"""Three arms of a spiral. A step is the whole training: it draws the weights, then runs 300 epochs of a shuffle and ten
batches. NumPy with the book's layers and hand-written backward passes; PyTorch in doubles.
"""
from timing import np, row, serve, torch


def points(random):
    """100 points of each arm, and one-hot rows for the arms."""
    x, t = np.zeros((300, 2)), np.zeros((300, 3), np.int64)
    for i in range(300):
        arm, radius = i // 100, i % 100 / 100
        angle = arm * 4 + radius * 4 + random.randn() * 0.2
        x[i] = radius * np.sin(angle), radius * np.cos(angle)
        t[i, arm] = 1
    return x, t


class Affine:
    def __init__(self, w, b):
        self.w, self.b = w, b
        self.dw, self.db = np.zeros_like(w), np.zeros_like(b)

    def forward(self, x):
        self.x = x
        return np.matmul(x, self.w) + self.b

    def backward(self, dout):
        self.dw[...] = np.matmul(self.x.T, dout)
        self.db[...] = np.sum(dout, axis=0)
        return np.matmul(dout, self.w.T)

    def update(self):
        self.w -= 1.0 * self.dw
        self.b -= 1.0 * self.db


class Sigmoid:
    def forward(self, x):
        self.y = 1 / (1 + np.exp(-x))
        return self.y

    def backward(self, dout):
        return dout * (1.0 - self.y) * self.y


class SoftmaxWithLoss:
    def forward(self, x, t):
        x = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = x / x.sum(axis=1, keepdims=True)
        self.t = t.argmax(axis=1)
        return -np.sum(np.log(self.y[np.arange(30), self.t] + 1e-7)) / 30

    def backward(self):
        dx = self.y.copy()
        dx[np.arange(30), self.t] -= 1
        dx /= 30
        return dx


def by_hand():
    random = np.random.RandomState(1984)
    x, t = points(random)
    first = Affine(0.01 * random.randn(2, 10), np.zeros(10))
    second = Affine(0.01 * random.randn(10, 3), np.zeros(3))
    layers, last = [first, Sigmoid(), second], SoftmaxWithLoss()
    for _ in range(300):
        order = random.permutation(300)
        x, t, loss = x[order], t[order], 0.0
        for i in range(0, 300, 30):
            out = x[i:i + 30]
            for layer in layers:
                out = layer.forward(out)
            loss += last.forward(out, t[i:i + 30]) / 10
            dout = last.backward()
            for layer in reversed(layers):
                dout = layer.backward(dout)
            first.update()
            second.update()
    return float(loss)


row("300 epochs, layers by hand", "numpy")(lambda: by_hand)
row("300 epochs, Tensors and Backward", "numpy")(lambda: by_hand)


@row("300 epochs, Tensors and Backward", "torch")
def by_backward():
    def training():
        random = np.random.RandomState(1984)
        x, t = map(torch.from_numpy, points(random))
        w1 = torch.from_numpy(0.01 * random.randn(2, 10)).requires_grad_()
        b1 = torch.zeros(10, dtype=torch.float64, requires_grad=True)
        w2 = torch.from_numpy(0.01 * random.randn(10, 3)).requires_grad_()
        b2 = torch.zeros(3, dtype=torch.float64, requires_grad=True)
        optimizer = torch.optim.SGD([w1, b1, w2, b2], lr=1)
        for _ in range(300):
            order = torch.from_numpy(random.permutation(300))
            x, t, total = x[order], t[order], 0.0
            for i in range(0, 300, 30):
                scores = (x[i:i + 30] @ w1 + b1).sigmoid() @ w2 + b2
                loss = torch.nn.functional.cross_entropy(scores, t[i:i + 30].argmax(dim=1))
                loss.backward()
                optimizer.step()
                optimizer.zero_grad()
                total += loss.item() / 10
        return total

    return training


serve()
