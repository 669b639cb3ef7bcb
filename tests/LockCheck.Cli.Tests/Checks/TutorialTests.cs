using System.Text.RegularExpressions;

namespace LockCheck.Cli.Tests.Checks;

/// <summary>docs/tutorial.md: its code compiles, its commands end as it says, and print what it quotes.</summary>
public sealed partial class TutorialTests : CommandTest
{
    private const string Page = "docs/tutorial.md";
    private const string Dll = "Polite.dll";

    private static readonly Lazy<string> Compiled = new(() => MarkdownCode.Compile(Page, "Polite"));

    public static TheoryData<string, int> Commands
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (Match line in CommandLine().Matches(MarkdownCode.Read(Page)))
            {
                data.Add(line.Groups["args"].Value, int.Parse(line.Groups["code"].Value, Invariant));
            }

            return data;
        }
    }

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_ends_as_the_page_says(string args, int code) => Assert.Equal(code, RunLine(args).Code);

    // Method: after `<!-- args -->` stand lines of what the command prints, in order; `...` for what is left out.
    [Fact]
    public void The_page_quotes_what_the_commands_print()
    {
        var quotes = Quote().Matches(MarkdownCode.Read(Page));
        Assert.NotEmpty(quotes);
        foreach (Match quote in quotes)
        {
            var args = quote.Groups["args"].Value;
            var printed = new Queue<string>(RunLine($"{args} --assembly {Dll}").Output.Split('\n'));
            var mayLeaveOut = true;
            foreach (var line in quote.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var wanted = line[4..];
                if (wanted == "...")
                {
                    mayLeaveOut = true;
                    continue;
                }

                while (mayLeaveOut && printed.TryPeek(out var next) && next.TrimEnd() != wanted)
                {
                    printed.Dequeue();
                }

                mayLeaveOut = false;
                Assert.True(
                    printed.TryDequeue(out var found) && found.TrimEnd() == wanted,
                    $"`{args}` does not print `{wanted}` there");
            }
        }
    }

    [GeneratedRegex(@"^    lockcheck (?<args>.+?) +exits (?<code>\d+)$", RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"^<!-- (?<args>.+?) -->\n\n(?<lines>(    .*\n|\n)+)", RegexOptions.Multiline)]
    private static partial Regex Quote();

    private Outcome RunLine(string args) => Run(
        [.. args.Replace(Dll, Compiled.Value, StringComparison.Ordinal).Split(' '), "--out", Out]);
}
