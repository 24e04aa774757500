namespace Autograd;

/// <summary>
/// Sums the gradients that arrive for one output of a node, as PyTorch's <c>InputBuffer</c> does. The first gradient is
/// not copied: the slot refers to the tensor that the formula returned. The second makes a new tensor for the sum, and
/// the third and later ones are added to it in place.
/// </summary>
/// <remarks>
/// A slot <em>owns</em> its tensor if nothing else refers to it: then the slot may write to it. It owns the sums that
/// it made itself, and gradients that were passed to it as owned.
/// </remarks>
internal struct GradientSlot
{
    private Tensor? _value;
    private bool _owned;

    /// <summary>The sum so far, which only an owner may write to; null before the first gradient.</summary>
    public readonly Tensor? Value => _value;

    /// <summary>Adds a gradient to which other references may exist, so that the slot does not own it.</summary>
    public void Add(Tensor grad, bool createGraph)
    {
        if (_value is null)
        {
            _value = grad;
            grad.AddGradientRef();
        }
        else if (_owned && !createGraph)
        {
            _value.AccumulateInPlace(grad);
        }
        else
        {
            // The reference to the first gradient is not released, because the formula that returned it may still read
            // it.
            _value = _value.AddGradient(grad);
            _value.AddGradientRef();
            _owned = true;
        }
    }

    /// <summary>Adds a gradient to which no other reference exists, so that the slot owns it.</summary>
    public void AddOwned(Tensor grad, bool createGraph)
    {
        var first = _value is null;
        Add(grad, createGraph);
        if (first) _owned = true;
    }

    /// <summary>The sum so far if the slot owns it; null if not.</summary>
    public readonly Tensor? Sum => _owned ? _value : null;

    /// <summary>
    /// Makes the slot own its sum, and returns it. If a gradient has arrived, the sum is a copy of it. If none has, the
    /// sum is a new tensor with undefined elements, and <paramref name="isEmpty"/> is true.
    /// </summary>
    public Tensor BeginSum(Shape shape, DType dtype, out bool isEmpty)
    {
        isEmpty = _value is null;
        _value = _value is null ? Tensor.Uninitialized(shape, dtype) : _value.Clone();
        _value.AddGradientRef();
        _owned = true;
        return _value;
    }

    /// <summary>Replaces the sum by another gradient, which the slot does not own.</summary>
    public void Replace(Tensor grad)
    {
        _value?.ReleaseGradientRef();
        _value = grad;
        _owned = false;
        grad.AddGradientRef();
    }

    /// <summary>
    /// Empties the slot and returns its sum; <paramref name="owned"/> is true if the slot owned it.
    /// </summary>
    public Tensor? Take(out bool owned)
    {
        owned = _owned && _value is { IsSharedGradient: false };
        return Take();
    }

    /// <summary>
    /// Empties the slot and returns its sum. The caller takes over the slot's reference, and calls
    /// <see cref="Tensor.ReleaseGradientRef"/> when it no longer reads the tensor.
    /// </summary>
    public Tensor? Take()
    {
        var value = _value;
        _value = null;
        _owned = false;
        return value;
    }
}
