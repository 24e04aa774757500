namespace Autograd;

/// <summary>The limits of a floating type; <c>torch.finfo</c>.</summary>
public sealed class FInfo
{
    /// <summary>The limits of a type.</summary>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public FInfo(DType dtype = DType.Float32)
    {
        DType = dtype;
        (Bits, var digits, var exponent, Resolution) = dtype switch
        {
            DType.Float16 => (16, 11, 15, 1e-3),
            DType.BFloat16 => (16, 8, 127, 1e-2),
            DType.Float32 => (32, 24, 127, 1e-6),
            DType.Float64 => (64, 53, 1023, 1e-15),
            _ => throw new ArgumentException($"FInfo: {dtype} is not floating; use a floating type", nameof(dtype)),
        };
        Eps = Math.ScaleB(1, 1 - digits);
        Max = Math.ScaleB(2 - Eps, exponent);
        Tiny = Math.ScaleB(1, 1 - exponent);
    }

    /// <summary>The type.</summary>
    public DType DType { get; }

    /// <summary>The number of bits of an element.</summary>
    public int Bits { get; }

    /// <summary>The distance from 1 to the next number.</summary>
    public double Eps { get; }

    /// <summary>The greatest finite number.</summary>
    public double Max { get; }

    /// <summary>The least finite number, −<see cref="Max"/>.</summary>
    public double Min => -Max;

    /// <summary>The smallest positive number with full precision.</summary>
    public double Tiny { get; }


    /// <summary>The power of ten to whose precision decimal numbers are told apart.</summary>
    public double Resolution { get; }
}
