using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>True where an element is NaN.</summary>
    public Tensor IsNan() => _dtype.IsFloatingPoint() ? Ne(this) : Full(_shape, false);

    /// <summary>True where an element is ∞ or −∞.</summary>
    public Tensor IsInf() => _dtype.IsFloatingPoint() ? CompareNumber<IsInfOp>(this, double.PositiveInfinity) : Full(_shape, false);

    /// <summary>True where an element is neither infinite nor NaN.</summary>
    public Tensor IsFinite() => _dtype.IsFloatingPoint() ? CompareNumber<IsFiniteOp>(this, double.PositiveInfinity) : Full(_shape, true);

    private readonly struct IsInfOp : INonDifferentiableOp
    {
        public static string Name => "IsInf";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> => V.Equal(V.Abs(a), b);
    }

    private readonly struct IsFiniteOp : INonDifferentiableOp
    {
        public static string Name => "IsFinite";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> => V.LessThan(V.Abs(a), b);
    }
}
