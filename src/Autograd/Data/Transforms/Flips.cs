namespace Autograd.Data;

/// <summary>Exchanges left and right with a probability.</summary>
/// <param name="p">The probability.</param>
/// <param name="generator">What draws, one number each time; null for the default one.</param>
public sealed class RandomHorizontalFlip(double p = 0.5, Generator? generator = null) : ImageTransform
{
    private readonly double _p = TransformDraws.CheckProbability("RandomHorizontalFlip", p);
    private readonly TransformDraws _draws = new(generator);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor image)
    {
        SizeOf("RandomHorizontalFlip", NotNull(image));
        return _draws.Happens(_p) ? image.Flip(-1) : image;
    }
}

/// <summary>Exchanges top and bottom with a probability.</summary>
/// <param name="p">The probability.</param>
/// <param name="generator">What draws, one number each time; null for the default one.</param>
public sealed class RandomVerticalFlip(double p = 0.5, Generator? generator = null) : ImageTransform
{
    private readonly double _p = TransformDraws.CheckProbability("RandomVerticalFlip", p);
    private readonly TransformDraws _draws = new(generator);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor image)
    {
        SizeOf("RandomVerticalFlip", NotNull(image));
        return _draws.Happens(_p) ? image.Flip(-2) : image;
    }
}
