namespace Autograd.Tests.OpCases;

/// <summary>PyTorch's values, and the types of its results, for tensors of every type but Float64.</summary>
public class DTypeParityTests
{
    public sealed record Entry(string Case, DType Type, StoredValues[] Inputs, StoredValues Output, DType Result)
    {
        public override string ToString() => $"{Case}_{Type}";
    }

    private static IEnumerable<Entry> Entries => StoredResults.Read<Entry>("dtypes");

    [TestCaseSource(nameof(Entries))]
    public void Value_and_type_are_PyTorchs(Entry entry)
    {
        var inputs = Array.ConvertAll(entry.Inputs, x => Tensor.From(x.Data, Shape.Create(x.Shape)).To(entry.Type));
        var output = OpTable.Named(entry.Case).Function(inputs);
        Assert.That(output.DType, Is.EqualTo(entry.Result));
        Assert.That(output.Shape, Is.EqualTo(Shape.Create(entry.Output.Shape)));
        var (actual, expected) = (output.To(DType.Float64).ToArray<double>(), entry.Output.Data);
        for (var i = 0; i < actual.Length; i++)
        {
            var allowed = double.IsFinite(expected[i]) && entry.Result.IsFloatingPoint() ? 2e-6 * Math.Max(1, Math.Abs(expected[i])) : 0;
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(allowed), $"at {i}");
        }
    }
}
