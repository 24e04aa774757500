using System.Text.Json;
using Autograd.NN;
using static Autograd.Tests.NN.Structure.StructureFixture;

namespace Autograd.Tests.NN.Structure;

/// <summary>Parametrizations and pruning, through steps of training, against PyTorch in Float64.</summary>
[NonParallelizable]
public class ReplacementTests
{
    public static IEnumerable<TestCaseData> ParametrizationCases() => Stored.GetProperty("parametrizations").EnumerateArray()
        .Select(testCase => new TestCaseData(testCase).SetArgDisplayNames($"{testCase.GetProperty("name")} {testCase.GetProperty("shape")}"));

    public static IEnumerable<TestCaseData> WeightNormCases() => Stored.GetProperty("weight_norm").EnumerateArray()
        .Select(testCase => new TestCaseData(testCase).SetArgDisplayNames($"dim {testCase.GetProperty("dim")}"));

    public static IEnumerable<TestCaseData> PruningCases() => Stored.GetProperty("pruning").EnumerateArray()
        .Select(testCase => new TestCaseData(testCase).SetArgDisplayNames(testCase.GetProperty("name").GetString()!));

    [TestCaseSource(nameof(ParametrizationCases))]
    public void Parametrizations_train_as_PyTorchs(JsonElement testCase)
    {
        var shape = Integers(testCase.GetProperty("shape"));
        Generator.ManualSeed(43052);
        var linear = new Linear(shape[1], shape[0], dtype: DType.Float64);
        Tensor.RandN([3, shape[1]], DType.Float64);
        _ = testCase.GetProperty("name").GetString() switch
        {
            "spectral" => Parametrizations.SpectralNorm(linear),
            "spectral_dim" => Parametrizations.SpectralNorm(linear, nPowerIterations: 2, dim: 1),
            "orthogonal" => Parametrizations.Orthogonal(linear),
            "matrix_exp" => Parametrizations.Orthogonal(linear, orthogonalMap: OrthogonalMap.MatrixExp),
            "cayley" => Parametrizations.Orthogonal(linear, orthogonalMap: OrthogonalMap.Cayley),
            "householder" => Parametrizations.Orthogonal(linear, orthogonalMap: OrthogonalMap.Householder),
            _ => Parametrizations.Orthogonal(linear, orthogonalMap: OrthogonalMap.Householder, useTrivialization: false),
        };
        StateIs(linear, testCase.GetProperty("state"), 1e-12);
        Assert.That(linear.ToString(), Is.EqualTo(testCase.GetProperty("text").GetString()));

        // PyTorch's matrix exponential is right to 1e-10, as the sum of its series shows.
        Train(linear, testCase, linear.ToString().Contains("Orthogonal", StringComparison.Ordinal) ? 1e-9 : 1e-12);
    }

    [TestCaseSource(nameof(WeightNormCases))]
    public void Weight_norm_trains_as_PyTorchs(JsonElement testCase)
    {
        Generator.ManualSeed(43052);
        var linear = new Linear(3, 2, dtype: DType.Float64);
        var dim = testCase.GetProperty("dim");
        Parametrizations.WeightNorm(linear, dim: dim.ValueKind == JsonValueKind.Null ? null : dim.GetInt32());
        foreach (var entry in testCase.GetProperty("state").EnumerateObject()) AreEqual(linear.StateDict()[entry.Name], entry.Value, entry.Name);
        Train(linear, testCase);
    }

    [TestCaseSource(nameof(PruningCases))]
    public void Pruning_trains_as_PyTorchs(JsonElement testCase)
    {
        Generator.ManualSeed(43052);
        var linear = new Linear(4, 3, dtype: DType.Float64);
        Tensor.RandN([3, 4], DType.Float64);
        Act(testCase.GetProperty("name").GetString()!, linear);
        StateIs(linear, testCase.GetProperty("state"), 0);
        Assert.That(Prune.IsPruned(linear), Is.True);
        Train(linear, testCase);

        var original = linear.GetParameter("weight_orig");
        var weight = linear.Weight.Detach().Flatten().ToArray<double>();
        Prune.Remove(linear, "weight");
        Assert.That(linear.Weight, Is.SameAs(original));
        Assert.That(linear.Weight.Flatten().ToArray<double>(), Is.EqualTo(weight));
    }

    [Test]
    public void A_parametrized_weight_is_computed_at_each_read_and_once_in_a_Forward()
    {
        var linear = new Linear(2, 2, bias: false);
        var counting = new Doubling();
        Parametrize.RegisterParametrization(linear, "weight", counting);
        var x = Tensor.Ones(1, 2);
        counting.Calls = 0;
        linear.Forward(x).Sum().Backward();
        Assert.That(counting.Calls, Is.EqualTo(1));
        var original = linear.GetParameter("parametrizations.weight.original");
        using (GradMode.NoGrad()) original.FillInPlace(3);
        Assert.That(linear.Weight.Flatten().ToArray<float>(), Is.All.EqualTo(6f), "a read sees what an optimizer changed");
        using (GradMode.NoGrad()) linear.Forward(x);
        _ = linear.Weight;
        original.Grad = null;
        linear.Weight.Square().Sum().Backward();
        linear.Weight.Square().Sum().Backward();
        Assert.That(original.Grad!.Flatten().ToArray<float>(), Is.All.EqualTo(2 * (2 * 6f * 2)), "each read has a graph of its own");
        counting.Calls = 0;
        using (Parametrize.Cached())
        {
            _ = linear.Weight;
            Assert.That(linear.Weight, Is.SameAs(linear.Weight));
            linear.Forward(x);
            Assert.That(counting.Calls, Is.EqualTo(1));
        }
    }

    private sealed class Doubling : UnaryModule
    {
        public int Calls { get; set; }

        public override Tensor Forward(Tensor x)
        {
            Calls++;
            return x * 2;
        }
    }

    [Test]
    public void Global_pruning_is_PyTorchs()
    {
        Generator.ManualSeed(43052);
        Linear first = new(4, 3, dtype: DType.Float64), second = new(3, 2, dtype: DType.Float64);
        var net = new Sequential(first, new Tanh(), second);
        Prune.L1Unstructured(first, "weight", 2);
        Prune.GlobalUnstructured([(first, "weight"), (second, "weight"), (second, "bias")], new L1Unstructured(0.4));
        StateIs(net, Stored.GetProperty("global_pruning"), 0);
    }

    [Test]
    public void A_method_of_a_users_prunes()
    {
        var linear = Prune.Apply(new Linear(4, 1), "weight", new EverySecond());
        Assert.That(linear.GetBuffer("weight_mask").ToArray<float>(), Is.EqualTo(new[] { 0f, 1, 0, 1 }));
        Prune.CustomFromMask(linear, "weight", Tensor.From([[1f, 0, 1, 1]]));
        Assert.That(linear.GetBuffer("weight_mask").ToArray<float>(), Is.EqualTo(new[] { 0f, 0, 0, 1 }));
    }

    [Test]
    public void A_parametrization_is_applied_chained_cached_and_removed()
    {
        var linear = new Linear(3, 3);
        var weight = linear.Weight;
        Parametrize.RegisterParametrization(linear, "weight", new Symmetric());
        Assert.That(linear.StateDict().Keys, Is.EqualTo(new[] { "bias", "parametrizations.weight.original" }));
        Assert.That(Parametrize.Of(linear, "weight").Original, Is.SameAs(weight));
        var y = linear.Forward(Tensor.Eye(3)) - linear.Bias!;
        Assert.That(y.ToArray<float>(), Is.EqualTo(y.T.Contiguous().ToArray<float>()).Within(1e-6f));
        y.Sum().Backward();
        Assert.That(weight.Grad!.Tril(-1).Abs().Sum().Item<float>(), Is.Zero);

        var twice = new Twice();
        Parametrize.RegisterParametrization(linear, "weight", twice);
        Assert.That(Parametrize.Of(linear, "weight"), Has.Count.EqualTo(2));
        twice.Calls = 0;
        using (Parametrize.Cached())
        {
            linear.Forward(Tensor.Eye(3));
            linear.Forward(Tensor.Eye(3));
            Assert.That(twice.Calls, Is.EqualTo(1));
        }

        linear.Forward(Tensor.Eye(3));
        linear.Forward(Tensor.Eye(3));
        Assert.That(twice.Calls, Is.EqualTo(3));
        Assert.That(Parametrize.IsParametrized(linear, "weight"), Is.True);
        var values = linear.Weight.Detach().Flatten().ToArray<float>();
        Parametrize.RemoveParametrizations(linear, "weight");
        Assert.That(Parametrize.IsParametrized(linear), Is.False);
        Assert.That(linear.Weight, Is.SameAs(weight));
        Assert.That(linear.Weight.Flatten().ToArray<float>(), Is.EqualTo(values));
        Assert.That(linear.ToString(), Is.EqualTo("Linear(in_features=3, out_features=3, bias=True)"));
    }

    [Test]
    public void A_removed_parametrization_can_give_the_original_back()
    {
        var linear = new Linear(2, 2);
        var values = linear.Weight.Flatten().ToArray<float>();
        Parametrize.RegisterParametrization(linear, "weight", new Symmetric());
        Parametrize.RemoveParametrizations(linear, "weight", leaveParametrized: false);
        Assert.That(linear.Weight.Flatten().ToArray<float>(), Is.EqualTo(values));
    }

    [Test]
    public void Weights_of_recurrent_layers_can_be_replaced_and_copied()
    {
        var rnn = Parametrizations.WeightNorm(new RNN(2, 3), "weight_hh_l0");
        var pruned = Prune.RandomUnstructured(new GRU(2, 3), "weight_ih_l0", 0.5);
        var x = Tensor.RandN(4, 1, 2);
        rnn.Forward(x).Output.Sum().Backward();
        Assert.That(rnn.GetParameter("parametrizations.weight_hh_l0.original1").Grad, Is.Not.Null);
        Assert.That(rnn.StateDict().Keys, Has.None.EqualTo("weight_hh_l0"));

        var copy = rnn.Clone();
        Assert.That(copy.Forward(x).Output.ToArray<float>(), Is.EqualTo(rnn.Forward(x).Output.ToArray<float>()));
        using (GradMode.NoGrad()) copy.GetParameter("parametrizations.weight_hh_l0.original0").MulInPlace(2f);
        Assert.That(copy.Forward(x).Output.ToArray<float>(), Is.Not.EqualTo(rnn.Forward(x).Output.ToArray<float>()));
        var other = pruned.Clone();
        Assert.That(other.Forward(x).Output.ToArray<float>(), Is.EqualTo(pruned.Forward(x).Output.ToArray<float>()));
        Assert.That(other.GetBuffer("weight_ih_l0_mask"), Is.Not.SameAs(pruned.GetBuffer("weight_ih_l0_mask")));
    }

    [Test]
    public void Mistakes_say_what_to_do()
    {
        var linear = new Linear(3, 2);
        Fails<ArgumentException>(() => Parametrize.RegisterParametrization(linear, "weigth", new Tanh()),
            "RegisterParametrization: Linear has no parameter \"weigth\" of its own; it has: weight, bias");
        Fails<InvalidOperationException>(() => Parametrize.RegisterParametrization(linear, "weight", new Flatten(0)),
            "RegisterParametrization: Flatten made a tensor of shape (6,) and type Float32 of one of shape (2, 3) and type Float32, whose place it "
            + "takes; return one like it");
        Fails<InvalidOperationException>(() => Parametrize.RegisterParametrization(linear, "weight", new WrongInverse()),
            "RightInverse: WrongInverse made a tensor of shape (1,) and type Float32 of a tensor of shape (2, 3) and type Float32; return one like it");
        Assert.That(linear.StateDict().Keys, Is.EqualTo(new[] { "weight", "bias" }));
        Fails<ArgumentException>(() => Parametrize.RemoveParametrizations(linear, "weight"),
            "RemoveParametrizations: Linear has no parametrization of \"weight\"; look with IsParametrized");
        Fails<ArgumentException>(() => Parametrize.Of(linear, "weight"), "Of: Linear has no parametrization of \"weight\"; look with IsParametrized");
        Fails<ArgumentException>(() => Prune.Remove(linear, "weight"), "Remove: \"weight\" of Linear is not pruned; look with IsPruned");
        Fails<ArgumentException>(() => Prune.L1Unstructured(linear, "w", 1), "Prune: Linear has no parameter \"w\" of its own; it has: weight, bias");
        Fails<ArgumentException>(() => Prune.L1Unstructured(linear, "weight", 1, Tensor.Ones(2)),
            "Prune: importance scores of shape (2,) for a parameter of shape (2, 3); they must be the same");
        Fails<ArgumentException>(() => Prune.CustomFromMask(linear, "weight", Tensor.Ones(2)),
            "CustomFromMask: a mask of shape (2,) for a parameter of shape (2, 3); they must be the same");
        Fails<ArgumentException>(() => Prune.LnStructured(linear, "bias", 1, 2, 0),
            "LnStructured: a parameter of shape (2,) has no channels; it must have two dimensions or more");
        Fails<ArgumentException>(() => Prune.GlobalUnstructured([], new L1Unstructured(1)),
            "GlobalUnstructured: there are no parameters; pass one at least");
        Fails<ArgumentException>(() => Prune.GlobalUnstructured([(linear, "weight")], new LnStructured(1, 2)),
            "GlobalUnstructured: LnStructured prunes channels, which differ from parameter to parameter; use RandomUnstructured or L1Unstructured");
        Fails<ArgumentException>(
            () => Prune.GlobalUnstructured(
                [(linear, "weight")], new L1Unstructured(1), new Dictionary<(Module, string), Tensor> { [(linear, "weight")] = Tensor.Ones(1) }),
            "GlobalUnstructured: importance scores of shape (1,) for a parameter of shape (2, 3); they must be the same");
        Fails<InvalidOperationException>(() => Prune.Apply(linear, "weight", new NoMask()),
            "ComputeMask: NoMask returned null for a tensor of shape (6,); return a mask of that shape");
        Fails<ArgumentOutOfRangeException>(() => Prune.L1Unstructured(linear, "weight", 7),
            "L1Unstructured: amount is 7, and 6 are left to prune; use at most as many, or a share from 0.0 to 1.0");
        Fails<ArgumentOutOfRangeException>(() => Prune.LnStructured(linear, "weight", 1, 2, 2),
            "LnStructured: dim is 2 for a parameter of shape (2, 3); use -2 to 1");
        Fails<ArgumentOutOfRangeException>(() => Prune.Identity(linear, "weight").Apply(_ => { PruneAmount amount = -1; }),
            "PruneAmount: -1 is negative; use 0 or more");
        Fails<ArgumentOutOfRangeException>(() => { PruneAmount amount = 1.5; },
            "PruneAmount: 1.5 is no share; use 0.0 to 1.0, or an integer for a number of elements");
        Fails<InvalidOperationException>(() => Parametrizations.SpectralNorm(linear),
            "SpectralNorm: \"weight\" of Linear is pruned; call Prune.Remove first");
        var other = Parametrizations.WeightNorm(new Linear(2, 2));
        Fails<InvalidOperationException>(() => Prune.Identity(other, "weight"),
            "Prune: \"weight\" of Linear is parametrized; call Parametrize.RemoveParametrizations first");
        Fails<InvalidOperationException>(() => Parametrizations.WeightNorm(other),
            "WeightNorm: \"weight\" of Linear is parametrized already, and _WeightNorm has originals of its own; register it first");
        Fails<ArgumentException>(() => Parametrize.RemoveParametrizations(other, "weight", leaveParametrized: false),
            "RemoveParametrizations: \"weight\" has 2 originals, of which none has its place; keep the computed value with leaveParametrized: true");
        Fails<InvalidOperationException>(() => _ = Parametrize.Of(other, "weight").Original, "Original: _WeightNorm has 2 originals; use Originals");
        Fails<ArgumentOutOfRangeException>(() => Parametrizations.WeightNorm(new Linear(2, 2), dim: -1),
            "WeightNorm: dim is -1 for a weight of shape (2, 2); use 0 to 1, or null for one length");
        Fails<ArgumentOutOfRangeException>(() => Parametrizations.SpectralNorm(new Linear(2, 2), nPowerIterations: 0),
            "SpectralNorm: nPowerIterations is 0; it must be at least 1");
        Fails<ArgumentOutOfRangeException>(() => Parametrizations.SpectralNorm(new Linear(2, 2), dim: 2),
            "SpectralNorm: dim is 2 for a weight of shape (2, 2); use -2 to 1");
        Fails<ArgumentException>(() => Parametrizations.SpectralNorm(new Linear(0, 2)), "SpectralNorm: a weight of shape (2, 0) has no elements");
        Fails<ArgumentException>(() => Parametrizations.Orthogonal(new Linear(2, 2), "bias"),
            "Orthogonal: a weight of shape (2,) is no matrix; it must have two dimensions or more");
        Fails<ArgumentException>(() => Parametrizations.Orthogonal(new Linear(2, 2), "w"),
            "Orthogonal: Linear has no parameter \"w\" of its own; it has: weight, bias");
        Fails<InvalidOperationException>(() => Parametrizations.Orthogonal(new Linear(2, 2), useTrivialization: false),
            "Orthogonal: for MatrixExp without a trivialization no original of the present weight is known; use Householder, or "
            + "useTrivialization: true");
    }

    private static void Fails<T>(Action action, string message) where T : Exception
    {
        var text = Assert.Throws(Is.InstanceOf<T>(), action)!.Message;
        Assert.That(text.Split(" (Parameter '")[0], Is.EqualTo(message));
    }

    private static void Act(string name, Linear linear)
    {
        _ = name switch
        {
            "random_unstructured" => Prune.RandomUnstructured(linear, "weight", 0.3),
            "random_unstructured_count" => Prune.RandomUnstructured(linear, "weight", 3),
            "l1" => Prune.L1Unstructured(linear, "weight", 0.5),
            "l1_half" => Prune.L1Unstructured(linear, "weight", 0.125),
            "l1_bias" => Prune.L1Unstructured(Prune.L1Unstructured(linear, "weight", 0.4), "bias", 1),
            "l1_twice" => Prune.L1Unstructured(Prune.L1Unstructured(linear, "weight", 0.4), "weight", 0.4),
            "random_structured" => Prune.RandomStructured(linear, "weight", 2, dim: 1),
            "ln_rows" => Prune.LnStructured(linear, "weight", 0.34, n: 2, dim: 0),
            "ln_columns_twice" => Prune.LnStructured(Prune.LnStructured(linear, "weight", 1, double.PositiveInfinity, 1), "weight", 0.5, 1, 1),
            "unstructured_then_rows" => Prune.LnStructured(Prune.L1Unstructured(linear, "weight", 5), "weight", 1, 2, 0),
            _ => Prune.Identity(linear, "weight"),
        };
    }

    private sealed class Symmetric : UnaryModule
    {
        public override Tensor Forward(Tensor x) => x.Triu() + x.Triu(1).T;
    }

    private sealed class Twice : UnaryModule
    {
        public int Calls { get; set; }

        public override Tensor Forward(Tensor x)
        {
            Calls++;
            return x * 2;
        }
    }

    private sealed class WrongInverse : UnaryModule, IRightInverse
    {
        public override Tensor Forward(Tensor x) => x;

        public Tensor RightInverse(Tensor value) => Tensor.Ones(1);
    }

    private sealed class EverySecond : BasePruningMethod
    {
        public override Tensor ComputeMask(Tensor t, Tensor defaultMask)
        {
            var mask = defaultMask.Clone();
            mask[TensorIndex.Slice(step: 2)] = 0;
            return mask;
        }
    }

    private sealed class NoMask : BasePruningMethod
    {
        public override Tensor ComputeMask(Tensor t, Tensor defaultMask) => null!;
    }
}
