using System.Text.Json;
using Autograd.NN;
using Autograd.Tests.Errors;

namespace Autograd.Tests.NN;

/// <summary>Running means of a module's parameters, and its copy.</summary>
public class AveragedModelTests
{
    private static readonly JsonElement Data = Fixture.Load("training.json").GetProperty("averages");

    private static readonly Dictionary<string, Func<Linear, AveragedModel<Linear>>> Averages = new()
    {
        ["swa"] = net => new(net),
        ["swa of each"] = net => new(net, SwaUtils.GetSwaAvgFn()),
        ["ema"] = net => new(net, multiAvgFn: SwaUtils.GetEmaMultiAvgFn(0.9)),
        ["ema of each"] = net => new(net, SwaUtils.GetEmaAvgFn(0.9)),
    };

    public static IEnumerable<string> Names() => Averages.Keys;

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => new AveragedModel<Linear>(new Linear(1, 1), SwaUtils.GetSwaAvgFn(), SwaUtils.GetSwaMultiAvgFn()),
            "AveragedModel: both avgFn and multiAvgFn are given; pass only one"),
        Mistake.Argument(() => new AveragedModel<Linear>(new Linear(1, 1)).UpdateParameters(new Linear(1, 2)),
            "UpdateParameters: the parameters of this Linear have other shapes than those that are averaged; pass the module that was copied"),
        Mistake.State(UpdatesToNull, "UpdateParameters: the function avgFn returned null; return the new mean"),
        Mistake.Range(() => SwaUtils.GetEmaAvgFn(1.5),
            "GetEmaAvgFn: invalid decay value 1.5 provided; please provide a value in [0,1] range (Parameter 'decay')"),
        Mistake.Range(() => SwaUtils.GetEmaMultiAvgFn(-1),
            "GetEmaMultiAvgFn: invalid decay value -1 provided; please provide a value in [0,1] range (Parameter 'decay')"),
        Mistake.State(() => new Frozen().Clone(),
            "Clone: a module holds its parts in a ReadOnlyCollection`1, which cannot be copied; use an array, a List or a Dictionary"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();

    [TestCaseSource(nameof(Names))]
    public void Means_are_those_of_PyTorch(string name)
    {
        var net = new Linear(3, 2, dtype: DType.Float64);
        var averaged = Averages[name](net);
        foreach (var row in Data.GetProperty(name.Split(' ')[0]).EnumerateArray())
        {
            Fill(net, row.GetProperty("values"));
            averaged.UpdateParameters(net);
            foreach (var (parameter, expected) in averaged.Parameters().Zip(row.GetProperty("means").EnumerateArray()))
                Assert.That(parameter.ToArray<double>(), Is.EqualTo(expected.Numbers<double>()).Within(1e-12));
        }

        Assert.That(averaged.NAveraged, Is.EqualTo(4));
        Assert.That(averaged.StateDict().Keys, Is.EqualTo(new[] { "n_averaged", "module.weight", "module.bias" }));
    }

    [TestCase(false), TestCase(true)]
    public void Buffers_are_copied_or_averaged(bool useBuffers)
    {
        var net = new Counting();
        var averaged = new AveragedModel<Counting>(net, useBuffers: useBuffers);
        foreach (var value in new[] { 1, 2, 6 })
        {
            net.Mean.FillInPlace(value);
            net.Count.FillInPlace(value);
            averaged.UpdateParameters(net);
        }

        Assert.That(averaged.Module.Mean.Item(), Is.EqualTo(useBuffers ? 3.0 : 6.0).Within(1e-6));
        Assert.That(averaged.Module.Count.Item(), Is.EqualTo(useBuffers ? 2.0 : 6.0));
    }

    [Test]
    public void Running_statistics_are_computed_anew_over_all_batches()
    {
        var net = new Sequential(new Counting(), new ReLU());
        net.Eval();
        SwaUtils.UpdateBn([Tensor.Full([1], 2f), Tensor.Full([1], 4f)], net);
        var statistics = (Counting)net[0];
        Assert.That((statistics.Mean.Item(), statistics.Count.Item()), Is.EqualTo((3.0, 2.0)));
        Assert.That((statistics.Momentum, statistics.IsTraining, net.IsTraining), Is.EqualTo((0.1, false, false)));
        SwaUtils.UpdateBn([1, 2], new ReLU(), _ => Assert.Fail("there are no statistics"));
    }

    [Test]
    public void A_copy_has_parameters_of_its_own_and_shares_what_is_shared_in_the_original()
    {
        var tied = new Tied();
        tied.Parts[0].Weight.RequiresGrad = false;
        var copy = tied.Clone();
        Assert.That(copy.ToString(), Is.EqualTo(tied.ToString()));
        Assert.That(copy.Same, Is.SameAs(copy.Parts[0]));
        Assert.That(copy.Parts[0].Weight, Is.Not.SameAs(tied.Parts[0].Weight));
        Assert.That(copy.Parts[0].Weight.RequiresGrad, Is.False);
        Assert.That(copy.ByName["b"].Bias!.IsParameter && copy.ByName["b"].Bias!.RequiresGrad);
        Assert.That(copy.Row[0], Is.Not.SameAs(tied.Row[0]));
        Assert.That(copy.Empty, Is.Not.SameAs(tied.Empty));
        using (GradMode.NoGrad()) tied.Parts[0].Weight[..] = 7;
        Assert.That(copy.Parts[0].Weight.ToArray<float>(), Has.None.EqualTo(7));
        Assert.That(copy.Parameters(), Has.Count.EqualTo(tied.Parameters().Count));
    }

    private static void Fill(Linear net, JsonElement values)
    {
        using var _ = GradMode.NoGrad();
        foreach (var (parameter, numbers) in net.Parameters().Zip(values.EnumerateArray()))
            parameter.CopyInPlace(Tensor.From(numbers.Numbers<double>()).Reshape(parameter.Shape));
    }

    private static void UpdatesToNull()
    {
        var net = new Linear(1, 1);
        var averaged = new AveragedModel<Linear>(net, (_, _, _) => null!);
        averaged.UpdateParameters(net);
        averaged.UpdateParameters(net);
    }

    private sealed class Counting : UnaryModule, IRunningStatistics
    {
        [Buffer] public readonly Tensor Mean = Tensor.Zeros(1);
        [Buffer] public readonly Tensor Count = Tensor.Zeros([1], DType.Int64);

        public double? Momentum { get; set; } = 0.1;

        public void ResetRunningStats()
        {
            Mean.FillInPlace(0);
            Count.FillInPlace(0);
        }

        public override Tensor Forward(Tensor x)
        {
            if (!IsTraining) return x;
            Count.AddInPlace(1);
            Mean.LerpInPlace(x.Mean(), Momentum ?? 1 / Count.Item());
            return x;
        }
    }

    private sealed class Tied : Autograd.NN.Module
    {
        public readonly List<Linear> Parts = [new(2, 2), new(2, 3)];
        public readonly Dictionary<string, Linear> ByName = new() { ["b"] = new(1, 1) };
        public readonly Linear[] Row = [new(1, 1)];
        public readonly List<Linear> Empty = [];
        public readonly Linear Same;

        public Tied() => Same = Parts[0];
    }

    private sealed class Frozen : Autograd.NN.Module
    {
        public readonly IReadOnlyList<Linear> Parts = new List<Linear> { new(1, 1) }.AsReadOnly();
    }
}
