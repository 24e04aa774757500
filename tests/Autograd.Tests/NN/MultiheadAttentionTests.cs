using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>Multi-head attention with every option and mask, against PyTorch in Float64.</summary>
[NonParallelizable]
public class MultiheadAttentionTests
{
    public static IEnumerable<TestCaseData> Cases() => AttentionFixture.Cases("attention");

    [TestCaseSource(nameof(Cases))]
    public void Agrees_with_PyTorch(JsonElement testCase)
    {
        var o = testCase.GetProperty("options");
        var module = AttentionFixture.Filled(() => new MultiheadAttention(
            AttentionFixture.Features, AttentionFixture.Heads, o.Number("dropout", 0), o.Flag("bias", true), o.Flag("add_bias_kv"),
            o.Flag("add_zero_attn"), o.Integer("kdim", AttentionFixture.Features), o.Integer("vdim", AttentionFixture.Features),
            o.Flag("batch_first"), DType.Float64));
        var inputs = new[] { "query", "key", "value", "attn_mask", "key_padding_mask" }
            .ToDictionary(name => name, name => AttentionFixture.Input(testCase, name));
        var key = inputs["key"] ?? inputs["query"]!;
        Generator.ManualSeed(AttentionFixture.Seed + 1);
        var (output, weights) = module.Forward(
            inputs["query"]!, key, inputs["value"] ?? key, inputs["key_padding_mask"], o.Flag("need_weights"), inputs["attn_mask"],
            o.Flag("average"));
        AttentionFixture.Check(testCase, module, inputs, output, weights);
    }

    [Test]
    public void Causality_is_what_its_mask_says([Values] bool needWeights, [Values] bool added, [Values] bool padded, [Values] bool gradient)
    {
        var module = AttentionFixture.Filled(() => new MultiheadAttention(8, 2, addBiasKv: added, addZeroAttn: added, dtype: DType.Float64));
        var x = Tensor.RandN([70, 2, 8], DType.Float64);
        var padding = padded ? (Tensor.Arange(70) >= 60).Expand(2, 70) : null;
        var bias = gradient ? Tensor.RandN([70, 70], DType.Float64, requiresGrad: true) : null;
        var mask = Transformer.GenerateSquareSubsequentMask(70, DType.Float64);
        var expected = Run(bias is null ? mask : mask + bias, isCausal: false);
        var actual = Run(bias, isCausal: true);
        for (var i = 0; i < expected.Count; i++)
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(1e-12));

        List<double[]> Run(Tensor? attnMask, bool isCausal)
        {
            module.ZeroGrad();
            bias?.ZeroGrad();
            var (output, weights) = module.Forward(x, x, x, padding, needWeights, attnMask, isCausal: isCausal);
            output.Square().Sum().Backward();
            List<double[]> results = [output.ToArray<double>(), .. module.Parameters().Select(parameter => parameter.Grad!.ToArray<double>())];
            if (weights is not null) results.Add(weights.ToArray<double>());
            if (bias is not null) results.Add(bias.Grad!.ToArray<double>());
            return results;
        }
    }

    [Test]
    public void The_function_is_the_module([Values] bool separate, [Values] bool training)
    {
        var module = AttentionFixture.Filled(() => new MultiheadAttention(
            4, 2, dropout: 0.5, addBiasKv: true, addZeroAttn: true, kdim: separate ? 3 : null, dtype: DType.Float64)).Train(training);
        var (query, key, value) = (Tensor.RandN([3, 2, 4], DType.Float64), Tensor.RandN([5, 2, separate ? 3 : 4], DType.Float64), Tensor.RandN([5, 2, 4], DType.Float64));
        var padding = (Tensor.Arange(5) >= 3).Expand(2, 5);
        Generator.ManualSeed(1);
        var expected = module.Forward(query, key, value, padding, averageAttnWeights: false);
        Generator.ManualSeed(1);
        var actual = F.MultiHeadAttentionForward(
            query, key, value, 4, 2, module.InProjWeight, module.InProjBias, module.BiasK, module.BiasV, true, 0.5, module.OutProj.Weight,
            module.OutProj.Bias, training, padding, useSeparateProjWeight: separate, qProjWeight: module.QProjWeight,
            kProjWeight: module.KProjWeight, vProjWeight: module.VProjWeight, averageAttnWeights: false);
        Assert.That(actual.Output.Equal(expected.Output) && actual.Weights!.Equal(expected.Weights!), Is.True);
    }

    [Test]
    public void Second_derivatives_are_those_of_difference_quotients([Values] bool self, [Values] bool masked, [Values] bool batchFirst)
    {
        var module = AttentionFixture.Filled(() => new MultiheadAttention(4, 2, batchFirst: batchFirst, dtype: DType.Float64));
        List<Tensor> inputs = [Tensor.RandN([3, 3, 4], DType.Float64, requiresGrad: true), module.InProjWeight!.Detach().Clone()];
        inputs[1].RequiresGrad = true;
        if (masked) inputs.Add(Tensor.RandN([3, 3], DType.Float64, requiresGrad: true));
        GradCheck.CheckGradGrad(
            t =>
            {
                var (x, memory, mask) = (t[0], self ? t[0] : t[0] * 1, masked ? t[2] : null);
                if (batchFirst) return module.Forward(x, memory, x, needWeights: false, attnMask: mask, isCausal: !masked).Output * t[1].Sum();
                return F.MultiHeadAttentionForward(
                    x, memory, x, 4, 2, t[1], module.InProjBias, null, null, false, 0, module.OutProj.Weight, module.OutProj.Bias,
                    needWeights: false, attnMask: mask, isCausal: !masked).Output;
            },
            [.. inputs]);
    }

    [Test]
    public void Memory_of_one_type_and_queries_of_another_are_promoted()
    {
        var module = new MultiheadAttention(4, 2);
        var (x, memory) = (Tensor.RandN([3, 2, 4], DType.Float64), Tensor.RandN(5, 2, 4));
        Assert.That(module.Forward(x, memory, memory, needWeights: false).Output.DType, Is.EqualTo(DType.Float64));
    }

    [Test]
    public void Without_weights_the_graph_has_one_node_for_attention()
    {
        var x = Tensor.RandN(3, 2, 4);
        var output = new MultiheadAttention(4, 2).Forward(x, x, x, needWeights: false).Output;
        var names = new HashSet<string>();
        for (var node = output.GradFn; node is not null; node = node.NextFunctions.Count > 0 ? node.NextFunctions[0] : null) names.Add(node.Name);
        Assert.That(names, Does.Contain("MultiheadAttentionBackward0").And.Not.Contains("SoftmaxBackward0"));
    }
}
