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
        }
        else if (_owned && !createGraph)
        {
            _value.AccumulateInPlace(grad);
        }
        else
        {
            _value = _value.AddGradient(grad);
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

    /// <summary>
    /// The sum so far as a buffer to add to, of this shape and type; <paramref name="isEmpty"/> if its elements are still undefined.
    /// </summary>
    public Tensor Accumulator(Shape shape, DType dtype, out bool isEmpty)
    {
        isEmpty = _value is null;
        if (_value is null) _value = Tensor.Uninitialized(shape, dtype);
        else if (!_owned) _value = _value.Clone();
        _owned = true;
        return _value;
    }

    /// <summary>As <see cref="Take()"/>; says whether nobody else holds the gradient.</summary>
    public Tensor? Take(out bool owned)
    {
        owned = _owned && _value is { IsSharedGradient: false };
        return Take();
    }

    public Tensor? Take()
    {
        var value = _value;
        _value = null;
        _owned = false;
        return value;
    }
}
