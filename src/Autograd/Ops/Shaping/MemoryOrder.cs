namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The order of the dimensions in which the elements lie one after the other, as after transposing; false if there is none.
    /// </summary>
    internal bool TryMemoryOrder(Span<int> order)
    {
        var sizes = _shape.Sizes;
        for (var d = 0; d < order.Length; d++)
        {
            var at = d;
            for (; at > 0 && _strides[order[at - 1]] < _strides[d]; at--) order[at] = order[at - 1];
            order[at] = d;
        }

        var expected = 1;
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var size = sizes[order[i]];
            if (size == 1) continue;
            if (_strides[order[i]] != expected) return false;
            expected *= size;
        }

        return true;
    }

    /// <summary>The elements one after the other in whatever order they lie, for what does not depend on it; not recorded.</summary>
    private Tensor InMemoryOrder()
    {
        if (IsContiguous) return this;
        Span<int> order = stackalloc int[NDim];
        return TryMemoryOrder(order) ? AsRow() : CopyData();
    }

    /// <summary>The elements in one dimension as they lie, one after the other; not recorded.</summary>
    internal Tensor AsRow()
    {
        var shape = Shape.Create(Numel);
        return AliasWith(shape, shape.ContiguousStrides, _offset);
    }

    /// <summary>The elements, contiguous, with the dimensions in another order; not recorded.</summary>
    internal Tensor CopyInOrder(ReadOnlySpan<int> order)
    {
        var strides = new int[order.Length];
        for (var d = 0; d < strides.Length; d++) strides[d] = _strides[order[d]];
        var view = AliasWith(_shape.Permuted(order), strides, _offset);
        return view.IsContiguous ? view : view.CopyData();
    }
}
