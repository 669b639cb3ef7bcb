namespace LockCheck.Conformance.Tests.Support;

/// <summary>As <see cref="ModelFactAttribute"/>, for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ModelTheoryAttribute : TheoryAttribute
{
    public ModelTheoryAttribute() => Skip = ModelFactAttribute.WhyNot;
}
