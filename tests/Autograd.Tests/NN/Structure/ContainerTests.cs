using Autograd.NN;

namespace Autograd.Tests.NN.Structure;

/// <summary>Lists and dictionaries that are modules, copies, and looking up by name.</summary>
[NonParallelizable]
public class ContainerTests
{
    private static string Text(string name) => StructureFixture.Stored.GetProperty("texts").GetProperty(name).GetString()!;

    [Test]
    public void Containers_print_as_PyTorchs()
    {
        var ones = Tensor.Ones(2, 3);
        Assert.Multiple(() =>
        {
            Assert.That(new ParameterList(ones, Tensor.Ones(2)).ToString(), Is.EqualTo(Text("parameter_list")));
            Assert.That(new ParameterList(ones).ToString(), Is.EqualTo(Text("parameter_list_of_one")));
            ParameterDict dictionary = new() { ["a"] = ones, ["b"] = Tensor.Ones([], DType.Float64) };
            Assert.That(dictionary.ToString(), Is.EqualTo(Text("parameter_dict")));
            Assert.That(new ModuleList<UnaryModule>(new Linear(2, 3), new Tanh()).ToString(), Is.EqualTo(Text("module_list")));
            ModuleDict<UnaryModule> modules = new() { ["a"] = new Linear(2, 3), ["b"] = new Tanh() };
            Assert.That(modules.ToString(), Is.EqualTo(Text("module_dict")));
        });
    }

    [Test]
    public void A_module_finds_what_is_in_containers()
    {
        var net = new Net();
        Assert.That(net.StateDict().Keys, Is.EqualTo(new[]
        {
            "scales.0", "scales.1", "named.left", "layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias", "heads.a.weight", "heads.a.bias",
        }));
        Assert.That(net.NamedChildren().Select(child => child.Name), Is.EqualTo(new[] { "scales", "named", "layers", "heads" }));
        Assert.That(net.GetSubmodule("layers.1"), Is.SameAs(net.Layers[1]));
        Assert.That(net.GetSubmodule(""), Is.SameAs(net));
        Assert.That(new CrossEntropyLoss(Tensor.From([3f])).GetBuffer("weight").ToArray<float>(), Is.EqualTo(new[] { 3f }));
    }

    [Test]
    public void Lists_are_changed_as_lists()
    {
        ModuleList<Linear> list = [new(1, 1), new(2, 2)];
        list.Insert(0, new Linear(3, 3));
        list.Insert(3, new Linear(4, 4));
        list.Extend([new Linear(5, 5)]);
        list[1] = new Linear(6, 6);
        Assert.That(list.Select(linear => linear.InFeatures), Is.EqualTo(new[] { 3, 6, 2, 4, 5 }));
        ParameterList parameters = [Tensor.Ones(1)];
        parameters.Extend([Tensor.Ones(2)]);
        parameters[0] = Tensor.Ones(3);
        Assert.That(parameters.Select(parameter => parameter.Numel), Is.EqualTo(new[] { 3, 2 }));
        Assert.That(parameters.All(parameter => parameter is { IsParameter: true, RequiresGrad: true }), Is.True);
        var own = Parameter.From(Tensor.Ones(1));
        parameters.Add(own);
        Assert.That(parameters[2], Is.SameAs(own));
        ModuleDict<Linear> named = new() { { "a", new Linear(1, 1) } };
        Assert.That(named.Remove("a") && !named.Remove("a") && !named.ContainsKey("a") && !named.TryGetValue("a", out _) && named.Count == 0, Is.True);
        ParameterDict scales = new() { { "a", own } };
        Assert.That(scales.ContainsKey("a") && scales.TryGetValue("a", out var found) && ReferenceEquals(found, own) && scales.Remove("a"), Is.True);
    }

    [Test]
    public void Mistakes_with_containers_say_what_to_do()
    {
        ModuleList<Linear> list = [new(1, 1)];
        ParameterList parameters = [Tensor.Ones(1)];
        ModuleDict<Linear> named = new() { ["a"] = list[0] };
        ParameterDict scales = new() { ["a"] = parameters[0] };
        Fails(() => _ = list[1], "ModuleList: index 1 is out of range for 1 modules; use 0 to 0, or ^1 for the last");
        Fails(() => _ = parameters[-1], "ParameterList: index -1 is out of range for 1 parameters; use 0 to 0, or ^1 for the last");
        Fails(() => _ = named["b"], "ModuleDict: there is no module \"b\"; there are: a");
        Fails(() => _ = scales["b"], "ParameterDict: there is no parameter \"b\"; there are: a");
        Fails(() => named["a.b"] = list[0], "ModuleDict: \"a.b\" is no name in a state, where dots separate names; use one without");
        Fails(() => scales[""] = parameters[0], "ParameterDict: \"\" is no name in a state, where dots separate names; use one without");
        Fails(() => named.Add("a", list[0]), "ModuleDict: \"a\" is there already; set it with [\"a\"] = …");
        Fails(() => scales.Add("a", parameters[0]), "ParameterDict: \"a\" is there already; set it with [\"a\"] = …");
        Fails(() => new Net().GetSubmodule("layers.7"),
            "GetSubmodule: Net has no module \"layers.7\"; it has: scales, named, layers, layers.0, layers.1, heads, heads.a");
        Fails(() => list.GetBuffer("weight"), "GetBuffer: ModuleList has no buffer \"weight\"; it has: ");
    }

    [Test]
    public void A_copy_of_a_chain_or_a_recurrent_layer_shares_nothing()
    {
        var shared = new Linear(2, 2);
        var net = new Sequential(shared, new Tanh(), shared);
        var calls = 0;
        shared.RegisterForwardHook((_, _, _) => { calls++; });
        var copy = net.Clone();
        Assert.That(copy[0], Is.SameAs(copy[2]).And.Not.SameAs(shared));
        Assert.That(copy.Parameters(), Has.Count.EqualTo(2));
        copy.Forward(Tensor.Ones(1, 2));
        Assert.That(calls, Is.EqualTo(2), "a copy has the hooks");
        var gru = new GRU(2, 3);
        var other = gru.Clone();
        foreach (var (name, parameter) in gru.NamedParameters())
        {
            Assert.That(other.GetParameter(name), Is.Not.SameAs(parameter));
            Assert.That(other.GetParameter(name).Flatten().ToArray<float>(), Is.EqualTo(parameter.Flatten().ToArray<float>()));
        }

        var named = new Net();
        Assert.That(named.Clone().Parameters().Intersect(named.Parameters(), ReferenceEqualityComparer.Instance), Is.Empty);
    }

    [Test]
    public void A_chain_in_segments_computes_the_same()
    {
        Sequential net = new(new Linear(3, 3), new Tanh(), new Dropout(), new Linear(3, 3), new Tanh());
        var x = Tensor.RandN([2, 3], requiresGrad: true);
        Generator.ManualSeed(5);
        var expected = Gradients(net.Forward(x), net);
        for (var segments = 1; segments <= 5; segments++)
        {
            Generator.ManualSeed(5);
            Assert.That(Gradients(Checkpoint.Sequential(net, segments, x), net), Is.EqualTo(expected), $"{segments} segments");
        }

        Fails(() => Checkpoint.Sequential(net, 6, x), "Checkpoint.Sequential: 6 segments of 5 modules; use 1 to 5");
    }

    private static float[] Gradients(Tensor y, Sequential net)
    {
        net.ZeroGrad();
        y.Sum().Backward();
        return [.. net.Parameters().SelectMany(parameter => parameter.Grad!.Flatten().ToArray<float>())];
    }

    private static void Fails(Action action, string message) =>
        Assert.That(Assert.Catch(action)!.Message.Split(" (Parameter '")[0], Is.EqualTo(message));

    private sealed class Net : Module
    {
        private readonly ParameterList _scales = [Tensor.Ones(1), Tensor.Ones(1)];
        private readonly ParameterDict _named = new() { ["left"] = Tensor.Ones(2) };

        public ModuleList<Linear> Layers { get; } = [new(1, 1), new(1, 1)];

        public ModuleDict<Linear> Heads { get; } = new() { ["a"] = new Linear(1, 1) };

        public int Count => _scales.Count + _named.Count;
    }
}
