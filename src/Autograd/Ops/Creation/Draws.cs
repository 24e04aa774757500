using System.Numerics;
using System.Runtime.InteropServices;

namespace Autograd;

/// <summary>A distribution whose samples fit any number type.</summary>
internal interface IDraw
{
    void Fill<T>(Generator stream, Span<T> values) where T : unmanaged, INumber<T>;
}

/// <summary>A distribution of real numbers.</summary>
internal interface IFloatingDraw
{
    void Fill<T>(Generator stream, Span<T> values) where T : unmanaged, IFloatingPointIeee754<T>;
}

public sealed partial class Tensor
{
    private Tensor Draw<TDraw>(string op, TDraw draw, Generator? generator) where TDraw : struct, IDraw
    {
        var target = DrawTarget(op);
        target.FillDrawn(draw, generator);
        return CompleteDraw(target);
    }

    private Tensor DrawFloating<TDraw>(string op, TDraw draw, Generator? generator) where TDraw : struct, IFloatingDraw
    {
        var target = FloatingTarget(op);
        if (_dtype.IsReducedFloatingPoint())
        {
            target.FillReduced(draw, generator);
            return CompleteDraw(target);
        }

        using var targetData = target.Write();
        if (_dtype == DType.Float32) draw.Fill(generator ?? Generator.Default, targetData.Span<float>());
        else draw.Fill(generator ?? Generator.Default, targetData.Span<double>());
        return CompleteDraw(target);
    }

    private Tensor DrawIntegers(string op, long low, long high, Generator? generator)
    {
        if (_dtype == DType.Bool && low < high && (low < 0 || high > 2))
            throw new ArgumentOutOfRangeException(nameof(high), $"{op}: integers of [{low}, {high}) do not fit into Bool; use 0 to 2");
        return Draw(op, new IntegerDraw(op, low, high), generator);
    }

    /// <summary>Fills this contiguous tensor; booleans are written as bytes 0 and 1.</summary>
    private void FillDrawn<TDraw>(TDraw draw, Generator? generator) where TDraw : struct, IDraw
    {
        var stream = generator ?? Generator.Default;
        if (_dtype.IsReducedFloatingPoint())
        {
            FillReducedNumbers(draw, stream);
            return;
        }

        using var data = Write();
        switch (_dtype)
        {
            case DType.Bool or DType.UInt8: draw.Fill(stream, data.Span<byte>()); break;
            case DType.Int8: draw.Fill(stream, data.Span<sbyte>()); break;
            case DType.Int16: draw.Fill(stream, data.Span<short>()); break;
            case DType.Int32: draw.Fill(stream, data.Span<int>()); break;
            case DType.Int64: draw.Fill(stream, data.Span<long>()); break;
            case DType.Float32: draw.Fill(stream, data.Span<float>()); break;
            default: draw.Fill(stream, data.Span<double>()); break;
        }
    }

    /// <summary>Draws numbers in Float32 and rounds them to this contiguous tensor's type.</summary>
    private void FillReducedNumbers<TDraw>(TDraw draw, Generator stream) where TDraw : struct, IDraw
    {
        var drawn = Uninitialized<float>(_shape);
        using var drawnData = drawn.Write();
        draw.Fill(stream, drawnData.Span<float>());
        WriteData(drawn.To(_dtype));
    }

    private void FillReduced<TDraw>(TDraw draw, Generator? generator) where TDraw : struct, IFloatingDraw
    {
        var drawn = Uninitialized<float>(_shape);
        using var drawnData = drawn.Write();
        draw.Fill(generator ?? Generator.Default, drawnData.Span<float>());
        WriteData(drawn.To(_dtype));
    }

    private Tensor FloatingTarget(string op)
    {
        if (!_dtype.IsFloatingPoint())
            throw new ArgumentException($"{op}: the tensor is {_dtype}; only floating tensors are filled from this distribution");
        return DrawTarget(op);
    }

    /// <summary>
    /// The contiguous tensor to draw into: this one, or a new one in the same memory order if this one is not
    /// contiguous.
    /// </summary>
    private Tensor DrawTarget(string op)
    {
        CheckWritable(op);
        return IsContiguous ? this : Uninitialized(_shape.Permuted(MemoryOrder()), _dtype);
    }

    private Tensor CompleteDraw(Tensor drawn)
    {
        var recorded = IsRecorded;
        if (!ReferenceEquals(drawn, this))
        {
            var order = MemoryOrder();
            var strides = new int[order.Length];
            for (var i = 0; i < strides.Length; i++) strides[i] = _strides[order[i]];
            AliasWith(drawn._shape, strides, _offset).WriteData(drawn);
        }

        CompleteWrite(recorded ? new FillNode() : null);
        return this;
    }

    /// <summary>The dimensions from the largest stride to the smallest.</summary>
    private int[] MemoryOrder()
    {
        var order = new int[NDim];
        TryMemoryOrder(order);
        return order;
    }

    private readonly struct ExponentialDraw(double lambda) : IFloatingDraw
    {
        public void Fill<T>(Generator stream, Span<T> values) where T : unmanaged, IFloatingPointIeee754<T> =>
            stream.FillExponential(values, lambda);
    }

    private readonly struct CauchyDraw(double median, double sigma) : IFloatingDraw
    {
        public void Fill<T>(Generator stream, Span<T> values) where T : unmanaged, IFloatingPointIeee754<T> =>
            stream.FillCauchy(values, median, sigma);
    }

    private readonly struct LogNormalDraw(double mean, double std) : IFloatingDraw
    {
        public void Fill<T>(Generator stream, Span<T> values) where T : unmanaged, IFloatingPointIeee754<T> =>
            stream.FillLogNormal(values, mean, std);
    }

    private readonly struct OneByOneNormalDraw(double mean, double std) : IFloatingDraw
    {
        public void Fill<T>(Generator stream, Span<T> values) where T : unmanaged, IFloatingPointIeee754<T> =>
            stream.FillNormalOneByOne(values, mean, std);
    }

    private readonly struct ReducedUniformDraw(double from, double to, DType dtype) : IFloatingDraw
    {
        public void Fill<T>(Generator stream, Span<T> values) where T : unmanaged, IFloatingPointIeee754<T> =>
            stream.FillReducedUniform(MemoryMarshal.Cast<T, float>(values), from, to, dtype);
    }

    private readonly struct ReducedNormalDraw(double mean, double std, DType dtype) : IFloatingDraw
    {
        public void Fill<T>(Generator stream, Span<T> values) where T : unmanaged, IFloatingPointIeee754<T> =>
            stream.FillReducedNormal(MemoryMarshal.Cast<T, float>(values), mean, std, dtype);
    }

    private readonly struct GeometricDraw(double p) : IDraw
    {
        public void Fill<T>(Generator stream, Span<T> values) where T : unmanaged, INumber<T> => stream.FillGeometric(values, p);
    }

    private readonly struct BernoulliDraw(double p) : IDraw
    {
        public void Fill<T>(Generator stream, Span<T> values) where T : unmanaged, INumber<T> => stream.FillBernoulli(values, p);
    }

    private readonly struct BernoulliEachDraw(Tensor p) : IDraw
    {
        public void Fill<T>(Generator stream, Span<T> values) where T : unmanaged, INumber<T>
        {
            var each = p.Contiguous();
            if (each._dtype.IsReducedFloatingPoint()) each = each.To(DType.Float32);
            using var eachData = each.Read();
            if (each._dtype == DType.Float32) stream.FillBernoulli<T>(values, eachData.Span<float>());
            else stream.FillBernoulli<T>(values, eachData.Span<double>());
        }
    }

    private readonly struct IntegerDraw(string op, long low, long high) : IDraw
    {
        public void Fill<T>(Generator stream, Span<T> values) where T : unmanaged, INumber<T>
        {
            RandomArguments.CheckRandInt<T>(op, low, high);
            stream.FillRandInt(values, low, high);
        }
    }

    private readonly struct RandomDraw : IDraw
    {
        public void Fill<T>(Generator stream, Span<T> values) where T : unmanaged, INumber<T> => stream.FillRandom(values);
    }
}
