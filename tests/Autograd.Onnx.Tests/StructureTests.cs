using Autograd.NN;

namespace Autograd.Onnx.Tests;

public sealed class StructureTests
{
    private static Sequential Net() => new(new Linear(4, 8), new Tanh(), new Dropout(0.5), new Linear(8, 2));

    [Test]
    public void A_layer_is_a_node_named_after_its_module()
    {
        var model = Net().ToOnnx(Tensor.RandN(3, 4));
        Assert.Multiple(() =>
        {
            Assert.That(model.Nodes.Select(node => node.OpType), Is.EqualTo(new[] { "Gemm", "Tanh", "Gemm" }));
            Assert.That(model.Nodes.Select(node => node.Name), Is.EqualTo(new[] { "/0/Gemm", "/1/Tanh", "/3/Gemm" }));
            Assert.That(model.Nodes[0].Inputs, Is.EqualTo(new[] { "input", "0.weight", "0.bias" }));
            Assert.That(model.Nodes[^1].Outputs, Is.EqualTo(new[] { "output" }));
            Assert.That(model.Name, Is.EqualTo("Sequential"));
        });
    }

    [Test]
    public void Weights_have_their_names_in_the_state()
    {
        var net = Net();
        var model = net.ToOnnx(Tensor.RandN(3, 4));
        Assert.That(model.Initializers.Keys, Is.EquivalentTo(net.StateDict().Keys));
    }

    [Test]
    public void Buffers_and_frozen_weights_have_their_names_too()
    {
        var net = new Sequential(new Conv2d(1, 2, 3), new BatchNorm2d(2));
        foreach (var parameter in net.Parameters()) parameter.RequiresGrad = false;
        var model = net.ToOnnx(Tensor.RandN(1, 1, 5, 5));
        Assert.That(
            model.Initializers.Keys,
            Is.EquivalentTo(new[] { "0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var" }));
    }

    [Test]
    public void A_weight_that_two_layers_share_is_written_once()
    {
        var (first, second) = (new Linear(3, 3, bias: false), new Linear(3, 3, bias: false));
        second.Weight = first.Weight;
        var model = new Sequential(first, new Tanh(), second).ToOnnx(Tensor.RandN(1, 3));
        Assert.Multiple(() =>
        {
            Assert.That(model.Initializers.Keys, Is.EqualTo(new[] { "0.weight" }));
            Assert.That(model.Nodes.Count(node => node.Inputs.Contains("0.weight")), Is.EqualTo(2));
        });
    }

    [Test]
    public void Inputs_and_outputs_name_their_dynamic_axes()
    {
        var model = Net().ToOnnx(Tensor.RandN(3, 4), ["x"], ["y"], dynamicBatch: true);
        Assert.That((model.Inputs[0].ToString(), model.Outputs[0].ToString()), Is.EqualTo(("x Float32 (batch, 4)", "y Float32 (batch, 2)")));
        model = new Flatten(0).ToOnnx(Tensor.RandN(3, 4), dynamicBatch: true);
        Assert.That(model.Outputs[0].ToString(), Is.EqualTo("output Float32 (4*batch,)"));
    }

    [Test]
    public void The_batch_is_no_constant_of_a_reshape()
    {
        var net = new Linear(12, 2);
        var model = net.ToOnnx(
            inputs => net.Forward(inputs[0].Reshape(inputs[0].Size(0), 12)), [Tensor.RandN(7, 3, 4)], dynamicBatch: true);
        var reshape = model.Nodes.Single(node => node.OpType == "Reshape");
        Assert.That(model.Initializers[reshape.Inputs[1]].ToArray<long>(), Is.EqualTo(new long[] { 0, 12 }));
    }

    [Test]
    public void The_bytes_are_those_of_the_schema()
    {
        var model = Net().ToOnnx(Tensor.RandN(3, 4), dynamicBatch: true);
        model.DocString = "two layers";
        model.Metadata["key"] = "value";
        var file = new ProtoReader(model.ToByteArray());
        var graph = file.Message(7);
        Assert.Multiple(() =>
        {
            Assert.That(file.Number(1), Is.EqualTo(8), "ir_version");
            Assert.That(file.Text(2), Is.EqualTo("Autograd"), "producer_name");
            Assert.That(file.Text(3), Is.Not.Empty, "producer_version");
            Assert.That(file.Text(6), Is.EqualTo("two layers"), "doc_string");
            Assert.That(file.Message(8).Number(2), Is.EqualTo(18), "opset");
            Assert.That((file.Message(14).Text(1), file.Message(14).Text(2)), Is.EqualTo(("key", "value")));
            Assert.That(graph.Messages(1).Select(node => node.Text(4)), Is.EqualTo(new[] { "Gemm", "Tanh", "Gemm" }));
            Assert.That(graph.Messages(1)[0].Texts(1), Is.EqualTo(new[] { "input", "0.weight", "0.bias" }));
            Assert.That(graph.Message(11).Text(1), Is.EqualTo("input"));
            Assert.That(graph.Message(12).Text(1), Is.EqualTo("output"));
        });
        var dims = graph.Message(11).Message(2).Message(1).Message(2).Messages(1);
        Assert.That((dims[0].Text(2), dims[1].Number(1)), Is.EqualTo(("batch", 4L)));
        var weight = graph.Messages(5).Single(tensor => tensor.Text(8) == "0.weight");
        Assert.That(weight.Numbers(1), Is.EqualTo(new long[] { 8, 4 }));
        Assert.That((weight.Number(2), weight.Bytes(9).Length), Is.EqualTo((1L, 4 * 32)));
    }

    [Test]
    public void Module_generator_and_graph_are_left_as_they_were()
    {
        var net = Net();
        net[3].Eval();
        var input = Tensor.RandN(3, 4);
        var state = Generator.Default.GetState();
        var model = net.ToOnnx(input);
        Assert.Multiple(() =>
        {
            Assert.That(net.Modules().Select(module => module.IsTraining), Is.EqualTo(new[] { true, true, true, true, false }));
            Assert.That(Generator.Default.GetState(), Is.EqualTo(state));
            Assert.That(net.Parameters().All(parameter => parameter.Grad is null));
            Assert.That(net.RegisterForwardHook((_, _, _) => { }), Is.Not.Null);
            Assert.That(model.ToString(), Does.StartWith("Sequential: ONNX opset 18, 3 nodes, 4 initializers"));
        });
    }

    [Test]
    public void A_layer_that_runs_twice_is_two_nodes()
    {
        var layer = new Linear(3, 3);
        var model = layer.ToOnnx(inputs => layer.Forward(layer.Forward(inputs[0])), [Tensor.RandN(1, 3)]);
        Assert.That(model.Nodes.Select(node => node.Name), Is.EqualTo(new[] { "/Gemm", "/Gemm_1" }));
    }

    [Test]
    public void A_lstm_is_a_node_for_each_layer_and_direction()
    {
        var lstm = new LSTM(3, 4, numLayers: 2, bidirectional: true);
        var model = lstm.ToOnnx(inputs => lstm.Forward(inputs[0]).Output, [Tensor.RandN(5, 1, 3)]);
        var nodes = model.Nodes.Where(node => node.OpType == "LSTM").ToArray();
        Assert.That(
            nodes.Select(node => node.Attributes["direction"]), Is.EqualTo(new[] { "forward", "reverse", "forward", "reverse" }));
        Assert.That(model.Initializers.Keys, Does.Contain("weight_ih_l0.onnx"));
    }

    [TestCase(DType.Float16, 10)]
    [TestCase(DType.BFloat16, 16)]
    [TestCase(DType.Float32, 1)]
    [TestCase(DType.Float64, 11)]
    public void Weights_keep_their_type(DType type, long elementType)
    {
        var model = new Linear(2, 2, dtype: type).ToOnnx(Tensor.RandN(1, 2).To(type));
        var weight = new ProtoReader(model.ToByteArray()).Message(7).Messages(5)[0];
        Assert.That((weight.Number(2), weight.Bytes(9).Length), Is.EqualTo((elementType, 4 * type.ItemSize())));
    }
}
