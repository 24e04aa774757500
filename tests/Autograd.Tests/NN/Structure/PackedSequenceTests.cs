using System.Text.Json;
using Autograd.NN;
using static Autograd.Tests.NN.Structure.StructureFixture;

namespace Autograd.Tests.NN.Structure;

/// <summary>Packed sequences through RNN, GRU and LSTM, against PyTorch in Float64.</summary>
[NonParallelizable]
public class PackedSequenceTests
{
    public static IEnumerable<TestCaseData> Cases() => Stored.GetProperty("packed").EnumerateArray().Select((testCase, i) => new TestCaseData(testCase)
        .SetArgDisplayNames($"{i}: {testCase.GetProperty("kind")} {testCase.GetProperty("lengths")} {testCase.GetProperty("options")}"));

    [TestCaseSource(nameof(Cases))]
    public void Values_and_gradients_are_PyTorchs(JsonElement testCase)
    {
        var batchFirst = testCase.Flag("batch_first");
        var module = Make(testCase);
        var x = Leaf(testCase.GetProperty("x"))!;
        var (h0, c0) = (Leaf(testCase.GetProperty("h0")), Leaf(testCase.GetProperty("c0")));
        Generator.ManualSeed(43053);
        var packed = Utils.PackPaddedSequence(x, Integers(testCase.GetProperty("lengths")), batchFirst, testCase.Flag("sorted"));
        AreEqual(packed.Data, testCase.GetProperty("packed"), "packed", 0);
        Assert.That(packed.BatchSizes.ToArray<long>(), Is.EqualTo(Integers(testCase.GetProperty("batch_sizes"))));
        Assert.That(packed.SortedIndices?.ToArray<long>(), Is.EqualTo(Row(testCase.GetProperty("sorted_indices"))));
        Assert.That(packed.UnsortedIndices?.ToArray<long>(), Is.EqualTo(Row(testCase.GetProperty("unsorted_indices"))));

        var (output, results) = Run(module, packed, h0, c0);
        var steps = Integers(testCase.GetProperty("lengths")).Max() + 2;
        var (padded, lengths) = Utils.PadPackedSequence(output, batchFirst, paddingValue: -1.5, totalLength: steps);
        AreEqual(padded, testCase.GetProperty("padded"), "padded");
        Assert.That(lengths.ToArray<long>(), Is.EqualTo(Integers(testCase.GetProperty("lengths_again"))));

        Tensor loss = 0.0;
        for (var i = 0; i < results.Length; i++)
        {
            AreEqual(results[i], testCase.GetProperty("results")[i], $"result {i}");
            loss += (results[i] * StructureFixture.Array(testCase.GetProperty("weights")[i])).Sum();
        }

        loss.Backward();
        AreEqual(x.Grad, testCase.GetProperty("x_grad"), "x_grad");
        AreEqual(h0?.Grad, testCase.GetProperty("h0_grad"), "h0_grad");
        AreEqual(c0?.Grad, testCase.GetProperty("c0_grad"), "c0_grad");
        foreach (var entry in testCase.GetProperty("grads").EnumerateObject())
            AreEqual(module.GetParameter(entry.Name).Grad, entry.Value, entry.Name);
    }

    [Test]
    public void Second_derivatives_are_those_of_difference_quotients([Values("RNN", "GRU", "LSTM")] string kind)
    {
        RecurrentModule module = kind switch
        {
            "RNN" => new RNN(2, 2, bidirectional: true, dtype: DType.Float64),
            "GRU" => new GRU(2, 2, bidirectional: true, dtype: DType.Float64),
            _ => new LSTM(2, 2, bidirectional: true, dtype: DType.Float64),
        };
        var x = Tensor.RandN([3, 2, 2], DType.Float64, new Generator(3), requiresGrad: true);
        Func<Tensor[], Tensor> loss = inputs =>
        {
            var (_, results) = Run(module, Utils.PackPaddedSequence(inputs[0], [1, 3], enforceSorted: false), null, null);
            return results.Aggregate((Tensor)0.0, (sum, result) => sum + (result * result).Sum());
        };
        GradCheck.Check(loss, [x]);
        GradCheck.CheckGradGrad(loss, [x]);
    }

    [Test]
    public void What_is_packed_comes_back()
    {
        Tensor[] sequences = [Tensor.Arange(3f).Unsqueeze(1), Tensor.Arange(5f).Unsqueeze(1), Tensor.Arange(1f).Unsqueeze(1)];
        var again = Utils.UnpackSequence(Utils.PackSequence(sequences, enforceSorted: false));
        for (var i = 0; i < 3; i++) Assert.That(again[i].ToArray<float>(), Is.EqualTo(sequences[i].ToArray<float>()));
        var padded = Utils.PadSequence(sequences, batchFirst: true, paddingValue: 7);
        Assert.That(padded.Shape, Is.EqualTo(Tensor.Ones(3, 5, 1).Shape));
        Assert.That(padded[2].Flatten().ToArray<float>(), Is.EqualTo(new[] { 0f, 7, 7, 7, 7 }));
        var unpadded = Utils.UnpadSequence(padded, Tensor.From([3L, 5, 1]), batchFirst: true);
        for (var i = 0; i < 3; i++) Assert.That(unpadded[i].ToArray<float>(), Is.EqualTo(sequences[i].ToArray<float>()));
    }

    [Test]
    public void A_layer_can_be_applied_to_the_elements()
    {
        var packed = Utils.PackSequence([Tensor.Ones(3, 2), Tensor.Ones(1, 2)]);
        var doubled = new PackedSequence(packed.Data * 2, packed.BatchSizes);
        Assert.That(Utils.UnpackSequence(doubled)[1].ToArray<float>(), Is.EqualTo(new[] { 2f, 2 }));
    }

    private static (PackedSequence Output, Tensor[] Results) Run(RecurrentModule module, PackedSequence packed, Tensor? h0, Tensor? c0)
    {
        if (module is LSTM lstm)
        {
            var (states, (h, c)) = lstm.Forward(packed, h0 is null ? null : (h0, c0!));
            return (states, [states.Data, h, c]);
        }

        var (output, hidden) = module is GRU gru ? gru.Forward(packed, h0) : ((RNN)module).Forward(packed, h0);
        return (output, [output.Data, hidden]);
    }

    private static RecurrentModule Make(JsonElement testCase)
    {
        var options = testCase.GetProperty("options");
        var (layers, bias, both) = (options.Integer("num_layers", 1), options.Flag("bias", true), options.Flag("bidirectional"));
        var (batchFirst, dropout) = (testCase.Flag("batch_first"), options.Number("dropout", 0));
        var nonlinearity = options.TryGetProperty("nonlinearity", out _) ? Nonlinearity.Relu : Nonlinearity.Tanh;
        Generator.ManualSeed(43052);
        return testCase.GetProperty("kind").GetString() switch
        {
            "RNN" => new RNN(2, 3, layers, nonlinearity, bias, batchFirst, dropout, both, DType.Float64),
            "GRU" => new GRU(2, 3, layers, bias, batchFirst, dropout, both, DType.Float64),
            _ => new LSTM(2, 3, layers, bias, batchFirst, dropout, both, options.Integer("proj_size", 0), DType.Float64),
        };
    }

    private static Tensor? Leaf(JsonElement element)
    {
        var tensor = ArrayOrNull(element);
        if (tensor is not null) tensor.RequiresGrad = true;
        return tensor;
    }

    private static long[]? Row(JsonElement element) =>
        element.ValueKind == JsonValueKind.Null ? null : System.Array.ConvertAll(Integers(element), number => (long)number);
}
