using Autograd.NN;

namespace Autograd.Tests.NN;

public class ModuleTests
{
    [Test]
    public void Training_mode_reaches_every_module()
    {
        var net = new Sequential(new Linear(2, 2), new Sequential(new Dropout()));
        Assert.That(net.Modules().Select(m => m.IsTraining), Is.All.True);
        net.Eval();
        Assert.That(net.Modules().Select(m => m.IsTraining), Is.All.False);
        Assert.That(net.Modules(), Has.Count.EqualTo(4));
        var x = Tensor.Ones(3, 2);
        Assert.That(new Sequential((UnaryModule)net[1]).Forward(x), Is.SameAs(x));
        net.Train();
        Assert.That(net.Modules().Select(m => m.IsTraining), Is.All.True);
    }

    [Test]
    public void Conversion_keeps_the_tensors_and_their_gradients()
    {
        var linear = new Linear(3, 2);
        var (weight, before) = (linear.Weight, linear.Weight.ToArray<float>());
        linear.Forward(Tensor.Ones(1, 3)).Sum().Backward();
        linear.To(DType.Float64);
        Assert.That(linear.Weight, Is.SameAs(weight));
        Assert.That(weight.DType, Is.EqualTo(DType.Float64));
        Assert.That(weight.ToArray<double>(), Is.EqualTo(before.Select(v => (double)v)));
        Assert.That(weight.Grad!.ToArray<double>(), Is.All.EqualTo(1));
        Assert.That(weight.IsParameter && weight.RequiresGrad);
        Assert.That(() => linear.To(DType.Int64), Throws.ArgumentException.With.Message.EqualTo(
            "To: Int64 is no type for parameters; use DType.Float32 or DType.Float64 (Parameter 'dtype')"));
    }

    [Test]
    public void Freezing_and_gradients_reach_every_parameter()
    {
        var net = new Sequential(new Linear(2, 2), new Linear(2, 1));
        net[0].RequiresGrad(false);
        net.Forward(Tensor.Ones(1, 2)).Sum().Backward();
        Assert.That(net.Parameters().Select(p => p.Grad is null), Is.EqualTo(new[] { true, true, false, false }));
        net.ZeroGrad();
        Assert.That(net.Parameters().Select(p => p.Grad), Is.All.Null);
    }

    [Test]
    public void Apply_visits_children_first()
    {
        var net = new Sequential(new Sequential(new Tanh()), new ReLU());
        var visited = new List<string>();
        net.Apply(m => visited.Add(m.GetType().Name));
        Assert.That(visited, Is.EqualTo(new[] { "Tanh", "Sequential", "ReLU", "Sequential" }));
    }

    [Test]
    public void State_goes_from_one_module_to_another()
    {
        var (a, b) = (new Sequential(new Linear(3, 2), new Linear(2, 1)), new Sequential(new Linear(3, 2), new Linear(2, 1)));
        var weight = b.GetParameter("0.weight");
        b.LoadStateDict(a.StateDict());
        Assert.That(b.GetParameter("0.weight"), Is.SameAs(weight));
        Assert.That(weight.ToArray<float>(), Is.EqualTo(a.GetParameter("0.weight").ToArray<float>()));
        using (GradMode.NoGrad()) weight[..] = 0;
        Assert.That(a.GetParameter("0.weight").ToArray<float>(), Is.Not.All.Zero);
        Assert.That(a.StateDict()["0.weight"].RequiresGrad, Is.False);
    }

    [Test]
    public void State_that_does_not_fit_is_described_whole_and_leaves_everything_as_it_was()
    {
        var linear = new Linear(3, 2);
        var before = linear.Weight.ToArray<float>();
        var state = new Dictionary<string, Tensor>
        {
            ["weight"] = Tensor.Zeros(2, 3),
            ["bias"] = Tensor.Zeros(3),
            ["scale"] = Tensor.Zeros(1),
        };
        Assert.That(
            () => linear.LoadStateDict(state),
            Throws.ArgumentException.With.Message.EqualTo(
                "LoadStateDict: the state does not fit Linear; nothing was loaded:\n  \"bias\" has shape (2,) here and (3,) in the "
                + "state\n  unexpected in the state: \"scale\""));
        Assert.That(
            () => linear.LoadStateDict(new Dictionary<string, Tensor>()),
            Throws.ArgumentException.With.Message.EqualTo(
                "LoadStateDict: the state does not fit Linear; nothing was loaded:\n  missing in the state: \"weight\", \"bias\""));
        Assert.That(linear.Weight.ToArray<float>(), Is.EqualTo(before));

        state.Remove("bias");
        var (missing, unexpected) = linear.LoadStateDict(state, strict: false);
        Assert.That(missing, Is.EqualTo(new[] { "bias" }));
        Assert.That(unexpected, Is.EqualTo(new[] { "scale" }));
        Assert.That(linear.Weight.ToArray<float>(), Is.All.Zero);
    }

    [Test]
    public void A_parameter_shares_the_memory_of_its_data_and_is_a_leaf()
    {
        var source = Tensor.Ones([2], requiresGrad: true);
        var parameter = Parameter.From(source * 2);
        Assert.That(parameter.IsLeaf && parameter.RequiresGrad && parameter.IsParameter);
        Assert.That((parameter * 1.0).IsParameter, Is.False);
        var data = Tensor.Zeros(2);
        var shared = Parameter.From(data, requiresGrad: false);
        data[0] = 5;
        Assert.That(shared.ToArray<float>(), Is.EqualTo(new[] { 5f, 0f }));
        Assert.That(() => Parameter.From(Tensor.From(1)), Throws.InvalidOperationException.With.Message.EqualTo(
            "RequiresGrad: only floating tensors can require gradients, not Int64; convert with To(DType.Float32) first"));
    }

    [Test]
    public void An_unknown_parameter_is_named_with_those_there_are() =>
        Assert.That(
            () => new Linear(1, 1).GetParameter("w"),
            Throws.TypeOf<KeyNotFoundException>().With.Message.EqualTo("GetParameter: Linear has no parameter \"w\"; it has: weight, bias"));

    [Test]
    public void Only_a_parameter_of_the_same_shape_replaces_a_weight()
    {
        var linear = new Linear(3, 2);
        Assert.That(() => linear.Weight = Tensor.Zeros(2, 3), Throws.ArgumentException.With.Message.EqualTo(
            "Linear: the tensor of shape (2, 3) is no parameter; make one with Parameter.From(tensor), or set .Data of the one here"));
        Assert.That(
            () => linear.Weight = Parameter.From(Tensor.Zeros(3, 2)), Throws.ArgumentException.With.Message.EqualTo(
                "Linear: a parameter of shape (3, 2) in the place of one of shape (2, 3); they must be the same"));
    }

    [Test]
    public void The_padding_row_of_an_embedding_is_zero_and_receives_no_gradient()
    {
        var embedding = new Embedding(4, 2, paddingIdx: 1);
        Assert.That(embedding.Weight[1].ToArray<float>(), Is.All.Zero);
        embedding.Forward(Tensor.From(new long[] { 0, 1, 1, 3 })).Sum().Backward();
        Assert.That(embedding.Weight.Grad!.ToArray<float>(), Is.EqualTo(new float[] { 1, 1, 0, 0, 0, 0, 1, 1 }));
        Assert.That(
            () => new Embedding(4, 2, paddingIdx: 4),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "Embedding: paddingIdx 4 is out of range for 4 rows; use -4 to 3 (Parameter 'paddingIdx')"));
        Assert.That(() => embedding.Forward(Tensor.Zeros(2)), Throws.ArgumentException.With.Message.EqualTo(
            "Embedding: an index of type Float32; it must be of an integer type, as To(DType.Int64) makes it"));
    }
}
