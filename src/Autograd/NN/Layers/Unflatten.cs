namespace Autograd.NN;

/// <summary>Splits one dimension into several, as <see cref="Tensor.Unflatten"/>; undoes <see cref="Flatten"/>.</summary>
/// <remarks><c>torch.nn.Unflatten</c>.</remarks>
public sealed class Unflatten : UnaryModule
{
    private readonly int _dim;
    private readonly int[] _sizes;

    /// <summary>Makes the module.</summary>
    /// <param name="dim">The dimension to split; negative counts from the last.</param>
    /// <param name="unflattenedSize">Its new sizes; one may be −1 and follows from the others.</param>
    public Unflatten(int dim, ReadOnlySpan<int> unflattenedSize)
    {
        _dim = dim;
        _sizes = unflattenedSize.ToArray();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The sizes do not multiply up to the dimension's size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Unflatten(_dim, _sizes);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={_dim}, unflattened_size={Shape.Format(_sizes)}";
}
