using System.Globalization;

namespace Autograd.Distributed;

/// <summary>What data-parallel training asks of the ranks that train together.</summary>
internal abstract class Replicas
{
    /// <summary>The number of this rank.</summary>
    public abstract int Rank { get; }

    /// <summary>The number of ranks.</summary>
    public abstract int Size { get; }

    /// <summary>Begins to replace a tensor by the mean of those of all ranks.</summary>
    public abstract IReduction MeanAsync(Tensor tensor);

    /// <summary>As <see cref="MeanAsync"/>, at one rank alone; the elements of the others are undefined afterwards.</summary>
    public abstract IReduction MeanToAsync(Tensor tensor, int rank);

    /// <summary>Replaces tensors by those of the ranks that are named beside them.</summary>
    public abstract void Broadcast(IEnumerable<(Tensor Tensor, int From)> tensors);

    /// <summary>Stacks the tensors of all ranks along a new first dimension, in all ranks.</summary>
    public abstract Tensor Gather(Tensor tensor);

    /// <summary>Returns the texts of all ranks.</summary>
    public abstract string[][] GatherTexts(string[] texts);

    /// <summary>Sends a tensor to a rank that calls <see cref="Receive"/>.</summary>
    public abstract void Send(Tensor tensor, int to);

    /// <summary>Fills a tensor with the one that a rank sends.</summary>
    public abstract void Receive(Tensor tensor, int from);

    /// <summary>Replaces tensors by those of rank 0.</summary>
    public void FromFirst(IEnumerable<Tensor> tensors)
    {
        if (Size > 1) Broadcast(tensors.Select(tensor => (tensor, 0)));
    }

    /// <summary>Returns the numbers of rank 0.</summary>
    public long[] FromFirst(long[] numbers)
    {
        var tensor = Tensor.From(numbers);
        FromFirst([tensor]);
        return tensor.ToArray<long>();
    }

    /// <summary>The largest numbers of all ranks.</summary>
    public long[] Max(long[] numbers) => Gather(Tensor.From(numbers)).AMax(0).ToArray<long>();

    /// <summary>Returns the named tensors of all ranks at one rank; an empty list at the others.</summary>
    public List<(string Name, Tensor Tensor)> GatherTensors(IReadOnlyList<(string Name, Tensor Tensor)> named, int to)
    {
        var all = GatherTexts([.. named.Select(entry => $"{entry.Name}|{entry.Tensor.DType}|{string.Join(',', entry.Tensor.Shape)}")]);
        if (Rank != to)
        {
            foreach (var (_, tensor) in named) Send(tensor, to);
            return [];
        }

        var result = new List<(string Name, Tensor Tensor)>(named);
        for (var rank = 0; rank < Size; rank++)
        {
            if (rank == to) continue;
            foreach (var text in all[rank])
            {
                var parts = text.Split('|');
                var sizes = parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(size => int.Parse(size, CultureInfo.InvariantCulture));
                var tensor = Tensor.Zeros(Shape.Create([.. sizes]), Enum.Parse<DType>(parts[1]));
                Receive(tensor, rank);
                result.Add((parts[0], tensor));
            }
        }

        return result;
    }
}

/// <summary>A reduction that goes on beside the computation.</summary>
internal interface IReduction
{
    /// <summary>True if it has ended. Asking lets it make progress.</summary>
    bool IsCompleted { get; }

    /// <summary>Waits for its end.</summary>
    void Wait();
}
