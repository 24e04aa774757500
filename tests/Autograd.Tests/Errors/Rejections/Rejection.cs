namespace Autograd.Tests.Errors.Rejections;

/// <summary>A call that PyTorch rejects, under PyTorch's spelling of it, and what is said here, if the row has it.</summary>
public sealed record Rejection(string PyTorch, Action Call, string? Message = null)
{
    public Rejection(string pyTorch, Func<object?> call, string? message = null) : this(pyTorch, () => { call(); }, message)
    {
    }

    public override string ToString() => PyTorch;
}
