namespace Autograd;

/// <summary>
/// Checks gradients: compares every element of the Jacobian that the backward pass computes with a central difference
/// quotient, as <c>torch.autograd.gradcheck</c> does.
/// </summary>
/// <example><code>
/// var x = Tensor.From([0.1, 0.2, 0.3], requiresGrad: true);
/// GradCheck.Check(x => (x * x).Tanh(), x);
/// </code></example>
/// <remarks>
/// <para>
/// Pass Float64 tensors: in Float32 the difference quotients are too inaccurate. The check differentiates by the inputs
/// that require a gradient, which may have any strides; it does not write to them or to their
/// <see cref="Tensor.Grad"/>. The function must return the same result for the same inputs, and should be smooth within
/// <see cref="GradCheckOptions.Eps"/> of them. An output that does not depend on an input has derivative zero.
/// </para>
/// <para>
/// The check also tests that a second backward pass gives the same bits, that a recorded one gives the same gradients,
/// that an output without a gradient counts as one whose gradient is zero, and that neither memory layout nor shared
/// memory changes a gradient.
/// </para>
/// </remarks>
public static class GradCheck
{
    /// <summary>Checks the gradients of a function of any number of inputs.</summary>
    /// <exception cref="GradCheckException">A gradient is wrong; the message names the worst element.</exception>
    /// <exception cref="ArgumentException">
    /// No input requires a gradient, one is Float32 and the options do not set step and tolerances, or no output is
    /// floating.
    /// </exception>
    public static void Check(Func<Tensor[], Tensor> function, params Tensor[] inputs) => Require(Compare(function, inputs));

    /// <inheritdoc cref="Check(Func{Tensor[], Tensor}, Tensor[])"/>
    public static void Check(Func<Tensor[], Tensor> function, Tensor[] inputs, GradCheckOptions options) =>
        Require(Compare(function, inputs, NotNull(options)));

    /// <summary>
    /// Checks the gradients of a function of any number of inputs and outputs; outputs that are not floating are
    /// ignored.
    /// </summary>
    /// <inheritdoc cref="Check(Func{Tensor[], Tensor}, Tensor[])"/>
    public static void Check(Func<Tensor[], Tensor[]> function, Tensor[] inputs, GradCheckOptions? options = null) =>
        Require(Compare(function, inputs, options));

    /// <summary>Checks the gradient of a function of one input.</summary>
    /// <inheritdoc cref="Check(Func{Tensor[], Tensor}, Tensor[])"/>
    public static void Check(Func<Tensor, Tensor> function, Tensor input, GradCheckOptions? options = null) =>
        Require(Compare(Of(function), [NotNull(input)], options));

    /// <summary>Checks the gradients of a function of two inputs.</summary>
    /// <inheritdoc cref="Check(Func{Tensor[], Tensor}, Tensor[])"/>
    public static void Check(
        Func<Tensor, Tensor, Tensor> function, Tensor input0, Tensor input1, GradCheckOptions? options = null) =>
        Require(Compare(Of(function), [NotNull(input0), NotNull(input1)], options));

    /// <summary>Checks the gradients, and returns a report instead of throwing if one is wrong.</summary>
    /// <exception cref="ArgumentException">
    /// No input requires a gradient, one is Float32 and the options do not set step and tolerances, or no output is
    /// floating.
    /// </exception>
    public static GradCheckReport Compare(Func<Tensor[], Tensor> function, Tensor[] inputs, GradCheckOptions? options = null) =>
        Compare(Of(function), inputs, options);

    /// <inheritdoc cref="Compare(Func{Tensor[], Tensor}, Tensor[], GradCheckOptions?)"/>
    public static GradCheckReport Compare(Func<Tensor[], Tensor[]> function, Tensor[] inputs, GradCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);

        // The check needs gradients, even if the caller has turned them off.
        using var mode = GradMode.EnableGrad();
        var validated = Validated("GradCheck", function, inputs);
        return GradientCheck.Run(new CheckedFunction("GradCheck", validated, inputs, options ?? GradCheckOptions.Default));
    }

    /// <summary>
    /// Checks the gradients of the gradients of a function, as <c>torch.autograd.gradgradcheck</c> does: the function
    /// that maps the inputs and the outputs' gradients to the inputs' gradients is itself checked.
    /// </summary>
    /// <exception cref="GradCheckException">
    /// A second derivative is wrong. In the message, the outputs are the gradients of the inputs that require one, and
    /// the last inputs are the gradients of the function's outputs.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// No input requires a gradient, one is Float32 and the options do not set step and tolerances, or no output is
    /// floating.
    /// </exception>
    public static void CheckGradGrad(Func<Tensor[], Tensor> function, params Tensor[] inputs) => Require(CompareGradGrad(function, inputs));

    /// <inheritdoc cref="CheckGradGrad(Func{Tensor[], Tensor}, Tensor[])"/>
    public static void CheckGradGrad(Func<Tensor[], Tensor> function, Tensor[] inputs, GradCheckOptions options) =>
        Require(CompareGradGrad(function, inputs, NotNull(options)));

    /// <inheritdoc cref="CheckGradGrad(Func{Tensor[], Tensor}, Tensor[])"/>
    public static void CheckGradGrad(Func<Tensor[], Tensor[]> function, Tensor[] inputs, GradCheckOptions? options = null) =>
        Require(CompareGradGrad(function, inputs, options));

    /// <inheritdoc cref="CheckGradGrad(Func{Tensor[], Tensor}, Tensor[])"/>
    public static void CheckGradGrad(Func<Tensor, Tensor> function, Tensor input, GradCheckOptions? options = null) =>
        Require(CompareGradGrad(Of(function), [NotNull(input)], options));

    /// <inheritdoc cref="CheckGradGrad(Func{Tensor[], Tensor}, Tensor[])"/>
    public static void CheckGradGrad(
        Func<Tensor, Tensor, Tensor> function, Tensor input0, Tensor input1, GradCheckOptions? options = null) =>
        Require(CompareGradGrad(Of(function), [NotNull(input0), NotNull(input1)], options));

    /// <summary>
    /// Checks second derivatives, and returns a report instead of throwing if one is wrong; see
    /// <see cref="CheckGradGrad(Func{Tensor[], Tensor}, Tensor[])"/>.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// No input requires a gradient, one is Float32 and the options do not set step and tolerances, or no output is
    /// floating.
    /// </exception>
    public static GradCheckReport CompareGradGrad(Func<Tensor[], Tensor> function, Tensor[] inputs, GradCheckOptions? options = null) =>
        CompareGradGrad(Of(function), inputs, options);

    /// <inheritdoc cref="CompareGradGrad(Func{Tensor[], Tensor}, Tensor[], GradCheckOptions?)"/>
    public static GradCheckReport CompareGradGrad(Func<Tensor[], Tensor[]> function, Tensor[] inputs, GradCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);
        using var mode = GradMode.EnableGrad();
        var validated = Validated("CheckGradGrad", function, inputs);
        return GradientCheck.Run(GradientCheck.Derivative(validated, inputs, options ?? GradCheckOptions.Default));
    }

    /// <summary>Checks that no input is null, and returns the function with a check that no result is null.</summary>
    private static Func<Tensor[], Tensor[]> Validated(string check, Func<Tensor[], Tensor[]> function, Tensor[] inputs)
    {
        NoneNull(check, inputs, nameof(inputs));
        return arguments => UserOutputs.Check(check, function(arguments));
    }

    private static Func<Tensor[], Tensor[]> Of(Func<Tensor[], Tensor> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return inputs => [function(inputs)];
    }

    private static Func<Tensor[], Tensor[]> Of(Func<Tensor, Tensor> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return inputs => [function(inputs[0])];
    }

    private static Func<Tensor[], Tensor[]> Of(Func<Tensor, Tensor, Tensor> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return inputs => [function(inputs[0], inputs[1])];
    }

    private static void Require(GradCheckReport report)
    {
        if (!report.Passed) throw new GradCheckException(report);
    }
}
