using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Adds aᵀ·b to the gradient of an input: directly into the sum that the engine accumulates, or as a recorded
    /// product. For a weight that every step of a loop uses, that saves a temporary matrix for each step.
    /// </summary>
    private static void SetWeightGradient(InputGradients inputs, int input, Tensor a, Tensor b)
    {
        if (!inputs.Needs(input)) return;
        if (a._dtype.IsReducedFloatingPoint() || !inputs.TryAccumulate(input, out var sum, out var isEmpty))
        {
            inputs.Set(input, MatMul2D(a, true, b, false));
            return;
        }

        using var sumData = sum.Write();
        if (a._dtype == DType.Float32) MultiplyInto(a, true, b, false, sumData.Span<float>(), accumulate: !isEmpty);
        else MultiplyInto(a, true, b, false, sumData.Span<double>(), accumulate: !isEmpty);
    }

    /// <summary>
    /// Adds the sum of a gradient's rows to the gradient of a bias; see <see cref="SetWeightGradient"/>.
    /// </summary>
    private static void SetBiasGradient(InputGradients inputs, int input, Tensor rows)
    {
        if (!inputs.Needs(input)) return;
        if (rows._dtype.IsReducedFloatingPoint() || !inputs.TryAccumulate(input, out var sum, out var isEmpty)) inputs.Set(input, rows.Sum(0));
        else if (rows._dtype == DType.Float32) AddRows<float>(rows.Contiguous(), sum, isEmpty);
        else AddRows<double>(rows.Contiguous(), sum, isEmpty);
    }

    private static void AddRows<T>(Tensor rows, Tensor sum, bool isEmpty) where T : unmanaged, IFloatingPointIeee754<T> =>
        Apply<T, T, RowTotalsKernel<T>>(new RowTotalsKernel<T>(isEmpty), rows, sum);

    private readonly struct RowTotalsKernel<T>(bool isEmpty) : IUnaryKernel<T, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ReadOnlySpan<T> rows, Span<T> total)
        {
            if (isEmpty) total.Clear();
            RowTotals.Add(rows, total);
        }
    }
}
