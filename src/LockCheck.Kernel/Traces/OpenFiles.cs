using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Traces;

/// <summary>The file descriptors of a process, shared by its threads: which open of a path each one is.</summary>
internal sealed class OpenFiles
{
    private readonly Dictionary<int, OpenFile> _files = [];

    /// <summary>A descriptor is a new open of a path.</summary>
    public void Open(int descriptor, bool isWritable) => _files[descriptor] = new OpenFile(isWritable);

    /// <summary>A descriptor is what another one is.</summary>
    public void Dup(int from, int to)
    {
        // What was opened by a call that the log leaves out has an identity from here on.
        if (!_files.TryGetValue(from, out var file))
        {
            _files[from] = file = new OpenFile(true);
        }

        _files[to] = file;
    }

    /// <summary>close, close_range.</summary>
    public void Close(int first, int last)
    {
        if (first == last)
        {
            _files.Remove(first);
            return;
        }

        foreach (var descriptor in _files.Keys.Where(one => one >= first && one <= last).ToList())
        {
            _files.Remove(descriptor);
        }
    }

    /// <summary>The struct file that is mapped.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="path">What strace says that it is.</param>
    /// <param name="make">Makes a struct file of a path.</param>
    public MappedFile Get(int descriptor, string path, Func<string, bool, MappedFile> make)
    {
        if (!_files.TryGetValue(descriptor, out var file) ||
            (file.Mapped is { } known && !string.Equals(known.Name, path, StringComparison.Ordinal)))
        {
            _files[descriptor] = file = new OpenFile(true);
        }

        return file.Mapped ??= make(path, file.IsWritable);
    }

    /// <summary>fork: the same struct files under the same numbers.</summary>
    public OpenFiles Fork()
    {
        var child = new OpenFiles();
        foreach (var (descriptor, file) in _files.OrderBy(pair => pair.Key))
        {
            child._files.Add(descriptor, file);
        }

        return child;
    }

    /// <summary>A struct file, which gets its identity when it is first mapped.</summary>
    private sealed class OpenFile(bool isWritable)
    {
        public bool IsWritable { get; } = isWritable;

        public MappedFile? Mapped { get; set; }
    }
}
