using System.ComponentModel;

namespace Autograd;

// A summary of each member would only repeat its Obsolete attribute.
#pragma warning disable CS1591

/// <summary>
/// Names that a user of PyTorch, NumPy or Python types first and that are spelled differently here. Using one is a
/// compile error that gives the right name. Editors do not list them.
/// </summary>
/// <remarks>
/// They are properties of type dynamic, so that a call with any arguments compiles up to that error. A method would
/// need matching parameters, and the compiler would complain about the arguments instead. NameTests derives the list
/// from the public API and from the names of the other libraries.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Signposts
{
    extension(Tensor receiver)
    {
        [Obsolete("Add_ is spelled AddInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Add_ => NoMember();

        [Obsolete("Bfloat16 is spelled BFloat16", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Bfloat16 => NoMember();

        [Obsolete("Addcdiv is spelled AddCDiv", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Addcdiv => NoMember();

        [Obsolete("AddcdivInPlace is spelled AddCDivInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic AddcdivInPlace => NoMember();

        [Obsolete("Addcdiv_ is spelled AddCDivInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Addcdiv_ => NoMember();

        [Obsolete("Addcmul is spelled AddCMul", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Addcmul => NoMember();

        [Obsolete("AddcmulInPlace is spelled AddCMulInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic AddcmulInPlace => NoMember();

        [Obsolete("Addcmul_ is spelled AddCMulInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Addcmul_ => NoMember();

        [Obsolete("Addmm is spelled AddMM", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Addmm => NoMember();

        [Obsolete("Addmv is spelled AddMV", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Addmv => NoMember();

        [Obsolete("Allclose is spelled AllClose", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Allclose => NoMember();

        [Obsolete("Amax is spelled AMax", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Amax => NoMember();

        [Obsolete("Amin is spelled AMin", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Amin => NoMember();

        [Obsolete("Aminmax is spelled AMinMax", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Aminmax => NoMember();

        [Obsolete("Argmax is spelled ArgMax", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Argmax => NoMember();

        [Obsolete("Argmin is spelled ArgMin", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Argmin => NoMember();

        [Obsolete("Argsort is spelled ArgSort", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Argsort => NoMember();

        [Obsolete("Atleast1d is spelled AtLeast1D", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Atleast1d => NoMember();

        [Obsolete("Atleast2d is spelled AtLeast2D", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Atleast2d => NoMember();

        [Obsolete("Atleast3d is spelled AtLeast3D", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Atleast3d => NoMember();

        [Obsolete("Baddbmm is spelled BAddBMM", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Baddbmm => NoMember();

        [Obsolete("Bernoulli_ is spelled BernoulliInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Bernoulli_ => NoMember();

        [Obsolete("CELU is spelled Celu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic CELU => NoMember();

        [Obsolete("Cauchy_ is spelled CauchyInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Cauchy_ => NoMember();

        [Obsolete("Clamp_ is spelled ClampInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Clamp_ => NoMember();

        [Obsolete("Copy_ is spelled CopyInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Copy_ => NoMember();

        [Obsolete("Copysign is spelled CopySign", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Copysign => NoMember();

        [Obsolete("CountNonZero is spelled CountNonzero", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic CountNonZero => NoMember();

        [Obsolete("Cummax is spelled CumMax", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Cummax => NoMember();

        [Obsolete("Cummin is spelled CumMin", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Cummin => NoMember();

        [Obsolete("Cumprod is spelled CumProd", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Cumprod => NoMember();

        [Obsolete("Cumsum is spelled CumSum", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Cumsum => NoMember();

        [Obsolete("Deg2rad is spelled Deg2Rad", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Deg2rad => NoMember();

        [Obsolete("Div_ is spelled DivInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Div_ => NoMember();

        [Obsolete("Dsplit is spelled DSplit", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Dsplit => NoMember();

        [Obsolete("Dstack is spelled DStack", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic Dstack => NoMember();

        [Obsolete("Dtype is spelled DType", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Dtype => NoMember();

        [Obsolete("ELU is spelled Elu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic ELU => NoMember();

        [Obsolete("Erfinv is spelled ErfInv", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Erfinv => NoMember();

        [Obsolete("Exponential_ is spelled ExponentialInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Exponential_ => NoMember();

        [Obsolete("Fill_ is spelled FillInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Fill_ => NoMember();

        [Obsolete("Frombuffer is spelled FromBuffer", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Frombuffer => NoMember();

        [Obsolete("GELU is spelled Gelu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic GELU => NoMember();

        [Obsolete("GLU is spelled Glu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic GLU => NoMember();

        [Obsolete("Geometric_ is spelled GeometricInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Geometric_ => NoMember();

        [Obsolete("Hsplit is spelled HSplit", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Hsplit => NoMember();

        [Obsolete("Hstack is spelled HStack", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic Hstack => NoMember();

        [Obsolete("IndexAdd_ is spelled IndexAddInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic IndexAdd_ => NoMember();

        [Obsolete("IndexCopy_ is spelled IndexCopyInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic IndexCopy_ => NoMember();

        [Obsolete("IndexFill_ is spelled IndexFillInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic IndexFill_ => NoMember();

        [Obsolete("Isclose is spelled IsClose", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Isclose => NoMember();

        [Obsolete("Isfinite is spelled IsFinite", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Isfinite => NoMember();

        [Obsolete("Isin is spelled IsIn", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Isin => NoMember();

        [Obsolete("Isinf is spelled IsInf", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Isinf => NoMember();

        [Obsolete("Isnan is spelled IsNan", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Isnan => NoMember();

        [Obsolete("Isneginf is spelled IsNegInf", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Isneginf => NoMember();

        [Obsolete("Isposinf is spelled IsPosInf", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Isposinf => NoMember();

        [Obsolete("Kthvalue is spelled KthValue", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Kthvalue => NoMember();

        [Obsolete("LeakyReLU is spelled LeakyRelu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic LeakyReLU => NoMember();

        [Obsolete("Lerp_ is spelled LerpInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Lerp_ => NoMember();

        [Obsolete("LogNormal_ is spelled LogNormalInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic LogNormal_ => NoMember();

        [Obsolete("Logaddexp is spelled LogAddExp", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Logaddexp => NoMember();

        [Obsolete("Logaddexp2 is spelled LogAddExp2", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Logaddexp2 => NoMember();

        [Obsolete("Logcumsumexp is spelled LogCumSumExp", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Logcumsumexp => NoMember();

        [Obsolete("Logsigmoid is spelled LogSigmoid", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Logsigmoid => NoMember();

        [Obsolete("Logsumexp is spelled LogSumExp", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Logsumexp => NoMember();

        [Obsolete("MaskedFill_ is spelled MaskedFillInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic MaskedFill_ => NoMember();

        [Obsolete("Matmul is spelled MatMul", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Matmul => NoMember();

        [Obsolete("Movedim is spelled MoveDim", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Movedim => NoMember();

        [Obsolete("Mul_ is spelled MulInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Mul_ => NoMember();

        [Obsolete("Nanmean is spelled NanMean", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Nanmean => NoMember();

        [Obsolete("Nanmedian is spelled NanMedian", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Nanmedian => NoMember();

        [Obsolete("Nanquantile is spelled NanQuantile", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Nanquantile => NoMember();

        [Obsolete("Nansum is spelled NanSum", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Nansum => NoMember();

        [Obsolete("Ndim is spelled NDim", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Ndim => NoMember();

        [Obsolete("NonZero is spelled Nonzero", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic NonZero => NoMember();

        [Obsolete("Normal_ is spelled NormalInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Normal_ => NoMember();

        [Obsolete("PReLU is spelled Prelu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic PReLU => NoMember();

        [Obsolete("Rad2deg is spelled Rad2Deg", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Rad2deg => NoMember();

        [Obsolete("Randint is spelled RandInt", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic Randint => NoMember();

        [Obsolete("RandintLike is spelled RandIntLike", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic RandintLike => NoMember();

        [Obsolete("Randn is spelled RandN", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic Randn => NoMember();

        [Obsolete("RandnLike is spelled RandNLike", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic RandnLike => NoMember();

        [Obsolete("Random_ is spelled RandomInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Random_ => NoMember();

        [Obsolete("Randperm is spelled RandPerm", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic Randperm => NoMember();

        [Obsolete("ReLU is spelled Relu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic ReLU => NoMember();

        [Obsolete("ReLU6 is spelled Relu6", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic ReLU6 => NoMember();

        [Obsolete("SELU is spelled Selu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic SELU => NoMember();

        [Obsolete("ScatterAdd_ is spelled ScatterAddInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic ScatterAdd_ => NoMember();

        [Obsolete("Scatter_ is spelled ScatterInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Scatter_ => NoMember();

        [Obsolete("Searchsorted is spelled SearchSorted", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Searchsorted => NoMember();

        [Obsolete("SiLU is spelled Silu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic SiLU => NoMember();

        [Obsolete("Signbit is spelled SignBit", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Signbit => NoMember();

        [Obsolete("Sub_ is spelled SubInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Sub_ => NoMember();

        [Obsolete("Tensordot is spelled TensorDot", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Tensordot => NoMember();

        [Obsolete("Topk is spelled TopK", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Topk => NoMember();

        [Obsolete("Uniform_ is spelled UniformInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Uniform_ => NoMember();

        [Obsolete("Vsplit is spelled VSplit", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Vsplit => NoMember();

        [Obsolete("Vstack is spelled VStack", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic Vstack => NoMember();

        [Obsolete("Xlogy is spelled XLogY", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Xlogy => NoMember();

        [Obsolete("Zero_ is spelled ZeroInPlace", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Zero_ => NoMember();
    }

    private static object NoMember() => throw new NotSupportedException("Signposts: they lead to a member and are none");
}
