namespace LockCheck.Engine.Tests.Checkpoints;

/// <summary>A folder is one search's, and a write that fails leaves the checkpoint before it.</summary>
public sealed class CheckpointFolderTests : CheckpointTest
{
    [Fact]
    public void A_second_search_in_the_same_folder_is_refused()
    {
        using var first = CheckpointFolder.Begin(Folder);
        var refused = Assert.Throws<CheckpointException>(() => CheckpointFolder.Begin(Folder));
        Assert.Contains("another search that runs with it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_that_goes_on_is_alone_too()
    {
        Begin("grid", 1);
        using var first = CheckpointFolder.Continue(Folder);
        Assert.Throws<CheckpointException>(() => CheckpointFolder.Continue(Folder));
    }

    [Fact]
    public void A_new_search_does_not_overwrite_a_checkpoint()
    {
        Begin("grid", 1);
        var refused = Assert.Throws<CheckpointException>(() => Begin("grid", 1));
        Assert.Contains("--resume", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_checkpoint_there_is_nothing_to_go_on_from()
    {
        var refused = Assert.Throws<CheckpointException>(() => Continue("grid"));
        Assert.Contains("There is no checkpoint in", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_is_full_is_one_error_and_leaves_the_checkpoint_before()
    {
        Begin("grid", 1);
        var before = File.ReadAllBytes(FilePath);
        using (var folder = CheckpointFolder.Continue(Folder))
        {
            var refused = Assert.Throws<CheckpointException>(() => folder.Write(5, stream =>
            {
                stream.Write(before.AsSpan(0, before.Length / 2));
                throw new IOException("No space left on device.");
            }));
            Assert.Contains("No space left on device", refused.Message, StringComparison.Ordinal);
            Assert.Contains("The one before it is whole", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, File.ReadAllBytes(FilePath));
        Assert.Equal(Said(Explorer.Search(NewWorld("grid"))), Said(Continue("grid")));
    }

    /// <summary>A process that is killed while it writes leaves a part of a file.</summary>
    [Fact]
    public void What_a_killed_process_left_of_a_file_is_taken_away()
    {
        Begin("grid", 1);
        var part = Path.Combine(Folder, $".{CheckpointFolder.FileName}.1-1{AtomicFile.PartSuffix}");
        File.WriteAllText(part, "half");
        Assert.Equal(Said(Explorer.Search(NewWorld("grid"))), Said(Continue("grid")));
        Assert.False(File.Exists(part));
    }

    [Fact]
    public void At_the_end_the_folder_is_removed()
    {
        var folder = Path.Combine(Folder, "new");
        using var held = CheckpointFolder.Begin(folder);
        Assert.True(Directory.Exists(folder));
        held.Remove();
        Assert.False(Directory.Exists(folder));
    }
}
