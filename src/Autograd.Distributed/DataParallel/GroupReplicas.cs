using System.Text.Json.Serialization;

namespace Autograd.Distributed;

/// <summary>The ranks of a group of processes.</summary>
/// <remarks>
/// Deterministic reductions are done at once, and not beside the computation: they take several exchanges, the second of
/// which begins when a rank has the first.
/// </remarks>
internal sealed class GroupReplicas : Replicas
{
    private readonly ProcessGroup _group;
    private readonly bool _isDeterministic;

    public GroupReplicas(ProcessGroup? group, bool isDeterministic)
    {
        _group = group ?? Distributed.World;
        if (!_group.IsMember)
            throw new InvalidOperationException(
                $"DistributedDataParallel: this process is {_group}; only members of a group can train with it");
        _isDeterministic = isDeterministic;
    }

    public override int Rank => _group.Rank;

    public override int Size => _group.Size;

    public override IReduction MeanAsync(Tensor tensor)
    {
        if (!_isDeterministic) return new Reduction(Distributed.AllReduceAsync(tensor, ReduceOp.Mean, _group));
        Distributed.AllReduce(tensor, ReduceOp.Mean, _group, deterministic: true);
        return new Reduction(null);
    }

    // MPI's reduction to one rank would halve the traffic; reducing everywhere goes on beside the computation.
    public override IReduction MeanToAsync(Tensor tensor, int rank) => MeanAsync(tensor);

    public override void Broadcast(IEnumerable<(Tensor Tensor, int From)> tensors)
    {
        using var _ = GradMode.NoGrad();
        foreach (var work in tensors.Select(sent => Distributed.BroadcastAsync(sent.Tensor, sent.From, _group)).ToList()) work.Wait();
    }

    public override Tensor Gather(Tensor tensor)
    {
        var all = Tensor.Empty([Size, .. tensor.Shape.Sizes], tensor.DType);
        Distributed.AllGatherInto(all, tensor, _group);
        return all;
    }

    public override string[][] GatherTexts(string[] texts) =>
        [.. Distributed.AllGatherObject(texts, TextsJson.Default.StringArray, _group).Select(received => received!)];

    public override void Send(Tensor tensor, int to) => Distributed.Send(tensor, to, _group);

    public override void Receive(Tensor tensor, int from) => Distributed.Recv(tensor, from, _group);

    private sealed class Reduction(Work? work) : IReduction
    {
        public bool IsCompleted => work?.IsCompleted != false;

        public void Wait() => work?.Wait();
    }
}

/// <summary>How texts travel.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class TextsJson : JsonSerializerContext;
