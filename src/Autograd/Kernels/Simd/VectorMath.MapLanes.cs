using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// A scalar function without a short formula for vectors; computed in double precision for every floating type.
/// </summary>
internal interface IScalarFunction
{
    double Of(double x);
}

internal static partial class VectorMath
{
    /// <summary>Applies f to the lanes one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V MapLanes<V, TFunction>(V x, TFunction f)
        where V : struct, ISimdVector<V>
        where TFunction : struct, IScalarFunction
    {
        ref var float32 = ref Unsafe.As<V, float>(ref x);
        ref var float64 = ref Unsafe.As<V, double>(ref x);
        for (var i = 0; i < V.Count; i++)
        {
            if (x is IVectorOf<float>) Unsafe.Add(ref float32, i) = (float)f.Of(Unsafe.Add(ref float32, i));
            else Unsafe.Add(ref float64, i) = f.Of(Unsafe.Add(ref float64, i));
        }

        return x;
    }
}
