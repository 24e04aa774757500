using System.Runtime.CompilerServices;

namespace Autograd.Tests.Costs;

/// <summary>What this thread allocates: the same numbers on a fast machine and on a slow one.</summary>
internal static class Allocated
{
    /// <summary>The bytes of a run of the action, by its number of steps, once everything is warm.</summary>
    public static double BytesPer(int steps, Action action)
    {
        for (var i = 0; i < 3; i++) action();
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (double)least / steps;
    }

    /// <summary>The bytes of an object of the type, without what it refers to.</summary>
    public static double BytesOf(Type type) => BytesPer(1, () => RuntimeHelpers.GetUninitializedObject(type));

    /// <summary>The bytes of an array: its object header, its type, its length and its elements, in whole words.</summary>
    public static long BytesOfFloats(int count) => 24 + (4 * count + 7) / 8 * 8;

    public static void Repeat(int count, Action action)
    {
        for (var i = 0; i < count; i++) action();
    }
}
