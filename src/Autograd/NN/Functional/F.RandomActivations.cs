namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// x where x is positive, else r·x, of each element x: in training with r drawn from [lower, upper) for each, otherwise
    /// with their mean.
    /// </summary>
    /// <param name="input">A floating tensor.</param>
    /// <param name="lower">The lower bound of the slopes.</param>
    /// <param name="upper">The upper bound of the slopes.</param>
    /// <param name="training">True to draw slopes; false is the default, as in PyTorch.</param>
    /// <remarks>
    /// B. Xu et al., "Empirical evaluation of rectified activations in convolutional network" (2015);
    /// <c>torch.nn.functional.rrelu</c>, on PyTorch's random stream.
    /// </remarks>
    /// <exception cref="ArgumentException">The input is not floating, or the bounds are not finite and in order.</exception>
    public static Tensor Rrelu(Tensor input, double lower = 1.0 / 8, double upper = 1.0 / 3, bool training = false)
    {
        const string op = "Rrelu";
        ArgumentNullException.ThrowIfNull(input);
        CheckFloating(op, input);
        if (!(double.IsFinite(lower) && double.IsFinite(upper) && lower <= upper))
            throw new ArgumentException($"{op}: slopes from {lower} to {upper}; pass finite bounds, the lower first");
        if (!training) return input.LeakyRelu((lower + upper) / 2);
        var isNegative = (input.Detach() <= 0).Contiguous().ToArray<bool>();
        var draws = new double[isNegative.Count(one => one)];

        // The bounds of a Float32 input are rounded to that type first, as in PyTorch.
        if (input.DType == DType.Float32) (lower, upper) = ((float)lower, (float)upper);
        Generator.Default.FillUniform(draws, lower, upper);
        var slopes = new double[isNegative.Length];
        var next = 0;
        for (var i = 0; i < slopes.Length; i++) slopes[i] = isNegative[i] ? draws[next++] : 1;
        return input * Tensor.From(slopes, input.Shape, input.DType);
    }

    /// <summary>
    /// softmax((x + G)/τ) along a dimension, with G drawn from the Gumbel distribution for each element: a sample of the
    /// classes that is differentiable.
    /// </summary>
    /// <param name="logits">x: log-probabilities, not normalized, floating.</param>
    /// <param name="tau">τ, not 0: the smaller, the nearer to a class alone.</param>
    /// <param name="hard">True to return the class alone, as a 1 among zeros, with the gradient of the soft sample.</param>
    /// <param name="dim">The dimension of the classes; negative counts from the last.</param>
    /// <remarks>
    /// E. Jang et al., "Categorical reparameterization with Gumbel-softmax" (2016);
    /// <c>torch.nn.functional.gumbel_softmax</c>, on PyTorch's random stream.
    /// </remarks>
    /// <exception cref="ArgumentException">The logits are not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or τ is 0.</exception>
    public static Tensor GumbelSoftmax(Tensor logits, double tau = 1, bool hard = false, int dim = -1)
    {
        const string op = "GumbelSoftmax";
        ArgumentNullException.ThrowIfNull(logits);
        CheckFloating(op, logits);
        var axis = logits.Shape.DimOrScalar(dim, op);
        if (tau == 0) throw new ArgumentOutOfRangeException(nameof(tau), $"{op}: tau is 0; pass another number");
        if (hard && logits.NDim > 0 && logits.Shape[axis] == 0)
            throw new ArgumentException($"{op}: no class along dimension {axis} of shape {logits.Shape}; a hard sample has one");
        var gumbels = -Tensor.Zeros(logits.Shape, logits.DType).ExponentialInPlace().Log();
        var soft = ((logits + gumbels) / tau).Softmax(axis);
        if (!hard) return soft;
        var index = soft.Detach().ArgMax(axis, keepDim: true);
        var one = Tensor.Zeros(logits.Shape, logits.DType).Scatter(axis, index, 1);
        return one - soft.Detach() + soft;
    }
}
