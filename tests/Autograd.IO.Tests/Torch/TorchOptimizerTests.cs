using Autograd.NN;

namespace Autograd.IO.Tests.Torch;

/// <summary>States of optimizers travel from PyTorch and to it.</summary>
public class TorchOptimizerTests
{
    private static IEnumerable<string> Names => TorchWritten.Optimizers().Select(entry => entry.Name);

    [TestCaseSource(nameof(Names))]
    public void A_run_that_PyTorch_saved_goes_on_here(string name)
    {
        var file = TorchFile.Load(new MemoryStream(StoredTorch.FileOf($"checkpoint of {name}")));
        var (net, optimizer) = Restored(name, file);
        Step(net, optimizer);
        var wanted = file["next"].ToStateDict();
        foreach (var (key, value) in net.StateDict())
            Assert.That(value.ToArray<float>(), Is.EqualTo(wanted[key].ToArray<float>()).Within(1e-5f), key);
    }

    [TestCaseSource(nameof(Names))]
    public void A_state_in_PyTorchs_form_is_the_same_state(string name)
    {
        var file = TorchFile.Load(new MemoryStream(StoredTorch.FileOf($"checkpoint of {name}")));
        var (net, optimizer) = Restored(name, file);
        var (sameNet, same) = Restored(name, new PickleDict { ["model"] = net.StateDict(), ["optimizer"] = optimizer.TorchStateDict() });
        Step(net, optimizer);
        Step(sameNet, same);
        foreach (var (key, value) in net.StateDict())
            Assert.That(value.ToArray<float>(), Is.EqualTo(sameNet.StateDict()[key].ToArray<float>()), key);
        Assert.That(TorchTree.Of(optimizer.TorchStateDict()).ToJsonString(), Is.EqualTo(TorchTree.Of(same.TorchStateDict()).ToJsonString()));
    }

    [Test]
    public void The_form_is_PyTorchs()
    {
        var net = new Linear(1, 1);
        var optimizer = new SGD(net.Parameters(), lr: 0.5, momentum: 0.25);
        net.Forward(Tensor.Ones(1, 1)).Backward();
        optimizer.Step();
        Assert.That(
            optimizer.TorchStateDict().ToString(),
            Is.EqualTo(
                "{'state': {0: {'momentum_buffer': tensor((1, 1), dtype=torch.float32)}, 1: {'momentum_buffer': tensor((1,), dtype=torch.float32)}}, "
                + "'param_groups': [{'lr': 0.5, 'momentum': 0.25, 'dampening': 0.0, 'weight_decay': 0.0, 'nesterov': False, 'maximize': False, "
                + "'params': [0, 1]}]}"));
    }

    [Test]
    public void What_has_not_the_form_is_refused()
    {
        var optimizer = new SGD(new Linear(1, 1).Parameters(), lr: 0.5);
        const string wayOut = "; pass what state_dict() of an optimizer of PyTorch returned, such as TorchFile.Load(path)[\"optimizer\"]";
        Check(1, "1 has no 'state' and 'param_groups'");
        Check(new PickleDict { ["state"] = new PickleDict { ["x"] = 1 }, ["param_groups"] = new PickleList() }, "the state of 'x' is no dictionary");
        Check(new PickleDict { ["state"] = new PickleDict(), ["param_groups"] = new PickleList { 1 } }, "group 0 is no dictionary");
        Check(
            new PickleDict { ["state"] = new PickleDict(), ["param_groups"] = new PickleList { new PickleDict { [1] = 2 } } },
            "option 1 of group 0 has no name");
        Check(
            new PickleDict { ["state"] = new PickleDict(), ["param_groups"] = new PickleList { new PickleDict { ["params"] = 2 } } },
            "the parameters of a group are 2");
        Check(
            new PickleDict { ["state"] = new PickleDict { [0] = new PickleDict { ["step"] = "x" } }, ["param_groups"] = new PickleList() },
            "'step' of the state of 0 is a str");
        Check(
            new PickleDict { ["state"] = new PickleDict { [0] = new PickleDict { [1] = 1 } }, ["param_groups"] = new PickleList() },
            "an entry of the state of 0 has no name");

        void Check(PickleValue value, string message) => Assert.That(
            Assert.Throws<ArgumentException>(() => optimizer.LoadTorchStateDict(value))!.Message,
            Is.EqualTo($"LoadTorchStateDict: {message}{wayOut}"));
    }

    [Test]
    public void Lbfgs_has_another_form_there()
    {
        var optimizer = new LBFGS(new Linear(1, 1).Parameters());
        const string wayOut = ": PyTorch keeps the state of LBFGS in lists, which are not converted; use StateDict() and LoadStateDict()";
        Assert.That(Assert.Throws<NotSupportedException>(() => optimizer.TorchStateDict())!.Message, Is.EqualTo("TorchStateDict" + wayOut));
        Assert.That(
            Assert.Throws<NotSupportedException>(() => optimizer.LoadTorchStateDict(PickleValue.None))!.Message,
            Is.EqualTo("LoadTorchStateDict" + wayOut));
    }

    private static (Sequential Net, Optimizer Optimizer) Restored(string name, PickleValue file)
    {
        var net = TorchWritten.Plain();
        net.LoadStateDict(file["model"].ToStateDict());
        var optimizer = TorchWritten.Optimizers().Single(entry => entry.Name == name).Make(net.Parameters());
        optimizer.LoadTorchStateDict(file["optimizer"]);
        return (net, optimizer);
    }

    private static void Step(Sequential net, Optimizer optimizer)
    {
        optimizer.ZeroGrad();
        net.Forward(Tensor.Arange(8).To(DType.Float32).Reshape(4, 2) + 3).Square().Sum().Backward();
        optimizer.Step();
    }
}
