using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LockCheck.Style.Tests.Rules;

/// <summary>
/// The order of a hash table is nobody's promise, so nothing that can reach output is enumerated from one. The rule
/// sees what one file shows: a loop over something that the same file declares as a hash table, or over its keys or
/// values.
/// </summary>
internal static class HashIteration
{
    private static readonly string[] Rooms = ["src/LockCheck.Engine", "src/LockCheck.Reporting", "src/LockCheck.Cli"];

    private static readonly string[] HashTypes =
    [
        "Dictionary", "IDictionary", "IReadOnlyDictionary", "ConcurrentDictionary", "FrozenDictionary",
        "ImmutableDictionary", "HashSet", "ISet", "IReadOnlySet", "FrozenSet", "ImmutableHashSet", "Hashtable",
    ];

    private static readonly string[] SortingCalls = ["Order", "OrderBy", "OrderDescending", "OrderByDescending"];

    public static IEnumerable<string> Find(SourceFile file)
    {
        if (!file.IsCSharp || !Rooms.Any(file.IsUnder))
        {
            yield break;
        }

        Dictionary<string, bool> declared = DeclaredTypes(file.Root);
        foreach (SyntaxNode node in file.Root.DescendantNodes())
        {
            if (node is CommonForEachStatementSyntax loop && EnumeratesHash(loop.Expression, declared))
            {
                yield return $"{file.At(loop)}: a loop over a hash table ({loop.Expression}); order it first, " +
                    "or keep a list or a SortedDictionary";
            }
        }
    }

    /// <summary>Each name that the file declares, and whether any declaration of it is a hash table.</summary>
    private static Dictionary<string, bool> DeclaredTypes(SyntaxNode root)
    {
        var declared = new Dictionary<string, bool>();
        void Add(string name, bool isHash) => declared[name] = isHash || declared.GetValueOrDefault(name);

        foreach (SyntaxNode node in root.DescendantNodes())
        {
            switch (node)
            {
                case VariableDeclarationSyntax variables:
                    foreach (VariableDeclaratorSyntax variable in variables.Variables)
                    {
                        SyntaxNode type = variables.Type.IsVar ? variable.Initializer?.Value ?? node : variables.Type;
                        Add(variable.Identifier.Text, IsHash(type));
                    }

                    break;
                case PropertyDeclarationSyntax property:
                    Add(property.Identifier.Text, IsHash(property.Type));
                    break;
                case ParameterSyntax { Type: not null } parameter:
                    Add(parameter.Identifier.Text, IsHash(parameter.Type));
                    break;
            }
        }

        return declared;
    }

    private static bool IsHash(SyntaxNode type) => type switch
    {
        NullableTypeSyntax nullable => IsHash(nullable.ElementType),
        QualifiedNameSyntax qualified => IsHash(qualified.Right),
        SimpleNameSyntax simple => HashTypes.Contains(simple.Identifier.Text),
        ObjectCreationExpressionSyntax creation => IsHash(creation.Type),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } =>
            call.Name.Identifier.Text is "ToDictionary" or "ToHashSet" or "ToFrozenSet" or "ToFrozenDictionary",
        _ => false,
    };

    private static bool EnumeratesHash(ExpressionSyntax expression, Dictionary<string, bool> declared) =>
        expression switch
        {
            IdentifierNameSyntax name => declared.GetValueOrDefault(name.Identifier.Text),
            ParenthesizedExpressionSyntax inner => EnumeratesHash(inner.Expression, declared),
            PostfixUnaryExpressionSyntax forgiven => EnumeratesHash(forgiven.Operand, declared),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } =>
                !SortingCalls.Contains(call.Name.Identifier.Text) &&
                (IsHash(expression) || EnumeratesHash(call.Expression, declared)),
            MemberAccessExpressionSyntax { Name.Identifier.Text: "Keys" or "Values" } table =>
                IsHashOrUnknown(table.Expression, declared),
            MemberAccessExpressionSyntax member => declared.GetValueOrDefault(member.Name.Identifier.Text),
            _ => false,
        };

    private static bool IsHashOrUnknown(ExpressionSyntax table, Dictionary<string, bool> declared)
    {
        string name = table switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.Text,
            MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
            _ => "",
        };
        return !declared.TryGetValue(name, out bool isHash) || isHash;
    }
}
