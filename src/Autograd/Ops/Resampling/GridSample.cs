namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Implements <see cref="NN.F.GridSample"/>: the sum over the neighbours of each position of a weight, which is a function
    /// of the grid, times the element there. Its steps are recorded, so it has derivatives of any order.
    /// </summary>
    internal static Tensor GridSample(Tensor input, Tensor grid, InterpolateMode mode, GridPaddingMode paddingMode, bool alignCorners)
    {
        const string op = "GridSample";
        CheckGrid(op, input, grid, mode, paddingMode);
        if (input._dtype.IsReducedFloatingPoint())
            return GridSample(input.To(DType.Float32), grid.To(DType.Float32), mode, paddingMode, alignCorners).To(input._dtype);
        var rank = input.NDim - 2;
        var (samples, channels) = (input._shape[0], input._shape[1]);
        int[] outputSizes = [.. grid._shape.Sizes[1..^1]];
        var shape = Shape.Create([samples, channels, .. outputSizes]);
        var coordinates = grid.To(input._dtype).ReshapeTo(Shape.Create(samples, grid.Numel / Math.Max(samples * rank, 1), rank));
        if (shape.Numel == 0) return input.Sum() * grid.To(input._dtype).Sum() * Zeros(shape, input._dtype);
        var axes = new GridAxis[rank];
        for (var d = 0; d < rank; d++)
            axes[d] = new GridAxis(coordinates.Select(2, rank - 1 - d), input._shape[d + 2], mode, paddingMode, alignCorners);
        var planes = input.ReshapeTo(Shape.Create(samples, channels, input.Numel / (samples * channels)));
        var perAxis = mode == InterpolateMode.Bicubic ? 4 : mode == InterpolateMode.Bilinear ? 2 : 1;
        Tensor? result = null;
        for (var neighbour = 0; neighbour < (int)Math.Pow(perAxis, rank); neighbour++)
        {
            Tensor? index = null, weight = null;
            for (int d = 0, rest = neighbour; d < rank; d++, rest /= perAxis)
            {
                var (at, share) = axes[d].Neighbour(rest % perAxis);
                index = index is null ? at : index * input._shape[d + 2] + at;
                weight = weight is null ? share : weight * share;
            }

            var places = index!.Unsqueeze(1).Expand(samples, channels, index._shape[1]);
            var part = planes.Gather(2, places) * weight!.Unsqueeze(1);
            result = result is null ? part : result + part;
        }

        return result!.ReshapeTo(shape);
    }

    private static void CheckGrid(string op, Tensor input, Tensor grid, InterpolateMode mode, GridPaddingMode paddingMode)
    {
        if (mode is not (InterpolateMode.Bilinear or InterpolateMode.Nearest or InterpolateMode.Bicubic))
            throw new ArgumentException($"{op}: mode {mode}; use Bilinear, Nearest or Bicubic");
        if (paddingMode is < GridPaddingMode.Zeros or > GridPaddingMode.Reflection)
            throw new ArgumentOutOfRangeException(nameof(paddingMode), $"{op}: paddingMode {paddingMode}; use Zeros, Border or Reflection");
        if (!input._dtype.IsFloatingPoint() || !grid._dtype.IsFloatingPoint())
            throw new ArgumentException(
                $"{op}: an input of {input._dtype} and a grid of {grid._dtype}; they must be floating: convert with Float()");
        if (input.NDim is not (4 or 5) || (input.NDim == 5 && mode == InterpolateMode.Bicubic))
            throw new ArgumentException(
                $"{op}: an input of shape {input._shape} for mode {mode}; it must be (N, C, H, W)"
                + (mode == InterpolateMode.Bicubic ? "" : " or (N, C, D, H, W)"));
        if (grid.NDim != input.NDim || grid._shape[0] != input._shape[0] || grid._shape[grid.NDim - 1] != input.NDim - 2)
            throw new ArgumentException(
                $"{op}: a grid of shape {grid._shape} for an input of shape {input._shape}; it must be "
                + $"({input._shape[0]}, {(input.NDim == 4 ? "H, W, 2" : "D, H, W, 3")})");
        if (input._shape.Sizes[2..].Contains(0))
            throw new ArgumentException($"{op}: an input of shape {input._shape}; its spatial dimensions must have elements");
    }

    /// <summary>The positions of the grid along one dimension of the input, and their neighbours there.</summary>
    private readonly struct GridAxis
    {
        private const double A = -0.75;

        private readonly int _size;
        private readonly InterpolateMode _mode;
        private readonly GridPaddingMode _paddingMode;
        private readonly bool _alignCorners;
        private readonly Tensor _first;
        private readonly Tensor _rest;

        /// <param name="coordinates">From −1 to 1: (N, P).</param>
        /// <param name="size">The size of the dimension.</param>
        /// <param name="mode">The interpolation.</param>
        /// <param name="paddingMode">What is beyond the edges.</param>
        /// <param name="alignCorners">True if ±1 are the centers of the first and last elements, not their edges.</param>
        public GridAxis(Tensor coordinates, int size, InterpolateMode mode, GridPaddingMode paddingMode, bool alignCorners)
        {
            (_size, _mode, _paddingMode, _alignCorners) = (size, mode, paddingMode, alignCorners);
            var position = alignCorners ? (coordinates + 1) / 2 * (size - 1) : ((coordinates + 1) * size - 1) / 2;

            // Cubic interpolation pads its neighbours instead, each for itself.
            if (mode != InterpolateMode.Bicubic) position = Padded(position);
            _first = (mode == InterpolateMode.Nearest ? position.Round() : position.Floor()).Detach();
            _rest = position - _first;
        }

        /// <summary>The index of neighbour k of each position, and its weight; 0 if it is beyond the edges.</summary>
        public (Tensor Index, Tensor Weight) Neighbour(int k)
        {
            var isCubic = _mode == InterpolateMode.Bicubic;
            var place = isCubic ? Padded(_first + (k - 1)) : _first + k;
            var weight = isCubic ? CubicWeight(k)
                : _mode == InterpolateMode.Nearest ? OnesLike(_first)
                : k == 0 ? 1 - _rest : _rest;
            var isInside = (place >= 0) & (place <= _size - 1);
            return (Where(isInside, place, 0).Long(), Where(isInside, weight, 0));
        }

        private Tensor CubicWeight(int k)
        {
            var x = k switch { 0 => _rest + 1, 1 => _rest, 2 => 1 - _rest, _ => 2 - _rest };
            return k is 1 or 2
                ? ((A + 2) * x - (A + 3)) * x * x + 1
                : ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;
        }

        private Tensor Padded(Tensor position) => _paddingMode switch
        {
            GridPaddingMode.Border => Clipped(position),
            GridPaddingMode.Reflection => Clipped(Reflected(position)),
            _ => position,
        };

        /// <summary>Clips to the first and last element, where the gradient is 0.</summary>
        private Tensor Clipped(Tensor position)
        {
            var isInside = (position > 0) & (position < _size - 1);
            return Where(isInside, position, position.Detach().Clamp(0, _size - 1));
        }

        /// <summary>Mirrors at the centers of the first and last elements, or at their outer edges.</summary>
        private Tensor Reflected(Tensor position)
        {
            double low = _alignCorners ? 0 : -0.5, span = _alignCorners ? _size - 1 : _size;
            if (span == 0) return ZerosLike(position);
            var distance = position - low;
            distance = Where(distance < 0, -distance, distance);
            var flips = (distance / span).Floor().Detach();
            var extra = distance.Fmod(span);
            return Where((flips % 2).Eq(0), extra + low, span - extra + low);
        }
    }
}
