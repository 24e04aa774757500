using System.Numerics;

namespace Autograd.Kernels;

/// <summary>Elements of planes at given indices: taken, and written or added to.</summary>
internal static unsafe class PlaneIndices
{
    /// <summary>small[p, i] = large[p, indices[p, i]] for each plane p.</summary>
    public static void Take<T>(ReadOnlySpan<T> large, int largePlane, ReadOnlySpan<int> indices, int smallPlane, Span<T> small)
        where T : unmanaged, INumber<T>
    {
        fixed (T* from = large, to = small)
        fixed (int* places = indices)
            Run(new Part<T> { Large = from, Small = to, Indices = places, LargePlane = largePlane, SmallPlane = smallPlane }, small.Length);
    }

    /// <summary>
    /// Zeros, but for large[p, indices[p, i]], to which small[p, i] is added; or which it becomes, the last of several.
    /// </summary>
    public static void Put<T>(
        ReadOnlySpan<T> small, int smallPlane, ReadOnlySpan<int> indices, int largePlane, Span<T> large, bool add)
        where T : unmanaged, INumber<T>
    {
        if (small.IsEmpty)
        {
            large.Clear();
            return;
        }

        fixed (T* to = large, from = small)
        fixed (int* places = indices)
        {
            var part = new Part<T>
            {
                Large = to,
                Small = from,
                Indices = places,
                LargePlane = largePlane,
                SmallPlane = smallPlane,
                IsPut = true,
                IsSum = add,
            };
            Run(part, small.Length);
        }
    }

    private static void Run<T>(in Part<T> part, int length)
        where T : unmanaged, INumber<T>
    {
        if (length > 0)
            ParallelFor.Run(length / part.SmallPlane, part.SmallPlane + part.LargePlane, part);
    }

    private struct Part<T> : IRangeAction
        where T : unmanaged, INumber<T>
    {
        public T* Large, Small;
        public int* Indices;
        public int LargePlane, SmallPlane;
        public bool IsPut, IsSum;

        public readonly void Invoke(int start, int end)
        {
            for (; start < end; start++)
            {
                T* large = Large + (nint)start * LargePlane, small = Small + (nint)start * SmallPlane;
                var places = Indices + (nint)start * SmallPlane;
                if (IsPut)
                    new Span<T>(large, LargePlane).Clear();
                if (!IsPut)
                    for (var i = 0; i < SmallPlane; i++)
                        small[i] = large[places[i]];
                else if (IsSum)
                    for (var i = 0; i < SmallPlane; i++)
                        large[places[i]] += small[i];
                else
                    for (var i = 0; i < SmallPlane; i++)
                        large[places[i]] = small[i];
            }
        }
    }
}
