namespace Autograd;

/// <summary>
/// Code of the user's in the middle of a backward pass: what it makes may be kept by it, so it does not belong to the engine.
/// </summary>
internal readonly ref struct UserCode : IDisposable
{
    private readonly bool _wasInside;

    public UserCode()
    {
        _wasInside = Tensor.IsInsidePass;
        Tensor.IsInsidePass = false;
    }

    public void Dispose() => Tensor.IsInsidePass = _wasInside;
}
