using System.Numerics.Tensors;

namespace Autograd.IO.Tests.Interop;

/// <summary>The tensors of <c>System.Numerics.Tensors</c>.</summary>
public class TensorSpanTests
{
    [Test]
    public void A_tensor_of_any_layout_is_a_tensor_span()
    {
        var random = new Random(1);
        foreach (var shape in (int[][])[[], [0], [5], [2, 3], [3, 1, 2], [2, 0, 3], [3, 4, 5], [1, 1]])
        {
            foreach (var (layout, view) in Elements.Layouts(Elements.Random(random, DType.Int64, shape)))
            {
                if (layout == "reversed" && view.Numel > 0 && view.Size(0) > 1) continue;
                var span = view.AsTensorSpan<long>();
                var name = $"{Shape.Create(shape)} {layout}";
                Assert.That(span.Lengths.ToArray(), Is.EqualTo(view.NDim == 0 ? [1] : view.Shape.Select(size => (nint)size)), name);
                var elements = new long[view.Numel];
                span.FlattenTo(elements);
                Assert.That(elements, Is.EqualTo(view.ToArray<long>()), name);
                Elements.AreSame(Tensor.From(span), view.NDim == 0 ? view.Unsqueeze(0) : view, name);
            }
        }
    }

    [Test]
    public void The_memory_is_shared()
    {
        var x = Tensor.Zeros(2, 3);
        var span = x.T.AsTensorSpan<float>();
        x[1, 2] = 5;
        Assert.That(span[2, 1], Is.EqualTo(5));
    }

    [Test]
    public void Tensors_and_spans_are_copied_with_their_sizes()
    {
        var tensor = System.Numerics.Tensors.Tensor.Create<double>([1, 2, 3, 4, 5, 6], [2, 3]);
        Assert.That(Tensor.From(tensor).Shape, Is.EqualTo(Shape.Create(2, 3)));
        Assert.That(Tensor.From(tensor, DType.Float32).DType, Is.EqualTo(DType.Float32));
        var span = new TensorSpan<double>([1, 2, 3, 4, 5, 6], [3, 2], [1, 3]);
        Assert.That(Tensor.From(span).ToArray<double>(), Is.EqualTo((double[])[1, 4, 2, 5, 3, 6]));
        Assert.That(Tensor.From(span, requiresGrad: true).RequiresGrad, Is.True);
        tensor[0, 0] = 10;
        Assert.That(Tensor.From(tensor)[0, 0].Item(), Is.EqualTo(10));
    }

    /// <summary>An array can be a tensor of both libraries.</summary>
    [Test]
    public void An_array_is_shared_by_both()
    {
        var array = new float[6];
        var x = Tensor.FromBuffer(array, (2, 3));
        var theirs = System.Numerics.Tensors.Tensor.Create(array, [2, 3]);
        theirs[1, 1] = 3;
        Assert.That(x[1, 1].Item(), Is.EqualTo(3));
    }

    [Test]
    public void What_is_no_tensor_span_is_refused()
    {
        var x = Tensor.Arange(6);
        Assert.That(
            Assert.Throws<InvalidOperationException>(() => x[TensorIndex.Slice(step: -1)].AsTensorSpan<long>())!.Message,
            Is.EqualTo("AsTensorSpan: a view of shape (6,) with strides (-1) is no tensor span, whose strides are not negative and whose rows do not overlap; use Contiguous() first"));
        Assert.That(
            Assert.Throws<InvalidOperationException>(() => x.Unfold(0, 3, 1).AsTensorSpan<long>())!.Message,
            Does.StartWith("AsTensorSpan: a view of shape (4, 3) with strides (1, 1) is no tensor span"));
        Assert.That(
            Assert.Throws<ArgumentException>(() => x.AsTensorSpan<int>())!.Message,
            Is.EqualTo("AsTensorSpan: the tensor is Int64, not Int32; convert with To(DType.Int32) first, or use ToArray()"));
    }
}
