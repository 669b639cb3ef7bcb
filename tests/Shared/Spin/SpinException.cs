namespace LockCheck.Spin;

/// <summary>SPIN, the C compiler or the verifier that they made did not do what they were asked for.</summary>
internal sealed class SpinException(string message) : Exception(message);
