using System.Runtime.CompilerServices;

namespace Autograd;

// NumPy's names for joining along the first three dimensions.
public sealed partial class Tensor
{
    /// <summary>Joins tensors along dimension 1, or along dimension 0 if the first is a vector or a number.</summary>
    /// <param name="tensors">At least one; a number counts as a vector of one element.</param>
    /// <remarks>Gradient: to each tensor its part of g.</remarks>
    /// <exception cref="ArgumentException">There is no tensor, or the other sizes differ.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor HStack(ReadOnlySpan<Tensor> tensors)
    {
        NoneNull("HStack", tensors, nameof(tensors));
        var parts = new Tensor[tensors.Length];
        for (var i = 0; i < parts.Length; i++) parts[i] = tensors[i].AtLeast1D();
        return CatOf("HStack", parts, parts.Length > 0 && parts[0].NDim == 1 ? 0 : 1);
    }

    /// <inheritdoc cref="HStack(ReadOnlySpan{Tensor})"/>
    public static Tensor HStack(IReadOnlyList<Tensor> tensors) => HStack(AsSpanOf(tensors));

    /// <summary>Joins tensors along dimension 0, with vectors as rows.</summary>
    /// <param name="tensors">At least one.</param>
    /// <remarks>Gradient: to each tensor its part of g.</remarks>
    /// <exception cref="ArgumentException">There is no tensor, or the other sizes differ.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor VStack(ReadOnlySpan<Tensor> tensors)
    {
        NoneNull("VStack", tensors, nameof(tensors));
        var parts = new Tensor[tensors.Length];
        for (var i = 0; i < parts.Length; i++) parts[i] = tensors[i].AtLeast2D();
        return CatOf("VStack", parts, 0);
    }

    /// <inheritdoc cref="VStack(ReadOnlySpan{Tensor})"/>
    public static Tensor VStack(IReadOnlyList<Tensor> tensors) => VStack(AsSpanOf(tensors));

    /// <summary>Joins tensors along dimension 2, with a vector as (1, n, 1) and a matrix as (m, n, 1).</summary>
    /// <param name="tensors">At least one.</param>
    /// <remarks>Gradient: to each tensor its part of g.</remarks>
    /// <exception cref="ArgumentException">There is no tensor, or the other sizes differ.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor DStack(ReadOnlySpan<Tensor> tensors)
    {
        NoneNull("DStack", tensors, nameof(tensors));
        var parts = new Tensor[tensors.Length];
        for (var i = 0; i < parts.Length; i++) parts[i] = tensors[i].AtLeast3D();
        return CatOf("DStack", parts, 2);
    }

    /// <inheritdoc cref="DStack(ReadOnlySpan{Tensor})"/>
    public static Tensor DStack(IReadOnlyList<Tensor> tensors) => DStack(AsSpanOf(tensors));

    /// <summary>Joins tensors along dimension 1, with a vector as a column (n, 1).</summary>
    /// <param name="tensors">At least one.</param>
    /// <remarks>Gradient: to each tensor its part of g.</remarks>
    /// <exception cref="ArgumentException">There is no tensor, or the other sizes differ.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor ColumnStack(ReadOnlySpan<Tensor> tensors)
    {
        NoneNull("ColumnStack", tensors, nameof(tensors));
        var parts = new Tensor[tensors.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = tensors[i].NDim < 2 ? tensors[i].ReshapeTo(Shape.Create(tensors[i].Numel, 1)) : tensors[i];
        return CatOf("ColumnStack", parts, 1);
    }

    /// <inheritdoc cref="ColumnStack(ReadOnlySpan{Tensor})"/>
    public static Tensor ColumnStack(IReadOnlyList<Tensor> tensors) => ColumnStack(AsSpanOf(tensors));
}
