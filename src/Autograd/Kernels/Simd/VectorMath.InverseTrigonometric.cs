using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

internal static partial class VectorMath
{
    /// <summary>
    /// The angle in [−π/2, π/2] whose tangent is x, within 2 ulp; computed above 1 as π/2 + arctan(−1/x).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Atan<V>(V x) where V : struct, ISimdVector<V>
    {
        var magnitude = V.Abs(x);
        var isLarge = V.LessThan(V.One, magnitude);
        var angle = AtanReduced(V.Select(isLarge, -V.One / magnitude, magnitude));
        return V.Select(isLarge, HalfPi<V>() + (angle + HalfPiRest<V>()), angle) | x & V.Number(-0.0);
    }

    /// <summary>
    /// The angle in [−π, π] of the point (x, y), within 2.5 ulp; 0 or ±π at the origin, by the signs of its zeros.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Atan2<V>(V y, V x) where V : struct, ISimdVector<V>
    {
        var (height, width) = (V.Abs(y), V.Abs(x));
        var (lesser, greater) = (V.Min(height, width), V.Max(height, width));
        var slope = V.Select(V.Equal(lesser, V.Number(double.PositiveInfinity)), V.One, lesser / greater);
        var angle = AtanReduced(V.Select(V.Equal(greater, V.Zero), V.Zero, slope));

        // The result is a multiple of π/2 (0, π/2 or π) plus or minus the reduced angle.
        var isSteep = V.LessThan(width, height);
        var isLeft = BitMask(V.ShiftBitsRight(x, x is IVectorOf<float> ? 31 : 63), 0);
        angle ^= (isSteep ^ isLeft) & V.Number(-0.0);
        var axis = V.Select(isSteep, HalfPi<V>(), isLeft & (HalfPi<V>() + HalfPi<V>()));
        var axisRest = V.Select(isSteep, HalfPiRest<V>(), isLeft & (HalfPiRest<V>() + HalfPiRest<V>()));
        return axis + (angle + axisRest) | y & V.Number(-0.0);
    }

    /// <summary>The angle in [−π/2, π/2] whose sine is x, within 2.5 ulp; NaN beyond ±1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Asin<V>(V x) where V : struct, ISimdVector<V>
    {
        var angle = AsinReduced(V.Abs(x), out var isLarge);
        return V.Select(isLarge, HalfPi<V>() + (HalfPiRest<V>() - (angle + angle)), angle) | x & V.Number(-0.0);
    }

    /// <summary>The angle in [0, π] whose cosine is x, within 2 ulp; NaN beyond ±1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Acos<V>(V x) where V : struct, ISimdVector<V>
    {
        var angle = AsinReduced(V.Abs(x), out var isLarge);
        var twice = angle + angle;
        var pi = HalfPi<V>() + HalfPi<V>();
        var far = V.Select(V.LessThan(x, V.Zero), pi + (HalfPiRest<V>() + HalfPiRest<V>() - twice), twice);
        return V.Select(isLarge, far, HalfPi<V>() + (HalfPiRest<V>() - (angle ^ x & V.Number(-0.0))));
    }

    /// <summary>arcsin x for x ≤ ½; above, half of arccos x, which is arcsin √((1 − x)/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AsinReduced<V>(V x, out V isLarge) where V : struct, ISimdVector<V>
    {
        isLarge = V.LessThan(V.Number(0.5), x);
        var z = V.Select(isLarge, (V.One - x) * V.Number(0.5), x * x);
        var s = V.Select(isLarge, V.Sqrt(z), x);
        V p;
        if (x is IVectorOf<float>)
        {
            p = V.MultiplyAdd(V.Number(0.0421663071717), z, V.Number(0.024179515744));
            p = V.MultiplyAdd(p, z, V.Number(0.045470375645));
            p = V.MultiplyAdd(p, z, V.Number(0.0749529764675));
            p = V.MultiplyAdd(p, z, V.Number(0.166667524819));
        }
        else
        {
            p = V.MultiplyAdd(V.Number(0.031912186893249223773), z, V.Number(-0.016224131438168609244));
            p = V.MultiplyAdd(p, z, V.Number(0.019528188054422877382));
            p = V.MultiplyAdd(p, z, V.Number(0.0065280031994774801334));
            p = V.MultiplyAdd(p, z, V.Number(0.012169205285399385254));
            p = V.MultiplyAdd(p, z, V.Number(0.01388523641692042443));
            p = V.MultiplyAdd(p, z, V.Number(0.017359704667950442424));
            p = V.MultiplyAdd(p, z, V.Number(0.022371758056807747509));
            p = V.MultiplyAdd(p, z, V.Number(0.030381959136693712386));
            p = V.MultiplyAdd(p, z, V.Number(0.044642856828335316433));
            p = V.MultiplyAdd(p, z, V.Number(0.075000000003370050905));
            p = V.MultiplyAdd(p, z, V.Number(0.16666666666665408962));
        }

        return V.MultiplyAdd(s * z, p, s);
    }

    /// <summary>arctan t for |t| ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AtanReduced<V>(V t) where V : struct, ISimdVector<V>
    {
        var z = t * t;
        V p;
        if (t is IVectorOf<float>)
        {
            p = V.MultiplyAdd(V.Number(-0.00179362264343), z, V.Number(0.0109146108115));
            p = V.MultiplyAdd(p, z, V.Number(-0.0311778573744));
            p = V.MultiplyAdd(p, z, V.Number(0.0579576078171));
            p = V.MultiplyAdd(p, z, V.Number(-0.0840345135989));
            p = V.MultiplyAdd(p, z, V.Number(0.109521862132));
            p = V.MultiplyAdd(p, z, V.Number(-0.14264241783));
            p = V.MultiplyAdd(p, z, V.Number(0.199985482957));
            p = V.MultiplyAdd(p, z, V.Number(-0.333332990895));
        }
        else
        {
            p = V.MultiplyAdd(V.Number(0.000013225077197887386609), z, V.Number(-0.00015216086693087684216));
            p = V.MultiplyAdd(p, z, V.Number(0.00083132178674933756522));
            p = V.MultiplyAdd(p, z, V.Number(-0.0028849180958125104406));
            p = V.MultiplyAdd(p, z, V.Number(0.0071965021471188337316));
            p = V.MultiplyAdd(p, z, V.Number(-0.013900558193088589064));
            p = V.MultiplyAdd(p, z, V.Number(0.021984850955506599278));
            p = V.MultiplyAdd(p, z, V.Number(-0.02990385630206771452));
            p = V.MultiplyAdd(p, z, V.Number(0.036641909417908767555));
            p = V.MultiplyAdd(p, z, V.Number(-0.042191788780706470683));
            p = V.MultiplyAdd(p, z, V.Number(0.04722322186401810991));
            p = V.MultiplyAdd(p, z, V.Number(-0.052535185440732680697));
            p = V.MultiplyAdd(p, z, V.Number(0.058805278128115835374));
            p = V.MultiplyAdd(p, z, V.Number(-0.066664040573366927964));
            p = V.MultiplyAdd(p, z, V.Number(0.076922798392756265413));
            p = V.MultiplyAdd(p, z, V.Number(-0.090909070029912656984));
            p = V.MultiplyAdd(p, z, V.Number(0.11111111007026232198));
            p = V.MultiplyAdd(p, z, V.Number(-0.14285714282575114143));
            p = V.MultiplyAdd(p, z, V.Number(0.19999999999951460426));
            p = V.MultiplyAdd(p, z, V.Number(-0.33333333333333068059));
        }

        return V.MultiplyAdd(p * z, t, t);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V HalfPi<V>() where V : struct, ISimdVector<V> =>
        V.Number(1.5707963705062866211, 1.57079632679489655799898);

    /// <summary>The difference between π/2 and the number nearest to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V HalfPiRest<V>() where V : struct, ISimdVector<V> =>
        V.Number(-4.3711388286737928865e-8, 6.12323399573676603586882e-17);
}
