namespace Autograd.Distributed;

/// <summary>Sends tensors of any shape between stages.</summary>
/// <remarks>
/// Sends do not wait, because two neighbours may both be sending. A header says type and shape, so that the receiver need
/// not know them.
/// </remarks>
internal sealed class StageLink(ProcessGroup? group)
{
    private const int MaxDims = 8;

    private readonly List<Work> _sends = [];

    public void Send(Tensor x, int stage)
    {
        if (x.NDim > MaxDims)
            throw new ArgumentException($"PipelineStage: an activation of shape {x.Shape}; it may have {MaxDims} dimensions at most");
        var header = new long[MaxDims + 2];
        (header[0], header[1]) = ((long)x.DType, x.NDim);
        for (var i = 0; i < x.NDim; i++) header[i + 2] = x.Size(i);
        _sends.RemoveAll(send => send.IsCompleted);
        _sends.Add(Distributed.ISend(Tensor.From(header), stage, group: group));
        _sends.Add(Distributed.ISend(x.Detach().Contiguous(), stage, group: group));
    }

    public Tensor Receive(int stage)
    {
        var header = Tensor.Zeros([MaxDims + 2], DType.Int64);
        Distributed.Recv(header, stage, group: group);
        var values = header.ToArray<long>();
        var x = Tensor.Zeros([.. values.Skip(2).Take((int)values[1]).Select(size => (int)size)], (DType)values[0]);
        Distributed.Recv(x, stage, group: group);
        return x;
    }

    public void Flush()
    {
        foreach (var send in _sends) send.Wait();
        _sends.Clear();
    }
}
