using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Runs a layer of gated recurrent units (GRU) over a sequence: the input products of all steps at once, then step by
/// step; see <see cref="GruGates{T}"/>.
/// </summary>
internal static unsafe class GruKernel
{
    /// <summary>
    /// Writes the states of all steps to <paramref name="y"/> (steps, batch, hidden), and the gates for the backward
    /// pass.
    /// </summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="reverse">True to run from the last step to the first.</param>
    /// <param name="x">(steps, batch, inputs).</param>
    /// <param name="h0">(batch, hidden).</param>
    /// <param name="wIh">The weights of r, z and n: (3·hidden, inputs).</param>
    /// <param name="wHh">(3·hidden, hidden).</param>
    /// <param name="bias">The biases of n, r, z and sₙ: (4·hidden).</param>
    /// <param name="gates">Receives n, r, z and sₙ: (steps, batch, 4·hidden).</param>
    /// <param name="y">The result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<T>(
        RecurrentSizes sizes, bool reverse, ReadOnlySpan<T> x, ReadOnlySpan<T> h0, ReadOnlySpan<T> wIh, ReadOnlySpan<T> wHh,
        ReadOnlySpan<T> bias, Span<T> gates, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (steps, batch, inputs, hidden, _) = sizes;
        if (sizes.Gate == 0) return;
        var width = 4 * hidden;
        var ofReset = 2 * hidden * inputs;
        MatMul.Multiply(sizes.Rows, hidden, inputs, x, inputs, 1, wIh[ofReset..], 1, inputs, gates, width);
        MatMul.Multiply(sizes.Rows, 2 * hidden, inputs, x, inputs, 1, wIh[..ofReset], 1, inputs, gates[hidden..], width);

        using var recurrence = new StepProduct<T>(steps, batch, 3 * hidden, hidden, wHh, isTransposed: true);
        var before = h0;
        fixed (T* biases = bias, rows = gates, initial = h0, states = y)
        {
            var state = initial;
            for (var s = 0; s < steps; s++)
            {
                var t = reverse ? steps - 1 - s : s;
                var at = t * sizes.Gate;
                var step = gates.Slice(4 * at, batch * width);
                for (var row = 0; row < batch; row++) step.Slice(row * width + 3 * hidden, hidden).Clear();
                recurrence.Run(before, hidden, step[hidden..], width, accumulate: true);
                GateLanes.Run<T, GruGates<T>>(
                    batch, hidden, new GruGates<T>(hidden, biases, rows + 4 * at, state, states + at));
                state = states + at;
                before = y.Slice(at, sizes.Gate);
            }
        }
    }

    /// <summary>Runs the backward pass through all steps.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="reverse">True to run from the last step to the first.</param>
    /// <param name="dy">The gradient of the result.</param>
    /// <param name="h0">(batch, hidden).</param>
    /// <param name="y">The result.</param>
    /// <param name="wHh">(3·hidden, hidden).</param>
    /// <param name="gates">The gates that the forward pass wrote.</param>
    /// <param name="da">Receives the gradients of the sums of n, r, z and of sₙ: (steps, batch, 4·hidden).</param>
    /// <param name="dBias">Receives the sum of da over steps and batch; empty if it is not wanted.</param>
    /// <param name="dh">Receives the gradient of h0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<T>(
        RecurrentSizes sizes, bool reverse, ReadOnlySpan<T> dy, ReadOnlySpan<T> h0, ReadOnlySpan<T> y, ReadOnlySpan<T> wHh,
        ReadOnlySpan<T> gates, Span<T> da, Span<T> dBias, Span<T> dh)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (steps, batch, _, hidden, _) = sizes;
        var width = 4 * hidden;
        dh.Clear();
        dBias.Clear();
        if (sizes.Gate == 0) return;
        using var recurrence = new StepProduct<T>(steps, batch, hidden, 3 * hidden, wHh, isTransposed: false);
        fixed (T* rows = gates, initial = h0, states = y, grad = dy, sums = da, hiddenGrad = dh)
        {
            for (var s = steps - 1; s >= 0; s--)
            {
                var t = reverse ? steps - 1 - s : s;
                var at = t * sizes.Gate;
                var before = s == 0 ? initial : states + (reverse ? at + sizes.Gate : at - sizes.Gate);
                GateLanes.Run<T, GruGateGradients<T>>(
                    batch, hidden, new GruGateGradients<T>(hidden, rows + 4 * at, before, grad + at, hiddenGrad, sums + 4 * at));
                var step = da.Slice(4 * at, batch * width);
                RowTotals.Add(step, dBias);
                recurrence.Run(step[hidden..], width, dh, hidden, accumulate: true);
            }
        }
    }
}
