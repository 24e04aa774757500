namespace Autograd.NN;

/// <summary>Pads the last two dimensions with the elements mirrored at the edge; see <see cref="F.Pad"/>.</summary>
/// <remarks>Shapes: (N, C, H, W) or (C, H, W) → the same with the padding added.</remarks>
/// <param name="padding">One number for all sides, or one for each: see <see cref="PadNd.Padding"/>.</param>
/// <exception cref="ArgumentException">There are not 4 numbers, or one.</exception>
public sealed class ReflectionPad2d(params ReadOnlySpan<int> padding) : PadNd("ReflectionPad2d", 2, PadMode.Reflect, padding);
