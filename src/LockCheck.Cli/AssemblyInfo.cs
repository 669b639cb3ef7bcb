using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("LockCheck.Cli.Tests")]
