using Autograd.NN;

namespace Autograd.Onnx.RuntimeTests;

/// <summary>Recurrent layers, embeddings and attention in ONNX Runtime.</summary>
public sealed class SequenceTests
{
    private static readonly OnnxCase[] Cases =
    [
        Recurrent("RNN", () => new RNN(3, 4, batchFirst: true)),
        Recurrent("RNN relu without bias", () => new RNN(3, 4, nonlinearity: Nonlinearity.Relu, bias: false, batchFirst: true)),
        Recurrent("RNN of two directions and layers", () => new RNN(3, 4, numLayers: 2, bidirectional: true, batchFirst: true)),
        Recurrent("GRU", () => new GRU(3, 4, batchFirst: true)),
        Recurrent("GRU of two directions and layers", () => new GRU(3, 4, numLayers: 2, bidirectional: true, batchFirst: true)),
        Recurrent("LSTM", () => new LSTM(3, 4, batchFirst: true)),
        Recurrent("LSTM without bias", () => new LSTM(3, 4, bias: false, batchFirst: true)),
        Recurrent("LSTM of two directions and layers", () => new LSTM(3, 4, numLayers: 2, bidirectional: true, batchFirst: true)),
        Recurrent("LSTM time first", () => new LSTM(3, 4)) with { DynamicDim = 1, Inputs = n => [Tensor.RandN(6, n, 3)] },
        Recurrent("LSTM of any length", () => new LSTM(3, 4, bidirectional: true)) with { Inputs = n => [Tensor.RandN(n, 2, 3)] },
        Recurrent("LSTM of one sequence", () => new LSTM(3, 4)) with { Inputs = n => [Tensor.RandN(n, 3)] },
        new OnnxCase(
            "LSTM with first states", () => new LSTM(3, 4) is var m ? (m, x => m.Forward(x[0], (x[1], x[2]))) : default,
            n => [Tensor.RandN(6, n, 3), Tensor.RandN(1, n, 4), Tensor.RandN(1, n, 4)]) { DynamicDim = 1 },
        new OnnxCase("RNNCell", () => new RNNCell(3, 4) is var m ? (m, x => m.Forward(x[0], x[1])) : default, n => [Tensor.RandN(n, 3), Tensor.RandN(n, 4)]),
        new OnnxCase("GRUCell", () => new GRUCell(3, 4) is var m ? (m, x => m.Forward(x[0], x[1])) : default, n => [Tensor.RandN(n, 3), Tensor.RandN(n, 4)]),
        new OnnxCase(
            "LSTMCell", () => new LSTMCell(3, 4) is var m ? (m, x => m.Forward(x[0], (x[1], x[2]))) : default,
            n => [Tensor.RandN(n, 3), Tensor.RandN(n, 4), Tensor.RandN(n, 4)]),
        new OnnxCase("Embedding", () => new Embedding(7, 3) is var m ? (m, x => m.Forward(x[0])) : default, n => [Tokens(n, 5, 7)]),
        new OnnxCase("Embedding with padding", () => new Embedding(7, 3, paddingIdx: 0) is var m ? (m, x => m.Forward(x[0])) : default, n => [Tokens(n, 5, 7)]),
        new OnnxCase(
            "MultiheadAttention", () => new MultiheadAttention(8, 2, batchFirst: true) is var m ? (m, x => m.Forward(x[0], x[0], x[0], needWeights: false).Output) : default,
            n => [Tensor.RandN(n, 5, 8)]),
        new OnnxCase(
            "MultiheadAttention of three with weights", () => new MultiheadAttention(8, 2) is var m ? (m, x => m.Forward(x[0], x[1], x[1])) : default,
            n => [Tensor.RandN(5, n, 8), Tensor.RandN(6, n, 8)]) { DynamicDim = 1 },
        OnnxCase.Function(
            "ScaledDotProductAttention", x => F.ScaledDotProductAttention(x[0], x[1], x[2]), n => [Tensor.RandN(n, 2, 5, 4), Tensor.RandN(n, 2, 6, 4), Tensor.RandN(n, 2, 6, 3)]),
        OnnxCase.Function("causal attention", x => F.ScaledDotProductAttention(x, x, x, isCausal: true), 2, 5, 4),
        new OnnxCase(
            "TransformerEncoderLayer", () => new TransformerEncoderLayer(8, 2, 16, batchFirst: true) is var m ? (m, x => m.Forward(x[0])) : default, n => [Tensor.RandN(n, 5, 8)]),
        new OnnxCase(
            "TransformerEncoder of any length",
            () => new TransformerEncoder(new TransformerEncoderLayer(8, 2, 16, batchFirst: true), 2) is var m ? (m, x => m.Forward(x[0])) : default,
            n => [Tensor.RandN(2, n, 8)]) { DynamicDim = 1 },
        new OnnxCase(
            "TransformerDecoderLayer", () => new TransformerDecoderLayer(8, 2, 16, batchFirst: true) is var m ? (m, x => m.Forward(x[0], x[1])) : default,
            n => [Tensor.RandN(n, 5, 8), Tensor.RandN(n, 6, 8)]),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Sequence(object onnxCase) => ((OnnxCase)onnxCase).Check();

    private static OnnxCase Recurrent(string name, Func<Module> make) => new(
        name,
        () =>
        {
            var module = make();
            return (module, x => module switch
            {
                RNN rnn => rnn.Forward(x[0]),
                GRU gru => gru.Forward(x[0]),
                _ => ((LSTM)module).Forward(x[0]),
            });
        },
        n => [Tensor.RandN(n, 6, 3)]);

    private static Tensor Tokens(int batch, int length, int count) => Tensor.RandInt(0, count, [batch, length]);
}
