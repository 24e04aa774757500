namespace Autograd.NN;

public static partial class F
{
    // α·λ of SELU, negative: the value that SELU approaches, and so that of a dropped element of AlphaDropout.
    private const double SeluFloor = 1.7580993408473766;

    /// <summary>Sets whole channels to 0 with probability p and divides the others by 1 − p.</summary>
    /// <param name="input">(N, C, L) or (C, L), floating.</param>
    /// <param name="p">The probability of zeros.</param>
    /// <param name="training">False to return the input unchanged.</param>
    /// <remarks><c>torch.nn.functional.dropout1d</c>, on PyTorch's random stream.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    /// <exception cref="ArgumentException">The input has another number of dimensions, or is not floating.</exception>
    public static Tensor Dropout1d(Tensor input, double p = 0.5, bool training = true) =>
        FeatureDropout("Dropout1d", NotNull(input), p, training, 3, input.NDim is 2 or 3, "(N, C, L) or (C, L)");

    /// <summary>Sets whole channels to 0 with probability p and divides the others by 1 − p.</summary>
    /// <param name="input">(N, C, H, W), floating.</param>
    /// <param name="p">The probability of zeros.</param>
    /// <param name="training">False to return the input unchanged.</param>
    /// <remarks>
    /// <c>torch.nn.functional.dropout2d</c>, on PyTorch's random stream. PyTorch takes three dimensions for (N, C, L), with
    /// a warning.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    /// <exception cref="ArgumentException">The input has another number of dimensions, or is not floating.</exception>
    public static Tensor Dropout2d(Tensor input, double p = 0.5, bool training = true) => FeatureDropout(
        "Dropout2d", NotNull(input), p, training, 4, input.NDim == 4, "(N, C, H, W); use Unsqueeze(0) for one image, Dropout1d for (N, C, L)");

    /// <summary>Sets whole channels to 0 with probability p and divides the others by 1 − p.</summary>
    /// <param name="input">(N, C, D, H, W) or (C, D, H, W), floating.</param>
    /// <param name="p">The probability of zeros.</param>
    /// <param name="training">False to return the input unchanged.</param>
    /// <remarks><c>torch.nn.functional.dropout3d</c>, on PyTorch's random stream.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    /// <exception cref="ArgumentException">The input has another number of dimensions, or is not floating.</exception>
    public static Tensor Dropout3d(Tensor input, double p = 0.5, bool training = true) => FeatureDropout(
        "Dropout3d", NotNull(input), p, training, 5, input.NDim is 4 or 5, "(N, C, D, H, W) or (C, D, H, W)");

    /// <summary>
    /// Sets each element to −λα of SELU with probability p, and scales and shifts the result, so that mean 0 and variance
    /// 1 stay.
    /// </summary>
    /// <param name="input">A floating tensor.</param>
    /// <param name="p">The probability.</param>
    /// <param name="training">False to return the input unchanged; the default, as in PyTorch.</param>
    /// <remarks>
    /// G. Klambauer et al., "Self-normalizing neural networks" (2017); <c>torch.nn.functional.alpha_dropout</c>, on
    /// PyTorch's random stream.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    /// <exception cref="ArgumentException">The input is not floating.</exception>
    public static Tensor AlphaDropout(Tensor input, double p = 0.5, bool training = false) =>
        Alpha("AlphaDropout", NotNull(input), p, training, input.Shape);

    /// <summary>As <see cref="AlphaDropout"/>, for whole channels.</summary>
    /// <param name="input">(N, C, …), floating.</param>
    /// <param name="p">The probability.</param>
    /// <param name="training">False to return the input unchanged; the default, as in PyTorch.</param>
    /// <remarks><c>torch.nn.functional.feature_alpha_dropout</c>, on PyTorch's random stream.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    /// <exception cref="ArgumentException">The input has fewer than two dimensions, or is not floating.</exception>
    public static Tensor FeatureAlphaDropout(Tensor input, double p = 0.5, bool training = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.NDim < 2)
            throw new ArgumentException($"FeatureAlphaDropout: input of shape {input.Shape}; it must be (N, C, ...)");
        return Alpha("FeatureAlphaDropout", input, p, training, ChannelShape(input, 2));
    }

    private static Tensor FeatureDropout(string op, Tensor input, double p, bool training, int batched, bool fits, string shapes)
    {
        CheckProbability(op, p);
        if (!fits) throw new ArgumentException($"{op}: input of shape {input.Shape}; it must be {shapes}");
        if (!training || p == 0 || input.Numel == 0) return input;
        CheckFloating(op, input);
        return Tensor.Dropped(input, DropoutFactors(ChannelShape(input, input.NDim == batched ? 2 : 1), input.DType, p));
    }

    /// <summary>The sizes of the first dimensions, and 1 for the others.</summary>
    private static Shape ChannelShape(Tensor input, int kept)
    {
        var sizes = input.Shape.ToArray();
        Array.Fill(sizes, 1, kept, sizes.Length - kept);
        return Shape.Create(sizes);
    }

    private static Tensor Alpha(string op, Tensor input, double p, bool training, Shape shape)
    {
        CheckProbability(op, p);
        if (!training || p == 0 || input.Numel == 0) return input;
        CheckFloating(op, input);
        if (p == 1) return Tensor.Dropped(input, Tensor.Zeros(shape, input.DType));
        var kept = Tensor.Zeros(shape, input.DType).BernoulliInPlace(1 - p);
        var scale = 1 / Math.Sqrt((SeluFloor * SeluFloor * p + 1) * (1 - p));
        var shift = (kept - 1) * (SeluFloor * scale) + SeluFloor * scale * p;
        return Tensor.Dropped(input, kept * scale) + shift;
    }
}
