using Autograd.NN;

namespace Autograd.Onnx.Tests;

public sealed class ErrorTests
{
    private const string WayOut = "compute it with other operations, or export the module without it and compute it outside";

    [Test]
    public void An_operation_without_a_form_is_named_with_its_module() => Fails<NotSupportedException>(
        () => new Sequential(new Linear(3, 3), new Block()).ToOnnx(Tensor.RandN(2, 3)),
        $"ExportOnnx: CumprodBackward0 (CumProdNode) in module 1 has no form in ONNX opset 18; {WayOut}");

    [Test]
    public void A_form_that_some_options_do_not_have_is_named_with_them()
    {
        var lstm = new LSTM(3, 4, projSize: 2);
        Fails<NotSupportedException>(
            () => lstm.ToOnnx(inputs => lstm.Forward(inputs[0]).Output, [Tensor.RandN(5, 1, 3)]),
            $"ExportOnnx: LstmBackward0 (LstmNode) has no form in ONNX opset 18: an LSTM of ONNX has no projection (projSize); {WayOut}");
    }

    [Test]
    public void Numbers_that_are_read_are_not_fixed() => Fails<InvalidOperationException>(
        () => Export(x => x * x.Sum().Item()),
        "Item: the numbers of a tensor of shape () are read while a forward pass is traced, and depend on its inputs: what follows would be fixed "
        + "to this input; compute with tensors (Where, Gather, Clamp), or do this outside of what is traced");

    [Test]
    public void The_module_that_reads_numbers_is_named() => Assert.That(
        () => new Sequential(new Tanh(), new Branch()).ToOnnx(Tensor.RandN(2, 3)),
        Throws.InvalidOperationException.With.Message.StartsWith(
            "ToArray: the numbers of a tensor of shape (3,) are read while a forward pass is traced, in module 1, and depend on its inputs"));

    [TestCase("a mask", "Nonzero")]
    [TestCase("a span", "AsSpan")]
    [TestCase("a copy", "CopyTo")]
    [TestCase("a condition", "Item")]
    [TestCase("classes", "OneHot")]
    public void Numbers_cannot_be_read_in_another_way(string how, string method)
    {
        Func<Tensor, Tensor> function = how switch
        {
            "a mask" => x => x[x > 0],
            "a span" => x => x * x.AsSpan<float>()[0],
            "a copy" => x =>
            {
                var numbers = new float[x.Numel];
                x.CopyTo<float>(numbers);
                return x * numbers[0];
            }
            ,
            "a condition" => x => (bool)(x > 0).All() ? x : -x,
            _ => x => (x > 0).Long().OneHot(),
        };
        Assert.That(() => Export(function), Throws.InvalidOperationException.With.Message.StartsWith($"{method}: the numbers of a tensor"));
    }

    [Test]
    public void What_is_drawn_at_random_is_no_constant() => Fails<NotSupportedException>(
        () => Export(x => x + DrawOf(x)),
        "ExportOnnx: AddBackward0 (AddOp) reads a tensor of shape (2, 3) and type Float32 that is no recorded result of the inputs, but differs from run "
        + "to run: it was drawn at random, or computed from the inputs or their sizes by an operation that cannot be traced; compute it with "
        + "operations that docs/onnx.md lists, or pass it as an input");

    [Test]
    public void A_loop_over_a_dynamic_axis_is_refused() => Assert.That(
        () => Export(x => x.Unbind().Aggregate((a, b) => (a + b).Tanh()), dynamicBatch: true),
        Throws.TypeOf<NotSupportedException>().With.Message.StartsWith("ExportOnnx: with twice the size of batch the forward pass does something else: ")
            .And.Message.EndsWith(
                "; a loop or a branch that depends on a size or on numbers cannot be exported with that axis dynamic: leave it out of dynamicAxes, or write it with tensors"));

    [Test]
    public void A_size_that_the_module_needs_cannot_be_dynamic() => Assert.That(
        () => Export(x => x.Reshape(2, 3) * 2, dynamicBatch: true),
        Throws.TypeOf<NotSupportedException>().With.Message.StartsWith("ExportOnnx: the forward pass fails with twice the size of batch, which tells what depends on the inputs: Reshape: 12 elements")
            .And.Message.EndsWith("; if it needs this size, leave the axis out of dynamicAxes"));

    [Test]
    public void Arguments_are_checked()
    {
        var net = new Linear(3, 2);
        Func<Tensor[], Tensor> forward = inputs => net.Forward(inputs[0]);
        Tensor[] one = [Tensor.RandN(2, 3)];
        Tensor[] two = [Tensor.RandN(2, 3), Tensor.RandN(4, 3)];
        Assert.Multiple(() =>
        {
            Argument(() => net.ToOnnx(forward, []), "ExportOnnx: no inputs; pass an example of each");
            Argument(() => net.ToOnnx(forward, [one[0], null!]), "ExportOnnx: input 1 is null; pass a tensor");
            Argument(() => net.ToOnnx(forward, one, ["a", "b"]), "ExportOnnx: 2 inputNames for 1 inputs; name each");
            Argument(() => net.ToOnnx(forward, two, ["a", "a"]), "ExportOnnx: inputNames \"a\", \"a\"; each must be there and differ from the others");
            Argument(() => net.ToOnnx(forward, one, null, ["a", "b"]), "ExportOnnx: 2 outputNames for 1 outputs; name each");
            Argument(() => net.ToOnnx(forward, one, ["a"], ["a"]), "ExportOnnx: \"a\" is the name of an input and of an output; they must differ");
            Argument(
                () => net.ToOnnx(forward, one, dynamicAxes: new() { ["y"] = new() { [0] = "batch" } }),
                "ExportOnnx: dynamicAxes for \"y\", which is no input; the inputs are input");
            Argument(
                () => net.ToOnnx(forward, one, dynamicAxes: new() { ["input"] = new() { [2] = "batch" } }),
                "ExportOnnx: dynamicAxes name dimension 2 of input, which has shape (2, 3)");
            Argument(
                () => net.ToOnnx(forward, one, dynamicAxes: new() { ["input"] = new() { [0] = "" } }),
                "ExportOnnx: dynamicAxes give no name to dimension 0 of input; call it batch, time, …");
            Argument(
                () => net.ToOnnx(forward, two, dynamicBatch: true),
                "ExportOnnx: the axis batch has size 4 in input_1 and 2 before; axes of one name have one size");
            Argument(
                () => net.ToOnnx(forward, [Tensor.RandN(0, 3)], dynamicBatch: true),
                "ExportOnnx: the axis batch has size 0 in input; pass an example with elements");
            Argument(
                () => net.ToOnnx(forward, [Tensor.From(1f)], dynamicBatch: true),
                "ExportOnnx: dynamicBatch for the input input, which has no dimension; name the axes in dynamicAxes");
            Argument(
                () => net.ToOnnx(_ => Array.Empty<Tensor>(), one),
                "ExportOnnx: the forward pass returned no tensor; return one, or several in a tuple, an array or a list");
            Assert.That(() => net.ExportOnnx("", one[0]), Throws.ArgumentException);
            Assert.That(() => OnnxExport.ToOnnx(null!, one[0]), Throws.ArgumentNullException);
            Assert.That(() => net.ExportOnnx("/no/such/folder/net.onnx", one[0]), Throws.InstanceOf<IOException>());
        });
    }

    [Test]
    public void A_failed_export_leaves_no_trace_behind()
    {
        Assert.That(() => Export(x => x * x.Sum().Item()), Throws.InvalidOperationException);
        Assert.That(Tracing.IsActive, Is.False);
        using (GradMode.NoGrad()) Assert.That(GradMode.IsEnabled, Is.False);
    }

    private static Tensor DrawOf(Tensor x) => Tensor.RandN([.. x.Shape.Sizes]);

    private static OnnxModel Export(Func<Tensor, Tensor> function, bool dynamicBatch = false) =>
        new NoModule().ToOnnx(inputs => function(inputs[0]), [Tensor.RandN(2, 3)], dynamicBatch: dynamicBatch);

    private static void Fails<T>(Action action, string message) where T : Exception =>
        Assert.That(action, Throws.TypeOf<T>().With.Message.EqualTo(message));

    private static void Argument(Action action, string message) =>
        Assert.That(action, Throws.ArgumentException.With.Message.StartsWith(message));

    private sealed class NoModule : Module;

    private sealed class Block : HookedModule
    {
        protected override Tensor ForwardCore(Tensor x) => x.CumProd(1);
    }

    private sealed class Branch : HookedModule
    {
        protected override Tensor ForwardCore(Tensor x) => x * x[0].ToArray<float>()[0];
    }
}
