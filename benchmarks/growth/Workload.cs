using Autograd.NN;

namespace Autograd.Growth;

/// <summary>A net with its data, ready to be trained.</summary>
/// <param name="Parameters">What is trained.</param>
/// <param name="Loss">The forward pass.</param>
/// <param name="Flops">
/// The floating-point operations of a step's products, forward and backward, where a formula is known; otherwise 0.
/// </param>
internal sealed record Workload(IReadOnlyList<Tensor> Parameters, Func<Tensor> Loss, double Flops = 0)
{
    /// <summary>The tokens of a step of <see cref="LanguageModel"/>.</summary>
    public const int Tokens = Batch * Context;

    private const int Batch = 2, Context = 128, Vocabulary = 256;

    /// <summary>A perceptron with relu, as wide at its input as inside, and ten classes.</summary>
    public static Workload Perceptron(int width, int depth, int batch)
    {
        var layers = new List<UnaryModule>();
        for (var i = 0; i < depth; i++)
        {
            layers.Add(new Linear(width, width));
            layers.Add(new ReLU());
        }

        layers.Add(new Linear(width, 10));
        var net = new Sequential([.. layers]);
        var x = Tensor.RandN(batch, width);
        var y = Tensor.RandInt(0, 10, [batch]);
        var lossFn = new CrossEntropyLoss();

        // Each weight takes part in three products, but for the first layer's gradient of the input, which nobody needs.
        double square = (double)width * width, flops = 2.0 * batch * (3 * (depth * square + 10.0 * width) - square);
        return new([.. net.Parameters()], () => lossFn.Forward(net.Forward(x), y), flops);
    }

    /// <summary>A recurrent layer over a sequence.</summary>
    public static Workload Recurrent(int hidden, int batch, int length)
    {
        var net = new RNN(64, hidden);
        var x = Tensor.RandN(length, batch, 64);
        return new([.. net.Parameters()], () => net.Forward(x).Output.Square().Mean());
    }

    /// <summary>A layer of a transformer over a sequence, in which every element sees every other.</summary>
    public static Workload Attention(int width, int heads, int batch, int length)
    {
        var net = new TransformerEncoderLayer(width, heads, 4 * width, dropout: 0, batchFirst: true);
        var x = Tensor.RandN(batch, length, width);
        return new([.. net.Parameters()], () => net.Forward(x).Square().Mean());
    }

    /// <summary>A language model of bytes, a GPT, that reads two texts of 128 at a time.</summary>
    public static Workload LanguageModel(ModelSize size)
    {
        var net = new Gpt(size.Width, size.Heads, size.Layers);
        var x = Tensor.RandInt(0, Vocabulary, [Batch, Context]);
        var y = Tensor.RandInt(0, Vocabulary, [Batch * Context]);
        var parameters = net.Parameters().ToArray();

        // Six operations a parameter and token, but for the tables of embeddings, and attention's two products a layer.
        var multiplied = parameters.Sum(parameter => (double)parameter.Numel) - (Vocabulary + Context) * size.Width;
        var flops = 6.0 * Tokens * (multiplied + size.Layers * Context * size.Width);
        return new(parameters, () => F.CrossEntropy(net.Forward(x).Flatten(0, 1), y), flops);
    }

    private sealed class Gpt : Module
    {
        private readonly Embedding _tokens, _positions;
        private readonly TransformerEncoder _blocks;
        private readonly Linear _head;

        public Gpt(int width, int heads, int layers)
        {
            _tokens = new Embedding(Vocabulary, width);
            _positions = new Embedding(Context, width);
            var layer = new TransformerEncoderLayer(width, heads, 4 * width, dropout: 0, new GELU(), batchFirst: true, normFirst: true);
            _blocks = new TransformerEncoder(layer, layers, new LayerNorm(width));
            _head = new Linear(width, Vocabulary, bias: false);
        }

        public Tensor Forward(Tensor x) =>
            _head.Forward(_blocks.Forward(_tokens.Forward(x) + _positions.Forward(Tensor.Arange(Context)), isCausal: true));
    }
}

/// <summary>The size of a language model.</summary>
internal readonly record struct ModelSize(int Width, int Heads, int Layers)
{
    /// <summary>From thirteen thousand to a hundred million parameters.</summary>
    public static ModelSize[] All { get; } =
        [new(16, 1, 1), new(32, 2, 2), new(64, 4, 2), new(128, 4, 5), new(256, 8, 6), new(512, 8, 8), new(832, 13, 12)];
}
