namespace LockCheck.Cli.Tests.Checks;

/// <summary>How many threads share a search is no part of what it says: every byte is the same.</summary>
public sealed class WorkersTests : CommandTest
{
    [Theory]
    [InlineData("task_vma/v7", "--writer", "split-front")]
    [InlineData("task_vma/v5", "--writer", "split-front")]
    [InlineData("task_vma/v5", "--writer", "split-front", "--stop-at-first")]
    [InlineData("task_vma/v7", "--writer", "split-front", "--readers", "2", "--max-states", "5000")]
    [InlineData("task_vma/v7", "--writer", "split-front", "--sample", "300", "--seed", "4")]
    [InlineData("task_vma/v5", "--writer", "split-front", "--at", "each")]
    public void The_number_of_workers_changes_no_byte(params string[] args)
    {
        var one = Check([.. args, "--json", "--workers", "1"]);
        Assert.Empty(one.Error);
        foreach (var workers in new[] { "2", "3" })
        {
            var several = Check([.. args, "--json", "--workers", workers]);
            Assert.Equal((one.Output, one.Code), (several.Output, several.Code));
        }

        // By default there is one for each processor.
        foreach (var processors in new[] { 1, 4 })
        {
            Workers = processors;
            Assert.Equal(one.Output, Check([.. args, "--json"]).Output);
        }
    }

    /// <summary>What is made by one worker may be told so.</summary>
    [Theory]
    [InlineData("--depth-first")]
    [InlineData("--alone")]
    public void One_worker_goes_with_everything(string option)
    {
        string[] args = ["task_vma/v7", "--writer", "split-front", option];
        var one = Check([.. args, "--json", "--workers", "1"]);
        Assert.Equal((one.Output, string.Empty), (Check([.. args, "--json"]).Output, one.Error));
    }
}
