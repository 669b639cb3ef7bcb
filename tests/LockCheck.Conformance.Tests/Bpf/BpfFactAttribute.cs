using LockCheck.Conformance.Bpf;

namespace LockCheck.Conformance.Tests.Bpf;

/// <summary>A test that reads through BPF; skipped, with the reason, where that cannot be done.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BpfFactAttribute : FactAttribute
{
    public BpfFactAttribute() => Skip = BpfSupport.WhyNot;
}
