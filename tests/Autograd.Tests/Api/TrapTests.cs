using System.Collections;
using System.Reflection;
using Autograd.NN;

namespace Autograd.Tests.Api;

/// <summary>What compiles in other languages and would mean something else here does not compile, and what should chain does.</summary>
public class TrapTests
{
    [TestCase("op_Equality", "a.Eq(b)", "ReferenceEquals", "is null")]
    [TestCase("op_Inequality", "a.Ne(b)", "ReferenceEquals", "is not null")]
    public void Equality_of_tensors_is_an_error_of_the_compiler(string name, params string[] ways)
    {
        var obsolete = typeof(Tensor).GetMethod(name)!.GetCustomAttribute<ObsoleteAttribute>()!;
        Assert.That(obsolete.IsError, Is.True);
        foreach (var way in ways) Assert.That(obsolete.Message, Does.Contain(way));
    }

    [Test]
    public void Dictionaries_go_by_the_object()
    {
        var (a, b) = (Tensor.From(1), Tensor.From(1));
        Assert.That(a.Equals(b), Is.False);
        Assert.That(a.Equals(a), Is.True);
        Assert.That(new HashSet<Tensor> { a, b, a }, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_tensor_is_no_sequence_but_can_be_gone_through()
    {
        Assert.That(typeof(IEnumerable).IsAssignableFrom(typeof(Tensor)), Is.False);
        var sums = new List<double>();
        foreach (var row in Tensor.From([[1, 2], [3, 4]])) sums.Add(row.Sum().Item());
        Assert.That(sums, Is.EqualTo(new[] { 3.0, 7 }));
        Assert.That(Tensor.From([[1, 2], [3, 4]]).Unbind().Select(row => row.Sum().Item()), Is.EqualTo(sums));
    }

    [Test]
    public void Every_method_in_place_returns_a_tensor()
    {
        var others = typeof(Tensor).GetMethods().Where(method => method.Name.EndsWith("InPlace", StringComparison.Ordinal))
            .Where(method => method.ReturnType != typeof(Tensor));
        Assert.That(others, Is.Empty);
    }

    private static IEnumerable<Func<Tensor, Tensor>> Writes =>
    [
        x => x.AddInPlace(1), x => x.AddInPlace(x, alpha: 2), x => x.SubInPlace(1), x => x.SubInPlace(x, alpha: 0.5), x => x.MulInPlace(2),
        x => x.DivInPlace(2), x => x.CopyInPlace(1), x => x.FillInPlace(2), x => x.ZeroInPlace(), x => x.ClampInPlace(max: 1),
        x => x.AddCMulInPlace(x, x), x => x.AddCDivInPlace(x, x), x => x.LerpInPlace(x, 0.5), x => x.MaskedFillInPlace(x > 1, 0),
        x => x.MaskedFillInPlace(x > 1, Tensor.From(0)), x => x.ScatterInPlace(0, Index, 1), x => x.ScatterInPlace(0, Index, Tensor.Ones(1, 1)),
        x => x.ScatterAddInPlace(0, Index, Tensor.Ones(1, 1)), x => x.IndexAddInPlace(0, Index[0], Tensor.Ones(1, 2)),
        x => x.IndexCopyInPlace(0, Index[0], Tensor.Ones(1, 2)), x => x.IndexFillInPlace(0, Index[0], 3), x => x.UniformInPlace(),
        x => x.NormalInPlace(), x => x.T.AddInPlace(1).T.T,
    ];

    private static Tensor Index => Tensor.Zeros((1, 1), DType.Int64);

    [Test]
    public void What_a_write_returns_is_the_tensor() => Assert.Multiple(() =>
    {
        foreach (var (i, write) in Writes.SkipLast(1).Index())
        {
            var x = Tensor.From([[1.0, 2], [3, 4]]);
            Assert.That(ReferenceEquals(write(x), x), Is.True, $"write {i}");
        }
    });

    [Test]
    public void Modules_chain_in_their_own_type()
    {
        var layer = new Linear(2, 3).To(DType.Float64).Train().Eval().RequiresGrad(false).ZeroGrad().Apply(module => module.Train());
        Assert.That(layer.IsTraining, Is.True);
        Assert.That(layer.Weight.DType, Is.EqualTo(DType.Float64));
        Assert.That(layer.Weight.RequiresGrad, Is.False);
        var net = new Sequential(new Linear(2, 3), new Dropout()).Eval();
        Assert.That(net[1].IsTraining, Is.False);
    }

    [Test]
    public void A_module_of_a_Sequential_has_its_own_type()
    {
        var net = new Sequential(new Linear(2, 3), new Tanh(), new Linear(3, 1));
        Assert.That(net.Get<Linear>(0).Weight.Shape == (3, 2), Is.True);
        Assert.That(net.Get<Linear>(^1).Bias!.Shape == 1, Is.True);
        Assert.That(net.Get<UnaryModule>(1), Is.TypeOf<Tanh>());
        Assert.That(() => net.Get<Linear>(1), Throws.ArgumentException.With.Message.EqualTo(
            "Get: module 1 is Tanh, not Linear; ask for its own type (Parameter 'index')"));
        Assert.That(() => net.Get<Linear>(3), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_chain_of_modules_with_several_results_is_an_error_of_the_compiler()
    {
        var signpost = typeof(Sequential).GetConstructor([typeof(ReadOnlySpan<Autograd.NN.Module>)])!.GetCustomAttribute<ObsoleteAttribute>()!;
        Assert.That(signpost.IsError, Is.True);
        Assert.That(signpost.Message, Does.Contain("var (output, hidden) = rnn.Forward(x)"));
    }
}
