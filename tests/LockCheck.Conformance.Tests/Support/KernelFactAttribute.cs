using LockCheck.Conformance.Hosts;

namespace LockCheck.Conformance.Tests.Support;

/// <summary>A test that needs a target: elsewhere it is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KernelFactAttribute : FactAttribute
{
    public KernelFactAttribute() => Skip = LinuxHost.WhyNoTarget;
}
