namespace Autograd.NN;

public static partial class F
{
    /// <summary>Pads or crops a tensor.</summary>
    /// <param name="input">A tensor of any type and number of dimensions.</param>
    /// <param name="pad">
    /// The numbers of indices to add before and after each dimension, in pairs, from the last dimension backwards:
    /// (left, right, top, bottom, …). Negative numbers crop.
    /// </param>
    /// <param name="mode">The source of the added elements.</param>
    /// <param name="value">
    /// The number for <see cref="PadMode.Constant"/>, converted to the input's type; by default 0.
    /// </param>
    /// <returns>A new tensor.</returns>
    /// <remarks>
    /// Gradient: to each element, the sum of g over its copies. Unlike PyTorch 1.13, every mode supports every type and
    /// any number of dimensions.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The number of entries is odd, there are more pairs than dimensions, a dimension is too small to be cropped or
    /// reflected that much, or a mode other than Constant is given a value.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The mode is not a member of the enumeration.</exception>
    public static Tensor Pad(Tensor input, ReadOnlySpan<int> pad, PadMode mode = PadMode.Constant, Scalar? value = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (mode is < PadMode.Constant or > PadMode.Circular)
            throw new ArgumentOutOfRangeException(nameof(mode), $"Pad: mode {mode}; use Constant, Reflect, Replicate or Circular");
        if (pad.Length % 2 != 0)
            throw new ArgumentException($"Pad: {pad.Length} numbers in {Shape.Format(pad)}; pass two for each dimension");
        if (pad.Length > 2 * input.NDim)
            throw new ArgumentException(
                $"Pad: {pad.Length / 2} pairs in {Shape.Format(pad)} for shape {input.Shape}; pass at most one for each dimension");
        if (mode != PadMode.Constant && value is { } number)
            throw new ArgumentException($"Pad: mode {mode} with the value {number}; only mode Constant takes one");
        var before = new int[input.NDim];
        var after = new int[input.NDim];
        for (var i = 0; i < pad.Length; i += 2) (before[^(i / 2 + 1)], after[^(i / 2 + 1)]) = (pad[i], pad[i + 1]);
        return mode == PadMode.Constant ? input.PadConstant(before, after, value ?? 0) : (mode == PadMode.Circular ? input : Autocast.ToFloat32(input)).PadAround(before, after, mode);
    }
}
