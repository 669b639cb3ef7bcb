using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>The states on the way along a chain of local steps, in buffers that are used again.</summary>
internal sealed unsafe class BranchPool(StateShape shape) : IDisposable
{
    private readonly Stack<Branch> _spare = new();
    private readonly List<Branch> _all = [];

    /// <summary>Takes a buffer, and copies a state into it.</summary>
    public Branch CopyOf(byte* state)
    {
        if (!_spare.TryPop(out var branch))
        {
            branch = new Branch(shape.VectorBytes);
            _all.Add(branch);
        }

        branch.Clear();
        Words.Copy(state, branch.State, shape.WorldBytes);
        for (var slot = 0; slot < shape.ThreadCount; slot++)
        {
            var thread = shape.Thread(state, slot);
            Words.Copy(thread, shape.Thread(branch.State, slot), shape.UsedBytes(thread));
        }

        return branch;
    }

    /// <summary>Takes a buffer back.</summary>
    public void Return(Branch branch) => _spare.Push(branch);

    public void Dispose()
    {
        foreach (var branch in _all)
        {
            branch.Dispose();
        }
    }
}

/// <summary>A state on the way along a chain of local steps.</summary>
internal sealed unsafe class Branch(int vectorBytes) : IDisposable
{
    /// <summary>Gets the state.</summary>
    public byte* State { get; } = (byte*)NativeMemory.AllocZeroed((nuint)(vectorBytes + 64));

    /// <summary>Gets the local steps that led to it.</summary>
    public List<PathStep> Steps { get; } = [];

    /// <summary>Gets or sets the threads whose segments may have changed on the way, a bit each.</summary>
    public uint Touched { get; set; }

    /// <summary>Gets or sets the last step.</summary>
    public PathStep Step { get; set; }

    /// <summary>Gets or sets what the last step reported.</summary>
    public ulong Reported { get; set; }

    /// <summary>
    /// Gets or sets whether nothing is to come of it: an earlier chain came through here, or, in a flawed reduction,
    /// all choices of the last step crash.
    /// </summary>
    public bool IsGone { get; set; }

    /// <summary>Forgets the way.</summary>
    public void Clear()
    {
        IsGone = false;
        Steps.Clear();
        Touched = 0;
    }

    /// <summary>Takes over the way to another state, which the last step leads on from.</summary>
    public void Follow(Branch before)
    {
        Steps.AddRange(before.Steps);
        Touched = before.Touched;
    }

    public void Dispose() => NativeMemory.Free(State);
}
