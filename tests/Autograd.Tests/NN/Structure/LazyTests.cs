using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN.Structure;

/// <summary>Layers that take sizes from their first input.</summary>
[NonParallelizable]
public class LazyTests
{
    internal static IEnumerable<TestCaseData> Cases =>
        StructureFixture.Stored.GetProperty("lazies").EnumerateArray()
            .Select(testCase => new TestCaseData(testCase).SetArgDisplayNames(testCase.GetProperty("name").GetString()!));

    internal static UnaryModule Make(string name) => name switch
    {
        "LazyConv1d" => new LazyConv1d(6, 2, groups: 2, padding: 1, dtype: DType.Float64),
        "LazyConv2d" => new LazyConv2d(6, 2, groups: 2, padding: 1, dtype: DType.Float64),
        "LazyConv3d" => new LazyConv3d(6, 2, groups: 2, padding: 1, dtype: DType.Float64),
        "LazyConvTranspose1d" => new LazyConvTranspose1d(6, 2, stride: 2, bias: false, dtype: DType.Float64),
        "LazyConvTranspose2d" => new LazyConvTranspose2d(6, 2, stride: 2, bias: false, dtype: DType.Float64),
        "LazyConvTranspose3d" => new LazyConvTranspose3d(6, 2, stride: 2, bias: false, dtype: DType.Float64),
        "LazyBatchNorm1d" => new LazyBatchNorm1d(dtype: DType.Float64),
        "LazyBatchNorm2d" => new LazyBatchNorm2d(dtype: DType.Float64),
        "LazyBatchNorm3d" => new LazyBatchNorm3d(dtype: DType.Float64),
        "LazyInstanceNorm1d" => new LazyInstanceNorm1d(momentum: 0.2, dtype: DType.Float64),
        "LazyInstanceNorm2d" => new LazyInstanceNorm2d(momentum: 0.2, dtype: DType.Float64),
        "LazyInstanceNorm3d" => new LazyInstanceNorm3d(momentum: 0.2, dtype: DType.Float64),
        _ => throw new ArgumentException(name),
    };

    [TestCaseSource(nameof(Cases))]
    public void A_layer_is_PyTorchs_before_and_after_its_first_input(JsonElement testCase)
    {
        var name = testCase.GetProperty("name").GetString()!;
        Generator.ManualSeed(43052);
        var layer = Make(name);
        var net = new Sequential(new Identity(), layer);
        Assert.That(layer.ToString(), Is.EqualTo(testCase.GetProperty("before").GetString()));
        Assert.That(((ILazyModule)layer).HasUninitializedParams, Is.True);
        Fails(
            () => net.Parameters(),
            $"Parameters: {name} has none yet, because it takes their sizes from its first input; call Forward once before parameters or a state are "
            + "asked for");
        Fails(
            () => layer.Forward(Tensor.Ones([4], DType.Float64)),
            $"{name}: an input of shape (4,); it must be {Shapes(name)}");
        var copy = net.Clone();
        StructureFixture.AreEqual(net.Forward(StructureFixture.Array(testCase.GetProperty("x"))), testCase.GetProperty("y"), "y", 1e-12);
        Assert.That(((ILazyModule)layer).HasUninitializedParams, Is.False);
        Assert.That(layer.ToString(), Is.EqualTo(testCase.GetProperty("after").GetString()));
        var state = layer.StateDict();
        var expected = testCase.GetProperty("state").EnumerateObject().ToArray();
        Assert.That(state.Keys, Is.EqualTo(expected.Select(entry => entry.Name)));
        foreach (var entry in expected) StructureFixture.AreEqual(state[entry.Name].To(DType.Float64), entry.Value, entry.Name);
        Assert.That(((ILazyModule)copy[1]).HasUninitializedParams, Is.True, "a copy waits for an input of its own");
        net.Parameters().First().Sum().Backward();
        Assert.That(net.Parameters()[0].Grad, Is.Not.Null);
    }

    [Test]
    public void A_lazy_layer_is_of_the_class_that_it_becomes()
    {
        var conv = new LazyConv2d(4, 3);
        Fails(() => _ = conv.Weight, "Weight: LazyConv2d has none yet, because it takes its size from its first input; call Forward once before");
        Fails(
            () => conv.Weight = Parameter.From(Tensor.Ones(4, 1, 3, 3)),
            "Weight: LazyConv2d has none yet, because it takes its size from its first input; call Forward once before");
        var calls = 0;
        conv.RegisterForwardHook((_, _, _) => { calls++; });
        var net = new Sequential(conv, new LazyBatchNorm2d(), new Flatten(), new LazyLinear(2));
        var summary = net.Summary(Tensor.Ones(2, 3, 5, 5));
        Assert.That(summary.Parameters, Is.EqualTo(4 * 3 * 9 + 4 + 8 + 2 * 36 + 2));
        Assert.That(calls, Is.EqualTo(1));
        Assert.That(((ConvNd)net[0]).Weight.Shape, Is.EqualTo(Shape.Create(4, 3, 3, 3)));
        Assert.That((conv.InChannels, net.Get<Linear>(3).InFeatures, net.Get<LazyBatchNorm2d>(1).NumFeatures), Is.EqualTo((3, 36, 4)));
        Assert.That(new LazyInstanceNorm2d(affine: false, trackRunningStats: false).HasUninitializedParams, Is.False);
        var transposed = new LazyConvTranspose2d(4, 2, stride: 2);
        Assert.That(transposed.Forward(Tensor.Ones(3, 4, 4), (9, 9)).Shape, Is.EqualTo(Shape.Create(4, 9, 9)), "without a batch, with a size");
    }

    [Test]
    public void What_the_first_input_cannot_be_is_told()
    {
        Fails(() => new LazyConv1d(3, 2, groups: 2), "LazyConv1d: outChannels 3 for groups 2; it must be a positive multiple of the groups");
        Fails(() => new LazyConv2d(0, 2), "LazyConv2d: outChannels 0 for groups 1; it must be a positive multiple of the groups");
        Fails(
            () => new LazyConv2d(4, 2, groups: 2).Forward(Tensor.Ones(1, 3, 5, 5)),
            "LazyConv2d: 3 channels of an input of shape (1, 3, 5, 5) for groups 2; they must be a positive multiple of the groups");
        Fails(
            () => new LazyConvTranspose3d(4, 2).Forward(Tensor.Ones(1, 0, 5, 5, 5)),
            "LazyConvTranspose3d: 0 channels of an input of shape (1, 0, 5, 5, 5) for groups 1; they must be a positive multiple of the groups");
        Fails(
            () => new LazyConv2d(4, 2, dtype: DType.Int32),
            "LazyConv2d: Int32 is no type for parameters; use DType.Float32 or DType.Float64");
        Fails(
            () => new LazyBatchNorm1d(dtype: DType.Int64),
            "LazyBatchNorm1d: Int64 is no type for parameters; use DType.Float32 or DType.Float64");
    }

    [Test]
    public void A_lazy_layer_takes_its_size_from_its_first_input()
    {
        var lazy = new LazyLinear(3);
        var net = new Sequential(lazy, new Tanh());
        Assert.That(lazy.ToString(), Is.EqualTo(Text("lazy")));
        const string Message = "Parameters: LazyLinear has none yet, because it takes their sizes from its first input; call Forward once before "
            + "parameters or a state are asked for";
        Fails(() => net.Parameters(), Message);
        Fails(() => lazy.Parameters(), Message);
        Fails(() => net.StateDict(), Message);
        Fails(() => lazy.Forward(Tensor.Ones([])), "LazyLinear: an input of shape (); it must have one dimension or more");
        Fails(() => new LazyLinear(-1), "LazyLinear: outFeatures is -1; use 0 or more");
        Fails(() => new LazyLinear(1, dtype: DType.Int64), "LazyLinear: Int64 is no type for parameters; use DType.Float32 or DType.Float64");

        Generator.ManualSeed(1);
        var y = net.Forward(Tensor.Ones(2, 4));
        Generator.ManualSeed(1);
        var linear = new Linear(4, 3);
        Assert.That(y.ToArray<float>(), Is.EqualTo(linear.Forward(Tensor.Ones(2, 4)).Tanh().ToArray<float>()));
        Assert.That(lazy.ToString(), Is.EqualTo(linear.ToString()));
        Assert.That(lazy.StateDict().Keys, Is.EqualTo(linear.StateDict().Keys));
        Assert.That(net.Parameters(), Has.Count.EqualTo(2));
    }

    private static string Text(string name) => StructureFixture.Stored.GetProperty("texts").GetProperty(name).GetString()!;

    private static void Fails(Action action, string message) =>
        Assert.That(Assert.Catch(action)!.Message.Split(" (Parameter '")[0], Is.EqualTo(message));

    private static string Shapes(string name) => (name[^2], name.Contains("Conv", StringComparison.Ordinal), name.Contains("Batch", StringComparison.Ordinal)) switch
    {
        ('1', true, _) => "(N, C, L), or (C, L) without a batch",
        ('2', true, _) => "(N, C, H, W), or (C, H, W) without a batch",
        ('3', true, _) => "(N, C, D, H, W), or (C, D, H, W) without a batch",
        ('1', _, true) => "(N, C) or (N, C, L)",
        ('2', _, true) => "(N, C, H, W)",
        ('3', _, true) => "(N, C, D, H, W)",
        ('1', _, _) => "(N, C, L) or (C, L)",
        ('2', _, _) => "(N, C, H, W) or (C, H, W)",
        _ => "(N, C, D, H, W) or (C, D, H, W)",
    };
}
