using Autograd.Kernels;

namespace Autograd;

/// <summary>A unary operation on floating numbers that is a formula of a few steps, written once for registers of every width.</summary>
internal interface IFusedUnaryOp<TSelf> : IFloatUnaryOp, IUnaryFormula
    where TSelf : struct, IFusedUnaryOp<TSelf>
{
    static void IFloatUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y) => Formula.Apply<T, TSelf>(x, y);
}

/// <summary>
/// A binary operation on floating numbers that is a formula of a few steps, applied in one pass over memory. What gradient formulas
/// are made of where a chain of tensor operations would cost.
/// </summary>
internal interface IFusedBinaryOp<TSelf> : IFloatBinaryOp, IBinaryFormula
    where TSelf : struct, IFusedBinaryOp<TSelf>
{
    static void IFloatBinaryOp.Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => Formula.Apply<T, TSelf>(a, b, y);

    static void IFloatBinaryOp.Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) => Formula.Apply<T, TSelf>(a, b, y);

    static void IFloatBinaryOp.Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) => Formula.Apply<T, TSelf>(a, b, y);
}

/// <summary>A binary operation on every number type that is a formula of a few steps, applied in one pass over memory.</summary>
internal interface IFusedNumberOp<TSelf> : INumberBinaryOp, IBinaryFormula
    where TSelf : struct, IFusedNumberOp<TSelf>
{
    static void INumberBinaryOp.Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => Formula.Apply<T, TSelf>(a, b, y);

    static void INumberBinaryOp.Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) => Formula.Apply<T, TSelf>(a, b, y);

    static void INumberBinaryOp.Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) => Formula.Apply<T, TSelf>(a, b, y);
}
