namespace Autograd.Distributed;

/// <summary>One batch on its way through a stage.</summary>
internal sealed class MicroBatches(
    PipelineStage stage, Tensor[]? inputs, Tensor[]? targets, Func<Tensor, Tensor, Tensor>? lossFn, int divisor, ICollection<Tensor>? losses)
{
    private readonly List<Tensor> _results = [];

    public void Forward(int i)
    {
        Func<Tensor, Tensor>? loss = null;
        if (targets is not null && lossFn is not null) loss = output => Loss(output, targets[i]);
        var result = stage.ForwardOne(inputs?[i], loss);
        if (stage.IsLast) _results.Add(result);
    }

    public Tensor? Result(PipelineStage stage) => stage.IsLast ? Tensor.Cat(_results) : null;

    private Tensor Loss(Tensor output, Tensor target)
    {
        var loss = lossFn!(output, target);
        losses?.Add(loss.Detach());
        return divisor == 1 ? loss : loss / divisor;
    }
}
