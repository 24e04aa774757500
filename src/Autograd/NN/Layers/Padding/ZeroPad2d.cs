namespace Autograd.NN;

/// <summary>Pads the last two dimensions with zeros; see <see cref="F.Pad"/>.</summary>
/// <remarks>Shapes: (…, H, W) → the same with the padding added.</remarks>
/// <param name="padding">One number for all sides, or one for each: see <see cref="PadNd.Padding"/>.</param>
/// <exception cref="ArgumentException">There are not 4 numbers, or one.</exception>
public sealed class ZeroPad2d(params ReadOnlySpan<int> padding) : PadNd("ZeroPad2d", 2, PadMode.Constant, padding);
