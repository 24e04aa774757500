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
        return TryMemoryOrder(order) ? DataAs(Shape.Create(Numel), [1], _offset) : CopyData();
    }
}
