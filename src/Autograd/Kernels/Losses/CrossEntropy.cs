using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// The cross entropy of rows of logits: computes the losses and the softmax, which the gradient needs, in one pass. The
/// targets are a class for each row (negative: the row is ignored) or a row of probabilities.
/// </summary>
internal static unsafe class CrossEntropy
{
    /// <summary>The number of rows whose logarithms are computed in one call.</summary>
    private const int RowsAtOnce = 64;

    /// <summary>
    /// The parameters of the targets: the weights of the classes (empty: all 1) and ε of label smoothing.
    /// </summary>
    public readonly ref struct Targets<T>(ReadOnlySpan<T> weight, T smoothing) where T : unmanaged, IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Weight { get; } = weight;

        public T Smoothing { get; } = smoothing;

        /// <summary>True if all classes have weight 1 and there is no smoothing, the usual case.</summary>
        public bool ArePlain => Weight.IsEmpty && Smoothing == T.Zero;

        public T WeightOf(int c) => Weight.IsEmpty ? T.One : Weight[c];
    }

    /// <summary>
    /// Computes the softmax of every row, and its loss: −(1 − ε)·w·log p of the class − ε/C · Σ w·log p.
    /// </summary>
    /// <returns>The sum of the losses.</returns>
    public static double Forward<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<int> classes, Targets<T> targets, Span<T> p, Span<T> losses)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!ParallelFor.ShouldSplit(x.Length)) return ForwardRows(x, classes, targets, p, losses);
        var rented = losses.IsEmpty ? ArrayPool<T>.Shared.Rent(classes.Length) : null;
        if (rented is not null) losses = rented.AsSpan(0, classes.Length);
        var count = x.Length / classes.Length;
        fixed (T* from = x, w = targets.Weight, to = p, loss = losses)
        fixed (int* c = classes)
            ParallelFor.Run(
                classes.Length, count,
                new LossRange<T>(from, count, c, w, targets.Weight.Length, targets.Smoothing, to, loss),
                SoftmaxRows<T, PlainSoftmax>.RowMultiple(count) == 1 ? 1 : RowsAtOnce);

        // One thread adds in the order of the rows, so that the sum does not depend on the number of threads.
        var total = 0.0;
        foreach (var loss in losses) total += double.CreateTruncating(loss);
        if (rented is not null) ArrayPool<T>.Shared.Return(rented);
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    private static double ForwardRows<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<int> classes, Targets<T> targets, Span<T> p, Span<T> losses)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> maxima = stackalloc T[RowsAtOnce];
        Span<T> logs = stackalloc T[RowsAtOnce];
        var total = 0.0;
        var count = classes.Length == 0 ? 0 : x.Length / classes.Length;
        for (var n = 0; n < classes.Length; n++)
        {
            var k = n % RowsAtOnce;
            if (k == 0) SoftmaxAndLogs(x[(n * count)..], p[(n * count)..], count, classes.Length - n, maxima, logs);
            var loss = T.Zero;
            if (classes[n] >= 0)
            {
                loss = -(x[n * count + classes[n]] - maxima[k] - logs[k]);
                if (!targets.ArePlain) loss = Loss(x.Slice(n * count, count), classes[n], targets, maxima[k], logs[k]);
            }

            total += double.CreateTruncating(loss);
            if (!losses.IsEmpty) losses[n] = loss;
        }

        return total;
    }

    /// <summary>The loss of one row with class weights or label smoothing.</summary>
    private static T Loss<T>(ReadOnlySpan<T> row, int target, in Targets<T> targets, T max, T log)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var loss = (targets.Smoothing - T.One) * targets.WeightOf(target) * (row[target] - max - log);
        if (targets.Smoothing == T.Zero) return loss;
        var smooth = targets.Smoothing / T.CreateTruncating(row.Length);
        for (var c = 0; c < row.Length; c++) loss -= smooth * targets.WeightOf(c) * (row[c] - max - log);
        return loss;
    }

    /// <summary>Computes the softmax of every row, and its loss: −Σ w·((1 − ε)·q + ε/C)·log p.</summary>
    /// <returns>The sum of the losses.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static double Forward<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> q, int count, Targets<T> targets, Span<T> p, Span<T> losses)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Rows without classes are cleared here, because the loop below is over the elements of x.
        if (x.IsEmpty) losses.Clear();
        Span<T> maxima = stackalloc T[RowsAtOnce];
        Span<T> logs = stackalloc T[RowsAtOnce];
        var total = 0.0;
        for (int n = 0, start = 0; start < x.Length; n++, start += count)
        {
            var k = n % RowsAtOnce;
            if (k == 0) SoftmaxAndLogs(x[start..], p[start..], count, (x.Length - start) / count, maxima, logs);
            var loss = T.Zero;
            for (var c = 0; c < count; c++)
                loss -= Target(q[start + c], c, count, targets) * (x[start + c] - maxima[k] - logs[k]);
            total += double.CreateTruncating(loss);
            if (!losses.IsEmpty) losses[n] = loss;
        }

        return total;
    }

    /// <summary>
    /// dx = (p·Σq − q)·g for targets that are classes; <paramref name="dy"/> has one number, or one for each row.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<T>(
        ReadOnlySpan<T> p, ReadOnlySpan<int> classes, Targets<T> targets, ReadOnlySpan<T> dy, T scale, Span<T> dx)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = classes.Length == 0 ? 0 : p.Length / classes.Length;
        if (dy.Length != 1 || !targets.ArePlain)
        {
            BackwardByRow(p, classes, targets, dy, scale, dx, count);
            return;
        }

        // If all rows have the same factor, they are multiplied in one call.
        fixed (T* from = p, to = dx)
        fixed (int* c = classes)
            ParallelFor.Run(classes.Length, count, new GradientRange<T>(from, count, c, dy[0] * scale, to));
    }

    private readonly struct LossRange<T>(T* x, int count, int* classes, T* weight, int weights, T smoothing, T* p, T* losses) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Invoke(int start, int end)
        {
            var (at, length) = ((nint)start * count, (end - start) * count);
            ForwardRows(
                new ReadOnlySpan<T>(x + at, length), new ReadOnlySpan<int>(classes + start, end - start),
                new Targets<T>(new ReadOnlySpan<T>(weight, weights), smoothing),
                new Span<T>(p + at, length), new Span<T>(losses + start, end - start));
        }
    }

    private readonly struct GradientRange<T>(T* p, int count, int* classes, T g, T* dx) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            var (at, length) = ((nint)start * count, (end - start) * count);
            Scaling.Multiply(new ReadOnlySpan<T>(p + at, length), g, new Span<T>(dx + at, length));
            for (nint n = start; n < end; n++)
            {
                if (classes[n] < 0) new Span<T>(dx + n * count, count).Clear();
                else dx[n * count + classes[n]] -= g;
            }
        }
    }

    private static void BackwardByRow<T>(
        ReadOnlySpan<T> p, ReadOnlySpan<int> classes, Targets<T> targets, ReadOnlySpan<T> dy, T scale, Span<T> dx, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var smooth = targets.Smoothing / T.CreateTruncating(count);
        var smoothSum = smooth == T.Zero ? T.Zero
            : targets.Weight.IsEmpty ? targets.Smoothing : smooth * TensorPrimitives.Sum(targets.Weight);
        for (var n = 0; n < classes.Length; n++)
        {
            var row = dx.Slice(n * count, count);
            if (classes[n] < 0)
            {
                row.Clear();
                continue;
            }

            var g = dy[dy.Length == 1 ? 0 : n] * scale;
            var picked = (T.One - targets.Smoothing) * targets.WeightOf(classes[n]);
            Scaling.Multiply(p.Slice(n * count, count), (picked + smoothSum) * g, row);
            if (smooth != T.Zero)
                for (var c = 0; c < count; c++) row[c] -= smooth * targets.WeightOf(c) * g;
            row[classes[n]] -= picked * g;
        }
    }

    /// <summary>dx = (p·Σq − q)·g for targets that are probabilities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<T>(
        ReadOnlySpan<T> p, ReadOnlySpan<T> q, int count, Targets<T> targets, ReadOnlySpan<T> dy, T scale, Span<T> dx)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int n = 0, start = 0; start < p.Length; n++, start += count)
        {
            var g = dy[dy.Length == 1 ? 0 : n] * scale;
            var sum = T.Zero;
            for (var c = 0; c < count; c++) sum += Target(q[start + c], c, count, targets);
            for (var c = 0; c < count; c++) dx[start + c] = (p[start + c] * sum - Target(q[start + c], c, count, targets)) * g;
        }
    }

    /// <summary>Expands classes to the full matrix of target probabilities.</summary>
    public static void Expand<T>(ReadOnlySpan<int> classes, Targets<T> targets, Span<T> q)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = classes.Length == 0 ? 0 : q.Length / classes.Length;
        var smooth = targets.Smoothing / T.CreateTruncating(count);
        q.Clear();
        for (var n = 0; n < classes.Length; n++)
        {
            if (classes[n] < 0) continue;
            var row = q.Slice(n * count, count);
            for (var c = 0; c < count; c++) row[c] = smooth * targets.WeightOf(c);
            row[classes[n]] += (T.One - targets.Smoothing) * targets.WeightOf(classes[n]);
        }
    }

    private static T Target<T>(T q, int c, int count, in Targets<T> targets) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (targets.Smoothing != T.Zero) q = q * (T.One - targets.Smoothing) + targets.Smoothing / T.CreateTruncating(count);
        return q * targets.WeightOf(c);
    }

    /// <summary>
    /// Computes the softmax of the next rows, their maxima, and the logarithms of the sums of exp(x − max).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SoftmaxAndLogs<T>(
        ReadOnlySpan<T> x, Span<T> p, int count, int rowsLeft, Span<T> maxima, Span<T> logs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rows = Math.Min(rowsLeft, RowsAtOnce);
        logs = logs[..rows];
        Softmax.Rows(x[..(rows * count)], p[..(rows * count)], count, maxima[..rows], logs);
        Scaling.Log(logs);
    }
}
