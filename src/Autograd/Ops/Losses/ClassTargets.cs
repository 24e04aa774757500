namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Checks scores, or log-probabilities, and the weights of their classes.</summary>
    internal static void CheckScores(string op, Tensor input, Tensor? weight)
    {
        if (!input._dtype.IsFloatingPoint())
            throw new ArgumentException($"{op}: the input is {input._dtype}; convert it with To(DType.Float32) first");
        if (input.NDim == 0)
            throw new ArgumentException($"{op}: the input is a single number; its shape must be (C), (N, C) or (N, C, ...)");
        var classes = input._shape.Sizes[input.NDim == 1 ? 0 : 1];
        if (weight is not null && (weight.NDim != 1 || weight.Numel != classes))
            throw new ArgumentException($"{op}: weight of shape {weight._shape} for {classes} classes; it must be ({classes},)");
    }

    /// <summary>Returns the target classes in row-major order; −1 for those to ignore.</summary>
    internal static int[] ClassesOf(string op, Tensor input, Tensor target, int ignoreIndex)
    {
        if (!target._dtype.IsInteger())
            throw new ArgumentException(
                $"{op}: targets are {target._dtype}; classes are integers, probabilities floating: use target.To(DType.Int64)");
        if (!IsWithoutClasses(target._shape.Sizes, input._shape.Sizes))
            throw new ArgumentException(
                $"{op}: classes of shape {target._shape} for input of shape {input._shape}; they must have its shape without C"
                + (target._shape.Equals(input._shape) ? "; probabilities must be floating: use target.To(DType.Float32)" : ""));
        var count = input._shape.Sizes[input.NDim == 1 ? 0 : 1];
        var numbers = target.Detached(DType.Int64).Contiguous();
        using var numbersData = numbers.Read();
        var values = numbersData.Span<long>();
        var classes = new int[values.Length];
        for (var i = 0; i < classes.Length; i++)
        {
            if (values[i] == ignoreIndex)
            {
                classes[i] = -1;
                continue;
            }

            if ((ulong)values[i] >= (ulong)count)
                throw new ArgumentOutOfRangeException(nameof(target),
                    $"{op}: class {values[i]} at position {i} is out of range: {ValidNumbers.Classes(count)}");
            classes[i] = (int)values[i];
        }

        return classes;
    }

    private static bool IsWithoutClasses(ReadOnlySpan<int> target, ReadOnlySpan<int> input) =>
        input.Length == 1
            ? target.IsEmpty
            : target.Length == input.Length - 1 && target[0] == input[0] && target[1..].SequenceEqual(input[2..]);
}
