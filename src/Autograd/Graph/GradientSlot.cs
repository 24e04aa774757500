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

    public Tensor? Take()
    {
        var value = _value;
        _value = null;
        _owned = false;
        return value;
    }
}
