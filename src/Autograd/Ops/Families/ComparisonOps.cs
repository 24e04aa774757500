using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

/// <summary>An elementwise question about two numbers, as a mask; the answer is a Bool tensor outside of any graph.</summary>
internal interface IComparison : IBinaryFormula
{
    static abstract string Name { get; }
}

public sealed partial class Tensor
{
    private static Tensor Compare<TOp>(Tensor a, Tensor b) where TOp : struct, IComparison
    {
        var dtype = DTypes.ComparisonType(a._dtype, a.NDim == 0, b._dtype, b.NDim == 0);
        var (x, y) = (a.Detached(dtype), b.Detached(dtype));
        return dtype switch
        {
            DType.Float32 => Zip<float, bool, ComparisonKernel<TOp, float>>(TOp.Name, x, y, DType.Bool),
            DType.Float64 => Zip<double, bool, ComparisonKernel<TOp, double>>(TOp.Name, x, y, DType.Bool),
            DType.Int64 => Zip<long, bool, ComparisonKernel<TOp, long>>(TOp.Name, x, y, DType.Bool),
            DType.Int32 => Zip<int, bool, ComparisonKernel<TOp, int>>(TOp.Name, x, y, DType.Bool),
            DType.Int16 => Zip<short, bool, ComparisonKernel<TOp, short>>(TOp.Name, x, y, DType.Bool),
            DType.Int8 => Zip<sbyte, bool, ComparisonKernel<TOp, sbyte>>(TOp.Name, x, y, DType.Bool),
            DType.UInt8 => Zip<byte, bool, ComparisonKernel<TOp, byte>>(TOp.Name, x, y, DType.Bool),
            _ => Zip<byte, bool, ComparisonKernel<TOp, byte>>(TOp.Name, x.AsBytes(), y.AsBytes(), DType.Bool),
        };
    }

    private static Tensor CompareNumber<TOp>(Tensor a, Scalar number) where TOp : struct, IComparison
    {
        var dtype = DTypes.ResultType(a._dtype, number);

        // An integer that the tensor's type cannot hold would wrap around and compare as another number.
        if (dtype.IsInteger() && dtype != DType.Int64) dtype = DType.Int64;
        var x = a.Detached(dtype);
        return dtype switch
        {
            DType.Float32 => x.CompareTo<TOp, float>(number.To<float>()),
            DType.Float64 => x.CompareTo<TOp, double>(number.To<double>()),
            DType.Int64 => x.CompareTo<TOp, long>(number.To<long>()),
            _ => x.AsBytes().CompareTo<TOp, byte>(number.To<byte>()),
        };
    }

    private Tensor CompareTo<TOp, T>(T number)
        where TOp : struct, IComparison
        where T : unmanaged, INumber<T>
    {
        var x = Contiguous();
        var result = Uninitialized<bool>(_shape);
        ComparisonKernel<TOp, T>.Invoke(x.Span<T>(), number, result.Span<bool>());
        GC.KeepAlive(x);
        return result;
    }

    /// <summary>The numbers in another type, for an operation that is not recorded.</summary>
    private Tensor Detached(DType dtype) => _dtype == dtype ? this : Alias().To(dtype);

    private readonly struct ComparisonKernel<TOp, T> : IBinaryKernel<T, bool>
        where TOp : struct, IComparison
        where T : unmanaged, INumber<T>
    {
        public static void Invoke(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<bool> y) => Formula.Compare<T, TOp>(a, b, y);

        public static void Invoke(ReadOnlySpan<T> a, T b, Span<bool> y) => Formula.Compare<T, TOp>(a, b, y);

        public static void Invoke(T a, ReadOnlySpan<T> b, Span<bool> y) => Formula.Compare<T, TOp>(a, b, y);
    }
}
