using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Hosts;

namespace LockCheck.Conformance.Tests.Racing;

/// <summary>A test that lets readers, BPF among them, race with a target on another processor.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RaceFactAttribute : FactAttribute
{
    public RaceFactAttribute() => Skip = LinuxHost.WhyNoTarget ?? BpfSupport.WhyNotHold;
}
