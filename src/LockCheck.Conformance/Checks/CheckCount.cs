namespace LockCheck.Conformance.Checks;

/// <summary>How much of something was compared.</summary>
/// <param name="Number">How many.</param>
/// <param name="Thing">Of what, in the singular: <c>call</c>.</param>
public readonly record struct CheckCount(long Number, string Thing);
