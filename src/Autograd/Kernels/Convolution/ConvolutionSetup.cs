namespace Autograd.Kernels;

/// <summary>What the products of a convolution prepare alike.</summary>
internal static unsafe class ConvolutionSetup
{
    /// <summary>Memory that all threads read: packed weights, and behind them the offsets of a patch's elements.</summary>
    public static T* SharedMemory<T>(nint weights, int rows, out nint* taps) where T : unmanaged
    {
        var shared = (T*)PackBuffer.GetSecond(weights * sizeof(T) + rows * (nint)sizeof(nint) + 64);
        taps = (nint*)(((nint)(shared + weights) + 63) & ~63);
        return shared;
    }

    /// <summary>The columns that are computed at a time: whole panels, as many as a block holds, and no more than there are.</summary>
    public static int Columns(int blockElements, int rows, int panel, int available) =>
        Math.Min(Math.Max(blockElements / rows / panel, 1) * panel, (available + panel - 1) / panel * panel);
}
