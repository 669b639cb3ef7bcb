namespace LockCheck.Engine;

/// <summary>
/// A folder with the checkpoint of one search. While this is open, no other process can use the folder. A checkpoint
/// is a file that takes the place of the one before it as a whole (<see cref="AtomicFile"/>).
/// </summary>
public sealed class CheckpointFolder : IDisposable
{
    /// <summary>The name of the checkpoint in its folder.</summary>
    public const string FileName = "search.checkpoint";

    private const string LockName = "search.lock";

    private readonly string _folder;
    private readonly FileStream _lock;

    private CheckpointFolder(string folder, FileStream held)
    {
        _folder = folder;
        _lock = held;
    }

    /// <summary>Gets the folder as the caller named it.</summary>
    public string Folder => _folder;

    /// <summary>Gets what the search that wrote the checkpoint was named by; empty for a new folder.</summary>
    public IReadOnlyList<(string Key, string Value)> Head { get; private init; } = [];

    /// <summary>Gets whether there is a checkpoint.</summary>
    public bool Exists => File.Exists(FilePath);

    internal string FilePath => Path.Combine(_folder, FileName);

    /// <summary>Opens a folder for a new search; it is made if it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="CheckpointException">It cannot be used, or holds a checkpoint.</exception>
    public static CheckpointFolder Begin(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var held = Hold(folder, mayMake: true);
        if (File.Exists(Path.Combine(folder, FileName)))
        {
            held.Dispose();
            throw new CheckpointException(
                $"There is a checkpoint in {folder} already. Usual cause: a search that was interrupted. Go on with it "
                + $"(`lockcheck check --resume {folder}`), remove the folder, or give another one.");
        }

        return new CheckpointFolder(folder, held);
    }

    /// <summary>Opens a folder to go on from its checkpoint.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="CheckpointException">There is none, or it cannot be read, or its head is damaged.</exception>
    public static CheckpointFolder Continue(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            throw new CheckpointException(
                $"There is no checkpoint in {folder}. Usual cause: the search ended before its first one was written, "
                + "or had come to its end; or a path relative to another folder. Give the folder that --checkpoint "
                + "was given, or begin anew with it.");
        }

        var held = Hold(folder, mayMake: false);
        try
        {
            using var reader = new CheckpointReader(file);
            return new CheckpointFolder(folder, held) { Head = reader.ReadLines(CheckpointSections.Head) };
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Removes the checkpoint, and the folder if nothing else is in it: the search is over.</summary>
    public void Remove()
    {
        try
        {
            File.Delete(FilePath);
            File.Delete(_lock.Name);
            if (!Directory.EnumerateFileSystemEntries(_folder).Any())
            {
                Directory.Delete(_folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(
                $"The checkpoint in {_folder} is of no use any more and cannot be removed "
                + $"({exception.Message.TrimEnd('.')}). Usual cause: a folder whose permissions changed. Remove it.",
                exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    /// <summary>Puts a checkpoint into the place of the one that is there.</summary>
    /// <param name="states">How many states it holds.</param>
    /// <param name="write">Writes it.</param>
    internal void Write(long states, Action<Stream> write)
    {
        try
        {
            AtomicFile.Write(FilePath, write);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var left = File.Exists(FilePath)
                ? $"The one before it is whole: `lockcheck check --resume {_folder}` goes on from there."
                : "There is none before it.";
            throw new CheckpointException(
                $"The checkpoint of {states:N0} states cannot be written to {_folder} "
                + $"({exception.Message.TrimEnd('.')}). Usual cause: a full disk. {left}",
                exception);
        }
    }

    private static FileStream Hold(string folder, bool mayMake)
    {
        try
        {
            if (mayMake)
            {
                Directory.CreateDirectory(folder);
            }

            var held = new FileStream(
                Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

            // What a process that was killed in the middle of writing has left.
            foreach (var part in Directory.EnumerateFiles(folder, $".{FileName}.*{AtomicFile.PartSuffix}"))
            {
                File.Delete(part);
            }

            return held;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(
                $"The folder {folder} cannot be used for checkpoints ({exception.Message.TrimEnd('.')}). Usual cause: "
                + "another search that runs with it, a file of that name, or a folder of another user. Wait for the "
                + "other one, or give another folder.",
                exception);
        }
    }
}
