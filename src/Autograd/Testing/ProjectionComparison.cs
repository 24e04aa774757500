using System.Globalization;

namespace Autograd;

/// <summary>
/// Compares vᵀ·J·u, for random v and u, of the backward pass and of central differences: one number for each pair of an
/// output and an input. An error in any element of the Jacobian changes it.
/// </summary>
internal static class ProjectionComparison
{
    public static (long Compared, GradCheckFinding? Finding) Run(CheckedFunction function)
    {
        var random = new Random(function.Options.Seed);
        var seeds = Array.ConvertAll(function.Outputs, output => CheckedFunction.RandomValues(random, output.Numel));
        var directions = Array.ConvertAll(function.Differentiated, i => CheckedFunction.RandomValues(random, function.Inputs[i].Numel));
        var numeric = new double[directions.Length][];
        for (var i = 0; i < directions.Length; i++) numeric[i] = NumericProjections(function, function.Differentiated[i], directions[i], seeds);

        GradCheckFinding? finding = null;
        for (var o = 0; o < seeds.Length; o++)
        {
            var only = new Tensor?[seeds.Length];
            only[o] = Tensor.From(seeds[o], function.Outputs[o].Shape).To(function.Outputs[o].DType);
            var grads = function.Gradients(function.Outputs, only, function.Inputs);
            for (var i = 0; i < directions.Length; i++)
            {
                var analytic = grads[i] is { } grad ? Dot(CheckedFunction.Values(grad), directions[i]) : 0;
                finding ??= Compare(function, o, function.Differentiated[i], analytic, numeric[i][o]);
            }
        }

        return ((long)seeds.Length * directions.Length, finding);
    }

    /// <summary>Computes vᵀ·(f(x + hu) − f(x − hu)) / 2h for each output.</summary>
    private static double[] NumericProjections(CheckedFunction function, int input, double[] direction, double[][] seeds)
    {
        var values = CheckedFunction.Values(function.Inputs[input]);
        var eps = function.Options.Eps;
        var high = function.EvaluateAt(input, Perturbed(eps));
        var low = function.EvaluateAt(input, Perturbed(-eps));
        var result = new double[seeds.Length];
        for (var o = 0; o < seeds.Length; o++) result[o] = (Dot(high[o], seeds[o]) - Dot(low[o], seeds[o])) / (2 * eps);
        return result;

        double[] Perturbed(double step)
        {
            var perturbed = new double[values.Length];
            for (var i = 0; i < perturbed.Length; i++) perturbed[i] = values[i] + step * direction[i];
            return perturbed;
        }
    }

    private static GradCheckFinding? Compare(CheckedFunction function, int output, int input, double analytic, double numeric)
    {
        var allowed = function.Options.AbsoluteTolerance + function.Options.RelativeTolerance * Math.Abs(numeric);
        if (Math.Abs(analytic - numeric) <= allowed) return null;
        return new GradCheckFinding(GradCheckProblem.WrongGradient, string.Create(
            CultureInfo.InvariantCulture,
            $"{function.Check}: a random projection of the derivative of {function.OutputName(output)} by {function.InputName(input)} is "
            + $"{analytic:G9} by the backward pass and {numeric:G9} by difference quotient: they differ by {Math.Abs(analytic - numeric):G3}, "
            + $"and {allowed:G3} is allowed, though every element is within its own tolerance"));
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
