using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>Normalizations, paddings and resamplings as modules: text, results, gradients and state, against PyTorch's.</summary>
public class ImageModuleTests
{
    private static readonly JsonElement _data = Fixture.Load("image_modules.json");

    private static readonly Dictionary<string, Func<UnaryModule>> _modules = new()
    {
        ["batch 1d"] = () => new BatchNorm1d(3),
        ["batch 1d, matrix"] = () => new BatchNorm1d(3, eps: 0.01, momentum: 0.25),
        ["batch 2d"] = () => new BatchNorm2d(numFeatures: 3),
        ["batch 2d, plain"] = () => new BatchNorm2d(3, affine: false),
        ["batch 2d, untracked"] = () => new BatchNorm2d(3, trackRunningStats: false),
        ["batch 2d, all"] = () => new BatchNorm2d(3, 0.001, null),
        ["batch 3d"] = () => new BatchNorm3d(2),
        ["instance 1d"] = () => new InstanceNorm1d(3),
        ["instance 1d, unbatched"] = () => new InstanceNorm1d(3, affine: true),
        ["instance 2d"] = () => new InstanceNorm2d(3, affine: true, trackRunningStats: true),
        ["instance 2d, unbatched"] = () => new InstanceNorm2d(3, 0.001, 0.2, trackRunningStats: true),
        ["instance 3d"] = () => new InstanceNorm3d(2, trackRunningStats: true, momentum: 0.5),
        ["group"] = () => new GroupNorm(2, 4),
        ["group, plain"] = () => new GroupNorm(3, 6, eps: 0.01, affine: false),
        ["response"] = () => new LocalResponseNorm(3),
        ["zero 2d"] = () => new ZeroPad2d(1, 2, 0, -1),
        ["constant 1d"] = () => new ConstantPad1d(2, 3.5),
        ["constant 2d"] = () => new ConstantPad2d([1, 0, 2, 1], -1),
        ["constant 3d"] = () => new ConstantPad3d(1, 0),
        ["reflection 1d"] = () => new ReflectionPad1d([3, 1]),
        ["reflection 2d"] = () => new ReflectionPad2d(2),
        ["reflection 3d"] = () => new ReflectionPad3d(1, 0, 2, 1, 1, 1),
        ["replication 1d"] = () => new ReplicationPad1d(3),
        ["replication 2d"] = () => new ReplicationPad2d(1, 2, 3, 0),
        ["replication 3d"] = () => new ReplicationPad3d(1),
        ["upsample"] = () => new Upsample(3),
        ["upsample, sizes"] = () => new Upsample((3, 7), mode: InterpolateMode.NearestExact),
        ["upsample, scale"] = () => new Upsample(scaleFactor: 2, mode: InterpolateMode.Bilinear, alignCorners: true),
        ["upsample, scales"] = () => new Upsample(scaleFactor: [1.5, 2.3], mode: InterpolateMode.Bicubic, recomputeScaleFactor: true),
        ["upsample nearest"] = () => new UpsamplingNearest2d(scaleFactor: 2),
        ["upsample bilinear"] = () => new UpsamplingBilinear2d((2, 3)),
        ["response, all"] = () => new LocalResponseNorm(2, 0.5, 0.25, 2),
    };

    private static IEnumerable<string> Names => _modules.Keys;

    [Test]
    public void All_stored_modules_are_tested() =>
        Assert.That(_data.EnumerateObject().Select(one => one.Name), Is.EquivalentTo(Names));

    [TestCaseSource(nameof(Names))]
    public void Prints_what_PyTorch_prints(string name) =>
        Assert.That(_modules[name]().ToString(), Is.EqualTo(_data.GetProperty(name).GetProperty("text").GetString()));

    [TestCaseSource(nameof(Names))]
    public void Computes_and_remembers_what_PyTorch_does(string name)
    {
        var stored = _data.GetProperty(name);
        var module = _modules[name]().To(DType.Float64);
        using (GradMode.NoGrad())
            foreach (var parameter in stored.GetProperty("parameters").EnumerateObject())
                module.GetParameter(parameter.Name).CopyInPlace(Tensor.From(parameter.Value.Numbers<double>()));
        module.Forward(Input(stored, "first"));
        var x = Input(stored, "x");
        x.RequiresGrad = true;
        var output = module.Forward(x);
        int[] shape = [.. stored.GetProperty("outputShape").EnumerateArray().Select(size => size.GetInt32())];
        Assert.That(output.Shape.ToArray(), Is.EqualTo(shape));
        Near(output, stored.GetProperty("output"));
        output.Backward(Tensor.From(stored.GetProperty("gradient").Numbers<double>(), shape));
        Near(x.Grad!, stored.GetProperty("xGrad"));
        foreach (var grad in stored.GetProperty("grads").EnumerateObject()) Near(module.GetParameter(grad.Name).Grad!, grad.Value);
        var state = module.StateDict();
        Assert.That(state.Keys, Is.EqualTo(stored.GetProperty("state").EnumerateObject().Select(one => one.Name)));
        foreach (var expected in stored.GetProperty("state").EnumerateObject())
        {
            if (state[expected.Name].DType == DType.Int64)
                Assert.That(state[expected.Name].ToArray<long>(), Is.EqualTo(expected.Value.Numbers<long>()));
            else
                Near(state[expected.Name], expected.Value);
        }

        Near(module.Eval().Forward(x), stored.GetProperty("eval"));
    }

    [Test]
    public void RMSNorm_prints_its_options()
    {
        Assert.That(new RMSNorm(4).ToString(), Is.EqualTo("RMSNorm((4,), eps=None, elementwise_affine=True)"));
        Assert.That(new RMSNorm((2, 3), 1e-6, false).ToString(), Is.EqualTo("RMSNorm((2, 3), eps=1e-06, elementwise_affine=False)"));
        var module = new RMSNorm((2, 3));
        Assert.That(module.StateDict().Keys, Is.EqualTo(new[] { "weight" }));
        var x = Tensor.From([3f, 0, 0, 0, 4, 0], [2, 3]);
        Assert.That(module.Forward(x).ToArray<float>(), Is.EqualTo(x.ToArray<float>().Select(v => v / MathF.Sqrt(25f / 6))).Within(1e-6));
    }

    [Test]
    public void Later_padding_modules_pad_as_the_function()
    {
        var x = Tensor.Arange(12, DType.Float32).Reshape(1, 1, 3, 4);
        Assert.That(new ZeroPad1d(1, 2).Forward(x).ToArray<float>(), Is.EqualTo(F.Pad(x, [1, 2]).ToArray<float>()));
        Assert.That(new ZeroPad3d(1).Forward(x).Shape.ToArray(), Is.EqualTo(new[] { 1, 3, 5, 6 }));
        Assert.That(new CircularPad1d(2).Forward(x[0]).ToArray<float>(), Is.EqualTo(F.Pad(x[0], [2, 2], PadMode.Circular).ToArray<float>()));
        Assert.That(new CircularPad2d(1, 2, 0, 1).Forward(x).ToArray<float>(),
            Is.EqualTo(F.Pad(x, [1, 2, 0, 1], PadMode.Circular).ToArray<float>()));
        Assert.That(new CircularPad3d(1, 0, 1, 0, 1, 0).Forward(x).Shape.ToArray(), Is.EqualTo(new[] { 1, 2, 4, 5 }));
        Assert.That(new CircularPad3d(1, 0, 1, 0, 1, 0).ToString(), Is.EqualTo("CircularPad3d((1, 0, 1, 0, 1, 0))"));
    }

    [Test]
    public void The_nearest_element_is_taken_of_every_type()
    {
        var x = Tensor.From([true, false, true], [1, 1, 3]);
        Assert.That(F.Interpolate(x, 6).ToArray<bool>(), Is.EqualTo(new[] { true, true, false, false, true, true }));
        Assert.That(F.Interpolate(x.Long(), scaleFactor: 2).DType, Is.EqualTo(DType.Int64));
    }

    [Test]
    public void Nothing_is_sampled_of_nothing()
    {
        Assert.That(F.GridSample(Tensor.Zeros(0, 2, 3, 3), Tensor.Zeros(0, 4, 5, 2)).Shape.ToArray(), Is.EqualTo(new[] { 0, 2, 4, 5 }));
        Assert.That(F.GridSample(Tensor.Zeros(1, 2, 3, 3), Tensor.Zeros(1, 0, 5, 2)).Shape.ToArray(), Is.EqualTo(new[] { 1, 2, 0, 5 }));
        Assert.That(F.Interpolate(Tensor.Zeros(2, 0, 3), 7).Shape.ToArray(), Is.EqualTo(new[] { 2, 0, 7 }));
    }

    [Test]
    public void Running_statistics_begin_anew()
    {
        var module = new BatchNorm1d(2);
        module.Forward(Tensor.From([1f, 2, 3, 9], [2, 2]));
        Assert.That(module.NumBatchesTracked!.Item(), Is.EqualTo(1));
        Assert.That(module.RunningMean!.ToArray<float>(), Is.EqualTo(new[] { 0.2f, 0.55f }).Within(1e-6));
        module.ResetRunningStats();
        Assert.That(module.NumBatchesTracked.Item(), Is.EqualTo(0));
        Assert.That(module.RunningMean.ToArray<float>(), Is.EqualTo(new[] { 0f, 0 }));
        Assert.That(module.RunningVar!.ToArray<float>(), Is.EqualTo(new[] { 1f, 1 }));
    }

    [Test]
    public void UpdateBn_computes_the_mean_over_all_batches()
    {
        var net = new Sequential(new BatchNorm1d(1), new ReLU());
        net.Forward(Tensor.From([[100f], [300]]));
        net.Eval();
        SwaUtils.UpdateBn([Tensor.From([[0f], [2]]), Tensor.From([[4f], [8]])], net);
        var norm = (BatchNorm1d)net[0];
        Assert.That((norm.RunningMean!.Item(), norm.RunningVar!.Item(), norm.NumBatchesTracked!.Item()), Is.EqualTo((3.5, 5.0, 2.0)));
        Assert.That((norm.Momentum, norm.IsTraining), Is.EqualTo(((double?)0.1, false)));
        var copy = norm.Clone();
        norm.ResetRunningStats();
        Assert.That(copy.RunningMean!.Item(), Is.EqualTo(3.5));
    }

    [Test]
    public void A_gradient_in_evaluation_is_that_of_the_statistics_at_that_time()
    {
        var module = new BatchNorm1d(1, eps: 0);
        module.Eval();
        var x = Tensor.From([[1f], [2]], requiresGrad: true);
        var y = module.Forward(x);
        module.RunningVar!.FillInPlace(4);
        y.Sum().Backward();
        Assert.That(x.Grad!.ToArray<float>(), Is.EqualTo(new[] { 1f, 1 }));
    }

    private static Tensor Input(JsonElement stored, string name) =>
        Tensor.From(stored.GetProperty(name).Numbers<double>(), [.. stored.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);

    private static void Near(Tensor actual, JsonElement expected) =>
        Assert.That(actual.Detach().ToArray<double>(), Is.EqualTo(expected.Numbers<double>()).Within(1e-12));
}
