using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>Encoders, decoders and the transformer: first values, text, results, gradients and training, against PyTorch.</summary>
[NonParallelizable]
public class TransformerTests
{
    private static readonly Dictionary<string, Func<Module>> Modules = new()
    {
        ["attention"] = () => new MultiheadAttention(6, 3),
        ["attention, no bias"] = () => new MultiheadAttention(6, 3, bias: false),
        ["attention, sizes"] = () => new MultiheadAttention(4, 2, kdim: 3, vdim: 5),
        ["attention, added"] = () => new MultiheadAttention(4, 2, addBiasKv: true, addZeroAttn: true),
        ["attention, Float64"] = () => new MultiheadAttention(4, 2, dtype: DType.Float64),
        ["encoder layer"] = () => new TransformerEncoderLayer(4, 2, 3),
        ["encoder layer, module"] = () => new TransformerEncoderLayer(4, 2, 3, activation: new GELU(), layerNormEps: 1e-6),
        ["decoder layer"] = () => new TransformerDecoderLayer(4, 2, 3, dropout: 0.25),
        ["encoder"] = () => new TransformerEncoder(new TransformerEncoderLayer(4, 2, 3), 2),
        ["encoder, norm"] = () => new TransformerEncoder(new TransformerEncoderLayer(4, 2, 3), 2, new LayerNorm(4)),
        ["decoder"] = () => new TransformerDecoder(new TransformerDecoderLayer(4, 2, 3), 2, new LayerNorm(4)),
        ["transformer"] = () => new Transformer(4, 2, 1, 2, 3),
    };

    public static IEnumerable<string> Names() => Modules.Keys;

    public static IEnumerable<TestCaseData> Encoders() => AttentionFixture.Cases("encoder");

    public static IEnumerable<TestCaseData> Decoders() => AttentionFixture.Cases("decoder");

    [TestCaseSource(nameof(Names))]
    public void Prints_what_PyTorch_prints(string name) =>
        Assert.That(Modules[name]().ToString(), Is.EqualTo(Expected(name).GetProperty("text").GetString()));

    [TestCaseSource(nameof(Names))]
    public void Begins_with_the_numbers_of_PyTorch_bit_for_bit(string name)
    {
        Generator.ManualSeed(AttentionFixture.Seed);
        var state = Modules[name]().StateDict();
        var expected = Expected(name).GetProperty("state").EnumerateObject().ToList();
        Assert.That(state.Keys, Is.EqualTo(expected.Select(p => p.Name)));
        foreach (var parameter in expected)
        {
            var (actual, stored) = (state[parameter.Name], AttentionFixture.Read(parameter.Value));
            Assert.That(actual.Shape, Is.EqualTo(stored.Shape), parameter.Name);
            Assert.That(actual.Double().ToArray<double>(), Is.EqualTo(stored.Double().ToArray<double>()), parameter.Name);
        }
    }

    [TestCaseSource(nameof(Encoders))]
    public void Encoders_agree_with_PyTorch(JsonElement testCase)
    {
        var o = testCase.GetProperty("options");
        var inputs = Inputs(testCase, "query", "attn_mask", "key_padding_mask");
        var (src, mask, padding) = (inputs["query"]!, inputs["attn_mask"], inputs["key_padding_mask"]);
        var layers = o.Integer("layers", 0);
        var module = AttentionFixture.Filled(
            () => layers == 0 ? EncoderLayer(o) : (UnaryModule)new TransformerEncoder(EncoderLayer(o), layers, Norm(o)));
        LoadState(testCase, module);
        Generator.ManualSeed(AttentionFixture.Seed + 1);
        var output = module is TransformerEncoder encoder
            ? encoder.Forward(src, mask, padding)
            : ((TransformerEncoderLayer)module).Forward(src, mask, padding);
        AttentionFixture.Check(testCase, module, inputs, output);
    }

    [TestCaseSource(nameof(Decoders))]
    public void Decoders_agree_with_PyTorch(JsonElement testCase)
    {
        var o = testCase.GetProperty("options");
        var inputs = Inputs(testCase, "query", "memory", "attn_mask", "key_padding_mask", "memory_mask", "memory_key_padding_mask");
        var (tgt, memory, mask, padding) = (inputs["query"]!, inputs["memory"]!, inputs["attn_mask"], inputs["key_padding_mask"]);
        var (memoryMask, memoryPadding) = (inputs["memory_mask"], inputs["memory_key_padding_mask"]);
        var layers = o.Integer("layers", 0);
        var module = AttentionFixture.Filled(() => layers == 0 ? DecoderLayer(o) : (Module)new TransformerDecoder(DecoderLayer(o), layers, Norm(o)));
        LoadState(testCase, module);
        Generator.ManualSeed(AttentionFixture.Seed + 1);
        var output = module is TransformerDecoder decoder
            ? decoder.Forward(tgt, memory, mask, memoryMask, padding, memoryPadding)
            : ((TransformerDecoderLayer)module).Forward(tgt, memory, mask, memoryMask, padding, memoryPadding);
        AttentionFixture.Check(testCase, module, inputs, output);
    }

    [Test]
    public void Trains_as_in_PyTorch()
    {
        var data = AttentionFixture.Data.GetProperty("training");
        Generator.ManualSeed(AttentionFixture.Seed);
        var model = new Transformer(4, 2, 2, 2, 5, batchFirst: true, normFirst: true, dtype: DType.Float64);
        var tensors = Array.ConvertAll(new[] { 4, 3, 3 }, length => Tensor.RandN([2, length, 4], DType.Float64));
        var mask = Transformer.GenerateSquareSubsequentMask(3, DType.Float64);
        var optimizer = new SGD(model.Parameters(), lr: 0.1, momentum: 0.9);
        var losses = new List<double>();
        for (var step = 0; step < 5; step++)
        {
            optimizer.ZeroGrad();
            var loss = F.MseLoss(model.Forward(tensors[0], tensors[1], tgtMask: mask), tensors[2]);
            loss.Backward();
            optimizer.Step();
            losses.Add(loss.Item<double>());
        }

        Assert.That(losses, Is.EqualTo(data.GetProperty("losses").Numbers<double>()).Within(1e-10));
        foreach (var parameter in data.GetProperty("state").EnumerateObject())
        {
            var expected = AttentionFixture.Read(parameter.Value).ToArray<double>();
            Assert.That(model.StateDict()[parameter.Name].ToArray<double>(), Is.EqualTo(expected).Within(1e-10), parameter.Name);
        }
    }

    [Test]
    public void The_subsequent_mask_is_that_of_PyTorch() => Assert.That(
        Transformer.GenerateSquareSubsequentMask(3).ToArray<float>(), Is.EqualTo(AttentionFixture.Data.GetProperty("mask").Numbers<float>()));

    [Test]
    public void Layers_are_copies_of_the_one_given()
    {
        var layer = new TransformerEncoderLayer(4, 2, 3, activation: new PReLU()).Eval();
        var encoder = new TransformerEncoder(layer, 2);
        Assert.That(encoder.Parameters(), Has.Count.EqualTo(2 * layer.Parameters().Count).And.None.Matches<Tensor>(layer.Parameters().Contains));
        Assert.That(encoder.Layers, Has.All.Matches<TransformerEncoderLayer>(copy => copy is { IsTraining: false }));
        var x = Tensor.RandN(3, 2, 4);
        encoder.Layers[0].Activation!.Parameters()[0].Data = Tensor.Ones(1);
        Assert.That(encoder.Layers[0].Forward(x).Equal(layer.Forward(x)), Is.False);
        Assert.That(encoder.Layers[1].Forward(x).Equal(layer.Forward(x)), Is.True);
    }

    [Test]
    public void Custom_parts_take_the_place_of_the_usual_ones()
    {
        var encoder = new TransformerEncoder(new TransformerEncoderLayer(4, 2, 3, bias: false), 1);
        var decoder = new TransformerDecoder(new TransformerDecoderLayer(4, 2, 3, bias: false), 1);
        var model = new Transformer(4, 2, customEncoder: encoder, customDecoder: decoder).Eval();
        Assert.That((model.Encoder, model.Decoder), Is.EqualTo((encoder, decoder)));
        Assert.That(model.NamedParameters().Select(parameter => parameter.Name), Has.None.Contains("bias"));
        Assert.That(model.Forward(Tensor.RandN(5, 4), Tensor.RandN(3, 4)).Shape, Is.EqualTo(Shape.Create(3, 4)));
        Assert.That(new TransformerEncoder(new TransformerEncoderLayer(4, 2), 0).Forward(Tensor.Ones(2, 4)).Sum().Item<float>(), Is.EqualTo(8));
    }

    [Test]
    public void A_stack_recognizes_the_causal_mask([Values] bool isBool)
    {
        var seen = new List<string>();
        var encoder = new TransformerEncoder(new RecordingLayer((mask, isCausal) => seen.Add($"{mask is not null} {isCausal}")), 1);
        var causal = Transformer.GenerateSquareSubsequentMask(3);
        var mask = isBool ? causal.Ne(0) : causal;
        var other = mask.Clone();
        other[0, 1] = 0;
        encoder.Forward(Tensor.RandN(3, 4), mask);
        encoder.Forward(Tensor.RandN(3, 4), other);
        encoder.Forward(Tensor.RandN(3, 4), mask, isCausal: false);
        encoder.Forward(Tensor.RandN(3, 4));
        encoder.Forward(Tensor.RandN(3, 4), isCausal: true);
        Assert.That(seen, Is.EqualTo(new[] { "False True", "True False", "True False", "False False", "False True" }));
    }

    [Test]
    public void An_encoder_is_a_link_of_a_chain() => Assert.That(
        new Sequential(new Linear(3, 4), new TransformerEncoder(new TransformerEncoderLayer(4, 2, 8), 2), new Linear(4, 1))
            .Forward(Tensor.RandN(7, 2, 3)).Shape, Is.EqualTo(Shape.Create(7, 2, 1)));

    [Test]
    public void Second_derivatives_are_those_of_difference_quotients([Values] bool normFirst)
    {
        var module = AttentionFixture.Filled(() => new TransformerDecoderLayer(
            2, 1, activation: x => x.Tanh(), dimFeedforward: 2, dropout: 0, normFirst: normFirst, dtype: DType.Float64));
        var (tgt, memory) = (Tensor.RandN([2, 1, 2], DType.Float64, requiresGrad: true), Tensor.RandN([3, 1, 2], DType.Float64, requiresGrad: true));
        GradCheck.CheckGradGrad(inputs => module.Forward(inputs[0], inputs[1], tgtIsCausal: true), [tgt, memory]);
    }

    private static Dictionary<string, Tensor?> Inputs(JsonElement testCase, params string[] names) =>
        names.ToDictionary(name => name, name => AttentionFixture.Input(testCase, name));

    private static LayerNorm? Norm(JsonElement o) => o.Flag("norm") ? new LayerNorm(4, eps: 1e-3, dtype: DType.Float64) : null;

    private static TransformerEncoderLayer EncoderLayer(JsonElement o) => o.GetProperty("activation").GetString() switch
    {
        "tanh" => new(4, 2, x => x.Tanh(), 5, o.Number("dropout", 0), normFirst: o.Flag("norm_first"), dtype: DType.Float64),
        var name => new(
            4, 2, 5, o.Number("dropout", 0), name == "gelu" ? new GELU() : null, o.Number("layer_norm_eps", 1e-5), o.Flag("batch_first"),
            o.Flag("norm_first"), dtype: DType.Float64),
    };

    private static TransformerDecoderLayer DecoderLayer(JsonElement o) => o.GetProperty("activation").GetString() switch
    {
        "tanh" => new(4, 2, x => x.Tanh(), 5, o.Number("dropout", 0), normFirst: o.Flag("norm_first"), dtype: DType.Float64),
        var name => new(
            4, 2, 5, o.Number("dropout", 0), name == "gelu" ? new GELU() : null, o.Number("layer_norm_eps", 1e-5), o.Flag("batch_first"),
            o.Flag("norm_first"), dtype: DType.Float64),
    };

    /// <summary>Loads the parameters that PyTorch had, where they were stored.</summary>
    private static void LoadState(JsonElement testCase, Module module)
    {
        if (!testCase.TryGetProperty("state", out var state)) return;
        using (GradMode.NoGrad())
            foreach (var parameter in module.Parameters()) parameter.FillInPlace(7);
        module.LoadStateDict(state.EnumerateObject().ToDictionary(entry => entry.Name, entry => AttentionFixture.Read(entry.Value)));
    }

    private static JsonElement Expected(string name) => AttentionFixture.Data.GetProperty("modules").GetProperty(name);

    private sealed class RecordingLayer(Action<Tensor?, bool> record) : TransformerEncoderLayer(4, 2, 3)
    {
        public override Tensor Forward(Tensor src, Tensor? srcMask = null, Tensor? srcKeyPaddingMask = null, bool isCausal = false)
        {
            record(srcMask, isCausal);
            return base.Forward(src, srcMask, srcKeyPaddingMask, isCausal);
        }
    }
}
