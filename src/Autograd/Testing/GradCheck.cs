namespace Autograd;

/// <summary>
/// Proves gradients right: compares every element of the Jacobian that the backward pass computes with a central difference
/// quotient, as <c>torch.autograd.gradcheck</c> does.
/// </summary>
/// <example><code>
/// var x = Tensor.From([0.1, 0.2, 0.3], requiresGrad: true);
/// GradCheck.Check(x => (x * x).Tanh(), x);
/// </code></example>
/// <remarks>
/// Pass Float64 tensors: in Float32 the difference quotient itself is too coarse. Inputs that require a gradient are
/// differentiated, and may have any strides. The function must give the same result for the same inputs, and should be smooth
/// within <see cref="GradCheckOptions.Eps"/> of them. An output that does not depend on an input has derivative zero.
/// </remarks>
public static class GradCheck
{
    /// <summary>Checks the gradients of a function of any number of inputs.</summary>
    /// <exception cref="GradCheckException">A gradient is wrong; the message names the worst element.</exception>
    /// <exception cref="ArgumentException">
    /// No input requires a gradient, one is Float32 and no options were given, or the output is not floating.
    /// </exception>
    public static void Check(Func<Tensor[], Tensor> function, params Tensor[] inputs) => Require(Compare(function, inputs));

    /// <inheritdoc cref="Check(Func{Tensor[], Tensor}, Tensor[])"/>
    public static void Check(Func<Tensor[], Tensor> function, Tensor[] inputs, GradCheckOptions options) =>
        Require(Compare(function, inputs, options));

    /// <summary>Checks the gradient of a function of one input.</summary>
    /// <inheritdoc cref="Check(Func{Tensor[], Tensor}, Tensor[])"/>
    public static void Check(Func<Tensor, Tensor> function, Tensor input, GradCheckOptions? options = null) =>
        Require(Compare(inputs => function(inputs[0]), [input], options));

    /// <summary>Checks the gradients of a function of two inputs.</summary>
    /// <inheritdoc cref="Check(Func{Tensor[], Tensor}, Tensor[])"/>
    public static void Check(
        Func<Tensor, Tensor, Tensor> function, Tensor input0, Tensor input1, GradCheckOptions? options = null) =>
        Require(Compare(inputs => function(inputs[0], inputs[1]), [input0, input1], options));

    /// <summary>Compares without throwing when a gradient is wrong.</summary>
    /// <exception cref="ArgumentException">
    /// No input requires a gradient, one is Float32 and no options were given, or the output is not floating.
    /// </exception>
    public static GradCheckReport Compare(Func<Tensor[], Tensor> function, Tensor[] inputs, GradCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return JacobianComparison.Run(x => [function(x)], inputs, options);
    }

    /// <summary>
    /// Checks the gradients of the gradients of a function, as <c>torch.autograd.gradgradcheck</c> does: the function that maps
    /// the
    /// inputs and the output's gradient to the inputs' gradients is itself checked.
    /// </summary>
    /// <exception cref="GradCheckException">
    /// A second derivative is wrong. In the message, output i is the gradient of the i-th input that requires one, and the last
    /// input
    /// is the gradient of the function's output.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// No input requires a gradient, one is Float32 and no options were given, or the output is not floating.
    /// </exception>
    public static void CheckSecondOrder(Func<Tensor[], Tensor> function, params Tensor[] inputs) =>
        Require(CompareSecondOrder(function, inputs));

    /// <inheritdoc cref="CheckSecondOrder(Func{Tensor[], Tensor}, Tensor[])"/>
    public static void CheckSecondOrder(Func<Tensor[], Tensor> function, Tensor[] inputs, GradCheckOptions options) =>
        Require(CompareSecondOrder(function, inputs, options));

    /// <inheritdoc cref="CheckSecondOrder(Func{Tensor[], Tensor}, Tensor[])"/>
    public static void CheckSecondOrder(Func<Tensor, Tensor> function, Tensor input, GradCheckOptions? options = null) =>
        Require(CompareSecondOrder(inputs => function(inputs[0]), [input], options));

    /// <inheritdoc cref="CheckSecondOrder(Func{Tensor[], Tensor}, Tensor[])"/>
    public static void CheckSecondOrder(
        Func<Tensor, Tensor, Tensor> function, Tensor input0, Tensor input1, GradCheckOptions? options = null) =>
        Require(CompareSecondOrder(inputs => function(inputs[0], inputs[1]), [input0, input1], options));

    /// <summary>
    /// Compares second derivatives without throwing when one is wrong; see <see cref="CheckSecondOrder(Func{Tensor[], Tensor},
    /// Tensor[])"/>.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// No input requires a gradient, one is Float32 and no options were given, or the output is not floating.
    /// </exception>
    public static GradCheckReport CompareSecondOrder(
        Func<Tensor[], Tensor> function, Tensor[] inputs, GradCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);
        var output = function(inputs);
        if (!output.DType.IsFloatingPoint())
            throw new ArgumentException($"gradCheck: the function returned {output.DType}; only floating results have gradients");
        return JacobianComparison.Run(Gradients, [.. inputs, OutputGradient(output)], options);

        Tensor[] Gradients(Tensor[] x)
        {
            var wanted = x[..^1].Where(t => t.RequiresGrad).ToArray();
            var result = function(x[..^1]);
            if (!result.RequiresGrad) return [.. wanted.Select(t => Tensor.ZerosLike(t))];
            var grads = Functional.Grad([result], wanted, [x[^1]], createGraph: true, allowUnused: true);
            return [.. grads.Zip(wanted, (grad, input) => grad ?? Tensor.ZerosLike(input))];
        }
    }

    /// <summary>Numbers of both signs, none near zero, that no symmetry of a function could hide behind.</summary>
    private static Tensor OutputGradient(Tensor output)
    {
        const double golden = 0.6180339887498949;
        var values = new double[output.Numel];
        for (var i = 0; i < values.Length; i++) values[i] = (0.5 + (i + 1) * golden % 1) * (i % 2 == 0 ? 1 : -1);
        var grad = Tensor.From(values, output.Shape).To(output.DType);
        grad.RequiresGrad = true;
        return grad;
    }

    private static void Require(GradCheckReport report)
    {
        if (!report.Passed) throw new GradCheckException(report);
    }
}
