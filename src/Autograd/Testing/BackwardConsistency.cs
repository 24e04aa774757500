using System.Globalization;

namespace Autograd;

/// <summary>
/// Checks that gradients do not change if the backward pass runs again, if it is recorded, if outputs have no gradient,
/// if inputs and gradients have other memory layouts, and if inputs share memory or are the same tensor. It compares
/// gradients with gradients, so kinks and rounding do not disturb it.
/// </summary>
internal sealed class BackwardConsistency
{
    /// <summary>Up to this many inputs are checked in all pairs.</summary>
    private const int MaxInputsInAllPairs = 8;

    private readonly CheckedFunction _function;
    private readonly double[][] _seeds;
    private readonly List<GradCheckFinding> _findings = [];

    private BackwardConsistency(CheckedFunction function)
    {
        _function = function;
        var random = new Random(function.Options.Seed);
        _seeds = Array.ConvertAll(function.Outputs, output => CheckedFunction.RandomValues(random, output.Numel));
    }

    public static List<GradCheckFinding> Run(CheckedFunction function)
    {
        var checks = new BackwardConsistency(function);
        var reference = checks.GradientsOf(function.Copies());
        checks.Compare(
            GradCheckProblem.BackwardNotDeterministic, reference, checks.GradientsOf(function.Copies()),
            "a second backward pass over the same numbers",
            "it must not depend on chance or on the order in which threads finish", isExact: true);
        checks.Compare(
            GradCheckProblem.DependsOnRecording, reference, checks.GradientsOf(function.Copies(), createGraph: true),
            "the backward pass recorded (createGraph)",
            "a formula of its own for higher derivatives must be the same formula");
        if (function.Outputs.Length > 1) checks.CheckUndefinedGradients(reference);
        if (!function.Options.CheckLayouts) return checks._findings;
        checks.Compare(
            GradCheckProblem.DependsOnLayout, reference, checks.GradientsOf(function.Inputs),
            "the inputs as they were passed, not as contiguous copies", "");
        checks.CheckLayouts(reference);
        checks.CheckSeedLayouts(reference);
        checks.CheckAliases();
        return checks._findings;
    }

    /// <summary>
    /// Checks that the gradients of one output at a time, with the others undefined, sum to the gradients of all
    /// outputs.
    /// </summary>
    private void CheckUndefinedGradients(double[][] reference)
    {
        var sums = Array.ConvertAll(reference, grad => new double[grad.Length]);
        for (var o = 0; o < _seeds.Length; o++)
        {
            var inputs = _function.Copies();
            var outputs = _function.Evaluate(inputs);
            var only = new Tensor?[outputs.Length];
            only[o] = Seeds(outputs)[o];
            var grads = ValuesOf(_function.Gradients(outputs, only, inputs), inputs);
            for (var i = 0; i < sums.Length; i++)
                for (var k = 0; k < sums[i].Length; k++) sums[i][k] += grads[i][k];
        }

        Compare(
            GradCheckProblem.UndefinedGradient, reference, sums, "one output at a time, the others without a gradient",
            "treat an output whose gradient is undefined as one whose gradient is zero");
    }

    private void CheckLayouts(double[][] reference)
    {
        foreach (var layout in Enum.GetValues<MemoryLayout>())
        {
            var arranged = Array.ConvertAll(_function.Inputs, input => input.RequiresGrad ? input.WithLayout(layout) : input.Detach().Clone());
            var expected = reference;
            if (layout == MemoryLayout.Expanded)
            {
                // The values of an expanded input repeat, so the reference is computed from contiguous copies of them.
                var copies = Array.ConvertAll(arranged, input => CheckedFunction.Leaf(input.Detach().Clone(), input.RequiresGrad));
                if (!TryGradientsOf(copies, $"{layout.Describe()} inputs, copied", GradCheckProblem.DependsOnLayout, out expected)) continue;
            }

            var circumstance = $"{layout.Describe()} inputs";
            if (TryGradientsOf(arranged, circumstance, GradCheckProblem.DependsOnLayout, out var actual))
                Compare(GradCheckProblem.DependsOnLayout, expected, actual, circumstance, "follow the strides of what was saved");
        }
    }

    private void CheckSeedLayouts(double[][] reference)
    {
        var inputs = _function.Copies();
        var outputs = _function.Evaluate(inputs);
        var stepped = Array.ConvertAll(Seeds(outputs), seed => seed!.WithLayout(MemoryLayout.Stepped));
        Compare(
            GradCheckProblem.DependsOnLayout, reference, ValuesOf(_function.Gradients(outputs, stepped, inputs), inputs),
            "stepped gradients of the outputs",
            "follow the strides of the gradient");
        var ones = Array.ConvertAll(outputs, output => Tensor.Ones(output.Shape, output.DType));
        var expanded = Array.ConvertAll(outputs, output => Tensor.Ones(Shape.Scalar, output.DType).Expand(output.Shape.Sizes));
        Compare(
            GradCheckProblem.DependsOnLayout,
            ValuesOf(_function.Gradients(outputs, ones, inputs), inputs),
            ValuesOf(_function.Gradients(outputs, expanded, inputs), inputs),
            "gradients of the outputs that are one number, expanded",
            "follow the strides of the gradient, and never write to it");
    }

    /// <summary>
    /// Compares the gradients for two inputs of one shape and equal values: as separate tensors, as tensors that share
    /// memory, and as one tensor. Among many inputs, each is paired only with the next of its shape, because a pair
    /// costs as much as the difference quotients of one input.
    /// </summary>
    private void CheckAliases()
    {
        var differentiated = _function.Differentiated;
        for (var a = 0; a < differentiated.Length; a++)
        {
            var partners = differentiated.Length > MaxInputsInAllPairs ? 1 : differentiated.Length;
            for (var b = a + 1; b < differentiated.Length && partners > 0; b++)
            {
                var (i, j) = (differentiated[a], differentiated[b]);
                if (!_function.Inputs[i].Shape.Equals(_function.Inputs[j].Shape)
                    || _function.Inputs[i].DType != _function.Inputs[j].DType) continue;
                partners--;
                var separate = _function.Copies();
                separate[j] = CheckedFunction.Leaf(separate[i].Detach().Clone(), requiresGrad: true);
                var pair = $"{_function.InputName(i)} and {_function.InputName(j)}";
                if (!TryGradientsOf(separate, $"the same numbers in {pair}", GradCheckProblem.DependsOnAliasing, out var expected)) continue;

                var sharing = _function.Copies();
                sharing[j] = CheckedFunction.Leaf(sharing[i].Detach(), requiresGrad: true);
                if (TryGradientsOf(sharing, $"{pair} in the same memory", GradCheckProblem.DependsOnAliasing, out var shared))
                    Compare(GradCheckProblem.DependsOnAliasing, expected, shared, $"{pair} in the same memory", "do not write to inputs");

                if (_function.DistinguishesInputs) continue;
                var same = _function.Copies();
                same[j] = same[i];
                if (!TryGradientsOf(same, $"one tensor for {pair}", GradCheckProblem.DependsOnAliasing, out var total)) continue;

                // If both inputs are one tensor, each gets the derivative by that tensor, the sum of both.
                for (var k = 0; k < expected[a].Length; k++) expected[a][k] = expected[b][k] = expected[a][k] + expected[b][k];
                Compare(
                    GradCheckProblem.DependsOnAliasing, expected, total, $"one tensor for {pair}",
                    "its gradient is the sum of both; add, do not overwrite");
            }
        }
    }

    /// <summary>
    /// As <see cref="GradientsOf"/>, but returns false if the function rejects such inputs, which is not a fault of the
    /// backward pass, or if the backward pass fails, which is reported.
    /// </summary>
    private bool TryGradientsOf(Tensor[] inputs, string circumstance, GradCheckProblem problem, out double[][] gradients)
    {
        gradients = [];
        Tensor[] outputs;
        try
        {
            outputs = _function.Evaluate(inputs);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }

        if (outputs.Length != _seeds.Length || Enumerable.Range(0, outputs.Length).Any(o => outputs[o].Numel != _seeds[o].Length)) return false;
        try
        {
            gradients = ValuesOf(_function.Gradients(outputs, Seeds(outputs), inputs), inputs);
            return true;
        }
        catch (Exception e)
        {
            if (!_findings.Exists(finding => finding.Problem == problem))
                _findings.Add(new GradCheckFinding(problem, $"{_function.Check}: with {circumstance}, the backward pass fails: {e.Message}"));
            return false;
        }
    }

    private double[][] GradientsOf(Tensor[] inputs, bool createGraph = false)
    {
        var outputs = _function.Evaluate(inputs);
        return ValuesOf(_function.Gradients(outputs, Seeds(outputs), inputs, createGraph), inputs);
    }

    private Tensor?[] Seeds(Tensor[] outputs)
    {
        var seeds = new Tensor?[outputs.Length];
        for (var o = 0; o < seeds.Length; o++) seeds[o] = Tensor.From(_seeds[o], outputs[o].Shape).To(outputs[o].DType);
        return seeds;
    }

    /// <summary>Returns the values of the gradients; zeros for a gradient that is null.</summary>
    private double[][] ValuesOf(Tensor?[] grads, Tensor[] inputs)
    {
        var values = new double[grads.Length][];
        for (var i = 0; i < values.Length; i++)
            values[i] = grads[i] is { } grad ? CheckedFunction.Values(grad) : new double[inputs[_function.Differentiated[i]].Numel];
        return values;
    }

    private void Compare(
        GradCheckProblem problem, double[][] expected, double[][] actual, string circumstance, string advice, bool isExact = false)
    {
        if (_findings.Exists(finding => finding.Problem == problem)) return;
        for (var i = 0; i < expected.Length; i++)
        {
            for (var k = 0; k < expected[i].Length; k++)
            {
                if (isExact ? expected[i][k].Equals(actual[i][k]) : IsSame(expected[i][k], actual[i][k])) continue;
                var input = _function.Differentiated[i];
                var index = string.Join(", ", _function.Inputs[input].Shape.IndexAt(k));
                var ending = advice.Length == 0 ? "" : $"; {advice}";
                _findings.Add(new GradCheckFinding(problem, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_function.Check}: with {circumstance}, the gradient of {_function.InputName(input)} at [{index}] is "
                    + $"{actual[i][k]:G9} instead of {expected[i][k]:G9}{ending}")));
                return;
            }
        }
    }

    /// <summary>True if two gradients differ by no more than the order of additions can explain.</summary>
    private bool IsSame(double a, double b) =>
        a.Equals(b) || Math.Abs(a - b) <= 1e-2 * _function.Options.AbsoluteTolerance + 1e-3 * _function.Options.RelativeTolerance * Math.Abs(a);
}
