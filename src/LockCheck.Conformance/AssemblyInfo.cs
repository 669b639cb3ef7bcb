using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("LockCheck.Conformance.Tests")]
