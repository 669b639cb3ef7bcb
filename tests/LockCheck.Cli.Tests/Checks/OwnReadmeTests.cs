using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LockCheck.Cli.Tests.Checks;

/// <summary>The example of the README: it is compiled as it stands there, and does what the README says.</summary>
public sealed class OwnReadmeTests : CommandTest
{
    private const string Fence = "```";

    private static readonly Lazy<string> Compiled = new(Compile);

    [Fact]
    public void The_readers_of_the_readme_are_found()
    {
        var outcome = Run("list", "--assembly", Compiled.Value);
        Assert.Equal(0, outcome.Code);
        Assert.Contains("my/cursor", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mistake_of_the_readme_is_found()
    {
        var outcome = Check("my/cursor", "--assembly", Compiled.Value);
        Assert.Equal(12, outcome.Code);
        Golden.Matches(
            "readme-own", outcome.Screen.Replace(Compiled.Value, "MyProtocols.dll", StringComparison.Ordinal));
    }

    [Fact]
    public void The_repair_of_the_readme_holds_against_every_writer()
    {
        var outcome = Run("diff", "my/cursor", "my/cursor-repaired", "--assembly", Compiled.Value, "--out", Out);
        Assert.Equal(0, outcome.Code);
        Assert.Contains("0 promises lost", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("I1", Run(
            "check", "my/cursor-repaired", "--writer", "split-front", "--assembly", Compiled.Value, "--out", Out)
            .Output.Split("verdict")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Own_readers_have_a_column_in_the_matrix()
    {
        var outcome = Run("matrix", "--assembly", Compiled.Value);
        Assert.Equal(0, outcome.Code);
        Assert.Contains("my/cursor-repaired", outcome.Output, StringComparison.Ordinal);
    }

    /// <summary>The C# blocks of the README, as a project with one file would compile them.</summary>
    private static string Compile()
    {
        var readme = File.ReadAllText(Path.Combine(Golden.Data, "..", "..", "..", "README.md"));
        var code = string.Join('\n', readme.Split(Fence + "csharp\n").Skip(1).Select(block => block.Split(Fence)[0]));
        var compilation = CSharpCompilation.Create(
            "MyProtocols",
            [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest))],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        var path = Path.Combine(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!, "MyProtocols.dll");
        var result = compilation.Emit(path);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }
}
