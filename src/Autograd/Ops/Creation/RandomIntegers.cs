namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Integers drawn evenly from [0, high), Int64; <c>torch.randint</c>, word for word.</summary>
    /// <exception cref="ArgumentException">There is no integer in the range.</exception>
    public static Tensor RandInt(long high, Shape shape, DType dtype = DType.Int64, Generator? generator = null) =>
        RandInt(0, high, NotNull(shape), dtype, generator);

    /// <summary>Integers drawn evenly from [low, high); <c>torch.randint</c>, word for word.</summary>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The bound above, itself never drawn.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Any type that holds them.</param>
    /// <param name="generator">The stream; the default one if null.</param>
    /// <exception cref="ArgumentException">There is no integer in the range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range does not fit into the type.</exception>
    public static Tensor RandInt(long low, long high, Shape shape, DType dtype = DType.Int64, Generator? generator = null) =>
        Empty(NotNull(shape), dtype).DrawIntegers("RandInt", low, high, generator);

    /// <summary>The integers 0 to n − 1 in random order; <c>torch.randperm</c>, word for word.</summary>
    /// <param name="n">How many.</param>
    /// <param name="dtype">Any type but Bool that holds them.</param>
    /// <param name="generator">The stream; the default one if null.</param>
    /// <exception cref="ArgumentException">The type is Bool.</exception>
    /// <exception cref="ArgumentOutOfRangeException">n is negative, or does not fit into the type.</exception>
    public static Tensor RandPerm(int n, DType dtype = DType.Int64, Generator? generator = null)
    {
        if (n < 0) throw new ArgumentOutOfRangeException(nameof(n), $"RandPerm: {n} integers; there must be none or more");
        if (dtype == DType.Bool) throw new ArgumentException("RandPerm: integers of type Bool; use another type");
        var result = Uninitialized(Shape.Create(n), dtype);
        result.OnDrawn(new PermutationDraw(), generator);
        return result;
    }

    private readonly struct PermutationDraw : IDraw
    {
        public void Fill<T>(Generator stream, Span<T> values) where T : unmanaged, System.Numerics.INumber<T> => stream.RandPerm(values);
    }
}
