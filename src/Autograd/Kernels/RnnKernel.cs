using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd.Kernels;

/// <summary>The sizes of a recurrent layer's run: steps, rows of the batch, input and hidden features.</summary>
internal readonly record struct RnnSizes(int Steps, int Batch, int Inputs, int Hidden);

/// <summary>
/// A whole run of a plain recurrent layer, hₜ = f(xₜ·Wihᵀ + bih + hₜ₋₁·Whhᵀ + bhh) with f = tanh or relu: all input products in one, then step by step.
/// </summary>
internal static class RnnKernel
{
    /// <summary>Writes the hidden states of all steps to <paramref name="y"/> (steps, batch, hidden).</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="relu">relu instead of tanh.</param>
    /// <param name="reverse">From the last step to the first.</param>
    /// <param name="x">(steps, batch, inputs).</param>
    /// <param name="h0">(batch, hidden).</param>
    /// <param name="wIh">(hidden, inputs).</param>
    /// <param name="wHh">(hidden, hidden).</param>
    /// <param name="bias">bih + bhh (hidden), or empty.</param>
    /// <param name="y">The result.</param>
    public static void Forward<T>(
        RnnSizes sizes, bool relu, bool reverse, ReadOnlySpan<T> x, ReadOnlySpan<T> h0, ReadOnlySpan<T> wIh, ReadOnlySpan<T> wHh,
        ReadOnlySpan<T> bias, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (steps, batch, inputs, hidden) = sizes;
        var rows = steps * batch;
        if (!bias.IsEmpty)
            for (var r = 0; r < rows; r++) bias.CopyTo(y.Slice(r * hidden, hidden));
        MatMul.Multiply(rows, hidden, inputs, x, inputs, 1, wIh, 1, inputs, y, hidden, accumulate: !bias.IsEmpty);

        var step = batch * hidden;
        var before = h0;
        for (var s = 0; s < steps; s++)
        {
            var t = reverse ? steps - 1 - s : s;
            var now = y.Slice(t * step, step);
            MatMul.Multiply(batch, hidden, hidden, before, hidden, 1, wHh, 1, hidden, now, hidden, accumulate: true);
            if (relu) TensorPrimitives.Max(now, T.Zero, now);
            else Hyperbolic.Tanh<T>(now, now);
            before = now;
        }
    }

    /// <summary>
    /// Writes the gradients of the sums that f was applied to, for all steps, to <paramref name="da"/> (steps, batch, hidden), and leaves the
    /// gradient of the first hidden state in <paramref name="dh"/> (batch, hidden).
    /// </summary>
    public static void Backward<T>(
        RnnSizes sizes, bool relu, bool reverse, ReadOnlySpan<T> dy, ReadOnlySpan<T> y, ReadOnlySpan<T> wHh, Span<T> da, Span<T> dh)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (steps, batch, _, hidden) = sizes;
        var step = batch * hidden;
        dh.Clear();
        for (var s = steps - 1; s >= 0; s--)
        {
            var t = reverse ? steps - 1 - s : s;
            var output = y.Slice(t * step, step);
            var grad = dy.Slice(t * step, step);
            var sum = da.Slice(t * step, step);
            for (var i = 0; i < step; i++)
            {
                var total = dh[i] + grad[i];
                sum[i] = relu ? output[i] > T.Zero ? total : T.Zero : total * (T.One - output[i] * output[i]);
            }

            MatMul.Multiply(batch, hidden, hidden, sum, hidden, 1, wHh, hidden, 1, dh, hidden);
        }
    }
}
