using LockCheck.Conformance.Bpf;

namespace LockCheck.Conformance.Tests.Bpf;

/// <summary>A test that holds a task at a tracepoint; skipped, with the reason, where that cannot be done.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HolderFactAttribute : FactAttribute
{
    public HolderFactAttribute() => Skip = BpfSupport.WhyNotHold;
}
