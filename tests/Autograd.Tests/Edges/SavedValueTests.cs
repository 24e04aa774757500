using Autograd.NN;

namespace Autograd.Tests.Edges;

/// <summary>What an operation keeps is guarded where it is recorded, and is no matter where it is not.</summary>
public class SavedValueTests
{
    private static readonly Tensor Classes = Tensor.From([0L, 1, 2, 0]);

    private static IEnumerable<TestCaseData> Losses()
    {
        yield return Case("CrossEntropy", (x, w) => F.CrossEntropy(x, Classes, w));
        yield return Case("CrossEntropy of probabilities", (x, w) => F.CrossEntropy(x, Tensor.Ones(4, 3), w));
        yield return Case("CrossEntropy, smoothed", (x, w) => F.CrossEntropy(x, Classes, w, labelSmoothing: 0.1));
        yield return Case("NllLoss", (x, w) => F.NllLoss(x, Classes, w));

        static TestCaseData Case(string name, Func<Tensor, Tensor, Tensor> loss) =>
            new TestCaseData(loss).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Losses))]
    public void Weights_of_classes_that_are_overwritten_are_noticed(Func<Tensor, Tensor, Tensor> loss)
    {
        var x = Tensor.Ones([4, 3], requiresGrad: true);
        var w = Tensor.Ones(3);
        var before = loss(x, w);
        w.MulInPlace(2);
        Assert.That(() => before.Backward(), Throws.InvalidOperationException.With.Message.Contains("overwritten in place"));
        loss(x, w).Backward();
        Assert.That(x.Grad, Is.Not.Null);
    }

    [Test]
    public void Every_layer_computes_inside_of_inference_mode_and_on_its_results_where_nothing_is_recorded()
    {
        Tensor x, w;
        using (GradMode.InferenceMode())
        {
            x = Tensor.Ones(4, 3) * 1;
            w = Tensor.Ones(3) * 1;
            Compute();
        }

        Compute();
        using (GradMode.NoGrad()) Compute();
        Assert.That(
            () => F.LayerNorm(x, [3], Tensor.Ones([3], requiresGrad: true)),
            Throws.InvalidOperationException.With.Message.Contains("cannot be saved for a backward pass"));

        void Compute()
        {
            var batch = x.Unsqueeze(0);
            Assert.That(F.CrossEntropy(x, Classes, w).IsFinite().All().Item<bool>());
            Assert.That(F.CrossEntropy(x, x, w).IsFinite().All().Item<bool>());
            Assert.That(F.NllLoss(x, Classes, w).Item(), Is.EqualTo(-1));
            Assert.That(F.LayerNorm(x, [3], w, w).Shape, Is.EqualTo(x.Shape));
            Assert.That(F.ScaledDotProductAttention(batch, batch, batch).Shape, Is.EqualTo(batch.Shape));
            Assert.That(F.Linear(x, x).Shape, Is.EqualTo(Shape.Create(4, 4)));
        }
    }

    [Test]
    public void A_closure_that_returns_nothing_is_named_before_anything_is_changed()
    {
        var w = Tensor.Ones([2], requiresGrad: true);
        var optimizer = new SGD([w], lr: 0.1);
        w.Sum().Backward();
        Assert.That(() => optimizer.Step(() => null!), Throws.InvalidOperationException.With.Message.EqualTo(
            "Step: the closure returned null, and no parameter was changed; return the loss"));
        Assert.That(w.Detach().ToArray<float>(), Is.All.EqualTo(1f));
    }
}
