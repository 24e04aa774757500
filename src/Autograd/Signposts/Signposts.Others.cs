using System.ComponentModel;
using Autograd.Distributions;
using Autograd.NN;

namespace Autograd;

#pragma warning disable CS1591

/// <content>The names of classes other than Tensor.</content>
public static partial class Signposts
{
    extension(Distribution receiver)
    {
        [Obsolete("HasRsample is spelled HasRSample", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic HasRsample => NoMember();

        [Obsolete("Rsample is spelled RSample", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Rsample => NoMember();

        [Obsolete("Stddev is spelled StdDev", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Stddev => NoMember();
    }

    extension(F)
    {
        [Obsolete("CELU is spelled Celu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic CELU => NoMember();

        [Obsolete("CTCLoss is spelled CtcLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic CTCLoss => NoMember();

        [Obsolete("ELU is spelled Elu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic ELU => NoMember();

        [Obsolete("RMSNorm is spelled RmsNorm", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic RMSNorm => NoMember();

        [Obsolete("LPPool1d is spelled LpPool1d", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic LPPool1d => NoMember();

        [Obsolete("LPPool2d is spelled LpPool2d", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic LPPool2d => NoMember();

        [Obsolete("LPPool3d is spelled LpPool3d", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic LPPool3d => NoMember();

        [Obsolete("GELU is spelled Gelu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic GELU => NoMember();

        [Obsolete("GLU is spelled Glu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic GLU => NoMember();

        [Obsolete("GaussianNLLLoss is spelled GaussianNllLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic GaussianNLLLoss => NoMember();

        [Obsolete("LeakyReLU is spelled LeakyRelu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic LeakyReLU => NoMember();

        [Obsolete("Logsigmoid is spelled LogSigmoid", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic Logsigmoid => NoMember();

        [Obsolete("MSELoss is spelled MseLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic MSELoss => NoMember();

        [Obsolete("MultiLabelMarginLoss is spelled MultilabelMarginLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic MultiLabelMarginLoss => NoMember();

        [Obsolete("MultiLabelSoftMarginLoss is spelled MultilabelSoftMarginLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic MultiLabelSoftMarginLoss => NoMember();

        [Obsolete("NLLLoss is spelled NllLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic NLLLoss => NoMember();

        [Obsolete("PReLU is spelled Prelu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic PReLU => NoMember();

        [Obsolete("PoissonNLLLoss is spelled PoissonNllLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic PoissonNLLLoss => NoMember();

        [Obsolete("RReLU is spelled Rrelu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic RReLU => NoMember();

        [Obsolete("ReLU is spelled Relu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic ReLU => NoMember();

        [Obsolete("ReLU6 is spelled Relu6", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic ReLU6 => NoMember();

        [Obsolete("SELU is spelled Selu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic SELU => NoMember();

        [Obsolete("SiLU is spelled Silu", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic SiLU => NoMember();
    }

    extension(Linalg)
    {
        [Obsolete("Eigvalsh is spelled EigValsH", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic Eigvalsh => NoMember();

        [Obsolete("Logdet is spelled LogDet", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic Logdet => NoMember();

        [Obsolete("Lstsq is spelled LstSq", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic Lstsq => NoMember();

        [Obsolete("Pinv is spelled PInv", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic Pinv => NoMember();

        [Obsolete("Slogdet is spelled SlogDet", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic Slogdet => NoMember();

        [Obsolete("Svdvals is spelled SvdVals", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public static dynamic Svdvals => NoMember();
    }

    extension(Generator receiver)
    {
        [Obsolete("Randperm is spelled RandPerm", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Randperm => NoMember();
    }

    extension(NumPyRandom receiver)
    {
        [Obsolete("Chisquare is spelled ChiSquare", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Chisquare => NoMember();

        [Obsolete("Lognormal is spelled LogNormal", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Lognormal => NoMember();

        [Obsolete("Logseries is spelled LogSeries", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Logseries => NoMember();

        [Obsolete("NoncentralChisquare is spelled NoncentralChiSquare", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic NoncentralChisquare => NoMember();

        [Obsolete("Randint is spelled RandInt", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Randint => NoMember();

        [Obsolete("Randn is spelled RandN", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Randn => NoMember();

        [Obsolete("Vonmises is spelled VonMises", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Vonmises => NoMember();
    }

    extension(PythonRandom receiver)
    {
        [Obsolete("Betavariate is spelled BetaVariate", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Betavariate => NoMember();

        [Obsolete("Expovariate is spelled ExpoVariate", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Expovariate => NoMember();

        [Obsolete("Gammavariate is spelled GammaVariate", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Gammavariate => NoMember();

        [Obsolete("Getrandbits is spelled GetRandBits", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Getrandbits => NoMember();

        [Obsolete("Getstate is spelled GetState", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Getstate => NoMember();

        [Obsolete("Lognormvariate is spelled LogNormVariate", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Lognormvariate => NoMember();

        [Obsolete("Normalvariate is spelled NormalVariate", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Normalvariate => NoMember();

        [Obsolete("Paretovariate is spelled ParetoVariate", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Paretovariate => NoMember();

        [Obsolete("Randbytes is spelled RandBytes", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Randbytes => NoMember();

        [Obsolete("Randint is spelled RandInt", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Randint => NoMember();

        [Obsolete("Randrange is spelled RandRange", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Randrange => NoMember();

        [Obsolete("Setstate is spelled SetState", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Setstate => NoMember();

        [Obsolete("Vonmisesvariate is spelled VonMisesVariate", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Vonmisesvariate => NoMember();

        [Obsolete("Weibullvariate is spelled WeibullVariate", error: true), EditorBrowsable(EditorBrowsableState.Never)]
        public dynamic Weibullvariate => NoMember();
    }
}
