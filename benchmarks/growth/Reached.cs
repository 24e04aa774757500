using System.Diagnostics;
using System.Text.Json.Serialization;
using Autograd.NN;

namespace Autograd.Growth;

/// <summary>Work that was measured beside what the processor can do at most.</summary>
/// <param name="Name">The work.</param>
/// <param name="Flops">Its floating-point operations.</param>
/// <param name="Bytes">The bytes that it must read and write, each once.</param>
/// <param name="Seconds">The shortest time.</param>
/// <param name="IsDouble">True for Float64.</param>
internal sealed record Reached(string Name, double Flops, double Bytes, double Seconds, bool IsDouble)
{
    private const int FewestSamples = 30;

    [JsonIgnore]
    public bool IsProduct => Name.StartsWith("matmul", StringComparison.Ordinal);

    [JsonIgnore]
    public bool IsStep => Name.StartsWith("training step", StringComparison.Ordinal);

    /// <summary>Billions of operations a second.</summary>
    public double Rate => Flops / Seconds / 1e9;

    /// <summary>Operations a byte: on the left of a roofline is what memory bounds, on the right what arithmetic bounds.</summary>
    public double Intensity => Flops / Bytes;

    /// <summary>The most billions of operations a second that arithmetic and memory allow.</summary>
    public double Bound(Peaks peaks) => Math.Min(IsDouble ? peaks.Double : peaks.Single, Intensity * peaks.Memory);

    public static List<Reached> Measure(bool isDry)
    {
        using var noGrad = GradMode.NoGrad();
        Threading.NumThreads = 1;
        Generator.ManualSeed(0);
        var measured = new List<Reached>();
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
        {
            foreach (var n in isDry ? [128] : (int[])[128, 256, 512, 1024, 2048]) measured.Add(Product(n, n, n, dtype, isDry));
            if (isDry) continue;
            foreach (var (m, k, n) in ((int, int, int)[])[(128, 512, 512), (128, 1024, 1024), (64, 768, 3072)])
                measured.Add(Product(m, k, n, dtype, isDry));
        }

        var count = isDry ? 1000 : 50_000_000;
        Tensor x = Tensor.RandN(count), y = Tensor.RandN(count);
        var numbers = Text.Count(count);
        measured.Add(Of($"sum of {numbers}", count, 4.0 * count, false, isDry, () => _ = x.Sum()));
        measured.Add(Of($"a + b of {numbers}", count, 12.0 * count, false, isDry, () => _ = x + y));
        var side = isDry ? 64 : 8192;
        Tensor matrix = Tensor.RandN(side, side), vector = Tensor.RandN(side);
        measured.Add(Of($"matrix and vector of {side}", 2.0 * side * side, 4.0 * side * side, false, isDry, () => _ = matrix.MatMul(vector)));

        // Adam reads a parameter, its gradient and two moments, and writes all but the gradient, in some 12 operations.
        var parameter = Parameter.From(x.Clone());
        parameter.Grad = y;
        var adam = new Adam([parameter]);
        measured.Add(Of($"step of Adam, {numbers}", 12.0 * count, 28.0 * count, false, isDry, adam.Step));
        return measured;
    }

    /// <summary>
    /// A training step as one work: each weight is read twice and its gradient written once, before Adam's seven accesses.
    /// </summary>
    public static Reached Step(string name, Point point) => new(name, point.Flops, 40.0 * point.Parameters, point.Best / 1e3, IsDouble: false);

    private static Reached Product(int m, int k, int n, DType dtype, bool isDry)
    {
        Tensor a = Tensor.RandN(m, k).To(dtype), b = Tensor.RandN(k, n).To(dtype);
        var size = dtype == DType.Float64 ? 8.0 : 4.0;
        var name = m == k && k == n ? $"matmul {n}" : $"matmul {m}x{k}x{n}";
        var bytes = size * ((double)m * k + (double)k * n + (double)m * n);
        return Of($"{name}, {dtype}", 2.0 * m * k * n, bytes, dtype == DType.Float64, isDry, () => _ = a.MatMul(b));
    }

    private static Reached Of(string name, double flops, double bytes, bool isDouble, bool isDry, Action work)
    {
        var budget = isDry ? 0 : 0.6;
        var clock = Stopwatch.StartNew();
        var calls = 0;
        do
        {
            work();
            calls++;
        }
        while (clock.Elapsed.TotalSeconds < budget);

        var best = double.MaxValue;
        clock.Restart();
        for (var i = 0; i < (isDry ? 1 : FewestSamples) || clock.Elapsed.TotalSeconds < budget; i++)
            best = Math.Min(best, Repeat(work, Math.Max(1, calls / 1000)));
        return new(name, flops, bytes, best, isDouble);
    }

    private static double Repeat(Action work, int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++) work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / times;
    }
}
