namespace Autograd.NN;

/// <summary>Pads the last dimension with the elements mirrored at the edge; see <see cref="F.Pad"/>.</summary>
/// <remarks>Shapes: (N, C, L) or (C, L) → the same with the padding added.</remarks>
/// <param name="padding">One number for all sides, or one for each: see <see cref="PadNd.Padding"/>.</param>
/// <exception cref="ArgumentException">There are not 2 numbers, or one.</exception>
public sealed class ReflectionPad1d(params ReadOnlySpan<int> padding) : PadNd("ReflectionPad1d", 1, PadMode.Reflect, padding);
