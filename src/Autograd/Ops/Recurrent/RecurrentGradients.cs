using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

// Shared by the recurrent layers: in each of them a weight's gradient is one product over all steps.
public sealed partial class Tensor
{
    /// <summary>
    /// Returns the type that a layer computes in: the type to which its operands promote, or Float32 if that is not
    /// floating.
    /// </summary>
    private static DType RecurrentType(Tensor x, Tensor state, Tensor weight)
    {
        var dtype = DTypes.Promote(DTypes.Promote(x._dtype, state._dtype), weight._dtype);
        return dtype is DType.Float64 ? dtype : DType.Float32;
    }

    /// <summary>
    /// Returns the sizes of a layer over x (steps, batch, inputs), or of one step over (batch, inputs) or (inputs).
    /// </summary>
    private static RecurrentSizes RecurrentSizesOf(Tensor x, int hidden, int outputs)
    {
        var sizes = x._shape.Sizes;
        var steps = sizes.Length > 2 ? sizes[0] : 1;
        var batch = sizes.Length > 1 ? sizes[^2] : 1;
        return new RecurrentSizes(steps, batch, sizes[^1], hidden, outputs);
    }

    /// <summary>Returns the shape of a recurrent layer's output: that of x with another last size.</summary>
    private static Shape RecurrentOutputShape(Tensor x, int outputs)
    {
        var sizes = x._shape.Sizes;
        return sizes.Length switch
        {
            1 => Shape.Create(outputs),
            2 => Shape.Create(sizes[0], outputs),
            _ => Shape.Create(sizes[0], sizes[1], outputs),
        };
    }

    /// <summary>Returns the tensor as a matrix whose rows are along its last dimension.</summary>
    private static Tensor RowsOf(Tensor x, int rows, int columns) =>
        x.NDim == 2 && x._shape.Sizes[0] == rows ? x : x.ReshapeTo(Shape.Create(rows, columns));

    /// <summary>
    /// Adds aᵀ·h₋ to the gradient of the hidden state's weight, where row t of a belongs to the state before step t.
    /// Those states are the first one and the outputs of all steps but the last, which are in memory already.
    /// </summary>
    /// <param name="inputs">The gradients of the node's inputs.</param>
    /// <param name="input">The index of the weight among the inputs.</param>
    /// <param name="sizes">The sizes.</param>
    /// <param name="reverse">True to run from the last step to the first.</param>
    /// <param name="sums">The matrix a: contiguous, or a slice of the columns of a contiguous matrix.</param>
    /// <param name="h0">The state before the first step.</param>
    /// <param name="output">The states after all steps.</param>
    private static void SetStateWeightGradient(
        InputGradients inputs, int input, RecurrentSizes sizes, bool reverse, Tensor sums, Tensor h0, Tensor output)
    {
        if (!inputs.Needs(input)) return;
        var (steps, batch) = (sizes.Steps, sizes.Batch);
        if (!inputs.TryAccumulate(input, out var total, out var isEmpty))
        {
            var first = RowsOf(h0, batch, sizes.Outputs);
            var rows = RowsOf(output, sizes.Rows, sizes.Outputs);
            var before = steps == 1 ? first : reverse ? Cat([rows[batch..], first]) : Cat([first, rows[..^batch]]);
            inputs.Set(input, MatMul2D(sums, true, before, false));
        }
        else if (sums._dtype == DType.Float32)
        {
            AddStateProducts<float>(sizes, reverse, sums, h0, output, total, isEmpty);
        }
        else
        {
            AddStateProducts<double>(sizes, reverse, sums, h0, output, total, isEmpty);
        }
    }

    private static void AddStateProducts<T>(
        RecurrentSizes sizes, bool reverse, Tensor sums, Tensor h0, Tensor output, Tensor total, bool isEmpty)
        where T : unmanaged, INumber<T>
    {
        if (sums.Numel == 0 || h0.Numel == 0)
        {
            if (isEmpty) total.ClearData();
            return;
        }

        var (rows, columns, stride) = (sizes.Rows, sums._shape.Sizes[1], sums._strides[0]);
        using var sumsData = sums.Read();
        var a = sumsData.Buffer<T>()[sums._offset..];
        var (later, first) = reverse ? (0, rows - sizes.Batch) : (sizes.Batch, 0);
        using var h0Data = h0.Read();
        using var totalData = total.Write();
        Kernels.MatMul.Multiply<T>(
            columns, sizes.Outputs, sizes.Batch, a[(first * stride)..], 1, stride, h0Data.Span<T>(), sizes.Outputs, 1,
            totalData.Span<T>(), sizes.Outputs, accumulate: !isEmpty);
        using var outputData = output.Read();
        if (sizes.Steps > 1)
            Kernels.MatMul.Multiply<T>(
                columns, sizes.Outputs, rows - sizes.Batch, a[(later * stride)..], 1, stride,
                outputData.Span<T>()[(reverse ? sizes.State : 0)..], sizes.Outputs, 1, totalData.Span<T>(), sizes.Outputs, accumulate: true);
    }

    /// <summary>
    /// Adds a bias's gradient, which a kernel has summed already, directly into the sum that the engine accumulates.
    /// </summary>
    private static void SetSummedGradient(InputGradients inputs, int input, Tensor sum)
    {
        if (!inputs.Needs(input)) return;
        if (!inputs.TryAccumulate(input, out var total, out var isEmpty)) inputs.Set(input, sum);
        else if (isEmpty) total.WriteData(sum);
        else total.AccumulateInPlace(sum);
    }
}
