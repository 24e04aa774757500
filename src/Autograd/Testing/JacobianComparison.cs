namespace Autograd;

/// <summary>Compares the Jacobians of a function by its backward pass and by central differences, element by element.</summary>
internal sealed class JacobianComparison
{
    private readonly Func<Tensor[], Tensor[]> _function;
    private readonly Tensor[] _inputs;
    private readonly GradCheckOptions _options;
    private readonly Tensor[] _outputs;
    private long _compared;
    private double _worstRatio = -1;
    private GradCheckElement? _worst;

    private JacobianComparison(Func<Tensor[], Tensor[]> function, Tensor[] inputs, GradCheckOptions options)
    {
        _function = function;
        _inputs = inputs;
        _options = options;
        _outputs = function(inputs);
    }

    public static GradCheckReport Run(Func<Tensor[], Tensor[]> function, Tensor[] inputs, GradCheckOptions? options)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var used = options ?? GradCheckOptions.Default;
        if (!inputs.Any(input => input.RequiresGrad))
            throw new ArgumentException("gradCheck: no input requires a gradient; make at least one with requiresGrad: true");
        for (var i = 0; i < inputs.Length; i++)
            if (inputs[i].RequiresGrad && inputs[i].DType == DType.Float32 && used == GradCheckOptions.Default)
                throw new ArgumentException(
                    $"gradCheck: input {i} is Float32, too coarse for difference quotients with the default tolerances; "
                    + "pass Float64, or options of your own");

        // The function is differentiated whatever the mode around the check.
        using var mode = GradMode.EnableGrad();
        var comparison = new JacobianComparison(function, inputs, used);
        comparison.CompareAll();
        return new GradCheckReport(comparison._compared, comparison._worst);
    }

    private void CompareAll()
    {
        foreach (var output in _outputs)
            if (!output.DType.IsFloatingPoint())
                throw new ArgumentException(
                    $"gradCheck: the function returned {output.DType}; only floating results have gradients");
        CheckDeterministic();

        var differentiated = Enumerable.Range(0, _inputs.Length).Where(i => _inputs[i].RequiresGrad).ToArray();
        var analytic = AnalyticJacobians(differentiated);
        for (var i = 0; i < differentiated.Length; i++)
        {
            for (var element = 0; element < _inputs[differentiated[i]].Numel; element++)
                CompareColumn(differentiated[i], element, analytic[i]);
        }
    }

    /// <summary>
    /// For each input, for each output, the rows of the Jacobian; a row is null where nothing depends on the input.
    /// </summary>
    private double[]?[][][] AnalyticJacobians(int[] differentiated)
    {
        var wanted = differentiated.Select(i => _inputs[i]).ToArray();
        var result = wanted.Select(_ => _outputs.Select(output => new double[]?[output.Numel]).ToArray()).ToArray();
        for (var o = 0; o < _outputs.Length; o++)
        {
            var output = _outputs[o];
            if (!output.RequiresGrad) continue;
            for (var row = 0; row < output.Numel; row++)
            {
                var unit = new double[output.Numel];
                unit[row] = 1;
                var grads = Functional.Grad(
                    [output], wanted, [Tensor.From(unit, output.Shape).To(output.DType)], retainGraph: true, allowUnused: true);
                for (var i = 0; i < grads.Length; i++) result[i][o][row] = grads[i] is { } grad ? Values(grad) : null;
            }
        }

        return result;
    }

    private void CompareColumn(int input, int element, double[]?[][] analytic)
    {
        var (high, highValue) = Moved(input, element, _options.Eps);
        var (low, lowValue) = Moved(input, element, -_options.Eps);
        for (var o = 0; o < _outputs.Length; o++)
        {
            for (var row = 0; row < _outputs[o].Numel; row++)
            {
                var numeric = (high[o][row] - low[o][row]) / (highValue - lowValue);
                Compare(o, row, input, element, analytic[o][row]?[element] ?? 0, numeric);
            }
        }
    }

    private void Compare(int output, int row, int input, int element, double analytic, double numeric)
    {
        _compared++;
        var allowed = _options.AbsoluteTolerance + _options.RelativeTolerance * Math.Abs(numeric);
        var error = Math.Abs(analytic - numeric);
        var ratio = double.IsNaN(error) ? double.PositiveInfinity : error / allowed;
        if (ratio <= _worstRatio) return;
        _worstRatio = ratio;
        _worst = new GradCheckElement(
            output,
            IndexOf(row, _outputs[output].Shape),
            input,
            IndexOf(element, _inputs[input].Shape),
            analytic,
            numeric,
            allowed);
    }

    /// <summary>
    /// The outputs with one element of one input moved, and where it came to lie after rounding. The inputs are copies, so that
    /// elements
    /// which share memory move one at a time and the caller's tensors stay as they are.
    /// </summary>
    private (double[][] Outputs, double Moved) Moved(int input, int element, double by)
    {
        var copies = Array.ConvertAll(_inputs, LeafCopy);
        var values = Values(copies[input]);
        values[element] += by;
        var moved = Tensor.From(values, copies[input].Shape).To(copies[input].DType);
        moved.RequiresGrad = true;
        copies[input] = moved;
        return (Array.ConvertAll(_function(copies), Values), Values(moved)[element]);
    }

    private void CheckDeterministic()
    {
        var again = _function(Array.ConvertAll(_inputs, LeafCopy));
        for (var o = 0; o < _outputs.Length; o++)
            if (!again[o].Shape.Equals(_outputs[o].Shape)
                || !Values(again[o]).Zip(Values(_outputs[o])).All(pair => IsRepetition(pair.First, pair.Second)))
                throw new ArgumentException(
                    "gradCheck: the function gave two results for the same numbers; it must not depend on strides, on chance "
                    + "(seed its generator inside it) or on what it changed before");
    }

    /// <summary>Whether two results are the same number, but for rounding too small to show in a difference quotient.</summary>
    private bool IsRepetition(double a, double b) =>
        a.Equals(b) || Math.Abs(a - b) <= _options.Eps * _options.AbsoluteTolerance * Math.Max(1, Math.Abs(a));

    private static Tensor LeafCopy(Tensor input)
    {
        var copy = input.Detach().Clone();
        copy.RequiresGrad = input.RequiresGrad;
        return copy;
    }

    private static double[] Values(Tensor tensor) => tensor.Detach().To(DType.Float64).ToArray<double>();

    private static int[] IndexOf(int element, Shape shape)
    {
        var index = new int[shape.Count];
        for (var d = index.Length - 1; d >= 0; d--)
        {
            index[d] = element % shape[d];
            element /= shape[d];
        }

        return index;
    }
}
