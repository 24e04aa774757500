namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// Moves groups of r² channels into blocks of r×r pixels: (…, C·r², H, W) → (…, C, H·r, W·r).
    /// </summary>
    /// <param name="input">(…, C·r², H, W).</param>
    /// <param name="upscaleFactor">r, at least 1.</param>
    /// <remarks>
    /// W. Shi et al., "Real-time single image and video super-resolution using an efficient sub-pixel convolutional neural
    /// network" (2016); <c>torch.nn.functional.pixel_shuffle</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The input has fewer than three dimensions, or its channels are not a multiple of r².
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is less than 1.</exception>
    public static Tensor PixelShuffle(Tensor input, int upscaleFactor)
    {
        const string op = "PixelShuffle";
        ArgumentNullException.ThrowIfNull(input);
        var (batch, channels, height, width) = ImageSizes(op, input, upscaleFactor, nameof(upscaleFactor));
        var block = (long)upscaleFactor * upscaleFactor;
        if (channels % block != 0)
            throw new ArgumentException(
                $"{op}: {channels} channels in shape {input.Shape}; they must be a multiple of {block}, the square of {upscaleFactor}");
        var r = upscaleFactor;
        var left = channels / (int)block;
        var pixels = input.Reshape([.. batch, left, r, r, height, width]);
        return PermuteLast(pixels, batch.Length, 0, 3, 1, 4, 2).Reshape([.. batch, left, height * r, width * r]);
    }

    /// <summary>
    /// Moves blocks of r×r pixels into groups of r² channels: (…, C, H·r, W·r) → (…, C·r², H, W); undoes
    /// <see cref="PixelShuffle"/>.
    /// </summary>
    /// <param name="input">(…, C, H·r, W·r).</param>
    /// <param name="downscaleFactor">r, at least 1.</param>
    /// <remarks><c>torch.nn.functional.pixel_unshuffle</c>.</remarks>
    /// <exception cref="ArgumentException">
    /// The input has fewer than three dimensions, or its height or width is not a multiple of r.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is less than 1.</exception>
    public static Tensor PixelUnshuffle(Tensor input, int downscaleFactor)
    {
        const string op = "PixelUnshuffle";
        ArgumentNullException.ThrowIfNull(input);
        var r = downscaleFactor;
        var (batch, channels, height, width) = ImageSizes(op, input, r, nameof(downscaleFactor));
        if (height % r != 0 || width % r != 0)
            throw new ArgumentException($"{op}: height and width of shape {input.Shape}; they must be multiples of {r}");
        var pixels = input.Reshape([.. batch, channels, height / r, r, width / r, r]);
        return PermuteLast(pixels, batch.Length, 0, 2, 4, 1, 3).Reshape([.. batch, channels * r * r, height / r, width / r]);
    }

    /// <summary>
    /// Deals the channels out over groups: channel i of group j becomes channel j of group i, as the transpose of a matrix
    /// with a row for each group.
    /// </summary>
    /// <param name="input">(N, C, …), with C a multiple of the groups.</param>
    /// <param name="groups">The number of groups, at least 1.</param>
    /// <remarks>
    /// X. Zhang et al., "ShuffleNet" (2018); <c>torch.nn.functional.channel_shuffle</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The input has fewer than three dimensions, or its channels are not a multiple of the groups.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of groups is less than 1.</exception>
    public static Tensor ChannelShuffle(Tensor input, int groups)
    {
        const string op = "ChannelShuffle";
        ArgumentNullException.ThrowIfNull(input);
        if (groups < 1) throw new ArgumentOutOfRangeException(nameof(groups), $"{op}: {groups} groups; pass 1 or more");
        if (input.NDim < 3)
            throw new ArgumentException(
                $"{op}: input of shape {input.Shape}; it must be (N, C, ...), of three dimensions or more");
        if (input.Shape[1] % groups != 0)
            throw new ArgumentException(
                $"{op}: {input.Shape[1]} channels in shape {input.Shape}; they must be a multiple of {groups}");
        return input.Unflatten(1, groups, input.Shape[1] / groups).Transpose(1, 2).Flatten(1, 2);
    }

    private static (int[] Batch, int Channels, int Height, int Width) ImageSizes(string op, Tensor input, int factor, string name)
    {
        if (factor < 1) throw new ArgumentOutOfRangeException(name, $"{op}: {name} is {factor}; pass 1 or more");
        if (input.NDim < 3) throw new ArgumentException($"{op}: input of shape {input.Shape}; it must be (..., C, H, W)");
        var sizes = input.Shape.ToArray();
        return (sizes[..^3], sizes[^3], sizes[^2], sizes[^1]);
    }

    private static Tensor PermuteLast(Tensor x, int leading, params ReadOnlySpan<int> dims)
    {
        var order = new int[x.NDim];
        for (var d = 0; d < leading; d++) order[d] = d;
        for (var d = 0; d < dims.Length; d++) order[leading + d] = leading + dims[d];
        return x.Permute(order);
    }
}
