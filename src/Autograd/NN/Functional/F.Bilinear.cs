namespace Autograd.NN;

public static partial class F
{
    /// <summary>y_k = x₁ᵀ·W_k·x₂ + b_k, for every pair of rows of the inputs.</summary>
    /// <param name="input1">x₁: (…, in1Features).</param>
    /// <param name="input2">x₂: (…, in2Features), with the same leading dimensions.</param>
    /// <param name="weight">W: (outFeatures, in1Features, in2Features).</param>
    /// <param name="bias">b: (outFeatures); null for none.</param>
    /// <returns>(…, outFeatures).</returns>
    /// <remarks><c>torch.nn.functional.bilinear</c>.</remarks>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static Tensor Bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias = null)
    {
        const string op = "Bilinear";
        ArgumentNullException.ThrowIfNull(input1);
        ArgumentNullException.ThrowIfNull(input2);
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.NDim != 3)
            throw new ArgumentException(
                $"{op}: a weight of shape {weight.Shape}; it must be (outFeatures, in1Features, in2Features)");
        var (outputs, first, second) = (weight.Shape[0], weight.Shape[1], weight.Shape[2]);
        if (input1.NDim == 0 || input2.NDim == 0 || input1.Shape[^1] != first || input2.Shape[^1] != second
            || !input1.Shape.ToArray().AsSpan()[..^1].SequenceEqual(input2.Shape.ToArray().AsSpan()[..^1]))
            throw new ArgumentException(
                $"{op}: inputs of shape {input1.Shape} and of shape {input2.Shape} for a weight of shape {weight.Shape}; they must be (..., {first}) and "
                + $"(..., {second})");
        if (bias is not null && (bias.NDim != 1 || bias.Numel != outputs))
            throw new ArgumentException($"{op}: a bias of shape {bias.Shape} for {outputs} outputs; it must be ({outputs},)");
        var batch = input1.Shape.ToArray()[..^1];
        var byFirst = input1.MatMul(weight.Permute(1, 0, 2).Reshape(first, outputs * second)).Reshape([.. batch, outputs, second]);
        var result = byFirst.MatMul(input2.Unsqueeze(-1)).Squeeze(-1);
        return bias is null ? result : result + bias;
    }
}
