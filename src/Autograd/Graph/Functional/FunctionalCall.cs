namespace Autograd;

/// <summary>
/// One call of a function of the user, on aliases of the inputs that are leaves or views of their own, so that
/// derivatives are with respect to these uses of the inputs alone. Checks the inputs and the outputs.
/// </summary>
internal sealed class FunctionalCall
{
    private readonly string _op;
    private readonly bool _createGraph;
    private readonly bool _strict;

    public FunctionalCall(string op, Func<Tensor[], Tensor[]> function, Tensor[] inputs, bool createGraph, bool strict)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        (_op, _createGraph, _strict) = (op, createGraph, strict);
        Inputs = new Tensor[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            var input = inputs[i]
                ?? throw new ArgumentException($"{op}: input {i} is null; pass a tensor", nameof(inputs));
            if (!input.DType.IsFloatingPoint())
                throw new ArgumentException(
                    $"{op}: input {i} is {input.DType}, and only floating tensors have derivatives; convert it with To(DType.Float32), or "
                    + "let the function use it without passing it");

            // With createGraph the alias is a view, which connects the result to the graph of the input and still has
            // an edge of its own.
            Inputs[i] = createGraph && input.RequiresGrad ? input.View(input.Shape.ToArray()) : input.Detach();
            Inputs[i].RequiresGrad = true;
        }

        if (inputs.Length == 0) throw new ArgumentException($"{op}: there are no inputs; pass at least one");
        Outputs = UserOutputs.CheckAny(op, function(Inputs));
        for (var o = 0; o < Outputs.Length; o++)
            if (!Outputs[o].DType.IsFloatingPoint())
                throw new ArgumentException($"{op}: output {o} is {Outputs[o].DType}; only floating results have derivatives");
        if (!strict) return;
        for (var o = 0; o < Outputs.Length; o++)
            if (!Outputs[o].RequiresGrad)
                throw new InvalidOperationException(
                    $"{op}: output {o} of shape {Outputs[o].Shape} does not depend on the inputs; pass strict: false to take its derivative as zero");
    }

    /// <summary>The tensors that were passed to the function.</summary>
    public Tensor[] Inputs { get; }

    /// <summary>The tensors that the function returned.</summary>
    public Tensor[] Outputs { get; }

    /// <summary>The outputs to return to the caller; see <see cref="Result"/>.</summary>
    public Tensor[] Results => Array.ConvertAll(Outputs, Result);

    /// <summary>A tensor to return to the caller: detached from the graph unless createGraph is set.</summary>
    public Tensor Result(Tensor tensor) => _createGraph ? tensor : tensor.Detach();

    /// <summary>
    /// vᵀ·J of each input. If the outputs do not depend on an input, its product is zero, or an error if strict.
    /// </summary>
    public Tensor[] Gradients(Tensor[] outputs, Tensor[] v, Tensor[] inputs, bool createGraph, string what = "the outputs")
    {
        var used = Enumerable.Range(0, outputs.Length).Where(o => outputs[o].RequiresGrad).ToArray();
        var grads = used.Length == 0
            ? new Tensor?[inputs.Length]
            : Functional.Grad(
                Array.ConvertAll(used, o => outputs[o]), inputs, Array.ConvertAll(used, o => v[o]),
                retainGraph: true, createGraph, allowUnused: true);
        var result = new Tensor[inputs.Length];
        for (var i = 0; i < result.Length; i++)
        {
            if (grads[i] is null && _strict)
                throw new InvalidOperationException(
                    $"{_op}: {what} do not depend on input {i} of shape {inputs[i].Shape}; leave it out, or pass strict: false to take the "
                    + "derivative as zero");
            result[i] = grads[i] ?? Tensor.ZerosLike(inputs[i]);
        }

        return result;
    }

    /// <summary>
    /// The vectors to multiply with, checked against the shapes of <paramref name="of"/>. Without any they are ones, if
    /// each of those has a single element.
    /// </summary>
    public Tensor[] Vectors(Tensor[]? v, Tensor[] of, string what)
    {
        if (v is null)
        {
            for (var i = 0; i < of.Length; i++)
                if (of[i].Numel != 1)
                    throw new ArgumentException($"{_op}: {what} {i} has shape {of[i].Shape}, so there is no implicit vector; pass v of that shape");
            return Array.ConvertAll(of, tensor => Tensor.Ones(tensor.Shape, tensor.DType));
        }

        if (v.Length != of.Length) throw new ArgumentException($"{_op}: {v.Length} vectors for {of.Length} {what}s; pass one for each");
        for (var i = 0; i < v.Length; i++)
            if (v[i] is null)
                throw new ArgumentException($"{_op}: vector {i} is null; pass one of shape {of[i].Shape}", nameof(v));
            else if (!v[i].Shape.Equals(of[i].Shape))
                throw new ArgumentException($"{_op}: a vector of shape {v[i].Shape} for {what} {i} of shape {of[i].Shape}; they must be the same");
        return v;
    }

    /// <summary>The output of a function that returns a single number, as it must to have a Hessian.</summary>
    /// <exception cref="ArgumentException">It returned something else.</exception>
    public Tensor Scalar()
    {
        if (Outputs is not [{ Numel: 1 } output])
            throw new ArgumentException(
                $"{_op}: the function returned shape {Outputs[0].Shape}, and only a single number has a Hessian; reduce it with Sum() or Mean()");
        return output;
    }

    /// <summary>The recorded gradient of the scalar with respect to each input.</summary>
    public Tensor[] ScalarGradients()
    {
        var output = Scalar();
        return Gradients([output], [Tensor.Ones(output.Shape, output.DType)], Inputs, createGraph: true);
    }

    /// <summary>
    /// The Jacobian of a tensor with respect to each input, row by row, of the tensor's shape followed by the input's.
    /// </summary>
    public Tensor[] Rows(Tensor output, bool createGraph, string what)
    {
        var rows = Array.ConvertAll(Inputs, _ => new Tensor[output.Numel]);
        for (var row = 0; row < output.Numel; row++)
        {
            var unit = Tensor.Zeros(output.Shape, output.DType);
            unit.View(-1)[row] = Tensor.Ones(Shape.Scalar, output.DType);
            var grads = Gradients([output], [unit], Inputs, createGraph, what);
            for (var i = 0; i < grads.Length; i++) rows[i][row] = grads[i];
        }

        var result = new Tensor[Inputs.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var shape = Shape.Create([.. output.Shape, .. Inputs[i].Shape]);
            var stacked = rows[i].Length == 0 ? Tensor.Zeros(shape, Inputs[i].DType) : Tensor.Stack(rows[i]).View(shape.ToArray());
            result[i] = Result(stacked);
        }

        return result;
    }
}
