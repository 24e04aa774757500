using Autograd.NN;

namespace Autograd.Tests.Edges;

/// <summary>What users nest is walked without the stack, or refused before the stack ends.</summary>
public class DeepNestingTests
{
    private const int Depth = 20_000;

    private const int SmallStack = 256 * 1024;

    private static IEnumerable<TestCaseData> Walks()
    {
        yield return Case("Parameters", m => m.Parameters());
        yield return Case("NamedParameters", m => m.NamedParameters());
        yield return Case("NamedBuffers", m => m.NamedBuffers());
        yield return Case("Modules", m => m.Modules());
        yield return Case("Children", m => m.Children());
        yield return Case("NamedChildren", m => m.NamedChildren());
        yield return Case("StateDict", m => m.StateDict());
        yield return Case("LoadStateDict", m => m.LoadStateDict(m.StateDict()));
        yield return Case("Train", m => m.Train());
        yield return Case("Eval", m => m.Eval());
        yield return Case("ZeroGrad", m => m.ZeroGrad());
        yield return Case("RequiresGrad", m => m.RequiresGrad(false));
        yield return Case("To", m => m.To(DType.Float64));
        yield return Case("Apply", m => m.Apply(_ => { }));
        yield return Case("ToString", m => m.ToString());

        static TestCaseData Case(string name, Action<Module> walk) => new TestCaseData(walk).SetArgDisplayNames(name);
    }

    private sealed class Nest : Module
    {
        public List<object> Items { get; set; } = [];
    }

    [TestCaseSource(nameof(Walks))]
    public void Modules_and_collections_of_any_depth_are_walked(Action<Module> walk)
    {
        UnaryModule modules = new Linear(1, 1);
        for (var i = 0; i < Depth; i++) modules = new Sequential(modules);
        var lists = new List<object> { Parameter.From(Tensor.Zeros(1)), new Linear(1, 1) };
        for (var i = 0; i < Depth; i++) lists = [lists];
        Assert.That(Run(() => walk(modules)), Is.Null);
        Assert.That(Run(() => walk(new Nest { Items = lists })), Is.Null);
    }

    [Test]
    public void Names_order_and_counts_are_those_of_shallow_ones()
    {
        var net = new Sequential(new Sequential(new Linear(1, 2), new Tanh()), new Linear(2, 1));
        Assert.That(net.NamedParameters().Select(p => p.Name), Is.EqualTo(
            new[] { "0.0.weight", "0.0.bias", "1.weight", "1.bias" }));
        Assert.That(net.NamedModules().Select(m => m.Name), Is.EqualTo(new[] { "", "0", "0.0", "0.1", "1" }));
        var applied = new List<string>();
        net.Apply(m => applied.Add(m.GetType().Name));
        Assert.That(applied, Is.EqualTo(new[] { "Linear", "Tanh", "Sequential", "Linear", "Sequential" }));
        var nest = new Nest { Items = [new List<object> { new Linear(1, 1) }, Parameter.From(Tensor.Zeros(1))] };
        Assert.That(nest.NamedParameters().Select(p => p.Name), Is.EqualTo(
            new[] { "items.1", "items.0.0.weight", "items.0.0.bias" }));
    }

    [Test]
    public void A_chain_in_itself_and_one_too_deep_are_refused()
    {
        var self = new Sequential(new Tanh());
        self.Add(self);
        var (a, b) = (new Sequential(new Tanh()), new Sequential(new Tanh()));
        a.Add(b);
        b.Add(a);
        UnaryModule deep = new Tanh();
        for (var i = 0; i < Depth; i++) deep = new Sequential(deep);
        foreach (var module in new[] { self, a, deep })
        {
            var refusal = Run(() => module.Forward(Tensor.Ones(2)));
            Assert.That(refusal, Is.TypeOf<InvalidOperationException>());
            Assert.That(refusal!.Message, Is.EqualTo(
                "Sequential.Forward: modules are nested deeper than the stack of this thread allows; look for one that "
                + "contains itself, nest them less deep, or run on a thread with a larger stack (the maxStackSize of its "
                + "constructor)"));
        }

        Assert.That(self.ToString(), Is.EqualTo("Sequential(\n  (0): Tanh()\n  (1): ...\n)"));
        Assert.That((self.Modules().Count, self.Parameters().Count), Is.EqualTo((2, 0)));
    }

    [Test]
    public void Checkpoints_too_deep_are_refused_and_others_run()
    {
        Assert.That(Run(() => Nested(5_000)), Is.TypeOf<InvalidOperationException>());
        Assert.That(Run(() => Nested(10)), Is.Null);

        static void Nested(int depth)
        {
            Func<Tensor, Tensor> function = t => t * 1;
            for (var i = 0; i < depth; i++)
            {
                var inner = function;
                function = t => Checkpoint.Run(inner, t);
            }

            function(Tensor.From([1.0], DType.Float64, requiresGrad: true)).Backward();
        }
    }

    [Test]
    public void Graphs_of_any_depth_are_pictured_hooked_and_differentiated() => Assert.That(
        Run(() =>
        {
            var x = Tensor.From([1.0], DType.Float64, requiresGrad: true);
            var y = x;
            for (var i = 0; i < 50_000; i++) y = y + 1.0;
            y.RegisterHook(grad => grad);
            GraphPicture.Mermaid(y);
            GraphPicture.Dot(y, maxNodes: 100_000);
            Functional.Grad(y, x, createGraph: true);
            Assert.That(y.GradFn!.ToString(), Is.EqualTo("AddBackward0"));
            y.Backward();
        }),
        Is.Null);

    private static Exception? Run(Action action)
    {
        Exception? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception e)
                {
                    thrown = e;
                }
            },
            SmallStack);
        thread.Start();
        thread.Join();
        return thrown;
    }
}
