namespace Autograd.Vision;

/// <summary>The channels that an image is read with; <c>torchvision.io.ImageReadMode</c>.</summary>
public enum ImageReadMode
{
    /// <summary>Those of the file: 1 (grey), 3 (colour) or 4 (colour and opacity).</summary>
    Unchanged,

    /// <summary>One: a colour becomes 0.299 red + 0.587 green + 0.114 blue, rounded as PIL rounds it.</summary>
    Gray,

    /// <summary>Three; opacity is dropped.</summary>
    Rgb,

    /// <summary>Four; where the file has no opacity it is 255.</summary>
    RgbAlpha,
}
