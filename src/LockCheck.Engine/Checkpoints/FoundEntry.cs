using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>A discovery as a checkpoint keeps it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FoundEntry
{
    /// <summary>The index of the property; -1 for a deadlock.</summary>
    public int Property;

    /// <summary>The step's thread.</summary>
    public ushort Slot;

    /// <summary>The step's value choices.</summary>
    public ushort Choice;

    /// <summary>The state that the step was taken from, or that is the deadlock.</summary>
    public long State;
}
