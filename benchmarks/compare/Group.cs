using Autograd.Compare.Workloads;

namespace Autograd.Compare;

/// <summary>Workloads in two files of the same name in one folder: ours in C#, the peers' in Python.</summary>
/// <param name="Name">The name of the group and of its Python script.</param>
/// <param name="Title">The heading of its table.</param>
/// <param name="Rows">Our rows.</param>
/// <param name="Capabilities">
/// For each process of the peers, the instructions that PyTorch may use. By default it does not use AVX-512; rows that
/// may use it have "avx512" in the library's name.
/// </param>
internal sealed record Group(string Name, string Title, Func<IEnumerable<Row>> Rows, params string[] Capabilities)
{
    private const string Default = "", Avx512 = "avx512";

    public static Group[] All { get; } =
    [
        new("rnn", "Recurrent nets on 599 letters, hidden size 2, Adam", Rnn.Rows, Default),
        new("next_character", "Embedding, tanh, linear: the next letter, Adam", NextCharacter.Rows, Default),
        new("pattern_rnn", "A recurrent net on ten digits, hidden size 50, Adam", PatternRnn.Rows, Default),
        new("mnist", "MNIST, 784-50-10, relu, batches of 100, SGD", MnistNet.Rows, Default),
        new("parity", "Parity of 32 bits, 32-100-2, 50 batches of 100, SGD", Parity.Rows, Default),
        new("spiral", "Three spiral arms, 2-10-3, sigmoid, 10 batches of 30, SGD", Spiral.Rows, Default),
        new("small_ops", "One operation on few numbers, in chains of 100", SmallOps.Rows, Default),
        new("mlp", "Larger nets, batches of 128, SGD", Mlp.Rows, Default, Avx512),
        new("matmul", "Matrix products", MatMul.Rows, Default),
        new("elementwise", "Element by element, float32", Elementwise.Rows, Default, Avx512),
        new("reductions", "Sums, means and maxima, float32", Reductions.Rows, Default, Avx512),
        new("layers", "What layers are made of, float32", Layers.Rows, Default, Avx512),
        new("recurrent", "LSTM and GRU, 100 steps, forward and backward", Recurrent.Rows, Default, Avx512),
        new("convolution", "Convolution and pooling, float32", Convolutions.Rows, Default, Avx512),
        new("attention", "Attention and an encoder layer, 128 features, 8 heads, batches of 8", Attention.Rows, Default, Avx512),
        new("optimizers", "One step of an optimizer, float32", Optimizers.Rows, Default, Avx512),
        new("torch_files", "Files of PyTorch in the system's cache", TorchFiles.Rows, Default),
        new("loader", "A data loader's pass over 6,400 samples, batches of 64", Loader.Rows, Default),
        new("first_step", "From the start of the process to the end of the first training step", FirstStep.Rows, Default),
        new("kernels", "Kernels of matrix products, into memory that is used again", ProductKernels.Rows),
        new("files", "Files in the cache of the system", Files.Rows, Default),
        new("loops", "Against loops over arrays in C#, float32", Loops.Rows),
        new("host_heap", "Beside a large heap of the program's own, float32", HostHeap.Rows),
    ];

    public string Script => Path.Combine(Repository.Workloads, Name + ".py");
}
