using System.Reflection;
using Autograd.Distributions;
using Autograd.IO;
using Autograd.NN;
using Module = Autograd.NN.Module;

namespace Autograd.Tests.Api;

/// <summary>
/// One rule for every name: a class of Autograd.NN has PyTorch's name as it is, a function PyTorch's name in .NET casing, with a
/// capital for each word or part of a word; what a newcomer types first is that name, or leads to it.
/// </summary>
public class NameTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
    private const BindingFlags Any = Declared | BindingFlags.NonPublic;

    /// <summary>The members that have no counterpart of the same name, with the reason.</summary>
    private static readonly Dictionary<Type, (string Reason, string[] Names)[]> _own = new()
    {
        [typeof(Tensor)] =
        [
            ("torch.tensor, which a class of that name cannot be a method of", ["From", "FromArray"]),
            (".NET's words for elements as spans and arrays", ["AsSpan", "AsMemory", "AsTensorSpan", "CopyTo", "ToArray", "GetEnumerator", "ToString"]),
            ("a tensor is itself and no other", ["Equals", "GetHashCode"]),
            ("NumPy's repr and str of the elements", ["ToNumPyRepr", "ToNumPyString"]),
            ("stride() of all dimensions, a property beside Shape", ["Strides"]),
            ("isinstance(x, nn.Parameter)", ["IsParameter"]), (".NET's identity of an object", ["Equals", "GetHashCode"]),
            ("optimizer.zero_grad() of one tensor", ["ZeroGrad"]),
            ("what an assignment x[…] = … returns for +=", ["Part"]),
        ],
        [typeof(F)] = [("losses of MyGrad's that PyTorch has not", ["FocalLoss", "SoftmaxFocalLoss", "MulticlassHinge"])],
        [typeof(GradMode)] =
        [
            ("torch.is_grad_enabled() and the like, as properties", ["IsEnabled", "IsInferenceMode", "IsDetectingAnomalies"]),
            ("what ends a mode; using (GradMode.NoGrad())", ["Scope", "InstrumentedScope"]),
        ],
        [typeof(Module)] =
        [
            ("training, which begins with Is as every Boolean property", ["IsTraining"]),
            ("every module's __call__ runs hooks there", ["RunsHooks"]),
            (".NET's repr", ["ToString"]), ("torch.save and torch.load of a state dict", ["Save", "Load"]),
            ("DistributedDataParallel's find_unused_parameters, as a list for everyone", ["UnusedParameters"]),
        ],
        [typeof(Optimizer)] = [("param_groups, an attribute that each instance makes", ["ParamGroups"]),
            ("state_dict and load_state_dict in PyTorch's own form", ["TorchStateDict", "LoadTorchStateDict"])],
        [typeof(LRScheduler)] = [("last_epoch, an attribute that each instance makes", ["LastEpoch"])],
        [typeof(Generator)] =
        [
            ("torch.default_generator and its seed", ["Default", "DefaultSeed"]), ("the bytes of a state", ["StateLength"]),
            ("manual_seed of this generator, that returns it", ["Reseed"]),
        ],
        [typeof(NumPyRandom)] =
        [
            ("np.random, the module", ["Default"]), ("seed of this generator, that returns it", ["Reseed"]),
            ("shuffle of a matrix in a span", ["ShuffleRows"]),
        ],
        [typeof(PythonRandom)] = [("random, the module", ["Default"]), ("seed of this generator, that returns it", ["Reseed"])],
        [typeof(Progress)] = [("tqdm.trange; tqdm(iterable); tqdm.write", ["Range", "Of", "Write"])],
        [typeof(ProgressBar)] =
        [
            ("n, total, desc and unit of tqdm", ["N", "Total", "Description", "Unit"]), ("set_postfix of tqdm, for one metric", ["Set"]),
            ("update, refresh and write of tqdm", ["Update", "Refresh", "Write"]), ("close of tqdm, as using ends it", ["Dispose"]),
        ],
        [typeof(Distribution)] = [(".NET's repr", ["ToString"])],
        [typeof(Transform)] =
        [
            ("a transform is called there, and a module's call is Forward here", ["Forward"]),
            ("bijective, which begins with Is as every Boolean property", ["IsBijective"]), (".NET's repr", ["ToString"]),
        ],
        [typeof(SafeTensors)] =
        [
            ("save_file, load_file and safe_open of safetensors", ["Save", "Load", "SafeOpen"]),
            ("save_torch_state_dict of huggingface_hub, and its max_shard_size", ["SaveSharded", "MaxShardSize"]),
        ],
        [typeof(SafeTensorsFile)] =
        [
            ("offset_keys, metadata, get_tensor and get_slice of safe_open", ["Keys", "Metadata", "GetTensor", "GetSlice"]),
            ("get_dtype and get_shape of a slice", ["GetInfo"]), ("leaving with", ["Dispose"]),
        ],
        [typeof(NumPy)] =
        [
            ("np.save, np.savez, np.savez_compressed and np.load", ["Save", "SaveZ", "SaveZCompressed", "Load"]),
            ("np.load of an archive, whole and when it is asked for", ["LoadZ", "OpenZ"]),
        ],
        [typeof(NpzFile)] = [("files and [] of NpzFile, as those of SafeTensorsFile", ["Keys", "GetTensor"]), ("close", ["Dispose"])],
    };

    /// <summary>The types of Autograd.NN that PyTorch has not as classes.</summary>
    private static readonly (string Reason, string[] Names)[] _ownTypes =
    [
        ("modules there", ["F", "Init"]), ("methods of Module that return what they were called on", ["ModuleExtensions"]),
        ("a tensor that is a parameter is marked, and needs no class", ["Parameter", "BufferAttribute"]),
        ("strings there",
            ["FanMode", "Nonlinearity", "EmbeddingBagMode", "LineSearchFn", "PlateauMode", "ThresholdMode", "CyclicMode", "ScaleMode", "AnnealStrategy"]), ("methods of Module there", ["ModuleExtensions"]),
        ("dictionaries there",
            ["ParameterGroup", "WeightDecayGroup", "MomentsGroup", "SGDGroup", "AdamGroup", "AdamaxGroup", "NAdamGroup", "RAdamGroup", "RMSpropGroup", "AdagradGroup", "AdadeltaGroup",
                "ASGDGroup", "RpropGroup", "LBFGSGroup", "AdafactorGroup", "ParameterState", "SchedulerState"]),
        ("an entry of such a dictionary, with its bounds; a number or a list of numbers", ["GroupOption", "PerGroup"]),
        ("a class of torch.amp", ["GradScaler"]), ("modules there", ["Utils", "SwaUtils"]), ("of the class of the module that is averaged", ["AveragedModel`1"]),
        ("what update_bn looks for by a class", ["IRunningStatistics"]),
        ("classes of modules of torch.nn.utils", ["PackedSequence", "ParametrizationList", "BasePruningMethod", "RandomUnstructured", "L1Unstructured", "RandomStructured",
            "LnStructured", "CustomFromMask"]),
        ("modules there: torch.nn.utils.parametrize, parametrizations and prune", ["Parametrize", "Parametrizations", "Prune"]),
        ("a string and a number there", ["OrthogonalMap", "PruneAmount"]), ("a method right_inverse that a class may have", ["IRightInverse"]),
        ("ModuleList and ModuleDict of the class of their modules", ["ModuleList`1", "ModuleDict`1"]),
        ("torch.nn.modules.lazy", ["LazyModuleMixin", "ILazyModule"]), ("checkpoint_sequential of a Sequential", ["SequentialCheckpoint"]),
        ("__call__ and forward apart, for hooks", ["HookedModule", "HookedModule`2"]),
        ("torchinfo's table", ["ModuleSummary", "SummaryRow", "IMultiplyAdds"]),
        ("bases: RNNBase, RNNCellBase; a module of one tensor; an optimizer with groups",
            ["RecurrentModule", "RecurrentCell", "UnaryModule", "GroupedOptimizer`1", "FusedOptimizer`1"]),
        ("bases: _ConvNd, _ConvTransposeNd, _MaxPoolNd and so on",
            ["ConvNd", "ConvolutionModule", "ConvTransposeModule", "MaxPoolNd", "AvgPoolNd", "MaxUnpoolNd", "LPPoolNd", "AdaptivePoolNd",
             "AdaptiveMaxPoolNd"]),
        ("bases: _NormBase, _BatchNorm, _InstanceNorm", ["NormBase", "BatchNormNd", "InstanceNormNd"]),
        ("bases: of all padding modules, _ConstantPadNd", ["PadNd", "ConstantPadNd"]),
    ];

    /// <summary>The types of Autograd.Data that torch.utils.data has not as classes.</summary>
    private static readonly (string Reason, string[] Names)[] _ownDataTypes =
    [
        ("default_collate and collate functions", ["Collate"]), ("the method __getitems__ that a class may have", ["IBatchedDataset"]),
        ("what get_worker_info returns", ["WorkerInfo"]), ("an exception is raised anew there, with a longer text", ["DataLoaderException"]),
        ("torchvision.datasets, with its names in .NET casing", ["Mnist", "FashionMnist", "Cifar10", "Cifar100"]), ("their format", ["IdxFile"]),
        ("sklearn.datasets.make_moons and the like, and notebooks' own", ["SampleGenerators"]),
        ("torchvision.transforms",
            ["Compose", "Lambda", "Normalize", "RandomHorizontalFlip", "RandomVerticalFlip", "CenterCrop", "RandomCrop", "RandomResizedCrop", "Resize", "Pad",
                "RandomErasing", "ColorJitter"]),
        ("a text as numbers, and its pieces with what follows; nothing of torch.utils.data", ["CharVocabulary", "TextCorpus"]),
        ("torchvision.transforms.ConvertImageDtype, with this library's DType", ["ConvertImageDType"]),
        ("their base, a module there", ["ImageTransform"]),
    ];

    [Test]
    public void Every_member_has_a_counterpart_or_a_reason()
    {
        var without = from entry in TorchNames.Classes
                      let own = _own.GetValueOrDefault(entry.Class, []).SelectMany(row => row.Names).ToHashSet()
                      from name in MembersOf(entry.Class)
                      where !own.Contains(name) && !IsFill(name, entry.Scopes) && !IsNamedAfter(name, entry.Scopes)
                      select $"{entry.Class.Name}.{name}";
        Assert.That(without, Is.Empty, "name it as PyTorch does, or say in this test why not");
    }

    [Test]
    public void No_reason_is_given_for_a_member_that_has_a_counterpart_or_is_gone()
    {
        var idle = from entry in TorchNames.Classes
                   from name in _own.GetValueOrDefault(entry.Class, []).SelectMany(row => row.Names)
                   where !MembersOf(entry.Class).Contains(name) || IsNamedAfter(name, entry.Scopes)
                   select $"{entry.Class.Name}.{name}";
        Assert.That(idle, Is.Empty);
    }

    [Test]
    public void Every_class_of_NN_is_named_as_PyTorchs()
    {
        var known = TorchNames.In("nn", "optim").Concat(_ownTypes.SelectMany(row => row.Names)).ToHashSet();
        Assert.That(TypesOfNN().Where(type => !known.Contains(type)), Is.Empty);
    }

    [Test]
    public void Every_class_of_Distributions_is_named_as_PyTorchs()
    {
        // Constraints is a module there.
        var known = TorchNames.In("distributions", "transforms").Concat(["Constraint", "Constraints"]).ToHashSet();
        Assert.That(TypesIn("Autograd.Distributions").Select(type => type.Name).Where(type => !known.Contains(type)), Is.Empty);
    }

    [Test]
    public void Every_class_of_Data_is_named_as_PyTorchs()
    {
        var known = TorchNames.In("data").Concat(_ownDataTypes.SelectMany(row => row.Names)).ToHashSet();
        Assert.That(TypesIn("Autograd.Data").Select(type => type.Name.Split('`')[0]).Where(type => !known.Contains(type)), Is.Empty);
    }

    [Test]
    public void Every_member_of_a_distribution_has_a_counterpart()
    {
        var without = from type in TypesIn("Autograd.Distributions")
                      where type.IsSubclassOf(typeof(Distribution)) || type.IsSubclassOf(typeof(Transform))
                      let root = type.IsSubclassOf(typeof(Distribution)) ? typeof(Distribution) : typeof(Transform)
                      from name in MembersOf(type)
                      where !IsNamedAfter(name, [$"distributions.{type.Name}", $"distributions.{root.Name}"])
                      where !_own[root].Any(row => row.Names.Contains(name))
                      select $"{type.Name}.{name}";
        Assert.That(without, Is.Empty, "name it as PyTorch does");
    }

    [Test]
    public void F_has_every_function_that_PyTorch_has_there_and_the_library_as_a_method()
    {
        // unfold is of images there, and of any dimension here.
        var missing = TorchNames.In("functional").Where(name => name != "unfold" && !name.EndsWith('_'))
            .Where(name => MembersOf(typeof(Tensor)).Any(method => TorchNames.AreSame(method, name)))
            .Where(name => !MembersOf(typeof(F)).Any(method => TorchNames.AreSame(method, name)));
        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void What_a_newcomer_types_first_leads_to_the_name() =>
        Assert.That(Signposted(), Is.EquivalentTo(Needed()), "src/Autograd/Signposts/Signposts.cs");

    [Test]
    public void What_a_newcomer_types_first_leads_to_the_class()
    {
        var needed = TypesOfNN().Intersect(TorchNames.In("nn", "optim"))
            .Select(name => (Guess: TorchNames.FirstGuessOfClass(name), Name: name)).Where(row => row.Guess != row.Name)
            .Select(row => (row.Guess, $"{row.Guess} is spelled {row.Name}"))
            .Append(("SparseAdam", "SparseAdam is for sparse gradients, which there are not here; use Adam"));
        var there = from type in typeof(Module).Assembly.GetExportedTypes()
                    let signpost = type.GetCustomAttribute<ObsoleteAttribute>()
                    where type.Namespace == "Autograd.NN" && signpost is { IsError: true }
                    select (type.Name, signpost.Message!);
        Assert.That(there, Is.EquivalentTo(needed), "src/Autograd/Signposts/ClassSignposts.cs");
    }

    private static IEnumerable<(string Class, string Guess, string Message)> Needed() =>
        Guessed().Concat(_otherGuesses.Select(row => (row.Class, row.Guess, $"{row.Guess} is spelled {row.Name}")));

    /// <summary>Two words to many, and one in PyTorch.</summary>
    private static readonly (string Class, string Guess, string Name)[] _otherGuesses =
        [("Tensor", "NonZero", "Nonzero"), ("Tensor", "CountNonZero", "CountNonzero")];

    private static IEnumerable<(string Class, string Guess, string Message)> Guessed() =>
        from entry in TorchNames.Classes
        let members = MembersOf(entry.Class).ToHashSet()
        from name in members
        let classes = entry.Class == typeof(Tensor) || entry.Class == typeof(F)
            ? TorchNames.In("nn").Where(torch => TorchNames.Bare(torch) == TorchNames.Bare(name))
            : []
        let functions = TorchNames.In(entry.Scopes).Where(torch => TorchNames.AreSame(name, torch)).SelectMany(TorchNames.FirstGuesses)
        from guess in functions.Concat(classes).Distinct()
        where !members.Contains(guess)
        select (entry.Class.Name, guess, $"{guess} is spelled {name}");

    // The compiler writes an extension block as a type with the properties, and in it a type with the receiver.
    private static IEnumerable<(string Class, string Guess, string Message)> Signposted() =>
        from block in typeof(Signposts).GetNestedTypes(Any)
        from property in block.GetProperties(Any)
        let marker = property.CustomAttributes.First(attribute => attribute.AttributeType.Name == "ExtensionMarkerAttribute")
        let receiver = block.GetNestedType((string)marker.ConstructorArguments[0].Value!, Any)!.GetMethods(Any)[0].GetParameters()[0]
        let signpost = property.GetCustomAttribute<ObsoleteAttribute>()
        where signpost is { IsError: true }
        select (receiver.ParameterType.Name, property.Name, signpost.Message!);

    /// <summary>FillRandN is randn into memory of the caller's.</summary>
    private static bool IsFill(string name, string[] scopes) =>
        name.StartsWith("Fill", StringComparison.Ordinal)
        && TorchNames.In(scopes).Any(torch => TorchNames.Bare(name[4..]).StartsWith(TorchNames.Bare(torch), StringComparison.Ordinal));

    private static bool IsNamedAfter(string name, string[] scopes) => TorchNames.In(scopes).Any(torch => TorchNames.AreSame(name, torch));

    private static IEnumerable<string> MembersOf(Type type) => type.GetMembers(Declared)
        .Where(member => member is not ConstructorInfo and not MethodBase { IsSpecialName: true })
        .Where(member => member.GetCustomAttribute<ObsoleteAttribute>() is null && !member.Name.Contains('<'))
        .Select(member => member is PropertyInfo { Name: "Item" } ? "item" : member.Name).Distinct();

    private static IEnumerable<string> TypesOfNN() => TypesIn("Autograd.NN").Select(type => type.Name);

    private static IEnumerable<Type> TypesIn(string space) => typeof(Module).Assembly.GetExportedTypes()
        .Where(type => type.Namespace == space && type.Name[0] != '<' && type.GetCustomAttribute<ObsoleteAttribute>() is null);
}
