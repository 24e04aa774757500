using Autograd.NN;
using Autograd.Tests.Errors;

namespace Autograd.Tests.NN;

/// <summary>An optimizer of one's own, hooks of a step, and what says that nothing was trained.</summary>
public class OwnOptimizerTests
{
    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Range(() => new Sign([Weight()], beta: 1),
            "Sign: invalid beta: 1; it must be at least 0 and less than 1 (Parameter 'beta')"),
        Mistake.Argument(() => new SignGroup([]).Misspelled(),
            "Sign: its groups have no option \"betta\"; add it to the table that the group's constructor passes on (Parameter 'name')"),
        Mistake.State(() => new Adam([Weight(), Weight()]).Step(),
            "Step: none of the 2 parameters of Adam has a gradient, and nothing was changed; call Backward() on a loss that depends on them "
            + "after ZeroGrad(), and make the optimizer of the parameters of the module that computes it"),
        Mistake.Range(() => new Adadelta([Weight()], rho: 1.5), "Adadelta: invalid rho: 1.5; it must be between 0 and 1 (Parameter 'rho')"),
        Mistake.Range(() => new Rprop([Weight()], etas: (0.5, 0.9)),
            "Rprop: invalid eta values: 0.5, 0.9; the first must be between 0 and 1, and the second above 1 (Parameter 'etas')"),
        Mistake.Range(() => new RMSprop([Weight()], alpha: -1), "RMSprop: invalid alpha: -1; it must be 0 or more (Parameter 'alpha')"),
        Mistake.Range(() => new Adagrad([Weight()], lrDecay: -1), "Adagrad: invalid lr decay: -1; it must be 0 or more (Parameter 'lrDecay')"),
        Mistake.Range(() => new NAdam([Weight()], momentumDecay: -1),
            "NAdam: invalid momentum decay: -1; it must be 0 or more (Parameter 'momentumDecay')"),
        Mistake.Range(() => new Adamax([Weight()], betas: (-0.5, 0.9)),
            "Adamax: invalid beta parameter at index 0: -0.5; it must be at least 0 and less than 1 (Parameter 'betas')"),
        Mistake.Range(() => new Adafactor([Weight()], beta2Decay: 0.5),
            "Adafactor: invalid beta2 decay: 0.5; it must be 0 or less (Parameter 'beta2Decay')"),
        Mistake.Range(() => new Adafactor([Weight()], eps: (null, -1)),
            "Adafactor: invalid epsilon values: NaN, -1; both must be 0 or more (Parameter 'eps')"),
        Mistake.Range(() => new Adafactor([Weight()], d: 0.5),
            "Adafactor: invalid clipping threshold d: 0.5; it must be 1 or more (Parameter 'd')"),
        Mistake.State(ChangesShape,
            "Step: the state of a parameter is (2, 1) of Float32, and the parameter is (3, 2) of Float32 now; make a new optimizer after "
            + "changing a parameter's data to another shape or type"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();

    [Test]
    public void An_optimizer_of_ones_own_is_one_formula()
    {
        var w = Parameter.From(Tensor.From([1f, 2f, 3f]));
        var optimizer = new Sign([w], lr: 0.5, beta: 0.5);
        (w * Tensor.From([1f, -1f, 0f])).Sum().Backward();
        optimizer.Step();
        Assert.That(w.ToArray<float>(), Is.EqualTo(new[] { 0.5f, 2.5f, 3f }));
        Assert.That(optimizer.StateDict().Keys, Is.EqualTo(
            new[] { "state.0.step", "state.0.exp_avg", "param_groups.0.lr", "param_groups.0.beta", "param_groups.0.params" }));

        var resumed = new Sign([w]);
        resumed.LoadStateDict(optimizer.StateDict());
        Assert.That((resumed.ParamGroups[0].Beta, resumed.ParamGroups[0].Lr), Is.EqualTo((0.5, 0.5)));
        optimizer.ZeroGrad();
        (w * Tensor.From([-0.4f, 0f, 0f])).Sum().Backward();
        resumed.Step();
        Assert.That(w.ToArray<float>(), Is.EqualTo(new[] { 0f, 3f, 3f }).Within(0.6));
        Assert.That(w.ToArray<float>()[1], Is.EqualTo(3f));
    }

    [Test]
    public void Hooks_run_before_and_after_a_step_and_can_be_removed()
    {
        var w = Weight();
        var sgd = new SGD([w], lr: 0.5);
        var log = new List<double>();
        sgd.RegisterStepPreHook(optimizer => log.Add(optimizer.ParamGroups[0].Params[0].Item()));
        using (sgd.RegisterStepPostHook(_ => log.Add(w.Item())))
        {
            sgd.Step(() =>
            {
                log.Add(-1);
                var loss = w.Sum();
                loss.Backward();
                return loss;
            });
        }

        sgd.Step();
        Assert.That(log, Is.EqualTo(new[] { 1, -1, 0.5, 0.5 }));
    }

    [Test]
    public void Parameters_without_a_gradient_are_named()
    {
        var net = new Sequential(new Linear(2, 2), new Linear(2, 1));
        net.Parameters()[0].RequiresGrad = false;
        Assert.That(net.UnusedParameters(), Is.EqualTo(new[] { "0.bias", "1.weight", "1.bias" }));
        net[1].Forward(Tensor.Ones(1, 2)).Sum().Backward();
        Assert.That(net.UnusedParameters(), Is.EqualTo(new[] { "0.bias" }));
        net.ZeroGrad();
        Assert.That(net.UnusedParameters(), Has.Count.EqualTo(3));
    }

    [Test]
    public void Scalar_parameters_are_saved_with_numbers_of_their_state()
    {
        var (a, b) = (Parameter.From(Tensor.From(2.0)), Parameter.From(Tensor.From(2.0)));
        var (first, second) = (new NAdam([a], lr: 0.1), new NAdam([b]));
        void Run(Optimizer optimizer, Tensor w)
        {
            optimizer.ZeroGrad();
            (w * w).Backward();
            optimizer.Step();
        }

        Run(first, a);
        for (var i = 0; i < 2; i++)
        {
            second.LoadStateDict(first.StateDict());
            using (GradMode.NoGrad()) b.CopyInPlace(a);
            Run(first, a);
            Run(second, b);
            Assert.That(b.Item(), Is.EqualTo(a.Item()));
            Assert.That(
                second.StateDict().Select(entry => (entry.Key, entry.Value.Sum().Item())),
                Is.EquivalentTo(first.StateDict().Select(entry => (entry.Key, entry.Value.Sum().Item()))));
        }
    }

    private static Tensor Weight() => Parameter.From(Tensor.Ones(1));

    private static void ChangesShape()
    {
        var w = Parameter.From(Tensor.Ones(2, 2));
        var optimizer = new Adafactor([w]);
        w.Grad = Tensor.Ones(2, 2);
        optimizer.Step();
        w.Data = Tensor.Ones(3, 2);
        w.Grad = Tensor.Ones(3, 2);
        optimizer.Step();
    }

    private sealed class SignGroup(IEnumerable<Tensor> parameters) : ParameterGroup("Sign", parameters, _options)
    {
        private static readonly GroupOption[] _options = [GroupOption.Proportion("beta")];

        public double Beta
        {
            get => Number("beta");
            set => Set("beta", value);
        }

        public void Misspelled() => Set("betta", 1);
    }

    private sealed class Sign(IEnumerable<Tensor> parameters, double lr = 1e-3, double beta = 0.9)
        : GroupedOptimizer<SignGroup>("Sign", new SignGroup([]) { Lr = lr, Beta = beta }, [new SignGroup(parameters)])
    {
        protected override void Update(SignGroup group, Tensor parameter, Tensor grad, ParameterState state)
        {
            state.Step++;
            var mean = state.Get("exp_avg", parameter);
            mean.LerpInPlace(grad, 1 - group.Beta);
            parameter.SubInPlace(group.Lr * mean.Sign());
        }
    }
}
