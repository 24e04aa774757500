"""Multi-head attention and an encoder layer, 128 features in 8 heads, batches of 8, forward and backward, gradient of
the input included.
"""
from timing import normal, row, serve, torch

FEATURES, HEADS, BATCH = 128, 8, 8


def forward_and_backward(module, forward, length):
    x = normal(BATCH, length, FEATURES).requires_grad_()
    grad = normal(BATCH, length, FEATURES)

    def step():
        x.grad = None
        module.zero_grad(set_to_none=True)
        forward(x).backward(grad)
        return x.grad

    return step


def attention(length, need_weights=False, causal=False):
    torch.manual_seed(0)
    module = torch.nn.MultiheadAttention(FEATURES, HEADS, batch_first=True)
    mask = torch.ones(length, length).triu(1).bool() if causal else None
    return forward_and_backward(module, lambda x: module(x, x, x, need_weights=need_weights, attn_mask=mask)[0], length)


def encoder_layer(length):
    torch.manual_seed(0)
    module = torch.nn.TransformerEncoderLayer(FEATURES, HEADS, 4 * FEATURES, dropout=0, batch_first=True)
    return forward_and_backward(module, module, length)


for size in (64, 256):
    row(f"attention, length {size}", "torch")(lambda size=size: attention(size))
    row(f"attention, length {size}, causal", "torch")(lambda size=size: attention(size, causal=True))
    row(f"attention, length {size}, with weights", "torch")(lambda size=size: attention(size, need_weights=True))
    row(f"encoder layer, length {size}", "torch")(lambda size=size: encoder_layer(size))
serve()
