using System.Numerics;

namespace Autograd;

/// <content>Normal deviates.</content>
public sealed partial class Generator
{
    /// <summary>
    /// Fills with normal deviates: <c>normal_</c>, and with the defaults <c>torch.randn</c>.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Fewer than 16 elements are drawn one by one in double precision: r = √(−2 log(1 − u₂)), θ = 2πu₁. r cos θ is
    /// used now; the generator keeps r sin θ for the next draw, also from one fill to the next.
    /// </para>
    /// <para>
    /// 16 elements or more are filled with uniform deviates of the element type and then transformed by Box–Muller in
    /// blocks of 16. If the last block is not full, the last 16 elements are drawn anew. Nothing is kept for the next
    /// draw, and a deviate that was kept before stays.
    /// </para>
    /// </remarks>
    /// <param name="destination">The span to fill.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="std">The standard deviation.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="std"/> is negative or not a number.</exception>
    public void FillNormal(Span<float> destination, double mean = 0.0, double std = 1.0)
    {
        CheckStd("Normal", std, allowZero: true);
        lock (_gate)
        {
            if (destination.Length < BoxMuller.BlockSize)
            {
                foreach (ref float value in destination)
                    value = (float)NextNormalLocked(mean, std);
                return;
            }

            UniformLocked(destination, 0f, 1f);
            int whole = destination.Length - destination.Length % BoxMuller.BlockSize;
            for (int i = 0; i < whole; i += BoxMuller.BlockSize)
                BoxMuller.Transform(destination[i..], (float)mean, (float)std);

            if (whole < destination.Length)
            {
                var last = destination[^BoxMuller.BlockSize..];
                UniformLocked(last, 0f, 1f);
                BoxMuller.Transform(last, (float)mean, (float)std);
            }
        }
    }

    /// <inheritdoc cref="FillNormal(Span{float}, double, double)"/>
    public void FillNormal(Span<double> destination, double mean = 0.0, double std = 1.0)
    {
        CheckStd("Normal", std, allowZero: true);
        lock (_gate)
        {
            if (destination.Length < BoxMuller.BlockSize)
            {
                foreach (ref double value in destination)
                    value = NextNormalLocked(mean, std);
                return;
            }

            UniformLocked(destination, 0.0, 1.0);
            int whole = destination.Length - destination.Length % BoxMuller.BlockSize;
            for (int i = 0; i < whole; i += BoxMuller.BlockSize)
                BoxMuller.Transform(destination[i..], mean, std);

            if (whole < destination.Length)
            {
                var last = destination[^BoxMuller.BlockSize..];
                UniformLocked(last, 0.0, 1.0);
                BoxMuller.Transform(last, mean, std);
            }
        }
    }

    /// <summary>
    /// Fills with normal deviates drawn one by one in double precision, for every number of elements: <c>normal_</c> of
    /// a tensor that is not contiguous.
    /// </summary>
    internal void FillNormalOneByOne<T>(Span<T> destination, double mean, double std)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckStd("Normal", std, allowZero: true);
        lock (_gate)
        {
            foreach (ref T value in destination)
                value = T.CreateTruncating(NextNormalLocked(mean, std));
        }
    }

    double NextNormalLocked(double mean, double std)
    {
        double unit;
        if (_cachedNormal is { } cached)
        {
            _cachedNormal = null;
            unit = cached;
        }
        else
        {
            double u1 = NextDoubleLocked();
            double u2 = NextDoubleLocked();
            double radius = Math.Sqrt(-2.0 * Math.Log(1.0 - u2));
            var (sin, cos) = Math.SinCos(2.0 * Math.PI * u1);
            _cachedNormal = radius * sin;
            unit = radius * cos;
        }

        return Math.FusedMultiplyAdd(unit, std, mean);
    }

    static void CheckStd(string op, double std, bool allowZero)
    {
        if (!(allowZero ? std >= 0.0 : std > 0.0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(std), $"{op}: std is {std}. Pass a standard deviation {(allowZero ? "of at least" : "above")} 0.");
        }
    }
}
