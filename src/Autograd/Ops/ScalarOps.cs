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
                $"{TOp.Name}: not defined for a Bool tensor and a bool; convert the tensor with To(DType.Int64)"),
        };
        if (IsRecorded) new ScalarNode<TOp>(this, number, result).Produce(result);
        return result;
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

    private sealed class ScalarNode<TOp> : Node where TOp : struct, IScalarOp
    {
        private readonly Scalar _number;
        private SavedTensor _saved;

        public ScalarNode(Tensor input, Scalar number, Tensor output)
        {
            _number = number;
            Connect(0, input);
            if (TOp.Saves == Saves.Input) _saved = new SavedTensor(input);
            else if (TOp.Saves == Saves.Output) _saved = new SavedTensor(output);
        }

        public override string Name => TOp.Name + "Backward0";

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, TOp.Backward(grad, TOp.Saves == Saves.Nothing ? grad : _saved.Unpack(this), _number));

        internal override void Preserve(Tensor overwritten) => _saved.Preserve(overwritten);

        internal override void Release() => _saved.Release();
    }
}
