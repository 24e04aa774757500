using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Autograd.Mutation;

/// <summary>Numbers the mutants and writes their switches.</summary>
/// <param name="excluded">Mutants that do not compile: they keep their numbers, and get no switch.</param>
internal sealed class Sites(IReadOnlySet<int> excluded)
{
    public List<Mutant> Mutants { get; } = [];

    /// <summary><c>inner</c>, or a replacement of <c>original</c> when its switch is on.</summary>
    public ExpressionSyntax Switch(string file, ExpressionSyntax original, ExpressionSyntax inner, params string[] replacements)
    {
        var line = original.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        var text = Switch(file, line, original.ToString(), $"({inner.WithoutTrivia().ToFullString()})", replacements);
        return SyntaxFactory.ParseExpression(text).WithTriviaFrom(original);
    }

    public string Switch(string file, int line, string original, string inner, params string[] replacements)
    {
        for (var i = replacements.Length - 1; i >= 0; i--)
        {
            // Numbers do not depend on what is left out, so that a second try gives the same ones.
            var id = Mutants.Count;
            Mutants.Add(new Mutant(id, file, line, original, replacements[i]));
            if (!excluded.Contains(id)) inner = $"(global::Autograd.MutantSwitch.On({id}) ? ({replacements[i]}) : {inner})";
        }

        return inner;
    }
}
