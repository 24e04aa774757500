using Autograd.NN;

namespace Autograd.Tests.NN;

public class OptimizerTests
{
    private static Tensor Weight(params float[] values) => Parameter.From(Tensor.From(values));

    [Test]
    public void Groups_have_options_of_their_own_and_inherit_the_rest()
    {
        var (a, b) = (Weight(1), Weight(1));
        var sgd = new SGD([new SGDGroup([a]), new SGDGroup([b]) { Lr = 0.5 }], lr: 0.1, momentum: 0.9);
        Assert.That(sgd.ParamGroups.Select(g => (g.Lr, g.Momentum)), Is.EqualTo(new[] { (0.1, 0.9), (0.5, 0.9) }));
        a.Grad = Tensor.From(new float[] { 1 });
        b.Grad = Tensor.From(new float[] { 1 });
        sgd.ParamGroups[0].Lr = 0.25;
        sgd.Step();
        Assert.That((a.Item(), b.Item()), Is.EqualTo((0.75, 0.5)));
        Optimizer any = sgd;
        Assert.That(any.ParamGroups[1].Lr, Is.EqualTo(0.5));
    }

    [Test]
    public void Parameters_without_a_gradient_are_left_alone_and_gradients_are_dropped()
    {
        var (a, b) = (Weight(1), Weight(2));
        var adam = new Adam([a, b]);
        a.Grad = Tensor.From(new float[] { 1 });
        adam.Step();
        Assert.That(a.Item(), Is.Not.EqualTo(1.0));
        Assert.That(b.Item(), Is.EqualTo(2.0));
        adam.ZeroGrad();
        Assert.That(a.Grad, Is.Null);
    }

    [Test]
    public void A_step_with_a_closure_returns_the_loss_before_it()
    {
        var w = Weight(3);
        var sgd = new SGD([w], lr: 0.1);
        using var _ = GradMode.NoGrad();
        var loss = sgd.Step(() =>
        {
            sgd.ZeroGrad();
            var value = (w * w).Sum();
            value.Backward();
            return value;
        });
        Assert.That(loss.Item(), Is.EqualTo(9.0));
        Assert.That(w.Item(), Is.EqualTo(2.4).Within(1e-6));
    }

    [Test]
    public void Backward_refuses_values_that_a_step_overwrote()
    {
        var w = Weight(3);
        var loss = (w * w).Sum();
        w.Grad = Tensor.From(new float[] { 1 });
        new SGD([w], lr: 0.1).Step();
        Assert.That(() => loss.Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: a tensor of shape (1,) that MulBackward0 needs for its gradient was overwritten in place (it is at version 1, "
            + "and was saved at version 0); compute the new value out of place, or Clone() the tensor before the operation that needs "
            + "it"));
    }

    [Test]
    public void A_step_is_seen_through_every_view()
    {
        var data = Tensor.Ones(2, 2);
        var parameter = Parameter.From(data.T);
        parameter.Grad = Tensor.From(new float[,] { { 1, 2 }, { 3, 4 } });
        new SGD([parameter], lr: 1).Step();
        Assert.That(data.ToArray<float>(), Is.EqualTo(new float[] { 0, -2, -1, -3 }));
    }

    [TestCase("SGD")]
    [TestCase("Adam")]
    public void Training_resumes_from_the_saved_state(string name)
    {
        var (a, b) = (Weight(1, 2, 3), Weight(1, 2, 3));
        Optimizer Make(Tensor w, double lr) => name == "SGD"
            ? new SGD([w], lr, momentum: 0.9)
            : new Adam([w], lr, amsgrad: true);
        var (first, resumed) = (Make(a, 0.1), Make(b, 0.3));
        void Run(Tensor w, Optimizer optimizer, int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                w.Grad = Tensor.From(new float[] { i, -1, 0.5f * i });
                optimizer.Step();
            }
        }

        Run(a, first, 0, 3);
        resumed.LoadStateDict(first.StateDict());
        using (GradMode.NoGrad()) b[..] = a;
        Run(a, first, 3, 6);
        Run(b, resumed, 3, 6);
        Assert.That(b.ToArray<float>(), Is.EqualTo(a.ToArray<float>()));
        Assert.That(first.StateDict().Keys, Does.Contain(name == "SGD" ? "state.0.momentum_buffer" : "state.0.exp_avg_sq"));
        Assert.That(resumed.ParamGroups[0].Lr, Is.EqualTo(0.1));
    }

    [Test]
    public void State_of_other_parameters_is_refused()
    {
        var adam = new Adam([Weight(1)]);
        Assert.That(
            () => adam.LoadStateDict(new Adam([Weight(1), Weight(2)]).StateDict()),
            Throws.ArgumentException.With.Message.EqualTo(
                "LoadStateDict: group 0 has 1 parameters here and 2 in the state; make the groups as they were saved"));
        Assert.That(
            () => adam.LoadStateDict(new SGD([Weight(1)], 0.5).StateDict()),
            Throws.ArgumentException.With.Message.EqualTo(
                "LoadStateDict: the state has no \"param_groups.0.betas\"; it is not the state of such an optimizer"));
        Assert.That(adam.ParamGroups[0].Lr, Is.EqualTo(1e-3));
        var other = new Adam([Weight(1, 2)]);
        other.ParamGroups[0].Params[0].Grad = Tensor.Ones(2);
        other.Step();
        Assert.That(() => adam.LoadStateDict(other.StateDict()), Throws.ArgumentException.With.Message.EqualTo(
            "LoadStateDict: \"state.0.exp_avg\" has shape (2,), and its parameter (1,); they must be the same"));
    }

    [Test]
    public void What_cannot_be_trained_is_refused()
    {
        var w = Weight(1);
        Assert.That(
            () => new SGD(new List<Tensor>(), 0.1),
            Throws.ArgumentException.With.Message.EqualTo(
                "SGD: optimizer got an empty parameter list; pass the parameters to train, such as net.Parameters()"));
        Assert.That(() => new SGD([w * 2.0], 0.1), Throws.ArgumentException.With.Message.EqualTo(
            "SGD: a parameter of shape (1,) is the result of MulBackward0; only leaves can be optimized: pass the tensor that it was "
            + "computed from, or Parameter.From(tensor)"));
        Assert.That(() => new Adam([w, w]), Throws.ArgumentException.With.Message.EqualTo(
            "Adam: a parameter of shape (1,) is listed twice and would be changed twice a step; list it once"));
        Assert.That(
            () => new Adam([new AdamGroup([w]), new AdamGroup([w])]), Throws.ArgumentException.With.Message.EqualTo(
                "Adam: a parameter of shape (1,) is listed twice and would be changed twice a step; list it once"));
        var group = new AdamGroup([w]);
        _ = new Adam([group]);
        Assert.That(() => new Adam([group]), Throws.ArgumentException.With.Message.EqualTo(
            "Adam: the group belongs to an optimizer already; make another group of its Params"));
    }

    [Test]
    public void Options_out_of_range_are_refused()
    {
        var w = Weight(1);
        Assert.That(
            () => new SGD([w], lr: -1),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "SGD: invalid learning rate: -1; it must be 0 or more (Parameter 'lr')"));
        Assert.That(() => new SGD([w], lr: double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "SGD: invalid learning rate: NaN; it must be 0 or more (Parameter 'lr')"));
        Assert.That(
            () => new SGD([w], lr: 1, momentum: -1),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "SGD: invalid momentum: -1; it must be 0 or more (Parameter 'momentum')"));
        Assert.That(
            () => new SGD([w], lr: 1, weightDecay: -1),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "SGD: invalid weight decay: -1; it must be 0 or more (Parameter 'weightDecay')"));
        Assert.That(
            () => new SGD([w], lr: 1, nesterov: true),
            Throws.ArgumentException.With.Message.EqualTo("SGD: Nesterov momentum requires a momentum and zero dampening, and they are 0 and 0"));
        Assert.That(
            () => new Adam([w], betas: (0.9, 1)),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "Adam: invalid beta parameter at index 1: 1; it must be at least 0 and less than 1 (Parameter 'betas')"));
        Assert.That(
            () => new Adam([w], eps: -1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "Adam: invalid epsilon: -1; it must be 0 or more (Parameter 'eps')"));
    }

    [Test]
    public void Data_of_another_shape_or_type_after_the_first_step_are_refused()
    {
        var w = Weight(1);
        var adam = new Adam([w]);
        w.Grad = Tensor.Ones(1);
        adam.Step();
        w.Data = Tensor.Zeros([1], DType.Float64);
        w.Grad = Tensor.Ones([1], DType.Float64);
        Assert.That(adam.Step, Throws.InvalidOperationException.With.Message.EqualTo(
            "Step: a parameter was (1,) of Float32 at the first step and is (1,) of Float64 now; make a new optimizer after changing "
            + "a parameter's data to another shape or type"));
    }
}
