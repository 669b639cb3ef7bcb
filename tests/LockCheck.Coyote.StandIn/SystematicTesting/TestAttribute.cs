namespace Microsoft.Coyote.SystematicTesting;

/// <summary>Stand-in. Marks a method that <c>coyote test</c> can run.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
public sealed class TestAttribute : Attribute;
