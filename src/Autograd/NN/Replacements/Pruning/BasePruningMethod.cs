namespace Autograd.NN;

/// <summary>
/// Decides which elements of a parameter are pruned: the base class of PyTorch's methods and of a user's own, which
/// <see cref="Prune.Apply{T}"/> and <see cref="Prune.GlobalUnstructured"/> take.
/// </summary>
/// <example><code>
/// sealed class EverySecond : BasePruningMethod
/// {
///     public override Tensor ComputeMask(Tensor t, Tensor defaultMask)
///     {
///         var mask = defaultMask.Clone();
///         mask.Flatten()[TensorIndex.Slice(step: 2)] = 0;
///         return mask;
///     }
/// }
/// </code></example>
public abstract class BasePruningMethod
{
    /// <summary>True if whole channels are pruned, false if single elements, which need not keep a shape.</summary>
    public virtual bool IsStructured => false;

    /// <summary>Computes the mask of elements to keep.</summary>
    /// <param name="t">The importance of each element, by default its value; only elements that are left, in one row, unless the method is structured.</param>
    /// <param name="defaultMask">The mask so far, of the same shape: ones where nothing was pruned.</param>
    /// <returns>Ones and zeros of the same shape.</returns>
    public abstract Tensor ComputeMask(Tensor t, Tensor defaultMask);

    /// <summary>The mask of this method over what an earlier mask left.</summary>
    internal Tensor MaskOver(Tensor importance, Tensor before)
    {
        if (IsStructured) return Checked(ComputeMask(importance, before), before);
        var rows = before.Flatten();
        var kept = rows > 0;
        var mask = rows.Clone();
        mask[kept] = Checked(ComputeMask(importance.Flatten()[kept], rows[kept]), rows[kept]).To(mask.DType);
        return mask.Reshape(before.Shape);
    }

    private Tensor Checked(Tensor? mask, Tensor expected)
    {
        if (mask is null || !mask.Shape.Equals(expected.Shape))
            throw new InvalidOperationException(
                $"ComputeMask: {GetType().Name} returned {(mask is null ? "null" : $"a mask of shape {mask.Shape}")} for a tensor of shape "
                + $"{expected.Shape}; return a mask of that shape");
        return mask;
    }
}

/// <summary>Prunes elements at random.</summary>
/// <param name="amount">How many.</param>
/// <param name="generator">The generator that is drawn from; null for the default.</param>
public sealed class RandomUnstructured(PruneAmount amount, Generator? generator = null) : BasePruningMethod
{
    /// <inheritdoc/>
    public override Tensor ComputeMask(Tensor t, Tensor defaultMask)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(defaultMask);
        var count = amount.Of(t.Numel, "RandomUnstructured");
        return count == 0 ? defaultMask.Clone() : PruneMasks.WithoutSmallest(defaultMask, -Tensor.Rand(t.Shape, PruneMasks.Floating(t), generator), count);
    }
}

/// <summary>Prunes the elements of least absolute value.</summary>
/// <param name="amount">How many.</param>
public sealed class L1Unstructured(PruneAmount amount) : BasePruningMethod
{
    /// <inheritdoc/>
    public override Tensor ComputeMask(Tensor t, Tensor defaultMask)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(defaultMask);
        var count = amount.Of(t.Numel, "L1Unstructured");
        return count == 0 ? defaultMask.Clone() : PruneMasks.WithoutSmallest(defaultMask, t.Abs(), count);
    }
}

/// <summary>Prunes channels at random.</summary>
/// <param name="amount">How many.</param>
/// <param name="dim">The dimension of the channels.</param>
/// <param name="generator">The generator that is drawn from; null for the default.</param>
public sealed class RandomStructured(PruneAmount amount, int dim = -1, Generator? generator = null) : BasePruningMethod
{
    /// <inheritdoc/>
    public override bool IsStructured => true;

    /// <inheritdoc/>
    public override Tensor ComputeMask(Tensor t, Tensor defaultMask)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(defaultMask);
        var axis = PruneMasks.CheckDim("RandomStructured", t, dim);
        return PruneMasks.WithoutChannels(defaultMask, axis, channels =>
        {
            var count = amount.Of(channels.Length, "RandomStructured");
            if (count == 0) return [];
            var draws = Tensor.Rand([channels.Length], DType.Float32, generator);
            return PruneMasks.Smallest(draws, count);
        });
    }
}

/// <summary>Prunes the channels of least norm.</summary>
/// <param name="amount">How many.</param>
/// <param name="n">The order of the norm; infinities are allowed.</param>
/// <param name="dim">The dimension of the channels.</param>
public sealed class LnStructured(PruneAmount amount, double n, int dim = -1) : BasePruningMethod
{
    /// <inheritdoc/>
    public override bool IsStructured => true;

    /// <inheritdoc/>
    public override Tensor ComputeMask(Tensor t, Tensor defaultMask)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(defaultMask);
        var axis = PruneMasks.CheckDim("LnStructured", t, dim);
        return PruneMasks.WithoutChannels(defaultMask, axis, channels =>
        {
            var count = amount.Of(channels.Length, "LnStructured");
            if (count == 0) return [];
            var norms = channels.Select(channel => t.Select(axis, channel).Flatten().Norm(n)).ToArray();
            return PruneMasks.Smallest(Tensor.Stack(norms), count);
        });
    }
}

/// <summary>Prunes by a mask that is given.</summary>
/// <param name="mask">Ones for the elements to keep, zeros for the others.</param>
public sealed class CustomFromMask(Tensor mask) : BasePruningMethod
{
    private readonly Tensor _mask = Argument.NotNull(mask);

    /// <inheritdoc/>
    public override bool IsStructured => true;

    /// <inheritdoc/>
    public override Tensor ComputeMask(Tensor t, Tensor defaultMask)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(defaultMask);
        if (!_mask.Shape.Equals(defaultMask.Shape))
            throw new ArgumentException(
                $"CustomFromMask: a mask of shape {_mask.Shape} for a parameter of shape {defaultMask.Shape}; they must be the same");
        return defaultMask * (_mask.To(DType.Bool)).To(defaultMask.DType);
    }
}
