using LockCheck.Spin;

namespace LockCheck.Specs.Tests.Spin;

/// <summary>A test that runs SPIN; skipped where it, or the compiler that it needs, is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpinTheoryAttribute : TheoryAttribute
{
    public SpinTheoryAttribute() => Skip = SpinTool.WhyNot;
}
