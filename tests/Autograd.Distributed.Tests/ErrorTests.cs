namespace Autograd.Distributed.Tests;

/// <summary>The texts of errors that need no second process.</summary>
public sealed class ErrorTests
{
    private static readonly Tensor _x = Tensor.Zeros(3);

    private static readonly (Action Call, string Message)[] _cases =
    [
        (() => Distributed.AllReduce(Tensor.From([1, 2]), ReduceOp.Mean),
            "AllReduce: a mean of Int64; use ReduceOp.Sum, or convert with To(DType.Float32) first (Parameter 'op')"),
        (() => Distributed.AllReduce(_x, (ReduceOp)9), "AllReduce: 9 is no way to combine elements (Parameter 'op')\nActual value was 9."),
        (() => Distributed.Broadcast(_x, 1), "Broadcast: src is rank 1 of a group of 1; it must be from 0 to 0 (Parameter 'src')"),
        (() => Distributed.Gather(_x, -1), "Gather: dst is rank -1 of a group of 1; it must be from 0 to 0 (Parameter 'dst')"),
        (() => Distributed.Send(_x, 0), "Send: dst is rank 0, this process itself; name another one (Parameter 'dst')"),
        (() => Distributed.AllGatherInto(Tensor.Zeros(4), _x),
            "AllGatherInto: tensors of 4 and 3 elements, where the first must have 3, 1 times the second's"),
        (() => Distributed.AllToAll(Tensor.Zeros([3], DType.Float64), _x),
            "AllToAll: Float64 and Float32; input and output must be of one type"),
        (() => Distributed.Scatter(_x, null),
            "Scatter: 0 inputs on rank 0 for a group of 1; there must be one for each rank (Parameter 'inputs')"),
        (() => Distributed.Scatter(_x, [Tensor.Zeros(4)]),
            "Scatter: an input is Float32 of shape (4,), the output Float32 of (3,); they must be alike (Parameter 'inputs')"),
        (() => Distributed.NewGroup(), "NewGroup: there are no ranks; name one at least (Parameter 'ranks')"),
        (() => Distributed.NewGroup(0, 0), "NewGroup: ranks 0, 0 name one twice (Parameter 'ranks')"),
        (() => DistributedFunctions.AllReduce(_x, ReduceOp.Max),
            "AllReduce: Max has no derivative here; use Sum or Mean, or Distributed.AllReduce (Parameter 'op')"),
        (() => DistributedFunctions.AllGather(Tensor.From(1.0)),
            "AllGather: a tensor of shape () for 1 ranks; dimension 0 must be a multiple of them (Parameter 'x')"),
        (() => Distributed.Init(TimeSpan.Zero), "Init: timeout is 00:00:00; it must be positive (Parameter 'timeout')"),
        (() =>
        {
            _ = Distributed.World;
            Distributed.Init();
        }, "Init: this process has begun already; call Init first of all, and once"),
    ];

    [TestCaseSource(nameof(Indices))]
    public void Says_what_is_wrong(int index) =>
        Assert.That(() => _cases[index].Call(), Throws.Exception.With.Message.EqualTo(_cases[index].Message));

    private static IEnumerable<int> Indices() => Enumerable.Range(0, _cases.Length);
}
