namespace Autograd.NN;

/// <summary>Pads the last three dimensions with zeros; see <see cref="F.Pad"/>.</summary>
/// <remarks>Shapes: (…, D, H, W) → the same with the padding added.</remarks>
/// <param name="padding">One number for all sides, or one for each: see <see cref="PadNd.Padding"/>.</param>
/// <exception cref="ArgumentException">There are not 6 numbers, or one.</exception>
public sealed class ZeroPad3d(params ReadOnlySpan<int> padding) : PadNd("ZeroPad3d", 3, PadMode.Constant, padding);
