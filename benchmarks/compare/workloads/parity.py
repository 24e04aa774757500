"""Tells whether the number of ones among 32 bits is even. A step is one epoch: a shuffle and 50 batches, each with its
accuracy. MyGrad with MyNN as in the notebook (integers times floats, so doubles); hand-written NumPy and PyTorch in
floats.

MyGrad and MyNN are found if their sources' folders (MyGrad's src, MyNN's root) are on PYTHONPATH.
"""
from timing import np, optional, row, serve, torch

mygrad = optional("mygrad")
if mygrad and not optional("mynn"):
    mygrad = None


def start():
    random = np.random.RandomState(0)
    x = random.choice([0, 1], (5000, 32))
    y = (x.sum(axis=1) % 2 == 0).astype(np.int64)
    w1, w2 = random.randn(32, 100).astype(np.float32), random.randn(100, 2).astype(np.float32)
    return random, x, y, w1, w2


def epoch_of(random, x, y, train):
    """The loop that all have in common; `train` takes a batch and returns its loss and its scores."""

    def epoch():
        order = random.permutation(5000)
        loss = accuracy = 0.0
        for i in range(0, 5000, 100):
            rows = order[i:i + 100]
            batch, truth = x[rows], y[rows]
            batch_loss, prediction = train(batch, truth)
            accuracy += np.mean(np.argmax(prediction, axis=1) == truth) / 50
            loss += batch_loss / 50
        return loss

    return epoch


def with_mygrad(with_relu):
    from mygrad.nnet.activations import relu
    from mygrad.nnet.initializers import normal
    from mygrad.nnet.losses import softmax_crossentropy
    from mynn.layers.dense import dense
    from mynn.optimizers.sgd import SGD

    random, x, y, w1, w2 = start()
    dense1 = dense(32, 100, weight_initializer=normal)
    dense2 = dense(100, 2, weight_initializer=normal)
    dense1.weight.data[...], dense2.weight.data[...] = w1, w2
    optimizer = SGD(params=dense1.parameters + dense2.parameters, learning_rate=0.1)

    def train(batch, truth):
        hidden = dense1(batch)
        prediction = dense2(relu(hidden) if with_relu else hidden)
        loss = softmax_crossentropy(prediction, truth)
        loss.backward()
        optimizer.step()
        return loss.item(), prediction

    return epoch_of(random, x, y, train)


row("linear, as the notebook has it, an epoch", "mygrad")(lambda: with_mygrad(with_relu=False))
row("with relu, an epoch", "mygrad")(lambda: with_mygrad(with_relu=True))


@row("with relu, in float32, an epoch", "numpy")
def with_numpy():
    random, x, y, w1, w2 = start()
    b1, b2 = np.zeros((1, 100), np.float32), np.zeros((1, 2), np.float32)
    lines = np.arange(100)

    def train(batch, truth):
        hidden = batch @ w1 + b1
        active = np.maximum(hidden, 0)
        prediction = active @ w2 + b2
        logs = prediction - prediction.max(axis=1, keepdims=True)
        logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
        grad = np.exp(logs)
        grad[lines, truth] -= 1
        grad /= 100
        grad_hidden = grad @ w2.T * (hidden > 0)
        grads = batch.T @ grad_hidden, grad_hidden.sum(axis=0), active.T @ grad, grad.sum(axis=0)
        for parameter, g in zip((w1, b1, w2, b2), grads):
            parameter -= np.float32(0.1) * g
        return -float(logs[lines, truth].mean()), prediction

    return epoch_of(random, x.astype(np.float32), y, train)


@row("with relu, in float32, an epoch", "torch")
def with_torch():
    random, x, y, w1, w2 = start()
    x, y = torch.from_numpy(x).float(), torch.from_numpy(y)
    net = torch.nn.Sequential(torch.nn.Linear(32, 100), torch.nn.ReLU(), torch.nn.Linear(100, 2))
    with torch.no_grad():
        for layer, weight in ((net[0], w1), (net[2], w2)):
            layer.weight.copy_(torch.from_numpy(weight.T))
            layer.bias.zero_()
    loss_fn = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)

    def epoch():
        order = torch.from_numpy(random.permutation(5000))
        loss = accuracy = 0.0
        for i in range(0, 5000, 100):
            rows = order[i:i + 100]
            batch, truth = x[rows], y[rows]
            prediction = net(batch)
            batch_loss = loss_fn(prediction, truth)
            optimizer.zero_grad()
            batch_loss.backward()
            optimizer.step()
            accuracy += (prediction.argmax(dim=1) == truth).float().mean().item() / 50
            loss += batch_loss.item() / 50
        return loss

    return epoch


serve()
