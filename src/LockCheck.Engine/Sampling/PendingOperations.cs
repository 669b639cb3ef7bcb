using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// What the threads of a run are about to touch, by their slots: an object, and how. An operation that names no object
/// (kind and instance 0) may touch any.
/// </summary>
internal sealed class PendingOperations
{
    /// <summary>The object of an operation that may touch anything.</summary>
    public const uint AnyObject = 0;

    private Objects _objects;
    private Modes _modes;

    /// <summary>Notes what a thread is about to touch.</summary>
    public void Set(int slot, Footprint footprint)
    {
        _objects[slot] = ((uint)footprint.Kind << 16) | footprint.Instance;
        _modes[slot] = footprint.Mode;
    }

    /// <summary>Gets the object that a thread is about to touch.</summary>
    public uint ObjectOf(int slot) => _objects[slot];

    /// <summary>Gets how a thread is about to touch its object.</summary>
    public AccessMode ModeOf(int slot) => _modes[slot];

    /// <summary>Tells whether a thread is about to touch an object, as far as anybody knows.</summary>
    public bool MayTouch(int slot, uint wanted) =>
        _modes[slot] != AccessMode.Local && (_objects[slot] == wanted || _objects[slot] == AnyObject);

    /// <summary>Tells whether two pending operations race: one object, and one of them writes.</summary>
    public bool Race(int one, int other)
    {
        var (first, second) = (_modes[one], _modes[other]);
        return first != AccessMode.Local && second != AccessMode.Local &&
            (first == AccessMode.Write || second == AccessMode.Write) &&
            (_objects[one] == _objects[other] || _objects[one] == AnyObject || _objects[other] == AnyObject);
    }

    [InlineArray(VectorLayout.MaxThreads)]
    private struct Objects
    {
        private uint _object;
    }

    [InlineArray(VectorLayout.MaxThreads)]
    private struct Modes
    {
        private AccessMode _mode;
    }
}
