namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.LocalResponseNorm"/>.</summary>
    internal static Tensor LocalResponseNorm(Tensor input, int size, double alpha, double beta, double k)
    {
        const string op = "LocalResponseNorm";
        if (!input._dtype.IsFloatingPoint())
            throw new ArgumentException($"{op}: the input is {input._dtype}; it must be floating: convert with Float()");
        if (input.NDim < 3)
            throw new ArgumentException($"{op}: an input of shape {input._shape}; it must be (N, C, L, …), with one spatial dimension at least");
        if (size < 1) throw new ArgumentOutOfRangeException(nameof(size), $"{op}: size is {size}; it must be 1 or more");
        if (input.Numel == 0) return input.Clone();
        int[] before = new int[input.NDim], after = new int[input.NDim];
        (before[1], after[1]) = (size / 2, (size - 1) / 2);
        var means = input.Square().PadConstant(before, after, 0, op).Unfold(1, size, 1).Mean(-1);
        return input / (means * alpha + k).Pow(beta);
    }
}
