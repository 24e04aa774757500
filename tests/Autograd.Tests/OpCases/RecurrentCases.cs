namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpInput[] StepInputs => [In(2, 3), In(2, 4), In(4, 3), In(4, 4), In(4), In(4)];
    private static OpInput[] SequenceInputs => [In(3, 2, 3), .. StepInputs[1..]];

    private static OpCase[] Recurrent() =>
    [
        new("rnn_cell", x => Tensor.RnnCell(x[0], x[1], x[2], x[3], x[4], x[5], relu: false), StepInputs),
        new("rnn_cell_no_bias", x => Tensor.RnnCell(x[0], x[1], x[2], x[3], null, null, relu: false), StepInputs[..4]),
        new("rnn_cell_relu", x => Tensor.RnnCell(x[0], x[1], x[2], x[3], x[4], x[5], relu: true), StepInputs),
        new("rnn", x => Tensor.RnnLayer(x[0], x[1], x[2], x[3], x[4], x[5], relu: false, reverse: false), SequenceInputs),
        new("rnn_reverse", x => Tensor.RnnLayer(x[0], x[1], x[2], x[3], x[4], x[5], relu: false, reverse: true), SequenceInputs),
        new("rnn_no_bias", x => Tensor.RnnLayer(x[0], x[1], x[2], x[3], null, null, relu: false, reverse: false), SequenceInputs[..4]),
        new("rnn_relu", x => Tensor.RnnLayer(x[0], x[1], x[2], x[3], x[4], x[5], relu: true, reverse: false), SequenceInputs),
    ];
}
