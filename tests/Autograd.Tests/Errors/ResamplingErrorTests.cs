using Autograd.NN;

namespace Autograd.Tests.Errors;

public class ResamplingErrorTests
{
    private static readonly Tensor _line = Tensor.Zeros(2, 3, 5);
    private static readonly Tensor _image = Tensor.Zeros(2, 3, 4, 5);
    private static readonly Tensor _grid = Tensor.Zeros(2, 6, 7, 2);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Range(() => F.Interpolate(_image, 3, mode: (InterpolateMode)9),
            "Interpolate: mode 9; use Nearest, NearestExact, Linear, Bilinear, Bicubic, Trilinear or Area (Parameter 'mode')"),
        Mistake.Argument(() => F.Interpolate(_line[0], 3),
            "Interpolate: an input of shape (3, 5) for mode Nearest; it must be (N, C, L), (N, C, H, W) or (N, C, D, H, W)"),
        Mistake.Argument(() => F.Interpolate(_image, 3, mode: InterpolateMode.Linear),
            "Interpolate: an input of shape (2, 3, 4, 5) for mode Linear; it must be (N, C, L)"),
        Mistake.Argument(() => F.Interpolate(_line, 3, mode: InterpolateMode.Bicubic),
            "Interpolate: an input of shape (2, 3, 5) for mode Bicubic; it must be (N, C, H, W)"),
        Mistake.Argument(() => F.Interpolate(_image, 3, mode: InterpolateMode.Trilinear),
            "Interpolate: an input of shape (2, 3, 4, 5) for mode Trilinear; it must be (N, C, D, H, W)"),
        Mistake.Argument(() => F.Interpolate(Tensor.Zeros(2, 3, 0), 3),
            "Interpolate: an input of shape (2, 3, 0); its spatial dimensions must have elements"),
        Mistake.Argument(() => F.Interpolate(_image, 3, alignCorners: false),
            "Interpolate: alignCorners for mode Nearest; leave it out: corners are aligned by the linear and cubic modes alone"),
        Mistake.Argument(() => F.Interpolate(_image, 3, antialias: true),
            "Interpolate: antialias for mode Nearest; only Bilinear and Bicubic have it"),
        Mistake.Argument(() => F.Interpolate(_image), "Interpolate: neither size nor scaleFactor; pass one of them"),
        Mistake.Argument(() => F.Interpolate(_image, 3, [2.0]), "Interpolate: both size and scaleFactor; pass one of them"),
        Mistake.Argument(() => F.Interpolate(_image, 3, recomputeScaleFactor: true),
            "Interpolate: recomputeScaleFactor with a size, which has no scale factor; leave it out"),
        Mistake.Argument(() => F.Interpolate(_image, (3, 4, 5)),
            "Interpolate: 3 numbers in size (3, 4, 5); pass one, or one for each of 2 spatial dimensions"),
        Mistake.Argument(() => F.Interpolate(_image, (3, 0)), "Interpolate: size (3, 0); each number must be 1 or more"),
        Mistake.Argument(() => F.Interpolate(_line, scaleFactor: [1.5, 2]),
            "Interpolate: 2 numbers in scaleFactor; pass one, or one for each of 1 spatial dimensions"),
        Mistake.Argument(() => F.Interpolate(_line, scaleFactor: 0.1),
            "Interpolate: scaleFactor 0.1 for dimension 2 of size 5; it must give a size of 1 or more"),
        Mistake.Argument(() => new Upsample(scaleFactor: double.NaN).Forward(_line),
            "Upsample: scaleFactor NaN for dimension 2 of size 5; it must give a size of 1 or more"),
        Mistake.Argument(() => new UpsamplingBilinear2d(3).Forward(_image.Long()),
            "UpsamplingBilinear2d: the input is Int64 for mode Bilinear; it must be floating: convert with Float(), or use mode Nearest"),
        Mistake.Argument(() => F.GridSample(_image, _grid, InterpolateMode.Area), "GridSample: mode Area; use Bilinear, Nearest or Bicubic"),
        Mistake.Range(() => F.GridSample(_image, _grid, paddingMode: (GridPaddingMode)5),
            "GridSample: paddingMode 5; use Zeros, Border or Reflection (Parameter 'paddingMode')"),
        Mistake.Argument(() => F.GridSample(_image.Long(), _grid),
            "GridSample: an input of Int64 and a grid of Float32; they must be floating: convert with Float()"),
        Mistake.Argument(() => F.GridSample(_line, _grid),
            "GridSample: an input of shape (2, 3, 5) for mode Bilinear; it must be (N, C, H, W) or (N, C, D, H, W)"),
        Mistake.Argument(() => F.GridSample(_image.Unsqueeze(0), _grid, InterpolateMode.Bicubic),
            "GridSample: an input of shape (1, 2, 3, 4, 5) for mode Bicubic; it must be (N, C, H, W)"),
        Mistake.Argument(() => F.GridSample(_image, _grid[..1]),
            "GridSample: a grid of shape (1, 6, 7, 2) for an input of shape (2, 3, 4, 5); it must be (2, H, W, 2)"),
        Mistake.Argument(() => F.GridSample(_image.Unsqueeze(0), _grid.Unsqueeze(0)),
            "GridSample: a grid of shape (1, 2, 6, 7, 2) for an input of shape (1, 2, 3, 4, 5); it must be (1, D, H, W, 3)"),
        Mistake.Argument(() => F.GridSample(Tensor.Zeros(2, 3, 0, 5), _grid),
            "GridSample: an input of shape (2, 3, 0, 5); its spatial dimensions must have elements"),
        Mistake.Argument(() => F.AffineGrid(_line.Long(), (2, 1, 3, 3)), "AffineGrid: theta is Int64; it must be floating: convert with Float()"),
        Mistake.Argument(() => F.AffineGrid(_line, (2, 3, 3)),
            "AffineGrid: size (2, 3, 3); it must be (N, C, H, W) or (N, C, D, H, W), each 1 or more"),
        Mistake.Argument(() => F.AffineGrid(_line, (2, 1, 3, 3)),
            "AffineGrid: a theta of shape (2, 3, 5) for size (2, 1, 3, 3); it must be (2, 2, 3)"),
        Mistake.Argument(() => new ReflectionPad2d(1, 2), "ReflectionPad2d: 2 numbers in padding (1, 2); pass one, or 4: two for each dimension"),
        Mistake.Argument(() => new ReflectionPad2d(1).Forward(_line[0]),
            "ReflectionPad2d: an input of shape (3, 5); it must be (N, C, H, W) or (C, H, W)"),
        Mistake.Argument(() => new ZeroPad3d(1).Forward(_line[0]), "ZeroPad3d: an input of shape (3, 5); it must be (…, D, H, W)"),
        Mistake.Argument(() => new CircularPad1d(1).Forward(_line[0, 0]),
            "CircularPad1d: an input of shape (5,); it must be (N, C, L) or (C, L)"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
