using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The output of a depthwise convolution, for a range of planes.</summary>
internal unsafe struct DepthwiseOutput<T, V, L> : IRangeAction
    where T : unmanaged, INumber<T>
    where V : unmanaged
    where L : struct, ILanes<T, V>
{
    public DepthwisePlanes<T, V, L> Planes;

    /// <summary>True to use the kernel in reverse order.</summary>
    public bool IsReversed;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Invoke(int start, int end)
    {
        ref readonly var shape = ref Unsafe.AsRef(in Planes.Job.Shape);
        int taps = Planes.Taps, step = IsReversed ? -1 : 1;
        var plane = Planes.GetPlane();
        for (; start < end; start++)
        {
            var group = start % shape.Groups;
            var source = Planes.Read(start, plane);
            var target = (T*)Planes.Job.Y + (nint)start * shape.P;
            var weight = (T*)Planes.Job.W + (nint)group * taps + (IsReversed ? taps - 1 : 0);
            var bias = Planes.Job.Bias == null ? L.Broadcast(T.Zero) : L.Broadcast(((T*)Planes.Job.Bias)[group]);
            var i = 0;
            for (; i + 4 <= Planes.Count; i += 4)
                Four(source, target, Planes.Pieces + i, weight, step, bias);
            for (; i < Planes.Count; i++)
                One(source, target, Planes.Pieces[i], weight, step, bias);
        }
    }

    /// <summary>Four pieces at a time, for the sums of a single one would wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Four(T* source, T* target, RowPiece* pieces, T* weight, int step, V bias)
    {
        T* a = source + pieces[0].Source, b = source + pieces[1].Source, c = source + pieces[2].Source, d = source + pieces[3].Source;
        V x = bias, y = bias, z = bias, w = bias;
        for (var t = 0; t < Planes.Taps; t++, weight += step)
        {
            var offset = Planes.Offsets[t];
            var factor = L.BroadcastAt(weight);
            x = L.MultiplyAdd(factor, L.Load(a + offset), x);
            y = L.MultiplyAdd(factor, L.Load(b + offset), y);
            z = L.MultiplyAdd(factor, L.Load(c + offset), z);
            w = L.MultiplyAdd(factor, L.Load(d + offset), w);
        }

        Store(target, pieces[0], x);
        Store(target, pieces[1], y);
        Store(target, pieces[2], z);
        Store(target, pieces[3], w);
    }

    private readonly void One(T* source, T* target, RowPiece piece, T* weight, int step, V bias)
    {
        for (var t = 0; t < Planes.Taps; t++, weight += step)
            bias = L.MultiplyAdd(L.BroadcastAt(weight), L.Load(source + piece.Source + Planes.Offsets[t]), bias);
        Store(target, piece, bias);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* target, RowPiece piece, V value)
    {
        if (piece.Length == L.Count)
            L.Store(target + piece.Target, value);
        else
            L.StoreFirst(target + piece.Target, value, L.FirstMask(piece.Length));
    }
}

/// <summary>The gradient of the input of a depthwise convolution with strides, for a range of planes.</summary>
internal unsafe struct DepthwiseInput<T, V, L> : IRangeAction
    where T : unmanaged, INumber<T>
    where V : unmanaged
    where L : struct, ILanes<T, V>
{
    public DepthwisePlanes<T, V, L> Planes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Invoke(int start, int end)
    {
        ref readonly var shape = ref Unsafe.AsRef(in Planes.Job.Shape);
        var plane = Planes.GetPlane();
        for (; start < end; start++)
        {
            var group = start % shape.Groups;
            var source = (T*)Planes.Job.Y + (nint)start * shape.P;
            var target = (T*)Planes.Job.X + (nint)start * shape.Input.Product;
            var bias = Planes.Job.Bias == null ? T.Zero : ((T*)Planes.Job.Bias)[group];
            var sums = Planes.Layout.IsDirect ? target : plane;
            new Span<T>(sums, checked((int)Planes.Layout.Plane)).Fill(bias);

            // Tap by tap, so that no sum is read right after it was written in part.
            for (var t = 0; t < Planes.Taps; t++)
            {
                var factor = L.Broadcast(((T*)Planes.Job.W)[group * Planes.Taps + t]);
                for (var i = 0; i < Planes.Count; i++)
                    Add(source, sums + Planes.Offsets[t], Planes.Pieces[i], factor);
            }

            if (Planes.Layout.IsDirect)
                continue;
            if (bias != T.Zero)
                new Span<T>(target, shape.Input.Product).Fill(bias);
            Planes.Layout.Unpad(plane, 1, target, clear: bias == T.Zero);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(T* source, T* target, RowPiece piece, V factor)
    {
        target += piece.Source;
        source += piece.Target;
        if (piece.Length == L.Count)
        {
            L.Store(target, L.MultiplyAdd(factor, L.Load(source), L.Load(target)));
            return;
        }

        var mask = L.FirstMask(piece.Length);
        L.StoreFirst(target, L.MultiplyAdd(factor, L.LoadFirst(source, mask), L.LoadFirst(target, mask)), mask);
    }
}

/// <summary>The gradient of the weight of a depthwise convolution, for a range of channels.</summary>
internal unsafe struct DepthwiseWeight<T, V, L> : IRangeAction
    where T : unmanaged, INumber<T>
    where V : unmanaged
    where L : struct, ILanes<T, V>
{
    public DepthwisePlanes<T, V, L> Planes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Invoke(int start, int end)
    {
        ref readonly var shape = ref Unsafe.AsRef(in Planes.Job.Shape);
        var plane = Planes.GetPlane();
        for (; start < end; start++)
        {
            var weight = new Span<T>((T*)Planes.Job.W + (nint)start * Planes.Taps, Planes.Taps);
            weight.Clear();
            for (var n = 0; n < shape.N; n++)
            {
                var index = n * shape.Groups + start;
                var x = Planes.Read(index, plane);
                var y = (T*)Planes.Job.Y + (nint)index * shape.P;
                for (var t = 0; t < weight.Length; t += 4)
                    Four(x, y, t, weight[t..]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Four(T* x, T* y, int tap, Span<T> sums)
    {
        var lastTap = Planes.Taps - 1;
        T* x0 = x + Planes.Offsets[tap], x1 = x + Planes.Offsets[Math.Min(tap + 1, lastTap)],
            x2 = x + Planes.Offsets[Math.Min(tap + 2, lastTap)], x3 = x + Planes.Offsets[Math.Min(tap + 3, lastTap)];
        V s0 = L.Broadcast(T.Zero), s1 = s0, s2 = s0, s3 = s0, r0 = s0, r1 = s0, r2 = s0, r3 = s0;

        // The last piece of each row is shorter than a vector. Both factors are masked: what is behind a row may be infinite.
        int perRow = (Planes.Job.Shape.Output.W + L.Count - 1) / L.Count, rest = Planes.Job.Shape.Output.W % L.Count;
        var mask = L.FirstMask(rest == 0 ? L.Count : rest);
        for (var row = 0; row < Planes.Count; row += perRow)
        {
            var full = rest == 0 ? perRow : perRow - 1;
            var i = row;
            for (; i < row + full; i++)
            {
                var piece = Planes.Pieces[i];
                var grad = L.Load(y + piece.Target);
                s0 = L.MultiplyAdd(L.Load(x0 + piece.Source), grad, s0);
                s1 = L.MultiplyAdd(L.Load(x1 + piece.Source), grad, s1);
                s2 = L.MultiplyAdd(L.Load(x2 + piece.Source), grad, s2);
                s3 = L.MultiplyAdd(L.Load(x3 + piece.Source), grad, s3);
            }

            if (rest == 0)
                continue;
            var last = Planes.Pieces[i];
            var end = L.LoadFirst(y + last.Target, mask);
            r0 = L.MultiplyAdd(L.LoadFirst(x0 + last.Source, mask), end, r0);
            r1 = L.MultiplyAdd(L.LoadFirst(x1 + last.Source, mask), end, r1);
            r2 = L.MultiplyAdd(L.LoadFirst(x2 + last.Source, mask), end, r2);
            r3 = L.MultiplyAdd(L.LoadFirst(x3 + last.Source, mask), end, r3);
        }

        var values = stackalloc T[4];
        L.StoreSums(values, L.Add(s0, r0), L.Add(s1, r1), L.Add(s2, r2), L.Add(s3, r3));
        for (var i = 0; i < Math.Min(4, sums.Length); i++)
            sums[i] = unchecked(sums[i] + values[i]);
    }
}
