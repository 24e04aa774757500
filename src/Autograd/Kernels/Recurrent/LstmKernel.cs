using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Runs a layer of long short-term memory (LSTM) over a sequence: the input products of all steps at once, then step by
/// step; see <see cref="LstmGates{T}"/>.
/// </summary>
internal static unsafe class LstmKernel
{
    /// <summary>
    /// Writes the states of all steps to <paramref name="y"/> (steps, batch, outputs), and the values that the backward
    /// pass needs to the tape.
    /// </summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="reverse">True to run from the last step to the first.</param>
    /// <param name="x">(steps, batch, inputs).</param>
    /// <param name="h0">(batch, outputs).</param>
    /// <param name="c0">(batch, hidden).</param>
    /// <param name="wIh">(4·hidden, inputs).</param>
    /// <param name="wHh">(4·hidden, outputs).</param>
    /// <param name="wHr">The projection (outputs, hidden), or empty.</param>
    /// <param name="tape">Holds the bias; the rest is written.</param>
    /// <param name="y">The result.</param>
    /// <returns>The cell state after the last step: a part of the tape.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ReadOnlySpan<T> Forward<T>(
        RecurrentSizes sizes, bool reverse, ReadOnlySpan<T> x, ReadOnlySpan<T> h0, ReadOnlySpan<T> c0, ReadOnlySpan<T> wIh,
        ReadOnlySpan<T> wHh, ReadOnlySpan<T> wHr, LstmTape<T> tape, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (steps, batch, inputs, hidden, outputs) = sizes;
        var width = 4 * hidden;
        MatMul.Multiply(sizes.Rows, width, inputs, x, inputs, 1, wIh, 1, inputs, tape.Gates, width);

        using var recurrence = new StepProduct<T>(steps, batch, width, outputs, wHh, isTransposed: true);
        using var projection = new StepProduct<T>(sizes.IsProjected ? steps : 0, batch, outputs, hidden, wHr, isTransposed: true);
        var before = h0;
        fixed (T* bias = tape.Bias, gates = tape.Gates, cells = tape.Cells, tanhs = tape.Tanhs, initial = c0)
        fixed (T* states = sizes.IsProjected ? tape.Unprojected : y)
        {
            var cell = initial;
            for (var s = 0; s < steps; s++)
            {
                var t = reverse ? steps - 1 - s : s;
                recurrence.Run(before, outputs, tape.Gates.Slice(t * batch * width, batch * width), width, accumulate: true);
                var at = t * sizes.Gate;
                var next = y.Slice(t * sizes.State, sizes.State);
                GateLanes.Run<T, LstmGates<T>>(
                    batch, hidden, new LstmGates<T>(hidden, bias, gates + 4 * at, cell, cells + at, tanhs + at, states + at));
                if (sizes.IsProjected)
                    projection.Run(tape.Unprojected.Slice(at, sizes.Gate), hidden, next, outputs, accumulate: false);
                cell = cells + at;
                before = next;
            }
        }

        return tape.Cells.Slice(reverse ? 0 : (steps - 1) * sizes.Gate, sizes.Gate);
    }

    /// <summary>Runs the backward pass through all steps.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="reverse">True to run from the last step to the first.</param>
    /// <param name="dy">The gradient of the result.</param>
    /// <param name="c0">(batch, hidden).</param>
    /// <param name="wHh">(4·hidden, outputs).</param>
    /// <param name="wHr">The projection (outputs, hidden), or empty.</param>
    /// <param name="tape">The tape that the forward pass wrote.</param>
    /// <param name="da">
    /// Receives the gradients of the sums from which the gates were computed: (steps, batch, 4·hidden).
    /// </param>
    /// <param name="dp">With a projection, receives the gradients of its results: (steps, batch, outputs).</param>
    /// <param name="dBias">Receives the sum of da over steps and batch; empty if it is not wanted.</param>
    /// <param name="dh">Receives the gradient of h0.</param>
    /// <param name="dc">Holds the gradient of the last cell state; receives that of c0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<T>(
        RecurrentSizes sizes, bool reverse, ReadOnlySpan<T> dy, ReadOnlySpan<T> c0, ReadOnlySpan<T> wHh, ReadOnlySpan<T> wHr,
        LstmTape<T> tape, Span<T> da, Span<T> dp, Span<T> dBias, Span<T> dh, Span<T> dc)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (steps, batch, _, hidden, outputs) = sizes;
        var width = 4 * hidden;
        using var recurrence = new StepProduct<T>(steps, batch, outputs, width, wHh, isTransposed: false);
        using var projection = new StepProduct<T>(sizes.IsProjected ? steps : 0, batch, hidden, outputs, wHr, isTransposed: false);
        var dUnprojected = sizes.IsProjected ? new T[sizes.Gate] : [];
        dh.Clear();
        dBias.Clear();
        fixed (T* gates = tape.Gates, cells = tape.Cells, tanhs = tape.Tanhs, initial = c0, grad = dy)
        fixed (T* sums = da, hiddenGrad = dh, inner = dUnprojected, cellGrad = dc)
        {
            for (var s = steps - 1; s >= 0; s--)
            {
                var t = reverse ? steps - 1 - s : s;
                var at = t * sizes.Gate;
                var before = s == 0 ? initial : cells + (reverse ? at + sizes.Gate : at - sizes.Gate);
                if (sizes.IsProjected)
                {
                    var sum = dp.Slice(t * sizes.State, sizes.State);
                    TensorPrimitives.Add(dh, dy.Slice(t * sizes.State, sizes.State), sum);
                    projection.Run(sum, outputs, dUnprojected, hidden, accumulate: false);
                    GateLanes.Run<T, LstmGateGradients<T, True>>(batch, hidden, new LstmGateGradients<T, True>(
                        hidden, gates + 4 * at, before, tanhs + at, null, inner, cellGrad, sums + 4 * at));
                }
                else
                {
                    GateLanes.Run<T, LstmGateGradients<T, False>>(batch, hidden, new LstmGateGradients<T, False>(
                        hidden, gates + 4 * at, before, tanhs + at, grad + at, hiddenGrad, cellGrad, sums + 4 * at));
                }

                var step = da.Slice(4 * at, batch * width);
                RowTotals.Add(step, dBias);
                recurrence.Run(step, width, dh, outputs, accumulate: false);
            }
        }
    }
}
