using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>Convolutions and poolings as modules: first values, text, results and gradients, against PyTorch's.</summary>
[NonParallelizable]
public class ConvolutionModuleTests
{
    private static readonly JsonElement _data = Fixture.Load("convolution_modules.json");

    private static readonly Dictionary<string, Func<UnaryModule>> _modules = new()
    {
        ["conv1d"] = () => new Conv1d(4, 6, 3),
        ["conv1d, circular"] = () => new Conv1d(4, 6, 4, padding: Padding.Same, paddingMode: PadMode.Circular),
        ["conv2d"] = () => new Conv2d(inChannels: 3, outChannels: 8, kernelSize: (3, 2)),
        ["conv2d, all"] = () => new Conv2d(4, 6, (3, 2), stride: 2, padding: (1, 0), dilation: (2, 1), groups: 2, bias: false),
        ["conv2d, reflect"] = () => new Conv2d(2, 3, 3, padding: [2, 1], paddingMode: PadMode.Reflect),
        ["conv2d, replicate"] = () => new Conv2d(2, 3, 3, stride: 2, padding: 1, paddingMode: PadMode.Replicate),
        ["conv2d, same"] = () => new Conv2d(2, 3, (2, 3), padding: Padding.Same),
        ["conv2d, valid"] = () => new Conv2d(2, 3, 3, padding: Padding.Valid),
        ["conv3d"] = () => new Conv3d(2, 4, 2, padding: 1, groups: 2),
        ["conv3d, circular"] = () => new Conv3d(1, 2, (1, 2, 3), padding: (0, 1, 1), paddingMode: PadMode.Circular),
        ["transpose 1d"] = () => new ConvTranspose1d(4, 6, 3, groups: 2, dilation: 3, bias: false),
        ["transpose 2d"] = () => new ConvTranspose2d(4, 6, 3, 2, 1, 1),
        ["transpose 3d"] = () => new ConvTranspose3d(2, 3, 2),
        ["max 1d"] = () => new MaxPool1d(2),
        ["max 2d"] = () => new MaxPool2d(2),
        ["max 2d, all"] = () => new MaxPool2d((3, 2), 2, (1, 0), 2, ceilMode: true),
        ["max 3d"] = () => new MaxPool3d(2, 1, 1),
        ["avg 1d"] = () => new AvgPool1d(3, 2, 1, true, false),
        ["avg 2d"] = () => new AvgPool2d(3, stride: (2, 1), padding: 1),
        ["avg 2d, divisor"] = () => new AvgPool2d(2, divisorOverride: 3),
        ["avg 3d"] = () => new AvgPool3d(2),
        ["adaptive avg 1d"] = () => new AdaptiveAvgPool1d(3),
        ["adaptive avg 2d"] = () => new AdaptiveAvgPool2d((3, null)),
        ["adaptive avg 2d, one"] = () => new AdaptiveAvgPool2d(1),
        ["adaptive avg 3d"] = () => new AdaptiveAvgPool3d(2),
        ["adaptive max 1d"] = () => new AdaptiveMaxPool1d(3),
        ["adaptive max 2d"] = () => new AdaptiveMaxPool2d((3, 2)),
        ["adaptive max 3d"] = () => new AdaptiveMaxPool3d((1, 2, null)),
        ["fractional max 2d"] = () => new FractionalMaxPool2d(2, outputSize: (3, 4)),
        ["fractional max 3d"] = () => new FractionalMaxPool3d((1, 2, 2), outputRatio: (0.5, 0.6, 0.7)),
        ["lp 1d"] = () => new LPPool1d(2, 3),
        ["lp 2d"] = () => new LPPool2d(1.5, (3, 2), stride: 2, ceilMode: true),
        ["unfold"] = () => new Unfold((2, 3), padding: (0, 1)),
        ["fold"] = () => new Fold((4, 5), 2, stride: 2),
    };

    private static readonly Dictionary<string, (MaxPoolNd Pool, MaxUnpoolNd Unpool)> _unpools = new()
    {
        ["unpool 1d"] = (new MaxPool1d(2), new MaxUnpool1d(2)),
        ["unpool 2d"] = (new MaxPool2d(3, 2, 1), new MaxUnpool2d(3, stride: 2, padding: 1)),
        ["unpool 3d"] = (new MaxPool3d(2), new MaxUnpool3d(2)),
    };

    private static IEnumerable<string> Names => _modules.Keys;

    private static IEnumerable<string> Unpools => _unpools.Keys;

    [Test]
    public void All_stored_modules_are_tested()
    {
        Assert.That(_data.GetProperty("modules").EnumerateObject().Select(one => one.Name), Is.EquivalentTo(Names));
        Assert.That(_data.GetProperty("unpools").EnumerateObject().Select(one => one.Name), Is.EquivalentTo(Unpools));
    }

    [TestCaseSource(nameof(Names))]
    public void Prints_what_PyTorch_prints(string name) =>
        Assert.That(_modules[name]().ToString(), Is.EqualTo(Stored("modules", name).GetProperty("text").GetString()));

    [TestCaseSource(nameof(Names))]
    public void Begins_with_the_numbers_of_PyTorch_bit_for_bit(string name)
    {
        Generator.ManualSeed(43052);
        var state = _modules[name]().StateDict();
        var expected = Stored("modules", name).GetProperty("state").EnumerateObject().ToList();
        Assert.That(state.Keys, Is.EqualTo(expected.Select(parameter => parameter.Name)));
        foreach (var parameter in expected)
            Assert.That(state[parameter.Name].ToArray<float>(), Is.EqualTo(parameter.Value.Numbers<float>()));
    }

    [TestCaseSource(nameof(Names))]
    public void Computes_what_PyTorch_computes(string name)
    {
        Generator.ManualSeed(43052);
        var module = _modules[name]().To(DType.Float64);
        var stored = Stored("modules", name);
        var x = Numbers(stored, "x", "shape");
        x.RequiresGrad = true;
        Generator.ManualSeed(43052);
        var output = module.Forward(x);
        Assert.That(output.Shape.ToArray(), Is.EqualTo(Sizes(stored, "outputShape")));
        Near(output, stored.GetProperty("output"));
        output.Backward(Numbers(stored, "gradient", "outputShape"));
        Near(x.Grad!, stored.GetProperty("xGrad"));
        foreach (var parameter in stored.GetProperty("grads").EnumerateObject())
            Near(module.NamedParameters().Single(one => one.Name == parameter.Name).Parameter.Grad!, parameter.Value);
    }

    [TestCaseSource(nameof(Unpools))]
    public void Maxima_return_to_where_they_were(string name)
    {
        var stored = Stored("unpools", name);
        var (pool, unpool) = _unpools[name];
        Assert.That(unpool.ToString(), Is.EqualTo(stored.GetProperty("text").GetString()));
        var x = Numbers(stored, "x", "shape");
        var (maxima, indices) = pool.ForwardWithIndices(x);
        Assert.That(indices.ToArray<long>(), Is.EqualTo(stored.GetProperty("indices").Numbers<long>()));
        Near(unpool.Forward(maxima, indices, x.Shape), stored.GetProperty("output"));
    }

    [Test]
    public void Functions_give_indices_too()
    {
        var x = Tensor.From(new[, ,] { { { 1.0, 5, 2 }, { 7, 3, 9 } } });
        Assert.That(F.MaxPool2dWithIndices(x, (2, 1)).Indices.ToArray<long>(), Is.EqualTo(new long[] { 3, 1, 5 }));
        Assert.That(F.MaxPool1dWithIndices(x[0], 2, 1).Indices.ToArray<long>(), Is.EqualTo(new long[] { 1, 1, 0, 2 }));
        Assert.That(F.MaxPool3dWithIndices(x.Unsqueeze(0), (1, 2, 3)).Indices.ToArray<long>(), Is.EqualTo(new long[] { 5 }));
        Assert.That(F.AdaptiveMaxPool1dWithIndices(x[0], 1).Indices.ToArray<long>(), Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(F.AdaptiveMaxPool2dWithIndices(x, 1).Indices.ToArray<long>(), Is.EqualTo(new long[] { 5 }));
        Assert.That(F.AdaptiveMaxPool2dWithIndices(x, (1, null)).Indices.ToArray<long>(), Is.EqualTo(new long[] { 3, 1, 5 }));
        Assert.That(F.AdaptiveMaxPool3dWithIndices(x.Unsqueeze(0), 1).Indices.ToArray<long>(), Is.EqualTo(new long[] { 5 }));
        Assert.That(F.AdaptiveMaxPool3dWithIndices(x.Unsqueeze(0), (null, 2, 1)).Indices.ToArray<long>(), Is.EqualTo(new long[] { 1, 5 }));
        Assert.That(F.FractionalMaxPool2dWithIndices(x, 2, (1, 2)).Indices.ToArray<long>(), Is.EqualTo(new long[] { 3, 5 }));
        Assert.That(new FractionalMaxPool3d((1, 2, 2), (1, 1, 2)).ForwardWithIndices(x.Unsqueeze(0)).Indices.ToArray<long>(), Is.EqualTo(new long[] { 3, 5 }));
        Assert.That(F.FractionalMaxPool3dWithIndices(x.Unsqueeze(0), (1, 2, 3), 1).Indices.ToArray<long>(), Is.EqualTo(new long[] { 5 }));
        Assert.That(new FractionalMaxPool2d(2, (1, 2)).ForwardWithIndices(x).Output.ToArray<double>(), Is.EqualTo(new double[] { 7, 9 }));
        Assert.That(new AdaptiveMaxPool1d(1).ForwardWithIndices(x[0]).Indices.ToArray<long>(), Is.EqualTo(new long[] { 1, 2 }));
    }

    [Test]
    public void A_transposed_convolution_gives_the_size_that_is_asked_for()
    {
        var module = new ConvTranspose2d(1, 1, 3, stride: 3, padding: 1);
        var x = Tensor.Ones(1, 1, 2, 3);
        Assert.That(module.Forward(x).Shape.ToArray(), Is.EqualTo(new[] { 1, 1, 4, 7 }));
        Assert.That(module.Forward(x, (5, 9)).Shape.ToArray(), Is.EqualTo(new[] { 1, 1, 5, 9 }));
        Assert.That(module.Forward(x, [1, 1, 6, 7]).Shape.ToArray(), Is.EqualTo(new[] { 1, 1, 6, 7 }));
    }

    [Test]
    public void A_weight_is_shared_with_another_module()
    {
        var (first, second) = (new Conv2d(2, 3, 3), new Conv2d(2, 3, 3));
        second.Weight = first.Weight;
        Assert.That(second.Weight, Is.SameAs(first.Weight));
        Assert.That(second.Parameters().First(), Is.SameAs(first.Weight));
    }

    private static JsonElement Stored(string kind, string name) => _data.GetProperty(kind).GetProperty(name);

    private static int[] Sizes(JsonElement stored, string name) => [.. stored.GetProperty(name).EnumerateArray().Select(size => size.GetInt32())];

    private static Tensor Numbers(JsonElement stored, string name, string shape) =>
        Tensor.From(stored.GetProperty(name).Numbers<double>(), Sizes(stored, shape));

    private static void Near(Tensor actual, JsonElement expected) =>
        Assert.That(actual.Detach().ToArray<double>(), Is.EqualTo(expected.Numbers<double>()).Within(1e-12));
}
