using System.Diagnostics;

namespace LockCheck.Cli.Tests.Checks;

/// <summary>The built program, as a shell starts it.</summary>
public sealed class OutOfProcessTests : CommandTest
{
    [Fact]
    public async Task The_first_command_of_the_readme_finds_its_bug_in_its_own_map_and_replays_it()
    {
        var (code, output, error) = await Start("check", "task_vma/v3", "--maps", "self");
        Assert.Equal((12, string.Empty), (code, error));
        Assert.StartsWith("lockcheck replay lockcheck-out/task_vma-v3.maps-", output, StringComparison.Ordinal);
        Assert.Contains("task_vma/v3 breaks its promise I1", output, StringComparison.Ordinal);

        var schedule = output.Split('\n')[0]["lockcheck replay ".Length..];
        (code, output, error) = await Start("replay", schedule);
        Assert.Equal((12, string.Empty), (code, error));
        Assert.Contains("replayed as recorded: I1 is broken", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_goes_to_standard_error()
    {
        var (code, output, error) = await Start("check", "task_vma/v33");
        Assert.Equal((2, string.Empty), (code, output));
        Assert.StartsWith("lockcheck: There is no reader `task_vma/v33`.", error, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> Start(params string[] args)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "lockcheck.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet"
            ? host
            : "dotnet")
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        foreach (var argument in args.Prepend(program))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
