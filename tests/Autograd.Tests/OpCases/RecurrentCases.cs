namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpInput[] StepInputs => [In(2, 3), In(2, 4), In(4, 3), In(4, 4), In(4), In(4)];
    private static OpInput[] SequenceInputs => [In(3, 2, 3), .. StepInputs[1..]];

    private static Tensor RunGru(Tensor[] x) => Tensor.Gru(x[0], x[1], x[2], x[3], x[4], x[5], reverse: false);

    private static OpInput[] GatedInputs(int gates, OpInput x, params OpInput[] states) =>
        [x, .. states, Between(-1, 1, gates * 2, 3), Between(-1, 1, gates * 2, states[0].Shape[1]), In(gates * 2), In(gates * 2)];

    private static OpInput[] LstmInputs(OpInput x) => GatedInputs(4, x, In(2, 2), In(2, 2));

    /// <summary>Both results in one.</summary>
    private static Tensor RunLstm(Tensor[] x, bool bias = true, int projection = -1, bool reverse = false)
    {
        var (output, cell) = Tensor.Lstm(
            x[0], x[1], x[2], x[3], x[4], bias ? x[5] : null, bias ? x[6] : null, projection < 0 ? null : x[projection], reverse);
        return Tensor.Cat([output.Reshape(output.Numel), cell.Reshape(cell.Numel)]);
    }

    private static OpCase[] Recurrent() =>
    [
        new("lstm", x => RunLstm(x), LstmInputs(In(3, 2, 3))),
        new("lstm_reverse", x => RunLstm(x, reverse: true), LstmInputs(In(3, 2, 3))),
        new("lstm_no_bias", x => RunLstm(x, bias: false), LstmInputs(In(3, 2, 3))[..5]),
        new("lstm_cell", x => RunLstm(x), LstmInputs(In(2, 3))),
        new("lstm_projected", x => RunLstm(x, projection: 7), [.. GatedInputs(4, In(3, 2, 3), In(2, 1), In(2, 2)), In(1, 2)]),
        new("gru", RunGru, GatedInputs(3, In(3, 2, 3), In(2, 2))),
        new("gru_reverse", x => Tensor.Gru(x[0], x[1], x[2], x[3], x[4], x[5], reverse: true), GatedInputs(3, In(3, 2, 3), In(2, 2))),
        new("gru_no_bias", x => Tensor.Gru(x[0], x[1], x[2], x[3], null, null, reverse: false),
            GatedInputs(3, In(3, 2, 3), In(2, 2))[..4]),
        new("gru_cell", RunGru, GatedInputs(3, In(2, 3), In(2, 2))),
        new("rnn_cell", x => Tensor.RnnCell(x[0], x[1], x[2], x[3], x[4], x[5], relu: false), StepInputs),
        new("rnn_cell_no_bias", x => Tensor.RnnCell(x[0], x[1], x[2], x[3], null, null, relu: false), StepInputs[..4]),
        new("rnn_cell_relu", x => Tensor.RnnCell(x[0], x[1], x[2], x[3], x[4], x[5], relu: true), StepInputs),
        new("rnn", x => Tensor.RnnLayer(x[0], x[1], x[2], x[3], x[4], x[5], relu: false, reverse: false), SequenceInputs),
        new("rnn_reverse", x => Tensor.RnnLayer(x[0], x[1], x[2], x[3], x[4], x[5], relu: false, reverse: true), SequenceInputs),
        new("rnn_no_bias", x => Tensor.RnnLayer(x[0], x[1], x[2], x[3], null, null, relu: false, reverse: false), SequenceInputs[..4]),
        new("rnn_relu", x => Tensor.RnnLayer(x[0], x[1], x[2], x[3], x[4], x[5], relu: true, reverse: false), SequenceInputs),
    ];
}
