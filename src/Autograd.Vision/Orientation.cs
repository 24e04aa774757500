using SkiaSharp;

namespace Autograd.Vision;

/// <summary>Turns a picture from the way that the camera was held to the way that it is seen.</summary>
internal static class Orientation
{
    /// <summary>Each origin says which corner of the scene the first row and column show.</summary>
    public static Tensor Apply(Tensor image, SKEncodedOrigin origin) => origin switch
    {
        SKEncodedOrigin.TopRight => image.Flip(2).Contiguous(),
        SKEncodedOrigin.BottomRight => image.Flip(1, 2).Contiguous(),
        SKEncodedOrigin.BottomLeft => image.Flip(1).Contiguous(),
        SKEncodedOrigin.LeftTop => image.Transpose(1, 2).Contiguous(),
        SKEncodedOrigin.RightTop => image.Transpose(1, 2).Flip(2).Contiguous(),
        SKEncodedOrigin.RightBottom => image.Transpose(1, 2).Flip(1, 2).Contiguous(),
        SKEncodedOrigin.LeftBottom => image.Transpose(1, 2).Flip(1).Contiguous(),
        _ => image,
    };
}
