namespace Autograd;

/// <summary>
/// Marks a call of user code (a hook, a custom Backward) inside of a backward pass. User code may keep the tensors that
/// it makes, so these must not be allocated as intermediate gradients, whose memory the engine reuses.
/// </summary>
internal readonly ref struct UserCodeScope : IDisposable
{
    private readonly bool _wasInside;

    public UserCodeScope()
    {
        _wasInside = Tensor.IsInsidePass;
        Tensor.IsInsidePass = false;
    }

    public void Dispose() => Tensor.IsInsidePass = _wasInside;
}
