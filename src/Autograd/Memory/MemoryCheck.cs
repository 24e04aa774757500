using System.Runtime.InteropServices;

namespace Autograd;

/// <summary>
/// A mode for tests, on if the environment variable <c>AUTOGRAD_MEMORY_CHECK</c> is a number: every buffer is pooled,
/// the collector runs at some of the accesses to buffers, and a buffer that is returned is overwritten with all bits
/// set. Code that reads memory of a dead tensor then reads NaN. Unoptimized code keeps all locals alive and so hides
/// mistakes: run with <c>DOTNET_TieredCompilation=0</c> too. The number selects the accesses at which the collector
/// runs.
/// </summary>
internal static class MemoryCheck
{
    private static uint _accesses;

    public static readonly bool IsOn = uint.TryParse(Environment.GetEnvironmentVariable("AUTOGRAD_MEMORY_CHECK"), out _accesses);

    /// <summary>Replaces the collections: a test's action at every access; null for the default.</summary>
    public static Action? AccessHook { get; set; }

    /// <summary>Called at every access to a buffer. Collects at one access in sixteen.</summary>
    public static void OnAccess()
    {
        if (AccessHook is { } hook)
        {
            hook();
            return;
        }

        // Multiplying by the odd constant spreads these accesses, so that every operation gets some. Every 64th time
        // all generations are collected: nothing else finds dead tensors in generation 2, and the more is rented, the
        // longer a check takes.
        var draw = Interlocked.Increment(ref _accesses) * 2654435761u;
        if (draw >> 28 == 0) BufferPool.CollectNow(draw >> 22 == 0 ? 2 : 1);
    }

    /// <summary>Overwrites a buffer that was returned, if the mode is on.</summary>
    public static void Poison(Array buffer)
    {
        if (!IsOn) return;

        // 16-bit floating types are no primitive types of the runtime, which knows the size of those alone.
        var isHalf = buffer is Half[] or BFloat16[];
        var length = isHalf ? 2 * buffer.Length : Buffer.ByteLength(buffer);
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(buffer), length).Fill(0xFF);
    }
}
