using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// The layout of one sample's channels from which patches are read: with their padding, and with each row split into
/// as many phases as the stride is wide. The elements that neighbouring patches read are then neighbours in memory.
/// </summary>
/// <remarks>
/// Column j of a padded row is element j / stride of phase j % stride. Without padding and with stride 1 along the
/// width, the layout is that of the tensor, and nothing needs to be copied.
/// </remarks>
internal readonly unsafe struct PlaneLayout
{
    private readonly Size3 _input;
    private readonly Size3 _extent;
    private readonly Size3 _padding;
    private readonly int _phases;

    public PlaneLayout(in ConvolutionShape shape)
    {
        _input = shape.Input;
        _padding = shape.Padding;
        _phases = shape.Stride.W;
        _extent = new Size3(
            Extent(shape.Output.D, shape.Stride.D, shape.Kernel.D, shape.Dilation.D),
            Extent(shape.Output.H, shape.Stride.H, shape.Kernel.H, shape.Dilation.H),
            Extent(shape.Output.W, shape.Stride.W, shape.Kernel.W, shape.Dilation.W));
        IsDirect = shape.Padding == default && _phases == 1
            && _extent.D <= _input.D && _extent.H <= _input.H && _extent.W <= _input.W;
        RowLength = (_extent.W + _phases - 1) / _phases;
        Pitch = IsDirect ? _input.W : RowLength * _phases;
        Slice = (nint)Pitch * (IsDirect ? _input.H : _extent.H);
        Plane = Slice * (IsDirect ? _input.D : _extent.D);
    }

    /// <summary>True if the tensor itself has the layout.</summary>
    public bool IsDirect { get; }

    /// <summary>The elements of a phase of a row.</summary>
    public int RowLength { get; }

    /// <summary>The distance of rows.</summary>
    public int Pitch { get; }

    /// <summary>The distance of the two-dimensional slices.</summary>
    public nint Slice { get; }

    /// <summary>The distance of channels.</summary>
    public nint Plane { get; }

    /// <summary>
    /// Writes the offset of each element of a patch from that of its first: channel by channel, tap by tap.
    /// </summary>
    public void WriteTaps(in ConvolutionShape shape, int channels, nint* offsets)
    {
        for (var c = 0; c < channels; c++)
            for (var d = 0; d < shape.Kernel.D; d++)
                for (var h = 0; h < shape.Kernel.H; h++)
                    for (var w = 0; w < shape.Kernel.W; w++)
                    {
                        var column = w * shape.Dilation.W;
                        *offsets++ = c * Plane + d * shape.Dilation.D * Slice + (nint)h * shape.Dilation.H * Pitch
                            + column % _phases * RowLength + column / _phases;
                    }
    }

    /// <summary>Copies channels of a tensor into this layout.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill<T>(T* source, int channels, T* target, T padding = default)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) && !IsDirect && Pitch <= ShortRows.MaxPitch && ShortRows.AreSupported)
        {
            var missing = float.CreateTruncating(padding);
            ShortRows.Fill((float*)source, channels, _input, _extent, _padding, _phases, RowLength, (float*)target, missing);
            return;
        }

        var end = source + (nint)channels * _input.Product;
        for (var c = 0; c < channels; c++, source += _input.Product)
            for (var d = 0; d < _extent.D; d++)
                for (var h = 0; h < _extent.H; h++, target += Pitch)
                {
                    int fromD = d - _padding.D, fromH = h - _padding.H;
                    if ((uint)fromD >= (uint)_input.D || (uint)fromH >= (uint)_input.H)
                        new Span<T>(target, Pitch).Fill(padding);
                    else
                        FillRow(source + (nint)(fromD * _input.H + fromH) * _input.W, end, target, padding);
                }
    }

    /// <summary>Copies channels of a tensor into this layout, even if the tensor has it.</summary>
    public void FillOrCopy<T>(T* source, int channels, T* target)
        where T : unmanaged, INumber<T>
    {
        if (IsDirect)
            Buffer.MemoryCopy(source, target, Plane * channels * sizeof(T), Plane * channels * sizeof(T));
        else
            Fill(source, channels, target);
    }

    /// <summary>
    /// Copies channels from this layout into a tensor; elements that the layout lacks become zero, or stay as they are.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Unpad<T>(T* source, int channels, T* target, bool clear)
        where T : unmanaged, INumber<T>
    {
        for (var c = 0; c < channels; c++, source += Plane)
            for (var d = 0; d < _input.D; d++)
                for (var h = 0; h < _input.H; h++, target += _input.W)
                {
                    int fromD = d + _padding.D, fromH = h + _padding.H;
                    if (fromD < _extent.D && fromH < _extent.H)
                        UnpadRow(source + fromD * Slice + (nint)fromH * Pitch, target, clear);
                    else if (clear)
                        new Span<T>(target, _input.W).Clear();
                }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillRow<T>(T* source, T* sourceEnd, T* target, T padding)
        where T : unmanaged, INumber<T>
    {
        if (_phases == 1)
        {
            var before = Math.Min(_padding.W, RowLength);
            var count = Math.Min(_input.W, RowLength - before);
            new Span<T>(target, before).Fill(padding);
            new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(target + before, count));
            new Span<T>(target + before + count, RowLength - before - count).Fill(padding);
            return;
        }

        for (var phase = 0; phase < _phases; phase++, target += RowLength)
        {
            // Element q of the phase is column q · phases + shift of the input; those from first to end exist.
            int shift = phase - _padding.W, first, end;
            if (_phases == 2)
                (first, end) = ((1 - shift) >> 1, (_input.W - shift + 1) >> 1);
            else
                (first, end) = ((_phases - 1 - shift) / _phases, (_input.W - shift + _phases - 1) / _phases);
            first = shift >= 0 ? 0 : Math.Min(first, RowLength);
            end = Math.Clamp(end, first, RowLength);
            for (var q = 0; q < first; q++)
                target[q] = padding;
            Deinterleave.Take(source + first * _phases + shift, _phases, end - first, target + first, sourceEnd);
            for (var q = end; q < RowLength; q++)
                target[q] = padding;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void UnpadRow<T>(T* source, T* target, bool clear)
        where T : unmanaged, INumber<T>
    {
        var count = Math.Clamp(_extent.W - _padding.W, 0, _input.W);
        if (_phases == 1)
            new ReadOnlySpan<T>(source + _padding.W, count).CopyTo(new Span<T>(target, count));
        else
            Deinterleave.Put(source, RowLength, _phases, _padding.W, count, target);
        if (clear)
            new Span<T>(target + count, _input.W - count).Clear();
    }

    private static int Extent(int output, int stride, int kernel, int dilation) =>
        Math.Max((output - 1) * stride + (kernel - 1) * dilation + 1, 0);
}
