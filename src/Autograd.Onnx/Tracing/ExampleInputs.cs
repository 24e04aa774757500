namespace Autograd.Onnx;

/// <summary>
/// The example inputs of an export with their names and dynamic axes, and inputs of other sizes and numbers for further
/// runs.
/// </summary>
internal sealed class ExampleInputs
{
    private readonly Tensor[] _inputs;

    public ExampleInputs(
        Tensor[] inputs, IReadOnlyList<string>? names, IReadOnlyList<string>? outputNames, Dictionary<string, Dictionary<int, string>>? dynamicAxes,
        bool dynamicBatch)
    {
        if (inputs.Length == 0) throw new ArgumentException("ExportOnnx: no inputs; pass an example of each", nameof(inputs));
        for (var i = 0; i < inputs.Length; i++)
            if (inputs[i] is null) throw new ArgumentException($"ExportOnnx: input {i} is null; pass a tensor", nameof(inputs));
        _inputs = inputs;
        Names = NamesOf("inputNames", "inputs", names, inputs.Length, "input");
        Axes = [.. inputs.Select(_ => new Dictionary<int, string>())];
        if (dynamicBatch) AddBatch();
        foreach (var (name, axes) in dynamicAxes ?? [])
        {
            var index = Array.IndexOf(Names, name);
            if (index >= 0) AddAxes(index, axes);
            else if (outputNames is null || !outputNames.Contains(name))
                throw new ArgumentException(
                    $"ExportOnnx: dynamicAxes for \"{name}\", which is no input; the inputs are {string.Join(", ", Names)}", nameof(dynamicAxes));
        }

        Symbols = [.. Axes.SelectMany(axes => axes.Values).Distinct()];
        foreach (var symbol in Symbols) CheckSize(symbol);
    }

    /// <summary>The names of the inputs.</summary>
    public string[] Names { get; }

    /// <summary>For each input the names of its dynamic dimensions.</summary>
    public Dictionary<int, string>[] Axes { get; }

    /// <summary>The names of all dynamic axes.</summary>
    public string[] Symbols { get; }

    /// <summary>
    /// The runs: what each changes, for messages, and the factors of the axes' sizes. Sizes are multiplied, since a
    /// module may need even ones. Three sizes of each axis, and all axes changed at once, tell what depends on them.
    /// </summary>
    public IReadOnlyList<(string What, Dictionary<string, int> Factors)> Runs()
    {
        var runs = new List<(string, Dictionary<string, int>)>
        {
            ("the inputs", []),
            ("other numbers", []),
        };
        foreach (var symbol in Symbols)
        {
            runs.Add(($"twice the size of {symbol}", new() { [symbol] = 2 }));
            runs.Add(($"three times the size of {symbol}", new() { [symbol] = 3 }));
        }

        if (Symbols.Length > 1)
            runs.Add(("other sizes of all dynamic axes", Symbols.Index().ToDictionary(axis => axis.Item, axis => 2 + axis.Index % 2)));
        return runs;
    }

    /// <summary>The inputs of a run.</summary>
    /// <param name="factors">The factors of the axes' sizes.</param>
    /// <param name="run">The number of the run; the first has the example's numbers.</param>
    /// <param name="isMild">True for numbers that are close to those of the example.</param>
    public Tensor[] Of(Dictionary<string, int> factors, int run, bool isMild) =>
        [.. _inputs.Select((input, i) => Varied(Resized(input, Axes[i], factors), run, isMild))];

    /// <summary>Names as they were passed, or numbered ones.</summary>
    public static string[] NamesOf(string parameter, string what, IReadOnlyList<string>? names, int count, string stem)
    {
        if (names is null) return count == 1 ? [stem] : [.. Enumerable.Range(0, count).Select(i => $"{stem}_{i}")];
        if (names.Count != count)
            throw new ArgumentException($"ExportOnnx: {names.Count} {parameter} for {count} {what}; name each", parameter);
        if (names.Any(string.IsNullOrEmpty) || names.Distinct().Count() != count)
        {
            throw new ArgumentException(
                $"ExportOnnx: {parameter} {string.Join(", ", names.Select(name => $"\"{name}\""))}; each must be there and differ from the others",
                parameter);
        }

        return [.. names];
    }

    private void AddBatch()
    {
        for (var i = 0; i < _inputs.Length; i++)
        {
            if (_inputs[i].NDim == 0)
            {
                throw new ArgumentException(
                    $"ExportOnnx: dynamicBatch for the input {Names[i]}, which has no dimension; name the axes in dynamicAxes");
            }

            Axes[i][0] = "batch";
        }
    }

    private void AddAxes(int index, Dictionary<int, string> dynamicAxes)
    {
        var shape = _inputs[index].Shape;
        foreach (var (dim, symbol) in dynamicAxes)
        {
            var d = dim < 0 ? dim + shape.Count : dim;
            if (d < 0 || d >= shape.Count)
            {
                throw new ArgumentException(
                    $"ExportOnnx: dynamicAxes name dimension {dim} of {Names[index]}, which has shape {shape}", nameof(dynamicAxes));
            }

            if (string.IsNullOrEmpty(symbol))
            {
                throw new ArgumentException(
                    $"ExportOnnx: dynamicAxes give no name to dimension {dim} of {Names[index]}; call it batch, time, …", nameof(dynamicAxes));
            }

            Axes[index][d] = symbol;
        }
    }

    private void CheckSize(string symbol)
    {
        int? size = null;
        for (var i = 0; i < _inputs.Length; i++)
        {
            foreach (var (d, name) in Axes[i])
            {
                if (name != symbol) continue;
                var own = _inputs[i].Shape[d];
                if (own == 0) throw new ArgumentException($"ExportOnnx: the axis {symbol} has size 0 in {Names[i]}; pass an example with elements");
                if (size is { } other && other != own)
                {
                    throw new ArgumentException(
                        $"ExportOnnx: the axis {symbol} has size {own} in {Names[i]} and {other} before; axes of one name have one size");
                }

                size = own;
            }
        }
    }

    private static Tensor Resized(Tensor input, Dictionary<int, string> axes, Dictionary<string, int> factors)
    {
        var repeats = Enumerable.Repeat(1, input.NDim).ToArray();
        foreach (var (d, symbol) in axes)
        {
            // A size of 1 is never used, because it would look as if the dimension were missing or broadcast.
            repeats[d] = factors.GetValueOrDefault(symbol, 1) * (input.Shape[d] == 1 ? 2 : 1);
        }

        var plain = input.Detach();
        return input.NDim == 0 ? plain.Clone() : plain.Repeat(repeats);
    }

    // Integers may be indices, so each is one of the example, and some are left out; floating numbers change their size
    // and sign, too.
    private static Tensor Varied(Tensor input, int run, bool isMild)
    {
        if (run == 0 || input.Numel == 0) return input;
        if (!input.DType.IsFloatingPoint())
        {
            var places = Enumerable.Range(0, input.Numel).Select(i => (i / 2 + run) % input.Numel).ToArray();
            return input.Flatten().IndexSelect(0, Tensor.From(places)).Reshape([.. input.Shape.Sizes]);
        }

        var moved = input.Flatten().Roll(run % input.Numel, 0).Reshape([.. input.Shape.Sizes]);
        if (isMild) return moved * (1 + run / 64.0);
        var ramp = Tensor.Arange(input.Numel).To(input.DType).Reshape([.. input.Shape.Sizes]) / input.Numel;
        return moved * (run % 2 == 0 ? 0.5 + run / 4.0 : -0.5 - run / 4.0) + (ramp - 0.5) * (0.1 * run);
    }
}
