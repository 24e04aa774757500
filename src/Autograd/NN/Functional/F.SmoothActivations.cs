namespace Autograd.NN;

public static partial class F
{
    /// <summary>1 / (1 + e⁻ˣ) of each element; see <see cref="Tensor.Sigmoid"/>.</summary>
    public static Tensor Sigmoid(Tensor input) => NotNull(input).Sigmoid();

    /// <summary>The hyperbolic tangent of each element; see <see cref="Tensor.Tanh"/>.</summary>
    public static Tensor Tanh(Tensor input) => NotNull(input).Tanh();

    /// <summary>x − tanh x of each element; see <see cref="Tensor.Tanhshrink"/>.</summary>
    public static Tensor Tanhshrink(Tensor input) => NotNull(input).Tanhshrink();

    /// <summary>ln(1 / (1 + e⁻ˣ)) of each element; see <see cref="Tensor.LogSigmoid"/>.</summary>
    public static Tensor LogSigmoid(Tensor input) => NotNull(input).LogSigmoid();

    /// <summary>x / (1 + |x|) of each element; see <see cref="Tensor.Softsign"/>.</summary>
    public static Tensor Softsign(Tensor input) => NotNull(input).Softsign();

    /// <summary>ln(1 + e^(βx)) / β, and x where βx is above the threshold; see <see cref="Tensor.Softplus"/>.</summary>
    public static Tensor Softplus(Tensor input, double beta = 1, double threshold = 20) =>
        NotNull(input).Softplus(beta, threshold);

    /// <summary>x, or alpha · (eˣ − 1) where x is negative; see <see cref="Tensor.Elu"/>.</summary>
    public static Tensor Elu(Tensor input, double alpha = 1) => NotNull(input).Elu(alpha);

    /// <summary>x, or alpha · (e^(x / alpha) − 1) where x is negative; see <see cref="Tensor.Celu"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">α is 0.</exception>
    public static Tensor Celu(Tensor input, double alpha = 1) => NotNull(input).Celu(alpha);

    /// <summary>
    /// <see cref="Elu"/>, scaled so that it keeps mean 0 and variance 1; see <see cref="Tensor.Selu"/>.
    /// </summary>
    public static Tensor Selu(Tensor input) => NotNull(input).Selu();

    /// <summary>
    /// x · Φ(x) of each element, exact or approximated by a hyperbolic tangent; see <see cref="Tensor.Gelu"/>.
    /// </summary>
    public static Tensor Gelu(Tensor input, GeluApproximation approximate = GeluApproximation.None) =>
        NotNull(input).Gelu(approximate);

    /// <summary>x / (1 + e⁻ˣ) of each element; see <see cref="Tensor.Silu"/>.</summary>
    public static Tensor Silu(Tensor input) => NotNull(input).Silu();

    /// <summary>x · tanh(ln(1 + eˣ)) of each element; see <see cref="Tensor.Mish"/>.</summary>
    public static Tensor Mish(Tensor input) => NotNull(input).Mish();

    /// <summary>One half times the sigmoid of the other half of a dimension; see <see cref="Tensor.Glu"/>.</summary>
    /// <exception cref="ArgumentException">The size is odd, or the tensor is 0-dimensional.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor Glu(Tensor input, int dim = -1) => NotNull(input).Glu(dim);
}
