using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>
/// Copies planes of floats into a <see cref="PlaneLayout"/> whose rows fit into two vectors. A row is one or two masked
/// loads, in which what is missing is padding, a permutation to phases, and whole stores.
/// </summary>
internal static unsafe class ShortRows
{
    /// <summary>The longest row of the layout.</summary>
    public const int MaxPitch = 32;

    private const int Lanes = 16;

    public static bool AreSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => SimdWidth.Has512 && Avx512F.IsSupported;
    }

    /// <summary>
    /// Fills rows of <paramref name="phases"/> times <paramref name="rowLength"/> elements. Column j of a padded row becomes
    /// element j / phases of phase j % phases.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(
        float* source, int planes, Size3 input, Size3 extent, Size3 padding, int phases, int rowLength, float* target, float missing)
    {
        var pitch = phases * rowLength;
        var order = stackalloc int[MaxPitch];
        for (var j = 0; j < MaxPitch; j++) order[j] = j % rowLength * phases + j / rowLength;
        Vector512<int> low = Vector512.Load(order), high = Vector512.Load(order + Lanes);
        var isLow = Between(padding.W, padding.W + input.W);
        var isHigh = Between(padding.W - Lanes, padding.W + input.W - Lanes);
        Vector512<float> isLowEnd = Between(0, pitch), isHighEnd = Between(0, pitch - Lanes), none = Vector512.Create(missing);
        float* begin = source, stop = source + (nint)planes * input.Product - 2 * Lanes;
        var end = target + (nint)planes * extent.D * extent.H * pitch;
        for (var plane = 0; plane < planes; plane++, source += input.Product)
        {
            for (var d = 0; d < extent.D; d++)
            {
                for (var h = 0; h < extent.H; h++, target += pitch)
                {
                    int fromD = d - padding.D, fromH = h - padding.H;
                    Vector512<float> first = none, second = none;
                    if ((uint)fromD < (uint)input.D && (uint)fromH < (uint)input.H)
                    {
                        var row = source + (nint)(fromD * input.H + fromH) * input.W - padding.W;
                        if (row >= begin && row <= stop)
                        {
                            // Unlike a masked load, a plain one starts the hardware prefetcher.
                            first = Vector512.ConditionalSelect(isLow, Vector512.Load(row), none);
                            if (pitch > Lanes) second = Vector512.ConditionalSelect(isHigh, Vector512.Load(row + Lanes), none);
                        }
                        else
                        {
                            first = Avx512F.MaskLoad(row, isLow, none);
                            if (pitch > Lanes) second = Avx512F.MaskLoad(row + Lanes, isHigh, none);
                        }
                    }

                    // A whole vector is stored if the next row writes what it has too many.
                    if (pitch <= Lanes)
                    {
                        first = Avx512F.PermuteVar16x32(first, low);
                        if (end - target >= Lanes) Vector512.Store(first, target);
                        else Avx512F.MaskStore(target, isLowEnd, first);
                        continue;
                    }

                    Vector512.Store(Avx512F.PermuteVar16x32x2(first, low, second), target);
                    second = Avx512F.PermuteVar16x32x2(first, high, second);
                    if (end - target >= 2 * Lanes) Vector512.Store(second, target + Lanes);
                    else Avx512F.MaskStore(target + Lanes, isHighEnd, second);
                }
            }
        }
    }

    /// <summary>A mask of the lanes from a first one to an end, exclusive.</summary>
    private static Vector512<float> Between(int first, int end)
    {
        var lanes = Vector512<int>.Indices;
        return (Vector512.GreaterThanOrEqual(lanes, Vector512.Create(first)) & Vector512.LessThan(lanes, Vector512.Create(end))).AsSingle();
    }
}
