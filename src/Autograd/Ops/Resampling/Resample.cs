using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Applies a table to each of the last dimensions, from the last backwards; null keeps one as it is.</summary>
    private static Tensor Resample(string op, Tensor input, ResampleTable?[] tables, string name)
    {
        if (input._dtype.IsReducedFloatingPoint()) return Resample(op, input.To(DType.Float32), tables, name).To(input._dtype);
        var x = input.Contiguous();
        var result = x.Detach();
        for (var t = tables.Length - 1; t >= 0; t--)
            if (tables[t] is { } table)
                result = x._dtype == DType.Float32
                    ? ResampleDim<float>(op, result, x.NDim - tables.Length + t, table)
                    : ResampleDim<double>(op, result, x.NDim - tables.Length + t, table);
        if (result.SharesStorage(x)) result = result.Clone();
        if (x.IsRecorded) new ResampleNode(x, tables, name).SetHistory(result);
        return result;
    }

    private static Tensor ResampleDim<T>(string op, Tensor x, int dim, ResampleTable table) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sizes = Array.ConvertAll(x._shape.ToArray(), size => (long)size);
        sizes[dim] = table.Length;
        var result = Uninitialized<T>(Shape.ForResult(op, sizes));
        int outer = 1, inner = 1;
        for (var d = 0; d < dim; d++) outer *= x._shape[d];
        for (var d = dim + 1; d < sizes.Length; d++) inner *= x._shape[d];
        using var xData = x.Read();
        using var resultData = result.Write();
        Resampling.Run<T>(table, xData.Span<T>(), resultData.Span<T>(), outer, inner);
        return result;
    }

    /// <summary>A resampling is linear: its gradient is the transposed one, and the gradient's is the first again.</summary>
    private sealed class ResampleNode : Node
    {
        private readonly ResampleTable?[] _tables;

        public ResampleNode(Tensor input, ResampleTable?[] tables, string name)
        {
            (_tables, Name) = (tables, name);
            Connect(0, input);
        }

        public override string Name { get; }

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, Resample("Backward", grad, Array.ConvertAll(_tables, table => table?.Transposed()), NameOfDerivative));

        // The derivative's name has one Backward more; no longer names for derivatives of derivatives.
        private string NameOfDerivative =>
            Name.EndsWith("BackwardBackward0", StringComparison.Ordinal) ? Name : $"{Name[..^1]}Backward0";
    }
}
