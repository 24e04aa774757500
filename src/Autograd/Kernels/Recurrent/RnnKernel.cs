using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Runs a plain recurrent layer over a sequence: hₜ = f(xₜ·Wihᵀ + bih + hₜ₋₁·Whhᵀ + bhh) with f = tanh or relu. It
/// computes the input products of all steps at once, then runs step by step.
/// </summary>
internal static unsafe class RnnKernel
{
    /// <summary>Writes the hidden states of all steps to <paramref name="y"/> (steps, batch, hidden).</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="relu">True for relu, false for tanh.</param>
    /// <param name="reverse">True to run from the last step to the first.</param>
    /// <param name="x">(steps, batch, inputs).</param>
    /// <param name="h0">(batch, hidden).</param>
    /// <param name="wIh">(hidden, inputs).</param>
    /// <param name="wHh">(hidden, hidden).</param>
    /// <param name="bias">bih + bhh (hidden), or empty.</param>
    /// <param name="y">The result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<T>(
        RecurrentSizes sizes, bool relu, bool reverse, ReadOnlySpan<T> x, ReadOnlySpan<T> h0, ReadOnlySpan<T> wIh, ReadOnlySpan<T> wHh,
        ReadOnlySpan<T> bias, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (steps, batch, inputs, hidden, _) = sizes;
        if (!bias.IsEmpty)
            for (var r = 0; r < sizes.Rows; r++) bias.CopyTo(y.Slice(r * hidden, hidden));
        MatMul.Multiply(sizes.Rows, hidden, inputs, x, inputs, 1, wIh, 1, inputs, y, hidden, accumulate: !bias.IsEmpty);

        using var recurrence = new StepProduct<T>(steps, batch, hidden, hidden, wHh, isTransposed: true);
        var before = h0;
        for (var s = 0; s < steps; s++)
        {
            var t = reverse ? steps - 1 - s : s;
            var now = y.Slice(t * sizes.Gate, sizes.Gate);
            recurrence.Run(before, hidden, now, hidden, accumulate: true);
            Activate(now, relu);
            before = now;
        }
    }

    /// <summary>x ← relu(x) if <paramref name="relu"/>, else tanh(x).</summary>
    public static void Activate<T>(Span<T> x, bool relu) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (relu) TensorPrimitives.Max(x, T.Zero, x);
        else if (x.Length <= SystemTanh.MaxLength) SystemTanh.Apply<T>(x, x);
        else Formula.Apply(default(TanhFormula), x, x);
    }

    private readonly struct TanhFormula : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Tanh(x);
    }

    /// <summary>
    /// Writes the gradients of the sums that f was applied to, for all steps, to <paramref name="da"/> (steps, batch,
    /// hidden), their sum over steps and batch to <paramref name="dBias"/> unless that is empty, and the gradient of
    /// the first hidden state to <paramref name="dh"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<T>(
        RecurrentSizes sizes, bool relu, bool reverse, ReadOnlySpan<T> dy, ReadOnlySpan<T> y, ReadOnlySpan<T> wHh, Span<T> da,
        Span<T> dBias, Span<T> dh)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (steps, batch, _, hidden, _) = sizes;
        dh.Clear();
        dBias.Clear();
        using var recurrence = new StepProduct<T>(steps, batch, hidden, hidden, wHh, isTransposed: false);
        fixed (T* states = y, grad = dy, sums = da, hiddenGrad = dh)
        {
            for (var s = steps - 1; s >= 0; s--)
            {
                var at = (reverse ? steps - 1 - s : s) * sizes.Gate;
                if (relu)
                    GateLanes.Run<T, RnnGateGradients<T, True>>(batch, hidden, new(hidden, states + at, grad + at, hiddenGrad, sums + at));
                else
                    GateLanes.Run<T, RnnGateGradients<T, False>>(batch, hidden, new(hidden, states + at, grad + at, hiddenGrad, sums + at));
                var step = da.Slice(at, sizes.Gate);
                RowTotals.Add(step, dBias);
                recurrence.Run(step, hidden, dh, hidden, accumulate: false);
            }
        }
    }
}
