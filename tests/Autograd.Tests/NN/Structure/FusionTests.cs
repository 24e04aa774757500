using Autograd.NN;

namespace Autograd.Tests.NN.Structure;

/// <summary>A layer and the batch normalization behind it, made one layer.</summary>
public class FusionTests
{
    private static BatchNormNd Trained(BatchNormNd norm, params int[] shape)
    {
        for (var i = 0; i < 3; i++) norm.Forward(Tensor.RandN(shape, DType.Float64) * 2 + 1);
        if (norm.Weight is not null) Init.Normal(norm.Weight);
        if (norm.Bias is not null) Init.Normal(norm.Bias);
        return norm.Eval();
    }

    [Test]
    public void A_fused_convolution_computes_what_both_do([Values] bool bias, [Values] bool affine, [Values] bool transposed)
    {
        ConvNd conv = transposed
            ? new ConvTranspose2d(4, 6, 3, stride: 2, groups: 2, bias: bias, dtype: DType.Float64)
            : new Conv2d(4, 6, 3, padding: 1, groups: 2, bias: bias, dtype: DType.Float64);
        var norm = Trained(new BatchNorm2d(6, affine: affine, dtype: DType.Float64), 4, 6, 3, 3);
        var x = Tensor.RandN([2, 4, 5, 5], DType.Float64);
        var before = conv.Weight.Clone();
        var fused = Utils.FuseConvBnEval(conv.Eval(), norm);
        Assert.That(fused.Forward(x).AllClose(norm.Forward(conv.Forward(x)), 1e-12, 1e-12), Is.True);
        Assert.That(conv.Weight.Equal(before) && fused.GetType() == conv.GetType() && fused.Bias is { IsParameter: true }, Is.True);
        Assert.That(fused.ToString(), Does.Not.Contain("bias=False"));
        Assert.That(fused.StateDict().Keys, Is.EqualTo(new[] { "weight", "bias" }));
    }

    [Test]
    public void A_fused_linear_layer_computes_what_both_do([Values] bool bias)
    {
        var linear = new Linear(3, 5, bias, DType.Float64).Eval();
        var norm = Trained(new BatchNorm1d(5, dtype: DType.Float64), 8, 5);
        var x = Tensor.RandN([4, 3], DType.Float64);
        var fused = Utils.FuseLinearBnEval(linear, norm);
        Assert.That(fused.Forward(x).AllClose(norm.Forward(linear.Forward(x)), 1e-12, 1e-12), Is.True);
    }

    [Test]
    public void What_cannot_be_fused_is_told()
    {
        var conv = new Conv1d(2, 3, 2).Eval();
        var norm = new BatchNorm1d(3).Eval();
        Fails(() => Utils.FuseConvBnEval(conv, new BatchNorm1d(3)), "FuseConvBnEval: BatchNorm1d is training; call Eval() on both first");
        Fails(() => Utils.FuseLinearBnEval(new Linear(2, 3), norm), "FuseLinearBnEval: Linear is training; call Eval() on both first");
        Fails(
            () => Utils.FuseConvBnEval(conv, new BatchNorm1d(3, trackRunningStats: false).Eval()),
            "FuseConvBnEval: BatchNorm1d has no running statistics; it must be made with trackRunningStats: true");
        Fails(() => Utils.FuseConvBnEval(conv, new BatchNorm1d(4).Eval()), "FuseConvBnEval: Conv1d has 3 channels behind it and BatchNorm1d 4");
        Fails(
            () => Utils.FuseConvBnEval(Parametrizations.WeightNorm(conv.Clone()), norm),
            "FuseConvBnEval: the parameters of ParametrizedConv1d are parametrized or pruned; call RemoveParametrizations or Prune.Remove first");
    }

    private static void Fails(Action action, string message) => Assert.That(Assert.Catch(action)!.Message, Is.EqualTo(message));
}
