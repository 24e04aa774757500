namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Finds the order of the dimensions in which the elements are dense in memory, as after transposing; false if
    /// there is none.
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

    /// <summary>
    /// Returns the elements in memory order, for operations whose result does not depend on the order; not recorded.
    /// </summary>
    private Tensor InMemoryOrder()
    {
        if (IsContiguous) return this;
        Span<int> order = stackalloc int[NDim];
        return TryMemoryOrder(order) ? AsRow() : CopyData();
    }

    /// <summary>Returns the elements of a dense tensor in one dimension, in memory order; not recorded.</summary>
    internal Tensor AsRow()
    {
        var shape = Shape.Create(Numel);
        return AliasWith(shape, shape.ContiguousStrides, _offset);
    }

    /// <summary>Returns the elements, contiguous, with the dimensions in another order; not recorded.</summary>
    internal Tensor CopyInOrder(ReadOnlySpan<int> order)
    {
        var strides = new int[order.Length];
        for (var d = 0; d < strides.Length; d++) strides[d] = _strides[order[d]];
        var view = AliasWith(_shape.Permuted(order), strides, _offset);
        return view.IsContiguous ? view : view.CopyData();
    }
}
