using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The output of a depthwise convolution, for a range of planes.</summary>
internal unsafe struct DepthwiseOutput<T, V, S> : IRangeAction
    where T : unmanaged, INumber<T>
    where V : unmanaged
    where S : struct, IMatMulSimd<T, V>
{
    public DepthwisePlanes<T, V, S> Planes;

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
            var bias = Planes.Job.Bias == null ? S.Broadcast(T.Zero) : S.Broadcast(((T*)Planes.Job.Bias)[group]);
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
            var factor = S.BroadcastAt(weight);
            x = S.MultiplyAdd(factor, S.Load(a + offset), x);
            y = S.MultiplyAdd(factor, S.Load(b + offset), y);
            z = S.MultiplyAdd(factor, S.Load(c + offset), z);
            w = S.MultiplyAdd(factor, S.Load(d + offset), w);
        }

        Store(target, pieces[0], x);
        Store(target, pieces[1], y);
        Store(target, pieces[2], z);
        Store(target, pieces[3], w);
    }

    private readonly void One(T* source, T* target, RowPiece piece, T* weight, int step, V bias)
    {
        for (var t = 0; t < Planes.Taps; t++, weight += step)
            bias = S.MultiplyAdd(S.BroadcastAt(weight), S.Load(source + piece.Source + Planes.Offsets[t]), bias);
        Store(target, piece, bias);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* target, RowPiece piece, V value)
    {
        if (piece.Length == S.Count)
            S.Store(target + piece.Target, value);
        else
            S.StoreFirst(target + piece.Target, value, S.FirstMask(piece.Length));
    }
}

/// <summary>The gradient of the input of a depthwise convolution with strides, for a range of planes.</summary>
internal unsafe struct DepthwiseInput<T, V, S> : IRangeAction
    where T : unmanaged, INumber<T>
    where V : unmanaged
    where S : struct, IMatMulSimd<T, V>
{
    public DepthwisePlanes<T, V, S> Planes;

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
                var factor = S.Broadcast(((T*)Planes.Job.W)[group * Planes.Taps + t]);
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
        if (piece.Length == S.Count)
        {
            S.Store(target, S.MultiplyAdd(factor, S.Load(source), S.Load(target)));
            return;
        }

        var mask = S.FirstMask(piece.Length);
        S.StoreFirst(target, S.MultiplyAdd(factor, S.LoadFirst(source, mask), S.LoadFirst(target, mask)), mask);
    }
}

/// <summary>The gradient of the weight of a depthwise convolution, for a range of channels.</summary>
internal unsafe struct DepthwiseWeight<T, V, S> : IRangeAction
    where T : unmanaged, INumber<T>
    where V : unmanaged
    where S : struct, IMatMulSimd<T, V>
{
    public DepthwisePlanes<T, V, S> Planes;

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
        V s0 = S.Broadcast(T.Zero), s1 = s0, s2 = s0, s3 = s0, r0 = s0, r1 = s0, r2 = s0, r3 = s0;

        // The last piece of each row is shorter than a vector. Both factors are masked: what is behind a row may be infinite.
        int perRow = (Planes.Job.Shape.Output.W + S.Count - 1) / S.Count, rest = Planes.Job.Shape.Output.W % S.Count;
        var mask = S.FirstMask(rest == 0 ? S.Count : rest);
        for (var row = 0; row < Planes.Count; row += perRow)
        {
            var full = rest == 0 ? perRow : perRow - 1;
            var i = row;
            for (; i < row + full; i++)
            {
                var piece = Planes.Pieces[i];
                var grad = S.Load(y + piece.Target);
                s0 = S.MultiplyAdd(S.Load(x0 + piece.Source), grad, s0);
                s1 = S.MultiplyAdd(S.Load(x1 + piece.Source), grad, s1);
                s2 = S.MultiplyAdd(S.Load(x2 + piece.Source), grad, s2);
                s3 = S.MultiplyAdd(S.Load(x3 + piece.Source), grad, s3);
            }

            if (rest == 0)
                continue;
            var last = Planes.Pieces[i];
            var end = S.LoadFirst(y + last.Target, mask);
            r0 = S.MultiplyAdd(S.LoadFirst(x0 + last.Source, mask), end, r0);
            r1 = S.MultiplyAdd(S.LoadFirst(x1 + last.Source, mask), end, r1);
            r2 = S.MultiplyAdd(S.LoadFirst(x2 + last.Source, mask), end, r2);
            r3 = S.MultiplyAdd(S.LoadFirst(x3 + last.Source, mask), end, r3);
        }

        var values = stackalloc T[4];
        S.StoreSums(values, S.Add(s0, r0), S.Add(s1, r1), S.Add(s2, r2), S.Add(s3, r3));
        for (var i = 0; i < Math.Min(4, sums.Length); i++)
            sums[i] = unchecked(sums[i] + values[i]);
    }
}
