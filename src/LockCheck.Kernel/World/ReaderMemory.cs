using System.Runtime.CompilerServices;

namespace LockCheck.Kernel;

/// <summary>
/// What a reader keeps between scheduling points and between read() calls: the seq_file's private data. A protocol
/// overlays a struct of its own with <see cref="As{T}"/>.
/// </summary>
[InlineArray(Words)]
public struct ReaderMemory
{
    /// <summary>The size, in 64-bit words.</summary>
    public const int Words = 2;

    private ulong _first;

    /// <summary>The running thread's private data as a protocol's own struct.</summary>
    /// <typeparam name="T">An unmanaged type without holes, at most <see cref="Words"/> words.</typeparam>
    /// <returns>A reference that is valid until the next scheduling point.</returns>
    public static ref T As<T>()
        where T : unmanaged => ref Threads.Private<T>();
}
