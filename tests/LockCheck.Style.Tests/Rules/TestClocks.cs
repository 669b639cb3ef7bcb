using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LockCheck.Style.Tests.Rules;

/// <summary>A test neither waits for time to pass nor judges how much did: both fail on a busy machine only.</summary>
internal static class TestClocks
{
    public static IEnumerable<string> Find(SourceFile file)
    {
        if (!file.IsCSharp || !file.IsUnder("tests"))
        {
            yield break;
        }

        string[] lines = file.CodeLines;
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Contains("Thread.Sleep") || lines[i].Contains("Task.Delay"))
            {
                yield return $"{file.At(i)}: a test that sleeps; wait for the condition itself";
            }
        }

        string[] measured = file.Root.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .Where(variable => variable.Initializer is { } start && ReadsStopwatch(start, []))
            .Select(variable => variable.Identifier.Text).ToArray();
        foreach (InvocationExpressionSyntax call in file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            bool asserts = call.Expression.ToString().StartsWith("Assert.");
            if (asserts && call.ArgumentList.Arguments.Any(argument => ReadsStopwatch(argument, measured)))
            {
                yield return $"{file.At(call)}: an assertion about elapsed time; count steps or states, " +
                    "and measure in the benchmarks";
            }
        }
    }

    private static bool ReadsStopwatch(SyntaxNode node, string[] measured) =>
        node.DescendantNodes().OfType<SimpleNameSyntax>().Any(name =>
            name.Identifier.Text is "Elapsed" or "ElapsedMilliseconds" or "ElapsedTicks" or "GetElapsedTime" ||
            measured.Contains(name.Identifier.Text));
}
