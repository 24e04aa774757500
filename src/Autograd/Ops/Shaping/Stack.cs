using System.Runtime.CompilerServices;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Joins tensors of one shape along a new dimension, promoted to one type.</summary>
    /// <param name="tensors">At least one.</param>
    /// <param name="dim">
    /// The index of the new dimension; negative counts from the end of the result's dimensions.
    /// </param>
    /// <remarks>Gradient: to each tensor its index of g.</remarks>
    /// <exception cref="ArgumentException">There is no tensor, or the shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index of the new dimension is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor Stack(ReadOnlySpan<Tensor> tensors, int dim = 0)
    {
        if (tensors.IsEmpty) throw new ArgumentException("Stack: no tensor to join; pass at least one");
        NoneNull("Stack", tensors, nameof(tensors));
        var shape = tensors[0]._shape;
        var d = dim < 0 ? dim + shape.Count + 1 : dim;
        if ((uint)d > (uint)shape.Count)
            throw new ArgumentOutOfRangeException(
                nameof(dim), $"Stack: dim {dim} for tensors of shape {shape}; use {-shape.Count - 1} to {shape.Count}");
        var dtype = tensors[0]._dtype;
        for (var i = 1; i < tensors.Length; i++)
        {
            if (!tensors[i]._shape.Equals(shape))
                throw new ArgumentException(
                    $"Stack: tensor {i} has shape {tensors[i]._shape} and tensor 0 {shape}; all must have the same");
            dtype = DTypes.Promote(dtype, tensors[i]._dtype);
        }

        int[] sizes = [.. shape.Sizes[..d], tensors.Length, .. shape.Sizes[d..]];
        var stacked = Shape.ForResult("Stack", sizes);
        var inputs = new Tensor[tensors.Length];
        var lengths = new int[tensors.Length];
        for (var i = 0; i < inputs.Length; i++) inputs[i] = tensors[i].To(dtype);
        Array.Fill(lengths, 1);
        var result = Join(inputs, lengths, d, stacked, dtype);
        if (AnyRecorded(inputs)) new StackNode(inputs, d).SetHistory(result);
        return result;
    }

    /// <inheritdoc cref="Stack(ReadOnlySpan{Tensor}, int)"/>
    public static Tensor Stack(IReadOnlyList<Tensor> tensors, int dim = 0) => Stack(AsSpanOf(tensors), dim);

    private sealed class StackNode : Node
    {
        private readonly int _dim;

        public StackNode(ReadOnlySpan<Tensor> inputs, int dim)
        {
            InputCount = inputs.Length;
            _dim = dim;
            for (var i = 0; i < inputs.Length; i++) Connect(i, inputs[i]);
        }

        public override string Name => "StackBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            for (var i = 0; i < InputCount; i++)
                if (inputs.Needs(i)) inputs.Set(i, grad.Select(_dim, i));
        }
    }
}
