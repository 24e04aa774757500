using System.Runtime.CompilerServices;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns a matrix with the tensors along its diagonal and zeros elsewhere, promoted to one type.
    /// </summary>
    /// <param name="tensors">At least one: matrices, vectors as rows (1, n), and numbers as (1, 1).</param>
    /// <remarks>Gradient: to each tensor its block of g.</remarks>
    /// <exception cref="ArgumentException">There is no tensor, or one has more than two dimensions.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor BlockDiag(params ReadOnlySpan<Tensor> tensors)
    {
        if (tensors.IsEmpty) throw new ArgumentException("BlockDiag: no tensor; pass at least one");
        NoneNull("BlockDiag", tensors, nameof(tensors));
        var (height, width) = (0L, 0L);
        for (var i = 0; i < tensors.Length; i++)
        {
            if (tensors[i].NDim > 2)
                throw new ArgumentException($"BlockDiag: tensor {i} has shape {tensors[i]._shape}; each must have two dimensions or fewer");
            var sizes = tensors[i].AtLeast2D()._shape.Sizes;
            height += sizes[0];
            width += sizes[1];
        }

        Shape.ForResult("BlockDiag", [height, width]);
        var rows = new Tensor[tensors.Length];
        var left = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var block = tensors[i].AtLeast2D();
            var right = left + block._shape.Sizes[1];
            rows[i] = block.PadConstant([0, left], [0, (int)width - right], 0);
            left = right;
        }

        return Cat(rows);
    }

    /// <inheritdoc cref="BlockDiag(ReadOnlySpan{Tensor})"/>
    public static Tensor BlockDiag(IReadOnlyList<Tensor> tensors) => BlockDiag(AsSpanOf(tensors));
}
