using System.Text.Json;

namespace Autograd.Tests.Order;

/// <summary>Indices, counts and groups, and types of results, against PyTorch's, as tests/fixtures/selection.py stored them.</summary>
public class SelectionFixtureTests
{
    public sealed record Values(string DType, int[] Shape, JsonElement[] Data);

    public sealed record Entry(string Case, Values[] Inputs, Values[] Outputs);

    private static readonly Dictionary<string, Func<Tensor[], Tensor[]>> Cases = new()
    {
        ["sort"] = x => Pair(x[0].Sort()),
        ["sort_first_descending"] = x => Pair(x[0].Sort(0, descending: true)),
        ["topk"] = x => [x[0].TopK(2).Values],
        ["topk_smallest"] = x => [x[0].TopK(2, largest: false).Values],
        ["kthvalue"] = x => [x[0].KthValue(1).Values],
        ["median"] = x => [x[0].Median(-1).Values],
        ["nanmedian"] = x => [x[0].NanMedian(-1).Values],
        ["mode"] = x => Pair(x[0].Mode()),
        ["cummax"] = x => Pair(x[0].CumMax(-1)),
        ["cummin"] = x => Pair(x[0].CumMin(0)),
        ["amax"] = x => [x[0].AMax(-1)],
        ["amin"] = x => [x[0].AMin(0)],
        ["aminmax"] = x => Pair(x[0].AMinMax(-1)),
        ["cumprod"] = x => [x[0].CumProd(-1)],
        ["diff"] = x => [x[0].Diff()],
        ["nansum"] = x => [x[0].NanSum(-1)],
        ["trapezoid"] = x => [x[0].Trapezoid()],
        ["unique"] = x => Groups(x[0].Unique(out var inverse, out var counts), inverse, counts),
        ["unique_dim"] = x => Groups(x[0].Unique(out var inverse, out var counts, 0), inverse, counts),
        ["unique_dim_1"] = x => Groups(x[0].Unique(out var inverse, out var counts, 1), inverse, counts),
        ["unique_dim_2"] = x => Groups(x[0].Unique(out var inverse, out var counts, 2), inverse, counts),
        ["unique_consecutive"] = x => Groups(x[0].UniqueConsecutive(out var inverse, out var counts), inverse, counts),
        ["unique_consecutive_dim"] = x => Groups(x[0].UniqueConsecutive(out var inverse, out var counts, -1), inverse, counts),
        ["searchsorted"] = x => [x[0].SearchSorted(x[1])],
        ["searchsorted_right"] = x => [x[0].SearchSorted(x[1], outInt32: true, right: true)],
        ["searchsorted_by"] = x => [x[0].SearchSorted(x[1], sorter: x[2])],
        ["bucketize"] = x => [x[0].Bucketize(x[1], right: true)],
        ["isin"] = x => [x[0].IsIn(x[1])],
        ["isin_inverted"] = x => [x[0].IsIn(x[1], invert: true)],
        ["bincount"] = x => [x[0].Bincount()],
        ["bincount_longer"] = x => [x[0].Bincount(minLength: 9)],
        ["bincount_weighted"] = x => [x[0].Bincount(x[1])],
        ["histc"] = x => [x[0].Histc(4)],
        ["histc_unit"] = x => [x[0].Histc(4, 0, 1)],
        ["tril_indices"] = x => [Tensor.TrilIndices(At(x, 0), At(x, 1), At(x, 2))],
        ["triu_indices"] = x => [Tensor.TriuIndices(At(x, 0), At(x, 1), At(x, 2))],
        ["count_nonzero"] = x => [x[0].CountNonzero([0, 2])],
        ["scatter_reduce_sum"] = x => Reduced(x, ScatterReduction.Sum, true),
        ["scatter_reduce_prod"] = x => Reduced(x, ScatterReduction.Prod, true),
        ["scatter_reduce_mean"] = x => Reduced(x, ScatterReduction.Mean, true),
        ["scatter_reduce_amax"] = x => Reduced(x, ScatterReduction.AMax, true),
        ["scatter_reduce_amin"] = x => Reduced(x, ScatterReduction.AMin, true),
        ["scatter_reduce_sum_without_self"] = x => Reduced(x, ScatterReduction.Sum, false),
        ["scatter_reduce_prod_without_self"] = x => Reduced(x, ScatterReduction.Prod, false),
        ["scatter_reduce_mean_without_self"] = x => Reduced(x, ScatterReduction.Mean, false),
        ["scatter_reduce_amax_without_self"] = x => Reduced(x, ScatterReduction.AMax, false),
        ["scatter_reduce_amin_without_self"] = x => Reduced(x, ScatterReduction.AMin, false),
    };

    private static readonly Entry[] Entries = JsonSerializer.Deserialize<Entry[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "selection.json")),
        new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true })!;

    private static IEnumerable<string> Names => Cases.Keys;

    [TestCaseSource(nameof(Names))]
    public void Results_are_PyTorchs(string name)
    {
        var entries = Entries.Where(entry => entry.Case == name).ToList();
        Assert.That(entries, Is.Not.Empty);
        foreach (var entry in entries)
        {
            var inputs = Array.ConvertAll(entry.Inputs, Read);
            var outputs = Cases[name](inputs);
            var what = $"{name} of {string.Join(" and ", inputs.Select(x => $"{x.DType} {x.Shape}"))}:\n{inputs[0]}";
            for (var i = 0; i < outputs.Length; i++) Same(outputs[i], Read(entry.Outputs[i]), $"result {i} of {what}");
        }
    }

    [Test]
    public void Every_stored_case_is_known() => Assert.That(Entries.Select(entry => entry.Case).Distinct().Except(Cases.Keys), Is.Empty);

    private static void Same(Tensor actual, Tensor expected, string what)
    {
        Assert.That(actual.DType, Is.EqualTo(expected.DType), what);
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape), what);
        if (expected.DType == DType.Int64) Assert.That(actual.ToArray<long>(), Is.EqualTo(expected.ToArray<long>()), what);
        else Near(actual.Double().ToArray<double>(), expected.Double().ToArray<double>(), what);
    }

    /// <summary>Sums of floats may differ in the last digit, by the order in which they are made.</summary>
    private static void Near(double[] actual, double[] expected, string what)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var allowed = double.IsFinite(expected[i]) ? 2.5e-7 * Math.Max(1, Math.Abs(expected[i])) : 0;
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(allowed), $"at {i}, {what}");
        }
    }

    private static Tensor Read(Values values)
    {
        var shape = Shape.Create(values.Shape);
        var dtype = Enum.GetValues<DType>().Single(type => type.TorchName() == values.DType);
        return dtype.IsFloatingPoint()
            ? Tensor.From(Array.ConvertAll(values.Data, Number), shape).To(dtype)
            : Tensor.From(Array.ConvertAll(values.Data, Integer), shape).To(dtype);
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
        : value.GetDouble();

    private static long Integer(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? (value.GetBoolean() ? 1 : 0) : value.GetInt64();

    private static Tensor[] Pair((Tensor A, Tensor B) pair) => [pair.A, pair.B];

    private static Tensor[] Groups(Tensor values, Tensor inverse, Tensor counts) => [values, inverse, counts];

    private static int At(Tensor[] x, int i) => (int)x[0][i].Item<long>();

    private static Tensor[] Reduced(Tensor[] x, ScatterReduction how, bool includeSelf) =>
        [x[0].ScatterReduce(1, Tensor.From(new[,] { { 0L, 2, 0 }, { 3, 3, 1 } }), x[1], how, includeSelf)];
}
