namespace Autograd;

public static partial class Linalg
{
    /// <summary>
    /// Computes the signs of determinants and the logarithms of their magnitudes, which neither overflow nor underflow.
    /// </summary>
    /// <param name="a">A: (*, n, n); the results have shape (*).</param>
    /// <remarks>
    /// A singular matrix gives 0 and −∞, and gradients that are not finite. Gradient: g·A⁻ᵀ for the logarithm; the sign
    /// has none.
    /// </remarks>
    /// <exception cref="ArgumentException">A is not square, or not floating.</exception>
    public static (Tensor Sign, Tensor LogAbsDet) SlogDet(Tensor a)
    {
        ArgumentNullException.ThrowIfNull(a);
        CheckSquare("SlogDet", a);
        var factors = LuFactors.Of(a);
        var (sign, logarithm) = factors.Determinants(logarithm: true);
        if (a.IsRecorded) new SlogDetNode(factors, a).SetHistory(logarithm);
        return (sign, logarithm);
    }

    /// <summary>Computes the logarithms of determinants: NaN for a negative one, −∞ for a singular matrix.</summary>
    /// <param name="a">A: (*, n, n); the result has shape (*).</param>
    /// <remarks>Gradient: g·A⁻ᵀ.</remarks>
    /// <exception cref="ArgumentException">A is not square, or not floating.</exception>
    public static Tensor LogDet(Tensor a)
    {
        ArgumentNullException.ThrowIfNull(a);
        CheckSquare("LogDet", a);
        var (sign, logarithm) = SlogDet(a);
        return logarithm + sign.Log();
    }

    private sealed class SlogDetNode : Node
    {
        private readonly LuFactors _factors;
        private SavedTensor _a;

        public SlogDetNode(LuFactors factors, Tensor a)
        {
            _factors = factors;
            _a = new SavedTensor(a);
            Connect(0, a);
        }

        public override string Name => "LinalgSlogdetBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, grad.Unsqueeze(-1).Unsqueeze(-1) * Transposed(InvWith(_factors, _a.Unpack(this))));

        internal override void Release() => _a.Release();
    }
}
