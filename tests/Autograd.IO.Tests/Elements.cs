using System.Runtime.InteropServices;

namespace Autograd.IO.Tests;

/// <summary>Tensors for tests, and the bytes of their elements.</summary>
internal static class Elements
{
    public static DType[] Types { get; } = Enum.GetValues<DType>();

    /// <summary>The elements in row-major order.</summary>
    public static byte[] Of(Tensor tensor)
    {
        var x = tensor.Detach().Contiguous();
        using var data = x.Read();
        return x.DType.ItemSize() switch
        {
            1 => data.Span<byte>().ToArray(),
            2 => MemoryMarshal.AsBytes(data.Span<short>()).ToArray(),
            4 => MemoryMarshal.AsBytes(data.Span<int>()).ToArray(),
            _ => MemoryMarshal.AsBytes(data.Span<long>()).ToArray(),
        };
    }

    public static DType? TypeNamed(string name) => Enum.TryParse<DType>(name, ignoreCase: true, out var type) ? type : null;

    /// <summary>A tensor of any bits, among them every kind of NaN.</summary>
    public static Tensor Random(Random random, DType dtype, params int[] shape)
    {
        var result = Tensor.Zeros(Shape.Create(shape), dtype);
        var bytes = new byte[result.Numel * dtype.ItemSize()];
        random.NextBytes(bytes);
        if (dtype == DType.Bool) bytes = [.. bytes.Select(value => (byte)(value & 1))];
        using var data = result.Write();
        var target = dtype.ItemSize() switch
        {
            1 => data.Span<byte>(),
            2 => MemoryMarshal.AsBytes(data.Span<short>()),
            4 => MemoryMarshal.AsBytes(data.Span<int>()),
            _ => MemoryMarshal.AsBytes(data.Span<long>()),
        };
        bytes.CopyTo(target);
        return result;
    }

    /// <summary>Views of a tensor in every layout that keeps its values: the last has the same shape, strided.</summary>
    public static IEnumerable<(string Layout, Tensor View)> Layouts(Tensor tensor)
    {
        yield return ("as it is", tensor);
        yield return ("detached", tensor.Detach());
        if (tensor.NDim == 0) yield break;
        yield return ("transposed", tensor.Permute([.. Enumerable.Range(0, tensor.NDim).Reverse()]));
        yield return ("every second", tensor[TensorIndex.Slice(step: 2)]);
        yield return ("reversed", tensor[TensorIndex.Slice(step: -1)]);
        yield return ("expanded", tensor.Unsqueeze(0).Expand([2, .. tensor.Shape]));
        if (tensor.Size(0) > 1) yield return ("behind the first row", tensor[1..]);
        if (tensor.NDim > 1 && tensor.Size(1) > 0) yield return ("a column", tensor.Select(1, 0));
    }

    public static void AreSame(Tensor actual, Tensor expected, string name)
    {
        Assert.That((actual.DType, actual.Shape), Is.EqualTo((expected.DType, expected.Shape)), name);
        Assert.That(Of(actual), Is.EqualTo(Of(expected)), name);
    }

    public static void AreSame(Tensor actual, StoredTensor expected)
    {
        Assert.That((actual.DType, actual.Shape.ToArray()), Is.EqualTo((TypeNamed(expected.DType)!.Value, expected.Shape)), expected.Name);
        Assert.That(Of(actual), Is.EqualTo(expected.Elements), expected.Name);
    }
}
