using Autograd.Tests.Memory;

namespace Autograd.Tests.Edges;

/// <summary>
/// What costs something for every input, output or hook takes memory in proportion to their number: four times as many take
/// about four times as much, where a cost that grows with the square takes sixteen times.
/// </summary>
[NonParallelizable, WithStoppedClock]
public class LinearCostTests
{
    private const int Few = 500;

    private static IEnumerable<TestCaseData> Costs()
    {
        yield return Case("Grad of inputs", n =>
        {
            var inputs = Leaves(n);
            Functional.Grad([Tensor.Cat(inputs).Sum()], inputs);
        });
        yield return Case("Grad of outputs", n =>
        {
            var x = Leaves(1)[0];
            Functional.Grad([.. Enumerable.Range(0, n).Select(_ => x * 2)], [x]);
        });
        yield return Case("Grad of parts of one result", n =>
        {
            var parts = (Tensor.Ones([n], requiresGrad: true) * 1).Split(1);
            Functional.Grad([Tensor.Cat(parts).Sum()], parts);
        });
        yield return Case("Grad of slices", n =>
        {
            var x = Tensor.Ones([n], requiresGrad: true);
            Functional.Grad([.. Enumerable.Range(0, n).Select(i => x[i])], [x]);
        });
        yield return Case("Jvp of inputs", n =>
        {
            var inputs = Leaves(n);
            Functional.Jvp(t => [Tensor.Cat(t).Sum()], inputs, inputs);
        });
        yield return Case("checkpoint", n =>
        {
            var outputs = Checkpoint.Run(t => [.. t.Select(x => x * 2)], Leaves(n));
            Tensor.Cat(outputs).Sum().Backward();
        });
        yield return Case("custom function", n => Tensor.Cat(new Doubled().Apply(Leaves(n))).Sum().Backward());
        yield return Case("tensor hooks", n =>
        {
            var x = Leaves(1)[0];
            var handles = Enumerable.Range(0, n).Select(_ => x.RegisterHook(_ => { })).ToArray();
            (x * 2).Backward();
            foreach (var handle in handles) handle.Dispose();
        });
        yield return Case("retained parts", n =>
        {
            var parts = (Tensor.Ones([n], requiresGrad: true) * 1).Split(1);
            foreach (var part in parts) part.RetainGrad();
            Tensor.Cat(parts).Sum().Backward();
        });
        yield return Case("stacked parts", n => Tensor.Stack(Leaves(n)).Sum().Backward());
        yield return Case("joined parts", n => Tensor.Cat(Leaves(n)).Sum().Backward());
        yield return Case("unbound rows", n => Tensor.Stack((Tensor.Ones([n, 2], requiresGrad: true) * 1).Unbind()).Sum().Backward());
        yield return Case("unbound rows, each backward into one leaf", n =>
            Tensor.Stack([.. Tensor.Ones([n, 2], requiresGrad: true).Unbind().Select(row => row * 2)]).Sum().Backward());
        yield return Case("rows", n => OfParts(n, (x, i) => x[i]));
        yield return Case("rows of a result", n => OfParts(n, (x, i) => x[i], leaf => leaf * 1));
        yield return Case("columns", n => OfParts(n, (x, i) => x[.., i], leaf => leaf.T));
        yield return Case("slices", n => OfParts(n, (x, i) => x[i..(i + 1)]));
        yield return Case("rows of a list", n => OfParts(n, (x, i) => x[[i]]));
        yield return Case("elements", n => OfParts(n, (x, i) => x[i, 0]));
        yield return Case("selected indices", n => OfParts(n, (x, i) => x.IndexSelect(0, Tensor.From([(long)i]))));
        yield return Case("narrowed parts", n => OfParts(n, (x, i) => x.Narrow(0, i, 1)));
        yield return Case("a picture", n => GraphPicture.Mermaid(Tensor.Cat(Leaves(n)).Sum(), maxNodes: n / 2));

        static TestCaseData Case(string name, Action<int> work) => new TestCaseData(work).SetArgDisplayNames(name);
    }

    private static void OfParts(int n, Func<Tensor, int, Tensor> part, Func<Tensor, Tensor>? before = null)
    {
        var leaf = Tensor.Ones([n, 2], requiresGrad: true);
        var x = before is null ? leaf : before(leaf);
        Tensor.Stack([.. Enumerable.Range(0, n).Select(i => part(x, i))]).Sum().Backward();
    }

    [TestCaseSource(nameof(Costs))]
    public void Memory_is_in_proportion(Action<int> work)
    {
        work(Few);
        var few = AllocatedBy(() => work(Few));
        var many = AllocatedBy(() => work(4 * Few));
        Assert.That((double)many / few, Is.LessThan(6), $"{few} and {many} bytes");
    }

    private static long AllocatedBy(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Tensor[] Leaves(int n) =>
        [.. Enumerable.Range(0, n).Select(_ => Tensor.From([1.0], DType.Float64, requiresGrad: true))];

    private sealed class Doubled : MultiOutputFunction
    {
        protected override IReadOnlyList<Tensor> Forward(FunctionContext context, Tensor[] inputs)
        {
            context.SaveForBackward(inputs);
            return [.. inputs.Select(x => x * 2)];
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor[] grads) =>
            [.. grads.Select(grad => grad * 2)];
    }
}
