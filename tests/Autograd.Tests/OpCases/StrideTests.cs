namespace Autograd.Tests.OpCases;

/// <summary>Views give what their contiguous copies give.</summary>
public class StrideTests
{
    public enum Layout
    {
        Transposed,
        Stepped,
        Backwards,
        Expanded,
        Offset,
    }

    private static IEnumerable<TestCaseData> Rows =>
        from row in OpTable.All where !row.NeedsContiguous from layout in Enum.GetValues<Layout>() select new TestCaseData(row, layout);

    [TestCaseSource(nameof(Rows))]
    public void Strides_do_not_change_results(object row, Layout layout)
    {
        var op = (OpCase)row;
        var views = Array.ConvertAll(op.MakeInputs(), x => Lay(x, layout));
        var copies = Array.ConvertAll(views, x => Leaf(x.Detach().Clone(), x.RequiresGrad));
        var actual = op.Function(views);
        var expected = op.Function(copies);
        Same(actual, expected, "value");

        var seed = Tensor.From(Enumerable.Range(1, actual.Numel).Select(i => i * 0.25).ToArray(), actual.Shape);
        var actualGrads = GradientTests.Gradients(actual, views, Lay(seed, layout == Layout.Expanded ? Layout.Stepped : layout));
        var expectedGrads = GradientTests.Gradients(expected, copies, seed);
        for (var i = 0; i < views.Length; i++)
        {
            Assert.That(actualGrads[i] is null, Is.EqualTo(expectedGrads[i] is null));
            if (actualGrads[i] is { } grad) Same(grad, expectedGrads[i]!, $"gradient {i}");
        }
    }

    /// <summary>A leaf with the same numbers in another arrangement; expanded, with those of its first index repeated.</summary>
    private static Tensor Lay(Tensor x, Layout layout)
    {
        var rank = x.NDim;
        var sizes = x.Shape.ToArray();
        var strides = new int[rank];
        var (offset, length) = (0, 1);
        switch (layout)
        {
            case Layout.Transposed:
                for (var d = 0; d < rank; d++) (strides[d], length) = (length, length * sizes[d]);
                break;
            case Layout.Stepped:
                offset = 1;
                for (var d = rank - 1; d >= 0; d--) (strides[d], length) = (length * 2 + 1, (length * 2 + 1) * sizes[d]);
                length += 2;
                break;
            case Layout.Backwards:
                for (var d = rank - 1; d >= 0; d--)
                {
                    strides[d] = -length;
                    offset += length * Math.Max(sizes[d] - 1, 0);
                    length *= sizes[d];
                }

                break;
            case Layout.Expanded:
                for (var d = rank - 1; d >= 0; d--) (strides[d], length) = d == 0 ? (0, length) : (length, length * sizes[d]);
                break;
            default:
                offset = 3;
                x.Strides.CopyTo(strides);
                length = x.Numel + 5;
                break;
        }

        var memory = Tensor.Full([length + offset + 1], double.NaN, DType.Float64);
        var view = memory.View(x.Shape, strides, offset);
        if (layout == Layout.Expanded && rank > 0)
            memory.View(Shape.Create([1, .. sizes[1..]]), strides, offset).CopyInPlace(x.Detach()[..1]);
        else
            view.CopyInPlace(x.Detach());
        return Leaf(view.Detach(), x.RequiresGrad);
    }

    private static Tensor Leaf(Tensor x, bool requiresGrad)
    {
        x.RequiresGrad = requiresGrad;
        return x;
    }

    private static void Same(Tensor actual, Tensor expected, string what)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape), what);
        Assert.That(actual.Detach().ToArray<double>(), Is.EqualTo(expected.Detach().ToArray<double>()).Within(1e-12), what);
    }
}
