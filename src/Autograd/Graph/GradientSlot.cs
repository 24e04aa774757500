namespace Autograd;

/// <summary>
/// Where the gradients of one output gather: the first is borrowed, the second allocates the sum, and later ones are added to
/// that sum in place, which nobody else can see yet.
/// </summary>
internal struct GradientSlot
{
    private Tensor? _value;
    private bool _owned;

    public readonly Tensor? Value => _value;

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
            // The first gradient is not released: the formula that set it may not be done with it.
            _value = _value.AddGradient(grad);
            _value.HoldAsGradient();
            _owned = true;
        }
    }

    /// <summary>Adds a gradient that nobody else holds, so that later ones may be added to it in place.</summary>
    public void AddOwned(Tensor grad, bool createGraph)
    {
        var first = _value is null;
        Add(grad, createGraph);
        if (first) _owned = true;
    }

    /// <summary>The sum so far, to be added to in place; null if there is none yet that nobody else holds.</summary>
    public readonly Tensor? Sum => _owned ? _value : null;

    /// <summary>
    /// Makes a buffer of this shape and type for the sum, of what gathered so far; <paramref name="isEmpty"/> if that is nothing and the elements
    /// are still undefined.
    /// </summary>
    public Tensor BeginSum(Shape shape, DType dtype, out bool isEmpty)
    {
        isEmpty = _value is null;
        _value = _value is null ? Tensor.Uninitialized(shape, dtype) : _value.Clone();
        _value.HoldAsGradient();
        _owned = true;
        return _value;
    }

    /// <summary>Puts another gradient, which somebody else may hold, in the place of the one that gathered.</summary>
    public void Replace(Tensor grad)
    {
        _value?.ReleaseAsGradient();
        _value = grad;
        _owned = false;
        grad.HoldAsGradient();
    }

    /// <summary>As <see cref="Take()"/>; says whether nobody else holds the gradient.</summary>
    public Tensor? Take(out bool owned)
    {
        owned = _owned && _value is { IsSharedGradient: false };
        return Take();
    }

    /// <summary>Empties the slot. Whoever has used up the gradient calls <see cref="Tensor.ReleaseAsGradient"/>.</summary>
    public Tensor? Take()
    {
        var value = _value;
        _value = null;
        _owned = false;
        return value;
    }
}
