namespace Autograd.Tests.Errors.Rejections;

/// <summary>A call that PyTorch rejects, under PyTorch's spelling of it.</summary>
public sealed record Rejection(string PyTorch, Action Call)
{
    public Rejection(string pyTorch, Func<object?> call) : this(pyTorch, () => { call(); })
    {
    }

    public override string ToString() => PyTorch;
}
