namespace Autograd;

/// <content>Deviates of the floating types of 16 bits, as floats that such a type holds.</content>
public sealed partial class Generator
{
    /// <summary>
    /// Uniform deviates of [from, to) from as many bits of a word as the type has significant ones: the numbers of
    /// <c>torch.rand</c> of that type.
    /// </summary>
    internal void FillReducedUniform(Span<float> destination, double from, double to, DType dtype)
    {
        CheckUniform(from, to, new FInfo(dtype).Max);
        lock (_gate)
            ReducedUniformLocked(destination, Rounded(from, dtype), Rounded(to, dtype), dtype);
    }

    /// <summary>
    /// Normal deviates, as <see cref="FillNormal(Span{float}, double, double)"/>; from 16 elements on, every step of
    /// the Box–Muller transform is rounded to the type, as <c>torch.randn</c> does.
    /// </summary>
    internal void FillReducedNormal(Span<float> destination, double mean, double std, DType dtype)
    {
        CheckStd("Normal", std, allowZero: true);
        lock (_gate)
        {
            if (destination.Length < BoxMuller.BlockSize)
            {
                foreach (ref var value in destination) value = Rounded(NextNormalLocked(mean, std), dtype);
                return;
            }

            ReducedUniformLocked(destination, 0, 1, dtype);
            var whole = destination.Length - destination.Length % BoxMuller.BlockSize;
            for (var i = 0; i < whole; i += BoxMuller.BlockSize)
                Transform(destination.Slice(i, BoxMuller.BlockSize), Rounded(mean, dtype), Rounded(std, dtype), dtype);
            if (whole == destination.Length) return;
            var last = destination[^BoxMuller.BlockSize..];
            ReducedUniformLocked(last, 0, 1, dtype);
            Transform(last, Rounded(mean, dtype), Rounded(std, dtype), dtype);
        }
    }

    private void ReducedUniformLocked(Span<float> destination, float from, float to, DType dtype)
    {
        var count = dtype == DType.Float16 ? 1u << 11 : 1u << 8;
        var range = Rounded(to - from, dtype);
        foreach (ref var value in destination)
            value = Rounded((_twister.NextUInt32() & (count - 1)) / (float)count * range + from, dtype);
    }

    private static void Transform(Span<float> block, float mean, float std, DType dtype)
    {
        for (var j = 0; j < BoxMuller.BlockSize / 2; j++)
        {
            var u1 = Rounded(1 - block[j], dtype);
            var u2 = block[j + BoxMuller.BlockSize / 2];
            var radius = Rounded(MathF.Sqrt(Step(-2 * Step(MathF.Log(u1), dtype), dtype)), dtype);
            var theta = Rounded(2 * Math.PI * u2, dtype);
            var (sin, cos) = (Step(MathF.Sin(theta), dtype), Step(MathF.Cos(theta), dtype));
            block[j] = Rounded(Step(Step(radius * cos, dtype) * std, dtype) + mean, dtype);
            block[j + BoxMuller.BlockSize / 2] = Rounded(Step(Step(radius * sin, dtype) * std, dtype) + mean, dtype);
        }
    }

    /// <summary>PyTorch rounds each step of the formula in BFloat16, and only what it stores in Float16.</summary>
    private static float Step(float value, DType dtype) => dtype == DType.BFloat16 ? Rounded(value, dtype) : value;

    private static float Rounded(double value, DType dtype) => DTypes.Round((float)value, dtype);
}
