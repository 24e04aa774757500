using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>What a module finds in its fields, in which order and under which names.</summary>
public class ModuleDiscoveryTests
{
    [Test]
    public void Fields_are_found_base_class_first_and_own_parameters_before_those_of_children()
    {
        Assert.That(new Derived().NamedParameters().Select(p => p.Name), Is.EqualTo(new[]
        {
            "base_scale", "own", "public_field", "hidden.weight", "last.weight", "weight_ih.weight",
        }));
    }

    [Test]
    public void Collections_and_nested_collections_are_searched()
    {
        Assert.That(new Collections().NamedParameters().Select(p => p.Name), Is.EqualTo(new[]
        {
            "list.0.weight", "list.1.weight", "array.0.weight", "tensors.0", "tensors.2", "heads.a b.weight", "heads.7.weight",
            "by_number.3.weight", "nested.0.x.1.weight", "anything.weight", "through_interface.0.weight",
        }));
        Assert.That(new Collections().NamedChildren().Select(c => c.Name), Does.Contain("nested.0.x.1").And.Contain("list.0"));
    }

    [Test]
    public void What_is_reached_twice_is_listed_once_but_saved_under_every_name()
    {
        var tied = new Tied();
        Assert.That(tied.NamedParameters().Select(p => p.Name), Is.EqualTo(new[] { "encoder.weight" }));
        Assert.That(tied.Modules(), Has.Count.EqualTo(3)); // the module, the encoder once, the decoder
        Assert.That(tied.StateDict().Keys, Is.EqualTo(new[] { "encoder.weight", "again.weight", "decoder.weight" }));
        Assert.That(tied.GetParameter("decoder.weight"), Is.SameAs(tied.GetParameter("encoder.weight")));
    }

    [Test]
    public void A_replaced_layer_is_seen()
    {
        var net = new Replaceable();
        var replacement = new Linear(1, 1, bias: false);
        net.Head = replacement;
        Assert.That(net.Parameters(), Is.EqualTo(new[] { replacement.Weight }));
        net.Head = null;
        Assert.That(net.Parameters(), Is.Empty);
    }

    [Test]
    public void A_cycle_of_modules_ends()
    {
        var (a, b) = (new Replaceable(), new Replaceable());
        (a.Other, b.Other) = (b, a);
        a.Everything.Add(a.Everything);
        Assert.That(a.Modules(), Is.EqualTo(new Module[] { a, b }));
        Assert.That(a.StateDict(), Is.Empty);
        Assert.That(a.ToString(), Is.EqualTo("Replaceable(\n  (other): Replaceable(\n    (other): ...\n  )\n)"));
        Assert.That(() => a.Apply(_ => { }), Throws.Nothing);
    }

    [Test]
    public void Two_fields_of_one_name_are_an_error() =>
        Assert.That(() => new Ambiguous().Parameters(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Module: two fields of Ambiguous and its base classes are both named \"weight\" in the state; rename one"));

    [Test]
    public void Plain_tensors_are_no_parameters_and_buffers_are_saved()
    {
        var module = new WithBuffer();
        Assert.That(module.Parameters(), Is.Empty);
        Assert.That(module.NamedBuffers().Select(b => b.Name), Is.EqualTo(new[] { "running_mean", "count" }));
        Assert.That(module.StateDict().Keys, Is.EqualTo(new[] { "running_mean", "count" }));
        module.To(DType.Float64);
        Assert.That(module.NamedBuffers().Select(b => b.Buffer.DType), Is.EqualTo(new[] { DType.Float64, DType.Int64 }));
    }

    [TestCase("_x2h", "x2h")]
    [TestCase("weight", "weight")]
    [TestCase("WeightIh", "weight_ih")]
    [TestCase("weightIhL0", "weight_ih_l0")]
    [TestCase("<FcX2H>k__BackingField", "fc_x2h")]
    [TestCase("<encoder>P", "encoder")]
    [TestCase("LSTMCell", "lstm_cell")]
    [TestCase("Layer1Norm", "layer1_norm")]
    [TestCase("_fc_x2h", "fc_x2h")]
    [TestCase("MLP", "mlp")]
    public void Field_names_become_the_names_of_PyTorch(string field, string expected) =>
        Assert.That(MemberNames.StateName(field), Is.EqualTo(expected));

    private class Base : Module
    {
        private readonly Tensor _baseScale = Parameter.From(Tensor.Ones(1));

        public Tensor Scale(Tensor x) => x * _baseScale;
    }

    private sealed class Derived : Base
    {
        public readonly Linear Hidden = Scalar();
        private readonly Tensor _own = Parameter.From(Tensor.Ones(1));
        private readonly Tensor _constant = Tensor.Ones(1);
        public Tensor PublicField = Parameter.From(Tensor.Ones(1));
        private readonly Linear _last;

        public Derived() => _last = Scalar();

        public Linear WeightIh { get; } = Scalar();

        public Tensor Forward(Tensor x) => _last.Forward(x) * _own * _constant;
    }

    private sealed class Collections : Module
    {
        public readonly List<Linear> List = [Scalar(), Scalar()];
        public readonly Linear[] Array = [Scalar()];
        public readonly Tensor[] Tensors = [Parameter.From(Tensor.Ones(1)), Tensor.Ones(1), Parameter.From(Tensor.Ones(1))];
        public readonly Dictionary<string, Module> Heads = new() { ["a b"] = Scalar(), ["7"] = Scalar() };
        public readonly SortedDictionary<int, Linear> ByNumber = new() { [3] = Scalar() };
        public readonly List<Dictionary<string, Linear?[]>> Nested = [new() { ["x"] = [null, Scalar()] }];
        public readonly object Anything = Scalar();
        public readonly IReadOnlyList<Linear> ThroughInterface = [Scalar()];
        public readonly List<double> Numbers = [1, 2];
        public readonly string Text = "";
    }

    private sealed class Tied : Module
    {
        private readonly Linear _encoder = Scalar();
        private readonly Linear _again;
        private readonly Linear _decoder = Scalar();

        public Tied()
        {
            _again = _encoder;
            _decoder.Weight = _encoder.Weight;
        }

        public Tensor Forward(Tensor x) => _decoder.Forward(_again.Forward(x));
    }

    private sealed class Replaceable : Module
    {
        public Linear? Head { get; set; }

        public Module? Other { get; set; }

        public List<object> Everything { get; } = [];
    }

    private sealed class Ambiguous : Module
    {
        public Tensor Weight = Parameter.From(Tensor.Ones(1));
        private readonly Tensor _weight = Parameter.From(Tensor.Ones(1));

        public Tensor Forward(Tensor x) => x * _weight;
    }

    private sealed class WithBuffer : Module
    {
        [Buffer]
        public Tensor RunningMean = Tensor.Zeros(2);

        public Tensor Scratch = Tensor.Zeros(2);

        [field: Buffer]
        public Tensor Count { get; } = Tensor.From(0);
    }

    private static Linear Scalar() => new(1, 1, bias: false);
}
