using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// this + value·tensor1·tensor2, elementwise, in one pass over the memory; the three broadcast and are promoted to
    /// one type.
    /// </summary>
    /// <param name="tensor1">The first factor.</param>
    /// <param name="tensor2">The second factor.</param>
    /// <param name="value">The scale; 1 if not given. An integer if all three tensors are of integers.</param>
    /// <remarks>Gradient: g to this, g·value·tensor2 to tensor1, g·value·tensor1 to tensor2.</remarks>
    /// <exception cref="ArgumentException">
    /// The shapes do not broadcast, all tensors are Bool, or the scale of integers is not an integer.
    /// </exception>
    public Tensor AddCMul(Tensor tensor1, Tensor tensor2, Scalar? value = null)
    {
        ArgumentNullException.ThrowIfNull(tensor1);
        ArgumentNullException.ThrowIfNull(tensor2);
        var factor = value?.ToDouble() ?? 1;
        var dtype = ResultType(this, tensor1, tensor2);
        var shape = Broadcasting.ResultShape("AddCMul", Broadcasting.ResultShape("AddCMul", _shape, tensor1._shape), tensor2._shape);
        if (dtype.IsFloatingPoint()) return Ternary(new AddCMulOp(factor), To(dtype), tensor1.To(dtype), tensor2.To(dtype), shape);
        if (dtype == DType.Bool) throw new ArgumentException("AddCMul: not defined for three Bool tensors; convert one with To(DType.Int64) first");
        if (!double.IsInteger(factor))
            throw new ArgumentException($"AddCMul: integers times {factor} are not integers; convert with To(DType.Float32) first");
        return this + tensor1 * tensor2 * (long)factor;
    }

    /// <summary>
    /// x ← x + value·tensor1·tensor2, for floating tensors. All views of the same memory change; the update is recorded
    /// in the graph.
    /// </summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">
    /// A factor does not broadcast to this shape, or the tensor is not floating.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor AddCMulInPlace(Tensor tensor1, Tensor tensor2, Scalar? value = null)
    {
        ArgumentNullException.ThrowIfNull(tensor1);
        ArgumentNullException.ThrowIfNull(tensor2);
        CheckFloatingInPlace("AddCMulInPlace", tensor1);
        CheckFloatingInPlace("AddCMulInPlace", tensor2);
        return WriteResult(AddCMul(tensor1.To(_dtype), tensor2.To(_dtype), value));
    }

    private readonly struct AddCMulOp(double value) : ITernaryOp
    {
        public static string Name => "Addcmul";

        public static Operands NeededFor(int input) => input switch { 0 => Operands.None, 1 => Operands.C, _ => Operands.B };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b, V c) where V : struct, ISimdVector<V> =>
            a + V.Number(value) * b * c;

        public Tensor Backward(int input, Tensor grad, Tensor a, Tensor b, Tensor c) => input switch
        {
            0 => grad,
            1 => grad * (c * value),
            _ => grad * (b * value),
        };
    }
}
