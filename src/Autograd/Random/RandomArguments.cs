using System.Numerics;

namespace Autograd;

/// <summary>Checks of arguments that several generators share.</summary>
internal static class RandomArguments
{
    /// <summary>Refuses an integer that the element type cannot hold.</summary>
    public static void CheckRepresentable<T>(string op, long value, string argument)
        where T : unmanaged, INumberBase<T>
    {
        if (long.CreateSaturating(T.CreateSaturating(value)) != value)
        {
            throw new ArgumentOutOfRangeException(
                argument, $"{op}: {value} does not fit into {typeof(T).Name}. Use a narrower range or a wider type.");
        }
    }

    /// <summary>Refuses a range of integers that is empty or that the element type cannot hold.</summary>
    public static void CheckRandInt<T>(string op, long low, long high)
        where T : unmanaged, INumberBase<T>
    {
        if (low >= high)
            throw new ArgumentException($"{op}: no integer in [{low}, {high}). Pass low < high.");
        CheckRepresentable<T>(op, low, nameof(low));
        CheckRepresentable<T>(op, high - 1, nameof(high));
    }
}
