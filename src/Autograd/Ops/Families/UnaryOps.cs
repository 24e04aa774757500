using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

/// <summary>What an elementwise operation keeps for its backward pass.</summary>
internal enum Saves
{
    Nothing,
    Input,
    Output,
}

/// <summary>An elementwise operation of one tensor: its name, its kernel and its derivative, in one place.</summary>
internal interface IUnaryOp
{
    /// <summary>The operation's name, as in <c>NameBackward0</c>.</summary>
    static abstract string Name { get; }

    /// <summary>What <see cref="Backward"/> is handed.</summary>
    static abstract Saves Saves { get; }

    /// <summary>The gradient of the input from the gradient of the output and what was saved.</summary>
    static abstract Tensor Backward(Tensor grad, Tensor saved);
}

/// <summary>A unary operation on every number type, which keeps the type.</summary>
internal interface INumberUnaryOp : IUnaryOp
{
    static abstract void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>;
}

/// <summary>A unary operation on floating numbers; integers and bools become Float32 first.</summary>
internal interface IFloatUnaryOp : IUnaryOp
{
    static abstract void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>;
}

public sealed partial class Tensor
{
    private Tensor Unary<TOp>() where TOp : struct, INumberUnaryOp
    {
        var result = _dtype switch
        {
            DType.Float32 => Map<float, float, NumberKernel<TOp, float>>(DType.Float32),
            DType.Float64 => Map<double, double, NumberKernel<TOp, double>>(DType.Float64),
            DType.Int64 => Map<long, long, NumberKernel<TOp, long>>(DType.Int64),
            DType.Int32 => Map<int, int, NumberKernel<TOp, int>>(DType.Int32),
            DType.Int16 => Map<short, short, NumberKernel<TOp, short>>(DType.Int16),
            DType.Int8 => Map<sbyte, sbyte, NumberKernel<TOp, sbyte>>(DType.Int8),
            DType.UInt8 => Map<byte, byte, NumberKernel<TOp, byte>>(DType.UInt8),
            _ => throw new ArgumentException($"{TOp.Name}: not defined for Bool; convert with To(DType.Int64) first"),
        };
        if (IsRecorded) UnaryNodeOf<TOp>(this, result).Produce(result);
        return result;
    }

    private Tensor FloatUnary<TOp>() where TOp : struct, IFloatUnaryOp
    {
        Tensor result;
        if (_dtype == DType.Float32) result = Map<float, float, FloatKernel<TOp, float>>(DType.Float32);
        else if (_dtype == DType.Float64) result = Map<double, double, FloatKernel<TOp, double>>(DType.Float64);
        else return To(DType.Float32).FloatUnary<TOp>();
        if (IsRecorded) UnaryNodeOf<TOp>(this, result).Produce(result);
        return result;
    }

    /// <summary>A new contiguous tensor of a kernel's results.</summary>
    private Tensor Map<TIn, TOut, TKernel>(DType dtype)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        var result = Uninitialized<TOut>(_shape);
        MapTo<TIn, TOut, TKernel>(result.Span<TOut>());
        return result;
    }

    /// <summary>Writes a kernel's results in row-major order to memory of the caller's.</summary>
    private void MapTo<TIn, TOut, TKernel>(Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        if (IsContiguous) ParallelElementwise.Unary<TIn, TOut, TKernel>(Span<TIn>(), y);
        else Elementwise.Unary<TIn, TOut, TKernel>(Buffer<TIn>(), _offset, _shape.Sizes, _strides, y);
        GC.KeepAlive(this);
    }

    private readonly struct NumberKernel<TOp, T> : IUnaryKernel<T, T>
        where TOp : struct, INumberUnaryOp
        where T : unmanaged, INumber<T>
    {
        public static void Invoke(ReadOnlySpan<T> x, Span<T> y) => TOp.Forward(x, y);
    }

    private readonly struct FloatKernel<TOp, T> : IUnaryKernel<T, T>
        where TOp : struct, IFloatUnaryOp
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static void Invoke(ReadOnlySpan<T> x, Span<T> y) => TOp.Forward(x, y);
    }

    private static Node UnaryNodeOf<TOp>(Tensor input, Tensor output) where TOp : struct, IUnaryOp =>
        TOp.Saves == Saves.Nothing ? new UnaryNode<TOp>(input) : new SavingUnaryNode<TOp>(input, output);

    /// <summary>An operation that saves nothing; others have room for a tensor.</summary>
    private class UnaryNode<TOp> : Node where TOp : struct, IUnaryOp
    {
        public UnaryNode(Tensor input) => Connect(0, input);

        public override string Name => TOp.Name + "Backward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, TOp.Backward(grad, grad));
    }

    private sealed class SavingUnaryNode<TOp>(Tensor input, Tensor output) : UnaryNode<TOp>(input) where TOp : struct, IUnaryOp
    {
        private SavedTensor _saved = new(TOp.Saves == Saves.Input ? input : output);

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, TOp.Backward(grad, _saved.Unpack(this)));

        internal override void Preserve(Tensor overwritten) => _saved.Preserve(overwritten);

        internal override void Release() => _saved.Release();
    }
}
