using Autograd.Kernels;
using Autograd.NN;

namespace Autograd.Tests.Kernels;

/// <summary>Optimizers' updates: the same bits at every register width and place, and no denormal numbers in what they remember.</summary>
[NonParallelizable]
internal sealed class UpdateKernelTests
{
    private static readonly Dictionary<string, Func<Tensor[], Optimizer>> Optimizers = new()
    {
        ["SGD"] = p => new SGD(p, 0.1, weightDecay: 0.01),
        ["momentum"] = p => new SGD(p, 0.1, momentum: 0.9),
        ["Nesterov"] = p => new SGD(p, 0.1, momentum: 0.9, nesterov: true, maximize: true),
        ["Adam"] = p => new Adam(p),
        ["AdamW"] = p => new AdamW(p),
        ["AMSGrad"] = p => new Adam(p, amsgrad: true),
        ["Adamax"] = p => new Adamax(p),
        ["NAdam"] = p => new NAdam(p, maximize: true),
        ["RAdam"] = p => new RAdam(p, betas: (0.9, 0.5)),
        ["RMSprop"] = p => new RMSprop(p),
        ["RMSprop with momentum"] = p => new RMSprop(p, momentum: 0.9),
        ["RMSprop centered"] = p => new RMSprop(p, centered: true),
        ["RMSprop centered with momentum"] = p => new RMSprop(p, momentum: 0.9, centered: true),
        ["Adagrad"] = p => new Adagrad(p),
        ["Adadelta"] = p => new Adadelta(p),
        ["ASGD"] = p => new ASGD(p, t0: 1),
        ["Rprop"] = p => new Rprop(p),
    };

    public static IEnumerable<string> Names => Optimizers.Keys;

    [TearDown]
    public void FreeWidth() => SimdWidth.Limit = 512;

    [TestCaseSource(nameof(Names))]
    public void An_element_does_not_depend_on_its_place_or_on_the_registers(string name)
    {
        var expected = Train(name, 0, [40]);
        foreach (var width in new[] { 128, 256, 512 })
        {
            Assert.That(Train(name, width, [40]), Is.EqualTo(expected), $"{width} bits");
            Assert.That(Train(name, width, [1, 2, 3, 5, 7, 9, 13]), Is.EqualTo(expected), $"{width} bits");
        }
    }

    [TestCase("momentum"), TestCase("Nesterov"), TestCase("Adam"), TestCase("AdamW"), TestCase("AMSGrad"), TestCase("Adamax"), TestCase("NAdam")]
    [TestCase("RAdam"), TestCase("RMSprop with momentum"), TestCase("RMSprop centered")]
    public void What_is_remembered_decays_to_zero_and_not_into_denormal_numbers(string name)
    {
        var w = Parameter.From(Tensor.From([1f, 2f, 3f]));
        var optimizer = Optimizers[name]([w]);
        w.Grad = Tensor.From([1e-3f, -1f, 1e-15f]);
        optimizer.Step();
        w.Grad = Tensor.Zeros(3);
        for (var step = 0; step < 1200; step++) optimizer.Step();
        var before = w.ToArray<float>();
        foreach (var (key, state) in optimizer.StateDict())
        {
            if (!key.StartsWith("state.", StringComparison.Ordinal) || state.NDim == 0) continue;
            Assert.That(state.ToArray<float>().Any(float.IsSubnormal), Is.False, key);
            if (key.EndsWith("exp_avg", StringComparison.Ordinal) || key.EndsWith("momentum_buffer", StringComparison.Ordinal))
                Assert.That(state.ToArray<float>(), Is.All.Zero, key);
        }

        optimizer.Step();
        if (name != "AdamW") Assert.That(w.ToArray<float>(), Is.EqualTo(before));
    }

    [Test]
    public void Small_squares_are_kept_where_eps_does_not_hide_them()
    {
        var w = Parameter.From(Tensor.From([0f]));
        var adam = new Adam([w], lr: 1, eps: 0);
        w.Grad = Tensor.From([1e-18f]);
        adam.Step();
        Assert.That(w.Item(), Is.EqualTo(-1).Within(1e-4));
    }

    private static float[] Train(string name, int width, int[] sizes)
    {
        SimdWidth.Limit = width;
        var random = new Random(1);
        var values = Enumerable.Range(0, 40).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var grads = Enumerable.Range(0, 3).Select(_ => Array.ConvertAll(values, _ => random.NextSingle() - 0.5f)).ToArray();
        var parameters = Cut(values).Select(part => Parameter.From(Tensor.From(part))).ToArray();
        var optimizer = Optimizers[name](parameters);
        foreach (var grad in grads)
        {
            foreach (var (parameter, part) in parameters.Zip(Cut(grad))) parameter.Grad = Tensor.From(part);
            optimizer.Step();
        }

        return [.. parameters.SelectMany(p => p.ToArray<float>())];

        List<float[]> Cut(float[] all)
        {
            var parts = new List<float[]>();
            var at = 0;
            foreach (var size in sizes) parts.Add(all[at..(at += size)]);
            return parts;
        }
    }
}
