using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.Json.Serialization;

namespace Autograd.Growth;

/// <summary>What one core can do at most.</summary>
/// <param name="Single">Billions of Float32 operations a second by multiply-adds that never wait.</param>
/// <param name="Double">The same of Float64.</param>
/// <param name="Reads">Gigabytes a second that are read from buffers of growing size.</param>
/// <param name="Write">Gigabytes a second that are written to memory.</param>
/// <param name="WriteAround">The same by stores that go around the caches.</param>
/// <param name="Copy">Gigabytes a second that a copy reads and writes.</param>
/// <param name="Update">Gigabytes a second that are read and written where one number after the other is changed in place.</param>
internal sealed record Peaks(
    double Single, double Double, Dictionary<string, double> Reads, double Write, double WriteAround, double Copy, double Update)
{
    private const int MemoryBytes = 256 << 20;

    private const int Samples = 25;

    /// <summary>How far ahead of a read its cache line is asked for.</summary>
    private const int Ahead = 2048;

    /// <summary>The bandwidth of memory: the largest of reading, writing, copying and updating.</summary>
    [JsonIgnore]
    public double Memory => new[] { Reads.Values.Last(), Write, WriteAround, Copy, Update }.Max();

    public static unsafe Peaks Measure(bool isDry)
    {
        var bytes = isDry ? 1 << 20 : MemoryBytes;
        byte* from = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64), to = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        try
        {
            new Span<byte>(from, bytes).Fill(1);
            new Span<byte>(to, bytes).Fill(1);
            var reads = new Dictionary<string, double>();
            foreach (var (name, asked) in ((string, int)[])[("16 KB", 16 << 10), ("512 KB", 512 << 10), ("8 MB", 8 << 20), ("256 MB", MemoryBytes)])
            {
                var size = Math.Min(asked, bytes);
                var times = Math.Max(1, (bytes >> 2) / size);
                reads[name] = size * (double)times / Fastest(() =>
                {
                    for (var i = 0; i < times; i++) Read(from, size);
                }) / 1e9;
            }

            return new(
                MultiplyAdds(isDry), DoubleMultiplyAdds(isDry), reads,
                bytes / Fastest(() => Fill(to, bytes, isAround: false)) / 1e9,
                bytes / Fastest(() => Fill(to, bytes, isAround: true)) / 1e9,
                2.0 * bytes / Fastest(() => Buffer.MemoryCopy(from, to, bytes, bytes)) / 1e9,
                2.0 * bytes / Fastest(() => Increment(to, bytes)) / 1e9);
        }
        finally
        {
            NativeMemory.AlignedFree(from);
            NativeMemory.AlignedFree(to);
        }
    }

    /// <summary>The shortest time, in seconds, of some runs.</summary>
    public static double Fastest(Action work)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Samples; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    private static double MultiplyAdds(bool isDry) => Vector512.IsHardwareAccelerated
        ? Rate<Vector512<float>, Float512>(Vector512<float>.Count, isDry)
        : Rate<Vector256<float>, Float256>(Vector256<float>.Count, isDry);

    private static double DoubleMultiplyAdds(bool isDry) => Vector512.IsHardwareAccelerated
        ? Rate<Vector512<double>, Double512>(Vector512<double>.Count, isDry)
        : Rate<Vector256<double>, Double256>(Vector256<double>.Count, isDry);

    private static double Rate<V, S>(int lanes, bool isDry) where V : struct where S : struct, IMultiplyAdd<V>
    {
        var steps = isDry ? 1000 : 2_000_000;
        return 2.0 * Chains * lanes * steps / Fastest(() => MultiplyAdd<V, S>(steps)) / 1e9;
    }

    /// <summary>More independent sums than multiply-adds can be under way: two a cycle, four cycles each.</summary>
    private const int Chains = 12;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static V MultiplyAdd<V, S>(int steps) where V : struct where S : struct, IMultiplyAdd<V>
    {
        V x = S.Create(0.999), y = S.Create(1e-3);
        V s0 = y, s1 = y, s2 = y, s3 = y, s4 = y, s5 = y, s6 = y, s7 = y, s8 = y, s9 = y, s10 = y, s11 = y;
        for (; steps > 0; steps--)
        {
            s0 = S.MultiplyAdd(s0, x, y);
            s1 = S.MultiplyAdd(s1, x, y);
            s2 = S.MultiplyAdd(s2, x, y);
            s3 = S.MultiplyAdd(s3, x, y);
            s4 = S.MultiplyAdd(s4, x, y);
            s5 = S.MultiplyAdd(s5, x, y);
            s6 = S.MultiplyAdd(s6, x, y);
            s7 = S.MultiplyAdd(s7, x, y);
            s8 = S.MultiplyAdd(s8, x, y);
            s9 = S.MultiplyAdd(s9, x, y);
            s10 = S.MultiplyAdd(s10, x, y);
            s11 = S.MultiplyAdd(s11, x, y);
        }

        // All are summed, so that the compiler leaves none out.
        s0 = S.MultiplyAdd(s0, s1, s2);
        s3 = S.MultiplyAdd(s3, s4, s5);
        s6 = S.MultiplyAdd(s6, s7, s8);
        s9 = S.MultiplyAdd(s9, s10, s11);
        return S.MultiplyAdd(s0, s3, S.MultiplyAdd(s6, s9, x));
    }

    /// <summary>Reads four parts side by side, each ahead of use: one alone leaves the memory waiting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe int Read(byte* from, int bytes)
    {
        Vector512<int> s0 = default, s1 = default, s2 = default, s3 = default;
        var part = bytes / 4;
        for (var end = from + part; from < end; from += 64)
        {
            Prefetch(from, part);
            s0 += Vector512.Load((int*)from);
            s1 += Vector512.Load((int*)(from + part));
            s2 += Vector512.Load((int*)(from + 2 * part));
            s3 += Vector512.Load((int*)(from + 3 * part));
        }

        return Vector512.Sum(s0 + s1 + s2 + s3);
    }

    /// <summary>Adds one to every number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe void Increment(byte* data, int bytes)
    {
        var (one, part) = (Vector512.Create(1), bytes / 4);
        for (var end = data + part; data < end; data += 64)
        {
            Prefetch(data, part);
            (Vector512.Load((int*)data) + one).Store((int*)data);
            (Vector512.Load((int*)(data + part)) + one).Store((int*)(data + part));
            (Vector512.Load((int*)(data + 2 * part)) + one).Store((int*)(data + 2 * part));
            (Vector512.Load((int*)(data + 3 * part)) + one).Store((int*)(data + 3 * part));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(byte* data, int part)
    {
        if (!Sse.IsSupported) return;
        Sse.Prefetch0(data + Ahead);
        Sse.Prefetch0(data + part + Ahead);
        Sse.Prefetch0(data + 2 * part + Ahead);
        Sse.Prefetch0(data + 3 * part + Ahead);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe void Fill(byte* to, int bytes, bool isAround)
    {
        var value = Vector512.Create(1);
        var end = to + bytes;
        if (isAround)
            for (; to < end; to += 64) Vector512.StoreAlignedNonTemporal(value, (int*)to);
        else
            for (; to < end; to += 64) Vector512.StoreAligned(value, (int*)to);
    }

    private interface IMultiplyAdd<V>
    {
        static abstract V Create(double value);

        static abstract V MultiplyAdd(V x, V y, V z);
    }

    private readonly struct Float512 : IMultiplyAdd<Vector512<float>>
    {
        public static Vector512<float> Create(double value) => Vector512.Create((float)value);

        public static Vector512<float> MultiplyAdd(Vector512<float> x, Vector512<float> y, Vector512<float> z) =>
            Vector512.FusedMultiplyAdd(x, y, z);
    }

    private readonly struct Float256 : IMultiplyAdd<Vector256<float>>
    {
        public static Vector256<float> Create(double value) => Vector256.Create((float)value);

        public static Vector256<float> MultiplyAdd(Vector256<float> x, Vector256<float> y, Vector256<float> z) =>
            Vector256.FusedMultiplyAdd(x, y, z);
    }

    private readonly struct Double512 : IMultiplyAdd<Vector512<double>>
    {
        public static Vector512<double> Create(double value) => Vector512.Create(value);

        public static Vector512<double> MultiplyAdd(Vector512<double> x, Vector512<double> y, Vector512<double> z) =>
            Vector512.FusedMultiplyAdd(x, y, z);
    }

    private readonly struct Double256 : IMultiplyAdd<Vector256<double>>
    {
        public static Vector256<double> Create(double value) => Vector256.Create(value);

        public static Vector256<double> MultiplyAdd(Vector256<double> x, Vector256<double> y, Vector256<double> z) =>
            Vector256.FusedMultiplyAdd(x, y, z);
    }
}
