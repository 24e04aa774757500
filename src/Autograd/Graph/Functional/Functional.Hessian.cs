namespace Autograd;

public static partial class Functional
{
    /// <summary>
    /// The Hessian of a function of one input that returns a single number, ∂²y/∂xᵢ∂xⱼ:
    /// <c>torch.autograd.functional.hessian</c>.
    /// </summary>
    /// <param name="function">The function to differentiate twice.</param>
    /// <param name="input">The point; a floating tensor. Nothing is added to its <see cref="Tensor.Grad"/>.</param>
    /// <param name="createGraph">True to make the result differentiable in turn, also by the input.</param>
    /// <param name="strict">
    /// True to throw if the output or its gradient does not depend on the input; if false, the result is then zero.
    /// </param>
    /// <returns>A tensor of the input's shape, twice.</returns>
    /// <remarks>Costs one backward pass, and one more for every element of the input.</remarks>
    /// <exception cref="ArgumentException">
    /// The input is not floating, or the function does not return a single number.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// Something does not depend on the input, and <paramref name="strict"/> is set.
    /// </exception>
    public static Tensor Hessian(Func<Tensor, Tensor> function, Tensor input, bool createGraph = false, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(function);
        return Hessian(inputs => function(inputs[0]), [input], createGraph, strict)[0][0];
    }

    /// <summary>The Hessian of a function of several inputs, in blocks.</summary>
    /// <returns>
    /// For each input i, for each input j, the second derivatives by both, of the shape of i followed by that of j.
    /// </returns>
    /// <inheritdoc cref="Hessian(Func{Tensor, Tensor}, Tensor, bool, bool)"/>
    public static Tensor[][] Hessian(Func<Tensor[], Tensor> function, Tensor[] inputs, bool createGraph = false, bool strict = false)
    {
        using var mode = GradMode.EnableGrad();
        var call = new FunctionalCall("Hessian", ToArrayFunction(function), inputs, createGraph, strict);
        return Array.ConvertAll(call.ScalarGradients(), grad => call.Rows(grad, createGraph, "the elements of the gradient"));
    }

    /// <summary>
    /// The product H·v of the Hessian of a function of one input and a vector: <c>torch.autograd.functional.hvp</c>.
    /// </summary>
    /// <param name="function">The function to differentiate twice; it returns a single number.</param>
    /// <param name="input">The point; a floating tensor. Nothing is added to its <see cref="Tensor.Grad"/>.</param>
    /// <param name="v">The vector, of the input's shape; null for 1, if the input has a single element.</param>
    /// <param name="createGraph">True to make the results differentiable in turn, also by the input.</param>
    /// <param name="strict">
    /// True to throw if the output or its gradient does not depend on the input; if false, the result is then zero.
    /// </param>
    /// <returns>The output, and the product, of the input's shape.</returns>
    /// <remarks>
    /// Computes the Jacobian-vector product of the gradient by the double-backward trick of
    /// <see cref="Jvp(Func{Tensor, Tensor}, Tensor, Tensor?, bool, bool)"/>. If second derivatives are continuous the
    /// Hessian is symmetric, and <see cref="Vhp(Func{Tensor, Tensor}, Tensor, Tensor?, bool, bool)"/> gives the same
    /// result faster.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The input is not floating, the function does not return a single number, or the vector is missing or has another
    /// shape.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// Something does not depend on the input, and <paramref name="strict"/> is set.
    /// </exception>
    public static (Tensor Output, Tensor Hvp) Hvp(
        Func<Tensor, Tensor> function, Tensor input, Tensor? v = null, bool createGraph = false, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(function);
        var (output, products) = Hvp(inputs => function(inputs[0]), [input], v is null ? null : [v], createGraph, strict);
        return (output, products[0]);
    }

    /// <summary>The product H·v of a function of several inputs, one for each input.</summary>
    /// <inheritdoc cref="Hvp(Func{Tensor, Tensor}, Tensor, Tensor?, bool, bool)"/>
    public static (Tensor Output, Tensor[] Hvp) Hvp(
        Func<Tensor[], Tensor> function, Tensor[] inputs, Tensor[]? v = null, bool createGraph = false, bool strict = false)
    {
        using var mode = GradMode.EnableGrad();
        var call = new FunctionalCall("Hvp", ToArrayFunction(function), inputs, createGraph, strict);
        var vectors = call.Vectors(v, call.Inputs, "input");
        return (call.Result(call.Scalar()), JvpByDoubleBackward(call, call.ScalarGradients(), vectors, createGraph));
    }

    /// <summary>
    /// The product vᵀ·H of a vector and the Hessian of a function of one input: <c>torch.autograd.functional.vhp</c>.
    /// </summary>
    /// <remarks>Costs two backward passes.</remarks>
    /// <inheritdoc cref="Hvp(Func{Tensor, Tensor}, Tensor, Tensor?, bool, bool)"/>
    public static (Tensor Output, Tensor Vhp) Vhp(
        Func<Tensor, Tensor> function, Tensor input, Tensor? v = null, bool createGraph = false, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(function);
        var (output, products) = Vhp(inputs => function(inputs[0]), [input], v is null ? null : [v], createGraph, strict);
        return (output, products[0]);
    }

    /// <summary>The product vᵀ·H of a function of several inputs, one for each input.</summary>
    /// <remarks>Costs two backward passes.</remarks>
    /// <inheritdoc cref="Hvp(Func{Tensor, Tensor}, Tensor, Tensor?, bool, bool)"/>
    public static (Tensor Output, Tensor[] Vhp) Vhp(
        Func<Tensor[], Tensor> function, Tensor[] inputs, Tensor[]? v = null, bool createGraph = false, bool strict = false)
    {
        using var mode = GradMode.EnableGrad();
        var call = new FunctionalCall("Vhp", ToArrayFunction(function), inputs, createGraph, strict);
        var vectors = call.Vectors(v, call.Inputs, "input");
        var products = call.Gradients(call.ScalarGradients(), vectors, call.Inputs, createGraph, "the elements of the gradient");
        return (call.Result(call.Scalar()), products);
    }
}
