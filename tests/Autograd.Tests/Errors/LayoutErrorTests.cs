namespace Autograd.Tests.Errors;

public class LayoutErrorTests
{
    private static readonly Tensor X = Tensor.Zeros(2, 3);
    private static readonly Tensor Number = Tensor.From(1f);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => Tensor.Cat([X, Number]), "Cat: tensor 1 is 0-dimensional and has no dimension to join along; use Stack"),
        Mistake.Argument(() => Tensor.Cat([]), "Cat: no tensor to join; pass at least one"),
        Mistake.Argument(() => Tensor.Cat([X, Tensor.Zeros(2, 2)]),
            "Cat: tensor 1 has shape (2, 2) and does not fit (2, 3); all sizes but that of dimension 0 must be the same"),
        Mistake.Range(() => Tensor.Cat([X, X], 2), "Cat: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"),
        Mistake.Argument(() => Tensor.Stack([]), "Stack: no tensor to join; pass at least one"),
        Mistake.Range(() => Tensor.Stack([X], 3), "Stack: dim 3 for tensors of shape (2, 3); use -3 to 2 (Parameter 'dim')"),
        Mistake.Argument(() => Tensor.Stack([X, X.T]), "Stack: tensor 1 has shape (3, 2) and tensor 0 (2, 3); all must have the same"),
        Mistake.Argument(() => X.Expand(-1, 2, 3), "Expand: -1 in a new dimension of (-1, 2, 3); only existing ones can keep their size"),
        Mistake.Argument(() => X.Expand(3, 3),
            "Expand: shape (2, 3) cannot be stretched to (3, 3); only sizes of 1 can grow, from the last dimension on"),
        Mistake.Argument(() => X.Expand(3),
            "Expand: shape (2, 3) cannot be stretched to (3,); only sizes of 1 can grow, from the last dimension on"),
        Mistake.Argument(() => X.Flip(1, -1), "Flip: dimension 1 is named twice in (1, -1); name each once"),
        Mistake.Range(() => X.Flip(2), "Flip: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"),
        Mistake.Argument(() => X.Permute(0, 0), "Permute: dims (0, 0) of shape (2, 3); name each of its 2 dimensions once"),
        Mistake.Argument(() => X.Permute(0), "Permute: dims (0,) of shape (2, 3); name each of its 2 dimensions once"),
        Mistake.State(() => _ = Tensor.Zeros(1, 2, 3).T,
            "T: a tensor of shape (1, 2, 3) has more than two dimensions; use Transpose(-2, -1) or Permute"),
        Mistake.Argument(() => X.Repeat(2), "Repeat: 1 repeats for shape (2, 3); name one for each of its 2 dimensions"),
        Mistake.Range(() => X.Repeat(2, -1), "Repeat: a negative repeat in (2, -1); each must be 0 or more (Parameter 'repeats')"),
        Mistake.Range(() => X.RepeatInterleave(-1), "RepeatInterleave: -1 repeats; there must be none or more (Parameter 'repeats')"),
        Mistake.Argument(() => X.RepeatInterleave([1, 2], 1), "RepeatInterleave: 2 repeats for dimension 1 with size 3; name one for each index"),
        Mistake.Range(() => X.RepeatInterleave([1, -2], 0),
            "RepeatInterleave: a negative repeat in (1, -2); each must be 0 or more (Parameter 'repeats')"),
        Mistake.Argument(() => X.T.View(6), "View: shape (3, 2) with strides (1, 3) cannot be seen as (6,) without a copy; use Reshape"),
        Mistake.Argument(() => X.Flatten(1, 0), "Flatten: startDim 1 comes after endDim 0; exchange them"),
        Mistake.Range(() => X.Unsqueeze(3), "Unsqueeze: dim 3 for shape (2, 3); use -3 to 2 (Parameter 'dim')"),
        Mistake.Argument(() => X.Reshape(-1, -1), "Reshape: shape (-1, -1); only one size may be -1, and none less"),
        Mistake.Argument(() => X.Reshape(-1, 4), "Reshape: 6 elements of shape (2, 3) do not fill shape (-1, 4); its sizes must multiply up to 6"),
        Mistake.Argument(() => X.View(4), "View: 6 elements of shape (2, 3) do not fill shape (4,); its sizes must multiply up to 6"),
        Mistake.Argument(() => Tensor.Zeros(0).Reshape(-1, 0),
            "Reshape: 0 elements of shape (0,) do not fill shape (-1, 0); its sizes must multiply up to 0"),
        Mistake.Range(() => X.Split(0), "Split: a size of 0; it must be positive (Parameter 'splitSize')"),
        Mistake.Argument(() => X.Split([3, -1]), "Split: a size is negative: (3, -1); each must be 0 or more"),
        Mistake.Argument(() => X.Split([1, 2]), "Split: sizes (1, 2) add up to 3, and dimension 0 has size 2; they must be the same"),
        Mistake.Range(() => X.Chunk(0), "Chunk: 0 chunks; there must be at least one (Parameter 'chunks')"),
        Mistake.Argument(() => Number.Tril(), "Tril: shape () has no matrix; it needs at least two dimensions"),
        Mistake.Argument(() => Tensor.Zeros(3).Triu(), "Triu: shape (3,) has no matrix; it needs at least two dimensions"),
        Mistake.Range(() => X.Unfold(1, 4, 1), "Unfold: windows of size 4 along dimension 1 with size 3; use 0 to 3 (Parameter 'size')"),
        Mistake.Range(() => X.Unfold(1, 2, 0), "Unfold: a step of 0; it must be positive (Parameter 'step')"),
        Mistake.Range(() => X.Squeeze(2), "Squeeze: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"),
        Mistake.Range(() => X.Transpose(0, 2), "Transpose: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"),
        Mistake.Range(() => Number.Flatten(0, 1), "Flatten: dim 1 is out of range for shape (); use -1 to 0 (Parameter 'dim')"),
        Mistake.Range(() => Number.Flip(1), "Flip: dim 1 is out of range for shape (); use -1 to 0 (Parameter 'dim')"),
        Mistake.Range(() => Number.Sum(1), "Sum: dim 1 is out of range for shape (); use -1 to 0 (Parameter 'dim')"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
