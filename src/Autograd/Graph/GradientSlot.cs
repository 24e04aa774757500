namespace Autograd;

/// <summary>
/// Accumulates the gradients that arrive for one output of a node, as PyTorch's <c>InputBuffer</c> does. The first
/// gradient is referenced and not copied, the second allocates the sum, and later ones are added to that sum in place,
/// which is safe because no other reference to it exists yet.
/// </summary>
internal struct GradientSlot
{
    private Tensor? _value;
    private bool _owned;

    /// <summary>The sum so far; null before the first gradient.</summary>
    public readonly Tensor? Value => _value;

    /// <summary>Adds a gradient to which others may hold references; it is not written to.</summary>
    public void Add(Tensor grad, bool createGraph)
    {
        if (_value is null)
        {
            _value = grad;
            grad.HoldAsGradient();
        }
        else if (_owned && !createGraph)
        {
            _value.AccumulateInPlace(grad);
        }
        else
        {
            // The first gradient is not released, because the formula that set it may still read it.
            _value = _value.AddGradient(grad);
            _value.HoldAsGradient();
            _owned = true;
        }
    }

    /// <summary>Adds a gradient without other references, so that later ones may be added to it in place.</summary>
    public void AddOwned(Tensor grad, bool createGraph)
    {
        var first = _value is null;
        Add(grad, createGraph);
        if (first) _owned = true;
    }

    /// <summary>The sum so far if the slot owns it, so that it may be written to; null if not.</summary>
    public readonly Tensor? Sum => _owned ? _value : null;

    /// <summary>
    /// Makes the slot own its sum: a copy of the gradient so far, or a new buffer of this shape and type whose elements
    /// are undefined, and then <paramref name="isEmpty"/> is true.
    /// </summary>
    public Tensor BeginSum(Shape shape, DType dtype, out bool isEmpty)
    {
        isEmpty = _value is null;
        _value = _value is null ? Tensor.Uninitialized(shape, dtype) : _value.Clone();
        _value.HoldAsGradient();
        _owned = true;
        return _value;
    }

    /// <summary>Replaces the sum by another gradient, to which others may hold references.</summary>
    public void Replace(Tensor grad)
    {
        _value?.ReleaseAsGradient();
        _value = grad;
        _owned = false;
        grad.HoldAsGradient();
    }

    /// <summary>
    /// Empties the slot and returns its sum; <paramref name="owned"/> is true if no other reference to it exists.
    /// </summary>
    public Tensor? Take(out bool owned)
    {
        owned = _owned && _value is { IsSharedGradient: false };
        return Take();
    }

    /// <summary>
    /// Empties the slot and returns its sum. The caller calls <see cref="Tensor.ReleaseAsGradient"/> after its last
    /// use.
    /// </summary>
    public Tensor? Take()
    {
        var value = _value;
        _value = null;
        _owned = false;
        return value;
    }
}
