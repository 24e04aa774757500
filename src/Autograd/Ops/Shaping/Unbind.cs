namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Returns a view of each index of a dimension, which is dropped.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <remarks>Gradient: the stacked gradients of the views.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor[] Unbind(int dim = 0)
    {
        var d = _shape.Dim(dim, "Unbind");
        var views = new Tensor[_shape.Sizes[d]];
        if (views.Length == 0) return views;
        var shape = d == 0 ? _shape.OfRow : Shape.Create([.. _shape.Sizes[..d], .. _shape.Sizes[(d + 1)..]]);
        int[] strides = [.. _strides.AsSpan(0, d), .. _strides.AsSpan(d + 1)];
        var node = IsRecorded ? new UnbindNode(this, d, views.Length) : null;
        for (var i = 0; i < views.Length; i++)
        {
            views[i] = View(shape, strides, _offset + i * _strides[d]);
            node?.SetHistory(views[i], i);
        }

        return views;
    }

    private sealed class UnbindNode : MultiOutputNode
    {
        private readonly int _dim;

        public UnbindNode(Tensor input, int dim, int count)
            : base(count)
        {
            _dim = dim;
            Connect(0, input);
        }

        public override string Name => "UnbindBackward0";

        protected override void Backward(Tensor?[] grads, InputGradients inputs) =>
            inputs.Set(0, Stack(WithZeros(this, grads), _dim));
    }

    /// <summary>Returns the gradients of a node's outputs, with zeros for unused outputs.</summary>
    private static Tensor[] WithZeros(MultiOutputNode node, Tensor?[] grads)
    {
        var all = new Tensor[grads.Length];
        for (var i = 0; i < all.Length; i++)
        {
            var (shape, dtype) = node.OutputOf(i);
            all[i] = grads[i] ?? Zeros(shape, dtype);
        }

        return all;
    }
}
