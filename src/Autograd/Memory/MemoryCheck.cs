using System.Runtime.InteropServices;

namespace Autograd;

/// <summary>
/// A mode for tests, on when the environment has a number in <c>AUTOGRAD_MEMORY_CHECK</c>: every buffer is pooled, the collector runs at every few
/// looks into one, and what comes back is overwritten with all bits set. Whoever reads memory whose tensor may already be dead reads NaN. The
/// compiler's own care hides mistakes unless it optimizes from the start: run with <c>DOTNET_TieredCompilation=0</c> too. Another number
/// looks at other times.
/// </summary>
internal static class MemoryCheck
{
    private static uint _looks;

    public static readonly bool IsOn = uint.TryParse(Environment.GetEnvironmentVariable("AUTOGRAD_MEMORY_CHECK"), out _looks);

    /// <summary>What a test does at every look instead; null for a collection now and then.</summary>
    public static Action? OnLook { get; set; }

    /// <summary>Called at every look into a buffer: now and then takes back all that is dead.</summary>
    public static void Look()
    {
        if (OnLook is { } onLook)
        {
            onLook();
            return;
        }

        // The odd constant spreads the one look in sixteen, so that no operation's are always left out. Now and then all generations are
        // collected: what has grown old is never found otherwise, and every look takes longer the more is rented.
        var draw = Interlocked.Increment(ref _looks) * 2654435761u;
        if (draw >> 28 == 0) BufferPool.CollectNow(draw >> 22 == 0 ? 2 : 1);
    }

    /// <summary>Overwrites a buffer that came back, if the mode is on.</summary>
    public static void Poison(Array buffer)
    {
        if (!IsOn) return;
        var bytes = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(buffer), Buffer.ByteLength(buffer));
        bytes.Fill(0xFF);
    }
}
