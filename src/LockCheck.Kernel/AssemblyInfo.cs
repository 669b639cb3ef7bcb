using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("LockCheck.Kernel.Tests")]
