namespace Autograd.IO.Tests.Faults;

/// <summary>Saves a large tensor, and prints what went wrong: run by a test in a process that may not write so much.</summary>
internal static class SaveProgram
{
    public static int Run(string path)
    {
        var tensors = new OrderedDictionary<string, Tensor> { ["w"] = Tensor.Ones(1000, 1000) };
        try
        {
            switch (Path.GetExtension(path))
            {
                case ".safetensors": IO.SafeTensors.Save(tensors, path); break;
                case ".npy": IO.NumPy.Save(tensors["w"], path); break;
                default: IO.NumPy.SaveZ(tensors, path); break;
            }
        }
        catch (Exception e)
        {
            Console.Write($"{e.GetType().Name}: {e.Message}");
            return 1;
        }

        return 0;
    }
}
