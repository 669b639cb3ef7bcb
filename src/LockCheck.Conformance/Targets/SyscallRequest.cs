using System.Runtime.InteropServices;

namespace LockCheck.Conformance.Targets;

/// <summary>A system call that a target is told to make: its number, and six arguments.</summary>
/// <param name="Number">The number (<see cref="SyscallNumber"/>).</param>
/// <param name="A">The first argument.</param>
/// <param name="B">The second argument.</param>
/// <param name="C">The third argument.</param>
/// <param name="D">The fourth argument.</param>
/// <param name="E">The fifth argument.</param>
/// <param name="F">The sixth argument.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct SyscallRequest(
    long Number, long A = 0, long B = 0, long C = 0, long D = 0, long E = 0, long F = 0)
{
    /// <summary>Its size, in bytes.</summary>
    public const int Bytes = 56;
}
