namespace Autograd.NN;

public static partial class Utils
{
    /// <summary>
    /// Makes one convolution of a convolution and the batch normalization behind it, as both are in evaluation: its weight
    /// is w·γ/√(σ² + ε) and its bias (b − μ)·γ/√(σ² + ε) + β, with the running μ and σ².
    /// </summary>
    /// <param name="conv">A convolution, transposed or not.</param>
    /// <param name="bn">The normalization of its output.</param>
    /// <returns>A new convolution. The two are not changed.</returns>
    /// <exception cref="ArgumentException">The normalization is of another number of channels.</exception>
    /// <exception cref="InvalidOperationException">
    /// One of the two is training, the normalization has no running statistics, or the weight is computed by a
    /// parametrization or pruned.
    /// </exception>
    /// <example><code>var fused = Utils.FuseConvBnEval(conv.Eval(), bn.Eval());</code></example>
    public static T FuseConvBnEval<T>(T conv, BatchNormNd bn) where T : ConvNd
    {
        ArgumentNullException.ThrowIfNull(conv);
        ArgumentNullException.ThrowIfNull(bn);
        using var _ = GradMode.NoGrad();
        var (scale, shift) = ScaleAndShift("FuseConvBnEval", conv, conv.OutChannels, bn);
        var fused = conv.Clone();
        var weight = fused.Weight;
        int[] ones = [.. Enumerable.Repeat(1, weight.NDim - 2)];
        if (conv is ConvTransposeModule)
        {
            // The output's channels are those of the second dimension, in each group of the input's.
            var grouped = weight.Unflatten(0, [conv.Groups, conv.InChannels / conv.Groups]);
            weight = (grouped * scale.Reshape([conv.Groups, 1, conv.OutChannels / conv.Groups, .. ones])).Flatten(0, 1);
        }
        else
        {
            weight *= scale.Reshape([conv.OutChannels, 1, .. ones]);
        }

        fused.SetParameters(Parameter.From(weight), Parameter.From(fused.Bias is { } bias ? bias * scale + shift : shift));
        return fused;
    }

    /// <summary>
    /// As <see cref="FuseConvBnEval"/>, for a linear layer and the <see cref="BatchNorm1d"/> behind it.
    /// </summary>
    /// <param name="linear">The layer.</param>
    /// <param name="bn">The normalization of its output.</param>
    /// <returns>A new layer. The two are not changed.</returns>
    /// <exception cref="ArgumentException">The normalization is of another number of channels.</exception>
    /// <exception cref="InvalidOperationException">
    /// One of the two is training, the normalization has no running statistics, or the weight is computed by a
    /// parametrization or pruned.
    /// </exception>
    public static T FuseLinearBnEval<T>(T linear, BatchNormNd bn) where T : Linear
    {
        ArgumentNullException.ThrowIfNull(linear);
        ArgumentNullException.ThrowIfNull(bn);
        using var _ = GradMode.NoGrad();
        var (scale, shift) = ScaleAndShift("FuseLinearBnEval", linear, linear.OutFeatures, bn);
        var fused = linear.Clone();
        fused.SetParameters(
            Parameter.From(fused.Weight * scale.Unsqueeze(1)), Parameter.From(fused.Bias is { } bias ? bias * scale + shift : shift));
        return fused;
    }

    private static (Tensor Scale, Tensor Shift) ScaleAndShift(string op, Module layer, int channels, BatchNormNd bn)
    {
        if (layer.IsTraining || bn.IsTraining)
            throw new InvalidOperationException($"{op}: {Module.TypeName(layer.IsTraining ? layer : bn)} is training; call Eval() on both first");
        if (layer.Replacements is { Count: > 0 })
            throw new InvalidOperationException(
                $"{op}: the parameters of {Module.TypeName(layer)} are parametrized or pruned; call RemoveParametrizations or Prune.Remove first");
        if (bn.RunningMean is not { } mean || bn.RunningVar is not { } variance)
            throw new InvalidOperationException($"{op}: {Module.TypeName(bn)} has no running statistics; it must be made with trackRunningStats: true");
        if (bn.NumFeatures != channels)
            throw new ArgumentException($"{op}: {Module.TypeName(layer)} has {channels} channels behind it and {Module.TypeName(bn)} {bn.NumFeatures}");
        var scale = (variance + bn.Eps).Rsqrt();
        if (bn.Weight is { } weight) scale *= weight;
        var shift = -mean * scale;
        return (scale, bn.Bias is { } bias ? shift + bias : shift);
    }
}
