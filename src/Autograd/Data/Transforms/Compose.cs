namespace Autograd.Data;

/// <summary>Several transforms, one after the other.</summary>
public sealed class Compose : ImageTransform
{
    private readonly ImageTransform[] _transforms;

    /// <summary>Puts transforms one after the other.</summary>
    /// <exception cref="ArgumentException">One is null.</exception>
    public Compose(params ImageTransform[] transforms)
    {
        ArgumentNullException.ThrowIfNull(transforms);
        for (var i = 0; i < transforms.Length; i++)
            if (transforms[i] is null) throw new ArgumentException($"Compose: transform {i} is null; pass transforms alone", nameof(transforms));
        _transforms = [.. transforms];
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        foreach (var transform in _transforms) image = transform.Forward(image);
        return image;
    }
}

/// <summary>A function as a transform.</summary>
/// <param name="function">The function.</param>
public sealed class Lambda(Func<Tensor, Tensor> function) : ImageTransform
{
    private readonly Func<Tensor, Tensor> _function = NotNull(function);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor image) => _function(NotNull(image));
}
