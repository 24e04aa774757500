namespace Autograd.NN;

/// <summary>A <see cref="Linear"/> whose inFeatures are the last size of its first input.</summary>
/// <remarks>The state of the initialized layer is that of a <see cref="Linear"/>, and so are the initial values.</remarks>
public sealed class LazyLinear : Linear, ILazyModule
{
    /// <summary>Makes the layer, without parameters.</summary>
    /// <param name="outFeatures">The size of the output's last dimension.</param>
    /// <param name="bias">True if the layer has a bias b.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public LazyLinear(int outFeatures, bool bias = true, DType dtype = DType.Float32)
        : base(outFeatures, bias, dtype)
    {
        if (outFeatures < 0)
            throw new ArgumentOutOfRangeException(nameof(outFeatures), $"LazyLinear: outFeatures is {outFeatures}; use 0 or more");
        Uninitialized.CheckType("LazyLinear", dtype);
    }

    /// <inheritdoc/>
    public bool HasUninitializedParams => IsUninitialized;
}
