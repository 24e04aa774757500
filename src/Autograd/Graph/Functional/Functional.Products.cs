namespace Autograd;

public static partial class Functional
{
    /// <summary>
    /// The product vᵀ·J of a vector and the Jacobian of a function of one input: <c>torch.autograd.functional.vjp</c>.
    /// </summary>
    /// <param name="function">The function to differentiate.</param>
    /// <param name="input">The point; a floating tensor. Nothing is added to its <see cref="Tensor.Grad"/>.</param>
    /// <param name="v">The vector, of the output's shape; null for 1, if the output has a single element.</param>
    /// <param name="createGraph">True to make the results differentiable in turn, also by the input.</param>
    /// <param name="strict">
    /// True to throw if the output does not depend on the input; if false, the product is then zero.
    /// </param>
    /// <returns>The output, and the product, of the input's shape.</returns>
    /// <exception cref="ArgumentException">
    /// The input or output is not floating, or the vector is missing or has another shape.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The output does not depend on the input, and <paramref name="strict"/> is set.
    /// </exception>
    public static (Tensor Output, Tensor Vjp) Vjp(
        Func<Tensor, Tensor> function, Tensor input, Tensor? v = null, bool createGraph = false, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (outputs, products) = Vjp(ToArrayFunction(function), [input], v is null ? null : [v], createGraph, strict);
        return (outputs[0], products[0]);
    }

    /// <summary>The product vᵀ·J of a function of several inputs and outputs, one for each input.</summary>
    /// <inheritdoc cref="Vjp(Func{Tensor, Tensor}, Tensor, Tensor?, bool, bool)"/>
    public static (Tensor[] Outputs, Tensor[] Vjp) Vjp(
        Func<Tensor[], Tensor[]> function, Tensor[] inputs, Tensor[]? v = null, bool createGraph = false, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        using var mode = GradMode.EnableGrad();
        var call = new FunctionalCall("Vjp", function, inputs, createGraph, strict);
        var products = call.Gradients(call.Outputs, call.Vectors(v, call.Outputs, "output"), call.Inputs, createGraph);
        return (call.Results, products);
    }

    /// <summary>
    /// The product J·v of the Jacobian of a function of one input and a vector: <c>torch.autograd.functional.jvp</c>.
    /// </summary>
    /// <param name="function">
    /// The function to differentiate. The derivatives of its operations must have derivatives.
    /// </param>
    /// <param name="input">The point; a floating tensor. Nothing is added to its <see cref="Tensor.Grad"/>.</param>
    /// <param name="v">The vector, of the input's shape; null for 1, if the input has a single element.</param>
    /// <param name="createGraph">True to make the results differentiable in turn, also by the input.</param>
    /// <param name="strict">
    /// True to throw if the output does not depend on the input; if false, the product is then zero.
    /// </param>
    /// <returns>The output, and the product, of the output's shape.</returns>
    /// <remarks>
    /// Computed by the double-backward trick: g(w) = wᵀ·J is linear in w, so the derivative of g(w)·v with respect to w
    /// is J·v. It costs two backward passes, whatever the shapes.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The input or output is not floating, or the vector is missing or has another shape.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The output does not depend on the input, and <paramref name="strict"/> is set.
    /// </exception>
    public static (Tensor Output, Tensor Jvp) Jvp(
        Func<Tensor, Tensor> function, Tensor input, Tensor? v = null, bool createGraph = false, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (outputs, products) = Jvp(ToArrayFunction(function), [input], v is null ? null : [v], createGraph, strict);
        return (outputs[0], products[0]);
    }

    /// <summary>The product J·v of a function of several inputs and outputs, one for each output.</summary>
    /// <inheritdoc cref="Jvp(Func{Tensor, Tensor}, Tensor, Tensor?, bool, bool)"/>
    public static (Tensor[] Outputs, Tensor[] Jvp) Jvp(
        Func<Tensor[], Tensor[]> function, Tensor[] inputs, Tensor[]? v = null, bool createGraph = false, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        using var mode = GradMode.EnableGrad();
        var call = new FunctionalCall("Jvp", function, inputs, createGraph, strict);
        var vectors = call.Vectors(v, call.Inputs, "input");
        return (call.Results, JvpByDoubleBackward(call, call.Outputs, vectors, createGraph));
    }

    /// <summary>J·v of the outputs: the derivative of (wᵀ·J)·v with respect to w.</summary>
    private static Tensor[] JvpByDoubleBackward(FunctionalCall call, Tensor[] outputs, Tensor[] v, bool createGraph)
    {
        var w = Array.ConvertAll(outputs, output => Tensor.Zeros(output.Shape, output.DType, requiresGrad: true));
        var grads = call.Gradients(outputs, w, call.Inputs, createGraph: true);

        // A gradient that does not depend on w is zero, because its input is unused or an operation such as Floor ends
        // the path. Its contribution to the product is then zero, and not an error even if strict is set.
        var used = Enumerable.Range(0, grads.Length).Where(i => grads[i].RequiresGrad).ToArray();
        var products = used.Length == 0
            ? new Tensor?[w.Length]
            : Grad(Array.ConvertAll(used, i => grads[i]), w, Array.ConvertAll(used, i => v[i]), retainGraph: true, createGraph, allowUnused: true);
        return [.. products.Zip(w, (product, one) => product ?? Tensor.ZerosLike(one))];
    }

    private static Func<Tensor[], Tensor[]> ToArrayFunction(Func<Tensor, Tensor> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return inputs => [function(inputs[0])];
    }

    private static Func<Tensor[], Tensor[]> ToArrayFunction(Func<Tensor[], Tensor> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return inputs => [function(inputs)];
    }
}
