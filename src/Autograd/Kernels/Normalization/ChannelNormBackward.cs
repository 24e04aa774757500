using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Computes the gradients of <see cref="ChannelNorm"/> for the groups from <c>Start</c> to <c>End</c>.
/// <paramref name="sums"/> is null if nobody needs them: Σ dy of each segment, then Σ dy·x̂ of each.
/// </summary>
internal readonly unsafe struct ChannelNormBackward<T>(
    ChannelGroups groups, T* dy, T* x, T* weight, T* means, T* scales, T* shifts, bool isGiven, T* dx, double* sums) : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The most elements that are added one after the other.</summary>
    private const int ElementsAtOnce = 4096;

    public int Start { get; init; }

    public int End { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V>()
        where V : unmanaged, ISimdVector<V, T>
    {
        var total = groups.Samples * groups.Channels;
        for (var group = Start; group < End; group++)
        {
            var moment = isGiven ? group % groups.Channels : group;
            var (mean, scale) = (means[moment], scales[moment]);
            var shift = shifts == null ? T.Zero : shifts[group];
            var first = groups.FirstSegment(group);
            double average = 0, averageNormal = 0;
            for (var k = 0; sums != null && k < groups.Segments; k++)
            {
                var segment = first + k * groups.Step;
                AddToSums<V>(segment, mean, scale, shift, sums + segment, sums + total + segment);
                var w = weight == null ? 1 : double.CreateTruncating(weight[segment % groups.Channels]);
                average += w * sums[segment];
                averageNormal += w * sums[total + segment];
            }

            if (dx == null) continue;
            average /= groups.Elements;
            averageNormal /= groups.Elements;
            for (var k = 0; k < groups.Segments; k++)
            {
                var segment = first + k * groups.Step;
                var factor = weight == null ? T.One : weight[segment % groups.Channels];
                if (isGiven) Multiply<V>(segment, factor * scale);
                else ToInput<V>(segment, mean, scale, shift, factor, T.CreateTruncating(-average), T.CreateTruncating(-averageNormal));
            }
        }
    }

    /// <summary>Computes the sums of groups of one segment each, and no gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FindSums<V>(double* normalSums)
        where V : unmanaged, ISimdVector<V, T>
    {
        for (var group = Start; group < End; group++)
            AddToSums<V>(group, means[group], scales[group], shifts[group], sums + group, normalSums + group);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void AddToSums<V>(int segment, T mean, T scale, T shift, double* sum, double* sumNormal)
        where V : unmanaged, ISimdVector<V, T>
    {
        T* g = dy + (nint)segment * groups.Length, row = x + (nint)segment * groups.Length;
        V m = V.Create(mean), r = V.Create(scale), c = V.Create(shift);
        *sum = *sumNormal = 0;
        for (int start = 0, length = groups.Length; start < length; start += ElementsAtOnce)
        {
            int j = start, end = Math.Min(length, start + ElementsAtOnce);
            V sum0 = V.Zero, sum1 = sum0, normal0 = sum0, normal1 = sum0;
            for (; j <= end - 2 * V.Count; j += 2 * V.Count)
            {
                V g0 = V.Load(g + j), g1 = V.Load(g + j + V.Count);
                sum0 += g0;
                sum1 += g1;
                normal0 = V.MultiplyAdd(g0, V.MultiplyAdd(V.Load(row + j) - m, r, c), normal0);
                normal1 = V.MultiplyAdd(g1, V.MultiplyAdd(V.Load(row + j + V.Count) - m, r, c), normal1);
            }

            for (; j <= end - V.Count; j += V.Count)
            {
                var grad = V.Load(g + j);
                sum0 += grad;
                normal0 = V.MultiplyAdd(grad, V.MultiplyAdd(V.Load(row + j) - m, r, c), normal0);
            }

            if (j < end)
            {
                var mask = V.FirstMask(end - j);
                var grad = V.LoadFirst(g + j, mask);
                sum1 += grad;

                // Lanes beyond the end have a gradient of 0; their elements are taken as the mean, which is finite.
                var normal = V.MultiplyAdd(V.Select(mask, V.LoadFirst(row + j, mask), m) - m, r, c);
                normal1 = V.MultiplyAdd(grad, normal, normal1);
            }

            *sum += double.CreateTruncating(V.Sum(sum0 + sum1));
            *sumNormal += double.CreateTruncating(V.Sum(normal0 + normal1));
        }
    }

    /// <summary>dx = r·(dy·w − mean h − x̂·mean(h·x̂)), where the means come with their signs changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void ToInput<V>(int segment, T mean, T scale, T shift, T factor, T average, T averageNormal)
        where V : unmanaged, ISimdVector<V, T>
    {
        var at = (nint)segment * groups.Length;
        T* g = dy + at, row = x + at, to = dx + at;
        V m = V.Create(mean), r = V.Create(scale), c = V.Create(shift);
        V w = V.Create(factor), a = V.Create(average), b = V.Create(averageNormal);
        int j = 0, n = groups.Length;
        for (; j <= n - V.Count; j += V.Count)
        {
            Prefetch.Fetch(in *to, (nuint)j);
            var normal = V.MultiplyAdd(V.Load(row + j) - m, r, c);
            V.Store(to + j, r * V.MultiplyAdd(normal, b, V.MultiplyAdd(V.Load(g + j), w, a)));
        }

        if (j == n) return;
        var mask = V.FirstMask(n - j);
        var last = V.MultiplyAdd(V.LoadFirst(row + j, mask) - m, r, c);
        V.StoreFirst(to + j, r * V.MultiplyAdd(last, b, V.MultiplyAdd(V.LoadFirst(g + j, mask), w, a)), mask);
    }

    /// <summary>dx = dy·factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Multiply<V>(int segment, T factor)
        where V : unmanaged, ISimdVector<V, T>
    {
        var at = (nint)segment * groups.Length;
        T* g = dy + at, to = dx + at;
        var w = V.Create(factor);
        int j = 0, n = groups.Length;
        for (; j <= n - V.Count; j += V.Count) V.Store(to + j, V.Load(g + j) * w);
        if (j == n) return;
        var mask = V.FirstMask(n - j);
        V.StoreFirst(to + j, V.LoadFirst(g + j, mask) * w, mask);
    }
}
