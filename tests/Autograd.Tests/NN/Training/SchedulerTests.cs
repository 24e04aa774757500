using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>Fifty steps of every schedule over two groups, as PyTorch computes them, and from a saved state.</summary>
public class SchedulerTests
{
    private const double Tolerance = 1e-12;
    private static readonly JsonElement Data = Fixture.Load("training.json").GetProperty("schedules");
    private static readonly double[] Metrics = Data.GetProperty("metrics").Numbers<double>();

    private static readonly Dictionary<string, Func<Optimizer, object>> Schedules = new()
    {
        ["LambdaLR"] = o => new LambdaLR(o, e => Math.Pow(0.95, e)),
        ["LambdaLR, each"] = o => new LambdaLR(o, [e => 1.0 / (e + 1), e => Math.Pow(0.9, e / 3)]),
        ["MultiplicativeLR"] = o => new MultiplicativeLR(o, e => e % 2 == 1 ? 0.9 : 1.05),
        ["StepLR"] = o => new StepLR(o, 7, 0.5),
        ["MultiStepLR"] = o => new MultiStepLR(o, [30, 5, 5, 11], 0.3),
        ["ConstantLR"] = o => new ConstantLR(o, 0.3, 9),
        ["LinearLR"] = o => new LinearLR(o, 0.25, 0.9, 13),
        ["LinearLR to 0"] = o => new LinearLR(o, 1, 0, 40),
        ["ExponentialLR"] = o => new ExponentialLR(o, 0.93),
        ["PolynomialLR"] = o => new PolynomialLR(o, 37, 1.7),
        ["CosineAnnealingLR"] = o => new CosineAnnealingLR(o, 11, 0.01),
        ["CosineAnnealingWarmRestarts"] = o => new CosineAnnealingWarmRestarts(o, 5, 2, 0.01),
        ["CosineAnnealingWarmRestarts, equal"] = o => new CosineAnnealingWarmRestarts(o, 8),
        ["ChainedScheduler"] = o => new ChainedScheduler([new ConstantLR(o, 0.1, 4), new ExponentialLR(o, 0.9)]),
        ["SequentialLR"] = o => new SequentialLR(
            o, [new LinearLR(o, 0.1, 1, 6), new CosineAnnealingLR(o, 20, 0.001), new ExponentialLR(o, 0.9)], [6, 26]),
        ["CyclicLR"] = o => new CyclicLR(o, 0.01, 0.2, 6, 9),
        ["CyclicLR, triangular2"] = o => new CyclicLR(
            o, new[] { 0.01, 0.02 }, new[] { 0.2, 0.3 }, 5, mode: CyclicMode.Triangular2, baseMomentum: 0.6, maxMomentum: 0.99),
        ["CyclicLR, exp_range"] = o => new CyclicLR(o, 0.01, 0.2, 6, mode: CyclicMode.ExpRange, gamma: 0.97),
        ["CyclicLR, function"] = o => new CyclicLR(o, 0.01, 0.2, 6, scaleFn: x => 1 / x, cycleMomentum: false),
        ["OneCycleLR"] = o => new OneCycleLR(o, 0.4, totalSteps: 60),
        ["OneCycleLR, linear"] = o => new OneCycleLR(
            o, new[] { 0.4, 0.1 }, epochs: 6, stepsPerEpoch: 9, pctStart: 0.25, annealStrategy: AnnealStrategy.Linear, threePhase: true,
            divFactor: 10, finalDivFactor: 100),
        ["SWALR"] = o => new SWALR(o, 0.05, 7),
        ["SWALR, linear"] = o => new SWALR(o, new[] { 0.05, 0.01 }, 12, AnnealStrategy.Linear),
        ["SWALR, at once"] = o => new SWALR(o, 0.05, 0),
        ["ReduceLROnPlateau"] = o => new ReduceLROnPlateau(o, factor: 0.5, patience: 2),
        ["ReduceLROnPlateau, max"] = o => new ReduceLROnPlateau(
            o, PlateauMode.Max, 0.3, 1, 0.05, ThresholdMode.Abs, cooldown: 3, minLr: new[] { 0.02, 0.001 }, eps: 1e-4),
    };

    public static IEnumerable<TestCaseData> Cases() => Data.GetProperty("cases").EnumerateArray().Select(testCase =>
        new TestCaseData(testCase).SetArgDisplayNames($"{testCase.GetProperty("name")}, {testCase.GetProperty("optimizer")}"));

    [TestCaseSource(nameof(Cases))]
    public void Follows_PyTorch(JsonElement testCase)
    {
        var optimizer = Make(testCase);
        var schedule = Schedules[testCase.GetProperty("name").GetString()!](optimizer);
        var (lrs, momenta) = Run(optimizer, schedule, 0, 51);
        Assert.That(lrs, Is.EqualTo(testCase.GetProperty("lrs").Numbers<double>()).Within(Tolerance));
        Assert.That(momenta, Is.EqualTo(testCase.GetProperty("momenta").Numbers<double>()).Within(Tolerance));
    }

    [TestCaseSource(nameof(Cases))]
    public void Continues_from_a_saved_state(JsonElement testCase)
    {
        var make = Schedules[testCase.GetProperty("name").GetString()!];
        var first = Make(testCase);
        var before = make(first);
        Run(first, before, 0, 17);
        var second = Make(testCase);
        var after = make(second);
        second.LoadStateDict(first.StateDict());
        if (before is LRScheduler scheduler) ((LRScheduler)after).LoadStateDict(scheduler.StateDict());
        else ((ReduceLROnPlateau)after).LoadStateDict(((ReduceLROnPlateau)before).StateDict());
        var (lrs, momenta) = Run(second, after, 17, 51);
        Assert.That(lrs, Is.EqualTo(testCase.GetProperty("lrs").Numbers<double>()[34..]).Within(Tolerance));
        Assert.That(momenta, Is.EqualTo(testCase.GetProperty("momenta").Numbers<double>()[34..]).Within(Tolerance));
    }

    [Test]
    public void Restarts_may_be_stepped_within_epochs()
    {
        var optimizer = MakeSgd();
        var schedule = new CosineAnnealingWarmRestarts(optimizer, 3, 2, 0.01);
        var lrs = new List<double>();
        for (var step = 0; step < 60; step++)
        {
            schedule.Step(step / 4.0);
            lrs.AddRange(schedule.GetLastLr());
        }

        Assert.That(lrs, Is.EqualTo(Fixture.Load("training.json").GetProperty("restarts").Numbers<double>()).Within(Tolerance));
    }

    [Test]
    public void Restarts_of_equal_periods_may_be_stepped_to_any_epoch()
    {
        var schedule = new CosineAnnealingWarmRestarts(MakeSgd(), 3);
        schedule.Step(1.25);
        var expected = schedule.GetLastLr();
        schedule.Step(4.25);
        Assert.That(schedule.GetLastLr(), Is.EqualTo(expected).Within(Tolerance));
        Assert.That(expected[0], Is.EqualTo(0.25 * (1 + Math.Cos(Math.PI * 1.25 / 3))).Within(Tolerance));
    }

    [TestCaseSource(nameof(Others))]
    public void A_loaded_state_brings_its_numbers_along(string name, Func<Optimizer, object> other)
    {
        var (first, second) = (MakeSgd(), MakeSgd());
        var (before, after) = (Schedules[name](first), other(second));
        Run(first, before, 0, 3);
        second.LoadStateDict(first.StateDict());
        if (before is LRScheduler scheduler) ((LRScheduler)after).LoadStateDict(scheduler.StateDict());
        else ((ReduceLROnPlateau)after).LoadStateDict(((ReduceLROnPlateau)before).StateDict());
        Assert.That(Run(second, after, 3, 30).Lrs, Is.EqualTo(Run(first, before, 3, 30).Lrs).Within(Tolerance));
    }

    private static IEnumerable<object[]> Others() =>
    [
        ["StepLR", (Optimizer o) => new StepLR(o, 2, 0.9)], ["MultiStepLR", (Optimizer o) => new MultiStepLR(o, [1, 2], 0.9)],
        ["ConstantLR", (Optimizer o) => new ConstantLR(o, 0.5, 4)], ["LinearLR", (Optimizer o) => new LinearLR(o, 0.5, 1, 4)],
        ["ExponentialLR", (Optimizer o) => new ExponentialLR(o, 0.5)], ["PolynomialLR", (Optimizer o) => new PolynomialLR(o, 4)],
        ["CosineAnnealingLR", (Optimizer o) => new CosineAnnealingLR(o, 4)],
        ["CosineAnnealingWarmRestarts", (Optimizer o) => new CosineAnnealingWarmRestarts(o, 4)],
        ["CyclicLR", (Optimizer o) => new CyclicLR(o, 0.02, 0.3, 2, baseMomentum: 0.1, maxMomentum: 0.2)],
        ["CyclicLR, exp_range", (Optimizer o) => new CyclicLR(o, 0.02, 0.3, 2, mode: CyclicMode.ExpRange)],
        ["OneCycleLR", (Optimizer o) => new OneCycleLR(o, 0.2, totalSteps: 40)], ["SWALR", (Optimizer o) => new SWALR(o, 0.1, 3)],
        ["ReduceLROnPlateau", (Optimizer o) => new ReduceLROnPlateau(o, patience: 7)],
    ];

    [Test]
    public void A_schedule_of_ones_own_is_one_formula()
    {
        var optimizer = MakeSgd();
        var schedule = new InverseSqrtLR(optimizer);
        Run(optimizer, schedule, 0, 3);
        Assert.That(schedule.GetLastLr(), Is.EqualTo(new[] { 0.25, 0.015 }).Within(1e-15));
        Assert.That(schedule.LastEpoch, Is.EqualTo(3));
    }

    [Test]
    public void A_new_schedule_continues_at_an_epoch()
    {
        var optimizer = MakeSgd();
        Run(optimizer, new StepLR(optimizer, 2, 0.5), 0, 3);
        var schedule = new ExponentialLR(optimizer, 0.5, lastEpoch: 3);
        Assert.That(schedule.GetLastLr(), Is.EqualTo(new[] { 0.125, 0.0075 }).Within(1e-15));
    }

    internal static SGD MakeSgd() => new(
        [new SGDGroup([Parameter.From(Tensor.Ones(1))]) { Lr = 0.5 }, new SGDGroup([Parameter.From(Tensor.Ones(1))]) { Lr = 0.03 }],
        lr: 0.1, momentum: 0.7);

    private static Optimizer Make(JsonElement testCase) => testCase.GetProperty("optimizer").GetString() == "SGD" ? MakeSgd() : new Adam(
        [new AdamGroup([Parameter.From(Tensor.Ones(1))]) { Lr = 0.5 }, new AdamGroup([Parameter.From(Tensor.Ones(1))]) { Lr = 0.03 }], lr: 0.1);

    private static (List<double> Lrs, List<double> Momenta) Run(Optimizer optimizer, object schedule, int from, int to)
    {
        var (lrs, momenta) = (new List<double>(), new List<double>());
        for (var step = from; step < to; step++)
        {
            foreach (var group in optimizer.ParamGroups)
            {
                lrs.Add(group.Lr);
                momenta.Add(group is AdamGroup adam ? adam.Betas.Beta1 : ((SGDGroup)group).Momentum);
                group.Params[0].Grad = Tensor.Ones(1);
            }

            optimizer.Step();
            if (schedule is LRScheduler scheduler) scheduler.Step();
            else ((ReduceLROnPlateau)schedule).Step(Metrics[step]);
        }

        return (lrs, momenta);
    }

    private sealed class InverseSqrtLR : LRScheduler
    {
        public InverseSqrtLR(Optimizer optimizer) : base(optimizer) => Start();

        protected override double[] GetLr() => [.. BaseLrs.Select(lr => lr / Math.Sqrt(LastEpoch + 1))];
    }
}
