namespace LockCheck.Engine.Tests.Schedules;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_written_and_replaced_without_traces()
    {
        var path = Path.Combine(_folder, "a");
        AtomicFile.Write(path, "one, and longer\n");
        AtomicFile.Write(path, "zwei ä\n");

        Assert.Equal("zwei ä\n"u8.ToArray(), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_failed_write_leaves_what_was_there()
    {
        var path = Path.Combine(_folder, "a");
        Directory.CreateDirectory(Path.Combine(path, "in the way"));

        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(path, "text"));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
        Assert.True(Directory.Exists(Path.Combine(path, "in the way")));
    }

    [Fact]
    public void A_link_is_followed_and_a_device_is_not_replaced()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var path = Path.Combine(_folder, "a");
        var link = Path.Combine(_folder, "link");
        File.WriteAllText(path, "old");
        File.CreateSymbolicLink(link, path);
        AtomicFile.Write(link, "new");

        Assert.Equal("new", File.ReadAllText(path));
        Assert.NotNull(new FileInfo(link).LinkTarget);

        AtomicFile.Write("/dev/null", "text");
        Assert.Empty(File.ReadAllText("/dev/null"));
    }
}
