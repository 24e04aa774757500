using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN.Structure;

/// <summary>Lazy layers that take their sizes from a saved state, as PyTorch's do.</summary>
[NonParallelizable]
public class LazyStateTests
{
    [TestCaseSource(typeof(LazyTests), nameof(LazyTests.Cases))]
    public void A_state_of_PyTorchs_makes_a_layer_that_has_had_no_input(JsonElement testCase)
    {
        var layer = LazyTests.Make(testCase.GetProperty("name").GetString()!);
        var net = new Sequential(new Identity(), layer);
        var state = testCase.GetProperty("state").EnumerateObject().ToDictionary(entry => "1." + entry.Name, entry => StructureFixture.Array(entry.Value));
        Generator.ManualSeed(7);
        var expected = Tensor.Rand(1).Item();
        Generator.ManualSeed(7);
        var (missing, unexpected) = net.LoadStateDict(state);
        Assert.That((missing.Count, unexpected.Count), Is.EqualTo((0, 0)));
        Assert.That(Tensor.Rand(1).Item(), Is.EqualTo(expected), "no random number was drawn");
        Assert.That(((ILazyModule)layer).HasUninitializedParams, Is.False);
        Assert.That(layer.ToString(), Is.EqualTo(testCase.GetProperty("after").GetString()));
        foreach (var (name, tensor) in net.StateDict()) Assert.That(tensor.To(DType.Float64).ToArray<double>(), Is.EqualTo(state[name].ToArray<double>()), name);
        StructureFixture.AreEqual(net.Forward(StructureFixture.Array(testCase.GetProperty("x"))), testCase.GetProperty("y"), "y", 1e-12);
    }

    [Test]
    public void A_net_of_lazy_layers_is_loaded_before_its_first_input()
    {
        var source = Net();
        var x = Tensor.RandN(2, 3, 5, 5);
        source.Forward(x);
        source.Eval();
        var net = Net();
        net.LoadStateDict(source.StateDict());
        net.Eval();
        Assert.That(net.Forward(x).ToArray<float>(), Is.EqualTo(source.Forward(x).ToArray<float>()));
        Assert.That((net.Get<ConvNd>(0).InChannels, net.Get<Linear>(3).InFeatures, net.Get<LazyBatchNorm2d>(1).NumFeatures), Is.EqualTo((3, 36, 4)));
        Assert.That(net.Parameters(), Has.All.Property("RequiresGrad").True);

        var single = new LazyLinear(2);
        single.LoadStateDict(new Linear(5, 2).StateDict());
        Assert.That(single.InFeatures, Is.EqualTo(5));
        var statistics = new LazyBatchNorm2d(affine: false);
        statistics.LoadStateDict(new BatchNorm2d(6, affine: false).StateDict());
        Assert.That(statistics.NumFeatures, Is.EqualTo(6));
    }

    [Test]
    public void A_state_that_does_not_fit_makes_nothing()
    {
        var net = Net();
        var state = new Sequential(new Conv2d(3, 4, 2), new BatchNorm2d(4), new Flatten(), new Linear(8, 5)).StateDict();
        state.Remove("1.weight");
        state["extra"] = Tensor.Ones(1);
        var error = Assert.Throws<ArgumentException>(() => net.LoadStateDict(state));
        Assert.That(error!.Message, Is.EqualTo(
            "LoadStateDict: the state does not fit Sequential; nothing was loaded:\n"
            + "  \"0.weight\" has shape (4, 3, 2, 2) in the state, which is no LazyConv2d's\n"
            + "  \"3.weight\" has shape (5, 8) in the state, which is no LazyLinear's\n"
            + "  missing in the state: \"1.weight\"\n"
            + "  unexpected in the state: \"1.bias\", \"1.running_mean\", \"1.running_var\", \"1.num_batches_tracked\", \"extra\""));
        foreach (var module in net.Modules().OfType<ILazyModule>()) Assert.That(module.HasUninitializedParams, Is.True);
        var wrong = new Linear(3, 2).StateDict();
        wrong["bias"] = Tensor.Ones(4);
        var lazy = new LazyLinear(2);
        Assert.That(() => lazy.LoadStateDict(wrong), Throws.ArgumentException.With.Message.EqualTo(
            "LoadStateDict: the state does not fit LazyLinear; nothing was loaded:\n  \"bias\" has shape (2,) here and (4,) in the state"));
        Assert.That(lazy.HasUninitializedParams, Is.True);
    }

    [Test]
    public void A_layer_that_the_state_lacks_waits_for_its_input_if_names_are_free()
    {
        var net = new Sequential(new LazyLinear(2), new LazyLinear(3));
        var (missing, unexpected) = net.LoadStateDict(new Sequential(new Linear(4, 2)).StateDict(), strict: false);
        Assert.That(missing, Is.EqualTo((string[])["1.weight"]));
        Assert.That(unexpected, Is.Empty);
        Assert.That(net.Modules().OfType<ILazyModule>().Select(module => module.HasUninitializedParams), Is.EqualTo((bool[])[false, true]));
        Assert.That(net.Forward(Tensor.Ones(1, 4)).Shape, Is.EqualTo(Shape.Create(1, 3)));
    }

    private static Sequential Net() => new(new LazyConv2d(4, 3), new LazyBatchNorm2d(), new Flatten(), new LazyLinear(2));
}
