using Autograd.NN;

namespace Autograd.Tests.NN;

public class SequentialTests
{
    private static Sequential Net() => new(new Embedding(3, 1), new Tanh(), new Linear(1, 3));

    [Test]
    public void Modules_are_found_by_position()
    {
        var net = Net();
        Assert.That(net.Count, Is.EqualTo(3));
        Assert.That(net[0], Is.InstanceOf<Embedding>());
        Assert.That(net[^1], Is.SameAs(net[2]));
        Assert.That(net.Select(m => m.GetType().Name), Is.EqualTo(new[] { "Embedding", "Tanh", "Linear" }));
        Assert.That(() => net[3], Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "Sequential: index 3 is out of range for 3 modules; use 0 to 2, or ^1 for the last (Parameter 'index')"));
        Assert.That(() => net[-1], Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "Sequential: index -1 is out of range for 3 modules; use 0 to 2, or ^1 for the last (Parameter 'index')"));
    }

    [Test]
    public void A_slice_shares_its_modules_and_keeps_their_names()
    {
        var net = Net();
        var tail = net[1..];
        Assert.That(tail[1], Is.SameAs(net[2]));
        Assert.That(tail.NamedParameters().Select(p => p.Name), Is.EqualTo(new[] { "2.weight", "2.bias" }));
        Assert.That(net[..^1].Count, Is.EqualTo(2));
        tail.Add(new ReLU());
        Assert.That(tail.NamedChildren().Select(c => c.Name), Is.EqualTo(new[] { "1", "2", "3" }));
        Assert.That(net.Count, Is.EqualTo(3));
    }

    [Test]
    public void The_parts_compute_what_the_whole_computes()
    {
        var net = Net();
        var x = Tensor.From(new long[] { 0, 2, 1, 1 });
        var whole = net.Forward(x).ToArray<float>();
        Assert.That(net[2..].Forward(net[..2].Forward(x)).ToArray<float>(), Is.EqualTo(whole));
        Assert.That(net.Forward(x).Shape.ToArray(), Is.EqualTo(new[] { 4, 3 }));
        Assert.That(new Sequential().Forward(x), Is.SameAs(x));
    }

    [Test]
    public void A_module_is_replaced_under_its_name()
    {
        var net = Net()[1..];
        net[^1] = new Linear(1, 5, bias: false);
        Assert.That(net.NamedParameters().Select(p => p.Name), Is.EqualTo(new[] { "2.weight" }));
        Assert.That(() => net[0] = null!, Throws.ArgumentNullException);
    }

    [Test]
    public void What_a_derived_class_declares_is_found_beside_the_chain() =>
        Assert.That(new WithHead().NamedParameters().Select(p => p.Name), Is.EqualTo(new[] { "0.weight", "head.weight" }));

    private sealed class WithHead() : Sequential(new Linear(1, 1, bias: false))
    {
        public Linear Head { get; } = new(1, 1, bias: false);
    }
}
