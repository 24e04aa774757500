using Autograd.NN;

namespace Autograd.Onnx.RuntimeTests;

/// <summary>What belongs to the file as a whole.</summary>
public sealed class FileTests
{
    [Test]
    public void Several_dynamic_axes_at_once()
    {
        var net = new LSTM(3, 4, bidirectional: true);
        using var folder = new TemporaryFolder();
        var path = folder.File("lstm.onnx");
        net.ExportOnnx(
            path, inputs => net.Forward(inputs[0]).Output.Sum(2).Reshape(-1), [Tensor.RandN(5, 2, 3)], ["x"], ["y"],
            new() { ["x"] = new() { [0] = "time", [1] = "batch" } });
        using var runtime = new Runtime(path);
        foreach (var (time, batch) in new[] { (5, 2), (7, 3), (1, 1) })
        {
            var x = Tensor.RandN(time, batch, 3);
            OnnxCase.Compare(runtime.Run(x)[0], net.Forward(x).Output.Sum(2).Reshape(-1), 1e-5, $"{time}, {batch}");
        }
    }

    [Test]
    public void Weights_in_a_file_of_their_own()
    {
        var net = new Sequential(new Linear(4, 8), new Tanh(), new Linear(8, 2));
        using var folder = new TemporaryFolder();
        var path = folder.File("net.onnx");
        net.ExportOnnx(path, Tensor.RandN(1, 4), dynamicBatch: true, externalData: true);
        Assert.That(new FileInfo(path + ".data").Length, Is.GreaterThan(4 * (4 * 8 + 8 + 8 * 2 + 2)));
        using var runtime = new Runtime(path);
        var x = Tensor.RandN(3, 4);
        OnnxCase.Compare(runtime.Run(x)[0], net.Forward(x), 1e-5, "external");
    }

    [Test]
    public void Producer_description_and_properties()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("net.onnx");
        var model = new Linear(2, 2).ToOnnx(Tensor.RandN(1, 2));
        model.DocString = "a line";
        model.Metadata["author"] = "me";
        model.Save(path);
        using var runtime = new Runtime(path);
        Assert.Multiple(() =>
        {
            Assert.That(runtime.Metadata.ProducerName, Is.EqualTo("Autograd"));
            Assert.That(runtime.Metadata.GraphName, Is.EqualTo("Linear"));
            Assert.That(runtime.Metadata.Description, Is.EqualTo("a line"));
            Assert.That(runtime.Metadata.CustomMetadataMap["author"], Is.EqualTo("me"));
        });
    }

    [Test]
    public void A_weight_that_is_computed_is_computed_in_the_file()
    {
        var net = new Linear(4, 3);
        Parametrizations.WeightNorm(net);
        new OnnxCase("weight norm", () => (net, x => net.Forward(x[0])), n => [Tensor.RandN(n, 4)]).Check();
    }

    [Test]
    public void A_function_with_a_derivative_of_its_own_is_written_by_what_it_computes() =>
        OnnxCase.Function("function", x => new Cube().Apply(x), 3).Check();

    [Test]
    public void A_checkpoint_is_written_by_what_it_computes()
    {
        var net = new Sequential(new Linear(3, 3), new Tanh());
        new OnnxCase("checkpoint", () => (net, x => Checkpoint.Run(net.Forward, x[0])), n => [Tensor.RandN(n, 3)]).Check();
    }

    private sealed class Cube : Function
    {
        protected override Tensor Forward(FunctionContext context, Tensor[] inputs) => inputs[0] * inputs[0] * inputs[0];

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) => [grad];
    }
}
