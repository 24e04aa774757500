using System.Globalization;
using TorchSharp;
using TorchSharpWorker;
using TorchSharpWorker.Workloads;

// Measures the rows of one group in libtorch; the arguments are the group's name and the number of threads.
var rows = args[0] switch
{
    "rnn" => Rnn.Rows(),
    "next_character" => NextCharacter.Rows(),
    "pattern_rnn" => PatternRnn.Rows(),
    "mnist" => MnistNet.Rows(),
    "parity" => Parity.Rows(),
    "spiral" => Spiral.Rows(),
    "small_ops" => SmallOps.Rows(),
    "mlp" => Mlp.Rows(),
    "matmul" => MatMul.Rows(),
    "elementwise" => Elementwise.Rows(),
    "reductions" => Reductions.Rows(),
    "layers" => Layers.Rows(),
    "recurrent" => Recurrent.Rows(),
    "convolution" => Convolutions.Rows(),
    "attention" => Attention.Rows(),
    "optimizers" => Optimizers.Rows(),
    _ => [],
};

try
{
    NativeLibraries.Load();
    set_num_threads(int.Parse(args[1], CultureInfo.InvariantCulture));
}
catch (Exception e)
{
    Console.Error.WriteLine($"libtorch cannot be loaded: {NativeLibraries.Reason(e)}");
    return 1;
}

var version = typeof(torch).Assembly.GetName().Version!.ToString(3);
Worker.Serve(rows, new() { ["TorchSharp"] = $"{version}, libtorch {__version__}; {get_num_threads()} thread(s)" });
return 0;
