using Autograd.NN;

namespace Autograd.Tests.NN.Structure;

/// <summary>Calls of a module with tensors other than its own.</summary>
public class FunctionalCallTests
{
    [Test]
    public void Gradients_flow_to_the_given_tensors()
    {
        var net = new Sequential(new Linear(3, 4, dtype: DType.Float64), new Tanh(), new Linear(4, 2, dtype: DType.Float64));
        var x = Tensor.RandN([5, 3], DType.Float64);
        var names = net.NamedParameters().Select(named => named.Name).ToArray();
        var before = net.StateDict().Values.ToArray();
        GradCheck.Check(
            given => Utils.FunctionalCall(net, names.Zip(given).ToDictionary(pair => pair.First, pair => pair.Second), x),
            [.. names.Select(name => Parameter.From(Tensor.RandN(net.GetParameter(name).Shape, DType.Float64)))]);
        Assert.That(net.StateDict().Values.Zip(before).All(pair => pair.First.Equal(pair.Second)), Is.True);
        Assert.That(net.Parameters().All(parameter => parameter.Grad is null && parameter.IsParameter), Is.True);
    }

    [Test]
    public void A_step_of_learning_is_part_of_the_graph()
    {
        var linear = new Linear(1, 1, bias: false, dtype: DType.Float64);
        var x = Tensor.From([2.0], [1, 1]);
        var inner = linear.Forward(x).Square().Sum();
        var grad = Functional.Grad(inner, linear.Weight, createGraph: true);
        var outer = Utils.FunctionalCall(linear, new Dictionary<string, Tensor> { ["weight"] = linear.Weight - 0.1 * grad }, x).Sum();
        outer.Backward();

        // (w − 0.1·2·w·x²)·x has the derivative (1 − 0.2·x²)·x.
        Assert.That(linear.Weight.Grad!.Item(), Is.EqualTo((1 - 0.2 * 4) * 2).Within(1e-12));
    }

    [Test]
    public void What_has_no_entry_stays_the_modules_own()
    {
        var linear = new Linear(2, 1);
        var y = Utils.FunctionalCall(linear, new Dictionary<string, Tensor> { ["weight"] = Tensor.Zeros(1, 2) }, Tensor.Ones(1, 2));
        Assert.That(y.Item(), Is.EqualTo(linear.Bias!.Item()));
        y.Backward();
        Assert.That((linear.Bias.Grad!.Item(), linear.Weight.Grad), Is.EqualTo((1f, (Tensor?)null)));
    }

    [Test]
    public void A_parameter_in_several_places_is_replaced_in_all()
    {
        var net = new Tied();
        var given = Tensor.Eye(2) * 3;
        given.RequiresGrad = true;
        foreach (var name in new[] { "first.weight", "second.weight" })
        {
            given.Grad = null;
            var y = Utils.FunctionalCall(net, new Dictionary<string, Tensor> { [name] = given }, m => m.Forward(Tensor.Ones(1, 2)));
            Assert.That(y.Flatten().ToArray<float>(), Is.EqualTo(new[] { 9f, 9f }), name);
            y.Sum().Backward();
            Assert.That(given.Grad!.Flatten().ToArray<float>(), Is.EqualTo(new[] { 6f, 6f, 6f, 6f }), name);
        }

        Assert.That(net.First.Weight, Is.SameAs(net.Second.Weight));
        Assert.That(net.First.Weight.IsParameter, Is.True);
        Fails(
            () => Utils.FunctionalCall(net, new Dictionary<string, Tensor> { ["first.weight"] = given, ["second.weight"] = Tensor.Eye(2) }, m => m.Forward(given)),
            "FunctionalCall: \"first.weight\" and \"second.weight\" are one parameter, and have different tensors; pass one");
    }

    [Test]
    public void Every_kind_of_place_is_replaced_and_restored()
    {
        var net = new Everywhere();
        var before = net.StateDict();
        Assert.That(before.Keys, Is.EqualTo(new[]
        {
            "list.0", "array.0", "named.a", "parameters.0", "dictionary.b", "norm.weight", "norm.bias", "norm.running_mean", "norm.running_var",
            "norm.num_batches_tracked", "gru.weight_ih_l0", "gru.weight_hh_l0", "gru.bias_ih_l0", "gru.bias_hh_l0", "pruned.bias", "pruned.weight_orig",
            "pruned.weight_mask", "normed.bias", "normed.parametrizations.weight.original0", "normed.parametrizations.weight.original1",
        }));
        foreach (var (name, tensor) in before)
        {
            // Neither a batch normalization nor PyTorch's gives gradients to running statistics.
            if (!tensor.DType.IsFloatingPoint() || name.Contains("running", StringComparison.Ordinal)) continue;
            var given = tensor.Clone();
            given.RequiresGrad = true;
            var y = Utils.FunctionalCall(net, new Dictionary<string, Tensor> { [name] = given }, m => m.Eval().Forward());
            y.Backward();
            Assert.That(given.Grad, Is.Not.Null, name);
            Assert.That(net.StateDict().Values.Zip(before.Values).All(pair => pair.First.Equal(pair.Second)), Is.True, name);
            net.ZeroGrad();
            net.Forward().Backward();
            if (name != "pruned.weight_mask") Assert.That(net.GetParameter(name).Grad, Is.Not.Null, name);
        }
    }

    [Test]
    public void Running_statistics_go_to_the_given_tensors()
    {
        var norm = new BatchNorm1d(1);
        var mean = Tensor.Zeros(1);
        Utils.FunctionalCall(norm, new Dictionary<string, Tensor> { ["running_mean"] = mean }, Tensor.Full([4, 1], 10f));
        Assert.That((mean.Item(), norm.RunningMean!.Item(), norm.NumBatchesTracked!.Item()), Is.EqualTo((1.0, 0.0, 1.0)).Within(1e-6));
    }

    [Test]
    public void The_module_has_its_own_tensors_again_after_an_exception()
    {
        var linear = new Linear(2, 1);
        var weight = linear.Weight;
        Assert.That(
            () => Utils.FunctionalCall(linear, new Dictionary<string, Tensor> { ["weight"] = Tensor.Ones(5, 5) }, Tensor.Ones(1, 2)), Throws.ArgumentException);
        Assert.That(linear.Weight, Is.SameAs(weight));
        Fails(
            () => Utils.FunctionalCall(linear, new Dictionary<string, Tensor> { ["wait"] = weight }, Tensor.Ones(1, 2)),
            "FunctionalCall: Linear has no parameter or buffer \"wait\"; it has: weight, bias");
        Fails(
            () => Utils.FunctionalCall(linear, new Dictionary<string, Tensor> { ["weight"] = null! }, Tensor.Ones(1, 2)),
            "FunctionalCall: the tensor for \"weight\" is null; leave the name out to keep the module's own");
    }

    private static void Fails(Action action, string message) => Assert.That(Assert.Catch(action)!.Message, Is.EqualTo(message));

    private sealed class Tied : Module
    {
        public Tied() => Second.Weight = First.Weight;

        public Linear First { get; } = new(2, 2, bias: false);

        public Linear Second { get; } = new(2, 2, bias: false);

        public Tensor Forward(Tensor x) => Second.Forward(First.Forward(x));
    }

    private sealed class Everywhere : Module
    {
        private readonly List<Tensor> _list = [Parameter.From(Tensor.Ones(1))];
        private readonly Tensor[] _array = [Parameter.From(Tensor.Ones(1))];
        private readonly Dictionary<string, Tensor> _named = new() { ["a"] = Parameter.From(Tensor.Ones(1)) };
        private readonly ParameterList _parameters = [Tensor.Ones(1)];
        private readonly ParameterDict _dictionary = new() { ["b"] = Tensor.Ones(1) };
        private readonly BatchNorm1d _norm = new(2);
        private readonly GRU _gru = new(2, 2);
        private readonly Linear _pruned = Prune.L1Unstructured(new Linear(2, 2), "weight", 1);
        private readonly Linear _normed = Parametrizations.WeightNorm(new Linear(2, 2));

        public Tensor Forward()
        {
            var x = Tensor.From([0.5f, -1f, 2f, 0.25f], [2, 2]);
            var y = _normed.Forward(_pruned.Forward(_norm.Forward(x))) + _gru.Forward(x).Output;
            return (y * _list[0] * _array[0] * _named["a"] * _parameters[0] * _dictionary["b"]).Sum();
        }
    }
}
