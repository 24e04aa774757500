namespace Autograd;

/// <summary>
/// The function that a gradient check tests, with its inputs and outputs. Evaluates and differentiates it.
/// </summary>
internal sealed class CheckedFunction
{
    private readonly Func<Tensor[], Tensor[]> _function;

    public CheckedFunction(string check, Func<Tensor[], Tensor[]> function, Tensor[] inputs, GradCheckOptions options)
    {
        _function = function;
        (Check, Inputs, Options) = (check, inputs, options);
        Differentiated = [.. Enumerable.Range(0, inputs.Length).Where(i => inputs[i].RequiresGrad)];
        if (Differentiated.Length == 0)
            throw new ArgumentException($"{check}: no input requires a gradient; make at least one with requiresGrad: true");
        foreach (var i in Differentiated)
            if (inputs[i].DType != DType.Float64 && !options.HasTolerances)
                throw new ArgumentException(
                    $"{check}: input {i} is {inputs[i].DType}, too coarse for difference quotients with the default tolerances; pass Float64, or "
                    + "GradCheckOptions with an Eps, an AbsoluteTolerance and a RelativeTolerance of your own");
        Outputs = Evaluate(inputs);
        if (Outputs.Length > 0) return;
        var dtypes = string.Join(", ", function(inputs).Select(output => output.DType));
        throw new ArgumentException(
            $"{check}: the function returned {(dtypes.Length == 0 ? "nothing" : dtypes)}; only floating results have gradients");
    }

    /// <summary>The name of the check, with which messages begin.</summary>
    public string Check { get; }

    public GradCheckOptions Options { get; }

    public Tensor[] Inputs { get; }

    /// <summary>The indices of the inputs that require a gradient.</summary>
    public int[] Differentiated { get; }

    /// <summary>The floating results for the caller's inputs; other results have no gradients.</summary>
    public Tensor[] Outputs { get; }

    /// <summary>
    /// True if the result depends on the identity of the inputs, not only on their values: a derivative treats a tensor
    /// that is passed twice as one variable.
    /// </summary>
    public bool DistinguishesInputs { get; init; }

    public Func<int, string>? OutputNames { get; init; }

    public Func<int, string>? InputNames { get; init; }

    public string OutputName(int output) =>
        OutputNames is not null ? OutputNames(output) : Outputs.Length == 1 ? "the output" : $"output {output}";

    public string InputName(int input) => InputNames is not null ? InputNames(input) : $"input {input}";

    /// <summary>Evaluates the function, and returns its floating results.</summary>
    public Tensor[] Evaluate(Tensor[] inputs) => [.. _function(inputs).Where(output => output.DType.IsFloatingPoint())];

    /// <summary>Evaluates the function with other values in one input, and returns the values of its results.</summary>
    public double[][] EvaluateAt(int input, double[] values)
    {
        var copies = Copies();
        copies[input] = Leaf(Tensor.From(values, Inputs[input].Shape).To(Inputs[input].DType), requiresGrad: true);
        return Array.ConvertAll(Evaluate(copies), Values);
    }

    /// <summary>
    /// Copies the inputs to contiguous leaves that share no memory, so that the caller's tensors do not change.
    /// </summary>
    public Tensor[] Copies() => Array.ConvertAll(Inputs, input => Leaf(input.Detach().Clone(), input.RequiresGrad));

    /// <summary>
    /// Computes the gradients of the differentiated inputs; null for an input on which no output depends.
    /// </summary>
    public Tensor?[] Gradients(Tensor[] outputs, Tensor?[] seeds, Tensor[] inputs, bool createGraph = false)
    {
        var wanted = Array.ConvertAll(Differentiated, i => inputs[i]);
        var used = Enumerable.Range(0, outputs.Length).Where(o => outputs[o].RequiresGrad && seeds[o] is not null).ToArray();
        if (used.Length == 0) return new Tensor?[wanted.Length];
        return Functional.Grad(
            Array.ConvertAll(used, o => outputs[o]),
            wanted,
            Array.ConvertAll(used, o => seeds[o]),
            retainGraph: true,
            createGraph,
            allowUnused: true);
    }

    public static Tensor Leaf(Tensor tensor, bool requiresGrad)
    {
        tensor.RequiresGrad = requiresGrad;
        return tensor;
    }

    public static double[] Values(Tensor tensor) => tensor.Detach().To(DType.Float64).ToArray<double>();

    /// <summary>
    /// Draws numbers of both signs, none near zero, so that no symmetry of a function hides an error.
    /// </summary>
    public static double[] RandomValues(Random random, int count)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = (0.5 + random.NextDouble()) * (random.Next(2) == 0 ? 1 : -1);
        return values;
    }
}
