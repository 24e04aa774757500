using System.Numerics;

namespace Autograd;

/// <summary>
/// An elementwise operation of a tensor and a C# number, which is a constant of the graph. The number does not widen the tensor's type
/// within its category.
/// </summary>
internal interface IScalarOp
{
    /// <summary>The operation's name, as in <c>NameBackward0</c>.</summary>
    static abstract string Name { get; }

    /// <summary>What <see cref="Backward"/> is handed.</summary>
    static abstract Saves Saves { get; }

    static abstract void Forward<T>(ReadOnlySpan<T> x, T number, Span<T> y) where T : unmanaged, INumber<T>;

    /// <summary>The gradient of the tensor from the gradient of the output, what was saved, and the number.</summary>
    static abstract Tensor Backward(Tensor grad, Tensor saved, Scalar number);
}

public sealed partial class Tensor
{
    private Tensor WithScalar<TOp>(Scalar number) where TOp : struct, IScalarOp
    {
        var dtype = DTypes.ResultType(_dtype, number);
        if (dtype != _dtype) return To(dtype).WithScalar<TOp>(number);
        var result = dtype switch
        {
            DType.Float32 => WithScalar<TOp, float>(number),
            DType.Float64 => WithScalar<TOp, double>(number),
            DType.Int64 => WithScalar<TOp, long>(number),
            DType.Int32 => WithScalar<TOp, int>(number),
            DType.Int16 => WithScalar<TOp, short>(number),
            DType.Int8 => WithScalar<TOp, sbyte>(number),
            DType.UInt8 => WithScalar<TOp, byte>(number),
            _ => throw new ArgumentException(
                $"{TOp.Name}: not defined for a Bool tensor and a boolean; convert the tensor with To(DType.Int64) first"),
        };
        if (IsRecorded) ScalarNodeOf<TOp>(this, number, result).Produce(result);
        return result;
    }

    /// <summary>As <see cref="WithScalar{TOp}(Scalar)"/>, for operations whose result modulo 2ⁿ is another if the number is taken so.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is an integer too narrow for the number.</exception>
    private Tensor WithFittingScalar<TOp>(Scalar number) where TOp : struct, IScalarOp
    {
        number.CheckFits(DTypes.ResultType(_dtype, number), TOp.Name, nameof(number));
        return WithScalar<TOp>(number);
    }

    private Tensor WithScalar<TOp, T>(Scalar number)
        where TOp : struct, IScalarOp
        where T : unmanaged, INumber<T>
    {
        var x = Contiguous();
        var result = Uninitialized<T>(_shape);
        TOp.Forward(x.Span<T>(), number.To<T>(), result.Span<T>());
        GC.KeepAlive(x);
        return result;
    }

    private static Node ScalarNodeOf<TOp>(Tensor input, Scalar number, Tensor output) where TOp : struct, IScalarOp =>
        TOp.Saves == Saves.Nothing ? new ScalarNode<TOp>(input, number) : new SavingScalarNode<TOp>(input, number, output);

    /// <summary>An operation that saves nothing but the number; others have room for a tensor.</summary>
    private class ScalarNode<TOp> : Node where TOp : struct, IScalarOp
    {
        protected readonly Scalar Number;

        public ScalarNode(Tensor input, Scalar number)
        {
            Number = number;
            Connect(0, input);
        }

        public override string Name => TOp.Name + "Backward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, TOp.Backward(grad, grad, Number));
    }

    private sealed class SavingScalarNode<TOp>(Tensor input, Scalar number, Tensor output) : ScalarNode<TOp>(input, number)
        where TOp : struct, IScalarOp
    {
        private SavedTensor _saved = new(TOp.Saves == Saves.Input ? input : output);

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, TOp.Backward(grad, _saved.Unpack(this), Number));

        internal override void Preserve(Tensor overwritten) => _saved.Preserve(overwritten);

        internal override void Release() => _saved.Release();
    }
}
