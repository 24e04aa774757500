using System.Text.Json;
using System.Text.RegularExpressions;
using Autograd.NN;
using static Autograd.Tests.NN.Structure.StructureFixture;

namespace Autograd.Tests.NN.Structure;

/// <summary>Hooks of modules: when they run, what they see, and what becomes of what they return.</summary>
[NonParallelizable]
public partial class HookTests
{
    public static IEnumerable<TestCaseData> Cases() => Stored.GetProperty("hooks").EnumerateArray()
        .Select(testCase => new TestCaseData(testCase).SetArgDisplayNames(testCase.GetProperty("which").GetString()!));

    [TestCaseSource(nameof(Cases))]
    public void Backward_hooks_see_and_change_what_PyTorchs_do(JsonElement testCase)
    {
        var which = testCase.GetProperty("which").GetString();
        Generator.ManualSeed(43052);
        var net = new Sequential(new Linear(3, 4, dtype: DType.Float64), new Tanh(), new Linear(4, 2, dtype: DType.Float64));
        var x = StructureFixture.Array(testCase.GetProperty("x"));
        x.RequiresGrad = which != "no_input_grad";
        var seen = new List<(Tensor?[] Inputs, Tensor?[] Outputs)>();
        foreach (var module in which == "no_input_grad" ? net[..1] : net)
        {
            module.RegisterFullBackwardHook((hooked, gradInputs, gradOutputs) =>
            {
                seen.Add((gradInputs, gradOutputs));
                return which == "scale" && ReferenceEquals(hooked, net[1]) ? [gradInputs[0]! * 3] : null;
            });
        }

        if (which == "scale_forward")
        {
            net[1].RegisterForwardHook((_, _, outputs) => [outputs[0] * 2]);
            net[2].RegisterForwardPreHook((_, inputs) => [inputs[0] + 1]);
        }

        var y = net.Forward(x);
        AreEqual(y, testCase.GetProperty("y"), "y");
        (y * y).Sum().Backward();
        AreEqual(x.Grad, testCase.GetProperty("x_grad"), "x_grad");
        foreach (var entry in testCase.GetProperty("grads").EnumerateObject())
            AreEqual(net.GetParameter(entry.Name).Grad, entry.Value, entry.Name);
        var expected = testCase.GetProperty("seen").EnumerateArray().ToArray();
        Assert.That(seen, Has.Count.EqualTo(expected.Length));
        for (var i = 0; i < expected.Length; i++)
        {
            AreEqual(seen[i].Inputs.Single(), expected[i][0][0], $"gradInputs {i}");
            AreEqual(seen[i].Outputs.Single(), expected[i][1][0], $"gradOutputs {i}");
        }
    }

    [Test]
    public void Every_module_of_the_library_runs_its_hooks()
    {
        foreach (var (name, make, call) in Memory.Temporaries.Subjects.EveryModule)
        {
            var module = make();
            var plain = make();
            if (plain is not ILazyModule && plain.StateDict().Count > 0) plain.LoadStateDict(module.StateDict());
            var calls = new List<string>();
            if (!module.RunsHooks)
            {
                Assert.That(module.GetType().GetMethod("Forward"), Is.Null, name);
                continue;
            }

            module.RegisterForwardPreHook((_, inputs) => { calls.Add($"before {inputs.Length > 0}"); });
            module.RegisterForwardHook((_, _, outputs) => { calls.Add($"after {outputs.Length > 0}"); });
            module.RegisterFullBackwardPreHook((_, _) => { calls.Add("backward"); return null; });
            var x = ((Tensor.Arange(12, DType.Float32) * 0.3f) - 1.7f).Reshape(3, 4);
            Generator.ManualSeed(1);
            var y = call(module, x);
            Generator.ManualSeed(1);
            Assert.That(y.Detach().Flatten().ToArray<float>(), Is.EqualTo(call(plain, x).Detach().Flatten().ToArray<float>()), name);
            Assert.That(calls, Is.EqualTo(new[] { "before True", "after True" }), name);
            if (!y.RequiresGrad) continue;
            y.Sum().Backward();
            Assert.That(calls, Has.Count.EqualTo(3), name);
        }
    }

    [Test]
    public void Every_Forward_of_the_library_asks_for_hooks()
    {
        var source = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "..", "src", "Autograd", "NN");
        var silent = from file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
                     where !file.Contains("Parametrizations", StringComparison.Ordinal)
                     from Match method in PublicForward().Matches(Comment().Replace(File.ReadAllText(file), ""))
                     where !method.Value.Contains("IsHooked", StringComparison.Ordinal) && !method.Value.Contains("abstract", StringComparison.Ordinal)
                     where !method.Value.Contains("=> Forward(NotNull(x), null)", StringComparison.Ordinal) // The one with masks asks.
                     select $"{Path.GetFileName(file)}: {method.Value.Split('\n')[0].Trim()}";
        Assert.That(silent, Is.Empty, "begin with IsHooked ? Hooked(x) : …, or if (IsHooked) return RunHooks(…)");
    }

    [Test]
    public void A_handle_removes_its_hook_alone()
    {
        var tanh = new Tanh();
        var calls = new List<int>();
        var first = tanh.RegisterForwardHook((_, _, _) => { calls.Add(1); });
        using (tanh.RegisterForwardHook((_, _, _) => { calls.Add(2); })) tanh.Forward(Tensor.Ones(1));
        tanh.Forward(Tensor.Ones(1));
        first.Dispose();
        tanh.Forward(Tensor.Ones(1));
        Assert.That(calls, Is.EqualTo(new[] { 1, 2, 1 }));
    }

    [Test]
    public void A_backward_pre_hook_changes_what_goes_through_the_module()
    {
        var linear = new Linear(2, 2);
        linear.RegisterFullBackwardPreHook((_, grads) => [grads[0]! * 10]);
        var x = Tensor.Ones([1, 2], requiresGrad: true);
        linear.Forward(x).Sum().Backward();
        Assert.That(linear.Bias!.Grad!.ToArray<float>(), Is.EqualTo(new[] { 10f, 10 }));
    }

    [Test]
    public void Hooks_see_the_tensors_in_tuples_and_may_replace_them()
    {
        var lstm = new LSTM(2, 3);
        var counts = new List<int>();
        lstm.RegisterForwardPreHook((_, inputs) => { counts.Add(inputs.Length); });
        lstm.RegisterForwardHook((_, _, outputs) => [outputs[0] * 0, outputs[1], outputs[2] + 5]);
        var (output, (_, cell)) = lstm.Forward(Tensor.Ones(4, 1, 2), (Tensor.Zeros(1, 1, 3), Tensor.Zeros(1, 1, 3)));
        lstm.Forward(Tensor.Ones(4, 1, 2));
        Assert.That(counts, Is.EqualTo(new[] { 3, 1 }));
        Assert.That(output.Abs().Sum().Item<float>(), Is.Zero);
        Assert.That(cell.Min().Item<float>(), Is.GreaterThan(3));
        var packed = lstm.Forward(Utils.PackSequence([Tensor.Ones(3, 2)])).Output;
        Assert.That(packed.Data.Abs().Sum().Item<float>(), Is.Zero);
    }

    [Test]
    public void Modules_of_a_user_run_hooks_if_they_derive_from_HookedModule()
    {
        var seen = new List<int>();
        var block = new Block();
        var pair = new Pair();
        block.RegisterForwardHook((_, _, outputs) => { seen.Add(outputs.Length); });
        pair.RegisterForwardHook((_, inputs, outputs) => { seen.Add((10 * inputs.Length) + outputs.Length); });
        new Sequential(block).Forward(Tensor.Ones(1, 2));
        pair.Forward((Tensor.Ones(1), [Tensor.Ones(1), Tensor.Ones(2)]));
        Assert.That(seen, Is.EqualTo(new[] { 1, 31 }));
        Assert.That(new Net().RunsHooks, Is.False);
        Assert.That(new Chain().RunsHooks, Is.True);
    }

    [Test]
    public void A_hook_that_would_never_run_is_an_error()
    {
        Assert.That(() => new Net().RegisterForwardHook((_, _, _) => { }), Throws.InvalidOperationException.With.Message.EqualTo(
            "RegisterForwardHook: Net has a Forward of its own, or none, and so would never run the hook; derive it from HookedModule or "
            + "HookedModule<TInput, TOutput>, and rename its Forward to ForwardCore"));
        Assert.That(() => new OwnChain().RegisterFullBackwardHook((_, _, _) => { }), Throws.InvalidOperationException.With.Message.StartsWith(
            "RegisterFullBackwardHook: OwnChain has a Forward of its own"));
        Assert.That(() => new ModuleList<Linear>().RegisterForwardPreHook((_, _) => { }), Throws.InvalidOperationException);
        Assert.That(() => new Net().RegisterFullBackwardPreHook((_, _) => null), Throws.InvalidOperationException);
    }

    [Test]
    public void What_a_hook_returns_is_checked()
    {
        var tanh = new Tanh();
        using (tanh.RegisterForwardHook((_, _, _) => []))
        {
            Assert.That(() => tanh.Forward(Tensor.Ones(1)), Throws.InvalidOperationException.With.Message.EqualTo(
                "RegisterForwardHook: a hook on Tanh returned 0 tensors in place of 1; return as many, or null to keep them"));
        }

        using (tanh.RegisterForwardPreHook((_, _) => [null!]))
        {
            Assert.That(() => tanh.Forward(Tensor.Ones(1)), Throws.InvalidOperationException.With.Message.EqualTo(
                "RegisterForwardPreHook: a hook on Tanh returned null as tensor 0; return a tensor, or null for all"));
        }

        using (tanh.RegisterFullBackwardHook((_, grads, _) => [.. grads, null]))
        {
            Assert.That(() => tanh.Forward(Tensor.Ones([1], requiresGrad: true)).Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
                "RegisterFullBackwardHook: a hook on Tanh returned 2 gradients in place of 1; return as many, or null to keep them"));
        }

        var linear = new Linear(1, 1);
        using (linear.RegisterFullBackwardHook((_, _, outputs) => outputs))
        {
            Assert.That(() => linear.Forward(Tensor.Ones(1)).Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
                "RegisterFullBackwardHook: a hook on Linear returned a gradient, and no argument of the module needs one; return null"));
        }

        Assert.That(tanh.Forward(Tensor.Zeros(1)).Item<float>(), Is.Zero, "an exception leaves nothing behind");
    }

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;

    /// <summary>A public method Forward up to the end of its body or expression.</summary>
    [GeneratedRegex(@"public [^\n(]*Forward(?:WithIndices)?\([^{;]*?\)\s*(?:=>[^;]*;|\{.*?\n    \}|;)", RegexOptions.Singleline)]
    private static partial Regex PublicForward();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();

    private sealed class Net : Module
    {
        public Tensor Forward(Tensor x) => x;
    }

    private sealed class Chain : Sequential;

    private sealed class OwnChain : Sequential
    {
        public override Tensor Forward(Tensor x) => x;
    }

    private sealed class Block : HookedModule
    {
        protected override Tensor ForwardCore(Tensor x) => x;
    }

    private sealed class Pair : HookedModule<(Tensor A, Tensor[] B), Tensor>
    {
        protected override Tensor ForwardCore((Tensor A, Tensor[] B) input) => input.A + input.B[0];
    }
}
