"""Products (m, k) x (k, n): square ones, transposed operands as in backward passes, the shapes of the notebooks,
batches.
"""
from timing import np, row, serve


def product(kind, m, k, n, dtype):
    def start():
        random = np.random.RandomState(0)
        a = random.randn(*((k, m) if kind.startswith("aᵀ") else (m, k))).astype(dtype)
        b = random.randn(*((n, k) if kind.endswith("bᵀ") else (k, n))).astype(dtype)
        if kind == "aᵀ b":
            return lambda: a.T @ b
        if kind == "a bᵀ":
            return lambda: a @ b.T
        return lambda: a @ b

    row(f"{kind}, {m}x{k}x{n}, {dtype.capitalize()}", "numpy")(start)


def batches(batch, n):
    random = np.random.RandomState(0)
    a, b = random.randn(batch, n, n).astype("float32"), random.randn(batch, n, n).astype("float32")
    return lambda: a @ b


for dtype in ("float32", "float64"):
    for n in (16, 32, 64, 128, 256, 512, 1024, 2048):
        product("a b", n, n, n, dtype)
    for m, k, n in ((100, 784, 50), (100, 50, 10), (100, 32, 100), (30, 2, 10), (599, 4, 2), (1, 50, 50),
                    (128, 512, 512), (128, 1024, 1024), (64, 768, 3072)):
        product("a b", m, k, n, dtype)
    for m, k, n in ((784, 100, 50), (50, 1, 50), (4, 599, 2), (64, 64, 64), (256, 256, 256), (1024, 1024, 1024)):
        product("aᵀ b", m, k, n, dtype)
    for m, k, n in ((100, 50, 784), (1, 50, 50), (599, 2, 4), (64, 64, 64), (256, 256, 256), (1024, 1024, 1024)):
        product("a bᵀ", m, k, n, dtype)
for batch, n in ((64, 8), (64, 16), (32, 64)):
    row(f"{batch} products {n}x{n}x{n}, Float32", "numpy")(lambda batch=batch, n=n: batches(batch, n))
serve()
