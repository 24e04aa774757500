namespace Autograd.NN;

/// <summary>Pads the last dimension with zeros; see <see cref="F.Pad"/>.</summary>
/// <remarks>Shapes: (…, L) → the same with the padding added.</remarks>
/// <param name="padding">One number for all sides, or one for each: see <see cref="PadNd.Padding"/>.</param>
/// <exception cref="ArgumentException">There are not 2 numbers, or one.</exception>
public sealed class ZeroPad1d(params ReadOnlySpan<int> padding) : PadNd("ZeroPad1d", 1, PadMode.Constant, padding);
