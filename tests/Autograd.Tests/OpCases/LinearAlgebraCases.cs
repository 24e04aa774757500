namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] LinearAlgebra() =>
    [
        new("matmul", x => x[0].MatMul(x[1]), In(2, 3), In(3, 4)),
        new("matmul_transposed", x => x[0].T.MatMul(x[1].T), In(3, 2), In(4, 3)),
        new("matmul_vectors", x => x[0].MatMul(x[1]), In(3), In(3)),
        new("matmul_matrix_vector", x => x[0].MatMul(x[1]), In(2, 3), In(3)),
        new("matmul_vector_matrix", x => x[0].MatMul(x[1]), In(3), In(3, 2)),
        new("matmul_batch", x => x[0].MatMul(x[1]), In(2, 2, 3), In(2, 3, 2)),
        new("matmul_batch_matrix", x => x[0].MatMul(x[1]), In(2, 2, 3), In(3, 2)),
        new("matmul_matrix_batch", x => x[0].MatMul(x[1]), In(2, 3), In(2, 3, 2)),
        new("matmul_batch_broadcast", x => x[0].MatMul(x[1]), In(2, 1, 2, 3), In(3, 3, 1)),
        new("matmul_vector_batch", x => x[0].MatMul(x[1]), In(3), In(2, 3, 2)),
        new("matmul_batch_vector", x => x[0].MatMul(x[1]), In(2, 2, 3), In(3)),
        new("linear", x => Autograd.NN.F.Linear(x[0], x[1], x[2]), In(2, 3), In(4, 3), In(4)),
        new("linear_no_bias", x => Autograd.NN.F.Linear(x[0], x[1]), In(2, 3), In(4, 3)),
        new("linear_batch", x => Autograd.NN.F.Linear(x[0], x[1], x[2]), In(2, 2, 3), In(4, 3), In(4)),
        new("linear_vector", x => Autograd.NN.F.Linear(x[0], x[1], x[2]), In(3), In(4, 3), In(4)),
        new("linear_one_output", x => Autograd.NN.F.Linear(x[0], x[1]), In(2, 3), In(3)),
        new("linear_one_output_batch", x => Autograd.NN.F.Linear(x[0], x[1]), In(2, 2, 3), In(3)),
        new("linear_one_output_bias", x => Autograd.NN.F.Linear(x[0], x[1], x[2]), In(3), In(3), In()),
    ];
}
