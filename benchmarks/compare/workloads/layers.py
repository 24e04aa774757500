"""Softmax, its loss, layer norm, the addition of a bias, embeddings: forward, or forward and backward if the name says
so.
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
normed = ((32, 64), (128, 768), (1000, 1000))
rows_of(normed, "layer norm of {} x {}", layer_norm)
rows_of(normed, "layer norm of {} x {}, with backward", layer_norm_backward)
rows_of(((100, 50), (1000, 1000), (60_000, 50)), "bias added to {} x {}", bias)
tables = ((599, 4, 2), (1024, 1000, 64), (8192, 50_000, 128))
rows_of(tables, "embedding, {} of {} x {}", embedding)
rows_of(tables, "embedding, {} of {} x {}, with backward", embedding_backward)
serve()
