using Autograd.NN;

namespace Autograd.Onnx.RuntimeTests;

/// <summary>A module or function, exported with a dynamic first dimension and run with several sizes of it.</summary>
/// <param name="Name">The name of the test.</param>
/// <param name="Make">Makes the module and its forward pass.</param>
/// <param name="Inputs">Makes inputs for a size of the batch.</param>
internal sealed record OnnxCase(string Name, Func<(Module Module, Func<Tensor[], object> Forward)> Make, Func<int, Tensor[]> Inputs)
{
    /// <summary>The sizes of the batch that the file is run with; the first is that of the export.</summary>
    public int[] Batches { get; init; } = [2, 5, 1];

    /// <summary>The dynamic dimension of every input; null for none.</summary>
    public int? DynamicDim { get; init; } = 0;

    /// <summary>How far numbers may be apart, absolutely and relative to their size.</summary>
    public double Tolerance { get; init; } = 1e-5;

    /// <summary>A module of one floating input of a shape behind the batch.</summary>
    public static OnnxCase Of(string name, Func<UnaryModule> make, params int[] shape) => new(
        name, () => make() is var module ? (module, inputs => module.Forward(inputs[0])) : default, batch => [Tensor.RandN([batch, .. shape])]);

    /// <summary>A function of one floating input.</summary>
    public static OnnxCase Function(string name, Func<Tensor, object> function, params int[] shape) =>
        Function(name, inputs => function(inputs[0]), batch => [Tensor.RandN([batch, .. shape])]);

    /// <summary>A function.</summary>
    public static OnnxCase Function(string name, Func<Tensor[], object> function, Func<int, Tensor[]> inputs) =>
        new(name, () => (new NoModule(), function), inputs);

    public override string ToString() => Name;

    /// <summary>Exports, runs, and compares.</summary>
    public void Check()
    {
        Generator.ManualSeed(1);
        var (module, forward) = Make();
        var examples = Inputs(Batches[0]);
        var axes = DynamicDim is not { } d ? null : examples
            .Select((input, i) => (Name: examples.Length == 1 ? "input" : $"input_{i}", input.NDim))
            .Where(input => input.NDim > d).ToDictionary(input => input.Name, _ => new Dictionary<int, string> { [d] = "batch" });
        using var folder = new TemporaryFolder();
        var path = folder.File("model.onnx");
        var model = module.ExportOnnx(path, forward, examples, dynamicAxes: axes);
        if (Environment.GetEnvironmentVariable("AUTOGRAD_ONNX_MODELS") is { } kept) File.Copy(path, Path.Combine(kept, $"{Name.Replace(' ', '_').Replace(":", "")}.onnx"), true);
        using var runtime = new Runtime(path);
        module.Eval();
        foreach (var batch in DynamicDim is null ? Batches.Take(1) : Batches)
        {
            var inputs = Inputs(batch);
            Tensor[] expected;
            using (GradMode.NoGrad()) expected = TensorTree.Of(forward(Array.ConvertAll(inputs, input => input.Clone())));
            var actual = runtime.Run(inputs);
            Assert.That(actual, Has.Length.EqualTo(expected.Length));
            for (var i = 0; i < expected.Length; i++) Compare(actual[i], expected[i], Tolerance, $"batch {batch}, output {i}\n{model}");
        }
    }

    public static void Compare(Tensor actual, Tensor expected, double tolerance, string message)
    {
        Assert.That(actual.Shape.ToString(), Is.EqualTo(expected.Shape.ToString()), message);
        Assert.That(actual.DType, Is.EqualTo(expected.DType), message);
        var (a, e) = (actual.To(DType.Float64).ToArray<double>(), expected.To(DType.Float64).ToArray<double>());
        for (var i = 0; i < a.Length; i++)
        {
            var isSame = a[i].Equals(e[i]) || Math.Abs(a[i] - e[i]) <= tolerance * (1 + Math.Abs(e[i]));
            if (!isSame) Assert.Fail($"element {i} is {a[i]} and should be {e[i]}; {message}");
        }
    }

    private sealed class NoModule : Module;
}

internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("autograd-onnx").FullName;

    public string File(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
