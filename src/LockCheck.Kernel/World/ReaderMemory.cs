namespace LockCheck.Kernel;

/// <summary>
/// What a reader keeps between scheduling points and between read() calls: the seq_file's private data. A protocol
/// overlays a struct of its own with <see cref="As{T}"/>.
/// </summary>
public static class ReaderMemory
{
    /// <summary>The usual size, in 64-bit words; a scenario can ask for more.</summary>
    public const int DefaultWords = 2;

    /// <summary>The running thread's private data as a protocol's own struct.</summary>
    /// <typeparam name="T">
    /// An unmanaged type without holes, at most <see cref="KernelSettings.ReaderWords"/> words.
    /// </typeparam>
    /// <returns>A reference that is valid until the next scheduling point.</returns>
    public static ref T As<T>()
        where T : unmanaged => ref Threads.Private<T>();

    /// <summary>The file is closed: zeroes all of it, so that nothing of the past tells states apart.</summary>
    public static void Clear() => Threads.ClearPrivate();
}
