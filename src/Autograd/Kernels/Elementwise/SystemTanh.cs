using System.Numerics;

namespace Autograd.Kernels;

/// <summary>tanh by the system's function, one number at a time.</summary>
/// <remarks>
/// The training of a small recurrent cell can depend on the last bit of each hidden number, and PyTorch's numbers are
/// the system's there.
/// </remarks>
internal static class SystemTanh
{
    /// <summary>The most elements of a tensor, or of a step of a recurrent layer, that are computed so.</summary>
    public const int MaxLength = 7;

    /// <summary>y = tanh x; y may be x.</summary>
    public static void Apply<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
            for (var i = 0; i < y.Length; i++) y[i] = T.CreateTruncating(MathF.Tanh(float.CreateTruncating(x[i])));
        else
            for (var i = 0; i < y.Length; i++) y[i] = T.CreateTruncating(Math.Tanh(double.CreateTruncating(x[i])));
    }
}
