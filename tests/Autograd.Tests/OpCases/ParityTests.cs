namespace Autograd.Tests.OpCases;

/// <summary>PyTorch's values and derivatives in Float64.</summary>
public class ParityTests
{
    private const double Tolerance = 1e-10;

    public sealed record Entry(
        string Case, string Variant, StoredValues[] Inputs, StoredValues Output, StoredValues?[]? Gradients, StoredValues?[]? Second)
    {
        public override string ToString() => $"{Case}_{Variant}";
    }

    private static readonly Entry[] Entries = [.. StoredResults.Read<Entry>("ops")];

    [TestCaseSource(nameof(Entries))]
    public void Value_and_gradients_are_PyTorchs(Entry entry)
    {
        var inputs = Array.ConvertAll(entry.Inputs, x => Tensor.From(x.Data, Shape.Create(x.Shape), requiresGrad: true));
        var output = OpTable.Named(entry.Case).Function(inputs);
        Same(output, entry.Output, "value");
        Assert.That(output.RequiresGrad, Is.EqualTo(entry.Gradients is not null), "part of the graph");
        if (entry.Gradients is null) return;

        var grads = GradientTests.Gradients(output, inputs, OutputGradient(output.Shape), createGraph: true);
        for (var i = 0; i < inputs.Length; i++) SameOrZero(grads[i], entry.Gradients[i], $"gradient {i}");
        if (entry.Second is null) return;

        Tensor total = 0.0;
        foreach (var grad in grads)
            if (grad is not null) total = total + (grad * grad).Sum();
        var second = GradientTests.Gradients(total, inputs, Tensor.Ones(total.Shape, total.DType));
        for (var i = 0; i < inputs.Length; i++) SameOrZero(second[i], entry.Second[i], $"second derivative {i}");
    }

    [Test]
    public void Every_row_has_stored_results()
    {
        var stored = Entries.Select(entry => entry.Case).ToHashSet();
        var rows = OpTable.All.Where(row => row.HasFixture).Select(row => row.Name).ToHashSet();
        Assert.That(rows.Except(stored), Is.Empty, "run tests/fixtures/ops");
        Assert.That(stored.Except(rows), Is.Empty, "no row of that name");
    }

    private static Tensor OutputGradient(Shape shape) =>
        Tensor.From(Enumerable.Range(0, shape.Numel).Select(i => i * 0.375 + 0.5).ToArray(), shape);

    /// <summary>A gradient that does not arrive and one of zeros are the same.</summary>
    private static void SameOrZero(Tensor? actual, StoredValues? expected, string what)
    {
        if (actual is not null && expected is not null) Same(actual, expected, what);
        else if (actual is not null) Assert.That(actual.Detach().ToArray<double>(), Is.All.EqualTo(0.0), what);
        else if (expected is not null) Assert.That(expected.Data, Is.All.EqualTo(0.0), what);
    }

    private static void Same(Tensor actual, StoredValues expected, string what)
    {
        Assert.That(actual.Shape, Is.EqualTo(Shape.Create(expected.Shape)), what);
        var data = actual.Detach().ToArray<double>();
        for (var i = 0; i < data.Length; i++)
        {
            var allowed = double.IsFinite(expected.Data[i]) ? Tolerance * Math.Max(1, Math.Abs(expected.Data[i])) : 0;
            Assert.That(data[i], Is.EqualTo(expected.Data[i]).Within(allowed), $"{what} at {i}");
        }
    }
}
