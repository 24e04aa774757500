namespace Autograd.NN;

/// <summary>Pads the last three dimensions with the elements from the other end; see <see cref="F.Pad"/>.</summary>
/// <remarks>Shapes: (N, C, D, H, W) or (C, D, H, W) → the same with the padding added.</remarks>
/// <param name="padding">One number for all sides, or one for each: see <see cref="PadNd.Padding"/>.</param>
/// <exception cref="ArgumentException">There are not 6 numbers, or one.</exception>
public sealed class CircularPad3d(params ReadOnlySpan<int> padding) : PadNd("CircularPad3d", 3, PadMode.Circular, padding);
