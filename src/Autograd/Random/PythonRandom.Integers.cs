namespace Autograd;

/// <content>Integers: as many random bits as the range needs, drawn again while they are out of range.</content>
public sealed partial class PythonRandom
{
    /// <summary>Draws an integer of [a, b], both ends included: <c>random.randint(a, b)</c>.</summary>
    /// <param name="a">The smallest value.</param>
    /// <param name="b">The largest value.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="ArgumentException">b is less than a.</exception>
    public int RandInt(int a, int b) => (int)RandInt((long)a, b);

    /// <inheritdoc cref="RandInt(int, int)"/>
    public long RandInt(long a, long b)
    {
        if (a > b) throw new ArgumentException($"RandInt: no integer in [{a}, {b}]. Pass a <= b.");
        lock (_gate) return (long)(a + (Int128)BelowLocked((UInt128)((Int128)b - a + 1)));
    }

    /// <summary>Draws an integer of [0, stop): <c>random.randrange(stop)</c>.</summary>
    /// <param name="stop">The bound above, itself never drawn.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="ArgumentException">There is no integer in the range.</exception>
    public int RandRange(int stop) => RandRange(0, stop);

    /// <inheritdoc cref="RandRange(int)"/>
    public long RandRange(long stop) => RandRange(0L, stop);

    /// <summary>
    /// Draws an integer of start, start + step, … before stop: <c>random.randrange(start, stop, step)</c>.
    /// </summary>
    /// <param name="start">The first integer.</param>
    /// <param name="stop">The bound, itself never drawn.</param>
    /// <param name="step">The distance from one integer to the next; negative goes down.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="ArgumentException">There is no integer in the range, or the step is 0.</exception>
    public int RandRange(int start, int stop, int step = 1) => (int)RandRange((long)start, stop, step);

    /// <inheritdoc cref="RandRange(int, int, int)"/>
    public long RandRange(long start, long stop, long step = 1)
    {
        if (step == 0) throw new ArgumentException("RandRange: the step is 0. Pass a positive or a negative one.", nameof(step));
        var count = ((Int128)stop - start + step - Math.Sign(step)) / step;
        if (count <= 0)
            throw new ArgumentException($"RandRange: no integer in range({start}, {stop}, {step}). Pass a stop beyond the start.");
        lock (_gate) return (long)(start + step * (Int128)BelowLocked((UInt128)count));
    }

    /// <summary>
    /// Draws an integer of [0, n), for n above 0: as many bits as n has, drawn again while they are not below n.
    /// </summary>
    private UInt128 BelowLocked(UInt128 n)
    {
        var bits = 128 - (int)UInt128.LeadingZeroCount(n);
        UInt128 value;
        do
        {
            value = 0;
            for (var at = 0; at < bits; at += 32)
            {
                var word = _twister.NextUInt32();
                var left = bits - at;
                value |= (UInt128)(left < 32 ? word >> (32 - left) : word) << at;
            }
        }
        while (value >= n);

        return value;
    }

    private int BelowLocked(int n) => (int)BelowLocked((UInt128)n);
}
