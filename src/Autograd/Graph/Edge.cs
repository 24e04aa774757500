namespace Autograd;

/// <summary>
/// The destination of the gradient of one input: the node that produced the input, and the index of the input among
/// that node's outputs.
/// </summary>
internal readonly record struct Edge(Node? Node, int OutputIndex);
