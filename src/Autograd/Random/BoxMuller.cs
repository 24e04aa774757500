using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Autograd;

/// <summary>
/// The Box–Muller transform in PyTorch's layout: the first eight of 16 uniform deviates give radii, the last eight
/// angles.
/// </summary>
/// <remarks>
/// For j &lt; 8: r = √(−2 log(1 − u[j])), θ = 2π·u[j + 8]; the normal deviates are r cos θ at j and r sin θ at j + 8.
/// </remarks>
internal static class BoxMuller
{
    /// <summary>The number of deviates that are transformed together.</summary>
    public const int BlockSize = 16;

    /// <summary>Transforms one block of uniform deviates into normal deviates, in place.</summary>
    public static void Transform(Span<float> block, float mean, float std)
    {
        ref float first = ref MemoryMarshal.GetReference(block[..BlockSize]);
        var u1 = Vector256<float>.One - Vector256.LoadUnsafe(ref first);
        var u2 = Vector256.LoadUnsafe(ref first, BlockSize / 2);
        var radius = Vector256.Sqrt(Vector256.Create(-2f) * CephesSingle.Log(u1));
        var (sin, cos) = CephesSingle.SinCos(Vector256.Create(2f * MathF.PI) * u2);
        Vector256.FusedMultiplyAdd(radius * cos, Vector256.Create(std), Vector256.Create(mean)).StoreUnsafe(ref first);
        Vector256.FusedMultiplyAdd(radius * sin, Vector256.Create(std), Vector256.Create(mean))
            .StoreUnsafe(ref first, BlockSize / 2);
    }

    /// <inheritdoc cref="Transform(Span{float}, float, float)"/>
    public static void Transform(Span<double> block, double mean, double std)
    {
        for (int j = 0; j < BlockSize / 2; j++)
        {
            double radius = Math.Sqrt(-2.0 * Math.Log(1.0 - block[j]));
            var (sin, cos) = Math.SinCos(2.0 * Math.PI * block[j + BlockSize / 2]);
            block[j] = Math.FusedMultiplyAdd(radius * cos, std, mean);
            block[j + BlockSize / 2] = Math.FusedMultiplyAdd(radius * sin, std, mean);
        }
    }
}
