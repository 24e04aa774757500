namespace Autograd.NN;

/// <summary>The base class of modules that pad the last one, two or three dimensions; see <see cref="F.Pad"/>.</summary>
public abstract class PadNd : UnaryModule
{
    private readonly string _name;
    private readonly int _rank;
    private readonly PadMode _mode;
    private readonly int[] _padding;

    private protected PadNd(string name, int rank, PadMode mode, ReadOnlySpan<int> padding)
    {
        (_name, _rank, _mode) = (name, rank, mode);
        _padding = new int[2 * rank];
        if (padding.Length == 1) Array.Fill(_padding, padding[0]);
        else if (padding.Length == 2 * rank) padding.CopyTo(_padding);
        else
            throw new ArgumentException(
                $"{name}: {padding.Length} numbers in padding {Shape.Format(padding)}; pass one, or {2 * rank}: two for each dimension");
    }

    /// <summary>
    /// The numbers of indices to add before and after each dimension, in pairs, from the last dimension backwards:
    /// (left, right, top, bottom, …). Negative numbers crop.
    /// </summary>
    public IReadOnlyList<int> Padding => _padding;

    /// <summary>The number that is padded with; null for 0, or if there is none.</summary>
    private protected virtual Scalar? PaddedValue => null;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has too few dimensions, or is too small for the padding.</exception>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (IsHooked) return Hooked(x);
        if (_mode == PadMode.Constant ? x.NDim < _rank : x.NDim != _rank + 1 && x.NDim != _rank + 2)
        {
            var names = _rank == 1 ? "L" : _rank == 2 ? "H, W" : "D, H, W";
            throw new ArgumentException(
                $"{_name}: an input of shape {x.Shape}; it must be "
                + (_mode == PadMode.Constant ? $"(…, {names})" : $"(N, C, {names}) or (C, {names})"));
        }

        return F.Pad(x, _padding, _mode, PaddedValue);
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() => Shape.Format<int>(_padding);
}
