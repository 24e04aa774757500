namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>(Σ |x|ᵖ)^(1/p) over all elements.</summary>
    /// <param name="p">
    /// The order: 2 for the length, 1 for the sum of magnitudes, ∞ for the greatest and −∞ for the smallest of them, 0 for the
    /// number of elements other than 0.
    /// </param>
    /// <remarks>Gradient: g·x·|x|ᵖ⁻² / yᵖ⁻¹, 0 where that is 0/0; for ∞, shared evenly by the greatest.</remarks>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    public Tensor Norm(double p = 2) => Norm(p, []);

    /// <summary>The norms over one dimension.</summary>
    /// <param name="p">The order; see <see cref="Norm(double)"/>.</param>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="keepDim">Whether it stays, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Norm(double p, int dim, bool keepDim = false) => Norm(p, [dim], keepDim);

    /// <summary>The norms over several dimensions.</summary>
    /// <param name="p">The order; see <see cref="Norm(double)"/>.</param>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="keepDim">Whether they stay, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating, or a dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Norm(double p, ReadOnlySpan<int> dims, bool keepDim = false)
    {
        CheckFloating("norm");
        var plan = ReductionPlan.Of("norm", _shape, dims);
        Tensor result;
        using (GradMode.NoGrad())
        {
            result = p switch
            {
                0 => Ne(0).To(_dtype).Sum(dims, keepDim),
                1 => Abs().Sum(dims, keepDim),
                2 => Square().Sum(dims, keepDim).Sqrt(),
                double.PositiveInfinity => Abs().FlatColumns(plan).Max(0).Values.ReshapeTo(plan.ResultShape(keepDim)),
                double.NegativeInfinity => Abs().FlatColumns(plan).Min(0).Values.ReshapeTo(plan.ResultShape(keepDim)),
                _ => Abs().Pow(p).Sum(dims, keepDim).Pow(1 / p),
            };
        }

        if (IsRecorded) new NormNode(this, result, p, plan.KeptShape, dims.ToArray()).Produce(result);
        return result;
    }

    /// <summary>The tensor as a matrix whose columns are what the plan reduces.</summary>
    private Tensor FlatColumns(ReductionPlan plan) =>
        plan.Arrange(this).ReshapeTo(Shape.Create(plan.Outer, plan.Length, plan.Inner)).Transpose(0, 1).ReshapeTo(
            Shape.Create(plan.Length, plan.Outer * plan.Inner));

    private sealed class NormNode : Node
    {
        private readonly double _p;
        private readonly Shape _keptShape;
        private readonly int[] _dims;
        private SavedTensor _input;
        private SavedTensor _output;

        public NormNode(Tensor input, Tensor output, double p, Shape keptShape, int[] dims)
        {
            _p = p;
            _keptShape = keptShape;
            _dims = dims;
            _input = new SavedTensor(input);
            _output = new SavedTensor(output);
            Connect(0, input);
        }

        public override string Name => "NormBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var x = _input.Unpack(this);
            var norm = _output.Unpack(this).ReshapeTo(_keptShape);
            inputs.Set(0, Gradient(grad.ReshapeTo(_keptShape), x, norm));
        }

        internal override void Release()
        {
            _input.Release();
            _output.Release();
        }

        private Tensor Gradient(Tensor g, Tensor x, Tensor norm)
        {
            if (_p == 0) return ZerosLike(x);
            if (_p == 1) return g * x.Sign();
            if (_p == 2) return x * KeepWhere(g / norm, norm.Ne(0));
            if (double.IsInfinity(_p))
            {
                var isBest = x.Abs().Eq(norm);
                return KeepWhere(g / isBest.Sum(_dims, keepDim: true).To(x._dtype) * x.Sign(), isBest);
            }

            var scale = KeepWhere(g / norm.Pow(_p - 1), norm.Ne(0));
            return _p < 2
                ? KeepWhere(x.Sign() * x.Abs().Pow(_p - 1) * scale, x.Ne(0))
                : x * x.Abs().Pow(_p - 2) * scale;
        }
    }
}
