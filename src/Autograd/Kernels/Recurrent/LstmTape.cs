using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// The values of every step that an LSTM layer keeps for the backward pass, as parts of one block of memory.
/// </summary>
internal readonly ref struct LstmTape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public LstmTape(RecurrentSizes sizes, Span<T> memory)
    {
        var cells = sizes.Steps * sizes.Gate;
        Bias = memory[..(4 * sizes.Hidden)];
        memory = memory[Bias.Length..];
        Gates = memory[..(4 * cells)];
        Cells = memory.Slice(4 * cells, cells);
        Tanhs = memory.Slice(5 * cells, cells);
        Unprojected = sizes.IsProjected ? memory.Slice(6 * cells, cells) : default;
    }

    /// <summary>b_ih + b_hh, or zeros.</summary>
    public Span<T> Bias { get; }

    /// <summary>i, f, g and o: (steps, batch, 4·hidden).</summary>
    public Span<T> Gates { get; }

    /// <summary>c: (steps, batch, hidden).</summary>
    public Span<T> Cells { get; }

    /// <summary>tanh(c): (steps, batch, hidden).</summary>
    public Span<T> Tanhs { get; }

    /// <summary>o·tanh(c), if that is not the output itself: (steps, batch, hidden).</summary>
    public Span<T> Unprojected { get; }

    /// <summary>The number of elements in the block.</summary>
    public static long Length(RecurrentSizes sizes) =>
        4L * sizes.Hidden + (long)sizes.Steps * sizes.Batch * sizes.Hidden * (sizes.IsProjected ? 7 : 6);
}
