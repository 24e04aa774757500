namespace Autograd;

/// <summary>Arguments that are one number for all spatial dimensions, or one for each.</summary>
internal static class SpatialNumbers
{
    /// <summary>The names of a tensor's dimensions, the last of them.</summary>
    public static string Names(int rank, string lead) => $"({lead}{(rank == 1 ? "L" : rank == 2 ? "H, W" : "D, H, W")})";

    /// <summary>Returns a number for each of the dimensions, each of at least so much.</summary>
    public static int[] Of(string op, string name, ReadOnlySpan<int> numbers, int rank, int least)
    {
        if (numbers.Length != 1 && numbers.Length != rank)
            throw new ArgumentException(
                $"{op}: {numbers.Length} numbers in {name} {Shape.Format(numbers)}; pass one{(rank == 1 ? "" : $", or {rank}")}");
        var result = new int[rank];
        for (var d = 0; d < rank; d++)
        {
            result[d] = numbers[numbers.Length == 1 ? 0 : d];
            if (result[d] < least)
                throw new ArgumentOutOfRangeException(
                    null, $"{op}: {name} {Shape.Format(numbers)}; each number must be {least} or more");
        }

        return result;
    }

    /// <inheritdoc cref="Of(string, string, ReadOnlySpan{int}, int, int)"/>
    public static int[] Of(string op, string name, Shape? numbers, int rank, int least, int missing) =>
        Of(op, name, numbers is null ? [missing] : numbers.Sizes, rank, least);
}
