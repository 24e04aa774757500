"""Softmax, its loss, normalizations, interpolation, the addition of a bias, embeddings: forward, or forward and backward if
the name says so.
"""
from timing import normal, row, serve, torch


def softmax(rows, columns):
    x = normal(rows, columns)
    return lambda: torch.softmax(x, dim=1)


def loss(rows, columns):
    x, classes = normal(rows, columns), torch.randint(0, columns, (rows,))
    return lambda: torch.nn.functional.nll_loss(torch.log_softmax(x, dim=1), classes)


def loss_backward(rows, columns):
    x, classes = normal(rows, columns).requires_grad_(), torch.randint(0, columns, (rows,))

    def step():
        x.grad = None
        torch.nn.functional.nll_loss(torch.log_softmax(x, dim=1), classes).backward()
        return x.grad

    return step


def bias(rows, columns):
    x, b = normal(rows, columns), normal(columns)
    return lambda: x + b


def layer_norm(rows, columns):
    x, w, b = normal(rows, columns), normal(columns), normal(columns)
    return lambda: torch.nn.functional.layer_norm(x, (columns,), w, b)


def layer_norm_backward(rows, columns):
    x, w, b = (t.requires_grad_() for t in (normal(rows, columns), normal(columns), normal(columns)))
    grad = normal(rows, columns)

    def step():
        x.grad = w.grad = b.grad = None
        torch.nn.functional.layer_norm(x, (columns,), w, b).backward(grad)
        return w.grad

    return step


def norm_backward(norm, *shape):
    x, w, b = (t.requires_grad_() for t in (normal(*shape), normal(shape[1]), normal(shape[1])))
    grad = normal(*shape).square()

    def step():
        x.grad = w.grad = b.grad = None
        norm(x, w, b).backward(grad)
        return x.grad

    return step


def batch_norm(x, w, b):
    return torch.nn.functional.batch_norm(x, None, None, w, b, training=True)


def batch_norm_evaluation(*shape):
    x, w, b = normal(*shape), normal(shape[1]), normal(shape[1])
    mean, variance = normal(shape[1]), normal(shape[1]).square()
    return lambda: torch.nn.functional.batch_norm(x, mean, variance, w, b)


def bilinear():
    x, grad = normal(16, 64, 28, 28).requires_grad_(), normal(16, 64, 56, 56)

    def step():
        x.grad = None
        torch.nn.functional.interpolate(x, scale_factor=2, mode="bilinear").backward(grad)
        return x.grad

    return step


def embedding(count, vocabulary, width):
    table, index = normal(vocabulary, width), torch.randint(0, vocabulary, (count,))
    return lambda: torch.nn.functional.embedding(index, table)


def embedding_backward(count, vocabulary, width):
    table, index = normal(vocabulary, width).requires_grad_(), torch.randint(0, vocabulary, (count,))
    grad = normal(count, width)

    def step():
        table.grad = None
        torch.nn.functional.embedding(index, table).backward(grad)
        return table.grad

    return step


def rows_of(shapes, name, start):
    for shape in shapes:
        row(name.format(*shape), "torch")(lambda shape=shape: start(*shape))


matrices = ((100, 10), (599, 4), (128, 768), (1000, 1000), (100, 10_000))
rows_of(matrices, "softmax of {} x {}", softmax)
rows_of(matrices, "log-softmax and NLL of {} x {}", loss)
rows_of(matrices, "log-softmax and NLL of {} x {}, with backward", loss_backward)
normed = ((32, 64), (128, 768), (1000, 1000), (100, 10_000))
rows_of(normed, "layer norm of {} x {}", layer_norm)
rows_of(normed, "layer norm of {} x {}, with backward", layer_norm_backward)
for shape in ((128, 256), (64, 64, 28, 28), (16, 256, 14, 14)):
    text = " x ".join(map(str, shape))
    row(f"batch norm of {text}, with backward", "torch")(lambda shape=shape: norm_backward(batch_norm, *shape))
    row(f"batch norm of {text}, evaluation", "torch")(lambda shape=shape: batch_norm_evaluation(*shape))
row("group norm of 64 x 64 x 28 x 28 in 8 groups, with backward", "torch")(
    lambda: norm_backward(lambda x, w, b: torch.nn.functional.group_norm(x, 8, w, b), 64, 64, 28, 28))
row("instance norm of 64 x 64 x 28 x 28, with backward", "torch")(
    lambda: norm_backward(lambda x, w, b: torch.nn.functional.instance_norm(x, None, None, w, b), 64, 64, 28, 28))
row("bilinear interpolation of 16 x 64 x 28 x 28 to twice, with backward", "torch")(bilinear)
rows_of(((100, 50), (1000, 1000), (60_000, 50)), "bias added to {} x {}", bias)
tables = ((599, 4, 2), (1024, 1000, 64), (8192, 50_000, 128))
rows_of(tables, "embedding, {} of {} x {}", embedding)
rows_of(tables, "embedding, {} of {} x {}, with backward", embedding_backward)
serve()
