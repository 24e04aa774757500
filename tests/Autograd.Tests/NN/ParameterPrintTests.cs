using Autograd.NN;

namespace Autograd.Tests;

public class ParameterPrintTests
{
    [Test]
    public void A_parameter_says_so_and_a_result_names_its_operation()
    {
        var w = Parameter.From(Tensor.From([1.5f, -2f]));
        Assert.That(w.ToString(), Is.EqualTo("Parameter containing:\ntensor([ 1.5000, -2.0000], requires_grad=True)"));
        Assert.That((w * 2).ToString(), Is.EqualTo("tensor([ 3., -4.], grad_fn=<MulBackward0>)"));
        Assert.That(Tensor.From([1.5], DType.Float64, requiresGrad: true).ToString(), Is.EqualTo("tensor([1.5000], dtype=torch.float64, requires_grad=True)"));
    }
}
