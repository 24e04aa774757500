namespace Autograd;

/// <summary>A distribution with its parameters, which the constructor has checked.</summary>
/// <typeparam name="T">The type of a deviate.</typeparam>
internal interface IDeviate<out T>
{
    /// <summary>Draws a deviate; the caller holds the generator's lock.</summary>
    T Next(NumPyRandom random);
}

/// <content>Draws one deviate of a distribution, or several as one atomic operation.</content>
public sealed partial class NumPyRandom : IUniformSource
{
    internal void Fill<T, TDeviate>(Span<T> destination, TDeviate deviate)
        where TDeviate : struct, IDeviate<T>
    {
        lock (_gate)
        {
            foreach (ref T value in destination)
                value = deviate.Next(this);
        }
    }

    double IUniformSource.NextUniform() => NextDoubleLocked();

    T Next<T, TDeviate>(TDeviate deviate)
        where TDeviate : struct, IDeviate<T>
    {
        lock (_gate)
            return deviate.Next(this);
    }

    double Next<TDeviate>(TDeviate deviate)
        where TDeviate : struct, IDeviate<double> => Next<double, TDeviate>(deviate);

    long NextCount<TDeviate>(TDeviate deviate)
        where TDeviate : struct, IDeviate<long> => Next<long, TDeviate>(deviate);

    double NextExponentialLocked() => -Math.Log(1.0 - NextDoubleLocked());

    static double AtLeastZero(string op, string name, double value) =>
        value >= 0.0
            ? value
            : throw new ArgumentOutOfRangeException(name, $"{op}: {name} is {value}. Pass one of at least 0.");

    static double AboveZero(string op, string name, double value) =>
        value > 0.0
            ? value
            : throw new ArgumentOutOfRangeException(name, $"{op}: {name} is {value}. Pass one above 0.");

    static double Probability(string op, string name, double value) =>
        value is >= 0.0 and <= 1.0
            ? value
            : throw new ArgumentOutOfRangeException(name, $"{op}: {name} is {value}. Pass a probability in [0, 1].");

    static long Count(string op, string name, long value) =>
        value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(name, $"{op}: {name} is {value}. Pass one of at least 0.");
}
