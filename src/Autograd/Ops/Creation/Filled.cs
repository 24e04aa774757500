using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>A tensor of zeros, Float32.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Tensor Zeros(params ReadOnlySpan<int> shape) => Zeros(Shape.Create(shape));

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(Shape shape, DType dtype = DType.Float32, bool requiresGrad = false)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var result = Uninitialized(shape, dtype);
        result.ClearData();
        return Leaf(result, requiresGrad);
    }

    /// <summary>A tensor of zeros with the shape and type of another.</summary>
    public static Tensor ZerosLike(Tensor other, DType? dtype = null, bool requiresGrad = false) =>
        Zeros(NotNull(other)._shape, dtype ?? other._dtype, requiresGrad);

    /// <summary>A tensor of ones, Float32.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Tensor Ones(params ReadOnlySpan<int> shape) => Ones(Shape.Create(shape));

    /// <summary>A tensor of ones.</summary>
    public static Tensor Ones(Shape shape, DType dtype = DType.Float32, bool requiresGrad = false) =>
        Full(NotNull(shape), 1, dtype, requiresGrad);

    /// <summary>A tensor of ones with the shape and type of another.</summary>
    public static Tensor OnesLike(Tensor other, DType? dtype = null, bool requiresGrad = false) =>
        Ones(NotNull(other)._shape, dtype ?? other._dtype, requiresGrad);

    /// <summary>A tensor whose every element is <paramref name="value"/>.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="value">The number.</param>
    /// <param name="dtype">The type; by default that of the number: Bool, Int64, or Float32.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The type is an integer too narrow for the number. Fractions are
    /// truncated, and a negative number wraps around in UInt8, as in PyTorch.</exception>
    public static Tensor Full(Shape shape, Scalar value, DType? dtype = null, bool requiresGrad = false)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var type = dtype ?? value.DefaultDType;
        value.CheckFits(type, "Full");
        var result = Uninitialized(shape, type);
        result.FillData(value);
        return Leaf(result, requiresGrad);
    }

    /// <summary>A tensor with the shape and type of another whose every element is <paramref name="value"/>.</summary>
    public static Tensor FullLike(Tensor other, Scalar value, DType? dtype = null, bool requiresGrad = false) =>
        Full(NotNull(other)._shape, value, dtype ?? other._dtype, requiresGrad);

    /// <summary>A tensor with uninitialized elements. The caller must write all of them.</summary>
    internal static Tensor Uninitialized(Shape shape, DType dtype) => dtype switch
    {
        DType.Bool => Uninitialized<bool>(shape),
        DType.UInt8 => Uninitialized<byte>(shape),
        DType.Int8 => Uninitialized<sbyte>(shape),
        DType.Int16 => Uninitialized<short>(shape),
        DType.Int32 => Uninitialized<int>(shape),
        DType.Int64 => Uninitialized<long>(shape),
        DType.Float16 => Uninitialized<System.Half>(shape),
        DType.BFloat16 => Uninitialized<BFloat16>(shape),
        DType.Float32 => Uninitialized<float>(shape),
        DType.Float64 => Uninitialized<double>(shape),
        _ => throw new ArgumentOutOfRangeException(nameof(dtype), $"DType: {dtype} is no element type"),
    };

    /// <summary>
    /// A tensor with uninitialized elements of type <typeparamref name="T"/>. The caller must write all of them.
    /// </summary>
    internal static Tensor Uninitialized<T>(Shape shape) where T : unmanaged
    {
        var dtype = DTypes.Of<T>();
        var length = shape.Numel;

        // Small arrays come cleared: clearing a few kilobytes takes less time than GC.AllocateUninitializedArray's
        // slower path.
        if (!BufferPool.IsPooled((long)length * Unsafe.SizeOf<T>()))
            return new Tensor(new T[length], shape, dtype);
        return OnRentedBuffer<T>(shape, dtype);
    }

    private static Tensor OnRentedBuffer<T>(Shape shape, DType dtype) where T : unmanaged
    {
        var storage = TensorStorage.Rent<T>(shape.Numel, dtype);
        storage.Identity!.IsFromBackward = IsInsidePass;
        return new Tensor(storage, shape, shape.ContiguousStrides, storage.Start, dtype) { _isInference = GradMode.IsInferenceMode };
    }

    private static Tensor Leaf(Tensor tensor, bool requiresGrad)
    {
        if (requiresGrad) tensor.RequiresGrad = true;
        return tensor;
    }

    /// <summary>Writes zeros to a contiguous tensor without touching the graph.</summary>
    internal void ClearData()
    {
        using var data = Write();
        data.Clear(_offset, Numel);
    }

    /// <summary>Writes a number to every element, whatever the strides, without touching the graph.</summary>
    private void FillData(Scalar value)
    {
        switch (_dtype)
        {
            case DType.Bool: FillWith(value.ToDouble() != 0); break;
            case DType.UInt8: FillWith(value.To<byte>()); break;
            case DType.Int8: FillWith(value.To<sbyte>()); break;
            case DType.Int16: FillWith(value.To<short>()); break;
            case DType.Int32: FillWith(value.To<int>()); break;
            case DType.Int64: FillWith(value.To<long>()); break;
            case DType.Float16: FillWith((System.Half)value.To<float>()); break;
            case DType.BFloat16: FillWith((BFloat16)value.To<float>()); break;
            case DType.Float32: FillWith(value.To<float>()); break;
            default: FillWith(value.To<double>()); break;
        }
    }

    private void FillWith<T>(T value) where T : unmanaged
    {
        if (IsContiguous) Apply<T, FillKernel<T>>(new FillKernel<T>(value), this);
        else FillStrided(value);
    }

    private void FillStrided<T>(T value) where T : unmanaged
    {
        using var data = Write();
        Strided.Fill(value, data.Buffer<T>(), _offset, _shape.Sizes, _strides);
    }

    private readonly struct FillKernel<T>(T value) : IWriteKernel<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(Span<T> y)
        {
            if (y.Length == 1) y[0] = value;
            else y.Fill(value);
        }
    }
}
