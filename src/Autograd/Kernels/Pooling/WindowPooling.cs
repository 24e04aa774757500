using System.Numerics;

namespace Autograd.Kernels;

/// <summary>The windows of a pooling along one dimension, of any sizes.</summary>
/// <param name="Starts">The first index of each window.</param>
/// <param name="Ends">The index behind each window.</param>
internal readonly record struct PoolWindows(int[] Starts, int[] Ends)
{
    /// <summary>The number of windows.</summary>
    public int Count => Starts.Length;

    /// <summary>Windows that cut a dimension into a number of nearly equal parts, which may overlap by one.</summary>
    public static PoolWindows Adaptive(int size, int count)
    {
        var (starts, ends) = (new int[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            starts[i] = (int)((long)i * size / count);
            ends[i] = (int)(((long)(i + 1) * size + count - 1) / count);
        }

        return new PoolWindows(starts, ends);
    }

    /// <summary>
    /// Windows of one size at distances that a random number from 0 to 1 determines, the last at the end; after B. Graham,
    /// "Fractional max-pooling" (2014).
    /// </summary>
    public static PoolWindows Fractional<T>(T random, int size, int count, int kernel)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (starts, ends) = (new int[count], new int[count]);
        var step = count > 1 ? T.CreateChecked(size - kernel) / T.CreateChecked(count - 1) : T.Zero;
        for (var i = 0; i < count; i++)
        {
            starts[i] = i == count - 1
                ? size - kernel
                : int.CreateTruncating((T.CreateChecked(i) + random) * step) - int.CreateTruncating(random * step);
            starts[i] = Math.Clamp(starts[i], 0, size - kernel);
            ends[i] = starts[i] + kernel;
        }

        return new PoolWindows(starts, ends);
    }
}

/// <summary>Pooling over windows of any sizes, one dimension's windows times another's.</summary>
internal readonly struct WindowPooling(Size3 input, PoolWindows d, PoolWindows h, PoolWindows w)
{
    /// <summary>The mean of each window of each plane.</summary>
    public void Average<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var target = 0; target < y.Length; target++)
        {
            var (plane, i, j, k) = Window(target);
            var sum = T.Zero;
            for (var a = d.Starts[i]; a < d.Ends[i]; a++)
                for (var b = h.Starts[j]; b < h.Ends[j]; b++)
                    foreach (var value in x.Slice(plane + (a * input.H + b) * input.W + w.Starts[k], w.Ends[k] - w.Starts[k]))
                        sum += value;
            y[target] = sum / T.CreateTruncating(Size(i, j, k));
        }
    }

    /// <summary>The transpose of <see cref="Average"/>: adds to each element of a window its share of y.</summary>
    public void AverageTransposed<T>(ReadOnlySpan<T> y, Span<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x.Clear();
        for (var source = 0; source < y.Length; source++)
        {
            var (plane, i, j, k) = Window(source);
            var share = y[source] / T.CreateTruncating(Size(i, j, k));
            for (var a = d.Starts[i]; a < d.Ends[i]; a++)
                for (var b = h.Starts[j]; b < h.Ends[j]; b++)
                    foreach (ref var sum in x.Slice(plane + (a * input.H + b) * input.W + w.Starts[k], w.Ends[k] - w.Starts[k]))
                        sum += share;
        }
    }

    /// <summary>The maximum of each window of one or more planes, NaN the greatest, and its index in the plane.</summary>
    public void Max<T>(ReadOnlySpan<T> x, Span<T> y, Span<int> indices)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var target = 0; target < y.Length; target++)
        {
            var (plane, i, j, k) = Window(target);
            var (best, place) = (T.NegativeInfinity, (d.Starts[i] * input.H + h.Starts[j]) * input.W + w.Starts[k]);
            for (var a = d.Starts[i]; a < d.Ends[i]; a++)
                for (var b = h.Starts[j]; b < h.Ends[j]; b++)
                    for (var c = w.Starts[k]; c < w.Ends[k]; c++)
                    {
                        var index = (a * input.H + b) * input.W + c;
                        var value = x[plane + index];
                        if (value > best || T.IsNaN(value)) (best, place) = (value, index);
                    }

            y[target] = best;
            indices[target] = place;
        }
    }

    private int Size(int i, int j, int k) => (d.Ends[i] - d.Starts[i]) * (h.Ends[j] - h.Starts[j]) * (w.Ends[k] - w.Starts[k]);

    /// <summary>The first element of an output's input plane, and its windows.</summary>
    private (int Plane, int D, int H, int W) Window(int output)
    {
        var (row, k) = Math.DivRem(output, w.Count);
        var (slice, j) = Math.DivRem(row, h.Count);
        var (plane, i) = Math.DivRem(slice, d.Count);
        return (plane * input.Product, i, j, k);
    }
}
