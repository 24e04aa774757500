namespace Autograd.NN;

/// <summary>x where x is positive, else α·(e^(x/α) − 1), of each element x.</summary>
/// <param name="alpha">α, not 0: −α is the limit towards −∞.</param>
public sealed class CELU(double alpha = 1) : UnaryModule
{
    /// <summary>α, not 0: −α is the limit towards −∞.</summary>
    public double Alpha => alpha;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Celu(alpha);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"alpha={PythonFormat.Number(alpha)}";
}

/// <summary>x where x is positive, else α·(eˣ − 1), of each element x.</summary>
/// <param name="alpha">α: −α is the limit towards −∞.</param>
public sealed class ELU(double alpha = 1) : UnaryModule
{
    /// <summary>α: −α is the limit towards −∞.</summary>
    public double Alpha => alpha;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Elu(alpha);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"alpha={PythonFormat.Number(alpha)}";
}

/// <summary>
/// λ·x where x is positive, else λ·α·(eˣ − 1), of each element x; λ and α are those that keep mean 0 and variance 1.
/// </summary>
public sealed class SELU : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Selu();
}

/// <summary>x·Φ(x) of each element x, with Φ the distribution function of the standard normal.</summary>
/// <param name="approximate">The computation of Φ: exact, or approximated by a hyperbolic tangent.</param>
public sealed class GELU(GeluApproximation approximate = GeluApproximation.None) : UnaryModule
{
    /// <summary>The computation of Φ: exact, or approximated by a hyperbolic tangent.</summary>
    public GeluApproximation Approximate => approximate;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Gelu(approximate);

    /// <inheritdoc/>
    protected override string ExtraRepr() => approximate == GeluApproximation.None ? "approximate='none'" : "approximate='tanh'";
}

/// <summary>x / (1 + e⁻ˣ) of each element x.</summary>
public sealed class SiLU : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Silu();
}

/// <summary>x·tanh(ln(1 + eˣ)) of each element x.</summary>
public sealed class Mish : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Mish();
}

/// <summary>The logistic function 1 / (1 + e⁻ˣ) of each element.</summary>
public sealed class Sigmoid : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Sigmoid();
}

/// <summary>The logarithm of the logistic function, −ln(1 + e⁻ˣ), of each element x.</summary>
public sealed class LogSigmoid : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).LogSigmoid();
}

/// <summary>The hyperbolic tangent of each element.</summary>
public sealed class Tanh : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Tanh();
}

/// <summary>x − tanh x of each element x.</summary>
public sealed class Tanhshrink : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Tanhshrink();
}

/// <summary>ln(1 + e^(βx)) / β of each element x, a smooth form of <see cref="ReLU"/>.</summary>
/// <param name="beta">β; the function approaches <see cref="ReLU"/> as β grows.</param>
/// <param name="threshold">The value of β·x above which the result is x.</param>
public sealed class Softplus(double beta = 1, double threshold = 20) : UnaryModule
{
    /// <summary>β; the function approaches <see cref="ReLU"/> as β grows.</summary>
    public double Beta => beta;

    /// <summary>The value of β·x above which the result is x.</summary>
    public double Threshold => threshold;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Softplus(beta, threshold);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"beta={PythonFormat.Shortest(beta)}, threshold={PythonFormat.Shortest(threshold)}";
}

/// <summary>x / (1 + |x|) of each element x.</summary>
public sealed class Softsign : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Softsign();
}
