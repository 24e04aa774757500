namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Integers drawn evenly from [0, high), Int64; <c>torch.randint</c>, number for number.</summary>
    /// <exception cref="ArgumentException">There is no integer in the range.</exception>
    public static Tensor RandInt(long high, Shape shape, DType dtype = DType.Int64, Generator? generator = null) =>
        RandInt(0, high, NotNull(shape), dtype, generator);

    /// <summary>Integers drawn evenly from [low, high); <c>torch.randint</c>, number for number.</summary>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The upper bound, itself never drawn.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">A type that holds all integers of the range.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <exception cref="ArgumentException">There is no integer in the range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range does not fit into the type.</exception>
    public static Tensor RandInt(long low, long high, Shape shape, DType dtype = DType.Int64, Generator? generator = null) =>
        Empty(NotNull(shape), dtype).DrawIntegers("RandInt", low, high, generator);

    /// <summary>The integers 0 to n − 1 in random order; <c>torch.randperm</c>, number for number.</summary>
    /// <param name="n">The number of integers.</param>
    /// <param name="dtype">Any type but Bool that holds the integers.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <exception cref="ArgumentException">The type is Bool.</exception>
    /// <exception cref="ArgumentOutOfRangeException">n is negative, or does not fit into the type.</exception>
    public static Tensor RandPerm(int n, DType dtype = DType.Int64, Generator? generator = null)
    {
        if (n < 0) throw new ArgumentOutOfRangeException(nameof(n), $"RandPerm: {n} integers; there must be none or more");
        if (dtype == DType.Bool) throw new ArgumentException("RandPerm: integers of type Bool; use another type");
        var result = Uninitialized(Shape.Create(n), dtype);
        result.FillDrawn(new PermutationDraw(), generator);
        return result;
    }

    private readonly struct PermutationDraw : IDraw
    {
        public void Fill<T>(Generator stream, Span<T> values) where T : unmanaged, System.Numerics.INumber<T> => stream.RandPerm(values);
    }
}
