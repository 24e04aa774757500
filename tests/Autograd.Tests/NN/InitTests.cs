using Autograd.NN;

namespace Autograd.Tests.NN;

[NonParallelizable]
public class InitTests
{
    private static readonly Dictionary<string, Action<Tensor>> Fills = new()
    {
        ["xavier uniform"] = w => Init.XavierUniform(w, gain: 1.5),
        ["xavier normal"] = w => Init.XavierNormal(w),
        ["kaiming uniform"] = w => Init.KaimingUniform(w),
        ["kaiming normal"] = w => Init.KaimingNormal(w, a: 0.2, FanMode.FanOut),
    };

    public static IEnumerable<string> Names() => Fills.Keys;

    [TestCaseSource(nameof(Names))]
    public void Fills_with_the_numbers_of_PyTorch(string name)
    {
        var expected = Fixture.Load("modules.json").GetProperty("init").GetProperty(name).Numbers<float>();
        Generator.ManualSeed(43052);
        var weight = Parameter.From(Tensor.Zeros(3, 4, 2));
        Fills[name](weight);
        Assert.That(weight.ToArray<float>(), Is.EqualTo(expected));

        Generator.ManualSeed(43052);
        var transposed = Tensor.Zeros(2, 4, 3).Permute(2, 1, 0);
        Fills[name](transposed);
        Assert.That(transposed.ToArray<float>(), Is.EqualTo(expected));
    }

    [Test]
    public void A_fill_is_a_write_that_backward_notices()
    {
        var weight = Parameter.From(Tensor.Ones(2, 2));
        var loss = (weight * weight).Sum();
        Init.Uniform(weight);
        Assert.That(() => loss.Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: a tensor of shape (2, 2) that MulBackward0 needs for its gradient was overwritten in place (it is at version "
            + "1, and was saved at version 0); compute the new value out of place, or Clone() the tensor before the operation that "
            + "needs it"));
    }

    [Test]
    public void What_cannot_be_filled_is_refused()
    {
        Assert.That(() => Init.XavierUniform(Tensor.Zeros(3)), Throws.ArgumentException.With.Message.EqualTo(
            "XavierUniform: a weight of shape (3,) has no fan-in and fan-out; it needs two dimensions or more; use Uniform or Normal"));
        Assert.That(() => Init.Normal(Tensor.From(1)), Throws.ArgumentException.With.Message.EqualTo(
            "Normal: the tensor is Int64; only floating tensors are filled from a distribution: convert with Float()"));
        Assert.That(Init.Constant(Parameter.From(Tensor.Zeros(2)), 3).ToArray<float>(), Is.All.EqualTo(3));
        Assert.That(Init.KaimingUniform(Tensor.Zeros(0, 4)).Numel, Is.Zero);
    }
}
