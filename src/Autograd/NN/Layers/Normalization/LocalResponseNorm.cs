namespace Autograd.NN;

/// <summary>
/// Divides by a power of the activity of neighbouring channels; see <see cref="F.LocalResponseNorm"/>.
/// </summary>
/// <remarks>Shapes: (N, C, L, …) → the same.</remarks>
public sealed class LocalResponseNorm : UnaryModule
{
    /// <summary>Makes the module.</summary>
    /// <param name="size">The channels of a window.</param>
    /// <param name="alpha">α, the factor of the mean square.</param>
    /// <param name="beta">β, the exponent.</param>
    /// <param name="k">k, the addend.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is less than 1.</exception>
    public LocalResponseNorm(int size, double alpha = 1e-4, double beta = 0.75, double k = 1)
    {
        if (size < 1) throw new ArgumentOutOfRangeException(nameof(size), $"LocalResponseNorm: size is {size}; it must be 1 or more");
        (Size, Alpha, Beta, K) = (size, alpha, beta, k);
    }

    /// <summary>The channels of a window.</summary>
    public int Size { get; }

    /// <summary>α, the factor of the mean square.</summary>
    public double Alpha { get; }

    /// <summary>β, the exponent.</summary>
    public double Beta { get; }

    /// <summary>k, the addend.</summary>
    public double K { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not floating, or has no spatial dimension.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : F.LocalResponseNorm(NotNull(x), Size, Alpha, Beta, K);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{Size}, alpha={PythonFormat.Number(Alpha)}, beta={PythonFormat.Number(Beta)}, k={PythonFormat.Number(K)}";
}
