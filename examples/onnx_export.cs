#:project Common/Common.csproj
#:project ../src/Autograd.Onnx/Autograd.Onnx.csproj

// A net that was trained here, as a file that other programs run: ONNX.
//
//     dotnet run examples/onnx_export.cs
//     dotnet run examples/onnx_export.cs -- --keep      leaves the files in the folder onnx
//
// The net takes the pixels as they are in the files of MNIST, so that whoever runs it need not know how to scale them.
// tests/Autograd.Onnx.RuntimeTests runs such files in ONNX Runtime; docs/onnx.md says what can be written.

using Autograd;
using Autograd.Data;
using Autograd.Examples;
using Autograd.NN;
using Autograd.Onnx;

const int batchSize = 64;

var arguments = new Arguments(args, fullEpochs: 400, "--keep");
var published = new Published("What an export writes");
var (images, labels, testImages, testLabels) = Mnist.Load(Files.Find("data/mnist"));
var folder = arguments.Has("--keep") ? Directory.CreateDirectory("onnx").FullName : Directory.CreateTempSubdirectory().FullName;

// ---------------------------------------------------------------- A net, trained for a moment

Generator.ManualSeed(0);
var net = new Digits();
var optimizer = new Adam(net.Parameters(), lr: 0.002);
var progress = Progress.Range(arguments.Epochs, "training");
foreach (var step in progress)
{
    var batch = Tensor.RandInt(0, images.Size(0), [batchSize]);
    var loss = F.CrossEntropy(net.Forward(images[batch]), labels[batch].Long());
    loss.Backward();
    optimizer.Step();
    optimizer.ZeroGrad();
    progress.Set("loss", loss.Item());
}

net.Eval();
var answers = net.Forward(testImages).ArgMax(dim: 1);
Console.WriteLine($"reads {answers.Eq(testLabels.Long()).Float().Mean().Item():P1} of the test digits\n");

// ---------------------------------------------------------------- The file

// One image as an example of the input. Its first dimension is the batch, which may have any size in the file.
var path = Path.Combine(folder, "digits.onnx");
var model = net.ToOnnx(testImages[..1], inputNames: ["pixels"], outputNames: ["scores"], dynamicBatch: true);
model.DocString = "Reads handwritten digits of 28 x 28 pixels from 0 to 255.";
model.Metadata["data"] = "MNIST";
model.Save(path);
Console.WriteLine(model);
Console.WriteLine($"{Path.GetFileName(path)}: {new FileInfo(path).Length:N0} bytes\n");

var weights = net.Parameters().Sum(parameter => parameter.Numel);
published.Row("input", "pixels UInt8 (batch, 28, 28)", $"{model.Inputs[0]}");
published.Row("output", "scores Float32 (batch, 10)", $"{model.Outputs[0]}");
published.Claim("weights under their names in the state", net.NamedParameters().All(named => model.Initializers.ContainsKey(named.Name)));
published.Claim("little but the weights in the file", new FileInfo(path).Length < 4 * weights + 5000);
published.Claim("no dropout", model.Nodes.All(node => node.OpType != "Dropout"));

// ---------------------------------------------------------------- Several inputs and outputs, axes of any length

var lstm = new LSTM(inputSize: 8, hiddenSize: 16, bidirectional: true);
model = lstm.ExportOnnx(
    Path.Combine(folder, "lstm.onnx"), inputs => lstm.Forward(inputs[0], (inputs[1], inputs[2])),
    [Tensor.Zeros(5, 2, 8), Tensor.Zeros(2, 2, 16), Tensor.Zeros(2, 2, 16)],
    inputNames: ["x", "h0", "c0"], outputNames: ["y", "h", "c"],
    dynamicAxes: new()
    {
        ["x"] = new() { [0] = "time", [1] = "batch" },
        ["h0"] = new() { [1] = "batch" },
        ["c0"] = new() { [1] = "batch" },
    });
foreach (var (name, value) in model.Inputs.Select(input => ("in ", input)).Concat(model.Outputs.Select(output => ("out", output))))
    Console.WriteLine($"lstm.onnx: {name} {value}");
published.Row("output of the LSTM", "y Float32 (time, batch, 32)", $"{model.Outputs[0]}");
published.Row("its nodes", "2 LSTM", $"{model.Nodes.Count(node => node.OpType == "LSTM")} LSTM");

// ---------------------------------------------------------------- What cannot be written says so

try
{
    net.ToOnnx(inputs => net.Forward(inputs[0]).CumProd(1), [testImages[..1]]);
}
catch (NotSupportedException e)
{
    Console.WriteLine($"\n{e.Message}");
    published.Claim("an operation that ONNX has not is named", e.Message.Contains("Cumprod", StringComparison.Ordinal));
}

if (!arguments.Has("--keep")) Directory.Delete(folder, recursive: true);
return published.Print();

sealed class Digits : UnaryModule
{
    readonly Conv2d _conv = new(1, 8, kernelSize: 5, stride: 2);
    readonly BatchNorm2d _norm = new(8);
    readonly Dropout _dropout = new(0.2);
    readonly Linear _hidden = new(8 * 12 * 12, 64), _scores = new(64, 10);

    public override Tensor Forward(Tensor x)
    {
        x = (x.Unsqueeze(1).Float() / 255 - 0.1307) / 0.3081;
        x = _norm.Forward(_conv.Forward(x)).Relu();
        x = _hidden.Forward(x.Reshape(x.Size(0), -1)).Relu();
        return _scores.Forward(_dropout.Forward(x));
    }
}
