using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The n-th derivative of sin(πx) / (πx), for n ≥ 1: πⁿ·Sₙ(πx) with the derivatives Sₙ of sin t / t.</summary>
/// <remarks>
/// Computed by the power series near 0, and otherwise by t·Sₙ = sin⁽ⁿ⁾t − n·Sₙ₋₁, which loses digits only for t less
/// than n. The absolute error is 1e-14 times πⁿ.
/// </remarks>
internal readonly struct SincDerivative(int n) : IScalarFunction
{
    /// <summary>The cost of an element in additions.</summary>
    public const int Cost = 32;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Of(double x)
    {
        var t = Math.PI * x;
        var value = Math.Abs(t) < n + 1 ? Series(t) : Recurrence(t, double.SinPi(x), double.CosPi(x));
        return Math.Pow(Math.PI, n) * value;
    }

    /// <summary>Σ (−1)ᵏ·t²ᵏ⁻ⁿ / ((2k + 1)·(2k − n)!) over all 2k ≥ n.</summary>
    private double Series(double t)
    {
        var k = (n + 1) / 2;
        var power = n % 2 != 0 ? t : 1.0;
        if (k % 2 != 0) power = -power;
        var sum = 0.0;
        for (var factor = 2 * k - n; ; factor += 2, k++)
        {
            var term = power / (2 * k + 1);
            sum += term;
            if (Math.Abs(term) <= 1e-18 * Math.Abs(sum)) return sum;
            power *= -t * t / ((factor + 1) * (factor + 2));
        }
    }

    private double Recurrence(double t, double sine, double cosine)
    {
        var value = sine / t;
        for (var k = 1; k <= n; k++)
        {
            var derivative = (k % 4) switch { 0 => sine, 1 => cosine, 2 => -sine, _ => -cosine };
            value = (derivative - k * value) / t;
        }

        return value;
    }
}
