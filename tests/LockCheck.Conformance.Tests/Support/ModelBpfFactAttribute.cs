using LockCheck.Conformance.Bpf;

namespace LockCheck.Conformance.Tests.Support;

/// <summary>As <see cref="ModelFactAttribute"/>, where BPF programs may be loaded.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ModelBpfFactAttribute : FactAttribute
{
    public ModelBpfFactAttribute() => Skip = ModelFactAttribute.WhyNot ?? BpfSupport.WhyNot;
}
