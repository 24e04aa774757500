using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Arithmetic of single numbers, for hardware without registers of several.</summary>
internal readonly struct MathLanesScalar<T> : IMathLanes<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Subtract(T x, T y) => x - y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Multiply(T x, T y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Divide(T x, T y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FusedMultiplyAdd(T x, T y, T z) => T.FusedMultiplyAdd(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sqrt(T x) => T.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Abs(T x) => T.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Negate(T x) => -x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max(T x, T y) => T.Max(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Min(T x, T y) => T.Min(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxNative(T x, T y) => x > y ? x : y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MinNative(T x, T y) => x < y ? x : y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxAcross(T x) => x;

    /// <summary>Every number but 0 stands for true.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LessThan(T x, T y) => x < y ? T.One : T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ComesBefore(T x, T y) => !T.IsNaN(x) && !(y <= x) ? T.One : T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstEqual(T x, T y) => x == y ? 0 : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstNaN(T x) => T.IsNaN(x) ? 0 : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Permute(T x, T indices) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Select(T mask, T x, T y) => mask != T.Zero ? x : y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp(T x) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, T>(ExpSingle.Of<float, LanesScalar<float>, MathLanesScalar<float>>(Unsafe.BitCast<T, float>(x)))
        : T.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ScaleByPowerOfTwo(T x, T n)
    {
        var power = int.CreateSaturating(n);
        var half = power >> 1;
        return Unsafe.BitCast<float, T>(
            Unsafe.BitCast<T, float>(x) * BitConverter.Int32BitsToSingle((half + 127) << 23)
            * BitConverter.Int32BitsToSingle((power - half + 127) << 23));
    }
}
