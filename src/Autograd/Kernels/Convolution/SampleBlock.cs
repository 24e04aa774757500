using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Samples whose patches are columns of one matrix: those of a single small image would not fill the registers of a
/// tile.
/// </summary>
internal static unsafe class SampleBlock
{
    /// <summary>The patches that fill enough tiles, and the most bytes of the layouts of a block.</summary>
    private const int EnoughPatches = 512, MostBytes = 512 << 10;

    /// <summary>The number of samples to put side by side.</summary>
    public static int Count(in ConvolutionShape shape, nint bytesOfSample) => shape.P >= EnoughPatches / 2
        ? 1
        : (int)Math.Clamp(Math.Min(EnoughPatches / shape.P, MostBytes / Math.Max(bytesOfSample, 1)), 1, shape.N);

    /// <summary>
    /// Copies columns of several samples' matrices (channels, patches) to one matrix, whose rows are
    /// <paramref name="ld"/> apart.
    /// </summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="samples">The matrix of the first sample's group.</param>
    /// <param name="first">The first column.</param>
    /// <param name="count">The number of columns.</param>
    /// <param name="matrix">The one matrix.</param>
    /// <param name="ld">The distance of its rows.</param>
    /// <param name="isBack">True to copy back, from the one matrix to the samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(in ConvolutionShape shape, T* samples, int first, int count, T* matrix, nint ld, bool isBack)
        where T : unmanaged
    {
        for (var column = 0; column < count;)
        {
            var (sample, patch) = Math.DivRem(first + column, shape.P);
            var length = Math.Min(shape.P - patch, count - column);
            var part = samples + (nint)sample * shape.Groups * shape.O * shape.P + patch;
            for (var o = 0; o < shape.O; o++)
            {
                var apart = new Span<T>(part + (nint)o * shape.P, length);
                var together = new Span<T>(matrix + o * ld + column, length);
                if (isBack)
                    together.CopyTo(apart);
                else
                    apart.CopyTo(together);
            }

            column += length;
        }
    }
}
