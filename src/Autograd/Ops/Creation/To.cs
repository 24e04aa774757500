using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Converts the elements to another type; returns the tensor itself if it has that type already.</summary>
    /// <remarks>
    /// Converts like a C cast: integers wrap around, floating numbers are truncated, and everything but zero is true. A
    /// C# number that stands for a tensor (<c>x.MulInPlace(0.1)</c>) becomes Float64 without rounding to Float32 first.
    /// Differentiable between floating types; gradient: g, in the input's type.
    /// </remarks>
    public Tensor To(DType dtype) => dtype == _dtype ? this : Convert(dtype);

    private Tensor Convert(DType dtype)
    {
        if (_dtype.IsReducedFloatingPoint() || dtype.IsReducedFloatingPoint()) return ConvertByWayOfFloat32(dtype);
        if (dtype == DType.Float64 && IsNumber && _number is double number) return From((Scalar)number, dtype);
        var result = _dtype switch
        {
            DType.Bool => AsBytes().ConvertFrom<byte>(dtype),
            DType.UInt8 => ConvertFrom<byte>(dtype),
            DType.Int8 => ConvertFrom<sbyte>(dtype),
            DType.Int16 => ConvertFrom<short>(dtype),
            DType.Int32 => ConvertFrom<int>(dtype),
            DType.Int64 => ConvertFrom<long>(dtype),
            DType.Float32 => ConvertFrom<float>(dtype),
            _ => ConvertFrom<double>(dtype),
        };
        if (IsRecorded && (dtype.IsFloatingPoint() || Tracing.IsActive)) new ToNode(this).SetHistory(result);
        return result;
    }

    /// <summary>
    /// From or to a floating type of 16 bits. A Float64 or an integer is rounded to Float32 first, as in PyTorch.
    /// </summary>
    private Tensor ConvertByWayOfFloat32(DType dtype)
    {
        var wide = _dtype switch
        {
            DType.Float16 => Map<System.Half, float, WidenKernel<System.Half>>(default),
            DType.BFloat16 => Map<BFloat16, float, WidenKernel<BFloat16>>(default),
            _ => Detached(DType.Float32),
        };
        var result = dtype switch
        {
            DType.Float16 => wide.Map<float, System.Half, NarrowKernel<System.Half>>(default),
            DType.BFloat16 => wide.Map<float, BFloat16, NarrowKernel<BFloat16>>(default),
            _ => wide.To(dtype),
        };
        if (dtype.IsFloatingPoint() && IsRecorded) new ToNode(this).SetHistory(result);
        return result;
    }

    /// <summary>The tensor as Float16; <c>x.half()</c>.</summary>
    public Tensor Half() => To(DType.Float16);

    /// <summary>The tensor as BFloat16; <c>x.bfloat16()</c>.</summary>
    public Tensor BFloat16() => To(DType.BFloat16);

    /// <summary>The tensor as Float32; <c>x.float()</c>.</summary>
    public Tensor Float() => To(DType.Float32);

    /// <summary>The tensor as Float64; <c>x.double()</c>.</summary>
    public Tensor Double() => To(DType.Float64);

    /// <summary>The tensor as Int64; <c>x.long()</c>.</summary>
    public Tensor Long() => To(DType.Int64);

    private Tensor ConvertFrom<TIn>(DType dtype) where TIn : unmanaged, INumber<TIn> => dtype switch
    {
        DType.Bool => Map<TIn, bool, IsNonzeroKernel<TIn>>(default),
        DType.UInt8 => Map<TIn, byte, ConvertKernel<TIn, byte>>(default),
        DType.Int8 => Map<TIn, sbyte, ConvertKernel<TIn, sbyte>>(default),
        DType.Int16 => Map<TIn, short, ConvertKernel<TIn, short>>(default),
        DType.Int32 => Map<TIn, int, ConvertKernel<TIn, int>>(default),
        DType.Int64 => Map<TIn, long, ConvertKernel<TIn, long>>(default),
        DType.Float32 => Map<TIn, float, ConvertKernel<TIn, float>>(default),
        _ => Map<TIn, double, ConvertKernel<TIn, double>>(default),
    };

    /// <summary>Writes the elements as numbers of another type, in row-major order, to the caller's memory.</summary>
    private void ConvertTo<T>(Span<T> destination) where T : unmanaged, INumber<T>
    {
        switch (_dtype)
        {
            case DType.Bool: AsBytes().MapTo<byte, T, ConvertKernel<byte, T>>(default, destination); break;
            case DType.UInt8: MapTo<byte, T, ConvertKernel<byte, T>>(default, destination); break;
            case DType.Int8: MapTo<sbyte, T, ConvertKernel<sbyte, T>>(default, destination); break;
            case DType.Int16: MapTo<short, T, ConvertKernel<short, T>>(default, destination); break;
            case DType.Int32: MapTo<int, T, ConvertKernel<int, T>>(default, destination); break;
            case DType.Int64: MapTo<long, T, ConvertKernel<long, T>>(default, destination); break;
            case DType.Float32: MapTo<float, T, ConvertKernel<float, T>>(default, destination); break;
            default: MapTo<double, T, ConvertKernel<double, T>>(default, destination); break;
        }
    }

    /// <summary>A view of a Bool tensor's memory as bytes 0 and 1.</summary>
    private Tensor AsBytes() => new(_storage, _shape, _strides, _offset, DType.UInt8);

    private sealed class ToNode : Node
    {
        private readonly DType _from;

        public ToNode(Tensor input)
        {
            _from = input._dtype;
            Connect(0, input);
        }

        public override string Name => "ToCopyBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, grad.To(_from));
    }
}
