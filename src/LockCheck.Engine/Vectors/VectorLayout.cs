namespace LockCheck.Engine;

/// <summary>
/// Where everything lies in a model's state vector: shared world, history for the invariants, then one segment a
/// thread (header, private memory, coroutine frames). A model declares its regions once, when it is loaded.
/// </summary>
public sealed class VectorLayout
{
    /// <summary>The most threads that a model can have.</summary>
    public const int MaxThreads = 32;

    private readonly List<VectorRegion> _regions = [];
    private int _worldBytes;
    private bool _history;
    private int _privateBytes;
    private readonly SortedSet<int> _counts = [];
    private int _frameBytes = 1024;

    /// <summary>
    /// Gets or sets the bytes reserved for the coroutine frames of each thread; unused ones cost nothing.
    /// </summary>
    public int FrameBytes
    {
        get => _frameBytes;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(FrameBytes));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, ushort.MaxValue, nameof(FrameBytes));
            _frameBytes = value;
        }
    }

    /// <summary>Gets the bytes of shared world and history.</summary>
    public int WorldBytes => _worldBytes;

    /// <summary>Gets the bytes of the private memory of each thread.</summary>
    public int PrivateBytes => _privateBytes;

    /// <summary>Gets the declared regions, in order.</summary>
    public IReadOnlyList<VectorRegion> Regions => _regions;

    /// <summary>Gets the bytes that are counts, of which parts are kept.</summary>
    internal IReadOnlyCollection<int> Counts => _counts;

    internal int ThreadStride => ThreadHeader.Bytes + _privateBytes + FrameBytes;

    /// <summary>Declares shared memory of the model.</summary>
    /// <typeparam name="T">An unmanaged type without holes.</typeparam>
    /// <param name="name">The name of the region in errors and dumps.</param>
    /// <param name="count">The number of elements.</param>
    /// <returns>The region, to be kept by the model.</returns>
    public Region<T> Shared<T>(string name, int count = 1)
        where T : unmanaged
    {
        if (_history)
        {
            throw new InvalidOperationException(
                $"The shared region {name} was declared after history. Declare the world first, then the history.");
        }

        return Add<T>(name, count, isHistory: false);
    }

    /// <summary>Declares history: what an invariant has to remember. No modelled thread reads it.</summary>
    /// <typeparam name="T">An unmanaged type without holes.</typeparam>
    /// <param name="name">The name of the region in errors and dumps.</param>
    /// <param name="count">The number of elements.</param>
    /// <returns>The region, to be kept by the monitor.</returns>
    public Region<T> History<T>(string name, int count = 1)
        where T : unmanaged
    {
        _history = true;
        return Add<T>(name, count, isHistory: true);
    }

    /// <summary>Declares that a count is that of references whose owners are kept beside it, a part a thread.</summary>
    /// <typeparam name="T">The type that the count is a field of.</typeparam>
    /// <typeparam name="TPart">The type that a thread's part is a field of.</typeparam>
    /// <param name="counts">Where the count is.</param>
    /// <param name="count">Picks the count.</param>
    /// <param name="parts">Where the parts are, an element a thread.</param>
    /// <param name="part">Picks a part.</param>
    /// <param name="isOnly">Whether the parts count nothing but references to one element of the counts.</param>
    /// <returns>The count, to be kept by the model.</returns>
    public PartedCount<T, TPart> Parted<T, TPart>(
        Region<T> counts, FieldOf<T, byte> count, Region<TPart> parts, FieldOf<TPart, sbyte> part, bool isOnly)
        where T : unmanaged
        where TPart : unmanaged
    {
        for (var index = 0; index < counts.Count; index++)
        {
            _ = _counts.Add(counts.Locate(index, count));
        }

        return new PartedCount<T, TPart>(counts, count, parts, part, isOnly);
    }

    /// <summary>Makes sure that each thread's private memory can hold a value of this type.</summary>
    /// <typeparam name="T">An unmanaged type without holes, for <see cref="Threads.Private{T}"/>.</typeparam>
    public unsafe void Private<T>()
        where T : unmanaged
    {
        ByteMask.RequireNoHoles(typeof(T));
        _privateBytes = Math.Max(_privateBytes, (sizeof(T) + 7) & ~7);
    }

    /// <summary>Makes sure that each thread's private memory has so many bytes.</summary>
    /// <param name="bytes">The bytes; rounded up to a multiple of eight.</param>
    public void ReservePrivate(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        _privateBytes = Math.Max(_privateBytes, (bytes + 7) & ~7);
    }

    private unsafe Region<T> Add<T>(string name, int count, bool isHistory)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ByteMask.RequireNoHoles(typeof(T));
        var region = new Region<T>(_worldBytes, count);
        var bytes = ((sizeof(T) * count) + 7) & ~7;
        _regions.Add(new VectorRegion(name, _worldBytes, bytes, isHistory));
        _worldBytes += bytes;
        return region;
    }
}

/// <summary>One declared region of a state vector.</summary>
/// <param name="Name">The name that the model gave it.</param>
/// <param name="Offset">Bytes from the start of the vector.</param>
/// <param name="Bytes">Its size, a multiple of eight.</param>
/// <param name="IsHistory">Whether it is history, which only invariants read.</param>
public sealed record VectorRegion(string Name, int Offset, int Bytes, bool IsHistory);
