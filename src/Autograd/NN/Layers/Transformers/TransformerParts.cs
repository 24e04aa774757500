namespace Autograd.NN;

/// <summary>
/// What layers of encoders and decoders compute alike. It is no base class, whose fields would come before theirs in the state.
/// </summary>
internal static class TransformerParts
{
    /// <summary>Attention of queries to keys, which are the values too, and the dropout behind it.</summary>
    public static Tensor Attend(
        MultiheadAttention attention, Dropout dropout, Tensor query, Tensor key, Tensor? keyPaddingMask, Tensor? mask, bool isCausal) =>
        dropout.Forward(attention.Forward(query, key, key, keyPaddingMask, needWeights: false, mask, isCausal: isCausal).Output);

    /// <summary>The perceptron: W₂·dropout(activation(W₁·x)), where ReLU is the activation if none is given.</summary>
    public static Tensor Feed(Tensor x, Linear linear1, UnaryModule? module, Func<Tensor, Tensor>? function, Dropout dropout, Linear linear2)
    {
        var hidden = linear1.Forward(x);
        hidden = module is not null ? module.Forward(hidden) : function is not null ? function(hidden) : hidden.Relu();
        return linear2.Forward(dropout.Forward(hidden));
    }
}
