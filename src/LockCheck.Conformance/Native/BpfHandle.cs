using System.Runtime.InteropServices;

namespace LockCheck.Conformance.Native;

/// <summary>
/// A descriptor of a BPF object, closed once on every path. A link's programs are detached when its last descriptor
/// is closed, so a process that dies leaves nothing attached.
/// </summary>
internal sealed class BpfHandle : SafeHandle
{
    public BpfHandle(int descriptor) : base(-1, ownsHandle: true) => SetHandle(descriptor);

    public override bool IsInvalid => handle < 0;

    /// <summary>The number that other attributes carry; valid while this handle is open.</summary>
    public int Number
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return (int)handle;
        }
    }

    protected override bool ReleaseHandle() => BpfSyscall.Close((int)handle);
}
