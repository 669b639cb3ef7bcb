namespace LockCheck.Conformance.Tests.Support;

/// <summary>As <see cref="ModelFactAttribute"/>, where memory may be locked.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LockFactAttribute : FactAttribute
{
    public LockFactAttribute() => Skip = ModelFactAttribute.WhyNot ??
        ModelFactAttribute.Tried.Notes.FirstOrDefault(
            note => note.StartsWith("left out: locks", StringComparison.Ordinal));
}
