namespace Autograd;

/// <summary>Runs a gradient check.</summary>
internal static class GradientCheck
{
    public static GradCheckReport Run(CheckedFunction function)
    {
        if (CheckDeterminism(function) is { } chance) return new GradCheckReport(0, 0, null, [chance]);
        var (compared, disagreeing, worst, finding) = function.Options.Mode == GradCheckMode.Fast
            ? Project(function) : JacobianComparison.Run(function);
        var findings = BackwardConsistency.Run(function);
        if (finding is not null) findings.Insert(0, finding);
        return new GradCheckReport(compared, disagreeing, worst, findings);
    }

    /// <summary>Compares projections; if one disagrees, compares the Jacobians to find the element.</summary>
    private static (long Compared, long Disagreeing, GradCheckElement? Worst, GradCheckFinding? Finding) Project(CheckedFunction function)
    {
        var (compared, projection) = ProjectionComparison.Run(function);
        if (projection is null) return (compared, 0, null, null);
        var exact = JacobianComparison.Run(function);

        // Each element may be within its tolerance, or a kink that is skipped, although the projection is not.
        if (exact.Finding is null && !function.Options.SkipKinks) exact.Finding = projection;
        return exact;
    }

    /// <summary>
    /// Returns the function that maps the inputs and the outputs' gradients to the inputs' gradients.
    /// </summary>
    public static CheckedFunction Derivative(Func<Tensor[], Tensor[]> function, Tensor[] inputs, GradCheckOptions options)
    {
        var first = new CheckedFunction("CheckGradGrad", function, inputs, options);
        var random = new Random(options.Seed);
        var seeds = Array.ConvertAll(first.Outputs, output => CheckedFunction.Leaf(
            Tensor.From(CheckedFunction.RandomValues(random, output.Numel), output.Shape).To(output.DType), requiresGrad: true));
        return new CheckedFunction("CheckGradGrad", Gradients, [.. inputs, .. seeds], options)
        {
            DistinguishesInputs = true,
            OutputNames = i => $"the gradient of input {first.Differentiated[i]}",
            InputNames = i => i < inputs.Length ? $"input {i}"
                : seeds.Length == 1 ? "the gradient of the output" : $"the gradient of output {i - inputs.Length}",
        };

        Tensor[] Gradients(Tensor[] x)
        {
            var wanted = Array.ConvertAll(first.Differentiated, i => x[i]);
            var outputs = first.Evaluate(x[..inputs.Length]);
            var used = Enumerable.Range(0, outputs.Length).Where(o => outputs[o].RequiresGrad).ToArray();
            if (used.Length == 0) return Array.ConvertAll(wanted, input => Tensor.ZerosLike(input));
            var grads = Functional.Grad(
                Array.ConvertAll(used, o => outputs[o]), wanted, Array.ConvertAll(used, o => x[inputs.Length + o]),
                createGraph: true, allowUnused: true);
            return [.. grads.Zip(wanted, (grad, input) => grad ?? Tensor.ZerosLike(input))];
        }
    }

    private static GradCheckFinding? CheckDeterminism(CheckedFunction function)
    {
        var again = function.Evaluate(function.Copies());
        for (var o = 0; o < function.Outputs.Length; o++)
        {
            var isSame = o < again.Length && again[o].Shape.Equals(function.Outputs[o].Shape)
                && CheckedFunction.Values(again[o]).Zip(CheckedFunction.Values(function.Outputs[o]))
                    .All(pair => IsRepetition(pair.First, pair.Second, function.Options));
            if (!isSame)
                return new GradCheckFinding(
                    GradCheckProblem.FunctionNotDeterministic,
                    $"{function.Check}: the function gave two results for the same numbers in {function.OutputName(o)}; it must not depend "
                    + "on strides, on chance (seed its generator inside it) or on what it changed before");
        }

        return null;
    }

    /// <summary>
    /// True if two results are equal up to a rounding error that is too small to affect a difference quotient.
    /// </summary>
    private static bool IsRepetition(double a, double b, GradCheckOptions options) =>
        a.Equals(b) || Math.Abs(a - b) <= options.Eps * options.AbsoluteTolerance * Math.Max(1, Math.Abs(a));
}
