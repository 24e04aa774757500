namespace Autograd;

/// <summary>Compares the Jacobians of the backward pass and of central differences, element by element.</summary>
internal sealed class JacobianComparison
{
    // The number of the worst elements that are diagnosed. A kink among them must not hide a wrong gradient.
    private const int MaxDiagnosed = 16;

    private readonly CheckedFunction _function;
    private readonly List<Disagreement> _disagreements = [];
    private double _worstRatio = -1;
    private GradCheckElement? _worst;

    private JacobianComparison(CheckedFunction function) => _function = function;

    private readonly record struct Disagreement(int Output, int Row, int Input, int Element, double Analytic, double Numeric, double Ratio);

    /// <summary>Returns the number of elements, the number that disagree, the worst element, and its problem.</summary>
    public static (long Compared, long Disagreeing, GradCheckElement? Worst, GradCheckFinding? Finding) Run(CheckedFunction function)
    {
        var comparison = new JacobianComparison(function);
        var compared = comparison.CompareAll();
        var finding = comparison.Diagnose();
        return (compared, comparison._disagreements.Count, comparison._worst, finding);
    }

    private long CompareAll()
    {
        var compared = 0L;
        var analytic = AnalyticJacobians();
        for (var i = 0; i < analytic.Length; i++)
        {
            var input = _function.Differentiated[i];
            var values = CheckedFunction.Values(_function.Inputs[input]);
            for (var element = 0; element < values.Length; element++)
            {
                var quotients = new DifferenceQuotient(_function, input, values, element).Central(_function.Options.Eps);
                for (var o = 0; o < quotients.Length; o++)
                {
                    for (var row = 0; row < quotients[o].Length; row++, compared++)
                        Compare(o, row, input, element, analytic[i][o][row]?[element] ?? 0, quotients[o][row]);
                }
            }
        }

        return compared;
    }

    /// <summary>
    /// Computes the rows of the Jacobian for each differentiated input and each output; a row is null if it does not
    /// depend on the input.
    /// </summary>
    private double[]?[][][] AnalyticJacobians()
    {
        var outputs = _function.Outputs;
        var result = _function.Differentiated.Select(_ => outputs.Select(output => new double[]?[output.Numel]).ToArray()).ToArray();
        var seeds = new Tensor?[outputs.Length];
        for (var o = 0; o < outputs.Length; o++)
        {
            for (var row = 0; row < outputs[o].Numel; row++)
            {
                var unit = new double[outputs[o].Numel];
                unit[row] = 1;
                seeds[o] = Tensor.From(unit, outputs[o].Shape).To(outputs[o].DType);
                var grads = _function.Gradients(outputs, seeds, _function.Inputs);
                for (var i = 0; i < grads.Length; i++) result[i][o][row] = grads[i] is { } grad ? CheckedFunction.Values(grad) : null;
            }

            seeds[o] = null;
        }

        return result;
    }

    private void Compare(int output, int row, int input, int element, double analytic, double numeric)
    {
        var allowed = Allowed(numeric);
        var error = Math.Abs(analytic - numeric);
        var ratio = double.IsNaN(error) ? double.PositiveInfinity : error / allowed;
        var disagreement = new Disagreement(output, row, input, element, analytic, numeric, ratio);
        if (ratio > 1) _disagreements.Add(disagreement);
        if (ratio <= _worstRatio) return;
        _worstRatio = ratio;
        _worst = ElementOf(disagreement);
    }

    /// <summary>
    /// Diagnoses the worst element at which the function is smooth, or the worst of all if there is none.
    /// </summary>
    private GradCheckFinding? Diagnose()
    {
        _disagreements.Sort((a, b) => b.Ratio.CompareTo(a.Ratio));
        GradCheckFinding? first = null;
        GradCheckElement? firstElement = null;
        for (var k = 0; k < _disagreements.Count; k++)
        {
            if (!_function.Options.SkipKinks && k == MaxDiagnosed) break;
            var d = _disagreements[k];
            var element = ElementOf(d);
            var quotient = new DifferenceQuotient(_function, d.Input, CheckedFunction.Values(_function.Inputs[d.Input]), d.Element);
            var (problem, reason, isSubgradient) = quotient.Diagnose(d.Output, d.Row, d.Analytic, element.Allowed);
            if (_function.Options.SkipKinks && isSubgradient)
            {
                _disagreements.RemoveAt(k--);
                continue;
            }

            if (first is not null && problem != GradCheckProblem.WrongGradient) continue;
            var description = element.Describe(_function.OutputName(d.Output), _function.InputName(d.Input));
            var finding = new GradCheckFinding(problem, $"{_function.Check}: {description}{reason}");
            if (first is null || problem == GradCheckProblem.WrongGradient) (first, firstElement) = (finding, element);
            if (problem == GradCheckProblem.WrongGradient) break;
        }

        if (first is null)
        {
            // Either nothing disagrees, or the worst element is a kink that is skipped.
            if (_worst is { Passed: false }) _worst = null;
            return null;
        }

        _worst = firstElement;
        if (_disagreements.Count == 1) return first;
        return first with { Message = $"{first.Message}; in all, {_disagreements.Count} elements disagree" };
    }

    private GradCheckElement ElementOf(Disagreement d) => new(
        d.Output,
        _function.Outputs[d.Output].Shape.IndexAt(d.Row),
        d.Input,
        _function.Inputs[d.Input].Shape.IndexAt(d.Element),
        d.Analytic,
        d.Numeric,
        Allowed(d.Numeric));

    private double Allowed(double numeric) =>
        _function.Options.AbsoluteTolerance + _function.Options.RelativeTolerance * Math.Abs(numeric);
}
