namespace Autograd.Distributions;

/// <summary>Differentiable draws from gamma and Dirichlet distributions.</summary>
internal static class GammaSampling
{
    private static readonly StandardGammaFunction Gamma = new();
    private static readonly DirichletFunction Simplex = new();

    /// <summary>Gamma deviates of rate 1.</summary>
    public static Tensor StandardGamma(Tensor concentration) => Gamma.Apply(concentration);

    /// <summary>Points of the simplex; the last dimension is the categories.</summary>
    public static Tensor Dirichlet(Tensor concentration) => Simplex.Apply(concentration);

    private sealed class StandardGammaFunction : Function
    {
        public override string Name => "StandardGamma";

        protected internal override bool IsOnceDifferentiable => true;

        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            var sample = Tensor.StandardGamma(inputs[0]);
            context.SaveForBackward(inputs[0], sample);
            return sample;
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) =>
            [grad * Tensor.StandardGammaGrad(context.SavedTensors[0], context.SavedTensors[1])];
    }

    private sealed class DirichletFunction : Function
    {
        public override string Name => "Dirichlet";

        protected internal override bool IsOnceDifferentiable => true;

        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            var sample = Tensor.SampleDirichlet(inputs[0]);
            context.SaveForBackward(inputs[0], sample);
            return sample;
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad)
        {
            var (concentration, sample) = (context.SavedTensors[0], context.SavedTensors[1]);
            var total = concentration.Sum(-1, keepDim: true).ExpandTo(concentration.Shape);
            return [Tensor.DirichletGrad(sample, concentration, total) * (grad - (sample * grad).Sum(-1, keepDim: true))];
        }
    }
}
