using System.Runtime.InteropServices;

namespace Autograd.IO;

/// <summary>
/// Decides in which storages the tensors of a file are written: those that overlap in memory in one, so that they do
/// after reading, and every other one in a storage of its own that has no more than its elements.
/// </summary>
internal sealed class StoragePlan
{
    private readonly Dictionary<Tensor, Place> _places = new(ReferenceEqualityComparer.Instance);
    private readonly List<Written> _storages = [];

    public StoragePlan(IReadOnlyCollection<Tensor> tensors)
    {
        var shared = new Dictionary<object, List<(Tensor Tensor, long First, long End)>>(ReferenceEqualityComparer.Instance);
        foreach (var tensor in tensors)
        {
            var (first, end) = RangeOf(tensor);
            if (tensor.Numel == 0 || first < 0 || tensor.StorageKey is not { } key) WriteAlone(tensor);
            else
            {
                if (!shared.TryGetValue(key, out var users)) shared[key] = users = [];
                users.Add((tensor, first, end));
            }
        }

        foreach (var users in shared.Values) Group(users);

        // Numbers follow the order in which the pickle names the storages.
        var order = tensors.Select(tensor => _places[tensor].Storage).Distinct().ToList();
        _storages.Clear();
        _storages.AddRange(order);
        for (var i = 0; i < _storages.Count; i++) _storages[i].Key = i;
    }

    /// <summary>The storages, by their numbers.</summary>
    public IReadOnlyList<Written> Storages => _storages;

    public Place Of(Tensor tensor) => _places[tensor];

    private void Group(List<(Tensor Tensor, long First, long End)> users)
    {
        users.Sort((a, b) => a.First.CompareTo(b.First));
        for (var i = 0; i < users.Count;)
        {
            var (first, end) = (users[i].First, users[i].End);
            var next = i + 1;
            for (; next < users.Count && users[next].First < end; next++) end = Math.Max(end, users[next].End);
            if (next == i + 1 && end - first > users[i].Tensor.Numel) WriteAlone(users[i].Tensor);
            else
            {
                var storage = new Written(users[i].Tensor, (int)first, (int)(end - first));
                for (var k = i; k < next; k++)
                    _places[users[k].Tensor] = new(storage, users[k].Tensor.Offset - (int)first, users[k].Tensor.Strides.ToArray());
            }

            i = next;
        }
    }

    private void WriteAlone(Tensor tensor)
    {
        using var _ = GradMode.NoGrad();
        var copy = tensor.Detach().Contiguous();
        _places[tensor] = new(new Written(copy, copy.Offset, copy.Numel), 0, copy.Shape.ContiguousStrides);
    }

    /// <summary>The elements of the buffer that a tensor reaches; −1 for strides that PyTorch has not.</summary>
    private static (long First, long End) RangeOf(Tensor tensor)
    {
        long last = tensor.Offset;
        for (var d = 0; d < tensor.NDim; d++)
        {
            if (tensor.Strides[d] < 0) return (-1, -1);
            last += (long)tensor.Strides[d] * (tensor.Shape[d] - 1);
        }

        return (tensor.Offset, last + 1);
    }

    /// <summary>A tensor on a storage.</summary>
    internal sealed record Place(Written Storage, int Offset, int[] Strides);

    /// <summary>A part of the memory of a tensor, which is written as a storage.</summary>
    internal sealed class Written(Tensor owner, int first, int count)
    {
        public int Key { get; set; }

        public int Count => count;

        public DType DType => owner.DType;

        public long ByteCount => (long)count * owner.DType.ItemSize();

        /// <summary>Gives the bytes to a function, in parts.</summary>
        public void Visit(VisitBytes visit)
        {
            using var data = owner.Read();
            switch (owner.DType.ItemSize())
            {
                case 1: Visit(data.Buffer<byte>(), visit); break;
                case 2: Visit(data.Buffer<short>(), visit); break;
                case 4: Visit(data.Buffer<int>(), visit); break;
                default: Visit(data.Buffer<long>(), visit); break;
            }
        }

        private void Visit<T>(ReadOnlySpan<T> buffer, VisitBytes visit) where T : unmanaged
        {
            const int block = 1 << 17;
            for (var i = 0; i < count; i += block) visit(MemoryMarshal.AsBytes(buffer.Slice(first + i, Math.Min(block, count - i))));
        }
    }

    internal delegate void VisitBytes(ReadOnlySpan<byte> bytes);
}
