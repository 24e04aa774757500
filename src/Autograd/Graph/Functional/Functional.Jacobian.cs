namespace Autograd;

public static partial class Functional
{
    /// <summary>
    /// The Jacobian of a function of one input, ∂yᵢ/∂xⱼ for all indices i of the output and j of the input:
    /// <c>torch.autograd.functional.jacobian</c>.
    /// </summary>
    /// <param name="function">The function to differentiate.</param>
    /// <param name="input">The point; a floating tensor. Nothing is added to its <see cref="Tensor.Grad"/>.</param>
    /// <param name="createGraph">True to make the result differentiable in turn, also by the input.</param>
    /// <param name="strict">
    /// True to throw if the output does not depend on the input; if false, the Jacobian is then zero.
    /// </param>
    /// <returns>A tensor of the shape of the output, followed by that of the input.</returns>
    /// <remarks>Costs one backward pass for every element of the output.</remarks>
    /// <exception cref="ArgumentException">The input or output is not floating.</exception>
    /// <exception cref="InvalidOperationException">
    /// The output does not depend on the input, and <paramref name="strict"/> is set.
    /// </exception>
    /// <example><code>Functional.Jacobian(x => x * x, Tensor.From([1.0, 2, 3]))   // diagonal 2, 4, 6</code></example>
    public static Tensor Jacobian(Func<Tensor, Tensor> function, Tensor input, bool createGraph = false, bool strict = false) =>
        Jacobian(ToArrayFunction(function), [NotNull(input)], createGraph, strict)[0][0];

    /// <summary>The Jacobians of a function of several inputs and outputs.</summary>
    /// <returns>
    /// For each output, for each input, a tensor of the shape of the output, followed by that of the input.
    /// </returns>
    /// <inheritdoc cref="Jacobian(Func{Tensor, Tensor}, Tensor, bool, bool)"/>
    public static Tensor[][] Jacobian(Func<Tensor[], Tensor[]> function, Tensor[] inputs, bool createGraph = false, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        using var mode = GradMode.EnableGrad();
        var call = new FunctionalCall("Jacobian", function, inputs, createGraph, strict);
        return Array.ConvertAll(call.Outputs, output => call.Rows(output, createGraph, "the outputs"));
    }
}
