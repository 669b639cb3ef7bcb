using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LockCheck.Style.Tests.Rules;

/// <summary>
/// A reader guesses a file's content from its name: a file with public types has one that is named as the file is.
/// Companions may stand beside it, <c>Mm.Lock.cs</c> may hold a part of <c>Mm</c>, and <c>ModelOfT.cs</c> is the file
/// of the generic one of two types of the same name.
/// </summary>
internal static class TypeNames
{
    public static IEnumerable<string> Find(SourceFile file)
    {
        if (!file.IsCSharp || file.Root is not CompilationUnitSyntax unit)
        {
            yield break;
        }

        MemberDeclarationSyntax[] types = TopLevelTypes(unit.Members).ToArray();
        string expected = Path.GetFileName(file.Path).Split('.')[0];
        if (types.Any(IsPublic) && !types.Any(type => HasName(type, expected)))
        {
            yield return $"{file.Path}: declares {string.Join(", ", types.Select(NameOf))}, but no type {expected}";
        }
    }

    private static IEnumerable<MemberDeclarationSyntax> TopLevelTypes(IEnumerable<MemberDeclarationSyntax> members) =>
        members.SelectMany(member => member switch
        {
            BaseNamespaceDeclarationSyntax space => TopLevelTypes(space.Members),
            BaseTypeDeclarationSyntax or DelegateDeclarationSyntax => [member],
            _ => Enumerable.Empty<MemberDeclarationSyntax>(),
        });

    private static bool HasName(MemberDeclarationSyntax type, string name) =>
        NameOf(type) == name ||
        (type is TypeDeclarationSyntax { TypeParameterList: not null } && NameOf(type) + "OfT" == name);

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
        DelegateDeclarationSyntax declared => declared.Identifier.Text,
        _ => "",
    };

    private static bool IsPublic(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.PublicKeyword));
}
