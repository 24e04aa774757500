namespace Autograd.Tests.OpCases;

/// <summary>Every operation that can be part of a graph is part of one that the table builds.</summary>
public class CoverageTests
{
    private static readonly Type[] OpInterfaces =
        [typeof(IUnaryOp<>), typeof(IBinaryOp<>), typeof(ITernaryOp)];

    [Test]
    public void Every_node_and_every_elementwise_operation_has_a_row()
    {
        var seen = new HashSet<Type>();
        foreach (var row in OpTable.All) Collect(row, seen);
        var missing = Required().Where(type => !seen.Contains(type)).Select(type => type.Name).Order();
        Assert.That(missing, Is.Empty, "add a row for each to tests/Autograd.Tests/OpCases");
    }

    [Test]
    public void A_change_of_precision_passes_the_gradient_in_the_type_of_the_input()
    {
        var x = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        (x.To(DType.Float32) * Tensor.From([3f, 0.1f])).Sum().Backward();
        Assert.That(x.Grad!.DType, Is.EqualTo(DType.Float64));
        Assert.That(x.Grad.ToArray<double>(), Is.EqualTo(new double[] { 3f, 0.1f }));

        var y = Tensor.From([1f, 2f], requiresGrad: true);
        y.ZeroGrad();
        var grad = Functional.Grad([(y.To(DType.Float64) * y).Sum()], [y], createGraph: true)[0]!;
        grad.Sum().Backward();
        Assert.That(y.Grad!.ToArray<float>(), Is.EqualTo(new[] { 2f, 2f }));
    }

    [Test]
    public void Names_are_unique() => Assert.That(OpTable.All.Select(row => row.Name), Is.Unique);

    private static IEnumerable<Type> Required() =>
        from type in typeof(Tensor).Assembly.GetTypes()
        where !type.IsAbstract && !type.IsInterface
        where (type.IsSubclassOf(typeof(Node)) && !IsFamily(type) && type != typeof(OnceDifferentiableNode) && type != typeof(TracedNode))
            || type.GetInterfaces().Any(IsOp)
        select type;

    private static bool IsOp(Type type) => OpInterfaces.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type);

    /// <summary>Whether a node class only serves operations that are counted themselves.</summary>
    private static bool IsFamily(Type node) =>
        node.IsGenericTypeDefinition && node.GetGenericArguments().Any(
            argument => argument.GetGenericParameterConstraints().Any(IsOp));

    /// <summary>The nodes of the operation and those of its first and second derivatives.</summary>
    private static void Collect(OpCase row, HashSet<Type> seen)
    {
        var inputs = row.MakeInputs();
        var result = row.Function(inputs);
        Walk(result.GradFn, seen);
        for (var order = 0; order < 2 && result.RequiresGrad; order++)
        {
            var grads = GradientTests.Gradients(result, inputs, Tensor.Ones(result.Shape, result.DType), createGraph: true);
            Tensor total = 0.0;
            foreach (var grad in grads)
                if (grad is not null) total = total + (grad * grad).Sum();
            result = total;
            Walk(result.GradFn, seen);
        }
    }

    private static void Walk(Node? root, HashSet<Type> seen)
    {
        var visited = new HashSet<Node>();
        var stack = new Stack<Node?>([root]);
        while (stack.TryPop(out var node))
        {
            if (node is null || !visited.Add(node)) continue;
            var type = node.GetType();
            foreach (var argument in type.GetGenericArguments()) seen.Add(Definition(argument));
            seen.Add(Definition(type));
            foreach (var next in node.NextFunctions) stack.Push(next);
        }
    }

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
