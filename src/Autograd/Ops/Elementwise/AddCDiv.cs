using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// this + value·tensor1 / tensor2, elementwise, in one pass over the memory; the three broadcast.
    /// </summary>
    /// <param name="tensor1">The dividend.</param>
    /// <param name="tensor2">The divisor.</param>
    /// <param name="value">The factor; 1 if not given.</param>
    /// <remarks>Gradient: g to this, g·value/tensor2 to tensor1, −g·value·tensor1/tensor2² to tensor2.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or none of the three is floating.</exception>
    public Tensor AddCDiv(Tensor tensor1, Tensor tensor2, Scalar? value = null)
    {
        ArgumentNullException.ThrowIfNull(tensor1);
        ArgumentNullException.ThrowIfNull(tensor2);
        var factor = value?.ToDouble() ?? 1;
        var dtype = ResultType(this, tensor1, tensor2);
        var shape = Broadcasting.ResultShape("AddCDiv", Broadcasting.ResultShape("AddCDiv", _shape, tensor1._shape), tensor2._shape);
        if (!dtype.IsFloatingPoint())
            throw new ArgumentException(
                $"AddCDiv: a quotient of {tensor1._dtype} and {tensor2._dtype} is no {dtype}; convert one with To(DType.Float32) first");
        return Ternary(new AddCDivOp(factor), To(dtype), tensor1.To(dtype), tensor2.To(dtype), shape);
    }

    /// <summary>
    /// x ← x + value·tensor1 / tensor2, for floating tensors. All views of the same memory change; the update is
    /// recorded in the graph.
    /// </summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">
    /// An operand does not broadcast to this shape, or the tensor is not floating.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor AddCDivInPlace(Tensor tensor1, Tensor tensor2, Scalar? value = null)
    {
        ArgumentNullException.ThrowIfNull(tensor1);
        ArgumentNullException.ThrowIfNull(tensor2);
        CheckFloatingInPlace("AddCDivInPlace", tensor1);
        CheckFloatingInPlace("AddCDivInPlace", tensor2);
        return WriteResult(AddCDiv(tensor1.To(_dtype), tensor2.To(_dtype), value));
    }

    private readonly struct AddCDivOp(double value) : ITernaryOp
    {
        public static string Name => "Addcdiv";

        public static Operands NeededFor(int input) => input switch { 0 => Operands.None, 1 => Operands.C, _ => Operands.B | Operands.C };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b, V c) where V : struct, ISimdVector<V> =>
            a + V.Number(value) * b / c;

        public Tensor Backward(int input, Tensor grad, Tensor a, Tensor b, Tensor c) => input switch
        {
            0 => grad,
            1 => grad * (value / c),
            _ => -grad * (b * value / c / c),
        };
    }
}
