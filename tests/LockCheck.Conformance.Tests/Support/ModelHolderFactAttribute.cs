using LockCheck.Conformance.Bpf;

namespace LockCheck.Conformance.Tests.Support;

/// <summary>As <see cref="ModelFactAttribute"/>, where a task can be held at a tracepoint.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ModelHolderFactAttribute : FactAttribute
{
    public ModelHolderFactAttribute() => Skip = ModelFactAttribute.WhyNot ?? BpfSupport.WhyNotHold;
}
