using Autograd.NN;

namespace Autograd.Tests.NN.Structure;

/// <summary>Hooks of saving and loading a state.</summary>
public class StateHookTests
{
    [Test]
    public void Hooks_of_a_state_see_its_modules_from_outside_in_and_back()
    {
        var net = new Sequential(new Linear(2, 2), new Sequential(new Linear(2, 1)));
        var calls = new List<string>();
        foreach (var (name, module) in net.NamedModules())
        {
            module.RegisterStateDictPreHook((m, prefix) =>
            {
                Assert.That(m.GetType(), Is.EqualTo(module.GetType()));
                calls.Add("before " + prefix);
            });
            module.RegisterStateDictPostHook((m, state, prefix) => calls.Add($"after {prefix} {state.Count}"));
        }

        using (net[0].RegisterStateDictPostHook((_, state, prefix) => state.Remove(prefix + "bias")))
        {
            Assert.That(net.StateDict().Keys, Is.EqualTo(new[] { "0.weight", "1.0.weight", "1.0.bias" }));
        }

        Assert.That(calls, Is.EqualTo(new[]
        {
            "before ", "before 0.", "after 0. 2", "before 1.", "before 1.0.", "after 1.0. 3", "after 1. 3", "after  3",
        }));
        Assert.That(net.StateDict(), Has.Count.EqualTo(4), "the hook was removed");
        Assert.That(net.Clone().StateDict(), Has.Count.EqualTo(4));
        Assert.That(calls, Has.Count.EqualTo(24), "a copy has the hooks");
    }

    [Test]
    public void A_hook_before_a_load_renames_what_an_older_version_saved()
    {
        var net = new Sequential(new Linear(2, 2), new LayerNorm(2));
        var other = net.Clone();
        net[1].RegisterLoadStateDictPreHook((_, state, prefix) =>
        {
            if (state.Remove(prefix + "gamma", out var gamma)) state[prefix + "weight"] = gamma;
        });
        var old = other.StateDict();
        old["1.gamma"] = old["1.weight"] + 2;
        old.Remove("1.weight");
        net.LoadStateDict(old);
        Assert.That(((LayerNorm)net[1]).Weight!.ToArray<float>(), Is.EqualTo(new[] { 3f, 3f }));
        Assert.That(old.Keys, Does.Contain("1.gamma"), "the hook changes a copy");
        Assert.That(() => other.LoadStateDict(old), Throws.ArgumentException);
    }

    [Test]
    public void A_hook_after_a_load_decides_which_names_are_errors()
    {
        var net = new Sequential(new Linear(2, 1), new Linear(1, 1));
        var seen = new List<string>();
        net[1].RegisterLoadStateDictPostHook((module, missing, unexpected) =>
        {
            Assert.That(module, Is.SameAs(net[1]));
            seen.AddRange(missing);
            seen.AddRange(unexpected);
            Assert.That(net.Get<Linear>(0).Bias!.Item(), Is.EqualTo(7), "the tensors are written");
            missing.Remove("1.bias");
            unexpected.Remove("1.scale");
        });
        var state = net.StateDict();
        state["0.bias"] = Tensor.Full([1], 7f);
        state["1.scale"] = Tensor.Ones(1);
        state.Remove("1.bias");
        var (missing, unexpected) = net.LoadStateDict(state);
        Assert.That(seen, Is.EqualTo(new[] { "1.bias", "1.scale" }));
        Assert.That(missing.Concat(unexpected), Is.Empty);
        state.Remove("0.weight");
        state["more"] = Tensor.Ones(1);
        Assert.That(Assert.Throws<ArgumentException>(() => net.LoadStateDict(state))!.Message, Is.EqualTo(
            "LoadStateDict: the state does not fit Sequential; what fits was loaded:\n  missing in the state: \"0.weight\"\n"
            + "  unexpected in the state: \"more\""));
        Assert.That(net.LoadStateDict(state, strict: false).Missing, Is.EqualTo(new[] { "0.weight" }));
    }

    [Test]
    public void A_module_with_a_Forward_of_its_own_has_such_hooks_too()
    {
        var net = new Own();
        var calls = 0;
        net.RegisterStateDictPreHook((_, _) => calls++);
        net.RegisterLoadStateDictPreHook((_, _, _) => calls++);
        net.LoadStateDict(net.StateDict());
        Assert.That((calls, net.RunsHooks), Is.EqualTo((2, false)));
    }

    private sealed class Own : Module
    {
        private readonly Linear _layer = new(1, 1);

        public Tensor Forward(Tensor x) => _layer.Forward(x);
    }
}
